"""What is recorded of a project: a stage, a month, a task, an issue, and what it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.codes import Subject
from desktop.domain.issue import IssueDraft, IssueFilter
from desktop.domain.issue_codes import IssueCategory, IssueLevel
from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.domain.project import (
    Milestone,
    MilestoneDraft,
    ProgressDraft,
    ProgressLine,
    ProjectRow,
    ProjectStage,
    StageDraft,
    goes_back,
    possible,
)
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit, EnterprisePicker
from desktop.ui.widgets.money_edit import MoneyEdit
from desktop.ui.widgets.text_box import TextBox
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


def stage_dialog(
    services: Services, desk: Desk, row: ProjectRow, stage: ProjectStage | None, parent: QWidget | None = None
) -> FormDialog:
    """Return the form that records a stage of *row*, *stage* chosen where it is given."""
    hint = f"现在：{label(row.stage)}（{shown.day(row.stage_on)}）。每个阶段单独留痕，不覆盖；退回和终止要写原因。"
    dialog = FormDialog(f"记阶段：{row.draft.name}", "记下", Subject.PROJECT_STEP, parent, hint=hint)
    choice, on = ChoiceBox(possible(row.stage)), DayEdit(desk.today)
    basis, note = QLineEdit(), TextBox(3)
    on.set_value(desk.today())
    if stage is not None:
        choice.set_value(stage)
    dialog.fields.add("stage", "阶段", choice, needed=True)
    dialog.add_day("on", "日期", on, needed=True)
    dialog.fields.add("basis", "依据", basis, hint="协议、开工报告、竣工验收、试生产通知等")
    back = stage is not None and goes_back(row.stage, stage)
    dialog.fields.add("note", "情况和原因", note, needed=back)

    def keep() -> Saved:
        draft = StageDraft(choice.value(), on.value(), basis.text().strip(), note.text().strip())
        return services.projects.step(row.uid, draft)

    dialog.keep = keep
    return dialog


def month_dialog(
    services: Services,
    row: ProjectRow,
    month: Month,
    kept: ProgressLine | None,
    parent: QWidget | None = None,
) -> FormDialog:
    """Return the form of what *month* brought to *row*, filled with what is *kept*."""
    title = f"{shown.month(month)}进展：{row.draft.name}"
    hint = "金额由建设单位提供，单位万元；留空表示未报。"
    dialog = FormDialog(title, "保存", Subject.PROJECT_MONTH, parent, hint=hint)
    month_done, total_done = MoneyEdit(), MoneyEdit()
    look, needs = TextBox(3, "如：主体完工，设备安装过半"), TextBox(2)
    if kept is not None:
        month_done.set_value(kept.month_done)
        total_done.set_value(kept.total_done)
        look.set_text(kept.look)
        needs.set_text(kept.needs)
    dialog.fields.add("month_done", "当月完成投资", month_done)
    dialog.fields.add("total_done", "累计完成投资", total_done)
    dialog.fields.add("look", "形象进度", look)
    dialog.fields.add("needs", "需协调事项", needs)

    def keep() -> Saved | list[Problem]:
        (done, wrong), (total, also) = month_done.read("month_done"), total_done.read("total_done")
        draft = ProgressDraft(done, total, look.text().strip(), needs.text().strip())
        return wrong + also or services.projects.report(row.uid, month, draft)

    dialog.keep = keep
    return dialog


def task_dialog(
    services: Services, desk: Desk, row: ProjectRow, task: Milestone | None, parent: QWidget | None = None
) -> FormDialog:
    """Return the form of a new task of *row*, or of *task*."""
    title = f"节点任务：{row.draft.name}"
    dialog = FormDialog(
        title, "保存", Subject.PROJECT_TASK, parent, hint="完成了就填完成日期；过了计划日期没完成的算逾期。"
    )
    name, planned, done = QLineEdit(), DayEdit(desk.today), DayEdit(desk.today)
    responsible, note = QLineEdit(row.draft.responsible_person), QLineEdit()
    if task is not None:
        name.setText(task.name)
        planned.set_value(task.planned_on)
        done.set_value(task.done_on)
        responsible.setText(task.responsible)
        note.setText(task.note)
    dialog.fields.add("name", "节点任务", name, needed=True)
    dialog.add_day("planned_on", "计划日期", planned, needed=True)
    dialog.add_day("done_on", "完成日期", done)
    dialog.fields.add("responsible", "责任人", responsible)
    dialog.fields.add("note", "备注", note)

    def keep() -> Saved:
        draft = MilestoneDraft(
            name.text().strip(), planned.value(), done.value(), responsible.text().strip(), note.text().strip()
        )
        return services.projects.keep_task(row.uid, draft, task.uid if task else "")

    dialog.keep = keep
    return dialog


def link_dialog(services: Services, row: ProjectRow, parent: QWidget | None = None) -> FormDialog:
    """Return the form that lets an issue of the enterprise that is in the ledger already be one of *row*."""
    hint = f"列出 {row.enterprise_name} 已登记、还没有记到这个项目的问题；关联以后两边都能看到。"
    dialog = FormDialog(f"关联已有问题：{row.draft.name}", "关联", Subject.PROJECT_ISSUE, parent, hint=hint)
    linked = {each.uid for each in services.projects.issues(row.uid)}
    found = {
        each.uid: f"{each.number}　{label(each.category)}　{each.description}"
        for each in services.issues.list(IssueFilter(enterprise=row.enterprise))
        if each.uid not in linked
    }
    issue = ChoiceBox(tuple(found), found.__getitem__, blank="请选择" if found else "没有可以关联的问题")
    dialog.fields.add("issue", "问题", issue, needed=True)

    def keep() -> Saved | list[Problem]:
        chosen = issue.value()
        return services.projects.link_issue(row.uid, chosen) if chosen else [Problem("issue", "missing")]

    dialog.keep = keep
    return dialog


def issue_dialog(services: Services, desk: Desk, row: ProjectRow, parent: QWidget | None = None) -> FormDialog:
    """Return the form of an issue that *row* gave rise to; it goes into the issue ledger."""
    hint = f"登记到问题台账，企业是 {row.enterprise_name}；以后在“问题”页交办、办理、回访、销号。"
    dialog = FormDialog(f"登记问题：{row.draft.name}", "登记", Subject.ISSUE, parent, hint=hint)
    on, category, level = DayEdit(desk.today), ChoiceBox(tuple(IssueCategory)), ChoiceBox(tuple(IssueLevel))
    description, expectation = TextBox(3), QLineEdit()
    on.set_value(desk.today())
    description.set_text(row.needs)
    dialog.add_day("raised_on", "提出日期", on, needed=True)
    dialog.fields.add("category", "诉求类别", category)
    dialog.fields.add("level", "重要程度", level)
    dialog.fields.add("description", "问题描述", description, needed=True)
    dialog.fields.add("expectation", "企业期望", expectation)

    def keep() -> Saved:
        draft = IssueDraft(
            description=description.text().strip(),
            category=category.value() or IssueCategory.OTHER,
            level=level.value() or IssueLevel.ORDINARY,
            expectation=expectation.text().strip(),
            raised_on=on.value(),
        )
        return services.projects.raise_issue(row.uid, draft)

    dialog.keep = keep
    return dialog


def become_dialog(services: Services, desk: Desk, row: ProjectRow, parent: QWidget | None = None) -> FormDialog:
    """Return the form that makes an enterprise of *row*, or finds the one it belongs to."""
    hint = "名单里已有这家企业的，选它；没有的留空，按建设单位的名称新登记一家。项目保留，作为企业的前身。"
    dialog = FormDialog(f"转成企业：{row.draft.name}", "转成企业", Subject.PROJECT, parent, hint=hint)
    firm, name, on = EnterprisePicker(services.enterprises), QLineEdit(row.draft.builder), DayEdit(desk.today)
    on.set_value(desk.today())
    dialog.fields.add("enterprise", "名单里的企业", firm)
    dialog.fields.add("name", "新登记的名称", name)
    dialog.add_day("on", "日期", on, needed=True)

    def keep() -> Saved | list[Problem]:
        day = on.value()
        if day is None:
            return [Problem("on", "missing")]
        if firm.text().strip() and not firm.value():
            return [Problem("enterprise", "missing")]
        return services.projects.become(row.uid, day, enterprise=firm.value(), name=name.text().strip())

    dialog.keep = keep
    return dialog
