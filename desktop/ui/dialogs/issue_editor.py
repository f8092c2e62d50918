"""Enters a problem that came by another way than a visit, or mends what was written of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.issue import DESCRIPTION_LIMIT, IssueDraft, IssueRow
from desktop.domain.issue_codes import Handling, IssueCategory, IssueLevel
from desktop.domain.problems import Problem
from desktop.ui.desk import Desk
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit, EnterprisePicker
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.ui.widgets.text_box import TextBox

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class IssueEditor(QDialog):
    """The form of *issue*, or of a new problem (of *enterprise*, where that is known)."""

    def __init__(
        self,
        services: Services,
        desk: Desk,
        issue: IssueRow | None = None,
        enterprise: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.saved_uid = ""
        self._issues = services.issues
        self._issue = issue
        self.setWindowTitle("登记问题" if issue is None else f"修改问题：{issue.enterprise_name}")
        self.setMinimumWidth(600)
        self.enterprise = EnterprisePicker(services.enterprises)
        self.raised_on = DayEdit(desk.today)
        self.category = ChoiceBox(tuple(IssueCategory))
        self.level = ChoiceBox(tuple(IssueLevel))
        self.handling = ChoiceBox(tuple(Handling), blank="（未定）")
        self.description = TextBox(4, f"最多 {DESCRIPTION_LIMIT} 字")
        self.expectation = QLineEdit()
        self.answered = QCheckBox("已当场答复")
        self.answer = QLineEdit()
        self.answer.setEnabled(False)
        self.answered.toggled.connect(self.answer.setEnabled)
        self.fields = FormFields(Subject.ISSUE)
        self._rest = ProblemLabel(Subject.ISSUE)
        self._build()
        if issue is None:
            self.raised_on.set_value(desk.today())
            self.category.set_value(IssueCategory.OTHER)
            if enterprise:
                self.enterprise.set_value(enterprise)
        else:
            self._fill(issue)

    def _build(self) -> None:
        add = self.fields.add
        add("enterprise", "企业", self.enterprise, needed=True)
        add("raised_on", "提出日期", self.raised_on, needed=True)
        add("category", "诉求类别", self.category)
        add("level", "重要程度", self.level)
        add("handling", "办理层级", self.handling)
        add("description", "问题描述", self.description, needed=True)
        add("expectation", "企业期望", self.expectation)
        if self._issue is None:
            add("answered_on_spot", "", self.answered)
            add("answer", "答复内容", self.answer)
        buttons = QDialogButtonBox()
        give_role(buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole), "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        if self._issue is not None:
            box.addWidget(words("办理情况请用“办理”一步一步记，这里只改问题本身。", "hint"))
        box.addWidget(self.fields)
        box.addWidget(self._rest)
        box.addWidget(buttons)

    def _fill(self, issue: IssueRow) -> None:
        self.enterprise.set_value(issue.enterprise, issue.enterprise_name)
        self.enterprise.setEnabled(False)
        self.raised_on.set_value(issue.raised_on)
        self.raised_on.setEnabled(False)
        self.category.set_value(issue.category)
        self.level.set_value(issue.level)
        self.handling.set_value(issue.handling)
        self.description.set_text(issue.description)
        self.expectation.setText(issue.expectation)

    def draft(self) -> IssueDraft:
        """Return the problem as it stands."""
        answered = self.answered.isChecked()
        return IssueDraft(
            enterprise=self.enterprise.value(),
            description=self.description.text().strip(),
            category=self.category.value() or IssueCategory.OTHER,
            expectation=self.expectation.text().strip(),
            level=self.level.value() or IssueLevel.ORDINARY,
            raised_on=self.raised_on.value(),
            answered_on_spot=answered,
            answer=self.answer.text().strip() if answered else "",
            handling=self.handling.value(),
        )

    @override
    def accept(self) -> None:
        """Keep the problem; with something wrong the dialog stays."""
        if self.raised_on.unreadable:
            self._refuse([Problem("raised_on", "bad_day", {"text": self.raised_on.text()})])
            return
        if self._issue is None:
            saved = self._issues.add(self.draft())
        else:
            saved = self._issues.edit(self._issue.uid, self.draft())
        if not saved.uid:
            self._refuse(list(saved.problems))
            return
        self.saved_uid = saved.uid
        super().accept()

    def _refuse(self, problems: list[Problem]) -> None:
        self._rest.show_problems(self.fields.show_problems(problems))
        self.fields.focus_first_problem(problems)


def ask_issue(
    services: Services,
    desk: Desk,
    parent: QWidget | None,
    *,
    issue: IssueRow | None = None,
    enterprise: str = "",
) -> str | None:
    """Let the user enter a problem or mend *issue*; return the uid of what was kept, or None."""
    dialog = IssueEditor(services, desk, issue, enterprise, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.saved_uid or None
