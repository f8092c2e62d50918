"""How a route came about: the household before (92…→91…), who merged, the unit before, the old sector."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.credit_code import normalise
from desktop.domain.enterprise import LONG_TEXT, SHORT_TEXT
from desktop.domain.library_codes import LinkKind
from desktop.domain.library_reader import RouteRule
from desktop.domain.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """What stands behind *enterprise*: *other* is a uid of the ledger, or a name (and code) that it does not have.

    An old sector is words or an industry code in *sector*.
    """

    enterprise: str = ""
    kind: LinkKind | None = None
    other: str = ""
    name: str = ""
    credit_code: str = ""
    sector: str = ""
    on: date | None = None
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link as it is kept, seen from either end: *other* and *name* are of the enterprise at the far end.

    *later* says that the far end is what this one became.
    """

    uid: str
    kind: LinkKind
    other: str
    name: str
    credit_code: str
    sector: str
    on: date | None
    basis: str
    note: str
    later: bool


@dataclass(frozen=True, slots=True)
class Ends:
    """The codes and names at both ends of a link about to be kept."""

    name: str
    code: str
    other_name: str
    other_code: str


def check_link(
    draft: LinkDraft, ends: Ends, kept: Sequence[LinkRow], rule: RouteRule | None, *, today: date
) -> list[Problem]:
    """Return what is wrong or odd about a link; *rule* is the route's, where it says how codes begin."""
    problems = [] if draft.kind is not None else [Problem("kind", "missing")]
    if draft.kind is LinkKind.OLD_SECTOR:
        problems += [] if draft.sector.strip() else [Problem("sector", "missing")]
    elif not draft.other and not draft.name.strip():
        problems.append(Problem("other", "missing"))
    problems += _check_ends(draft, ends, kept)
    if draft.on is None:
        problems.append(Problem("on", "missing"))
    elif draft.on > today:
        problems.append(Problem("on", "in_future"))
    if not draft.basis.strip():
        problems.append(Problem("basis", "missing"))
    if draft.kind is LinkKind.PREDECESSOR and rule is not None:
        problems += _check_codes(ends, rule)
    limits = {"name": SHORT_TEXT, "sector": SHORT_TEXT, "basis": SHORT_TEXT, "note": LONG_TEXT}
    for name, limit in limits.items():
        if len(getattr(draft, name)) > limit:
            problems.append(Problem(name, "too_long", {"limit": str(limit)}))
    return problems


def _check_ends(draft: LinkDraft, ends: Ends, kept: Sequence[LinkRow]) -> list[Problem]:
    earlier = [row for row in kept if row.kind is draft.kind and not row.later]
    code = normalise(ends.other_code)[0]
    if draft.other and draft.other == draft.enterprise:
        return [Problem("other", "link_to_itself")]
    if draft.other and any(row.other == draft.other and row.later for row in kept):
        return [Problem("other", "link_backwards", {"name": ends.other_name})]
    if any((draft.other and row.other == draft.other) or (code and row.credit_code == code) for row in earlier):
        return [Problem("other", "link_twice", {"name": ends.other_name})]
    if draft.kind in {LinkKind.PREDECESSOR, LinkKind.OLD_SECTOR} and earlier:
        return [Problem("kind", "link_only_one")]
    return []


def _check_codes(ends: Ends, rule: RouteRule) -> list[Problem]:
    """Ask where a household's code or the new one's does not begin as the rule says; a code never blocks."""
    problems = []
    pairs = (("other", ends.other_code, rule.code_before), ("enterprise", ends.code, rule.code_after))
    for field, text, start in pairs:
        code = normalise(text)[0]
        if code and start and not code.startswith(start):
            problems.append(Problem(field, "code_starts_otherwise", {"text": code, "start": start}, Severity.CHECK))
    if ends.code and normalise(ends.code)[0] == normalise(ends.other_code)[0]:
        problems.append(Problem("other", "link_same_code", severity=Severity.CHECK))
    return problems
