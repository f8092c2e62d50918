"""工作交接 in the window: what is open is listed, and nothing is written before somebody takes over."""

from datetime import date

from PySide6.QtWidgets import QFileDialog

from desktop.domain.issue import IssueDraft
from desktop.ui.dialogs.desk_handover import DeskHandoverDialog
from desktop.ui.dialogs.paper_dialog import PaperDialog
from desktop.ui.pages.settings_page import SettingsPage
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import add_enterprise


def test_the_copy_and_the_list_are_written_for_somebody(services, desk, qtbot, tmp_path, monkeypatch):
    firm = add_enterprise(services, "盂县演示甲有限公司（演示）")
    services.issues.add(IssueDraft(firm, "缺流动资金（演示）", raised_on=date(2026, 10, 9)))
    folder = tmp_path / "U盘"
    folder.mkdir()
    asked = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: asked.append(1) or str(folder))
    page = SettingsPage(services, desk)
    qtbot.addWidget(page)
    page.reload()

    def work(dialog):
        assert "缺流动资金（演示）" in dialog.model.rows[0].content
        dialog.write.click()
        assert "请填写接收人。" in dialog.fields.problem_text("taker")
        assert not asked
        dialog.taker.setText("王接收")
        when_open(PaperDialog, lambda paper: paper.reject())
        dialog.write.click()
        assert "现在可以拔出 U 盘" in dialog.outcome.text()
        dialog.reject()

    when_open(DeskHandoverDialog, work)
    page.office.hand_over.click()
    assert {path.suffix for path in folder.iterdir()} >= {".pdf", ".sgbak"}
