"""Who would enter which library by the plan (按方案建库): a list to confirm, nothing moves by itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.library_codes import ProposalKind
from desktop.domain.preset import Preset
from desktop.domain.problems import Problem
from desktop.domain.proposal import Proposal
from desktop.ui.desk import Desk
from desktop.ui.dialogs.bulk_preview import preview
from desktop.ui.models.library_columns import proposal_columns
from desktop.ui.models.tick_model import TickModel
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.inputs import DayEdit
from desktop.ui.widgets.problem_label import FormFields
from desktop.ui.widgets.table_view import TableView
from desktop.wording.labels import label
from desktop.wording.library_texts import tier_word

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_OFFERED = "offered"
_ALL = "all"


class ProposeDialog(QDialog):
    """Rows that a rule meets are ticked at first; what needs judgement is shown and left to the user."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self._preset = services.settings.preset()
        self._year = services.settings.workspace().year
        self.setWindowTitle(f"按方案建库（{self._year}年）")
        self.resize(1120, 640)
        self.rows = services.libraries.propose()
        self._build_table()
        self._build_form()
        self._build_layout()
        self._narrow()
        self._count()

    @override
    def accept(self) -> None:
        """Show what the ticked rows come to; after saving the list is closed."""
        problems = [Problem("on", "missing")] if self.on.value() is None else []
        problems += [] if self.reason.text().strip() else [Problem("reason", "missing")]
        self.fields.show_problems(problems)
        chosen = [row for row in self.rows if row.candidate.uid in self.model.ticked]
        if problems or not chosen:
            self.fields.focus_first_problem(problems)
            return
        picks = self._services.libraries.picks(chosen, self.on.value(), self.reason.text())
        if preview(self._services, self._desk, picks, self):
            super().accept()

    def _build_table(self) -> None:
        self.model: TickModel[Proposal] = TickModel(
            proposal_columns(self._preset), lambda row: row.candidate.uid, lambda row: row.offered, self
        )
        self.table = TableView("按方案对照的结果")
        self.table.setModel(self.model)
        self.table.setSelectionMode(TableView.SelectionMode.ExtendedSelection)
        self.table.make_sortable()
        self.model.ticked = {row.candidate.uid for row in self.rows if row.ticked}
        self.model.ticked_changed.connect(self._count)
        QShortcut(QKeySequence("Space"), self.table, self._toggle)
        counts = Counter(row.kind for row in self.rows)
        kinds = [kind for kind in ProposalKind if counts[kind]]
        offered = sum(row.offered for row in self.rows)
        chips = [(_OFFERED, f"可调整 {offered}"), (_ALL, f"全部 {len(self.rows)}")]
        self.chips = ChipBar([*chips, *((kind.value, f"{label(kind)} {counts[kind]}") for kind in kinds)], "对照结果")
        self.chips.choose(_OFFERED if offered else _ALL)
        self.chips.chosen.connect(self._narrow)

    def _build_form(self) -> None:
        self.on = DayEdit(self._desk.today)
        self.on.set_value(self._desk.today())
        self.reason = QLineEdit(f"按方案建库（{self._preset.document}）")
        self.fields = FormFields(Subject.TIER, columns=2)
        self.fields.add("on", "日期", self.on, needed=True)
        self.fields.add("reason", "原因", self.reason, needed=True)

    def _build_layout(self) -> None:
        self._chosen = words("", "subtitle")
        tick, untick = button("勾选选中的行", tip="空格键也可以"), button("取消勾选", "flat")
        tick.clicked.connect(self._tick)
        untick.clicked.connect(self._untick)
        row = QHBoxLayout()
        row.addWidget(self._chosen, 1)
        row.addWidget(tick)
        row.addWidget(untick)
        buttons = QDialogButtonBox()
        self.next = buttons.addButton("预览变更", QDialogButtonBox.ButtonRole.AcceptRole)
        give_role(self.next, "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(words(rules_text(self._preset, self._year), "hint", wrap=True))
        box.addWidget(self.chips)
        box.addWidget(self.table, 1)
        box.addLayout(row)
        box.addWidget(self.fields)
        box.addWidget(buttons)

    def _narrow(self) -> None:
        choice = self.chips.choice
        self.model.set_rows([row for row in self.rows if choice in _groups(row)])

    def _count(self) -> None:
        number = len(self.model.ticked)
        self._chosen.setText(f"已勾选 {number} 家。没有勾选的不动。")
        self.next.setEnabled(bool(number))

    def _tick(self) -> None:
        self.model.tick(self.table.selected_rows(), on=True)

    def _untick(self) -> None:
        self.model.tick(self.table.selected_rows(), on=False)

    def _toggle(self) -> None:
        rows = self.table.selected_rows()
        self.model.tick(rows, on=not all(row.candidate.uid in self.model.ticked for row in rows if row.offered))


def _groups(row: Proposal) -> set[str]:
    """Return the chips that *row* stands under."""
    return {_ALL, row.kind.value} | ({_OFFERED} if row.offered else set())


def rules_text(preset: Preset, year: int) -> str:
    """Return the plan's rules for entering, with their clauses."""
    if not preset.tier_rules:
        return f"{preset.document} 没有写进库的收入条件，由您决定；达规未入的列在“可作补充”。"
    rules = [
        f"{tier_word(rule.tier)}：{rule.label}（{rule.citation.clause}"
        + (f"；{rule.condition}" if rule.condition else "")
        + "）"
        for rule in preset.tier_rules
    ]
    said = f"对照的是已收集的 {year - 1} 年主营业务收入，只列出，不自动调整。"
    return f"{preset.document}：{'；'.join(rules)}。{said}"


def ask(services: Services, desk: Desk, parent: QWidget | None) -> bool:
    """Let the user confirm who enters by the plan; return whether anything was saved."""
    dialog = ProposeDialog(services, desk, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done


