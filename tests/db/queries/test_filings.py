"""Filing rounds: kept, numbered, frozen."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from db.models.filing import Filing, FilingDocument
from db.queries import filings
from db.queries.filings import FORM
from desktop.domain.codes import FilingKind, FilingState
from desktop.domain.month import Month
from tests.db.making import CLERK, NOON


def filed(uid, month, form, number):
    return Filing(
        uid=uid,
        month=month,
        form=form,
        edition=1,
        round=number,
        kind=FilingKind.NORMAL,
        state=FilingState.READY,
        digest="d1",
        code=f"CODE{uid}",
        rows=2,
        facts=[["e1", {"staff": 12}]],
        sheet={"title": "演示"},
        made_at=NOON,
        made_by=CLERK,
    )


@pytest.fixture
def ledger(database):
    with database.work("file", CLERK) as work:
        for place, (month, form, number) in enumerate(
            [("2026-10", "key", 1), ("2026-10", "key", 2), ("2026-10", "visits", 1), ("2026-09", "key", 1)]
        ):
            work.add(filed(f"f{place}", month, form, number))
        work.attach(FilingDocument(filing="f0", kind=FORM, sha256="abc", content=b"%PDF\x00"))
    return database


def test_rounds_latest_last(ledger):
    assert [found.uid for found in ledger.read(filings.rounds)] == ["f3", "f0", "f1", "f2"]
    assert [found.uid for found in ledger.read(filings.rounds, "2026-10", "key")] == ["f0", "f1"]
    assert ledger.read(filings.one, "f1").month == Month(2026, 10)
    assert ledger.read(filings.one, "nobody") is None


def test_next_round(ledger):
    assert ledger.read(filings.next_round, "2026-10", "key") == 3
    assert ledger.read(filings.next_round, "2026-08", "key") == 1


def test_paper_comes_back_byte_for_byte(ledger):
    assert ledger.read(filings.document, "f0") == (b"%PDF\x00", "abc")
    assert ledger.read(filings.document, "f1") is None
    assert ledger.read(filings.all_documents) == (("f0", "abc", b"%PDF\x00"),)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE filing SET facts = '[]'",
        "UPDATE filing SET digest = 'd2'",
        "UPDATE filing SET month = '2026-11'",
        "UPDATE filing SET sheet = '{}'",
        "DELETE FROM filing",
        "UPDATE filing_document SET content = x'00'",
        "DELETE FROM filing_document",
        "INSERT OR REPLACE INTO filing_document VALUES ('f0', 'form', 'abc', x'00')",
    ],
)
def test_filed_round_is_frozen(ledger, statement):
    with pytest.raises(DatabaseError, match="frozen"):
        ledger.note(lambda connection: connection.execute(text(statement)))


def test_state_moves_on(ledger):
    with ledger.work("hand-over", CLERK) as work:
        assert work.change(Filing, "f0", {"state": FilingState.SENT, "sent_on": NOON.date()}) == ("state", "sent_on")
    assert ledger.read(filings.one, "f0").state is FilingState.SENT


def test_round_is_made_once(ledger):
    with pytest.raises(DatabaseError, match="UNIQUE"), ledger.work("file", CLERK) as work:
        work.add(filed("f9", "2026-10", "key", 2))
