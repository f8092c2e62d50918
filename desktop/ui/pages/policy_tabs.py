"""The library of policies, and the lists that go out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.policy import Policy, PolicyFilter
from desktop.domain.policy_codes import PolicyTopic
from desktop.domain.roster import Roster, RosterRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.incentive_dialogs import PolicyForm, leaving_dialog, roster_dialog
from desktop.ui.dialogs.papers_dialog import show_papers
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.models.table_model import Column
from desktop.ui.pages.ledger_tab import LedgerTab, pair, paragraphs
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_policy import roster_source

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


_EMPTY = "没有找到。换个词，或者勾选“其他地方（参考）”；本单位收到的政策点“登记政策”。"
_EMPTY_ROSTER = "这个名单里还没有企业。符合条件的点“列入”，写明日期和原因。"


def _fit(row: RosterRow) -> str:
    return "已移出" if row.until else "在名单" if row.fits else "已不符合列入条件"


POLICY_COLUMNS: tuple[Column[Policy], ...] = (
    Column("层级", lambda row: row.draft.level, label, width=64),
    Column("主题", lambda row: row.draft.topic, label, width=76),
    Column("核实", lambda row: "待核实" if row.to_confirm else "", width=64, tone=lambda row: "soon"),
    Column("政策名称", lambda row: row.draft.title, width=220, tip=lambda row: row.draft.title),
    Column("文号", lambda row: row.draft.document, width=170, tip=lambda row: row.draft.document),
    Column("条款", lambda row: row.draft.clause, width=86),
    Column("金额（原文）", lambda row: row.draft.amount, width=150, tip=lambda row: row.draft.amount),
    Column("有效期至", lambda row: row.draft.valid_to, shown.day, width=90),
)

ROSTER_COLUMNS: tuple[Column[RosterRow], ...] = (
    Column("企业名称", lambda row: row.name, width=220, tip=lambda row: row.name),
    Column("乡镇", lambda row: row.township, width=76),
    Column("列入日期", lambda row: row.since, shown.day, width=90),
    Column("移出日期", lambda row: row.until, shown.day, width=90),
    Column("情况", _fit, width=130, tone=lambda row: "" if row.fits or row.until else "soon"),
    Column("需要支持的事项", lambda row: row.matter, width=180, tip=lambda row: row.matter),
    Column("原因", lambda row: row.reason, width=160, tip=lambda row: row.reason),
)


class PolicyTab(LedgerTab[Policy]):
    """Clauses as they are worded, found by words, topic and place."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "政策库", POLICY_COLUMNS, _EMPTY, parent)
        self.paper = self.deed("打印", self._print)
        self.story = self.deed("修改记录", self._show_history)
        self.drop = self.deed("作废", self._void)
        self.mend = self.deed("修改", self._mend)
        self.new = self.deed("登记政策", self.add, "primary")
        self.text, self.topic = QLineEdit(), ChoiceBox(tuple(PolicyTopic), blank="全部主题")
        self.text.setPlaceholderText("查找：名称、文号、原文里的字")
        self.text.setAccessibleName("查找政策")
        self.text.setClearButtonEnabled(True)
        self.topic.setAccessibleName("主题")
        self.elsewhere, self.voided = QCheckBox("其他地方（参考）"), QCheckBox("显示作废")
        for part in (self.text, self.topic, self.elsewhere, self.voided):
            self.filters.addWidget(part)
        self.filters.setStretchFactor(self.text, 1)
        self.text.textChanged.connect(self.reload)
        self.topic.currentIndexChanged.connect(self.reload)
        self.elsewhere.toggled.connect(self.reload)
        self.voided.toggled.connect(self.reload)

    @override
    def reload(self) -> None:
        preset = "" if self.elsewhere.isChecked() else self.services.settings.workspace().preset
        query = PolicyFilter(self.text.text(), self.topic.value(), preset=preset, voided=self.voided.isChecked())
        rows = self.services.policies.list(query)
        own = sum(row.own for row in rows)
        self.show_rows(rows, f"{len(rows)} 条，本单位登记 {own} 条。政策条文谁都可以看。", lambda row: row.uid)

    @override
    def describe(self, row: Policy) -> str:
        draft = row.draft
        return paragraphs(
            draft.title,
            f"{draft.document} {draft.clause}".strip(),
            pair("发文单位", draft.issuer),
            pair("条件", draft.condition),
            pair("金额（原文）", draft.amount),
            pair("施行", shown.day(draft.valid_from)),
            pair("有效期至", shown.day(draft.valid_to)),
            " ",
            draft.text,
            pair("待核实" if row.to_confirm else "备注", draft.note),
            pair("已作废", row.void_reason),
        )

    @override
    def judge(self, row: Policy | None) -> None:
        own = row is not None and row.own
        self.story.setEnabled(own)
        for action in (self.drop, self.mend):
            action.setEnabled(own and row is not None and not row.voided)

    def add(self) -> None:
        """Enter a clause of the office's own."""
        self.run(PolicyForm(self.services, self.desk, None, self), "政策已登记")

    def _mend(self) -> None:
        row = self.table.current_row()
        if row is not None and row.own:
            self.run(PolicyForm(self.services, self.desk, row, self), "政策已修改")

    def _void(self) -> None:
        row = self.table.current_row()
        reason = ask_reason(self, "作废", f"“{row.draft.title}”将作废，记录保留。") if row is not None else None
        if row is not None and reason is not None:
            self.services.policies.void(row.uid, reason)
            self.say("政策已作废")

    def _show_history(self) -> None:
        row = self.table.current_row()
        if row is not None:
            show_history(self, row.draft.title, self.services.policies.history(row.uid), {})

    def _print(self) -> None:
        show_papers(self, self.services, self.desk, ("policy-list",))


