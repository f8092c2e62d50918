"""Half-typed forms of the last time: offered once at start, never thrown away unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.dialogs.reason_dialog import ask_yes

if TYPE_CHECKING:
    from desktop.domain.draft import Draft
    from desktop.ui.main_window import MainWindow
    from desktop.wiring import Services

_PAGES = {"visit": "visits", "enterprise": "enterprises"}
_WORDS = {"visit": "走访记录", "enterprise": "企业信息"}


def offer_drafts(window: MainWindow, services: Services) -> None:
    """Ask whether to go on with what was left half-typed, one form after the other."""
    drafts = services.drafts.all()
    if not drafts:
        return
    listed = "\n".join(f"· {draft_words(draft)}" for draft in drafts)
    text = f"上次有 {len(drafts)} 份未保存的填写，是否继续？\n\n{listed}\n\n不继续也会留着，下次打开时再问。"
    if not ask_yes(window, "未保存的填写", text, "继续填写", "以后再说"):
        return
    for draft in drafts:
        page = _PAGES.get(draft.key.partition(":")[0])
        if page is not None:
            window.open_page(page, f"draft:{draft.key}")


def draft_words(draft: Draft) -> str:
    """Return what a draft is, as the list of drafts says it."""
    kind = _WORDS.get(draft.key.partition(":")[0], "填写")
    return f"{kind}（{draft.saved_at.astimezone():%m-%d %H:%M} 自动保存）"
