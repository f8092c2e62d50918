"""Words of copies: why one was made, what may be found back, what a check of one found."""

from collections.abc import Mapping

from desktop.domain.copies import CopyReason, CopyRow
from desktop.domain.find_back import Fate
from desktop.wording.shown import moment

REASONS: Mapping[str, str] = {
    CopyReason.START: "打开程序",
    CopyReason.INTERVAL: "每半小时",
    CopyReason.CLOSE: "关闭程序",
    CopyReason.MANUAL: "手工备份",
    CopyReason.IMPORT: "导入之前",
    CopyReason.FILING: "报送之前",
    CopyReason.BULK: "批量改动之前",
    CopyReason.MIGRATION: "升级之前",
    CopyReason.RESTORE: "找回之前",
    CopyReason.DAMAGED: "发现损坏",
}
FATES: Mapping[Fate, str] = {
    Fate.TAKE: "可以找回",
    Fate.CHANGED_SINCE: "恢复后又改过，请对照着手工改",
    Fate.MADE_AGAIN: "要重新生成",
}
REASON_FOUND = "从隔离的数据找回"
LOST: Mapping[str, str] = {
    "unread": "读不出来",
    "hash": "核对码不符",
    "value": "内容与核对码不符",
}


def reason_word(reason: str) -> str:
    """Return why a copy was made; a word this program does not know is shown as such."""
    return REASONS.get(reason, f"未识别（{reason}）")


def copy_words(row: CopyRow) -> tuple[str, str, str, str, str, str]:
    """Return a copy as its line says it: 时间, 原因, 户数, 走访数, 最后修改, 校验."""
    if row.label is None:
        return "", "读不出来", "", "", "", "× 不能用"
    facts = row.label.facts
    return (
        moment(row.label.at),
        reason_word(row.label.reason),
        f"{facts.enterprises:,}",
        f"{facts.visits:,}",
        facts.last_change[:16].replace("T", " "),
        "✓ 已校验" if row.verified else f"！有 {len(facts.findings)} 处不一致",
    )
