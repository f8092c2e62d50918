"""The journal: every tracked field, parents, one head a cell, and a clock that only goes forward."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import SQLModel

from db import models
from db.chain import broken_links
from db.journal import start_site, tick
from db.models.base import Bytes, Count, DayText, Fen, Flag, JsonText, StampText, Table
from db.models.enterprise import Enterprise
from db.projection import tracked
from db.queries.projection import differing
from db.triggers import TRIGGERS
from desktop.domain.change import canonical
from desktop.kernel.errors import KnownError
from tests.db.making import CLERK, UNIT, World, add, enterprise, fresh, later
from tests.examples import fewer

MODELS = sorted(Table.__subclasses__(), key=lambda model: model.__name__)
STAMP = datetime(2026, 10, 31, 4, tzinfo=UTC)
# which fields the journal leaves out, and why
LEFT_OUT = {
    "Application": {"state"},  # what its steps say
    "ApplicationSnapshot": {"content"},  # frozen by triggers; the digest is followed
    "Enterprise": {"search", "name_key", "sort_name", "township", "department", "tier"},  # derived
    "Filing": {"facts", "sheet", "made_at"},  # frozen by triggers; the digest is followed
    "FormText": {"added_at"},  # the save tells when
    "Issue": {"state", "handler", "due_on"},  # what its steps say
    "MeetingAction": {"state"},  # what its steps say
    "Project": {"stage", "search"},  # what its steps say, and derived
    "RetentionMeasure": {"state", "due_on"},  # what its steps say
    "RetentionPlan": {"outcome", "ended_on"},  # what its last step says
    "RewardClaim": {"state"},  # what its steps say
    "RiskStay": {"grade", "help_class", "reason_out", "until"},  # what its last word says
    "Workspace": {"current_person"},  # who is sitting here is no business
}


def rows(database, sql, **values):
    return database.read(lambda connection: connection.execute(text(sql), values).all())


def sample(column):
    """Return a value for *column* that says something, of the kind the column holds."""
    kinds = {Bytes: b"x", Count: 7, DayText: date(2026, 5, 6), Fen: 123, Flag: True, StampText: STAMP}
    if isinstance(column.type, JsonText):
        return {"甲": "1"} if column.name in {"extra", "sheet"} else ["a"]
    if column.foreign_keys:
        return next(iter(column.foreign_keys)).column.table.name
    if column.name == "dimension":
        return "sector"
    return kinds.get(type(column.type), f"x-{column.name}")


HELD = {  # a trigger keeps it as it was, or the table wants the one or the other
    *(("filing", field) for field in ("reason", "permit", "knew")),
    *(("issue", field) for field in ("enterprise", "relayed_from")),
}
EITHER = {"Issue": {"relayed_from"}}  # an issue is of an enterprise of this ledger or handed on by the county, not both


def full(model):
    """Return a record of *model* with every field filled that can be, its uid the table's name."""
    table = model.__table__
    empty = EITHER.get(model.__name__, set())
    values = {column.name: sample(column) for column in table.columns if column.name not in empty}
    return model(**(values | {"uid": table.name}))


def fill(database):
    """Keep one full record of every model, those others point at first."""
    names = {model.__table__.name: model for model in MODELS}
    ranked = [table.name for table in SQLModel.metadata.sorted_tables if table.name in names]
    add(database, *(full(names[name]) for name in ranked))
    return names


def test_all_records_are_known_here():
    plain = {
        "db.models.export",
        "db.models.figure",
        "db.models.intake",
        "db.models.journal",
        "db.models.letter",
    }  # of their own kind
    assert {model.__module__ for model in MODELS} == {f"db.models.{name}" for name in models.__all__} - plain
    assert {model.__name__: model.untracked for model in MODELS if model.untracked} == LEFT_OUT


def test_subjects_are_different():
    assert len({model.subject for model in MODELS}) == len(MODELS)


def test_every_field_is_followed_or_left_out_on_purpose(database):
    for name, model in fill(database).items():
        followed = {row.field for row in rows(database, "SELECT field FROM change WHERE entity = :uid", uid=name)}
        expected = {column.name for column in model.__table__.columns} - {"uid"} - model.untracked
        assert followed | EITHER.get(model.__name__, set()) == expected, name


def test_every_field_changed_is_followed(database):
    names = fill(database)
    frozen = {trigger.removesuffix("_no_update") for trigger in TRIGGERS if trigger.endswith("_no_update")}
    emptied = ((name, column.name) for name, model in names.items() for column in model.__table__.c if column.nullable)
    for name, field in emptied:
        if name in frozen or (name, field) in HELD:
            continue
        with database.work("test", CLERK) as work:
            assert work.change(names[name], name, {field: None}) == (field,)
        followed = rows(
            database,
            "SELECT v.value FROM head JOIN change_value v USING (site, seq) WHERE entity = :uid AND field = :field",
            uid=name,
            field=field,
        )
        assert followed == ([] if field in names[name].untracked else [("null",)]), (name, field)
    assert database.read(differing) == ()


@pytest.mark.parametrize("model", MODELS)
def test_every_value_has_a_canonical_form(model):
    record = full(model)
    values = tracked(model, record.model_dump())
    assert {name: json.loads(canonical(value)) for name, value in values.items()} == values


