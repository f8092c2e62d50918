"""Sentences about yearly duties and the office's own calendar."""

MESSAGES: dict[str, tuple[str, str]] = {
    "no_such_duty": ("E682", "没有“{text}”这个年度事项。请看 year duties 列出的编号。"),
    "duty_done_already": ("E682", "{year} 年的这一项已于 {on} 记为完成。记错了的请先作废，再重记。"),
    "no_such_duty_step": ("E682", "没有找到这条完成记录（{uid}），或者它已经作废。"),
    "bad_calendar_year": ("E683", "“{year}”不是可用的年度。请填 2000 到 2100 之间的四位年度。"),
    "no_days_off": ("E683", "没有写放假日期。请照放假通知逐段填写。"),
    "bad_span": ("E683", "{label}“{text}”看不懂。请写成 2027-01-01..2027-01-03 元旦，每行一段；单日只写一个日期。"),
    "bad_day_line": ("E683", "{label}“{text}”看不懂。请写成 2027-02-06，每行一个日期。"),
    "span_outside": ("E683", "{text} 不在 {year} 年内，或者起止颠倒。请核对日期。"),
    "spans_meet": ("E683", "{text} 与另一段放假日期重叠。请核对日期。"),
    "works_and_rests": ("E683", "{text} 既写成放假又写成上班。请照通知核对。"),
    "works_anyway": ("W683", "{text} 本来就是工作日，不用写成调休上班。请照通知核对。"),
    "calendar_known": ("W683", "{year} 年的放假安排程序里已经有（{document}）。保存后改用这里填写的。"),
    "calendar_by_county": ("W683", "已记下。这一年县里发过工作日历，以县里的为准；县里的作废以后才用本单位的。"),
    "no_such_calendar": ("E683", "{year} 年没有自己填写的工作日历。"),
}
