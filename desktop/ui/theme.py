"""How the window looks: one palette, one style sheet, one typeface; nothing else in the program sets a style sheet."""

from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

COLOURS = {
    "ground": "#F5F6F8",
    "card": "#FFFFFF",
    "head": "#EEF1F5",
    "focus": "#FBFDFF",
    "ink": "#1F2733",
    "faint": "#5A6270",
    "off": "#A3ABB8",
    "line": "#DFE3E9",
    "edge": "#C3CAD4",
    "accent": "#1D5FBF",
    "accent_dark": "#174C99",
    "accent_ground": "#E6EFFB",
    "red": "#B4231A",
    "red_ground": "#FCECEA",
    "amber": "#8F5A00",
    "amber_ground": "#FFF6E2",
    "amber_line": "#EBCB8B",
    "green": "#1B7340",
}

TONES = {"late": COLOURS["red"], "soon": COLOURS["amber"], "good": COLOURS["green"], "off": COLOURS["off"]}

TEXT_PIXELS = 13
ROW_HEIGHT = 32


def apply_theme(app: QApplication, resources: Path) -> None:
    """Give *app* the light theme; fonts and sheet come from the *resources* folder, so no system font is needed."""
    app.setStyle("Fusion")
    app.styleHints().setColorScheme(Qt.ColorScheme.Light)
    app.setPalette(_palette())
    app.setFont(_font(resources / "fonts" / "NotoSansSC-Regular.ttf"))
    folder = resources / "theme"
    sheet = Template((folder / "light.qss").read_text(encoding="utf-8"))
    app.setStyleSheet(sheet.substitute(COLOURS, theme=folder.as_posix()))


def give_role(widget: QWidget, role: str) -> None:
    """Dress *widget* as *role* (`title`, `hint`, `primary`, `card` … of the style sheet), also after it was shown."""
    widget.setProperty("role", role)
    _dress_again(widget)


def mark_wrong(widget: QWidget, *, wrong: bool) -> None:
    """Give an input the red edge of a refused value, or take it away."""
    widget.setProperty("wrong", wrong)
    _dress_again(widget)


def words(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label that says *text* dressed as *role*; it can be selected with the mouse and copied."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def button(text: str, role: str = "", *, tip: str = "") -> QPushButton:
    """Return a button that says *text* dressed as *role*; Enter in a dialog presses only its default button."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setAccessibleName(text)
    made.setToolTip(tip)
    if role:
        made.setProperty("role", role)
    return made


def _dress_again(widget: QWidget) -> None:
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def _palette() -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "ground"),
        (roles.Base, "card"),
        (roles.AlternateBase, "ground"),
        (roles.Button, "card"),
        (roles.ToolTipBase, "card"),
        (roles.WindowText, "ink"),
        (roles.Text, "ink"),
        (roles.ButtonText, "ink"),
        (roles.ToolTipText, "ink"),
        (roles.PlaceholderText, "off"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "card"),
        (roles.Link, "accent"),
    ):
        palette.setColor(role, QColor(COLOURS[name]))
    return palette


def _font(path: Path) -> QFont:
    font = QFont()
    number = QFontDatabase.addApplicationFont(str(path))
    if number >= 0:
        font.setFamilies(QFontDatabase.applicationFontFamilies(number))
    font.setPixelSize(TEXT_PIXELS)
    return font