def test_change_names_the_heads_its_author_saw(database):
    add(database, enterprise("e1", "演示甲"))
    for name in ("演示乙", "演示丙"):
        with database.work("test", CLERK) as work:
            work.change(Enterprise, "e1", {"name": name})
    found = rows(
        database,
        "SELECT c.seq, p.parent_site, p.parent_seq FROM change c LEFT JOIN change_parent p USING (site, seq)"
        " WHERE c.field = 'name' ORDER BY c.seq",
    )
    (first, second, third) = (row.seq for row in found)
    assert [tuple(row)[1:] for row in found] == [(None, None), (f"{UNIT}#a1", first), (f"{UNIT}#a1", second)]
    assert rows(database, "SELECT seq FROM head WHERE field = 'name'") == [(third,)]


def test_change_of_a_cell_with_several_heads_names_them_all_in_order(database):
    # as after a merge: two sites each left a head
    add(database, enterprise("e1", "演示甲"))
    database.note(_add_foreign_head, "a-site#z9")
    with database.work("test", CLERK) as work:
        work.change(Enterprise, "e1", {"name": "演示乙"})
    parents = rows(database, "SELECT parent_site, parent_seq FROM change_parent ORDER BY 1")
    assert parents == [(f"{UNIT}#a1", 1), ("a-site#z9", 1)]
    assert len(rows(database, "SELECT * FROM head WHERE field = 'name'")) == 1
    assert f"{UNIT}#a1" not in {site for site, _, _ in database.read(broken_links)}


def _add_foreign_head(connection, site):
    """Copy the Change of the name under another site, as if it had come in a package."""
    connection.execute(
        text(
            "INSERT INTO change SELECT :site, 1, subject, entity, field, period, by_unit, kind, who, save, hlc, wall,"
            " tz, sealed, hash, NULL FROM change WHERE field = 'name'"
        ),
        {"site": site},
    )
    columns = "entity, field, period, by_unit"
    connection.execute(
        text(f"INSERT INTO head SELECT {columns}, :site, 1 FROM head WHERE field = 'name'"), {"site": site}
    )


@fewer()
@given(names=st.lists(st.sampled_from(["甲", "乙", "丙", ""]), max_size=6))
def test_sequential_edits_leave_exactly_one_head(template, tmp_path_factory, names):
    database = fresh(template, tmp_path_factory.mktemp("d"), World())
    try:
        add(database, enterprise("e1", "演示"))
        for name in names:
            with database.work("test", CLERK) as work:
                work.change(Enterprise, "e1", {"contact": name or None, "note": name})
        cells = "SELECT count(*) FROM head GROUP BY entity, field, period, by_unit"
        assert {row[0] for row in rows(database, cells)} == {1}
        assert database.read(differing) == ()
    finally:
        database.close()


def test_deed_tells_who_when_where_and_why(database, world):
    world.now = datetime(2026, 10, 31, 23, 59, 1, 5000, world.now.tzinfo)
    with database.work("test", CLERK, "save-9") as work:
        work.add(enterprise("e1"), reason="县里下发")
    row = rows(database, "SELECT * FROM change JOIN change_value USING (site, seq) ORDER BY seq LIMIT 1")[0]
    assert (row.who, row.save, row.reason) == (CLERK, "save-9", "县里下发")
    assert (row.wall, row.tz) == ("2026-10-31T23:59:01.005+08:00", "+0800")
    assert row.hlc == "2026-10-31T15:59:01.005Z+0000"


def test_numbers_of_a_site_have_no_gap(database):
    for number in range(5):
        add(database, enterprise(f"e{number}"))
    found = [row[0] for row in rows(database, "SELECT seq FROM change ORDER BY seq")]
    assert found == list(range(1, len(found) + 1))


moments = st.integers(631_152_000_000, 5_680_281_600_000).map(  # milliseconds from 1990 to 2150
    lambda stamp: datetime.fromtimestamp(stamp / 1000, UTC)
)


@given(moments=st.lists(moments, min_size=2, max_size=40))
def test_hybrid_clock_only_goes_forward(moments):
    last, seen = "", []
    for moment in moments:
        last = tick(last, moment)
        seen.append(last)
    assert seen == sorted(set(seen))


@given(moment=moments, jump=st.integers(-40_000_000, 0))
def test_hybrid_clock_goes_forward_when_a_millisecond_is_full(moment, jump):
    stamp = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    last = f"{stamp}+ffff"
    following = tick(last, later(moment, seconds=jump))
    assert following > last
    assert tick(following, moment) > following
    assert len(following) == len(last)


def test_hybrid_clock_follows_the_wall_when_it_can():
    assert tick("2026-10-31T04:00:00.000Z+0007", STAMP.replace(second=1)) == "2026-10-31T04:00:01.000Z+0000"


def test_incarnation_is_begun_once(database):
    with pytest.raises(KnownError) as refused:
        database.note(start_site, UNIT, "a1")
    assert refused.value.code == "site_exists"
    database.note(start_site, UNIT, "b2")
    add(database, enterprise("e1"))
    assert {row[0] for row in rows(database, "SELECT site FROM change")} == {f"{UNIT}#b2"}
