"""What is to be checked (待核对), every kind of it as one list: figures, cells, proposals, possible twins."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.aside import Aside
from desktop.domain.codes import Measure, Subject, UnitKind
from desktop.domain.enterprise import EnterpriseRow
from desktop.domain.figure import FigureValue
from desktop.domain.question import FigureQuestion, Question, QuestionKind, Saying, United
from desktop.domain.recheck import RecheckRow, asked_of
from desktop.ui.letter_writing import unit_names
from desktop.ui.models.letter_columns import at
from desktop.ui.models.table_model import Column
from desktop.wording import shown
from desktop.wording.asides import KIND, UNKNOWN_FIRM, because_words, said_lines
from desktop.wording.fields import field_label
from desktop.wording.labels import label
from desktop.wording.recheck_words import asked_words, figure_words, outcome_words, standing_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

FIGURE, ALIKE, UNITED = "两处数字不一致", "可能是同一家企业", "已认定是同一家"
RECHECK = "县里请核对"
_FIRMS = 400
_OF_FIRM = frozenset({Subject.ENTERPRISE, Subject.FIGURE})


class Pair(NamedTuple):
    """Two enterprises that may be one, by uid and name."""

    first: str
    first_name: str
    second: str
    second_name: str


What = Question | FigureQuestion | Pair | United | RecheckRow | Aside


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One thing to check: what it is, and each side of it in words; *asked* are the units it was given back to.

    *theirs* tells that only another unit may settle it: it told two figures on two computers.
    """

    key: str
    kind: str
    name: str
    item: str
    sides: tuple[str, ...]
    what: What
    told: Mapping[str, FigureValue]
    enterprise: str = ""
    asked: tuple[RecheckRow, ...] = ()
    theirs: bool = False

    @property
    def standing(self) -> str:
        """How far giving it back is; nothing where it was not."""
        return standing_words(asked_of(self.asked))


COLUMNS: tuple[Column[QuestionLine], ...] = (
    Column("类型", lambda line: line.kind, width=130),
    Column("企业", lambda line: line.name, width=190, tip=lambda line: line.name),
    Column("项目", lambda line: line.item, width=150, tip=lambda line: line.item),
    Column("一边", lambda line: line.sides[0] if line.sides else "", width=240, tip=lambda line: "\n".join(line.sides)),
    Column("另一边", lambda line: "；".join(line.sides[1:]), width=240, tip=lambda line: "\n".join(line.sides)),
)
# only the county gives figures back
OF_COUNTY = (*COLUMNS[:3], Column[QuestionLine]("退回核对", lambda line: line.standing, width=150), *COLUMNS[3:])


