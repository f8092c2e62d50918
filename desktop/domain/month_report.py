"""The month told in sentences (本月工作情况): three parts, drafted from the ledgers, mended by a person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.domain.section import BrokenKey, Section

LIMIT = 10_000
_GAP = re.compile(r"\{([a-z_]+)\}")


class ReportPart(StrEnum):
    """The parts of the report, in their order (domain.md 5.10)."""

    INDICATORS = "indicators"
    CULTIVATION = "cultivation"
    NEXT_STEPS = "next_steps"


@dataclass(frozen=True, slots=True)
class PartRule:
    """One part: its heading and its sentences, whose gaps are filled with what the ledgers say."""

    part: ReportPart
    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportRules:
    """How the report is worded; under *fewest* enterprises no sum is told, since it would tell of one of them."""

    title: str
    fewest: int
    parts: tuple[PartRule, ...]


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What the three parts say."""

    indicators: str = ""
    cultivation: str = ""
    next_steps: str = ""

    def text(self, part: ReportPart) -> str:
        """Return what *part* says."""
        return str(getattr(self, part.value))


@dataclass(frozen=True, slots=True)
class MonthReport:
    """The report of one month; *kept* where a person has saved it, with who and when."""

    month: Month
    title: str
    headings: Mapping[ReportPart, str]
    draft: ReportDraft
    kept: bool = False
    uid: str = ""
    who: str = ""
    at: str = ""

    @property
    def whole(self) -> str:
        """The report as plain text, to be copied into a message or a letter."""
        parts = [f"{self.headings[part]}\n{self.draft.text(part)}" for part in ReportPart if self.draft.text(part)]
        return "\n\n".join([self.title, *parts])


def read_report(data: Mapping[str, object]) -> ReportRules:
    """Return the rules that *data* holds; raise `BrokenKey`."""
    root = Section(data)
    parts = {row.text("id"): row for row in root.sections("parts")}
    if set(parts) != set(ReportPart):
        raise BrokenKey("parts")
    return ReportRules(
        title=root.text("title"),
        fewest=root.whole("fewest"),
        parts=tuple(
            PartRule(part, parts[part].text("heading"), tuple(parts[part].texts("sentences"))) for part in ReportPart
        ),
    )


def composed(rules: ReportRules, facts: Mapping[str, str | None]) -> ReportDraft:
    """Return the report as *facts* tell it; a sentence of which anything is not known is left out."""
    return ReportDraft(**{rule.part.value: _told(rule.sentences, facts) for rule in rules.parts})


def filled(text: str, facts: Mapping[str, str | None]) -> str | None:
    """Return *text* with its gaps filled, or None where one of them is not known."""
    names = _GAP.findall(text)
    if any(facts.get(name) is None for name in names):
        return None
    return _GAP.sub(lambda gap: facts[gap[1]] or "", text)


def check_report(draft: ReportDraft) -> list[Problem]:
    """Return what is wrong with *draft*; an empty part only asks."""
    problems = []
    for part in ReportPart:
        text = draft.text(part)
        if len(text) > LIMIT:
            problems.append(Problem(part.value, "too_long", {"limit": str(LIMIT)}))
        elif not text.strip():
            problems.append(Problem(part.value, "report_part_empty", severity=Severity.CHECK))
    return problems


def _told(sentences: Sequence[str], facts: Mapping[str, str | None]) -> str:
    return "".join(said for sentence in sentences if (said := filled(sentence, facts)) is not None)
