"""Sentences about the month told in sentences (本月工作情况)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "report_part_empty": ("W460", "“{label}”这一部分是空的。没有内容就不写，需要的请补上。"),
    "report_same": ("E461", "{month}的工作情况没有改动，没有保存。"),
    "report_not_kept": ("E462", "{month}的工作情况还没有保存过，现在看到的就是按台账写的草稿。"),
}
