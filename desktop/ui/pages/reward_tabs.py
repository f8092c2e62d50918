"""What may be said of rewards after an admission, and the ledger of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from desktop.domain.claim import ClaimFilter, ClaimRow
from desktop.domain.policy_codes import Verdict
from desktop.domain.reward import Hint
from desktop.ui.desk import Desk
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.incentive_dialogs import answer_dialog, claim_dialog, claim_step_dialog, counting_dialog
from desktop.ui.dialogs.papers_dialog import show_papers
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.models.table_model import RIGHT, Column
from desktop.ui.pages.ledger_tab import LedgerTab, pair, paragraphs
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.messages import sentence
from desktop.wording.words_policy import ADVICE, NO_FACT, clause_words, timing_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_EMPTY_HINTS = "还没有入库的企业。奖补只在入库以后才提示；政策条文在“政策库”，谁都可以看。"
_EMPTY_CLAIMS = "这里是奖励台账。企业入库以后申报奖励的，点“登记奖励”，申报、公示、核定、拨付逐步留痕。"
_TONES = {Verdict.MAYBE: "good", Verdict.MISSING: "soon", Verdict.NOT_MET: "off"}


def _why(row: Hint) -> str:
    return " ".join(sentence(reason) for reason in row.reasons)


HINT_COLUMNS: tuple[Column[Hint], ...] = (
    Column("提示", lambda row: row.verdict, label, width=80, tone=lambda row: _TONES[row.verdict]),
    Column("条款", lambda row: "待核实" if row.rule.to_confirm else "", width=64, tone=lambda row: "soon"),
    Column("奖补事项", lambda row: f"{row.rule.scheme}：{row.rule.label}", width=240, tip=lambda row: row.rule.label),
    Column("还缺什么、为什么", _why, width=260, tip=_why),
    Column("时间", timing_words, width=190),
    Column("依据", lambda row: f"{row.rule.document} {row.rule.clause}", width=190, tip=lambda row: row.rule.document),
)

CLAIM_COLUMNS: tuple[Column[ClaimRow], ...] = (
    Column("企业名称", lambda row: row.name, width=210, tip=lambda row: row.name),
    Column("入库年月", lambda row: row.admitted_month, shown.calendar_month, width=90),
    Column("奖补事项", lambda row: row.label, width=220, tip=lambda row: row.label),
    Column("支付年度", lambda row: row.year, width=72),
    Column("进度", lambda row: row.state, label, width=80, tone=lambda row: "off" if row.voided else ""),
    Column("进度日期", lambda row: row.state_on, shown.day, width=90),
    Column("核定(万元)", lambda row: row.approved, lambda fen: shown.money(fen, blank=""), RIGHT, width=88),
    Column("拨付(万元)", lambda row: row.paid, lambda fen: shown.money(fen, blank=""), RIGHT, width=88),
    Column("编号", lambda row: row.number, width=190),
)

SHORT_CLAIM_COLUMNS = CLAIM_COLUMNS[2:]


class HintTab(LedgerTab[Hint]):
    """One enterprise that was admitted at a time; no figure of it stands here."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "奖补提示", HINT_COLUMNS, _EMPTY_HINTS, parent)
        self.count_from = self.deed("连续年数起算", self._set_counting)
        self.claim = self.deed("登记奖励", self._begin)
        self.found = self.deed("记核实结果", self._answer, "primary")
        self._names: dict[str, str] = {}
        self.firm: ChoiceBox[str] = ChoiceBox(())
        self.firm.setAccessibleName("入库企业")
        self.firm.setMinimumWidth(360)
        self.filters.addWidget(self.firm)
        self.filters.addStretch()
        self.firm.currentIndexChanged.connect(self._show_firm)

    @property
    def enterprise(self) -> str:
        """The enterprise that is shown, or nothing."""
        return self.firm.value() or ""

    def show_enterprise(self, uid: str) -> None:
        """Show what may be said of *uid*, which must have been admitted."""
        self.reload()
        if uid in self._names:
            self.firm.set_value(uid)

    @override
    def reload(self) -> None:
        found = dict(self.services.rewards.enterprises())
        if found != self._names:
            kept, self._names = self.enterprise, found
            self.firm.fill(tuple(found), found.__getitem__)
            if kept in found:
                self.firm.set_value(kept)
        self._show_firm()

    def _show_firm(self) -> None:
        rows = self.services.rewards.hints(self.enterprise) if self.enterprise else ()
        self.empty.say(NO_FACT if self.enterprise else _EMPTY_HINTS)
        counts = "，".join(f"{label(each)} {sum(row.verdict is each for row in rows)}" for each in Verdict)
        self.show_rows(rows, f"{ADVICE}{counts}" if rows else "", lambda row: row.rule.id)
        for action in (self.claim, self.found):
            action.setEnabled(bool(self.enterprise))

    @override
    def describe(self, row: Hint) -> str:
        rewards = self.services.rewards
        names = {each.id: each.label for each in rewards.questions()}
        known = [
            f"已核实 {said.on}：{names.get(said.question, said.question)} {shown.yes_no(said.yes)}（{said.basis}）"
            for said in rewards.answers(self.enterprise)
        ]
        past, now = rewards.past(self.enterprise), rewards.counting()
        return paragraphs(
            f"{label(row.verdict)}　{row.rule.scheme}：{row.rule.label}",
            *(sentence(reason) for reason in row.reasons),
            pair("时间", timing_words(row)),
            pair("起算", label(now.start) if row.due_on else ""),
            pair("支付", row.rule.payer),
            pair("入库年月", shown.calendar_month(past.admitted_month)),
            *known,
            " ",
            clause_words(row.rule),
            " ",
            ADVICE,
        )

    def _set_counting(self) -> None:
        self.run(counting_dialog(self.services, self.desk, self), "连续年数起算已保存")

    def _answer(self) -> None:
        if self.enterprise:
            dialog = answer_dialog(self.services, self.desk, self.enterprise, self._names[self.enterprise], self)
            self.run(dialog, "核实结果已记下")

    def _begin(self) -> None:
        row = self.table.current_row()
        rule = "" if row is None else row.rule.id
        self.run(claim_dialog(self.services, self.desk, self.enterprise, rule, self), "奖励已登记")


