"""Sentences about recognitions, research and taxes before and after admission."""

MESSAGES: dict[str, tuple[str, str]] = {
    "unknown_recognition": ("E680", "没有“{text}”这种资质。请从列出的里面选，或先看 enterprise recognitions --kinds。"),
    "recognised_already": (
        "E680",
        "{label}已登记过（{on} 起），有效期与这次重叠。请先终止，或作废登记错的。",
    ),
    "ends_before_it_begins": ("E680", "{label}早于认定日期 {on}。请核对日期。"),
    "one_year_only": ("E680", "{label}按年登记，起止要在同一年。跨年的请逐年登记。"),
    "no_such_recognition": ("E680", "没有找到这条资质（{uid}），或者它已经作废。"),
    "bad_tax_year": ("E681", "{label}“{year}”不是可用的年度。请填 2000 年到今年。"),
    "tax_years_turned": ("E681", "入规后年度要晚于入规前年度。请核对两个年度。"),
    "no_such_tax_pair": ("E681", "没有找到这条税负记录（{uid}），或者它已经作废。"),
    "tax_not_admitted": ("W681", "这家企业还没有登记入库月份，无法核对前后两个年度。请先核对是否已入库。"),
    "tax_years_beside": ("W681", "入库在 {year} 年，两个年度没有分在入库的前后。请核对年度。"),
}
