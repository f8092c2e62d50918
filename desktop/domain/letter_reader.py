"""From the parsed reference of letters to the rules of what they tell."""

from collections.abc import Mapping

from desktop.domain.codes import Subject
from desktop.domain.letter import LetterRules, Told
from desktop.domain.section import BrokenKey, Section


def read_letter_rules(data: Mapping[str, object]) -> LetterRules:
    """Return what letters tell; raise `BrokenKey` with the path of a bad key."""
    root = Section(data)
    return LetterRules(to_county=_told(root, "to_county"), to_unit=_told(root, "to_unit"))


def _told(root: Section, key: str) -> Mapping[Subject, Told]:
    found: dict[Subject, Told] = {}
    for section in root.sections(key):
        subject = section.code("subject", Subject)
        if subject in found:
            raise BrokenKey(section.path("subject"))
        found[subject] = Told(subject, frozenset(section.texts("without")), frozenset(section.texts("personal")))
    return found
