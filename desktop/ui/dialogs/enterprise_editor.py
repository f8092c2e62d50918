"""Adds an enterprise, or corrects one, with look-alikes named as one types (新增企业, 编辑)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Dimension, Subject
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.preset import Unit
from desktop.domain.problems import Problem, blocks
from desktop.ui.desk import Desk
from desktop.ui.dialogs.enterprise_fields import EnterpriseFields
from desktop.ui.dialogs.reason_dialog import ask_yes
from desktop.ui.draft_timer import DraftTimer
from desktop.ui.theme import button, words
from desktop.ui.widgets.alike_note import AlikeNote
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_THINK = 250  # milliseconds after the last key: problems and look-alikes
_DIMENSIONS = {"township": Dimension.TERRITORY, "department": Dimension.SECTOR}


class EnterpriseEditor(QDialog):
    """The form of the enterprise *uid*, or of a new one; what was typed before a crash is there again."""

    def __init__(self, services: Services, desk: Desk, uid: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.uid = uid
        self.shown_next = ""
        self._services = services
        self._desk = desk
        self._tried = False
        self._key = f"{Subject.ENTERPRISE.value}:{uid or 'new'}"
        self._stored = services.enterprises.get(uid).draft if uid else EnterpriseDraft()
        self.setWindowTitle(f"编辑企业：{self._stored.name}" if uid else "新增企业")
        self.fields = EnterpriseFields(self._units, services.presets.industries(), desk.today, self)
        self._build_layout()
        self._thinking = self._timer(_THINK, self.look)
        self._keeping = DraftTimer(self._keep_draft, self)
        self._fill()
        self.fields.changed.connect(self._edited)
        self.resize(940, 640)

    def look(self) -> list[Problem]:
        """Show what is wrong with what stands in the form, and who looks like it; return all that is wrong."""
        draft, problems = self.fields.draft()
        problems += self._services.enterprises.check(draft, self.uid)
        self.alike.show_alike(self._services.enterprises.alike(draft, self.uid))
        self._show(problems)
        return problems

    def save(self) -> None:
        """Keep the enterprise and close, or say what forbids it."""
        self._tried = True
        draft, unread = self.fields.draft()
        if unread:
            self._refuse(self.look())
            return
        saved = self._services.enterprises.save(draft, self.uid, reason=self.reason.text().strip())
        if not saved.uid:
            self._refuse(list(saved.problems))
            return
        self._end()
        self.uid = self.shown_next = saved.uid
        self._desk.say_kept(f"已保存：{draft.name}")
        self.accept()

    def show_other(self, uid: str) -> None:
        """Leave the form for the enterprise *uid*; what was typed waits as a draft."""
        self._keep_draft()
        self._keeping.stop()
        self.shown_next = uid
        super().reject()

    @override
    def reject(self) -> None:
        title, text = "还没有保存", "这份填写还没有保存。放弃后不能找回。"
        if self.dirty() and not ask_yes(self, title, text, "放弃填写", "继续填写", danger=True):
            return
        self._end()
        super().reject()

    def dirty(self) -> bool:
        """Return whether the form says anything that is not kept."""
        draft, unread = self.fields.draft()
        return bool(unread) or draft != self._stored

    def _end(self) -> None:
        self._thinking.stop()
        self._keeping.stop()
        self._services.drafts.drop(self._key)

    def _units(self, field: str) -> tuple[Unit, ...]:
        return self._services.settings.units(_DIMENSIONS[field])

    def _timer(self, pause: int, deed: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(deed)
        return timer

    def _fill(self) -> None:
        self.fields.show_draft(self._stored)
        kept = self._services.drafts.get(self._key)
        if kept is not None:
            self.fields.restore(kept.body)
            self._draft_note.setText(f"已接着上次没有保存的填写（{shown.moment(kept.saved_at)}）")
        self.look()

    def _edited(self) -> None:
        self._thinking.start()
        self._keeping.nudge()

    def _keep_draft(self) -> None:
        if self.dirty():
            at = self._services.drafts.keep(self._key, self.fields.texts())
            self._draft_note.setText(f"草稿已自动保存 {shown.moment(at)[-5:]}")

    def _show(self, problems: list[Problem]) -> None:
        texts = self.fields.texts()
        # the line of the code says itself what its check digits say, and the note above who looks alike
        told = [
            problem
            for problem in problems
            if (self._tried or texts.get(problem.field)) and not problem.code.startswith(("code_", "name_taken"))
        ]
        self._rest.show_problems(self.fields.show_problems(told))

    def _refuse(self, problems: list[Problem]) -> None:
        self._show(problems)
        if blocks(problems):
            self.fields.focus_first_problem(problems)

    def _build_layout(self) -> None:
        self.alike = AlikeNote(self)
        self.alike.open_requested.connect(self.show_other)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName("修改原因")
        self.reason.setPlaceholderText("可不填；填写后记入修改记录")
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.fields)
        self._rest = ProblemLabel(Subject.ENTERPRISE)
        layout = QVBoxLayout(self)
        layout.addWidget(self.alike)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._rest)
        layout.addLayout(self._bottom())

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        if self.uid:
            row.addWidget(words("修改原因"))
            row.addWidget(self.reason, 1)
        else:
            self.reason.hide()
        self._draft_note = words("", "hint")
        row.addWidget(self._draft_note)
        row.addStretch(0 if self.uid else 1)
        self.save_button = button("保存", "primary", tip="Ctrl+S")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        leave = button("取消", tip="Esc")
        leave.clicked.connect(self.reject)
        row.addWidget(self.save_button)
        row.addWidget(leave)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save)
        return row


def ask(services: Services, desk: Desk, parent: QWidget | None, uid: str = "") -> str | None:
    """Let the user add an enterprise or correct *uid*; return the enterprise to show next, or None."""
    editor = EnterpriseEditor(services, desk, uid, parent)
    editor.exec()
    editor.deleteLater()
    return editor.shown_next or None
