"""重复走访和问题 (county): where two offices went to one enterprise, or wrote down the same kind of issue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QSpinBox, QWidget
from typing_extensions import override

from desktop.domain.doubles import DoubleIssue, DoubleVisit
from desktop.ui.desk import Desk
from desktop.ui.models.table_model import RIGHT, Column
from desktop.ui.pages.ledger_tab import LedgerTab, paragraphs
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_EMPTY = "今年还没有两个单位在这几天内走访同一家企业，或登记同一家企业同类问题的。"
_VISIT, _ISSUE = "走访", "问题"


@dataclass(frozen=True, slots=True)
class DoubleLine:
    """Two deeds of two offices at one enterprise, as the list shows them."""

    kind: str
    what: DoubleVisit | DoubleIssue

    @property
    def about(self) -> str:
        """What kind of issue it is; nothing for a visit."""
        return label(self.what.category) if isinstance(self.what, DoubleIssue) else ""


def _day(day: date) -> str:
    return shown.day(day)


COLUMNS: tuple[Column[DoubleLine], ...] = (
    Column("类型", lambda line: line.kind, width=64),
    Column("企业", lambda line: line.what.name, width=196, tip=lambda line: line.what.name),
    Column("类别", lambda line: line.about, width=80),
    Column("先", lambda line: line.what.first_unit, width=100),
    Column("日期", lambda line: line.what.first_on, _day, width=100),
    Column("后", lambda line: line.what.then_unit, width=100),
    Column("日期", lambda line: line.what.then_on, _day, width=100),
    Column("相隔（天）", lambda line: line.what.days, align=RIGHT, width=84),
)


class DoublesTab(LedgerTab[DoubleLine]):
    """It counts against nobody: the two may go together next time, and one of them may handle the matter."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "重复走访和问题", COLUMNS, _EMPTY, parent)
        spans = services.letters.doubles.spans()
        self.visit_days = _days("走访相隔不超过几天", spans.visit_days)
        self.issue_days = _days("问题相隔不超过几天", spans.issue_days)
        for caption, box in (("走访相隔不超过", self.visit_days), ("同类问题相隔不超过", self.issue_days)):
            self.filters.addWidget(QLabel(caption))
            self.filters.addWidget(box)
            box.valueChanged.connect(self.reload)
        self.filters.addStretch()
        self.firm = self.deed("打开企业", self._open_firm)
        self.issue = self.deed("打开问题", self._open_issue)
        self.table.opened.connect(self._open_row)

    @override
    def reload(self) -> None:
        doubles = self.services.letters.doubles
        visits, issues = doubles.visits(self.visit_days.value()), doubles.issues(self.issue_days.value())
        lines = [*(DoubleLine(_VISIT, each) for each in visits), *(DoubleLine(_ISSUE, each) for each in issues)]
        self.show_rows(lines, f"走访 {len(visits)} 处，同类问题 {len(issues)} 处；只提醒，不计分、不排名", _key)

    @override
    def describe(self, row: DoubleLine) -> str:
        what = row.what
        if isinstance(what, DoubleVisit):
            return paragraphs(
                what.name,
                " ",
                f"{shown.day(what.first_on)}　{what.first_unit} 走访",
                f"{shown.day(what.then_on)}　{what.then_unit} 走访，相隔 {what.days} 天",
                " ",
                "下次可以约好一起去。",
            )
        return paragraphs(
            what.name,
            row.about,
            " ",
            f"{shown.day(what.first_on)}　{what.first_unit} 登记：{what.first_text}",
            f"{shown.day(what.then_on)}　{what.then_unit} 登记：{what.then_text}",
            " ",
            "是不是同一件事要打电话问一问。是的，商定由一家办，另一家的作废并写明由谁办。",
        )

    @override
    def judge(self, row: DoubleLine | None) -> None:
        self.firm.setEnabled(row is not None)
        self.issue.setEnabled(row is not None and isinstance(row.what, DoubleIssue))

    def _open_row(self, row: object) -> None:
        if isinstance(row, DoubleLine) and isinstance(row.what, DoubleIssue):
            self._open_issue()
        else:
            self._open_firm()

    def _open_firm(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.linked.emit("enterprises", row.what.enterprise)

    def _open_issue(self) -> None:
        row = self.table.current_row()
        if row is not None and isinstance(row.what, DoubleIssue):
            self.linked.emit("issues", row.what.then)


def _days(name: str, days: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, 366)
    box.setValue(days)
    box.setSuffix(" 天")
    box.setAccessibleName(name)
    return box


def _key(line: DoubleLine) -> str:
    what = line.what
    return f"{line.kind}:{what.enterprise}:{what.first_on}:{what.then_on}:{what.then_unit}"
