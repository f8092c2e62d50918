"""Asks for the reasons of what filing asks about: many cells at once, each once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.domain.codes import Subject
from desktop.domain.filing import FilingProblem, FormHead
from desktop.domain.filing_answer import BLANK, AnswerDraft, AnswerWhy
from desktop.domain.month import Month
from desktop.domain.problems import Severity
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.ui.widgets.text_box import TextBox
from desktop.wording import shown
from desktop.wording.messages import sentence

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.filing_answers import FilingAnswerService

_HINT = (
    "勾上要说明的，选原因，按“记下”；可以分几次说明不同的原因。空缺选未取得、不适用、企业拒报或停产，不会当作 0；"
    "有数的疑问选“已核实”，写明核实情况。说明一次就不再问；数改了，会重新问。"
)
_PLACE = int(Qt.ItemDataRole.UserRole)


class ExplainDialog(QDialog):
    """The open questions of *form* for *month*; `given` counts the reasons that were kept."""

    def __init__(
        self, answers: FilingAnswerService, month: Month, form: FormHead, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._answers = answers
        self._month = month
        self._form = form
        self._questions: Sequence[FilingProblem] = ()
        self.given = 0
        self.setWindowTitle(f"说明原因：{form.title} {shown.month(month)}")
        self.resize(720, 560)
        self.why = ChoiceBox(tuple(AnswerWhy), blank="请选择")
        self.note = TextBox(2, "补充说明；“已核实”必须写")
        self.list = QListWidget()
        self.list.setAccessibleName("要说明的")
        self.problems = ProblemLabel(Subject.FILING_ANSWER)
        self.left = words("", "subtitle")
        self._build()
        self.why.currentIndexChanged.connect(self._show)
        self.reload()

    def _build(self) -> None:
        every = button("全选", "flat")
        every.clicked.connect(self.check_all)
        head = QHBoxLayout()
        head.addWidget(self.left)
        head.addStretch()
        head.addWidget(every)
        fields = FormFields(Subject.FILING_ANSWER)
        fields.add("why", "原因", self.why, needed=True)
        fields.add("note", "说明", self.note)
        self._fields = fields
        buttons = QDialogButtonBox()
        self.keep_button = buttons.addButton("记下", QDialogButtonBox.ButtonRole.ActionRole)
        give_role(self.keep_button, "primary")
        self.keep_button.clicked.connect(self.keep)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(words(_HINT, "hint", wrap=True))
        box.addWidget(fields)
        box.addLayout(head)
        box.addWidget(self.list, 1)
        box.addWidget(self.problems)
        box.addWidget(buttons)

    def reload(self) -> None:
        """Read anew what is still asked."""
        found = self._answers.open(self._month, self._form.id)
        self._questions = [each for each in found if each.problem.severity is Severity.CHECK]
        self._show()

    def _show(self) -> None:
        # a blank and an odd figure have reasons of different kinds: only those that the chosen one fits are offered
        why = self.why.value()
        self.list.clear()
        for place, each in enumerate(self._questions):
            if why is not None and (each.problem.code == BLANK) is (why is AnswerWhy.CHECKED):
                continue
            item = QListWidgetItem(f"{each.name}：{sentence(each.problem)}")
            item.setData(_PLACE, place)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        total = len(self._questions)
        self.left.setText(f"还有 {total} 处要说明，列出 {self.list.count()} 处" if total else "都说明了，可以生成。")
        self.keep_button.setEnabled(bool(total))

    def check_all(self) -> None:
        """Tick everything that is listed."""
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(Qt.CheckState.Checked)

    def keep(self) -> None:
        """Keep the reason for what is ticked; with problems nothing is kept."""
        why, note = self.why.value(), self.note.text().strip()
        ticked = [
            self._questions[item.data(_PLACE)]
            for row in range(self.list.count())
            if (item := self.list.item(row)).checkState() is Qt.CheckState.Checked
        ]
        drafts = [
            AnswerDraft(self._month, each.owner, each.problem.field, why, note, each.problem.code) for each in ticked
        ]
        saved = self._answers.answer(self._form.id, drafts)
        rest = self._fields.show_problems(tuple({each.code: each for each in saved.problems}.values()))
        self.problems.show_problems(rest)
        if not saved.problems and drafts:
            self.given += len(drafts)
            self.note.set_text("")
            self.reload()


def ask_explanations(answers: FilingAnswerService, month: Month, form: FormHead, parent: QWidget | None) -> int:
    """Return how many reasons were kept."""
    dialog = ExplainDialog(answers, month, form, parent)
    dialog.exec()
    given = dialog.given
    dialog.deleteLater()
    return given
