"""Half-typed forms of the last time: offered once at start, never thrown away unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.kernel.errors import KnownError
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
    listed = "\n".join(f"· {draft_words(draft, _whose(services, draft))}" for draft in drafts)
    text = f"上次有 {len(drafts)} 份未保存的填写，是否继续？\n\n{listed}\n\n不继续也会留着，下次打开时再问。"
    if not ask_yes(window, "未保存的填写", text, "继续填写", "以后再说"):
        return
    for draft in drafts:
        page = _PAGES.get(draft.key.partition(":")[0])
        if page is not None:
            window.open_page(page, f"draft:{draft.key}")


def draft_words(draft: Draft, whose: str = "") -> str:
    """Return what a draft is, as the list of drafts says it: which form, whose, since when."""
    kind = _WORDS.get(draft.key.partition(":")[0], "填写")
    name = f" {whose}" if whose else ""
    return f"{kind}{name}（{draft.saved_at.astimezone():%m-%d %H:%M} 自动保存）"


def _whose(services: Services, draft: Draft) -> str:
    """Return the enterprise that a draft is about: the one chosen, the one typed, or the one it mends."""
    kind, _, record = draft.key.partition(":")
    named = draft.body.get("enterprise_typed") or draft.body.get("name") or ""
    if named or kind not in _WORDS:
        return named
    uid = draft.body.get("enterprise") or ("" if record == "new" else record)
    try:
        if kind == "visit" and record != "new":
            return services.visits.get(record).enterprise_name
        return services.enterprises.get(uid).draft.name if uid else ""
    except KnownError:  # it was taken out of the ledger since
        return ""
