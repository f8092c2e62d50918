import pytest

from desktop.ui.widgets.masked_label import MaskedLabel, mask


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("13812345678", "138****5678"),
        ("13812345678、13987654321", "138****5678、139****4321"),
        ("0353-8081234", "0353-8**1234"),
        ("", ""),
        ("无", "无"),
    ],
)
def test_middle_of_a_number_is_covered(text, covered):
    assert mask(text) == covered


def test_number_is_shown_when_asked(qtbot):
    label = MaskedLabel("13812345678")
    qtbot.addWidget(label)
    assert label.text() == "138****5678"
    label.uncover(True)
    assert label.text() == "13812345678"
    label.uncover(False)
    assert label.text() == "138****5678"
