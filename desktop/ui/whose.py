"""Says around every page whose ledger it is, who is sitting here, and how long the last filing waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.overview import TodoItem, TodoKind
from desktop.ui.frame import BottomBar, TopBar
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


def show_whose(services: Services, top: TopBar, bottom: BottomBar) -> bool:
    """Show it in *top* and *bottom*; return whether the ledger is invented (演示)."""
    workspace = services.settings.workspace()
    top.whose.setText(f"{workspace.unit_name} · {workspace.year}年")
    top.demo.setVisible(workspace.demo)
    bottom.who.setText(f"填报人：{services.settings.current().name}")
    bottom.post.setText("　".join(map(waiting_words, services.letters.outgoing.todo())))
    return workspace.demo


def waiting_words(item: TodoItem) -> str:
    """Return how the last letter stands; *item*'s owner is its month."""
    month = shown.month_text(item.owner) if item.owner else ""
    if item.kind is TodoKind.LETTER_RETURNED:
        return f"{month}报送被退回"
    return f"已报送{f' {month}' if month else ''} · 等待回执 {item.count} 天"
