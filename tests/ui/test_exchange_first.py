"""The door 导入县里下发的包 of the first start: a ledger is made, then the county's letter is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.domain.enterprise import EnterpriseDraft, EnterpriseFilter
from desktop.ui.dialogs.letter_dialog import LetterDialog
from tests.services.making import kept
from tests.ui.dialog_hand import when_open
from tests.ui.letter_offices import Offices, close, make_offices, unit_id
from tests.ui.test_program import Runs, make_ledger


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = make_offices(tmp_path)
    yield made
    close(made)


@pytest.fixture
def runs(qapp: QApplication, qtbot: QtBot) -> Iterator[Runs]:
    made = Runs(qapp, qtbot)
    yield made
    for program in list(made.started):
        made.stop(program)


def test_county_letter_is_taken_into_a_ledger_made_for_it(offices, runs, tmp_path, monkeypatch) -> None:
    county = offices.county
    kept(
        county.enterprises.save(
            EnterpriseDraft(name="盂县演示耐火有限公司", no_code_reason="新开办", department=unit_id(offices.energy))
        )
    )
    letter = county.letters.outgoing.send(
        offices.stick, unit_id(offices.energy), passphrase="3817 2049 5561 9920 4475"
    ).path
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(letter), ""))
    program = runs.start(tmp_path / "new")
    page = program._first_start
    page.doors.letter.click()
    assert letter.name in page.form.coming.text()
    assert page.letter == letter

    def work(dialog: LetterDialog) -> None:
        dialog.passphrase.setText("3817 2049 5561 9920 4475")
        dialog.fingerprint.setText(county.letters.keys.own_fingerprint()[:19])
        dialog.again.click()
        dialog.take.click()

    when_open(LetterDialog, work)
    fill_and_make(program)
    services = program._services
    firms = services.enterprises.rows(services.enterprises.ids(EnterpriseFilter()))
    assert [row.name for row in firms] == ["盂县演示耐火有限公司"]
    assert program._window.current().key == "exchange"


def fill_and_make(program) -> None:
    form = program._first_start.form
    form.preset.set_value("yuxian-2024")
    form.unit.setEditText("盂县能源局")
    form.name.setText("演示甲")
    form.make.click()


def test_going_back_to_a_new_ledger_forgets_the_letter(runs, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "包.sgb"), ""))
    program = runs.start(tmp_path / "new")
    page = program._first_start
    page.doors.letter.click()
    page.form.back.click()
    make_ledger(program)
    assert program._window.current().key == "today"
