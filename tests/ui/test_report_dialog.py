"""The month told in sentences, mended and copied in its window."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.month_report import ReportDraft, ReportPart
from desktop.ui.dialogs import report_dialog
from desktop.ui.dialogs.report_dialog import ReportDialog
from tests.ui.conftest import OCTOBER


@pytest.fixture
def dialog(services, desk, qtbot):
    dialog = ReportDialog(services, desk)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def answers(monkeypatch):
    said: list[str] = []

    def answer(_parent, title, *_words, **_more):
        said.append(title)
        return answer.yes

    answer.yes = True
    answer.said = said
    monkeypatch.setattr(report_dialog, "ask_yes", answer)
    return answer


def write(dialog, part, text):
    dialog.texts[part].setPlainText(text)


def test_it_begins_with_the_draft_of_the_ledgers(dialog):
    assert "培育库企业 0 户" in dialog.texts[ReportPart.INDICATORS].toPlainText()
    assert "还没有保存" in dialog.state.text()


def test_what_is_written_is_kept(services, dialog):
    write(dialog, ReportPart.NEXT_STEPS, "开展年度申报。")
    assert dialog.save()
    assert services.month_reports.report(OCTOBER).draft.next_steps == "开展年度申报。"
    assert "演示甲 保存过" in dialog.state.text()


def test_copying_takes_the_text_as_it_stands(dialog):
    write(dialog, ReportPart.CULTIVATION, "走访三户。")
    dialog.copy()
    copied = QApplication.clipboard().text()
    assert copied.startswith("盂县能源局2026年10月小升规培育工作情况")
    assert "二、培育情况\n走访三户。" in copied


def test_drafting_anew_asks_where_something_was_kept(services, dialog, answers):
    services.month_reports.save(OCTOBER, ReportDraft("我的。", "我的。", "我的。"))
    dialog.show_report(services.month_reports.report(OCTOBER))
    answers.yes = False
    dialog.renew()
    assert dialog.draft.indicators == "我的。"
    answers.yes = True
    dialog.renew()
    assert answers.said == ["重新起草", "重新起草"]
    assert "培育库企业" in dialog.draft.indicators
    assert services.month_reports.report(OCTOBER).draft.indicators == "我的。"


def test_leaving_asks_about_what_was_not_kept(dialog, answers):
    answers.yes = False
    write(dialog, ReportPart.INDICATORS, "改了。")
    dialog.show()
    dialog.reject()
    assert dialog.isVisible()
    answers.yes = True
    dialog.reject()
    assert not dialog.isVisible()


def test_the_paper_is_kept_before_it_is_written(services, dialog, monkeypatch, tmp_path):
    monkeypatch.setattr(report_dialog, "ask_place", lambda *_: tmp_path / "情况.pdf")
    shown = []
    monkeypatch.setattr(report_dialog, "show_paper", lambda *words: shown.append(words[3].path))
    write(dialog, ReportPart.NEXT_STEPS, "开展年度申报。")
    dialog.write()
    assert shown == [tmp_path / "情况.pdf"]
    assert services.month_reports.report(OCTOBER).kept
