"""Laws of letters (I1 to I20) that hold of each office's ledger, whatever letters reached it."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from db.chain import broken_links
from db.projection import models, tracked
from db.queries import letters, post
from db.queries.projection import differing
from desktop.domain.carried import unit_of
from desktop.domain.change import Cell, canonical
from desktop.domain.codes import FilingState, Measure, Subject
from desktop.domain.filing import FilingKind
from desktop.domain.letter import LetterState
from desktop.domain.merge import Authority, ancestors, authority, heads, view
from desktop.domain.question import QuestionKind
from tests.services.letter_laws import Sets, sets
from tests.services.letter_world import COUNTY, Office, Offices, Posted
from tests.services.making import OCTOBER, digest

YTD = Measure.MAIN_REVENUE_YTD


def i04_the_tables_say_what_the_set_says(_offices: Offices, office: Office, _known: Sets) -> None:
    assert office.database.read(differing) == ()


def i05_a_number_is_one_change_everywhere(offices: Offices, office: Office, _known: Sets) -> None:
    rows = office.database.read(lambda c: c.exec_driver_sql("SELECT site, seq, hash FROM change").all())
    assert all(offices.written[site][seq - 1].hash == digest for site, seq, digest in rows)


def i06_every_word_is_shown(_offices: Offices, office: Office, known: Sets) -> None:
    asked: dict[Cell, set[str | None]] = {}
    for each in office.services.letters.questions.list():
        asked.setdefault(each.cell, set()).update(saying.value for saying in (each.shown, *each.others))
    for cell, changes in known.items():
        counts = view(list(changes.values()), authority(cell.subject, cell.field), COUNTY).value
        said = {changes[each].value for each in heads(changes)} - {None, counts}
        assert said <= asked.get(cell, set()), cell


def i08_the_countys_word_counts(_offices: Offices, office: Office, known: Sets) -> None:
    for cell, changes in known.items():
        of_county = sorted(each for each in changes if unit_of(each.site) == COUNTY)
        if authority(cell.subject, cell.field) is not Authority.COUNTY or len({each.site for each in of_county}) != 1:
            continue
        last = changes[max(of_county, key=lambda each: each.seq)].value
        row = row_of(office, cell.subject, cell.entity)
        if last is not None and row is not None:
            assert said_by(cell, row) == last, cell


def i10_what_was_resolved_stays_so(offices: Offices, office: Office, known: Sets) -> None:
    asked = {each.cell for each in office.services.letters.questions.list() if each.kind is QuestionKind.DIFFERENT}
    for cell, (change, seen) in offices.resolved.items():
        here = known.get(cell, {}).keys()
        if change in here and here <= seen | {change}:
            assert cell not in asked


def i13_what_is_void_stays_void(_offices: Offices, office: Office, known: Sets) -> None:
    for cell, changes in known.items():
        if cell.subject is not Subject.VISIT or cell.field != "voided":
            continue
        for each in changes:
            last = changes.keys() - {each} <= ancestors(each, changes)
            row = row_of(office, cell.subject, cell.entity)
            if changes[each].value == "true" and last and row is not None:
                assert row["voided"]


def i17_the_chain_holds(_offices: Offices, office: Office, _known: Sets) -> None:
    assert office.database.read(broken_links) == ()


def i11_what_was_accepted_stays_as_it_was(offices: Offices, office: Office, _known: Sets) -> None:
    rounds = {each.uid: each for each in office.services.rounds.all()}
    for uid, (name, said, before) in offices.accepted.items():
        if name == office.name and uid in rounds:
            assert rounds[uid].digest == said
            later = [
                each
                for each in rounds.values()
                if each.uid not in before
                and (each.form, each.month) == (rounds[uid].form, rounds[uid].month)
                and each.round > rounds[uid].round
            ]
            if rounds[uid].state is FilingState.ACCEPTED:
                assert all(each.kind is FilingKind.CORRECTION and each.reason for each in later)


def i19_every_submission_ends_one_way(offices: Offices, office: Office, _known: Sets) -> None:
    if office.name == "county":
        here = {each.uid: each.state for each in office.services.letters.answering.rounds()}
        assert all(state == "received" or state in offices.decided[uid] for uid, state in here.items())
        taken = {letter.package_id for letter in office.services.letters.incoming.taken()}
        for other in offices.every.values():
            for letter in other.database.read(post.sent):
                assert letter.package_id not in taken or set(letter.rounds) <= here.keys()
        return
    for letter in office.services.letters.outgoing.log():
        assert letter.state in LetterState
    for each in office.services.rounds.all():
        if each.state in {FilingState.ACCEPTED, FilingState.RETURNED}:
            assert each.state.value in offices.decided[each.uid]
        else:
            assert each.state in {FilingState.DRAFT, FilingState.READY, FilingState.SENT}


def i18_what_is_known_only_grows(_offices: Offices, office: Office, _known: Sets) -> None:
    have = {site: last for site, (last, _) in office.database.read(letters.known).items()}
    assert all(have.get(site, 0) >= last for site, last in office.have.items())
    office.have = have


def i20_a_sum_is_what_its_cells_come_to(_offices: Offices, office: Office, _known: Sets) -> None:
    if office.name != "county":
        return
    told: dict[str, dict[str, int]] = {}
    for enterprise, by_unit, amount in office.database.read(lambda c: c.exec_driver_sql(_TOLD).all()):
        told.setdefault(enterprise, {})[by_unit] = amount
    lines = office.services.county_figures.lines(OCTOBER)
    shown = [told.get(line.line.enterprise, {}) for line in lines]
    counting = [
        each.get(COUNTY, next(iter(each.values()))) for each in shown if COUNTY in each or len(set(each.values())) == 1
    ]
    found = office.services.county_figures.sums(lines)[YTD]
    assert (found.amount or 0, found.counted) == (sum(counting), len(counting))
    assert found.open == sum(COUNTY not in each and len(set(each.values())) > 1 for each in shown)


_TOLD = "SELECT enterprise, by_unit, amount FROM figure WHERE period = '2026-10' AND measure = 'main_revenue_ytd'"


def i15_taking_again_changes_nothing(office: Office, letter: Posted) -> None:
    before = digest(office.services)
    assert office.services.letters.incoming.take(letter.path).effect is None
    assert digest(office.services) == before


def i06_a_letter_is_taken_whole(office: Office, letter: Posted) -> None:
    assert office.database.read(letters.known)[letter.site][0] >= letter.upto


def rows(connection: Connection) -> Mapping[tuple[Subject, str], Mapping[str, object]]:
    """Return every record that is in the tables."""
    return {
        (subject, str(row["uid"])): row
        for subject, model in models().items()
        for row in connection.execute(select(model.__table__)).mappings()
    }


def row_of(office: Office, subject: Subject, uid: str) -> Mapping[str, object] | None:
    """Return the row of a record, if it was in the tables when the laws were asked."""
    return office.rows.get((subject, uid))


def said_by(cell: Cell, row: Mapping[str, object]) -> str:
    """Return what *row* says in the field of *cell*, as the journal would."""
    model = models()[cell.subject]
    return canonical(tracked(model, {cell.field: row[cell.field]})[cell.field])


AT_EACH_STEP = (i18_what_is_known_only_grows,)
OF_OFFICES = (
    i04_the_tables_say_what_the_set_says,
    i05_a_number_is_one_change_everywhere,
    i06_every_word_is_shown,
    i08_the_countys_word_counts,
    i10_what_was_resolved_stays_so,
    i11_what_was_accepted_stays_as_it_was,
    i13_what_is_void_stays_void,
    i17_the_chain_holds,
    i19_every_submission_ends_one_way,
    i20_a_sum_is_what_its_cells_come_to,
)


def hold(offices: Offices, office: Office) -> None:
    """Ask every law of one office."""
    known = office.database.read(sets)
    office.rows = office.database.read(rows)
    for law in OF_OFFICES:
        law(offices, office, known)
