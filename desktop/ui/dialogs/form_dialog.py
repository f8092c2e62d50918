"""A small form: fields, what is wrong with them, one deed and 取消."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.problems import Problem
from desktop.domain.saved import Saved
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.inputs import DayEdit
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel

Keep = Callable[[], Saved | list[Problem]]


class FormDialog(QDialog):
    """Fields are added to `fields`; `keep` is asked when the deed is pressed and may answer with problems.

    What was kept stands in `saved`, questions beside it in `saved.problems`.
    """

    def __init__(
        self, title: str, deed: str, subject: Subject, parent: QWidget | None = None, *, hint: str = ""
    ) -> None:
        super().__init__(parent)
        self.saved = Saved()
        self.keep: Keep = Saved
        self.days: dict[str, DayEdit] = {}
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.fields = FormFields(subject)
        self._rest = ProblemLabel(subject)
        buttons = QDialogButtonBox()
        give_role(buttons.addButton(deed, QDialogButtonBox.ButtonRole.AcceptRole), "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.box = QVBoxLayout(self)
        if hint:
            self.box.addWidget(words(hint, "hint", wrap=True))
        self.box.addWidget(self.fields)
        self.box.addWidget(self._rest)
        self.box.addWidget(buttons)

    def add_day(self, name: str, caption: str, editor: DayEdit, *, needed: bool = False) -> None:
        """Add a day; one that cannot be read is refused before `keep` is asked."""
        self.days[name] = editor
        self.fields.add(name, caption, editor, needed=needed)

    @override
    def accept(self) -> None:
        """Keep what stands here; with problems the dialog stays."""
        problems = [Problem(name, "bad_day", {"text": day.text()}) for name, day in self.days.items() if day.unreadable]
        if not problems:
            answer = self.keep()
            if isinstance(answer, Saved):
                self.saved = answer
            problems = list(answer.problems) if isinstance(answer, Saved) else answer
        self._rest.show_problems(self.fields.show_problems(problems))
        self.fields.focus_first_problem(problems)
        if self.saved.uid:
            super().accept()
        else:
            self._grow()

    def _grow(self) -> None:
        """Make room for what is said under the fields; a layout of wrapping words does not grow its window itself."""
        self.box.activate()
        if self.box.hasHeightForWidth():
            self.resize(self.width(), max(self.height(), self.box.totalHeightForWidth(self.width())))


def run(dialog: FormDialog) -> str:
    """Show *dialog* and return the uid of what was kept, empty for none."""
    dialog.exec()
    dialog.deleteLater()
    return dialog.saved.uid
