"""The window of a long job: what it is at, how far, and a button that leaves everything as it was."""

from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.kernel.progress import Progress
from desktop.ui.errors import ErrorDesk
from desktop.ui.jobs import Job, JobRunner
from desktop.ui.theme import button, words

ResultT = TypeVar("ResultT")


class JobPlace(Protocol):
    """Where work is done and where its failure is shown; a desk is one."""

    @property
    def runner(self) -> JobRunner:
        """Who does it."""

    @property
    def errors(self) -> ErrorDesk:
        """Who tells what failed."""


class Seat(NamedTuple):
    """A place for jobs before there is a ledger, and so a desk."""

    runner: JobRunner
    errors: ErrorDesk


class JobDialog(QDialog):
    """Shows *job* until it ends; closing the dialog asks it to stop."""

    def __init__(self, title: str, job: Job, desk: JobPlace, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.result_value: object = None
        self._job = job
        self._desk = desk
        self._build(title)
        job.progressed.connect(self._show_step)
        job.done.connect(self._finish)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._stopped)

    def _build(self, title: str) -> None:
        self._step = words("正在准备……", "hint", wrap=True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._cancel = button("取消", tip="停下来，已经做的全部撤回")
        self._cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        box = QVBoxLayout(self)
        box.addWidget(words(title, "subtitle"))
        box.addWidget(self._step)
        box.addWidget(self._bar)
        box.addLayout(buttons)

    @override
    def reject(self) -> None:
        self._job.cancel()
        self._cancel.setEnabled(False)
        self._step.setText("正在停下，已经做的会全部撤回……")

    @Slot(int, int, str)
    def _show_step(self, done: int, total: int, text: str) -> None:
        if not self._cancel.isEnabled():
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        counted = f"第 {done} 项，共 {total} 项" if total else ""
        self._step.setText("　".join(part for part in (text, counted) if part) or "正在处理……")

    @Slot(object)
    def _finish(self, result: object) -> None:
        self.result_value = result
        self.accept()

    @Slot(Exception)
    def _fail(self, error: Exception) -> None:
        super().reject()
        self._desk.errors.show(error)

    @Slot()
    def _stopped(self) -> None:
        super().reject()


def run_job(parent: QWidget | None, desk: JobPlace, title: str, work: Callable[[Progress], ResultT]) -> ResultT | None:
    """Do *work* in the worker thread behind a progress window and return its result.

    None means it was cancelled or failed; a failure has been shown.
    """
    job = desk.runner.start(work)
    dialog = JobDialog(title, job, desk, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.result_value if done else None  # type: ignore[return-value]  # Qt's signal carries an object
