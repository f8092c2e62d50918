"""Tests of long work beside the window."""

import gc
import threading

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.job_dialog import JobDialog, run_job


class Hearer(QWidget):
    """Notes in which thread a signal arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: list[QThread] = []

    def hear(self, *_: object) -> None:
        self.threads.append(QThread.currentThread())


def test_result_comes_back_in_the_windows_thread(desk: Desk, qtbot: QtBot) -> None:
    hearer = Hearer()
    qtbot.addWidget(hearer)
    job = desk.runner.start(lambda progress: threading.current_thread() is threading.main_thread())
    job.done.connect(hearer.hear)
    with qtbot.waitSignal(job.done) as done:
        pass
    assert done.args == [False]
    assert hearer.threads == [hearer.thread()]


def test_the_collector_rests_while_a_job_is_there(desk: Desk, qtbot: QtBot) -> None:
    seen: list[bool] = []
    jobs = [desk.runner.start(lambda progress: seen.append(gc.isenabled())) for _ in range(2)]
    with qtbot.waitSignals([job.ended for job in jobs]):
        pass
    assert seen == [False, False]
    qtbot.waitUntil(gc.isenabled)


def test_a_runner_that_is_closed_lets_the_collector_work_again(desk: Desk) -> None:
    desk.runner.start(lambda progress: None)
    assert not gc.isenabled()
    desk.runner.close()
    assert gc.isenabled()


def test_steps_are_reported(desk: Desk, qtbot: QtBot) -> None:
    job = desk.runner.start(lambda progress: progress.step(3, 3, "盂县某厂"))
    heard: list[tuple[int, int, str]] = []
    job.progressed.connect(lambda *step: heard.append(step))
    with qtbot.waitSignals([job.progressed, job.done]):
        pass
    assert heard == [(3, 3, "盂县某厂")]


def test_failure_is_handed_over_not_swallowed(desk: Desk, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise KnownError("data_in_use", path="x")

    job = desk.runner.start(work)
    with qtbot.waitSignal(job.failed) as failed:
        pass
    assert isinstance(failed.args[0], KnownError)


def test_cancel_stops_at_the_next_step(desk: Desk, qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        go_on.wait(5)
        progress.step(1)
        return "finished"

    job = desk.runner.start(work)
    qtbot.waitUntil(begun.is_set)
    job.cancel()
    with qtbot.assertNotEmitted(job.done), qtbot.waitSignal(job.cancelled):
        go_on.set()


def test_runner_forgets_what_has_ended(desk: Desk, qtbot: QtBot) -> None:
    job = desk.runner.start(lambda progress: 1)
    assert desk.runner.busy
    with qtbot.waitSignal(job.ended):
        pass
    assert not desk.runner.busy


def test_nothing_is_told_once_the_runner_is_closed(desk: Desk, qtbot: QtBot) -> None:
    done = threading.Event()
    job = desk.runner.start(lambda progress: done.set())
    with qtbot.assertNotEmitted(job.done, wait=20), qtbot.assertNotEmitted(job.ended):
        job.queue()  # as the loop would; the answer now lies in the queue of the window
        assert done.wait(5)
        desk.runner.close()
        QApplication.processEvents()


def test_jobs_run_one_after_the_other(desk: Desk, qtbot: QtBot) -> None:
    order: list[str] = []
    first = desk.runner.start(lambda progress: order.append("first"))
    second = desk.runner.start(lambda progress: order.append("second"))
    with qtbot.waitSignals([first.done, second.done]):
        pass
    assert order == ["first", "second"]


def test_run_job_returns_the_result(desk: Desk, qtbot: QtBot) -> None:
    assert run_job(None, desk, "导入", lambda progress: 42) == 42


def test_run_job_cancelled_gives_nothing(desk: Desk, qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> int:
        begun.set()
        go_on.wait(5)
        progress.step(1)
        return 42

    def press_escape() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, JobDialog)
        dialog.reject()
        go_on.set()

    QTimer.singleShot(0, press_escape)
    assert run_job(None, desk, "导入", work) is None


@pytest.mark.warns("told the user")
def test_run_job_shows_a_failure_once(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(desk.errors, "_tell", told.append)

    def work(progress: Progress) -> int:
        raise KnownError("data_in_use", path="某文件夹")

    assert run_job(None, desk, "导入", work) is None
    assert len(told) == 1
    assert told[0].startswith("E011")
