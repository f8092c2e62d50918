"""Sentences about the month told in sentences (本月工作情况)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "report_part_empty": ("W460", "“{label}”这一部分是空的。没有内容就不写，需要的请补上。"),
}
