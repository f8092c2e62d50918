"""What is wrong with one field, said under it; and the rows of a form that carry such lines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.codes import Subject
from desktop.domain.problems import Problem, Severity
from desktop.ui.theme import give_role, mark_wrong, words
from desktop.wording.messages import sentence

_LEADS = {Severity.ERROR: "× 错误", Severity.CHECK: "? 核实", Severity.NOTE: "提示"}
_ROLES = {Severity.ERROR: "problem", Severity.CHECK: "question", Severity.NOTE: "hint"}
_WEIGHT = (Severity.ERROR, Severity.CHECK, Severity.NOTE)


class ProblemLabel(QLabel):
    """Says the problems of one field, the weightiest first; takes no room while there are none."""

    def __init__(self, subject: Subject | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = subject
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setVisible(False)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say *problems* instead of what is said; the words carry the weight, the colour repeats it."""
        ordered = sorted(problems, key=lambda problem: _WEIGHT.index(problem.severity))
        lines = [f"{_LEADS[problem.severity]}：{sentence(problem, self._subject)}" for problem in ordered]
        self.setText("\n".join(lines))
        self.setAccessibleName(self.text())
        self.setVisible(bool(lines))
        if ordered:
            give_role(self, _ROLES[ordered[0].severity])


class FormFields(QWidget):
    """Label, input and problems of each field of a form, in one column or in two beside each other.

    A field may stand in the form under a dotted name; a problem of an unknown field comes back from `show_problems`.
    """

    def __init__(self, subject: Subject | None = None, *, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = subject
        self._columns = columns
        self._editors: dict[str, QWidget] = {}
        self._labels: dict[str, ProblemLabel] = {}
        self._row, self._column = 0, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for number in range(columns):
            self._grid.setColumnStretch(number * 2 + 1, 1)

    def add(
        self, name: str, label: str, editor: QWidget, *, hint: str = "", wide: bool = False, needed: bool = False
    ) -> None:
        """Add the field *name*; *wide* gives it the whole row, *needed* marks it as one that cannot stay empty."""
        if wide and self._column:
            self._row, self._column = self._row + 1, 0
        caption = words(f"{label} *" if needed else label)
        caption.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        caption.setContentsMargins(0, 5, 0, 0)
        caption.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        problems = ProblemLabel(self._subject)
        self._grid.addWidget(caption, self._row, self._column * 2)
        self._grid.addLayout(
            _stacked(editor, words(hint, "hint", wrap=True) if hint else None, problems),
            self._row,
            self._column * 2 + 1,
            1,
            2 * self._columns - 1 if wide else 1,
        )
        self._editors[name], self._labels[name] = editor, problems
        self._column = 0 if wide else (self._column + 1) % self._columns
        if self._column == 0:
            self._row += 1

    def editor(self, name: str) -> QWidget:
        """Return the input of the field *name*."""
        return self._editors[name]

    def problem_text(self, name: str) -> str:
        """Return what is said under the field *name*."""
        return self._labels[name].text()

    def show_problems(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Put each problem under its field and return those that have no field here."""
        for name, label in self._labels.items():
            own = [problem for problem in problems if problem.field == name]
            label.show_problems(own)
            mark_wrong(self._editors[name], wrong=any(problem.severity is Severity.ERROR for problem in own))
        return tuple(problem for problem in problems if problem.field not in self._labels)

    def focus_first_problem(self, problems: Sequence[Problem]) -> None:
        """Put the cursor into the first field that holds an error."""
        wrong = {problem.field for problem in problems if problem.severity is Severity.ERROR}
        for name, editor in self._editors.items():
            if name in wrong:
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return


def _stacked(editor: QWidget, hint: QLabel | None, problems: ProblemLabel) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(2)
    box.addWidget(editor)
    if hint is not None:
        box.addWidget(hint)
    box.addWidget(problems)
    box.addStretch()  # a neighbour's problems leave this field at the top of its row
    return box
