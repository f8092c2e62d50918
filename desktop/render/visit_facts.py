"""The facts that papers about visits may name: the log and the record, the blank form, the sheet before, the list."""

from desktop.render.fact_kinds import Kind

VISIT = (
    ("name", Kind.TEXT),
    ("credit_code", Kind.TEXT),
    ("township", Kind.TEXT),
    ("number", Kind.TEXT),
    ("nature", Kind.TEXT),
    ("campaign", Kind.TEXT),
    ("visited_on", Kind.DATE),
    ("day_part", Kind.TEXT),
    ("mode", Kind.TEXT),
    ("appointment", Kind.TEXT),
    ("purposes", Kind.TEXT),
    ("deliveries", Kind.TEXT),
    ("visitors", Kind.TEXT),
    ("leader", Kind.TEXT),
    ("received_by", Kind.TEXT),
    ("received_phone", Kind.PHONE),
    ("situation", Kind.TEXT),
    ("summary", Kind.TEXT),
    ("topics", Kind.TEXT),
    ("policies", Kind.TEXT),
    ("issues", Kind.TEXT),
    ("issue_count", Kind.COUNT),
    ("answer", Kind.TEXT),
    ("next_step", Kind.TEXT),
    ("next_on", Kind.DATE),
    ("opinion", Kind.TEXT),
    ("attachments", Kind.TEXT),
)

# days and numbers are written by hand there
VISIT_BLANK = tuple((name, Kind.TEXT) for name, _ in VISIT)

VISIT_PREPARE = (
    ("name", Kind.TEXT),
    ("credit_code", Kind.TEXT),
    ("township", Kind.TEXT),
    ("department", Kind.TEXT),
    ("operating_status", Kind.TEXT),
    ("products", Kind.TEXT),
    ("contact", Kind.TEXT),
    ("contact_phone", Kind.PHONE),
    ("officer", Kind.TEXT),
    ("last_visit", Kind.TEXT),
    ("promised", Kind.TEXT),
    ("issues", Kind.TEXT),
    ("figures", Kind.TEXT),
    ("missing", Kind.TEXT),
    ("topics", Kind.TEXT),
    ("told", Kind.TEXT),
    ("notes", Kind.TEXT),
)

OFFICER = (
    ("name", Kind.TEXT),
    ("township", Kind.TEXT),
    ("leader", Kind.TEXT),
    ("person", Kind.TEXT),
    ("unit", Kind.TEXT),
    ("since", Kind.DATE),
    ("until", Kind.DATE),
    ("rhythm", Kind.TEXT),
    ("last_on", Kind.DATE),
    ("due_on", Kind.DATE),
    ("basis", Kind.TEXT),
)
