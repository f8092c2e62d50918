"""The words of yearly duties and of the office's own calendar, and the headings of their fields."""

from collections.abc import Mapping

from desktop.domain.codes import Subject

SUBJECTS: Mapping[str, str] = {"duty_step": "年度事项", "calendar_year": "工作日历"}

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.DUTY_STEP: {
        "duty": "事项",
        "year": "年度",
        "done_on": "完成日期",
        "on": "完成日期",
        "note": "完成情况",
        "reason": "原因",
    },
    Subject.CALENDAR_YEAR: {
        "year": "年度",
        "off": "放假日期",
        "working": "调休上班日",
        "basis": "依据",
        "reason": "原因",
    },
}
