import pytest

from desktop.ui.widgets.code_edit import CodeEdit

GOOD = "91350100M000100Y43"  # the example of GB 32100-2015


@pytest.fixture
def edit(qtbot):
    edit = CodeEdit()
    qtbot.addWidget(edit)
    return edit


def test_good_code_is_said_to_be_good(edit):
    edit.line.setText(GOOD)
    assert edit.state() == "✓ 校验码相符"
    assert edit.suggestions() == ()


def test_lower_case_spaces_and_full_width_are_read(edit):
    edit.line.setText(" ９１350100m000100y43 ")
    assert edit.code() == GOOD
    edit.line.editingFinished.emit()
    assert edit.line.text() == GOOD


def test_short_code_says_how_many_are_missing(edit):
    edit.line.setText(GOOD[:10])
    assert edit.state() == "已录 10 位，还差 8 位"


def test_wrong_check_digit_only_asks(edit):
    edit.line.setText(GOOD[:-1] + "5")
    assert edit.state().startswith("? 校验码不符")
    assert edit.code() == GOOD[:-1] + "5"


def test_look_alike_is_offered_and_never_put_in_by_itself(edit, qtbot):
    edit.line.setText(GOOD.replace("0", "O"))
    assert edit.suggestions() == (GOOD,)
    assert edit.code() == GOOD.replace("0", "O")
    edit._offers[0].click()
    assert edit.code() == GOOD
    assert not edit._offers


def test_seen_original_is_told(edit, qtbot):
    with qtbot.waitSignal(edit.changed):
        edit.seen.setChecked(True)