class ClaimTab(LedgerTab[ClaimRow]):
    """Claims with their states, by number."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "奖励台账", CLAIM_COLUMNS, _EMPTY_CLAIMS, parent)
        self.story = self.deed("修改记录", self._show_history)
        self.drop = self.deed("作废", self._void)
        self.paper = self.deed("打印台账", self._print)
        self.next = self.deed("记进度", self._step)
        self.new = self.deed("登记奖励", self.add, "primary")
        self.voided, self.all_years = QCheckBox("显示作废"), QCheckBox("全部年度")
        self.all_years.setChecked(True)
        self.filters.addStretch()
        for part in (self.all_years, self.voided):
            self.filters.addWidget(part)
            part.toggled.connect(self.reload)
        self.table.opened.connect(self._step)

    @override
    def reload(self) -> None:
        year = 0 if self.all_years.isChecked() else self.services.settings.workspace().year
        rows = self.services.rewards.claims(ClaimFilter(year=year, voided=self.voided.isChecked()))
        text = f"{len(rows)} 笔。金额为主管部门核定、拨付的数。" if rows else ""
        self.show_rows(rows, text, lambda row: row.uid)

    @override
    def describe(self, row: ClaimRow) -> str:
        steps = (
            "　".join(
                part
                for part in (
                    each.on.isoformat(),
                    label(each.state),
                    "" if each.amount is None else f"{shown.money(each.amount)} 万元",
                    each.told_by,
                    each.basis,
                    each.note,
                    f"（{each.who}）",
                )
                if part
            )
            for each in self.services.rewards.steps(row.uid)
        )
        return paragraphs(
            row.name,
            row.label,
            f"{row.document} {row.clause}",
            pair("企业经办人", row.contact),
            pair("备注", row.note),
            pair("已作废", row.void_reason),
            " ",
            *steps,
        )

    @override
    def judge(self, row: ClaimRow | None) -> None:
        self.story.setEnabled(row is not None)
        for action in (self.drop, self.next):
            action.setEnabled(row is not None and not row.voided)

    def add(self) -> None:
        """Begin a claim."""
        self.run(claim_dialog(self.services, self.desk, "", "", self), "奖励已登记")

    def show_claim(self, uid: str) -> bool:
        """Choose the claim *uid*; return whether there is one."""
        self.all_years.setChecked(True)
        self.reload()
        return self.select(uid, lambda row: row.uid)

    def _step(self) -> None:
        row = self.table.current_row()
        if row is not None and not row.voided:
            self.run(claim_step_dialog(self.services, self.desk, row, self), "进度已记下")

    def _void(self) -> None:
        row = self.table.current_row()
        reason = ask_reason(self, "作废", f"“{row.name}”的这笔奖励将作废，记录保留。") if row is not None else None
        if row is not None and reason is not None:
            self.services.rewards.void(row.uid, reason)
            self.say("奖励已作废")

    def _show_history(self) -> None:
        row = self.table.current_row()
        if row is not None:
            show_history(self, row.name, self.services.rewards.history(row.uid), {row.enterprise: row.name})

    def _print(self) -> None:
        show_papers(self, self.services, self.desk, ("reward-ledger",))
