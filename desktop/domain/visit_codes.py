"""The closed sets of codes of visits, of what hangs on them and of who answers for an enterprise (包联)."""

from enum import StrEnum


class DayPart(StrEnum):
    """When on its day a visit was made (时段)."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    WHOLE_DAY = "whole_day"
    EVENING = "evening"


class Appointment(StrEnum):
    """Whether the enterprise knew and agreed (预约、企业同意)."""

    AGREED = "agreed"
    INVITED = "invited"
    NOT_BOOKED = "not_booked"


class VisitNature(StrEnum):
    """What a visit is (性质): a service; inspections (执法检查) have no place in this ledger."""

    SERVICE = "service"


class RhythmUnit(StrEnum):
    """In what the required rhythm of visits (要求频次) is counted."""

    DAYS = "days"
    MONTHS = "months"


class RhythmWay(StrEnum):
    """Which visits keep the rhythm."""

    ANY = "any"
    ON_SITE = "on_site"
    CALL = "call"


class AttachmentKind(StrEnum):
    """What a kept file is, by its first bytes; the code is its suffix."""

    JPEG = "jpg"
    PNG = "png"
    PDF = "pdf"
