"""Words about records that are set aside (暂时放在一边): what a letter did, and why each one waits."""

from collections.abc import Mapping

from desktop.domain.aside import Aside
from desktop.wording import shown
from desktop.wording.fields import field_label
from desktop.wording.labels import label

KIND = "放在一边"
UNKNOWN_FIRM = "（还没有发来的企业）"
NONE = "没有放在一边的记录。"
_WHY = {
    "unhung": "所属的还没有发来",
    "untold": "内容还没有发全",
    "taken": "位置已有别的记录，或以县里的为准",
}
_OTHER = "还不能列入"
_WAITS = "所属的{ledger}还没有发来，发来以后自动列入。"
_SENTENCES = {
    "unhung": "所属的记录还没有发来，发来以后自动列入。",
    "untold": "内容还没有发全，对方下一个包补上以后自动列入；一直没有补上的，请对方写一个全量包。",
    "taken": "它的位置已有别的记录（例如同一家企业只能有一条有效的），那一条结束或作废以后自动列入。",
    "overruled": "这家企业的培育库县里调过，以县里的为准；单位登记的留着，不用处理。",
}
_HIDDEN = frozenset({"by_unit", "person", "extra"})


def letter_words(aside: int, why: Mapping[str, int], back: int) -> list[str]:
    """Return what a letter set aside and brought back, in sentences; nothing where it did neither."""
    lines = []
    if back:
        lines.append(f"先前放在一边的 {back} 条记录这次列入台账。")
    if aside:
        parts = "，".join(f"{_WHY.get(because, _OTHER)} {count} 条" for because, count in sorted(why.items()))
        told = f"{aside} 条记录暂时放在一边（{parts}），内容都留着，能列入时自动列入"
        lines.append(f"{told}；全部列在“待核对—放在一边的记录”。")
    return lines


def more_words(count: int) -> str:
    """Return that *count* records are set aside; nothing for none."""
    return f"另有 {count} 条记录暂时放在一边" if count else ""


def because_words(aside: Aside) -> str:
    """Return why *aside* waits and what becomes of it."""
    if aside.because == "unhung" and aside.waits_for is not None:
        return _WAITS.format(ledger=label(aside.waits_for))
    return _SENTENCES.get(aside.because, _OTHER)


def said_lines(aside: Aside, names: Mapping[str, str]) -> list[str]:
    """Return what is known of *aside*, a line a field; *names* gives the names behind ids."""
    return [
        f"{field_label(field, aside.subject)}：{shown.history_value(aside.subject, field, value, names)}"
        for field, value in sorted(aside.said.items())
        if field not in _HIDDEN
    ]
