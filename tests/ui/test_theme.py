"""Tests of how the window looks."""

import re
from pathlib import Path

from PySide6.QtGui import QColor, QFontMetrics, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.ui.theme import COLOURS, button, give_role, mark_wrong, words
from tests.ui.conftest import RESOURCES

ROOT = RESOURCES.parent


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [channel / 255 for channel in QColor(colour).getRgb()[:3]]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_typeface_is_our_own_and_has_every_rare_character(qapp: QApplication) -> None:
    font = qapp.font()
    assert font.families()[0] == "Noto Sans SC"
    raw = QRawFont.fromFont(font)
    assert all(raw.supportsCharacter(ord(char)) for char in "盂䶮㛃𬭚堃喆犇龑𬱖×✓—（）")


def test_every_character_the_window_says_is_in_the_typeface(qapp: QApplication) -> None:
    raw = QRawFont.fromFont(qapp.font())
    folders = (ROOT / "desktop" / "ui", ROOT / "desktop" / "wording", RESOURCES / "presets")
    for path in (found for folder in folders for found in folder.rglob("*.*") if found.suffix in {".py", ".toml"}):
        odd = {char for char in path.read_text(encoding="utf-8") if char.isprintable()}
        assert not [char for char in odd if not raw.supportsCharacter(ord(char))], path


def test_figures_are_all_as_wide_as_each_other(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_words_can_be_read_on_their_ground() -> None:
    for name in ("ink", "faint", "accent", "red", "amber", "green"):
        for ground in ("card", "ground"):
            assert contrast(COLOURS[name], COLOURS[ground]) >= 4.5, (name, ground)
    assert contrast(COLOURS["amber"], COLOURS["amber_ground"]) >= 4.5
    assert contrast(COLOURS["ink"], COLOURS["accent_ground"]) >= 4.5


def test_light_whatever_the_system_says(qapp: QApplication) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == COLOURS["ground"]
    assert qapp.palette().color(QPalette.ColorRole.Text).name().upper() == COLOURS["ink"]


def test_every_name_in_the_sheet_was_filled(qapp: QApplication) -> None:
    rules = re.sub(r"/\*.*?\*/", "", qapp.styleSheet(), flags=re.DOTALL)
    assert "$" not in rules
    for path in re.findall(r'url\("([^"]+)"\)', rules):
        assert Path(path).is_file()


def test_only_the_theme_sets_a_style_sheet() -> None:
    for path in (ROOT / "desktop").rglob("*.py"):
        if path != ROOT / "desktop/ui/theme.py":
            assert "setStyleSheet" not in path.read_text(encoding="utf-8"), path


def test_roles_and_wrong_marks_are_dressed_at_once(qtbot) -> None:
    label, line = words("一"), QLineEdit()
    qtbot.addWidget(label)
    qtbot.addWidget(line)
    label.show()
    give_role(label, "problem")
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == COLOURS["red"]
    mark_wrong(line, wrong=True)
    assert line.property("wrong") is True


def test_buttons_have_a_name_for_screen_readers(qtbot) -> None:
    made = button("保存", "primary")
    qtbot.addWidget(made)
    assert made.accessibleName() == "保存"
    assert not made.autoDefault()


def test_every_icon_is_drawn() -> None:
    from desktop.ui.icons import icon

    for path in (RESOURCES / "icons").glob("*.svg"):
        assert not icon(RESOURCES, path.stem).pixmap(20, 20).isNull(), path
