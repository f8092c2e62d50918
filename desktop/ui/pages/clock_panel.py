"""问题时限: which scheme of deadlines the issue ledger goes by, since when and by which paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.issue_clock import ClockChoice, Scheme
from desktop.ui.desk import Desk
from desktop.ui.dialogs.clock_dialog import ask_clock
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import ROW_HEIGHT, button, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.issue_texts import scheme_name, scheme_words, span_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


def _source(scheme: Scheme) -> str:
    citation = scheme.citation
    parts = (citation.document, citation.clause, citation.note, "请向县里核实" if scheme.to_confirm else "")
    return "；".join(part for part in parts if part)


SCHEMES: tuple[Column[Scheme], ...] = (
    Column("办法", scheme_name, width=150),
    Column("研究交办", lambda each: span_words(each.study), width=90),
    Column("反馈", lambda each: span_words(each.feedback), width=90),
    Column("一般问题", lambda each: span_words(each.ordinary), width=90),
    Column("重大复杂", lambda each: span_words(each.major), width=90),
    Column("出处", _source, width=560, tip=_source),
)
CHOICES: tuple[Column[tuple[ClockChoice, str]], ...] = (
    Column("起用日期", lambda pair: pair[0].since, shown.day, width=110),
    Column("办法", lambda pair: pair[1], width=180),
    Column("由谁定", lambda pair: "县里定的" if pair[0].by_county else "本单位", width=84),
    Column("依据", lambda pair: pair[0].basis, width=420),
)


class ClockPanel(QWidget):
    """The schemes there are, the one in force, and what was chosen when."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.schemes, self.choices = TableModel(SCHEMES, self), TableModel(CHOICES, self)
        self.now = words("", "subtitle", wrap=True)
        self._rules = words("", "hint", wrap=True)
        self.change = button("改用别的办法", "primary")
        self.change.clicked.connect(self._ask)
        head = QHBoxLayout()
        head.addWidget(self.now, 1)
        head.addWidget(self.change)
        self._chosen = _table("起用记录", self.choices)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.addLayout(head)
        box.addWidget(words("改办法只管以后交办的；已经交办的，时限在交办那一步留下，不改动。", "hint", wrap=True))
        box.addWidget(_table("时限办法", self.schemes), 1)
        box.addWidget(self._rules)
        box.addWidget(words("起用记录", "subtitle"))
        self._none = words("还没有改用过别的办法。", "hint")
        box.addWidget(self._none)
        box.addWidget(self._chosen, 1)

    def reload(self) -> None:
        """Read anew what is in force."""
        issues = self._services.issues
        book, scheme = issues.clocks(), issues.clock_in_force()
        whose = "（县里定的，以县里的为准）" if issues.clock_by_county else ""
        self.now.setText(f"现在用：{scheme_name(scheme)}{whose}。{scheme_words(scheme)}。")
        self.schemes.set_rows(book.schemes)
        names = {each.id: scheme_name(each) for each in book.schemes}
        self.choices.set_rows([(each, names.get(each.scheme, each.scheme)) for each in reversed(book.choices)])
        self._chosen.setVisible(bool(book.choices))
        self._none.setVisible(not book.choices)
        rules = book.rules
        self._rules.setText(
            f"另外提醒：延期提前 {rules.extension_ahead} 个工作日提出，"
            f"异议在交办后 {rules.objection_within} 个工作日内退回，"
            f"剩 {rules.soon} 个工作日以内算快到期（{rules.citation.document}；{rules.citation.note}）。"
            "县里的办法不在上面的，请把文件交给技术人员，加进程序的资源文件夹；在那以前，交办时逐件写明要求的日期。"
        )

    def _ask(self) -> None:
        if ask_clock(self._services, self._desk, self):
            self.reload()
            self._desk.kept.emit("时限办法已记下")
            self._desk.changed.emit()


def _table(name: str, model: TableModel[Scheme] | TableModel[tuple[ClockChoice, str]]) -> TableView:
    table = TableView(name)
    table.setModel(model)
    table.setMinimumHeight(ROW_HEIGHT * 3)
    table.horizontalHeader().setStretchLastSection(True)
    return table