class RosterTab(LedgerTab[RosterRow]):
    """The lists of the year, one at a time."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "推荐名单", ROSTER_COLUMNS, _EMPTY_ROSTER, parent)
        self.paper = self.deed("打印名单", self._print)
        self.leave = self.deed("移出", self._leave)
        self.enter = self.deed("列入", self.add, "primary")
        rosters = services.policies.rosters()
        self._rosters = {roster.id: roster for roster in rosters}
        self.chips = ChipBar(tuple((roster.id, roster.label) for roster in rosters), "名单")
        self.chips.choose(rosters[0].id)
        self.past = QCheckBox("显示已移出的")
        self.filters.addWidget(self.chips, 1)
        self.filters.addWidget(self.past)
        self.chips.chosen.connect(self.reload)
        self.past.toggled.connect(self.reload)
        self.table.opened.connect(self._open_firm)

    @property
    def roster(self) -> Roster:
        """The list that is shown."""
        return self._rosters[self.chips.choice]

    @override
    def reload(self) -> None:
        every = self.services.policies.members(past=self.past.isChecked())
        self.chips.show_counts({name: sum(row.roster == name for row in every) for name in self._rosters})
        rows = tuple(row for row in every if row.roster == self.roster.id)
        gone = sum(not row.fits and row.until is None for row in rows)
        note = f"，{gone} 户已不符合，请移出" if gone else ""
        settings = self.services.settings
        where = f"{roster_source(self.roster, settings.preset().document)}，可列入：{label(self.roster.need)}"
        year = settings.workspace().year
        self.show_rows(rows, f"{year}年 {len(rows)} 户{note}；{where}", lambda row: row.uid)

    @override
    def describe(self, row: RosterRow) -> str:
        return paragraphs(
            row.name,
            pair("统一社会信用代码", row.credit_code),
            pair("列入", f"{row.since.isoformat()}　{row.reason}"),
            pair("依据", row.basis),
            pair("需要支持的事项", row.matter),
            pair("移出", f"{row.until.isoformat()}　{row.reason_out}" if row.until else ""),
            _fit(row),
        )

    @override
    def judge(self, row: RosterRow | None) -> None:
        self.leave.setEnabled(row is not None and row.until is None)

    def add(self) -> None:
        """Put an enterprise on the list that is shown."""
        self.run(roster_dialog(self.services, self.desk, self.roster, self), f"已列入{self.roster.label}")

    def _leave(self) -> None:
        row = self.table.current_row()
        if row is not None and row.until is None:
            self.run(leaving_dialog(self.services, self.desk, row, self), "已移出名单")

    def _open_firm(self, row: RosterRow) -> None:
        self.linked.emit("enterprises", row.enterprise)

    def _print(self) -> None:
        show_papers(self, self.services, self.desk, ("roster", "policy-list"), of=self.roster.id)
