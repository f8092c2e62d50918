"""设置—表样 at a unit: a form that the county took out of use is marked, and only the county takes that back."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.ui.desk import Desk
from desktop.ui.dialogs.letter_dialog import LetterDialog
from desktop.ui.pages.form_panel import FormPanel
from tests.services.making import kept
from tests.ui.letter_offices import assign, close, introduce_all, make_offices, unit_id

FORM = "visit-month"


def test_a_form_out_of_use_by_the_county_is_seen_in_the_letter_and_in_the_list(
    tmp_path: Path, desk: Desk, qtbot: QtBot
) -> None:
    offices = make_offices(tmp_path)
    introduce_all(offices)
    assign(offices)
    kept(offices.county.forms.retire(FORM, "2026-10", "省里不再收这张表"))
    path = offices.county.letters.outgoing.send(offices.stick, unit_id(offices.town)).path
    dialog = LetterDialog(offices.town, desk, path)
    qtbot.addWidget(dialog)
    dialog.look()
    assert "县里从2026年10月起停用“" in dialog.said.text()
    dialog.read_in()
    panel = FormPanel(offices.town, desk)
    qtbot.addWidget(panel)
    panel.reload()
    rows = panel.editions.rows
    panel.table.selectRow([row.id for row in rows].index(FORM))
    state = panel.editions.index(panel.table.currentIndex().row(), 2).data()
    assert state == "2026年10月起停用（县里）"
    assert (panel.stop.isEnabled(), "县里恢复" in panel.stop.toolTip()) == (False, True)
    close(offices)
