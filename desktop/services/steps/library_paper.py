"""What the list of the libraries (培育库名册) is fed with: codes as words, money as 分, unknown as None."""

from collections.abc import Iterable, Mapping

from desktop.domain.codes import Tier
from desktop.domain.filing import FactValue
from desktop.domain.ladder import Member
from desktop.domain.preset import Preset
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.library_texts import category_word
from desktop.wording.words_admission import route_word


def library_facts(
    members: Iterable[Member], preset: Preset, routes: Mapping[str, str]
) -> tuple[Mapping[str, FactValue], ...]:
    """Return the lines of the list, the key library first; no gap, no estimate and no band is among them."""
    ordered = sorted(members, key=lambda each: each.tier is not Tier.KEY)
    return tuple(_line(each, preset, routes) for each in ordered)


def _line(member: Member, preset: Preset, routes: Mapping[str, str]) -> Mapping[str, FactValue]:
    draft = member.draft
    return {
        "name": member.name,
        "credit_code": member.credit_code or None,
        "township": member.township or None,
        "department": member.department or None,
        "tier": label(member.tier) if member.tier else None,
        "category": category_word(draft.category, preset) or None,
        "route": route_word(draft.route, routes) if draft.route else None,
        "operating_status": label(member.status),
        "last_year_revenue": member.last_year,
        "upgrade_month": shown.calendar_month(draft.expected_month) or None,
        "way": label(draft.way) if draft.way else None,
        "leader": draft.leader or None,
        "officer": draft.officer or None,
        "unit": draft.unit or None,
        "difficulty": draft.difficulty or None,
    }
