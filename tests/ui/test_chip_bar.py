import pytest

from desktop.ui.widgets.chip_bar import ChipBar


@pytest.fixture
def bar(qtbot):
    bar = ChipBar([("all", "全部"), ("base", "基础库")], "筛选")
    qtbot.addWidget(bar)
    return bar


def test_choice_is_told_once(bar, qtbot):
    bar.choose("all")
    with qtbot.waitSignal(bar.chosen) as told:
        bar.choose("base")
    assert told.args == ["base"]
    with qtbot.assertNotEmitted(bar.chosen):
        bar.choose("base")
    assert bar.choice == "base"


def test_number_stands_beside_the_word(bar):
    bar.show_counts({"all": 12, "base": 0})
    assert (bar.text_of("all"), bar.text_of("base")) == ("全部 12", "基础库 0")


def test_unknown_choice_changes_nothing(bar):
    bar.choose("all")
    bar.choose("no such chip")
    assert bar.choice == "all"
