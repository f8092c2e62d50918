"""The facts of the county's papers over merged data: every enterprise with what counts, and one line a unit."""

from desktop.render.enterprise_facts import ENTERPRISE_MONTH
from desktop.render.fact_kinds import Kind

COUNTY_LIST = (
    *(fact for fact in ENTERPRISE_MONTH if fact[0] not in {"officer", "reason"}),
    ("told_by", Kind.TEXT),
    ("adopted", Kind.TEXT),
    ("to_check", Kind.TEXT),
)

COUNTY_MONTH = (
    ("dimension", Kind.TEXT),
    ("name", Kind.TEXT),
    ("enterprises", Kind.COUNT),
    ("reported", Kind.COUNT),
    ("unreported", Kind.COUNT),
    ("waiting", Kind.COUNT),
    ("main_revenue_month", Kind.MONEY),
    ("main_revenue_ytd", Kind.MONEY),
    ("main_revenue_ytd_last", Kind.MONEY),
    ("compared", Kind.COUNT),
    ("compared_now", Kind.MONEY),
    ("compared_then", Kind.MONEY),
    ("vat_sales_ytd", Kind.MONEY),
    ("output_ytd", Kind.MONEY),
    ("electricity_ytd", Kind.KWH),
    ("tax_ytd", Kind.MONEY),
    ("profit_ytd", Kind.MONEY),
    ("staff", Kind.COUNT),
    ("source", Kind.TEXT),
    ("visits", Kind.COUNT),
    ("own_visits", Kind.COUNT),
    ("visited", Kind.COUNT),
    ("visits_year", Kind.COUNT),
    ("visited_year", Kind.COUNT),
    ("issues_received", Kind.COUNT),
    ("issues_resolved", Kind.COUNT),
    ("resolved_rate", Kind.TEXT),
    ("issues_closed", Kind.COUNT),
    ("issues_late", Kind.COUNT),
    ("followed_up", Kind.COUNT),
    ("satisfied", Kind.COUNT),
    ("satisfied_rate", Kind.TEXT),
)
