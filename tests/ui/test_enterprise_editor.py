import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop.domain.codes import LibraryStatus
from desktop.domain.enterprise import EnterpriseDraft
from desktop.ui.dialogs import enterprise_editor
from desktop.ui.dialogs.enterprise_editor import EnterpriseEditor

GOOD = "91350100M000100Y43"


@pytest.fixture(autouse=True)
def closing_asks_nothing(monkeypatch):
    # a form left open by a test that fails would wait for an answer for ever
    monkeypatch.setattr(enterprise_editor, "ask_yes", lambda *_, **__: True)


@pytest.fixture
def edit(services, desk, qtbot):
    def make(uid=""):
        editor = EnterpriseEditor(services, desk, uid)
        qtbot.addWidget(editor)
        editor.show()
        return editor

    return make


def banner(editor):
    return " ".join(label.text() for label in editor.alike.findChildren(QLabel) if label.isVisible())


def test_new_enterprise_is_kept(edit, services, desk, qtbot):
    editor = edit()
    editor.fields.input("name").setText("演示选煤有限公司")
    editor.fields.code.line.setText(GOOD.lower())
    editor.fields.input("registered_capital").setText("500")
    editor.fields.input("production_month").setText("2024年5月")
    editor.fields.input("township").setCurrentIndex(1)
    with qtbot.waitSignals([desk.changed, desk.kept]):
        editor.save()
    kept = services.enterprises.get(editor.shown_next).draft
    assert (kept.name, kept.credit_code) == ("演示选煤有限公司", GOOD)
    assert (kept.registered_capital, kept.production_month) == (500_000_000, "2024-05")
    assert kept.township


def test_missing_name_is_told_under_its_field_and_nothing_is_kept(edit, services, qtbot):
    editor = edit()
    editor.save()
    assert editor.fields.problem_text("name") == "× 错误：请填写企业名称。"
    assert editor.isVisible()
    assert services.enterprises.counts()["all"] == 0


def test_fresh_form_reproaches_nobody(edit):
    editor = edit()
    assert editor.fields.problem_text("name") == ""


def test_unreadable_amount_is_told_and_stays(edit):
    editor = edit()
    editor.fields.input("name").setText("演示厂")
    editor.fields.input("registered_capital").setText("约500")
    editor.save()
    assert "约500" in editor.fields.problem_text("registered_capital")
    assert editor.fields.input("registered_capital").text() == "约500"


def test_wrong_check_digit_warns_and_never_blocks(edit, services):
    editor = edit()
    editor.fields.input("name").setText("演示厂")
    editor.fields.code.line.setText(GOOD[:-1] + "5")
    assert editor.fields.code.state().startswith("?")
    editor.save()
    assert services.enterprises.get(editor.shown_next).draft.credit_code == GOOD[:-1] + "5"


def test_look_alike_by_code_is_named_while_typing_and_can_be_opened(edit, services, qtbot):
    other = services.enterprises.save(EnterpriseDraft(name="演示老厂", credit_code=GOOD)).uid
    editor = edit()
    editor.fields.input("name").setText("演示新厂")
    editor.fields.code.line.setText(GOOD)
    qtbot.waitUntil(lambda: "代码相同" in banner(editor))
    assert "演示老厂" in banner(editor)
    editor.alike.open_requested.emit(other)
    assert editor.shown_next == other
    assert services.drafts.get("enterprise:new") is not None


def test_look_alike_by_name_is_named(edit, services):
    services.enterprises.save(EnterpriseDraft(name="演示（盂县）选煤厂", no_code_reason="未办"))
    editor = edit()
    editor.fields.input("name").setText("演示(盂县)选煤厂")
    editor.look()
    assert "名称相近" in banner(editor)


def test_enterprise_is_not_like_itself(edit, services):
    uid = services.enterprises.save(EnterpriseDraft(name="演示厂", credit_code=GOOD)).uid
    editor = edit(uid)
    assert not editor.alike.isVisible()


def test_change_is_kept_with_its_reason(edit, services):
    uid = services.enterprises.save(EnterpriseDraft(name="演示厂", no_code_reason="未办")).uid
    editor = edit(uid)
    editor.fields.input("contact").setText("演示丁")
    editor.reason.setText("电话核实")
    editor.save()
    (line,) = services.enterprises.history(uid, "contact")
    assert (line.new, line.reason, line.who) == ("演示丁", "电话核实", "演示甲")


def test_draft_is_kept_by_itself_and_found_again(edit, services, qtbot):
    editor = edit()
    editor.fields.input("name").setText("演示半张表")
    qtbot.waitUntil(lambda: services.drafts.get("enterprise:new") is not None, timeout=3000)
    again = edit()
    assert again.fields.input("name").text() == "演示半张表"
    again.save()
    assert services.drafts.get("enterprise:new") is None


def test_unsaved_form_is_not_thrown_away_unasked(edit, services, monkeypatch):
    editor = edit()
    editor.fields.input("name").setText("演示半张表")
    answers = [False, True]
    monkeypatch.setattr(enterprise_editor, "ask_yes", lambda *_, **__: answers.pop(0))
    editor.reject()
    assert editor.isVisible()
    editor.reject()
    assert not editor.isVisible()
    assert services.drafts.get("enterprise:new") is None


def test_untouched_form_closes_without_a_question(edit, monkeypatch):
    editor = edit()
    monkeypatch.setattr(enterprise_editor, "ask_yes", lambda *_, **__: pytest.fail("asked"))
    editor.reject()
    assert not editor.isVisible()


def test_industry_is_shown_with_its_name_and_kept_as_its_code(edit, services):
    editor = edit()
    editor.fields.input("name").setText("演示厂")
    editor.fields.input("industry_code").setText("06 煤炭开采和洗选业")
    editor.save()
    kept = services.enterprises.get(editor.shown_next)
    assert kept.draft.industry_code == "06"
    again = edit(kept.uid)
    assert again.fields.input("industry_code").text() == "06 煤炭开采和洗选业"


def test_admitted_without_a_month_is_asked_about_and_kept(edit, services):
    editor = edit()
    editor.fields.restore({"name": "演示厂", "library_status": LibraryStatus.ADMITTED.value})
    editor.save()
    assert services.enterprises.get(editor.shown_next).draft.library_status is LibraryStatus.ADMITTED


def test_form_is_filled_with_the_keyboard_alone(edit, services, qtbot):
    editor = edit()
    with qtbot.waitActive(editor):
        editor.activateWindow()
    editor.fields.input("name").setFocus()
    order = []
    for _ in range(4):
        order.append(QApplication.focusWidget().accessibleName())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert order == ["企业名称", "统一社会信用代码", "代码已与营业执照核对", "暂无代码的原因"]
    editor.fields.input("name").setText("演示厂")
    qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert services.enterprises.get(editor.shown_next).draft.name == "演示厂"


def test_dialog_fits_the_smallest_screen(edit):
    editor = edit()
    assert editor.width() <= 1366
    assert editor.height() <= 700
    assert editor.minimumSizeHint().height() <= 640
