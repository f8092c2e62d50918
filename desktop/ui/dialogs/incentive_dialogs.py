"""Forms about policies, rewards, claims and lists that go out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from desktop.domain.claim import NEXT, ClaimDraft, ClaimRow, ClaimStepDraft
from desktop.domain.codes import Subject
from desktop.domain.policy import Policy, PolicyDraft
from desktop.domain.policy_codes import CountingStart, PolicyLevel, PolicyTopic
from desktop.domain.problems import Problem
from desktop.domain.roster import Roster, RosterDraft, RosterRow
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit, EnterprisePicker
from desktop.ui.widgets.money_edit import MoneyEdit
from desktop.ui.widgets.text_box import TextBox
from desktop.wording.labels import label
from desktop.wording.words_policy import ADVICE, counting_example

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class PolicyForm(FormDialog):
    """The form of a clause of the office's own; *known* is the one to mend."""

    def __init__(self, services: Services, desk: Desk, known: Policy | None, parent: QWidget | None = None) -> None:
        title = "登记政策" if known is None else "修改政策"
        super().__init__(title, "保存", Subject.POLICY_ENTRY, parent, hint="照文件原文填写；金额照抄文字，不参加计算。")
        self.setMinimumWidth(640)
        self._policies, self._known = services.policies, known
        draft = PolicyDraft() if known is None else known.draft
        names = ("title", "document", "clause", "issuer", "amount", "note")
        self._lines = {name: QLineEdit(getattr(draft, name)) for name in names}
        self._level, self._topic = ChoiceBox(tuple(PolicyLevel)), ChoiceBox(tuple(PolicyTopic))
        self._level.set_value(draft.level)
        self._topic.set_value(draft.topic)
        self._condition, self._text = TextBox(2), TextBox(5, "文件里的原话")
        self._condition.set_text(draft.condition)
        self._text.set_text(draft.text)
        self._begun, self._ends = DayEdit(desk.today), DayEdit(desk.today)
        self._begun.set_value(draft.valid_from)
        self._ends.set_value(draft.valid_to)
        self._add_fields()
        self.keep = self._keep

    def _add_fields(self) -> None:
        add = self.fields.add
        add("title", "政策名称", self._lines["title"], needed=True)
        add("document", "文号", self._lines["document"], hint="没有文号就写标题和日期", needed=True)
        add("clause", "条款", self._lines["clause"])
        add("level", "层级", self._level)
        add("topic", "主题", self._topic)
        add("issuer", "发文单位", self._lines["issuer"])
        add("condition", "条件", self._condition)
        add("amount", "金额", self._lines["amount"])
        self.add_day("valid_from", "施行日期", self._begun)
        self.add_day("valid_to", "有效期至", self._ends)
        add("text", "原文", self._text, needed=True)
        add("note", "备注", self._lines["note"])

    def _keep(self) -> Saved:
        said = PolicyDraft(
            **{name: line.text() for name, line in self._lines.items()},
            level=self._level.value() or PolicyLevel.COUNTY,
            topic=self._topic.value() or PolicyTopic.FISCAL,
            condition=self._condition.text(),
            valid_from=self._begun.value(),
            valid_to=self._ends.value(),
            text=self._text.text(),
        )
        return self._policies.add(said) if self._known is None else self._policies.edit(self._known.uid, said)


def answer_dialog(
    services: Services, desk: Desk, enterprise: str, name: str, parent: QWidget | None = None
) -> FormDialog:
    """Return the form of what was found out of one question of an enterprise."""
    hint = "只记查过、问过的事实。以前的记录保留，以最后一次为准。"
    dialog = FormDialog(f"记核实结果：{name}", "记下", Subject.REWARD_ANSWER, parent, hint=hint)
    names = {each.id: each.label for each in services.rewards.questions()}
    question = ChoiceBox(tuple(names), names.__getitem__)
    said = QComboBox()
    said.addItems(["是", "否"])
    on, basis = DayEdit(desk.today), QLineEdit()
    on.set_value(desk.today())
    dialog.fields.add("question", "核实事项", question, needed=True)
    dialog.fields.add("yes", "是否", said, needed=True)
    dialog.add_day("on", "核实日期", on, needed=True)
    dialog.fields.add("basis", "依据", basis, hint="查了什么名录、问了谁、哪份文件", needed=True)

    def keep() -> Saved:
        yes = said.currentIndex() == 0
        return services.rewards.answer(enterprise, question.value() or "", yes=yes, on=on.value(), basis=basis.text())

    dialog.keep = keep
    return dialog


def counting_dialog(services: Services, desk: Desk, parent: QWidget | None = None) -> FormDialog:
    """Return the form of where years are counted from, with a worked example beside each choice."""
    now, sample = services.rewards.counting(), f"{services.settings.workspace().year - 2}-11"
    hint = "\n".join(f"{label(each)}：{counting_example(each, sample)}" for each in CountingStart)
    dialog = FormDialog("连续年数从哪里起算", "保存", Subject.REWARD_COUNTING, parent, hint=hint)
    start, on, basis = ChoiceBox(tuple(CountingStart)), DayEdit(desk.today), QLineEdit()
    start.set_value(now.start)
    on.set_value(desk.today())
    dialog.fields.add("start", "起算", start, needed=True)
    dialog.add_day("on", "日期", on, needed=True)
    dialog.fields.add("basis", "依据", basis, hint="向支付奖励的部门问清，写明问了谁或哪份文件", needed=True)

    def keep() -> Saved:
        return services.rewards.set_counting(start.value() or now.start, on.value(), basis.text())

    dialog.keep = keep
    return dialog


