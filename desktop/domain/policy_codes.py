"""The codes of policies, rewards, claims, trainings and meetings."""

from enum import StrEnum


class PolicyLevel(StrEnum):
    """Whose policy it is."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


class PolicyTopic(StrEnum):
    """What a clause is about (000 三(四) names the first five)."""

    FISCAL = "fiscal"
    TAX = "tax"
    FACTORS = "factors"
    ENVIRONMENT = "environment"
    COORDINATION = "coordination"
    FINANCE = "finance"
    TALENT = "talent"
    ARREARS = "arrears"
    PROCEDURE = "procedure"
    STATISTICS = "statistics"
    TRAINING = "training"


class Verdict(StrEnum):
    """What can be said of a reward: it may apply, something is missing, or a condition is not met."""

    MAYBE = "maybe"
    MISSING = "missing"
    NOT_MET = "not_met"


class CountingStart(StrEnum):
    """From where 连续N年 is counted; plans leave it open, so it is a setting."""

    ADMISSION_YEAR = "admission_year"
    YEAR_AFTER = "year_after"
    ADMISSION_MONTH = "admission_month"


class ClaimState(StrEnum):
    """Where a claim stands; every state is a dated record."""

    PREPARING = "preparing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    APPROVED = "approved"
    PAID = "paid"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class TrainingKind(StrEnum):
    """What sort of occasion it was."""

    OWN = "own"
    SUPERIOR = "superior"
    BRIEFING = "briefing"
    ACTIVITY = "activity"


class TrainingTopic(StrEnum):
    """What was taught (001 三(六), 002 五(十六), 003 七, 004 四(四)(五), 000 三(五))."""

    SUPPORT = "support"
    PROCEDURE = "procedure"
    TAX = "tax"
    TAX_RISK = "tax_risk"
    STATISTICS = "statistics"
    ACCOUNTING = "accounting"
    MANAGEMENT = "management"
    FINANCING = "financing"
    DIGITAL = "digital"
    MARKET = "market"
    INNOVATION = "innovation"


class Audience(StrEnum):
    """Who was taught."""

    OFFICERS = "officers"
    LEADERS = "leaders"
    ACCOUNTANTS = "accountants"
    TAX_STAFF = "tax_staff"
    STATISTICIANS = "statisticians"
    TEAM = "team"


class MeetingKind(StrEnum):
    """What sort of meeting or paper it was (联席会议、调度、通报、督导、约谈、宣传)."""

    JOINT = "joint"
    DISPATCH = "dispatch"
    BULLETIN = "bulletin"
    SUPERVISION = "supervision"
    TALK = "talk"
    PUBLICITY = "publicity"


class ActionState(StrEnum):
    """Where a decision of a meeting stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class RosterNeed(StrEnum):
    """Who may stand on a list that goes out."""

    KEY = "key"
    ADMITTED_FIRST = "admitted_first"
