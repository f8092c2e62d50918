"""A button that does what an action does, and is grey when the action is."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from desktop.ui.theme import button


def deed_button(action: QAction, role: str = "") -> QPushButton:
    """Return a button for *action*, dressed as *role*."""
    press = button(action.text(), role, tip=action.toolTip())
    press.clicked.connect(action.trigger)
    press.setEnabled(action.isEnabled())
    action.enabledChanged.connect(press.setEnabled)
    return press
