"""The facts of papers that list a ledger: applications, projects, targets, policies, lists, rewards, trainings."""

from desktop.render.enterprise_facts import ENTERPRISE
from desktop.render.fact_kinds import Kind

MATERIALS = (
    ("number", Kind.TEXT),
    ("label", Kind.TEXT),
    ("need", Kind.TEXT),
    ("wanted", Kind.TEXT),
    ("have", Kind.TEXT),
    ("pages", Kind.COUNT),
    ("points", Kind.TEXT),
    ("problem", Kind.TEXT),
    ("mend_by", Kind.DATE),
)

HANDED_IN = (
    ("period", Kind.TEXT),
    ("revenue_month", Kind.MONEY),
    ("revenue_ytd", Kind.MONEY),
    ("output_month", Kind.MONEY),
    ("output_ytd", Kind.MONEY),
    ("vat_month", Kind.MONEY),
    ("vat_ytd", Kind.MONEY),
    ("source", Kind.TEXT),
    ("obtained", Kind.TEXT),
    ("note", Kind.TEXT),
)

PROJECT = (
    ("name", Kind.TEXT),
    ("builder", Kind.TEXT),
    ("stage", Kind.TEXT),
    ("approval", Kind.TEXT),
    ("approved_on", Kind.DATE),
    ("nature", Kind.TEXT),
    ("total_investment", Kind.MONEY),
    ("year_plan", Kind.MONEY),
    ("month_done", Kind.MONEY),
    ("total_done", Kind.MONEY),
    ("goal", Kind.TEXT),
    ("tasks", Kind.TEXT),
    ("look", Kind.TEXT),
    ("issues", Kind.TEXT),
    ("needs", Kind.TEXT),
    ("responsible", Kind.TEXT),
    ("contact", Kind.TEXT),
    ("production_month", Kind.TEXT),
    ("stated_revenue", Kind.MONEY),
    ("route", Kind.TEXT),
    ("enterprise", Kind.TEXT),
)

TARGET = (
    ("dimension", Kind.TEXT),
    ("name", Kind.TEXT),
    ("net_target", Kind.COUNT),
    ("additions_target", Kind.COUNT),
    ("dispatch", Kind.COUNT),
    ("additions", Kind.COUNT),
    ("additions_monthly", Kind.COUNT),
    ("additions_annual", Kind.COUNT),
    ("exits", Kind.COUNT),
    ("net", Kind.COUNT),
    ("quarter_additions", Kind.COUNT),
    ("quarter_exits", Kind.COUNT),
    ("quarter_net", Kind.COUNT),
    ("percent", Kind.TEXT),
    ("elapsed", Kind.TEXT),
    ("cap", Kind.COUNT),
    ("cap_state", Kind.TEXT),
    ("candidates", Kind.COUNT),
    ("ratio", Kind.TEXT),
)

POLICY = (
    ("title", Kind.TEXT),
    ("document", Kind.TEXT),
    ("clause", Kind.TEXT),
    ("level", Kind.TEXT),
    ("topic", Kind.TEXT),
    ("issuer", Kind.TEXT),
    ("condition", Kind.TEXT),
    ("amount", Kind.TEXT),
    ("validity", Kind.TEXT),
    ("text", Kind.TEXT),
    ("note", Kind.TEXT),
)

ROSTER = (
    *ENTERPRISE,
    ("industry", Kind.TEXT),
    ("since", Kind.DATE),
    ("reason", Kind.TEXT),
    ("basis", Kind.TEXT),
    ("matter", Kind.TEXT),
)

REWARD = (
    *ENTERPRISE,
    ("number", Kind.TEXT),
    ("admitted_month", Kind.TEXT),
    ("label", Kind.TEXT),
    ("clause", Kind.TEXT),
    ("year", Kind.TEXT),
    ("state", Kind.TEXT),
    ("state_on", Kind.DATE),
    ("approved", Kind.MONEY),
    ("paid", Kind.MONEY),
    ("note", Kind.TEXT),
)

CORRECTION = (
    ("name", Kind.TEXT),
    ("item", Kind.TEXT),
    ("before", Kind.TEXT),
    ("after", Kind.TEXT),
)

TRAINING = (
    ("held_on", Kind.DATE),
    ("title", Kind.TEXT),
    ("kind", Kind.TEXT),
    ("topics", Kind.TEXT),
    ("organiser", Kind.TEXT),
    ("audiences", Kind.TEXT),
    ("people", Kind.COUNT),
    ("attended_count", Kind.COUNT),
    ("attended", Kind.TEXT),
    ("materials", Kind.TEXT),
)
