"""The codes of the issue ledger (问题台账); their Chinese words are in `desktop.wording.words_issue`."""

from enum import StrEnum


class IssueCategory(StrEnum):
    """What an enterprise asks for (诉求类别)."""

    FINANCE = "finance"
    LAND = "land"
    LABOUR = "labour"
    ENERGY = "energy"
    APPROVAL = "approval"
    TAX = "tax"
    ENVIRONMENT = "environment"
    ORDERS = "orders"
    ARREARS = "arrears"
    POLICY = "policy"
    TALENT = "talent"
    INFRASTRUCTURE = "infrastructure"
    LEGACY = "legacy"
    OTHER = "other"


class IssueLevel(StrEnum):
    """How weighty an issue is (重要程度)."""

    ORDINARY = "ordinary"
    MAJOR = "major"


class IssueState(StrEnum):
    """Where an issue stands; overdue is computed, never a state."""

    REGISTERED = "registered"
    TO_ASSIGN = "to_assign"
    ASSIGNED = "assigned"
    SIGNED_FOR = "signed_for"
    HANDLING = "handling"
    RESOLVED = "resolved"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    PARKED = "parked"


class IssueAction(StrEnum):
    """A deed that moves an issue on; each is a dated record of its own."""

    REGISTER = "register"
    PROPOSE = "propose"
    ASSIGN = "assign"
    SIGN_FOR = "sign_for"
    START = "start"
    NOTE = "note"
    EXTEND = "extend"
    RETURN = "return"
    ESCALATE = "escalate"
    RESOLVE = "resolve"
    FOLLOW_UP = "follow_up"
    REOPEN = "reopen"
    CLOSE = "close"
    PARK = "park"
    RESUME = "resume"
    RELAY = "relay"
    PASS_ON = "pass_on"


class Resolution(StrEnum):
    """How an issue ended (办结方式)."""

    SOLVED = "solved"
    PARTLY = "partly"
    EXPLAINED = "explained"
    NOT_ACCEPTED = "not_accepted"
    LONG_TERM = "long_term"


class Satisfaction(StrEnum):
    """What the enterprise said when asked again (满意度)."""

    SATISFIED = "satisfied"
    FAIRLY = "fairly"
    DISSATISFIED = "dissatisfied"


class Handling(StrEnum):
    """At which level an issue is handled (办理层级)."""

    OWN = "own"
    COUNTY = "county"
    CITY = "city"


class IssueGroup(StrEnum):
    """How lists and boards group the states; what is parked stands with what is being handled on a board of six."""

    REGISTER = "register"
    ASSIGN = "assign"
    HANDLING = "handling"
    RESOLVED = "resolved"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    PARKED = "parked"
