"""Sentences for the county office's look at merged figures."""

MESSAGES: dict[str, tuple[str, str]] = {
    "county_figures": (
        "E270",
        "各单位所报和采用的数只在县里的台账里看。本单位的数请看“月度数据”页，或用 figure list。",
    ),
    "lead_not_a_unit": ("E271", "方案里没有这个单位（{unit}），字段归口没有改。请选方案里的乡镇、部门或开发区。"),
    "adopt_with_reason": (
        "E272",
        "{label}：单位已经报了这个数。县里不改单位的数，另记采用的数要写明理由（至少 5 个字）。",
    ),
    "county_paper": ("E273", "这张表由县里汇总各单位的数做，本单位做不了。本单位的数请用月报表。"),
}
