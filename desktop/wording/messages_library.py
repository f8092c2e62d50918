"""Sentences about the libraries, the years, coverage and links."""

MESSAGES: dict[str, tuple[str, str]] = {
    # the years
    "expected_far": ("W670", "预计升规时间不在 {year} 年或下一年。请核对年份。"),
    "not_of_plan": ("W671", "{label}“{text}”不是本方案里的。请核对；确实如此的可以保留。"),
    "year_closed": ("E672", "{year} 年已经结转，只能查看。确需更正的，请写明原因。"),
    "year_rolled": ("E673", "{year} 年已经结转过，不能再结转一次。请在设置里核对年度。"),
    "year_not_begun": (
        "E673",
        "{year} 年还没有开始，不能从它结转。台账已经在 {year} 年度；多结转了一次的，用“撤销”退回。",
    ),
    "year_not_over": (
        "W673",
        "{year} 年还没有过完。现在结转，之后补填 {year} 年的数仍然可以，但培育记录只能写明原因更正。",
    ),
    "december_early": ("E673", "{year} 年还没有过完，12 月累计还不能当全年收入。"),
    "leaving_needs_reason": ("E674", "“{name}”不转入下一年，请写明原因。"),
    "keeper_differs": ("W672", "包联清单里登记的{label}是“{text}”，与这里不同。请核对，改其中一处。"),
    # setting many at once
    "bulk_void": ("E675", "这家企业没有找到，或者已经作废。"),
    "admitted_stays_out": ("E675", "这家企业已入库，不用再调入培育库。"),
    "nothing_picked": ("E676", "没有选企业，或者没有要改的内容。"),
    # links
    "link_to_itself": ("E677", "不能关联到自己。请另选企业。"),
    "link_backwards": ("E677", "“{name}”已经记为由这家企业转来的，不能反过来再记一次。"),
    "link_twice": ("E677", "这条关联已经有了（{name}）。"),
    "link_only_one": ("E677", "这种关联只能有一条。记错了的请先作废，再重记。"),
    "link_same_code": ("W678", "两边的统一社会信用代码相同。个转企以后应是新代码，请对照营业执照核对。"),
    "code_starts_otherwise": ("W678", "代码 {text} 不是以 {start} 开头。请对照营业执照核对是不是这一家。"),
    "no_such_link": ("E679", "没有找到这条关联（{uid}）。"),
}
