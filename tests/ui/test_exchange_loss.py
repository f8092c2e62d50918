"""交换 where a unit's computer was lost or doubled: what the window asks and tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.copies import CopyReason
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.dialogs.letter_dialog import LetterDialog
from desktop.ui.models.question_lines import Questions
from desktop.ui.pages.collect_tab import CollectTab
from desktop.ui.pages.questions_tab import QuestionsTab
from desktop.wiring import Services, create_ledger, open_ledger, restorer
from tests.services.making import START, figures, kept, make_world, visit
from tests.ui.letter_offices import Offices, assign, close, deliver, introduce_all, make_offices


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = make_offices(tmp_path)
    introduce_all(made)
    yield made
    close(made)


def test_a_late_letter_of_a_retired_key_asks_for_a_telephone_call(
    offices: Offices, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    uid = assign(offices)
    kept(offices.town.visits.save(visit(uid)))
    late = offices.town.letters.outgoing.send(offices.stick)
    offices.town.close()
    start, world = replace(START, unit_name="秀水镇"), make_world(offices.clock, prefix="fresh")
    made = create_ledger(tmp_path / "新电脑", start, world)
    assert isinstance(made, Services)
    offices.town = made
    keys = made.letters.keys
    kept(offices.county.letters.keys.accept(keys.register(offices.stick), keys.own_fingerprint()))
    dialog = LetterDialog(offices.county, desk, late.path)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.look()
    assert dialog.said.text().startswith("E205")
    assert dialog.late.isVisible()
    assert not dialog.take.isEnabled()
    dialog.late.setChecked(True)  # looks again
    assert dialog.take.isEnabled()
    dialog.read_in()
    assert dialog.taken is not None


def test_two_computers_of_one_unit_are_told_where_letters_are_collected(
    offices: Offices, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    uid = assign(offices)
    row = offices.town.backups.make(CopyReason.MANUAL, Progress())
    there, world = tmp_path / "接手的电脑", make_world(offices.clock, prefix="next")
    restorer(there, world).restore(row.path, Progress(), reason="交接")
    old, offices.town = offices.town, open_ledger(there, world)
    try:
        for services, amount in ((offices.town, 1100), (old, 1000)):
            kept(services.figures.save(figures(uid, main_revenue_ytd=amount)))
        deliver(offices, offices.town, offices.county)
        path = old.letters.outgoing.send(offices.stick).path
    finally:
        old.close()
    tab = CollectTab(offices.county, desk)
    qtbot.addWidget(tab)
    tab.show()
    tab.look([path])
    (line,) = tab.model.rows
    assert "W248" in tab.describe(line)
    states = [column.value(line) for column in tab.model.columns if column.header == "结果"]
    assert len(states) == 1
    assert str(states[0]).startswith("可以读入；台账缺")
    tab.take.trigger()
    (asked,) = Questions(offices.county).lines()
    assert (asked.kind, asked.name) == ("两处说法不一致", "盂县演示耐火有限公司")
    assert asked.item.startswith("2026年10月")
    assert all("秀水镇" in side for side in asked.sides)
    questions = QuestionsTab(offices.county, desk)
    qtbot.addWidget(questions)
    questions.reload()
    questions.table.selectRow(0)
    assert not questions.settle.isEnabled()  # the unit's to settle
    assert "只有它自己能选" in questions.describe(asked)
    assert questions.count.text() == "没有待核对的，1 处等单位答复"


def test_a_new_key_of_the_county_without_the_old_one_is_typed_from_its_notice(
    offices: Offices, desk: Desk, qtbot: QtBot
) -> None:
    assign(offices)
    offices.county.letters.keys.renew()
    letter = offices.county.letters.outgoing.send(offices.stick, "140322-xiushui")
    dialog = LetterDialog(offices.town, desk, letter.path)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.look()
    assert dialog.said.text().startswith("E218")
    assert dialog.fingerprint.isVisible()
    dialog.fingerprint.setText(offices.county.letters.keys.own_fingerprint())
    dialog.look()
    assert dialog.take.isEnabled()
