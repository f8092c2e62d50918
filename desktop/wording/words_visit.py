"""The words of visits beside the log itself: when, how agreed, campaigns, attachments, and who answers for whom."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.codes import Subject
from desktop.domain.visit_codes import Appointment, AttachmentKind, DayPart, RhythmUnit, RhythmWay, VisitNature

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    DayPart: {"morning": "上午", "afternoon": "下午", "whole_day": "全天", "evening": "晚间"},
    Appointment: {"agreed": "已预约，企业同意", "invited": "企业邀请", "not_booked": "未预约"},
    VisitNature: {"service": "走访服务（不是执法检查）"},
    RhythmUnit: {"days": "天", "months": "个月"},
    RhythmWay: {"any": "走访、电话都算", "on_site": "只算实地走访", "call": "只算电话、线上"},
    AttachmentKind: {"jpg": "照片", "png": "图片", "pdf": "PDF"},
}

SUBJECTS: Mapping[str, str] = {"campaign": "专项活动", "contact_officer": "包联", "attachment": "附件"}

# other ways offices write the same word
ALSO: Mapping[type[StrEnum], Mapping[str, str]] = {
    Appointment: {"已预约": "agreed", "企业同意": "agreed", "邀请": "invited"},
    RhythmUnit: {"日": "days", "月": "months"},
    RhythmWay: {"都算": "any", "实地": "on_site", "电话": "call"},
}

CODES: Mapping[tuple[Subject, str], type[StrEnum]] = {
    (Subject.VISIT, "day_part"): DayPart,
    (Subject.VISIT, "appointment"): Appointment,
    (Subject.VISIT, "nature"): VisitNature,
    (Subject.CONTACT_OFFICER, "rhythm"): RhythmUnit,
    (Subject.CONTACT_OFFICER, "way"): RhythmWay,
    (Subject.ATTACHMENT, "kind"): AttachmentKind,
}

VISIT_FIELDS: Mapping[str, str] = {
    "day_part": "时段",
    "nature": "性质",
    "appointment": "预约和企业同意",
    "campaign": "专项活动",
    "topics": "宣讲的政策主题",
    "trip": "同一趟走访",
    "attachments": "附件",
}

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.CAMPAIGN: {
        "name": "专项活动名称",
        "document": "依据文件",
        "since": "开始日期",
        "until": "结束日期",
        "note": "备注",
    },
    Subject.CONTACT_OFFICER: {
        "enterprise": "包联企业",
        "leader": "包联领导",
        "leader_post": "包联领导职务",
        "person": "包联责任人",
        "post": "责任人职务",
        "unit": "责任单位",
        "since": "包联开始日期",
        "until": "包联结束日期",
        "until_reason": "结束原因",
        "every": "要求频次",
        "rhythm": "频次单位",
        "way": "怎样算一次",
        "basis": "依据文件",
        "note": "备注",
        "last_on": "最近走访",
        "due_on": "按频次应走访",
    },
    Subject.ATTACHMENT: {
        "about": "所属记录",
        "record": "所属记录",
        "sha256": "核对码",
        "kind": "文件种类",
        "size": "大小（字节）",
        "name": "文件名",
        "note": "说明",
        "added_on": "加入日期",
        "file": "附件",
    },
}
