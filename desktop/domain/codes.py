"""The closed sets of codes that rows, presets and packages use; their Chinese words are in `desktop.wording.labels`."""

from enum import StrEnum


class UnitKind(StrEnum):
    """What kind of office a unit is."""

    TOWNSHIP = "township"
    DEPARTMENT = "department"
    ZONE = "zone"
    COUNTY = "county"


class Dimension(StrEnum):
    """The two ways one target is split (属地, 行业主管); sums never cross them."""

    TERRITORY = "territory"
    SECTOR = "sector"


class Tier(StrEnum):
    """The level of the cultivation list (基础库, 重点库)."""

    BASE = "base"
    KEY = "key"


class LibraryStatus(StrEnum):
    """Whether the national directory holds the enterprise (在库状态), as told by the bureau."""

    BELOW = "below"
    ADMITTED = "admitted"
    EXITED = "exited"


class Standing(StrEnum):
    """Where plain arithmetic on a revenue figure puts an enterprise."""

    UNKNOWN = "unknown"
    BELOW = "below"
    NEAR = "near"
    REACHED = "reached"
    ADMITTED = "admitted"


class TargetMeasure(StrEnum):
    """What a target counts."""

    NET_INCREASE = "net_increase"
    ADDITIONS = "additions"
    STOCK = "stock"
    EXIT_CAP = "exit_cap"


class TargetKind(StrEnum):
    """Whether a target is the official one or a dispatch figure (调度)."""

    OFFICIAL = "official"
    DISPATCH = "dispatch"


class EnterpriseKind(StrEnum):
    """The legal shape of an enterprise (单位类型)."""

    LEGAL = "legal"
    QUASI_LEGAL = "quasi_legal"
    HOUSEHOLD = "household"
    BRANCH = "branch"


class OperatingStatus(StrEnum):
    """Whether the enterprise works (经营状态)."""

    NORMAL = "normal"
    HALF_STOPPED = "half_stopped"
    STOPPED = "stopped"
    PREPARING = "preparing"
    CLOSED = "closed"
    DEREGISTERED = "deregistered"
    LOST = "lost"


class Source(StrEnum):
    """Which table or word a figure comes from (数据口径)."""

    ENTERPRISE = "enterprise"
    INCOME_STATEMENT = "income_statement"
    TAX_RETURN = "tax_return"
    STATISTICS = "statistics"
    DEPARTMENT = "department"  # as another bureau has it: the meter readings of the power company
    ESTIMATE = "estimate"


class Obtained(StrEnum):
    """How a figure was obtained (取得方式)."""

    PAPER = "paper"
    TAX_QUERY = "tax_query"
    POWER_BILL = "power_bill"
    ORAL = "oral"
    ON_SITE = "on_site"
    FILE = "file"


class Measure(StrEnum):
    """What a figure measures; the names are those of the command line."""

    MAIN_REVENUE_MONTH = "main_revenue_month"
    MAIN_REVENUE_YTD = "main_revenue_ytd"
    MAIN_REVENUE_YTD_LAST = "main_revenue_ytd_last"
    VAT_SALES_YTD = "vat_sales_ytd"
    OUTPUT_YTD = "output_ytd"
    ELECTRICITY_YTD = "electricity_ytd"
    TAX_YTD = "tax_ytd"
    PROFIT_YTD = "profit_ytd"
    STAFF = "staff"
    MAIN_REVENUE_YEAR = "main_revenue_year"  # of a whole year; its period is the year


class VisitMode(StrEnum):
    """How a visit was made (走访方式)."""

    ON_SITE = "on_site"
    PHONE = "phone"
    MEETING = "meeting"
    ONLINE = "online"


class VisitPurpose(StrEnum):
    """Why a visit was made (事由)."""

    POLICY = "policy"
    TRAINING = "training"
    MONITORING = "monitoring"
    FOLLOW_UP = "follow_up"
    PROJECT = "project"
    VERIFICATION = "verification"


class Delivery(StrEnum):
    """What a visit brings to the enterprise (五送)."""

    POLICY = "policy"
    RESOURCES = "resources"
    EFFICIENCY = "efficiency"
    ENVIRONMENT = "environment"
    MARKET = "market"


class FilingState(StrEnum):
    """Where a filing round stands."""

    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class FilingKind(StrEnum):
    """What a round is: an ordinary one, an explicit nothing-to-tell (零报告) or a correction (更正)."""

    NORMAL = "normal"
    NOTHING = "nothing"
    CORRECTION = "correction"


class ChangeKind(StrEnum):
    """Why a Change was made."""

    EDIT = "edit"
    CORRECTION = "correction"
    ADOPT = "adopt"
    RESOLVE = "resolve"
    VOID = "void"
    UNDO = "undo"
    RESTORE_MARKER = "restore-marker"


class Subject(StrEnum):
    """Which ledger a Change or a draft belongs to."""

    ENTERPRISE = "enterprise"
    ASSIGNMENT = "assignment"
    TIER = "tier"
    FIGURE = "figure"
    VISIT = "visit"
    ISSUE = "issue"
    ISSUE_STEP = "issue_step"
    ISSUE_CLOCK = "issue_clock"
    TARGET = "target"
    FILING = "filing"
    FORM = "form"
    FORM_RETIREMENT = "form_retirement"
    FILING_STEP = "filing_step"
    FILING_ANSWER = "filing_answer"
    FILING_DATE = "filing_date"
    PERMIT = "permit"
    RECHECK = "recheck"
    RECHECK_ANSWER = "recheck_answer"
    PERSON = "person"
    WORKSPACE = "workspace"
    ADMISSION_WINDOW = "admission_window"
    APPLICATION = "application"
    APPLICATION_STEP = "application_step"
    APPLICATION_MATERIAL = "application_material"
    APPLICATION_SNAPSHOT = "application_snapshot"
    PROJECT = "project"
    PROJECT_STEP = "project_step"
    PROJECT_PLAN = "project_plan"
    PROJECT_MONTH = "project_month"
    PROJECT_TASK = "project_task"
    PROJECT_ISSUE = "project_issue"
    ASSESSMENT = "assessment"
    RISK_STAY = "risk_stay"
    RISK_STEP = "risk_step"
    REVENUE_ESTIMATE = "revenue_estimate"
    LIBRARY_EXIT = "library_exit"
    RETENTION_PLAN = "retention_plan"
    RETENTION_MEASURE = "retention_measure"
    RETENTION_STEP = "retention_step"
    CULTIVATION_YEAR = "cultivation_year"
    YEAR_ROLL = "year_roll"
    COVERAGE_STEP = "coverage_step"
    ENTERPRISE_LINK = "enterprise_link"
    RECOGNITION = "recognition"
    TAX_PAIR = "tax_pair"
    DUTY_STEP = "duty_step"
    CALENDAR_YEAR = "calendar_year"
    MONTH_REPORT = "month_report"
    CAMPAIGN = "campaign"
    CONTACT_OFFICER = "contact_officer"
    ATTACHMENT = "attachment"
    POLICY_ENTRY = "policy_entry"
    REWARD_ANSWER = "reward_answer"
    REWARD_COUNTING = "reward_counting"
    REWARD_CLAIM = "reward_claim"
    CLAIM_STEP = "claim_step"
    ROSTER_STAY = "roster_stay"
    TRAINING = "training"
    TRAINING_SEAT = "training_seat"
    MEETING = "meeting"
    MEETING_ACTION = "meeting_action"
    ACTION_STEP = "action_step"
    WORKBOOK = "workbook"
