"""The problems an enterprise raised during a visit, as blocks of the visit's form."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.codes import Subject
from desktop.domain.issue import DESCRIPTION_LIMIT, IssueDraft
from desktop.domain.issue_codes import IssueCategory, IssueLevel
from desktop.domain.problems import Problem
from desktop.ui.dialogs.visit_texts import issue_of, issue_texts
from desktop.ui.theme import button, mark_wrong, words
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.ui.widgets.text_box import TextBox


class RaisedIssue(QFrame):
    """One problem: category, weight, what it is, what is hoped for, and whether it was answered on the spot."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._title = words("", "subtitle")
        self.category = ChoiceBox(tuple(IssueCategory))
        self.category.set_value(IssueCategory.OTHER)
        self.level = ChoiceBox(tuple(IssueLevel))
        self.description = TextBox(2, f"企业反映的问题，最多 {DESCRIPTION_LIMIT} 字")
        self.expectation = QLineEdit()
        self.expectation.setPlaceholderText("企业希望怎么解决（可不填）")
        self.answered = QCheckBox("当场答复")
        self.answer = QLineEdit()
        self.answer.setPlaceholderText("怎么答复的")
        self.answer.setEnabled(False)
        self._problems = ProblemLabel(Subject.ISSUE)
        self._build()
        for changed in (
            self.category.currentIndexChanged,
            self.level.currentIndexChanged,
            self.description.textChanged,
            self.expectation.textChanged,
            self.answered.toggled,
            self.answer.textChanged,
        ):
            changed.connect(self.changed)
        self.answered.toggled.connect(self.answer.setEnabled)

    def _build(self) -> None:
        drop = button("移除", "flat", tip="不登记这个问题")
        drop.clicked.connect(self.dropped)
        first = QHBoxLayout()
        first.addWidget(self._title)
        for caption, editor in (("类别", self.category), ("重要程度", self.level)):
            first.addWidget(words(caption))
            first.addWidget(editor)
        first.addStretch()
        first.addWidget(drop)
        second = QHBoxLayout()
        second.addWidget(self.expectation, 3)
        second.addWidget(self.answered)
        second.addWidget(self.answer, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(6)
        box.addLayout(first)
        box.addWidget(self.description)
        box.addLayout(second)
        box.addWidget(self._problems)

    def set_number(self, number: int) -> None:
        """Say which of the visit's problems this is."""
        self._title.setText(f"问题 {number}")
        for name, editor in (
            ("类别", self.category),
            ("重要程度", self.level),
            ("描述", self.description),
            ("企业期望", self.expectation),
            ("当场答复", self.answered),
            ("答复内容", self.answer),
        ):
            editor.setAccessibleName(f"问题 {number} {name}")

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return {
            "category": self.category.value() or "",
            "level": self.level.value() or "",
            "description": self.description.text(),
            "expectation": self.expectation.text(),
            "answered_on_spot": "yes" if self.answered.isChecked() else "",
            "answer": self.answer.text(),
        }

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put *texts* back."""
        draft = issue_of(texts)
        self.category.set_value(draft.category)
        self.level.set_value(draft.level)
        self.description.set_text(texts.get("description", ""))
        self.expectation.setText(texts.get("expectation", ""))
        self.answered.setChecked(draft.answered_on_spot)
        self.answer.setText(texts.get("answer", ""))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say *problems*, whose fields are those of the problem itself."""
        self._problems.show_problems(problems)
        wrong = {problem.field for problem in problems}
        mark_wrong(self.description, wrong="description" in wrong)
        mark_wrong(self.answer, wrong="answer" in wrong)


class RaisedIssues(QWidget):
    """Any number of problems, none to begin with."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blocks: list[RaisedIssue] = []
        self.add_button = button("＋ 添加一个问题", tip="Ctrl+I")
        self.add_button.clicked.connect(self.add)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def add(self) -> RaisedIssue:
        """Add an empty problem, with the cursor in it."""
        block = self._append()
        block.description.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        return block

    def drafts(self) -> tuple[IssueDraft, ...]:
        """Return the problems as they stand."""
        return tuple(issue_of(block.texts()) for block in self.blocks)

    def texts(self) -> dict[str, str]:
        """Return what stands in all blocks."""
        return {
            f"issues.{place}.{name}": text
            for place, block in enumerate(self.blocks)
            for name, text in block.texts().items()
        }

    def show_drafts(self, drafts: Sequence[IssueDraft]) -> None:
        """Show exactly *drafts*."""
        self.restore([issue_texts(draft) for draft in drafts])

    def restore(self, listed: Sequence[Mapping[str, str]]) -> None:
        """Put back the texts of all blocks."""
        for block in list(self.blocks):
            self._remove(block)
        for texts in listed:
            self._append().restore(texts)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each problem (`issues.0.description`) into its block."""
        for place, block in enumerate(self.blocks):
            start = f"issues.{place}."
            block.show_problems(
                [
                    Problem(problem.field.removeprefix(start), problem.code, problem.values, problem.severity)
                    for problem in problems
                    if problem.field.startswith(start)
                ]
            )

    def _append(self) -> RaisedIssue:
        block = RaisedIssue()
        block.changed.connect(self.changed)
        block.dropped.connect(self._drop)
        self.blocks.append(block)
        block.set_number(len(self.blocks))
        self._box.insertWidget(len(self.blocks) - 1, block)
        return block

    def _drop(self) -> None:
        block = self.sender()
        if isinstance(block, RaisedIssue):
            self._remove(block)
            self.changed.emit()

    def _remove(self, block: RaisedIssue) -> None:
        self.blocks.remove(block)
        self._box.removeWidget(block)
        block.deleteLater()
        for number, left in enumerate(self.blocks, start=1):
            left.set_number(number)
