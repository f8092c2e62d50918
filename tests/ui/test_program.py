"""Tests of one run of the window, from the doors to closing it and opening it again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.ui.dialogs.visit_editor import VisitEditor


class Runs:
    """Starts programs as `run` does, without giving the loop away."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self._app, self._qtbot = app, qtbot
        self.started: list[Program] = []

    def start(self, folder: Path) -> Program:
        """Return a program on *folder* that has painted its window and loaded what it needs."""
        program = Program(self._app, folder, smoke=False)
        self.started.append(program)
        assert program._instance.first()
        program._window.painted.connect(program._after_paint)
        with self._qtbot.waitSignal(program._window.painted):
            program._window.show()
        self._qtbot.waitUntil(lambda: program._first_start is not None or program._window.current() is not None)
        return program

    def stop(self, program: Program) -> None:
        """Close the window and let go of the ledger."""
        self.started.remove(program)
        program._window.close()
        program.close()


@pytest.fixture
def runs(qapp: QApplication, qtbot: QtBot) -> Iterator[Runs]:
    made = Runs(qapp, qtbot)
    yield made
    for program in list(made.started):
        made.stop(program)


def make_ledger(program: Program) -> None:
    page = program._first_start
    assert page is not None
    page.doors.new.click()
    page.form.preset.set_value("yuxian-2024")
    page.form.unit.setEditText("盂县能源局")
    page.form.year.setValue(2026)
    page.form.name.setText("演示甲")
    page.form.make.click()


def test_new_ledger_is_made_and_found_again(runs: Runs, tmp_path: Path) -> None:
    program = runs.start(tmp_path / "data")
    assert program._first_start is not None
    assert not program._window.rail.isVisible()
    make_ledger(program)
    assert program._window.current().key == "today"  # type: ignore[union-attr]
    assert program._window.rail.isVisible()
    runs.stop(program)
    again = runs.start(tmp_path / "data")
    assert again._first_start is None
    assert again._window.top.whose.text() == "盂县能源局 · 2026年"
    assert (tmp_path / "data" / "logs").is_dir()


def test_what_lacks_keeps_the_doors_open(runs: Runs, tmp_path: Path) -> None:
    program = runs.start(tmp_path / "data")
    page = program._first_start
    assert page is not None
    page.doors.new.click()
    page.form.make.click()
    assert program._first_start is page
    assert "请" in page.form.fields.problem_text("person_name")
    assert not (tmp_path / "data" / "ledger.db").exists()


def test_a_unit_nobody_listed_is_asked_for_its_kind(runs: Runs, tmp_path: Path) -> None:
    program = runs.start(tmp_path / "data")
    page = program._first_start
    assert page is not None
    page.doors.new.click()
    page.form.preset.set_value("yuxian-2024")
    page.form.unit.setEditText("某某办公室")
    page.form.name.setText("演示甲")
    page.form.make.click()
    assert page.form.fields.problem_text("unit_kind").startswith("× 错误")


def test_sample_lies_beside_the_real_data_and_is_marked(runs: Runs, tmp_path: Path) -> None:
    program = runs.start(tmp_path / "data")
    assert program._first_start is not None
    program._first_start.doors.sample.click()
    assert program._window.current().key == "today"  # type: ignore[union-attr]
    assert program._window.top.demo.isVisible()
    assert (tmp_path / "data-demo" / "ledger.db").is_file()
    assert not (tmp_path / "data" / "ledger.db").exists()
    runs.stop(program)
    again = runs.start(tmp_path / "data")
    assert again._first_start is not None
    again._first_start.doors.sample.click()
    assert again._window.top.demo.isVisible()


def test_half_typed_forms_are_offered_at_the_next_start(runs: Runs, tmp_path: Path, qtbot: QtBot) -> None:
    program = runs.start(tmp_path / "data")
    make_ledger(program)
    assert program._services is not None
    program._services.drafts.keep("visit:new", {"summary": "看了一半"})
    runs.stop(program)
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(20, answer)
            return
        seen.append(dialog.windowTitle())
        if isinstance(dialog, VisitEditor):
            seen.append(dialog.fields.texts()["summary"])
            dialog.done(0)
            return
        QTimer.singleShot(0, answer)
        press = next(button for button in dialog.findChildren(QPushButton) if button.text() == "继续填写")
        qtbot.mouseClick(press, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, answer)
    again = runs.start(tmp_path / "data")
    assert seen[0] == "未保存的填写"
    assert seen[-1] == "看了一半"
    assert again._window.current().key == "visits"  # type: ignore[union-attr]


@pytest.mark.warns("the ledger did not open: not_a_ledger")
def test_a_file_that_is_no_ledger_is_told_and_left_as_it_is(runs: Runs, tmp_path: Path, qapp: QApplication) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "ledger.db").write_bytes(b"not a ledger at all" * 100)
    program = Program(qapp, folder, smoke=False)
    runs.started.append(program)
    assert program._instance.first()
    program._load()
    assert program._opening is not None
    page = program._opening.trouble
    assert page is not None
    assert not page.buttons["restore"].isEnabled()  # there is no copy
    assert (folder / "ledger.db").read_bytes().startswith(b"not a ledger")
