"""Words that printed sheets say whatever their form, and the marks that decide where a line of Chinese may break."""

from desktop.domain.codes import FilingKind
from desktop.domain.filing_code import spaced

STATEMENT = "培育工作台账，不代替企业联网直报，不得代填代报"  # data-safety.md 5.1: on every filing
TOTAL = "合计"
SUBTOTAL = "小计"
UNITS = "单位：{units}"
PERCENT = "%"
PREVIEW = "预览，不能报送"
UNKEPT = "预览：没有留存，没有核对码，不能报送"
SPECIMEN = "样张：表中是举例，不是台账里的数，不能报送。"
NOTHING = "本月无（零报告）"
NO_ROWS = "没有记录"
TO_CHECK = "待核对"
MISSING_GLYPH = "□"
PAGE_EDGE = "页眉页脚"  # where a mark stands that is in no cell

# GB/T 15834: these never begin a line, and those never end one
NOT_FIRST = frozenset("，。、；：？！）】》」』〉〕”’…—～·％‰℃,.;:?!)]}%")
NOT_LAST = frozenset("（【《「『〈〔“‘([{")

# Lines that only approved statistical forms carry; a ledger must not look like one (domain.md 5.10, 10)
STATISTICAL_MARKS = (
    "表号",
    "制定机关",
    "制表机关",
    "批准机关",
    "批准文号",
    "备案机关",
    "备案文号",
    "有效期至",
    "统计负责人",
)

RATE_TOTAL_NOTE = "“{header}”的合计按本期与同期都有数的 {count} 户计算。"
TO_CHECK_NOTE = "“{header}”有 {count} 处待核对（各单位报的不一致，县里还没有采用），没有计入合计。"
UNREPORTED_NOTE = "“{header}”有 {count} 户未报，合计为已报数之和。"
NAMES_JOINED = "、"
CODE = "核对码"
DRAFT = "草稿，不作报送用"
HAND_NOTE = "本表供现场手写，写好后按同样的顺序录入；没有的照空，不写 0。"
DAY_GAP = "　　　年　　月　　日"
NOT_KNOWN = "（未填）"  # heads the rows whose fact to group by is not known


def page_words(number: int | str, total: int | str) -> str:
    """Return the page line: 第1页 共3页."""
    return f"第{number}页 共{total}页"


def code_words(code: str) -> str:
    """Return what the foot of a filed paper says of its code: 核对码 7K3M-9QPT-V."""
    return f"{CODE} {spaced(code)}"


def round_words(number: int, kind: FilingKind, *, correction: int = 0, draft: bool = False) -> str:
    """Return what marks a round on paper: 第2次报送, 更正第1次, 草稿; a first ordinary round carries no mark."""
    words = [f"第{number}次报送"] if number > 1 else []
    if kind is FilingKind.CORRECTION:
        words.append(f"更正第{correction}次" if correction else "更正")
    if draft:
        words.append(DRAFT)
    return "　".join(words)
