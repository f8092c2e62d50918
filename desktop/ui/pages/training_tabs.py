"""The ledger of trainings, the coverage of the key list, and meetings with what they decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from desktop.domain.training import CoveredLine, TrainingRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.papers_dialog import show_papers
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.dialogs.training_dialogs import TrainingForm
from desktop.ui.models.table_model import RIGHT, Column
from desktop.ui.pages.ledger_tab import LedgerTab, pair, paragraphs
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_policy import coverage_words, joined_labels

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


_EMPTY = "这里是培训台账。办了培训、参加了上级培训或者上门宣讲，点“登记培训”，记下主题、对象和参训企业。"
_EMPTY_COVERAGE = "重点库里还没有企业。先在“企业”里调入重点库，再看培训覆盖。"


def _topics(row: TrainingRow) -> str:
    return joined_labels(row.draft.topics)


TRAINING_COLUMNS: tuple[Column[TrainingRow], ...] = (
    Column("日期", lambda row: row.draft.held_on, shown.day, width=90),
    Column("培训名称", lambda row: row.draft.title, width=230, tip=lambda row: row.draft.title),
    Column("类型", lambda row: row.draft.kind, label, width=90),
    Column("主题", _topics, width=190, tip=_topics),
    Column("人数", lambda row: row.draft.people, align=RIGHT, width=56),
    Column("参训企业(户)", lambda row: len(row.draft.attended), align=RIGHT, width=96),
    Column("组织单位", lambda row: row.draft.organiser, width=150),
)

COVERAGE_COLUMNS: tuple[Column[CoveredLine], ...] = (
    Column("企业名称", lambda row: row.name, width=240, tip=lambda row: row.name),
    Column("乡镇", lambda row: row.township, width=80),
    Column("本年参训(次)", lambda row: row.times, align=RIGHT, width=96, tone=lambda row: "" if row.times else "soon"),
    Column("覆盖", lambda row: "已参训" if row.times else "还没有参训", width=90),
    Column("最近一次", lambda row: row.last_on, shown.day, width=90),
    Column("听过的主题", lambda row: joined_labels(row.topics), width=300, tip=lambda row: joined_labels(row.topics)),
)


class TrainingTab(LedgerTab[TrainingRow]):
    """The trainings of the cultivation year."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "培训台账", TRAINING_COLUMNS, _EMPTY, parent)
        self.story = self.deed("修改记录", self._show_history)
        self.drop = self.deed("作废", self._void)
        self.mend = self.deed("修改", self._mend)
        self.paper = self.deed("打印台账", self._print)
        self.new = self.deed("登记培训", self.add, "primary")
        self.voided = QCheckBox("显示作废")
        self.filters.addStretch()
        self.filters.addWidget(self.voided)
        self.voided.toggled.connect(self.reload)
        self.table.opened.connect(self._mend)

    @override
    def reload(self) -> None:
        year = self.services.settings.workspace().year
        rows = self.services.trainings.list(year, voided=self.voided.isChecked())
        kept = [row for row in rows if not row.voided]
        people = sum(row.draft.people or 0 for row in kept)
        self.show_rows(rows, f"{year}年 {len(kept)} 次，{people} 人次" if rows else "", lambda row: row.uid)

    @override
    def describe(self, row: TrainingRow) -> str:
        draft = row.draft
        return paragraphs(
            draft.title,
            f"{shown.day(draft.held_on)}　{label(draft.kind)}　{draft.venue}".rstrip("　"),
            pair("组织单位", draft.organiser),
            pair("主题", joined_labels(draft.topics)),
            pair("对象", joined_labels(draft.audiences)),
            pair("人数", str(draft.people)),
            pair("材料", draft.materials),
            pair("已作废", row.void_reason),
            " ",
            f"参训企业 {len(draft.attended)} 户",
            *(f"{each.name}　{each.people} 人" for each in draft.attended),
        )

    @override
    def judge(self, row: TrainingRow | None) -> None:
        self.story.setEnabled(row is not None)
        for action in (self.drop, self.mend):
            action.setEnabled(row is not None and not row.voided)

    def add(self) -> None:
        """Enter a training."""
        self.run(TrainingForm(self.services, self.desk, None, self), "培训已登记")

    def _mend(self) -> None:
        row = self.table.current_row()
        if row is not None and not row.voided:
            self.run(TrainingForm(self.services, self.desk, row, self), "培训已修改")

    def _void(self) -> None:
        row = self.table.current_row()
        reason = ask_reason(self, "作废", f"“{row.draft.title}”将作废，记录保留。") if row is not None else None
        if row is not None and reason is not None:
            self.services.trainings.void(row.uid, reason)
            self.say("培训已作废")

    def _show_history(self) -> None:
        row = self.table.current_row()
        if row is not None:
            names = {each.enterprise: each.name for each in row.draft.attended}
            show_history(self, row.draft.title, self.services.trainings.history(row.uid), names)

    def _print(self) -> None:
        show_papers(self, self.services, self.desk, ("training-ledger",))


class CoverageTab(LedgerTab[CoveredLine]):
    """How far the key list is covered, with the formula and those who are still missing."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "培训覆盖", COVERAGE_COLUMNS, _EMPTY_COVERAGE, parent)
        self.missing = QCheckBox("只看还没有参训的")
        self.filters.addWidget(self.missing)
        self.filters.addStretch()
        self.missing.toggled.connect(self.reload)
        self.table.opened.connect(self._open_firm)

    @override
    def reload(self) -> None:
        service, year = self.services.trainings, self.services.settings.workspace().year
        found, (must, clause) = service.coverage(), service.must_topics()
        heard = dict(found.by_topic)
        told = "；".join(f"{label(topic)} {heard[topic]} 户" for topic in must)
        rows = tuple(line for line in found.lines if not (self.missing.isChecked() and line.times))
        self.show_rows(rows, f"{coverage_words(found, year)}\n应讲明的主题（{clause}）：{told}", lambda row: row.uid)

    @override
    def describe(self, row: CoveredLine) -> str:
        year = self.services.settings.workspace().year
        came = [
            f"{shown.day(each.draft.held_on)}　{each.draft.title}"
            for each in self.services.trainings.list(year)
            if any(seat.enterprise == row.uid for seat in each.draft.attended)
        ]
        return paragraphs(row.name, f"{year}年参训 {row.times} 次", *came)

    def _open_firm(self, row: CoveredLine) -> None:
        self.linked.emit("enterprises", row.uid)
