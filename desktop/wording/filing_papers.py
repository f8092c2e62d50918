"""Words of the paper that says what a 更正 changed."""

from desktop.domain.filing import FilingRound
from desktop.domain.filing_code import spaced

BLANK = "（空）"
NO_ROW = "不在表上"
A_ROW = "在表上"
WHOLE_ROW = "整行"
OTHER = "（表上不单列的一项）"
ITEM_JOINED = " "
CORRECTION_NAME = "更正说明"
FOR_ENTERPRISE = "供企业核对，不作报送"
ALL_IN_ONE = "分户"


def correction_notes(before: FilingRound, number: int, correction: int, reason: str) -> tuple[str, ...]:
    """Return the lines of a 更正说明 that say why, and which round is mended by which."""
    return (
        f"更正原因：{reason}",
        f"原报为第{before.round}次（核对码 {spaced(before.code)}），本次为第{number}次、更正第{correction}次。",
    )
