"""Sentences about the days of the issue ledger."""

MESSAGES: dict[str, tuple[str, str]] = {
    "no_such_clock": ("E620", "没有“{text}”这个时限办法。请用 issue clocks 看有哪些；要加新的，见手册第 6 章。"),
    "no_time_named": ("E621", "现行的时限办法没有规定这类问题几天办完。请填写{label}。"),
    "extension_not_later": ("E622", "{label}不晚于现在的时限 {due}。延期要写更晚的日期。"),
    "no_recipient": ("E623", "“{text}”不是这个问题的主办、分办或协办单位。交办单只发给这些单位：{units}。"),
    "not_assigned_yet": ("E624", "这个问题还没有交办，没有交办单。请先记“交办”。"),
    "issue_of_another": (
        "E625",
        "这个问题是{unit}登记的，本单位不能改、不能作废。有出入的，请记一步办理情况告诉对方。",
    ),
    "done_on_the_original": (
        "E626",
        "这是转办件：提请、交办、提级、回访、销号由转办的单位在原来的问题上办。请记办理情况或办结，答复随包回去。",
    ),
    "county_relays": ("E627", "转办由县里办：本单位的问题请记“提级办理”，随上报包到县里。"),
    "relay_of_relay": ("E628", "这已经是转办件，不能再转。请退回改派，由县里另转一家。"),
    "relay_to_unknown": ("E629", "没有“{text}”这个单位，或者就是本单位。请写方案里的单位名称。"),
    "relayed_already": ("E629", "已经转给这个单位、还没有办结。要另转一家的，先请它退回改派，或作废转办件。"),
    "not_relayed": ("E628", "这个问题还没有转办过，没有答复可转告。请先转办，或直接记办结。"),
    "clock_by_county": ("W625", "已记下。县里定了时限办法，以县里定的为准；县里没有定的日子用本单位的。"),
    "deadline_differs": ("W621", "按现行时限办法应为 {counted}，填的不一样。文件另有规定的，可以照填。"),
    "deadline_moved": ("W621", "这个问题原来的时限是 {counted}，改派不重新计时。确需推迟的，请批准延期。"),
    "extension_late": ("W622", "延期一般在到期（{due}）前至少 {days} 个工作日提出。已经批准的可以照记。"),
    "objection_late": ("W623", "对交办有异议的，一般在交办（{since}）后 {days} 个工作日内退回。属实的可以照记。"),
    "deadline_passed": ("W624", "原来的时限 {due} 已过。请另定时限；不填的，仍按原时限算逾期。"),
}
