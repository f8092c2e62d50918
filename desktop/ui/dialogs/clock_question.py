"""Asks before a paper gets a date when the computer's clock may be wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.kernel.errors import KnownError
from desktop.ui.dialogs.reason_dialog import ask_yes
from desktop.wording.messages import message


def clock_agreed(parent: QWidget, notes: Sequence[KnownError]) -> bool:
    """Return whether to go on: at once where *notes* of the start do not doubt the clock, else if the user says so."""
    doubt = next((note for note in notes if note.code == "clock_doubtful"), None)
    if doubt is None:
        return True
    text = f"{message(doubt)}\n\n报表和报送记录会写上这个时间。请先核对所属期和电脑时间。"
    return ask_yes(parent, "电脑时间可能不对", text, "时间没有错，继续", danger=True)
