"""Tests of the frame: rail, search, month, keys, links, watermark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.month import Month
from desktop.domain.workspace import FirstStart
from desktop.ui.desk import Desk
from desktop.ui.dialogs.keys_dialog import key_lines
from desktop.ui.main_window import PAGE_TITLES, MainWindow
from desktop.ui.pages.registry import PAGES
from tests.ui.conftest import OCTOBER, RESOURCES

if TYPE_CHECKING:
    from desktop.wiring import Services, World

KEYS = [key for key, _ in PAGE_TITLES]
NUMBERED = ["today", "enterprises", "visits", "issues", "figures", "filings", "settings", "admissions"]


@pytest.fixture
def window(services: Services, desk: Desk, qtbot: QtBot) -> MainWindow:
    made = MainWindow(RESOURCES)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.enter(services, desk, PAGES)
    return made


@pytest.fixture
def factory(services: Services) -> str:
    return services.enterprises.save(EnterpriseDraft(name="盂县演示煤机厂", no_code_reason="演示")).uid


def test_frame_is_painted_before_there_is_a_ledger(qtbot: QtBot) -> None:
    window = MainWindow(RESOURCES)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()
    assert window.current() is None
    assert not any(action.isEnabled() for action in window.actions_made.pages.values())


def test_rail_holds_every_page_and_nothing_that_does_not_exist(window: MainWindow) -> None:
    words = [button.text() for button in window.rail.findChildren(QAbstractButton) if button.text()]
    assert words == [title for _, title in PAGE_TITLES]
    assert words[:5] == ["今日", "企业", "走访", "问题", "月度数据"]
    assert words[5:11] == ["申报", "稳规", "项目", "目标", "政策奖补", "培训"]
    assert words[11:] == ["报表", "交换", "设置"]
    assert [(page.key, page.title) for page in PAGES] == list(PAGE_TITLES)


@pytest.mark.parametrize("key", KEYS)
def test_every_page_opens_and_its_button_is_down(window: MainWindow, key: str) -> None:
    window.open_page(key)
    page = window.current()
    assert page is not None
    assert page.key == key
    down = [name for name, action in window.actions_made.pages.items() if action.isChecked()]
    assert down == [key]


def test_pages_are_reached_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    for number, key in enumerate(NUMBERED, start=1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.current().key == key  # type: ignore[union-attr]


def test_a_button_of_the_rail_stays_down_when_pressed_again(window: MainWindow, qtbot: QtBot) -> None:
    made = next(button for button in window.rail.findChildren(QAbstractButton) if button.text() == "企业")
    for _ in range(2):
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
        assert made.isChecked()
        assert window.current().key == "enterprises"  # type: ignore[union-attr]


def test_top_bar_says_whose_ledger_and_which_year(window: MainWindow) -> None:
    assert window.top.whose.text() == "盂县能源局 · 2026年"
    assert not window.top.demo.isVisible()
    assert window.bottom.who.text() == "填报人：演示甲"


def test_secrets_warning_is_always_there(window: MainWindow) -> None:
    texts = [label.text() for label in window.bottom.findChildren(QWidget) if hasattr(label, "text")]
    assert "本软件不得录入涉密信息" in texts


def test_month_is_set_for_every_page(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    assert window.months.value() == OCTOBER
    with qtbot.waitSignal(desk.month_changed):
        window.months.set_value(Month(2026, 2))
    assert desk.month() == Month(2026, 2)
    assert "2026年1—2月" in window.current().day.text()  # type: ignore[union-attr]


def test_a_page_can_turn_the_window_to_a_month(window: MainWindow, desk: Desk) -> None:
    desk.set_month(Month(2026, 9))
    assert window.months.value() == Month(2026, 9)


def test_months_have_no_january(window: MainWindow) -> None:
    shown = [window.months._list.itemText(place) for place in range(window.months._list.count())]
    assert shown[0] == "2026年11月"
    assert "2026年1—2月" in shown
    assert not [text for text in shown if text.endswith("年1月")]


def test_search_finds_while_typing_and_opens_the_enterprise(window: MainWindow, factory: str, qtbot: QtBot) -> None:
    asked: list[tuple[str, str]] = []
    page = window.page("enterprises")
    page.open = lambda argument: asked.append(("enterprises", argument))  # type: ignore[method-assign]
    window.actions_made.search.trigger()
    typed = QInputMethodEvent()
    typed.setCommitString("煤机")
    QApplication.sendEvent(window.search, typed)
    suggestions = window.search.completer().popup()
    assert suggestions.model().rowCount() == 1
    qtbot.keyClick(suggestions, Qt.Key.Key_Down)
    qtbot.keyClick(suggestions, Qt.Key.Key_Return)
    assert asked == [("enterprises", factory)]
    qtbot.waitUntil(lambda: window.search.text() == "")
    assert window.current() is page


def test_search_by_pinyin_initials(window: MainWindow, factory: str) -> None:
    window.search._look("yxys")
    assert window.search._found.rowCount() == 1


def test_search_that_names_nobody_lists_what_holds_the_words(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[str] = []
    window.page("enterprises").open = asked.append  # type: ignore[method-assign]
    window.search.setText("某某")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert asked == ["text:某某"]


def test_enter_opens_the_only_enterprise_that_fits(window: MainWindow, factory: str, qtbot: QtBot) -> None:
    asked: list[str] = []
    window.page("enterprises").open = asked.append  # type: ignore[method-assign]
    typed = QInputMethodEvent()
    typed.setCommitString("煤机")
    QApplication.sendEvent(window.search, typed)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert asked == [factory]


def test_links_between_pages_are_followed(window: MainWindow, factory: str) -> None:
    window.page("today").open_requested.emit("enterprises", factory)
    assert window.current().key == "enterprises"  # type: ignore[union-attr]


def test_hidden_pages_read_anew_when_something_was_kept(window: MainWindow, desk: Desk, services: Services) -> None:
    today = window.page("today")
    window.open_page("settings")
    services.enterprises.save(EnterpriseDraft(name="盂县演示新厂", no_code_reason="演示"))
    desk.changed.emit()
    window.open_page("today")
    assert today.chips.buttons[next(iter(today.chips.buttons))].text() == "全部 1 户"  # type: ignore[attr-defined]


def test_status_bar_says_what_was_kept(window: MainWindow, desk: Desk) -> None:
    desk.kept.emit("已自动保存 09:31")
    assert window.bottom.said.text() == "已自动保存 09:31"


def test_no_watermark_on_real_data(window: MainWindow) -> None:
    assert window._mark is None


def test_invented_data_is_marked_on_every_page(
    tmp_path, world: World, start: FirstStart, desk: Desk, qtbot: QtBot
) -> None:
    from desktop.wiring import create_ledger

    services = create_ledger(tmp_path / "demo", start, world, demo=True)
    assert not isinstance(services, tuple)
    try:
        window = MainWindow(RESOURCES)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.enter(services, desk, PAGES)
        assert window.top.demo.isVisible()
        for key in KEYS:
            window.open_page(key)
            mark = window._mark
            assert mark is not None
            assert mark.isVisible()
            assert mark.geometry() == window.stack.geometry()
            assert mark.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            siblings = [child for child in window.centralWidget().children() if isinstance(child, QWidget)]
            assert siblings[-1] is mark
    finally:
        desk.runner.close()  # the answer of a page that still counts must not reach a closed ledger
        services.close()


@pytest.mark.parametrize("key", KEYS)
def test_every_page_fits_a_small_screen(window: MainWindow, key: str) -> None:
    window.resize(1366, 700)
    window.open_page(key)
    area = window._areas[key]
    assert area.horizontalScrollBar().maximum() == 0, "the page is wider than the window"
    assert area.verticalScrollBar().maximum() == 0, "the page is higher than the window"


@pytest.mark.parametrize("key", KEYS)
def test_every_control_has_a_name(window: MainWindow, key: str) -> None:
    window.open_page(key)
    nameless = [
        control
        for control in window.page(key).findChildren(QWidget)
        if isinstance(control, (QAbstractButton, QLineEdit))
        and control.isVisible()
        and control.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (control.accessibleName() or (isinstance(control, QAbstractButton) and control.text()))
        and not control.objectName().startswith("qt_")
    ]
    assert not nameless, nameless


def test_list_of_keys_names_every_action_once(window: MainWindow) -> None:
    lines = key_lines(window.actions_made.all())
    assert ("Ctrl+K", "查找企业") in lines
    assert ("Ctrl+1", "今日") in lines
    assert len({keys for keys, _ in lines}) == len(lines)


def test_words_that_frighten_do_not_appear(window: MainWindow) -> None:
    for key in KEYS:
        window.open_page(key)
        for widget in window.findChildren(QWidget):
            text = widget.text() if hasattr(widget, "text") and callable(widget.text) else ""
            assert not [word for word in ("冲突", "版本", "数据库", "同步") if word in str(text)], (key, text)


def test_second_start_brings_the_window_back(window: MainWindow) -> None:
    window.showMinimized()
    window.show_up()
    assert not window.isMinimized()
    assert window.isVisible()
