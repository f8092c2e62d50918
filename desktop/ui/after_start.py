"""What the window says once the ledger is open: warnings of the start, what may be found back, forms half-typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.dialogs.find_back_dialog import find_back
from desktop.ui.drafts import offer_drafts
from desktop.wording.messages import message

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.ui.desk import Desk
    from desktop.ui.main_window import MainWindow
    from desktop.wiring import Services


def tell_and_offer(window: MainWindow, services: Services, desk: Desk, *, find: bool) -> None:
    """Show the notes of the start, offer what may be found back if *find*, then go on with drafts."""
    if services.notes:
        window.show_notes([message(note) for note in services.notes])
    if find:
        taken = find_back(services, desk, window, only_if_any=True)
        if taken is not None and taken.taken:
            desk.say_kept(f"已找回 {len(taken.taken)} 条记录")
            window.reload()
    offer_drafts(window, services)
