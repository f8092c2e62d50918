"""Which enterprises there are, and what of the ledger was changed lately."""

from db.models.enterprise import Enterprise
from db.queries.presence import present
from db.queries.stirrings import since
from desktop.domain.codes import Measure
from tests.db.making import CLERK, UNIT, add, enterprise, figure


def test_present_tells_void_ones_apart_and_leaves_unknown_ones_out(database):
    add(database, enterprise("e1"), enterprise("e2", voided=True))
    many = [f"x{number}" for number in range(1000)]
    assert database.read(present, ["e1", "e2", "nobody"]) == {"e1": False, "e2": True}
    assert database.read(present, [*many, "e2"]) == {"e2": True}
    assert database.read(present, []) == {}


def test_what_was_changed_since(database):
    add(database, enterprise("e1"))
    place = max(found.place for found in database.read(since, 0))
    assert database.read(since, place) == ()
    with database.work("test", CLERK) as work:
        work.change(Enterprise, "e1", {"note": "改"})
        work.set_figure("e1", "2026-10", Measure.STAFF, UNIT, figure(12))
        work.set_figure("e1", "2026-10", Measure.STAFF, UNIT, figure(13))
    found = database.read(since, place)
    assert [(stirring.subject, stirring.period) for stirring in found] == [("enterprise", ""), ("figure", "2026-10")]
    assert found[1].place == place + 3
