"""The words of the county's own workbooks: headings of their fields, and what one value of a mark is called."""

from collections.abc import Mapping

from desktop.domain.codes import Subject

SUBJECTS: Mapping[str, str] = {"workbook": "县里的表"}

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.WORKBOOK: {
        "name": "表名",
        "form": "取数的报表",
        "file_name": "文件名",
        "sha256": "核对码",
        "size": "大小",
        "note": "说明",
        "added_on": "登记日期",
        "reason": "原因",
    },
}

# what a mark without a dot may name: key → the names it goes by, the first is the one that lists show
SINGLES: Mapping[str, tuple[str, ...]] = {
    "unit": ("填报单位", "单位名称", "单位"),
    "month": ("所属期", "报告期"),
    "year": ("年度", "年"),
    "month_number": ("月份", "月"),
    "reported_on": ("填报日期", "报出日期"),
    "filler": ("填报人",),
    "phone": ("联系电话", "填报人电话"),
    "count": ("户数", "行数"),
}

KEPT: Mapping[str, str] = {"pictures": "图片", "charts": "图表", "comments": "批注"}
