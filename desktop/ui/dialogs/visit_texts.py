"""A visit as the texts of its form, and back: what was half-typed is kept as it stands."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from desktop.domain.codes import Delivery, VisitMode, VisitPurpose
from desktop.domain.issue import IssueDraft
from desktop.domain.issue_codes import IssueCategory, IssueLevel
from desktop.domain.visit import VisitDraft
from desktop.domain.visit_codes import Appointment, DayPart

PLAIN = (
    "visitors",
    "leader",
    "received_by",
    "received_phone",
    "situation",
    "summary",
    "policies",
    "next_step",
    "opinion",
)
DAYS = ("visited_on", "next_on")
COPIED = ("situation", "summary", "policies", "next_step", "opinion")

CodeT = TypeVar("CodeT", VisitPurpose, Delivery)

_YES = "yes"


def texts_of(draft: VisitDraft) -> dict[str, str]:
    """Return the text of every field of the form."""
    texts = {name: str(getattr(draft, name)) for name in ("enterprise", *PLAIN)}
    for name in DAYS:
        day = getattr(draft, name)
        texts[name] = day.isoformat() if day is not None else ""
    texts |= {
        "mode": draft.mode.value,
        "purposes": ",".join(draft.purposes),
        "deliveries": ",".join(draft.deliveries),
        "topics": ",".join(draft.topics),
        "day_part": draft.day_part.value if draft.day_part is not None else "",
        "appointment": draft.appointment.value if draft.appointment is not None else "",
        "campaign": draft.campaign,
        "trip": draft.trip,
    }
    for place, issue in enumerate(draft.issues):
        texts |= {f"issues.{place}.{name}": text for name, text in issue_texts(issue).items()}
    return texts


def issue_texts(issue: IssueDraft) -> dict[str, str]:
    """Return the text of every field of one problem raised."""
    return {
        "category": issue.category.value,
        "level": issue.level.value,
        "description": issue.description,
        "expectation": issue.expectation,
        "answered_on_spot": _YES if issue.answered_on_spot else "",
        "answer": issue.answer,
    }


def issue_of(texts: Mapping[str, str]) -> IssueDraft:
    """Return the problem raised that *texts* say."""
    answered = texts.get("answered_on_spot") == _YES
    return IssueDraft(
        description=texts.get("description", "").strip(),
        category=_code(IssueCategory, texts.get("category", ""), IssueCategory.OTHER),
        expectation=texts.get("expectation", "").strip(),
        level=_code(IssueLevel, texts.get("level", ""), IssueLevel.ORDINARY),
        answered_on_spot=answered,
        answer=texts.get("answer", "").strip() if answered else "",
    )


def issues_in(texts: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the texts of every problem raised, in their order."""
    found: dict[int, dict[str, str]] = {}
    for key, text in texts.items():
        subject, _, rest = key.partition(".")
        place, _, name = rest.partition(".")
        if subject == "issues" and place.isdecimal():
            found.setdefault(int(place), {})[name] = text
    return [found[place] for place in sorted(found)]


def mode_of(texts: Mapping[str, str]) -> VisitMode:
    """Return how the visit was made."""
    return _code(VisitMode, texts.get("mode", ""), VisitMode.ON_SITE)


def day_part_of(texts: Mapping[str, str]) -> DayPart | None:
    """Return when on its day the visit was made, or None where that is not said."""
    text = texts.get("day_part", "")
    return DayPart(text) if text in set(DayPart) else None


def appointment_of(texts: Mapping[str, str]) -> Appointment | None:
    """Return whether the enterprise knew and agreed, or None where that is not said."""
    text = texts.get("appointment", "")
    return Appointment(text) if text in set(Appointment) else None


def codes_in(kind: type[CodeT], text: str) -> tuple[CodeT, ...]:
    """Return the codes of *kind* in *text*; one that is no longer known is left out."""
    known: Sequence[str] = [code.value for code in kind]
    return tuple(kind(code) for code in text.split(",") if code in known)


CodeU = TypeVar("CodeU", VisitMode, IssueCategory, IssueLevel)


def _code(kind: type[CodeU], text: str, default: CodeU) -> CodeU:
    try:
        return kind(text)
    except ValueError:
        return default
