"""交换 at a unit: what leaves, letters sent and read in, keys; by the real services."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.codes import Subject
from desktop.domain.letter import LetterState
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.letter_dialog import LetterDialog
from desktop.ui.dialogs.paper_dialog import PaperDialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.pages.exchange_page import ExchangePage
from tests.services.making import digest, kept, nothing_written, visit
from tests.ui.dialog_hand import when_open
from tests.ui.letter_offices import Offices, assign, close, deliver, introduce_all, make_offices, unit_id


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = make_offices(tmp_path)
    yield made
    close(made)


def page_of(services, desk: Desk, qtbot: QtBot) -> ExchangePage:
    page = ExchangePage(services, desk)
    qtbot.addWidget(page)
    page.resize(1240, 640)
    page.show()
    page.reload()
    quiet(desk, qtbot)
    return page


def quiet(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not desk.runner.busy)


@contextmanager
def nothing_left(services) -> Iterator[None]:
    """A rehearsal writes and takes it back; the digest of the tables tells."""
    before = digest(services)
    yield
    assert digest(services) == before


@pytest.fixture
def stick(offices: Offices, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(offices.stick))
    return offices.stick


def test_what_leaves_is_counted_before_it_is_written(offices, desk, qtbot, qtmodeltester) -> None:
    introduce_all(offices)
    uid = assign(offices)
    kept(offices.town.visits.save(visit(uid, received_phone="13900139000")))
    page = page_of(offices.town, desk, qtbot)
    panel = page.parts["send"][1]
    qtmodeltester.check(panel.model)
    told = {line.subject: line.told for line in panel.model.rows}
    assert told[Subject.VISIT] > 0
    assert "联系电话不带" in panel.summary.text()
    assert not panel.standing.isVisible()
    panel.personal.click()
    quiet(desk, qtbot)
    assert {line.subject: line.told for line in panel.model.rows}[Subject.VISIT] > told[Subject.VISIT]
    assert "联系电话带" in panel.summary.text()


def test_letter_is_written_stands_among_the_sent_and_is_sent_again(offices, desk, qtbot, stick) -> None:
    introduce_all(offices)
    kept(offices.town.visits.save(visit(assign(offices))))
    page = page_of(offices.town, desk, qtbot)
    panel, sent = page.parts["send"][1], page.parts["sent"][1]
    for path in stick.iterdir():
        path.unlink()
    panel.write.click()
    quiet(desk, qtbot)
    (path,) = stick.iterdir()
    assert "现在可以拔出 U 盘" in panel.outcome.text()
    assert panel.summary.text().startswith("带出")  # nobody has answered yet, so that it would go again
    page.open("sent:")
    (line,) = sent.model.rows
    assert (line.letter.state, line.letter.period, line.letter.file) == (LetterState.UNANSWERED, "2026-10", path.name)
    assert "第 1 天" in sent.detail.toPlainText()
    content = path.read_bytes()
    path.unlink()
    sent.again.trigger()
    assert path.read_bytes() == content
    assert "现在可以拔出 U 盘" in sent.count.text()


def test_without_the_countys_key_it_is_said_before_and_nothing_is_written(offices, desk, qtbot, stick) -> None:
    page = page_of(offices.town, desk, qtbot)
    panel = page.parts["send"][1]
    assert "还没有县里的钥匙" in panel.standing.text()
    panel.write.click()
    quiet(desk, qtbot)
    assert "E223" in panel.outcome.text()
    assert "拔出" not in panel.outcome.text()
    assert list(stick.iterdir()) == []


def test_first_letter_of_the_county_asks_for_the_fingerprint_on_paper(offices, desk, qtbot, monkeypatch) -> None:
    introduce_all(offices)
    right = offices.county.letters.keys.own_fingerprint()
    letter = offices.county.letters.outgoing.send(offices.stick, unit_id(offices.town)).path
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(letter), ""))
    page = page_of(offices.town, desk, qtbot)
    received = page.parts["received"][1]
    seen: list[str] = []

    def work(dialog: LetterDialog) -> None:
        assert "E2" in dialog.said.text()
        assert not dialog.take.isEnabled()
        dialog.fingerprint.setText("1234 1234 1234 1234")
        dialog.again.click()
        seen.append(dialog.said.text())
        assert not dialog.take.isEnabled()
        dialog.fingerprint.setText(right[:19])
        with nothing_left(offices.town):
            dialog.again.click()
        seen.append(dialog.said.text())
        dialog.take.click()

    when_open(LetterDialog, work)
    page.open("received:")
    received.next.trigger()
    assert "E222" in seen[0]
    assert right in seen[1]
    assert [line.name for line in received.model.rows] == ["盂县中小企业发展中心"]
    assert len(offices.town.letters.keys.offices()) == 1


def test_letter_with_a_passphrase_asks_for_it(offices, desk, qtbot) -> None:
    town, county = offices.town, offices.county
    letter = county.letters.outgoing.send(offices.stick, unit_id(town), passphrase="3817 2049 5561 9920 4475").path
    page = page_of(town, desk, qtbot)

    def work(dialog: LetterDialog) -> None:
        assert "E219" in dialog.said.text()
        dialog.passphrase.setText("3817 2049 5561 9920 4475")
        dialog.fingerprint.setText(county.letters.keys.own_fingerprint())
        dialog.again.click()
        assert dialog.take.isEnabled()

    when_open(LetterDialog, work)
    with nothing_left(town):
        page.open(f"letter:{letter}")
    assert town.letters.incoming.taken() == ()


def test_letter_that_was_read_in_is_not_offered_again(offices, desk, qtbot) -> None:
    introduce_all(offices)
    first = deliver(offices, offices.county, offices.town)
    page = page_of(offices.town, desk, qtbot)

    def work(dialog: LetterDialog) -> None:
        assert "I207" in dialog.said.text()
        assert not dialog.take.isEnabled()

    when_open(LetterDialog, work)
    with nothing_written(offices.town):
        page.open(f"letter:{first}")


def test_key_is_registered_from_paper_only_and_retired_with_a_reason(offices, desk, qtbot, monkeypatch, stick) -> None:
    page = page_of(offices.county, desk, qtbot)
    page.open("register:")
    tab = page.parts["register"][1]
    right = offices.town.letters.keys.own_fingerprint()
    package = offices.town.letters.keys.register(stick)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(package), ""))

    def work(dialog: FormDialog) -> None:
        assert right[:9] not in "".join(each.text() for each in dialog.findChildren(QLineEdit))
        typed = dialog.fields.editor("fingerprint")
        typed.setText("0000 0000 0000 0000")
        dialog.accept()
        assert "不一致" in dialog.fields.problem_text("fingerprint")
        typed.setText(right[:19])
        dialog.accept()

    when_open(FormDialog, work)
    tab.accept.trigger()
    assert [office.name for office in tab.model.rows] == ["秀水镇"]
    when_open(PaperDialog, lambda dialog: dialog.reject())
    tab.make.trigger()
    assert [path.suffix for path in stick.glob("*.pdf")] == [".pdf"]
    assert "登记包" in tab.outcome.text()

    def give_reason(dialog: ReasonDialog) -> None:
        dialog.reason.setPlainText("电脑丢失")
        dialog.accept()

    when_open(ReasonDialog, give_reason)
    tab.retire.trigger()
    assert tab.model.rows[0].retired_from == 1
    assert not tab.retire.isEnabled()


def test_papers_of_letters_are_written_where_the_user_says(offices, desk, qtbot, tmp_path, monkeypatch) -> None:
    introduce_all(offices)
    uid = assign(offices)
    kept(offices.town.visits.save(visit(uid)))
    page = page_of(offices.town, desk, qtbot)
    place = tmp_path / "清单"
    shown: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    panel, received, sent = (page.parts[key][1] for key in ("send", "received", "sent"))
    offices.town.letters.outgoing.send(offices.stick)
    for part, press in ((panel, panel.paper.click), (received, received.paper.trigger), (sent, sent.paper.trigger)):
        part.reload()
        quiet(desk, qtbot)
        when_open(PaperDialog, lambda dialog: dialog.reject(), shown)
        press()
        quiet(desk, qtbot)
        assert place.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
        place.with_suffix(".pdf").unlink()
    assert shown == ["带出内容清单", "交办清单", "带出内容清单"]
