"""Asks who somebody is: name, post, phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.workspace import Person, PersonDraft
from desktop.ui.theme import give_role
from desktop.ui.widgets.problem_label import FormFields

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.settings import SettingsService


class PersonDialog(QDialog):
    """Enters somebody new, or mends what is kept of *person*."""

    def __init__(self, settings: SettingsService, person: Person | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._person = settings, person
        self.setWindowTitle("人员")
        self.setMinimumWidth(420)
        self.name = QLineEdit(person.name if person is not None else "")
        self.post = QLineEdit(person.post if person is not None else "")
        self.phone = QLineEdit(person.phone if person is not None else "")
        self.fields = FormFields(Subject.PERSON)
        self.fields.add("name", "姓名", self.name, needed=True)
        self.fields.add("post", "职务", self.post)
        self.fields.add("phone", "联系电话", self.phone)
        buttons = QDialogButtonBox()
        give_role(buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole), "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(self.fields)
        box.addWidget(buttons)

    @override
    def accept(self) -> None:
        """Keep the person; with problems the dialog stays."""
        draft = PersonDraft(self.name.text(), self.post.text(), self.phone.text())
        if self._person is None:
            saved = self._settings.add_person(draft)
        else:
            saved = self._settings.edit_person(self._person.uid, draft)
        self.fields.show_problems(saved.problems)
        if saved.uid:
            super().accept()


def ask_person(parent: QWidget | None, settings: SettingsService, person: Person | None = None) -> bool:
    """Return whether somebody was entered or mended."""
    dialog = PersonDialog(settings, person, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
