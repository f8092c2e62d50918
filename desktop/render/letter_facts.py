"""The facts of papers that go with letters between offices: registration, what is handed out, receipt, what leaves."""

from desktop.render.fact_kinds import Kind

REGISTRATION = (
    ("unit", Kind.TEXT),
    ("unit_id", Kind.TEXT),
    ("kind", Kind.TEXT),
    ("person", Kind.TEXT),
    ("post", Kind.TEXT),
    ("phone", Kind.TEXT),
    ("package", Kind.TEXT),
    ("fingerprint", Kind.TEXT),
    ("seal", Kind.TEXT),
    ("compared_by", Kind.TEXT),
    ("compared_on", Kind.TEXT),
)

HANDED_OUT = (
    ("name", Kind.TEXT),
    ("credit_code", Kind.TEXT),
    ("township", Kind.TEXT),
    ("department", Kind.TEXT),
    ("dimension", Kind.TEXT),
    ("since", Kind.DATE),
    ("until", Kind.DATE),
    ("state", Kind.TEXT),
)

RECEIPT = (
    ("letter", Kind.TEXT),
    ("made_on", Kind.DATE),
    ("period", Kind.TEXT),
    ("form", Kind.TEXT),
    ("round", Kind.TEXT),
    ("decision", Kind.TEXT),
    ("comment", Kind.TEXT),
    ("due_on", Kind.DATE),
)

LEAVING = (
    ("ledger", Kind.TEXT),
    ("told", Kind.COUNT),
    ("withheld", Kind.COUNT),
)

BULLETIN = (
    ("dimension", Kind.TEXT),
    ("name", Kind.TEXT),
    ("net_target", Kind.COUNT),
    ("additions", Kind.COUNT),
    ("exits", Kind.COUNT),
    ("net", Kind.COUNT),
    ("percent", Kind.TEXT),
    ("due", Kind.COUNT),
    ("on_time", Kind.COUNT),
    ("late", Kind.COUNT),
    ("missing", Kind.COUNT),
    ("timely", Kind.TEXT),
)

REHEARSAL = (
    ("sender", Kind.TEXT),
    ("letter", Kind.TEXT),
    ("period", Kind.TEXT),
    ("added", Kind.COUNT),
    ("changed", Kind.COUNT),
    ("to_check", Kind.COUNT),
    ("rounds", Kind.COUNT),
    ("outcome", Kind.TEXT),
    ("file", Kind.TEXT),
)

HANDOVER = (
    ("kind", Kind.TEXT),
    ("content", Kind.TEXT),
    ("party", Kind.TEXT),
    ("due_on", Kind.DATE),
    ("state", Kind.TEXT),
)
