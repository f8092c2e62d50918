"""Writes down a visit, or corrects one (走访登记); what is typed keeps itself as a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.visit import VisitDraft, VisitFilter
from desktop.ui.desk import Desk
from desktop.ui.dialogs.attachment_list import AttachmentList
from desktop.ui.dialogs.reason_dialog import ask_yes
from desktop.ui.dialogs.visit_fields import VisitFields
from desktop.ui.draft_timer import DraftTimer
from desktop.ui.theme import button, words
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_THINK = 250  # milliseconds after the last key: problems


class VisitEditor(QDialog):
    """The form of the visit *uid*, or of a new one (to *enterprise*, where that is known; or as it *begins*).

    `again` is True where the user asked for another record of the same trip.
    """

    def __init__(
        self,
        services: Services,
        desk: Desk,
        uid: str = "",
        enterprise: str = "",
        parent: QWidget | None = None,
        *,
        begins: VisitDraft | None = None,
    ) -> None:
        super().__init__(parent)
        self.again = False
        self.uid = uid
        self.saved_uid = ""
        self._services = services
        self._desk = desk
        self._tried = False
        self._asked: set[tuple[str, str]] = set()
        self._key = f"{Subject.VISIT.value}:{uid or 'new'}"
        self._begins = begins
        self.fields = VisitFields(
            services.enterprises,
            desk.today,
            self,
            campaigns={row.uid: row.draft.name for row in services.campaigns.list()},
            topics={each.id: each for each in services.campaigns.topics()},
        )
        self.attachments = AttachmentList(services, desk, Subject.VISIT)
        self._build()
        self._thinking = self._timer(_THINK, self.look)
        self._keeping = DraftTimer(self._keep_draft, self)
        self._stored = self._fill(enterprise)
        self.attachments.show_record(uid)
        self._show_trip()
        self.fields.changed.connect(self._edited)
        self.fields.enterprise.changed.connect(self._offer_copy)
        self._offer_copy()
        self.resize(1000, 660)

    def _build(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._sheet())
        self.copy_button = button("沿用上次走访", tip="把上次走访的内容带过来，改成这一次的（Ctrl+L）")
        self.copy_button.clicked.connect(self.copy_last)
        self._note = words("", "hint")
        self._rest = ProblemLabel(Subject.VISIT)
        self.save_button = button("保存", "primary", tip="Ctrl+S")
        self.save_button.clicked.connect(self._save_alone)
        leave = button("取消", tip="Esc")
        leave.clicked.connect(self.reject)
        self.next_button = button("保存，同一趟再记一户", tip="日期、人员、事由带到下一户，每户各记一条")
        self.next_button.clicked.connect(self.save_and_go_on)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self._note, 1)
        row.addWidget(self.next_button)
        row.addWidget(self.save_button)
        row.addWidget(leave)
        box = QVBoxLayout(self)
        box.addWidget(scroll, 1)
        box.addWidget(self._rest)
        box.addLayout(row)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save_alone)
        QShortcut(QKeySequence("Ctrl+I"), self, self._add_issue)
        QShortcut(QKeySequence("Ctrl+L"), self, self.copy_last)

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        box = QVBoxLayout(sheet)
        box.setContentsMargins(0, 0, 0, 0)
        self._trip = words("", "hint", wrap=True)
        box.addWidget(self._trip)
        box.addWidget(self.fields)
        box.addWidget(self.attachments)
        box.addStretch()
        return sheet

    def _timer(self, pause: int, deed: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(deed)
        return timer

    def _fill(self, enterprise: str) -> VisitDraft:
        """Show what the form begins with and return it; a draft of the last time goes over it."""
        if self.uid:
            visit = self._services.visits.get(self.uid)
            begun, name = visit.draft, visit.enterprise_name
            self.setWindowTitle(f"修改走访：{name} {shown.day(begun.visited_on)}")
        else:
            begun, name = self._fresh(enterprise), ""
            self.setWindowTitle("新建走访")
        self.fields.show_draft(begun, name)
        kept = self._services.drafts.get(self._key)
        if kept is not None:
            self.fields.restore(kept.body)
            self._note.setText(f"已接着上次没有保存的填写（{shown.moment(kept.saved_at)}）")
        return begun

    def _fresh(self, enterprise: str) -> VisitDraft:
        """Return the visit as it begins, or a new one of today by those who made the last one."""
        if self._begins is not None:
            return self._begins
        latest = self._services.visits.list(VisitFilter())
        last = self._services.visits.get(latest[0].uid).draft if latest else VisitDraft()
        return VisitDraft(
            enterprise=enterprise, visited_on=self._desk.today(), visitors=last.visitors, leader=last.leader
        )

    def copy_last(self) -> None:
        """Take over what the last visit to this enterprise said; it stays marked until it is edited."""
        enterprise = self.fields.enterprise.value()
        last = self._services.visits.copy_of_last(enterprise) if enterprise and not self.uid else None
        if last is not None:
            self.fields.copy(last)

    def look(self) -> list[Problem]:
        """Show what is wrong with what stands in the form and return it."""
        draft, problems = self.fields.draft()
        unread = {problem.field for problem in problems}
        checked = self._services.visits.check(draft, self.uid)
        problems += [problem for problem in checked if problem.field not in unread]
        texts = self.fields.texts()
        told = [problem for problem in problems if self._tried or texts.get(problem.field)]
        self.fields.show_problems(told)
        return problems

    def save(self) -> None:
        """Keep the visit and close, or say what forbids it; a question asks once."""
        self._tried = True
        problems = self.look()
        if blocks(problems):
            self._rest.show_problems(())
            self.fields.focus_first_problem(problems)
            self._note.setText("还有没填好的地方，已在各项下面标出，请改好再保存。")
            return
        questions = [problem for problem in problems if problem.severity is Severity.CHECK]
        questions += self.fields.still_copied()
        new = {(problem.field, problem.code) for problem in questions} - self._asked
        if new:
            self._asked |= new
            self._note.setText("有要核实的地方（标了“核实”）。确认无误，请再按一次保存。")
            return
        self._keep()

    def _save_alone(self) -> None:
        self.again = False
        self.save()

    def save_and_go_on(self) -> None:
        """Keep the visit and let the next enterprise of the same trip follow."""
        self.again = True
        self.save()

    def _show_trip(self) -> None:
        trip = self._stored.trip or self.uid
        rows = self._services.visits.list(VisitFilter(trip=trip)) if trip else ()
        names = "、".join(row.enterprise_name for row in reversed(rows) if row.uid != self.uid)
        self._trip.setText(f"同一趟走访已记：{names}" if names else "")
        self._trip.setVisible(bool(names))

    def _keep(self) -> None:
        draft, _ = self.fields.draft()
        saved = self._services.visits.save(draft, self.uid)
        if not saved.uid:
            self.again = False
            self.fields.show_problems(saved.problems)
            self._rest.show_problems([problem for problem in saved.problems if "." not in problem.field])
            return
        self._end()
        self.saved_uid = self.uid = saved.uid
        if not self.attachments.keep(saved.uid):
            self._note.setText("走访已保存；有附件没有收下，原因在附件下面。")
            self.again, self._stored = False, draft
            return
        raised = f"，{len(draft.issues)} 个问题已登记到问题台账" if draft.issues else ""
        self._desk.say_kept(f"走访已保存{raised}")
        self.accept()

    @override
    def reject(self) -> None:
        title, text = "还没有保存", "这次走访还没有保存。放弃后不能找回。"
        if self.dirty() and not ask_yes(self, title, text, "放弃填写", "继续填写", danger=True):
            return
        self._end()
        super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted():
            self._thinking.stop()
            self._keeping.stop()

    def dirty(self) -> bool:
        """Return whether the form says anything that is not kept."""
        draft, unread = self.fields.draft()
        return bool(unread) or draft != self._stored or bool(self.attachments.waiting())

    def _end(self) -> None:
        self._thinking.stop()
        self._keeping.stop()
        self._services.drafts.drop(self._key)

    def _edited(self) -> None:
        self._thinking.start()
        self._keeping.nudge()

    def _keep_draft(self) -> None:
        if self.dirty():
            at = self._services.drafts.keep(self._key, self.fields.texts())
            self._note.setText(f"草稿已自动保存 {shown.moment(at)[-5:]}")

    def _offer_copy(self) -> None:
        enterprise = self.fields.enterprise.value()
        known = bool(enterprise) and not self.uid and self._services.visits.copy_of_last(enterprise) is not None
        self.copy_button.setVisible(not self.uid)
        self.copy_button.setEnabled(known)

    def _add_issue(self) -> None:
        self.fields.issues.add()


def ask_visit(
    services: Services, desk: Desk, parent: QWidget | None, *, uid: str = "", enterprise: str = ""
) -> str | None:
    """Let the user write down a visit or correct *uid*; return the uid of what was kept, or None."""
    begins, kept = None, None
    while True:
        editor = VisitEditor(services, desk, uid, enterprise, parent, begins=begins)
        editor.exec()
        editor.deleteLater()
        kept = editor.saved_uid or kept
        if not (editor.saved_uid and editor.again):
            return kept
        uid, enterprise, begins = "", "", services.visits.next_of_trip(editor.saved_uid)