class Questions:
    """Reads what is to be checked; the county office sees figures and twins too, which are its to decide."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._own = services.settings.workspace().unit
        self.county = services.settings.workspace().unit_kind is UnitKind.COUNTY

    def lines(self, *, united: bool = False, aside: bool = False) -> list[QuestionLine]:
        """Return what is to be checked, the widest apart first.

        *united* adds what was found to be one, *aside* what cannot be shown in the ledger yet.
        """
        asked = self._services.letters.questions
        cells = asked.list()
        figures = asked.figures() if self.county else ()
        pairs = asked.alike() if self.county else ()
        asides = asked.aside() if aside else ()
        self._asked = self._services.letters.rechecks.asked() if self.county else {}
        self._names = unit_names(self._services)
        self._people = {person.uid: person.name for person in self._services.settings.people()}
        self._firms = self._firm_names(
            [
                *(each.enterprise for each in figures),
                *(uid for pair in pairs for uid in pair),
                *(each.enterprise for each in asides if each.enterprise),
                *(each.cell.entity for each in cells if each.cell.subject in _OF_FIRM),
            ]
        )
        found = sorted(map(self._figure, figures), key=_apart, reverse=True)
        found += [self._recheck(each) for each in self._services.letters.rechecks.open()]
        found += [self._cell(each) for each in cells]
        found += [self._pair(*pair) for pair in pairs]
        if united and self.county:
            found += [self._united(each) for each in asked.united()]
        return found + [self._aside(each) for each in asides]

    def of_figure(self, asked: FigureQuestion) -> QuestionLine:
        """Return one figure to decide about, whether units differ about it or not."""
        self._asked = self._services.letters.rechecks.asked()
        self._names = unit_names(self._services)
        self._firms = self._firm_names([asked.enterprise])
        return self._figure(asked)

    def saying(self, question: Question, saying: Saying) -> str:
        """Return what one office said, with who, when and why."""
        cell = question.cell
        value = None if saying.value is None else json.loads(saying.value)
        text = shown.history_value(cell.subject, cell.field, value, {**self._names, **self._firms})
        who = "　".join(
            part for part in (self._unit(saying.unit), self._people.get(saying.who, ""), at(saying.at)) if part
        )
        return f"{text}（{who}{f'，理由：{saying.reason}' if saying.reason else ''}）"

    def told(self, unit: str, measure: str, value: FigureValue) -> str:
        """Return a figure as *unit* told it, with its source and how it was obtained."""
        about = [label(value.source), label(value.obtained), value.given_by, shown.day(value.on)]
        amount = shown.amount(Measure(measure), value.amount, unit=True)
        return f"{self._unit(unit)} 报 {amount}（{'，'.join(part for part in about if part)}）"

    def _unit(self, unit: str) -> str:
        return self._names.get(unit, unit)

    def _firm_names(self, uids: Sequence[str]) -> dict[str, str]:
        wanted = list(dict.fromkeys(uids))
        parts = [wanted[start : start + _FIRMS] for start in range(0, len(wanted), _FIRMS)]
        return {row.uid: row.name for part in parts for row in self._services.enterprises.rows(part)}

    def _figure(self, asked: FigureQuestion) -> QuestionLine:
        told = self._services.letters.questions.told(asked.enterprise, asked.period, Measure(asked.measure))
        return QuestionLine(
            key=f"{asked.enterprise}:{asked.period}:{asked.measure}",
            kind=FIGURE,
            name=self._firms.get(asked.enterprise, asked.enterprise),
            item=f"{shown.month_text(asked.period)}　{field_label(asked.measure, Subject.FIGURE)}",
            sides=tuple(self.told(unit, asked.measure, told[unit]) for unit in asked.units),
            what=asked,
            told=told,
            enterprise=asked.enterprise,
            asked=self._asked.get((asked.enterprise, asked.period, asked.measure), ()),
        )

    def outcomes(self, line: QuestionLine) -> tuple[str, ...]:
        """Return what came of giving *line* back, a line for each unit."""
        return tuple(f"{self._unit(row.unit)}：{outcome_words(row)}" for row in line.asked)

    def _recheck(self, row: RecheckRow) -> QuestionLine:
        told = self._services.letters.questions.told(row.enterprise, row.period, Measure(row.measure))
        own = self.told(row.unit, row.measure, told[row.unit])
        return QuestionLine(
            row.uid, RECHECK, row.name, figure_words(row), (own, asked_words(row)), row, {}, row.enterprise
        )

    def _cell(self, asked: Question) -> QuestionLine:
        cell = asked.cell
        firm = cell.entity if cell.subject in _OF_FIRM else ""
        month = f"{shown.month_text(cell.period)}　" if cell.period else ""
        return QuestionLine(
            key=f"{asked.kind}:{asked.id}",
            kind=label(asked.kind),
            name=self._firms.get(cell.entity, label(cell.subject)),
            item=f"{month}{field_label(cell.field, cell.subject)}",
            sides=tuple(self.saying(asked, each) for each in (asked.shown, *asked.others)),
            what=asked,
            told={},
            enterprise=firm,
            theirs=cell.subject is Subject.FIGURE and cell.by_unit != self._own,
        )

    def _pair(self, first: str, second: str) -> QuestionLine:
        names = (self._firms.get(first, first), self._firms.get(second, second))
        pair = Pair(first, names[0], second, names[1])
        rows = self._services.enterprises.rows([first, second])
        makers = self._services.letters.questions.makers([first, second])
        sides = tuple(_about_firm(row, self._unit(makers.get(row.uid, ""))) for row in rows)
        return QuestionLine(f"{first}:{second}", ALIKE, names[0], "代码或名称相同", sides, pair, {}, first)

    def _aside(self, each: Aside) -> QuestionLine:
        name = self._firms.get(each.enterprise, UNKNOWN_FIRM)
        who = f"{self._unit(each.unit)} 登记，{at(each.at)}"
        known = said_lines(each, self._names)
        sides = (because_words(each), who, *known)
        return QuestionLine(f"aside:{each.uid}", KIND, name, label(each.subject), sides, each, {}, each.enterprise)

    def _united(self, each: United) -> QuestionLine:
        sides = (f"保留：{each.kept_name}", f"并入：{each.other_name}")
        return QuestionLine(each.other, UNITED, each.kept_name, "可以拆开", sides, each, {}, each.kept)


def _about_firm(row: EnterpriseRow, maker: str) -> str:
    """Return by what an enterprise is told from another one of the same name: who entered it, its code, its units."""
    about = "，".join(part for part in (row.credit_code or "没有代码", row.township, row.department) if part)
    return f"{row.name}（{maker}登记，{about}）"


def may_settle(line: QuestionLine | None, *, county: bool) -> bool:
    """Return whether this office may settle *line*; what only the county decides waits elsewhere."""
    if line is None or line.theirs or isinstance(line.what, United | Aside):
        return False
    if county or isinstance(line.what, RecheckRow):
        return True
    return isinstance(line.what, Question) and line.what.kind is QuestionKind.DIFFERENT


def _apart(line: QuestionLine) -> int:
    amounts = [value.amount for value in line.told.values()]
    return max(amounts, default=0) - min(amounts, default=0)