def claim_dialog(
    services: Services, desk: Desk, enterprise: str, rule: str, parent: QWidget | None = None
) -> FormDialog:
    """Return the form that begins a claim; *enterprise* and *rule* fill it where they are known."""
    dialog = FormDialog("登记奖励", "保存", Subject.REWARD_CLAIM, parent, hint=ADVICE)
    firms, rules = dict(services.rewards.enterprises()), {each.id: each for each in services.rewards.rules()}
    firm = ChoiceBox(tuple(firms), firms.__getitem__)
    chosen = ChoiceBox(tuple(rules), lambda each: f"{rules[each].scheme} {rules[each].label}")
    year, on = QSpinBox(), DayEdit(desk.today)
    year.setRange(2010, 2100)
    year.setValue(services.settings.workspace().year)
    on.set_value(desk.today())
    contact, note = QLineEdit(), QLineEdit()
    if enterprise:
        firm.set_value(enterprise)
    if rule:
        chosen.set_value(rule)
    dialog.fields.add("enterprise", "企业", firm, hint="只列有入库事实的企业", needed=True)
    dialog.fields.add("rule", "奖补条款", chosen, needed=True)
    dialog.fields.add("year", "支付年度", year, needed=True)
    dialog.add_day("on", "开始日期", on, needed=True)
    dialog.fields.add("contact", "企业经办人", contact)
    dialog.fields.add("note", "备注", note)

    def keep() -> Saved:
        draft = ClaimDraft(
            firm.value() or "", chosen.value() or "", year.value(), on.value(), contact.text(), note.text()
        )
        return services.rewards.begin(draft)

    dialog.keep = keep
    return dialog


def claim_step_dialog(services: Services, desk: Desk, row: ClaimRow, parent: QWidget | None = None) -> FormDialog:
    """Return the form that records the next state of *row*."""
    hint = f"现在：{label(row.state)}（{row.state_on.isoformat()}）。每一步单独留痕；金额只在核定和拨付时照通知填。"
    dialog = FormDialog(f"记进度：{row.name}", "记下", Subject.CLAIM_STEP, parent, hint=hint)
    state, on, amount = ChoiceBox(NEXT[row.state]), DayEdit(desk.today), MoneyEdit()
    told_by, basis, note = QLineEdit(), QLineEdit(), TextBox(2)
    on.set_value(desk.today())
    dialog.fields.add("state", "进度", state, needed=True)
    dialog.add_day("on", "日期", on, needed=True)
    dialog.fields.add("told_by", "告知人", told_by, hint="主管部门谁告知的")
    dialog.fields.add("basis", "依据", basis, hint="通知、公示、拨款凭证")
    dialog.fields.add("amount", "核定或拨付（万元）", amount)
    dialog.fields.add("note", "情况和原因", note)

    def keep() -> Saved | list[Problem]:
        value, wrong = amount.read("amount")
        draft = ClaimStepDraft(state.value(), on.value(), told_by.text(), basis.text(), value, note.text())
        return wrong or services.rewards.step(row.uid, draft)

    dialog.keep = keep
    return dialog


def roster_dialog(services: Services, desk: Desk, roster: Roster, parent: QWidget | None = None) -> FormDialog:
    """Return the form that puts an enterprise on *roster*."""
    hint = f"{roster.hint}（{roster.document} {roster.clause}）"
    dialog = FormDialog(f"列入{roster.label}", "列入", Subject.ROSTER_STAY, parent, hint=hint)
    firm, on = EnterprisePicker(services.enterprises), DayEdit(desk.today)
    reason, basis, matter = QLineEdit(), QLineEdit(), TextBox(2)
    on.set_value(desk.today())
    dialog.fields.add("enterprise", "企业", firm, needed=True)
    dialog.add_day("on", "列入日期", on, needed=True)
    dialog.fields.add("reason", "原因", reason, needed=True)
    dialog.fields.add("matter", "需要支持的事项", matter)
    dialog.fields.add("basis", "依据", basis)

    def keep() -> Saved:
        draft = RosterDraft(roster.id, firm.value(), on.value(), reason.text(), basis.text(), matter.text())
        return services.policies.enter(draft)

    dialog.keep = keep
    return dialog


def leaving_dialog(services: Services, desk: Desk, row: RosterRow, parent: QWidget | None = None) -> FormDialog:
    """Return the form that takes *row* off its list."""
    hint = "记录保留，只写移出的日期和原因。"
    dialog = FormDialog(f"移出名单：{row.name}", "移出", Subject.ROSTER_STAY, parent, hint=hint)
    on, reason = DayEdit(desk.today), QLineEdit()
    on.set_value(desk.today())
    dialog.add_day("on", "移出日期", on, needed=True)
    dialog.fields.add("reason", "移出原因", reason, needed=True)
    dialog.keep = lambda: services.policies.leave(row.uid, on.value(), reason.text())
    return dialog
