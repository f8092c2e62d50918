"""Long work beside the window: one worker thread, progress and cancel as signals."""

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from desktop.kernel.progress import Cancelled, Progress

_PAUSE = 50  # milliseconds between two reports; more often nobody can read

Work = Callable[[Progress], object]


class Job(QObject):
    """One piece of work; exactly one of `done`, `failed` and `cancelled` is emitted, in the window's thread.

    It lives in the window's thread: connect methods of widgets, never lambdas. It says nothing more once its runner is
    closed.
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(Exception)
    cancelled = Signal()
    ended = Signal()
    _came_back = Signal(object, object)  # from the worker's thread to the window's

    def __init__(self, work: Work, pool: ThreadPoolExecutor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._pool = pool
        self._progress = Progress(self._report)
        self._since = QElapsedTimer()
        self._came_back.connect(self._tell)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it began is undone."""
        self._progress.cancel()

    @Slot()
    def queue(self) -> None:
        """Hand the work to the worker thread, unless it was asked to stop before its turn came."""
        if self._progress.cancelled:
            self.cancelled.emit()
            self.ended.emit()
            return
        self._pool.submit(self._run)

    def _run(self) -> None:
        try:
            result = self._work(self._progress)
        except Exception as error:  # noqa: BLE001 (the outer edge of this thread: it is shown by who started the job)
            self._came_back.emit(None, error)
        else:
            self._came_back.emit(result, None)

    @Slot(object, object)
    def _tell(self, result: object, error: BaseException | None) -> None:
        if error is None:
            self.done.emit(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)
        self.ended.emit()

    def _report(self, done: int, total: int, text: str) -> None:
        if self._since.isValid() and self._since.elapsed() < _PAUSE and done != total:
            return
        self._since.start()
        self.progressed.emit(done, total, text)


class JobRunner(QObject):
    """Runs jobs one after the other in one worker thread.

    While one is there, garbage in circles waits: the collector runs in whatever thread asks for memory, and widgets
    that are taken apart in the worker's thread take the program down with them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._jobs: set[Job] = set()

    def start(self, work: Work) -> Job:
        """Queue *work* and return its job at once.

        It begins when the window's loop runs again, so that whoever called can connect first.
        """
        gc.disable()
        job = Job(work, self._pool, self)
        self._jobs.add(job)
        job.ended.connect(self._forget)
        QTimer.singleShot(0, job.queue)
        return job

    @property
    def busy(self) -> bool:
        """True while any job is queued or running."""
        return bool(self._jobs)

    def close(self) -> None:
        """Ask all jobs to stop and wait for the one that runs; what they found is not told any more.

        Who closes the runner closes the ledger next, and an answer that arrives then would make a page read it again.
        """
        for job in self._jobs:
            job.cancel()
        self._pool.shutdown(wait=True)
        gc.enable()
        for job in self._jobs:
            job.blockSignals(True)

    @Slot()
    def _forget(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._jobs.discard(job)
            job.deleteLater()
        if not self._jobs:
            gc.enable()
