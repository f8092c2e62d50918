"""What is to be checked (待核对) as the command line lists it, enterprises that may be one among it."""

import itertools
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.cli.package import names_of
from desktop.cli.session import Session
from desktop.cli.tables import table
from desktop.domain.codes import Subject, UnitKind
from desktop.domain.question import Question, Saying
from desktop.domain.recheck import RecheckRow
from desktop.wording import shown
from desktop.wording.asides import more_words
from desktop.wording.fields import field_label
from desktop.wording.labels import label
from desktop.wording.recheck_words import asked_words

if TYPE_CHECKING:
    from desktop.wiring import Services

_HEADINGS = ("编号", "类型", "项目", "现在", "另有")
_RECHECK, _ALIKE = "recheck", "alike"
_ALIKE_LABEL = "可能是同一家企业"
_FIRMS = 400  # enterprises in one look-up


def list_questions(session: Session) -> None:
    """Answer with everything that is to be checked here."""
    with session.ledger() as services:
        found, names = services.letters.questions.list(), names_of(services)
        asked = services.letters.rechecks.open()
        firms = _alike_firms(services)
        aside = more_words(services.letters.questions.count_aside())
    rows = [_cells(each, names) for each in found]
    rows += [(each.uid, label(Subject.RECHECK), each.name, asked_words(each), "") for each in asked]
    rows += [
        (first.uid, _ALIKE_LABEL, "代码或名称相同", _firm(first), f"{other.uid}　{_firm(other)}")
        for first, other in firms
    ]
    documents = [*map(_question, found), *map(_request, asked), *itertools.starmap(_alike, firms)]
    more = [f"{aside}，见 resolve --aside。"] if aside else []
    session.answer(documents, [*table(_HEADINGS, rows, "没有待核对的内容。"), *more])


class _Firm(NamedTuple):
    """An enterprise that may be another one: by what it is told from it."""

    uid: str
    name: str
    credit_code: str | None
    township: str
    department: str
    maker: str


def _alike_firms(services: "Services") -> list[tuple[_Firm, _Firm]]:
    """Return the pairs of enterprises that may be one; only the county office settles them."""
    questions = services.letters.questions
    pairs = questions.alike() if services.settings.workspace().unit_kind is UnitKind.COUNTY else ()
    uids = sorted({uid for pair in pairs for uid in pair})
    makers, names = questions.makers(uids), names_of(services)
    found = {
        row.uid: _Firm(
            row.uid,
            row.name,
            row.credit_code or None,
            row.township,
            row.department,
            names.get(makers.get(row.uid, ""), makers.get(row.uid, "")),
        )
        for start in range(0, len(uids), _FIRMS)
        for row in services.enterprises.rows(uids[start : start + _FIRMS])
    }
    return [(found[first], found[other]) for first, other in pairs]


def _firm(firm: _Firm) -> str:
    about = "，".join(part for part in (firm.credit_code or "没有代码", firm.township, firm.department) if part)
    return f"{firm.name}（{firm.maker}登记，{about}）"


def _alike(first: _Firm, other: _Firm) -> dict[str, Any]:
    """Return two enterprises that may be one, as one of the questions; `resolve ID --same OTHER` settles it."""
    return {
        "id": first.uid,
        "kind": _ALIKE,
        "subject": Subject.ENTERPRISE.value,
        "entity": first.uid,
        "other": other.uid,
        "field": None,
        "shown": None,
        "others": [],
        "enterprises": [firm._asdict() for firm in (first, other)],
    }


def _request(row: RecheckRow) -> dict[str, Any]:
    """Return what the county wants checked, as one of the questions."""
    shown_now = {"unit": row.unit, "at": row.asked_on.isoformat(), "value": row.now, "reason": row.reason}
    return {
        "id": row.uid,
        "kind": _RECHECK,
        "subject": Subject.FIGURE.value,
        "entity": row.enterprise,
        "field": row.measure,
        "period": row.period,
        "shown": shown_now,
        "others": [],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind.value,
        "subject": question.cell.subject.value,
        "entity": question.cell.entity,
        "field": question.cell.field,
        "shown": _saying(question.shown),
        "others": [_saying(each) for each in question.others],
    }


def _saying(saying: Saying) -> dict[str, Any]:
    return {
        "unit": saying.unit,
        "at": saying.at.isoformat(),
        "value": saying.value,
        "reason": saying.reason or None,
    }


def _cells(question: Question, names: dict[str, str]) -> tuple[str, ...]:
    cell = question.cell

    def told(each: Saying) -> str:
        value = None if each.value is None else json.loads(each.value)
        return f"{names.get(each.unit, each.unit)}：{shown.history_value(cell.subject, cell.field, value, names)}"

    return (
        question.id,
        label(question.kind),
        field_label(question.cell.field, question.cell.subject),
        told(question.shown),
        "；".join(map(told, question.others)),
    )
