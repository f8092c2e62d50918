"""Sentences about the days of the issue ledger."""

MESSAGES: dict[str, tuple[str, str]] = {
    "no_such_clock": ("E620", "没有“{text}”这个时限办法。请用 issue clocks 看有哪些；要加新的，见手册第 6 章。"),
    "no_time_named": ("E621", "现行的时限办法没有规定这类问题几天办完。请填写{label}。"),
    "extension_not_later": ("E622", "{label}不晚于现在的时限 {due}。延期要写更晚的日期。"),
    "no_recipient": ("E623", "“{text}”不是这个问题的主办、分办或协办单位。交办单只发给这些单位：{units}。"),
    "not_assigned_yet": ("E624", "这个问题还没有交办，没有交办单。请先记“交办”。"),
    "deadline_differs": ("W621", "按现行时限办法应为 {counted}，填的不一样。文件另有规定的，可以照填。"),
    "deadline_moved": ("W621", "这个问题原来的时限是 {counted}，改派不重新计时。确需推迟的，请批准延期。"),
    "extension_late": ("W622", "延期一般在到期（{due}）前至少 {days} 个工作日提出。已经批准的可以照记。"),
    "objection_late": ("W623", "对交办有异议的，一般在交办（{since}）后 {days} 个工作日内退回。属实的可以照记。"),
    "deadline_passed": ("W624", "原来的时限 {due} 已过。请另定时限；不填的，仍按原时限算逾期。"),
}
