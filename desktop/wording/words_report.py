"""The words of the month told in sentences (本月工作情况): its parts and fields."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.codes import Subject
from desktop.domain.month_report import ReportPart

SUBJECTS: Mapping[str, str] = {"month_report": "本月工作情况"}
LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    ReportPart: {"indicators": "主要指标情况", "cultivation": "培育情况", "next_steps": "下一步打算"},
}
FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.MONTH_REPORT: {
        "month": "所属期",
        "indicators": "主要指标情况",
        "cultivation": "培育情况",
        "next_steps": "下一步打算",
        "person": "写的人",
    },
}
