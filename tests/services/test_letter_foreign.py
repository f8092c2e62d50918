"""Letters that another vendor's program wrote: signed by a known office and still not to be believed in everything."""

from dataclasses import replace

import pytest

from desktop.domain.change import Cell, canonical, link, seal
from desktop.domain.codes import FilingKind, Subject
from desktop.domain.filing import FactRow, facts_digest
from desktop.domain.filing_code import paper_code
from desktop.domain.month import Month
from desktop.exchange.changes import OPS, OPS_SCHEMA, change_line
from desktop.exchange.rounds import FILING, FILING_SCHEMA
from desktop.exchange.writer import Content, lines, write_package
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.steps.letter_reading import read_letter
from tests.services.letter_hands import assigned, begin_post, introduced, names
from tests.services.making import digest, kept, visit

TOWN, ENERGY = "140322-xiushui", "140322-nengyuan"
FIGURE = {
    "amount": "1850.00",
    "raw": "1850",
    "scale": "ten_thousand",
    "source": "enterprise",
    "obtained": "oral",
    "given_by": "",
    "on": "2026-11-01",
}


@pytest.fixture(scope="module")
def county_and_letter(tmp_path_factory):
    """The county, an enterprise it gave to the town, the town's letter with a visit as read, and the town's key."""
    post = begin_post(tmp_path_factory.mktemp("post"))
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.visits.save(visit(uid)))
    content = post.town.letters.outgoing.send(post.stick).path.read_bytes()
    keys = post.town.letters.keys._keys
    yield post.county, uid, read_letter(content, keys.identities()), keys.current()
    for services in post.everyone():
        services.close()


def rewritten(letter, key, path, change=None, files=(), **head):
    """Write *letter* again as its office might have: with *head* members, and the last Change as *change* has it."""
    last_hash, changes = "", []
    for each in letter.changes:
        bent = change(each) if change is not None and each is letter.changes[-1] else each
        sealed = bent.change.sealed if bent.salt is None else seal(bent.value, bent.reason, bent.salt)
        moved = replace(bent.change, sealed=sealed)
        last_hash = link(last_hash, moved)
        changes.append(replace(bent, change=moved, hash=last_hash))
    contents = [Content(OPS, lines(map(change_line, changes)), OPS_SCHEMA), *files]
    path.write_bytes(write_package(replace(letter.manifest, **head), contents, key).content)
    return path


def saying(subject, entity, field, value, period="", by_unit=""):
    cell = Cell(subject, entity, field, period, by_unit)
    return lambda each: replace(each, value=canonical(value), change=replace(each.change, cell=cell, parents=()))


def refused(county, path, code):
    """Let the county look and take; both must refuse with *code* and write nothing."""
    before = digest(county)
    for deed in (county.letters.incoming.look, county.letters.incoming.take):
        with pytest.raises(KnownError) as caught:
            deed(path)
        assert caught.value.code == code, str(caught.value)
    assert digest(county) == before


@pytest.mark.parametrize(
    ("subject", "field", "value", "period", "by_unit"),
    [
        (Subject.ENTERPRISE, "name", "改了名的演示厂", "2026-10", ""),
        (Subject.ENTERPRISE, "name", "改了名的演示厂", "", TOWN),
        (Subject.FIGURE, "main_revenue_ytd", FIGURE, "2026-10", ENERGY),
        (Subject.FIGURE, "main_revenue_ytd", FIGURE, "2026-01", TOWN),
        (Subject.FIGURE, "main_revenue_ytd", FIGURE, "", TOWN),
    ],
)
def test_a_word_beside_the_cell_where_it_belongs_is_refused(
    county_and_letter, tmp_path, subject, field, value, period, by_unit
):
    county, uid, letter, key = county_and_letter
    bent = rewritten(letter, key, tmp_path / "bent.sgb", saying(subject, uid, field, value, period, by_unit))
    refused(county, bent, "package_forged")
    assert names(county) == ["盂县演示耐火有限公司"]


def test_a_record_in_another_offices_name_is_refused(county_and_letter, tmp_path):
    county, _, letter, key = county_and_letter
    entity = letter.changes[-1].change.cell.entity
    for unit, code in ((ENERGY, "package_forged"), (TOWN, None)):
        bent = rewritten(letter, key, tmp_path / "bent.sgb", saying(Subject.VISIT, entity, "by_unit", unit))
        if code is None:
            assert county.letters.incoming.look(bent).effect is not None
        else:
            refused(county, bent, code)


@pytest.mark.parametrize(
    ("subject", "field", "value"),
    [
        (Subject.VISIT, "visited_on", "昨天"),
        (Subject.VISIT, "visited_on", "20261015"),
        (Subject.VISIT, "summary", 5),
        (Subject.VISIT, "summary", "\0"),
        (Subject.VISIT, "number", ["一"]),
        (Subject.VISIT, "mode", 5),
        (Subject.VISIT, "purposes", [["gossip"]]),
        (Subject.VISIT, "purposes", "listening"),
        (Subject.ENTERPRISE, "status", 5),
        (Subject.VISIT, "topics", "电"),
        (Subject.VISIT, "topics", [1]),
        (Subject.ENTERPRISE, "general_taxpayer", "是"),
        (Subject.ENTERPRISE, "registered_capital", 500),
        (Subject.ENTERPRISE, "registered_capital", "5"),
        (Subject.ENTERPRISE, "registered_capital", "9" * 20 + ".00"),
        (Subject.ENTERPRISE, "extra", [["行", 1]]),
        (Subject.ENTERPRISE, "extra", [[]]),
        (Subject.FIGURE, "main_revenue_ytd", "1850.00"),
        (Subject.FIGURE, "main_revenue_ytd", {"amount": "1850.00"}),
        (Subject.FIGURE, "main_revenue_ytd", FIGURE | {"amount": 1850}),
        (Subject.FIGURE, "main_revenue_ytd", FIGURE | {"amount": "1850"}),
        (Subject.FIGURE, "main_revenue_ytd", FIGURE | {"amount": "9" * 20 + ".00"}),
        (Subject.FIGURE, "main_revenue_ytd", FIGURE | {"scale": "wan"}),
        (Subject.FIGURE, "main_revenue_ytd", FIGURE | {"on": "2026-02-30"}),
        (Subject.FIGURE, "main_revenue_ytd", FIGURE | {"source": "hearsay"}),
    ],
)
def test_a_value_that_its_cell_cannot_hold_is_refused(county_and_letter, tmp_path, subject, field, value):
    county, uid, letter, key = county_and_letter
    entity = letter.changes[-1].change.cell.entity if subject in {Subject.VISIT, Subject.ISSUE} else uid
    place = ("2026-10", TOWN) if subject is Subject.FIGURE else ("", "")
    refused(
        county,
        rewritten(letter, key, tmp_path / "bent.sgb", saying(subject, entity, field, value, *place)),
        "package_hostile",
    )


@pytest.mark.parametrize(
    ("subject", "field", "value"),
    [
        (Subject.VISIT, "mode", "telepathy"),
        (Subject.VISIT, "mode", ""),
        (Subject.VISIT, "purposes", ["gossip"]),
        (Subject.ISSUE, "level", "forgotten"),
    ],
)
def test_a_code_that_a_closed_list_lacks_needs_a_newer_program(county_and_letter, tmp_path, subject, field, value):
    county, _, letter, key = county_and_letter
    said = saying(subject, letter.changes[-1].change.cell.entity, field, value)
    refused(county, rewritten(letter, key, tmp_path / "bent.sgb", said), "package_too_new")


def test_a_right_value_a_cleared_one_and_a_field_of_a_later_version_are_taken(county_and_letter, tmp_path):
    county, uid, letter, key = county_and_letter
    for said in (
        saying(Subject.FIGURE, uid, "main_revenue_ytd", FIGURE, "2026-10", TOWN),
        saying(Subject.FIGURE, uid, "main_revenue_ytd", None, "2026-10", TOWN),
        saying(Subject.ENTERPRISE, uid, "registered_capital", "500.00"),
        saying(Subject.ENTERPRISE, uid, "of_a_later_version", {"a": [1]}),
    ):
        bent = rewritten(letter, key, tmp_path / "bent.sgb", said)
        assert county.letters.incoming.look(bent).effect is not None


def test_a_measure_that_is_not_known_needs_a_newer_program(county_and_letter, tmp_path):
    county, uid, letter, key = county_and_letter
    said = saying(Subject.FIGURE, uid, "of_a_later_version", FIGURE, "2026-10", TOWN)
    refused(county, rewritten(letter, key, tmp_path / "bent.sgb", said), "package_too_new")


DIGEST = facts_digest(
    "key-monitoring",
    1,
    Month(2026, 10),
    FilingKind.NORMAL,
    [FactRow("e1", "盂县演示耐火有限公司", {"main_revenue_ytd": 185_000_000, "contact": None})],
)
ROUND = {
    "uid": "r9",
    "unit": TOWN,
    "month": "2026-10",
    "form": "key-monitoring",
    "edition": 1,
    "round": 1,
    "kind": "normal",
    "correction": 0,
    "reason": "",
    "digest": DIGEST,
    "code": paper_code(TOWN, "key-monitoring", Month(2026, 10), 1, DIGEST),
    "rows": 1,
    "facts": [["e1", "盂县演示耐火有限公司", [["main_revenue_ytd", 185_000_000], ["contact", None]]]],
}


@pytest.mark.parametrize(
    ("bent", "code"),
    [
        ({"month": "十月"}, "package_damaged"),
        ({"month": "2026-01"}, "package_damaged"),
        ({"facts": [[]]}, "package_damaged"),
        ({"facts": [["e1", "厂", [["name"]]]]}, "package_damaged"),
        ({"facts": [["e1", "厂", [["name", {}]]]]}, "package_damaged"),
        ({"facts": [["e1", None, []]]}, "package_damaged"),
        ({"kind": "guess"}, "package_too_new"),
        ({"unit": ENERGY}, "package_forged"),
        ({"facts": [["e1", "厂", [["name", "另一家厂"]]]]}, "package_forged"),
        ({"digest": "0" * 64}, "package_forged"),
        ({"code": "7K3M9X2PB"}, "package_forged"),
    ],
)
def test_a_round_that_nobody_could_show_is_refused(county_and_letter, tmp_path, bent, code):
    county, _, letter, key = county_and_letter
    rounds = Content(FILING, lines([ROUND | bent]), FILING_SCHEMA)
    refused(county, rewritten(letter, key, tmp_path / "bent.sgb", files=[rounds]), code)
    right = Content(FILING, lines([ROUND]), FILING_SCHEMA)
    looked = county.letters.incoming.look(rewritten(letter, key, tmp_path / "right.sgb", files=[right]))
    assert looked.effect.rounds == 1


def test_another_letter_under_the_id_of_one_that_was_taken_is_not_said_to_be_taken(tmp_path):
    post = begin_post(tmp_path)
    introduced(post)
    assigned(post)
    content = post.town.letters.outgoing.send(post.stick).path.read_bytes()
    keys = post.town.letters.keys._keys
    letter, key = read_letter(content, keys.identities()), keys.current()
    first = rewritten(letter, key, tmp_path / "first.sgb")
    assert post.county.letters.incoming.take(first).effect is not None
    assert post.county.letters.incoming.take(first).taken_at is not None
    second = rewritten(letter, key, tmp_path / "second.sgb", seq=2, note="又一封")
    refused(post.county, second, "package_fork")
    looked = post.county.letters.incoming.look_all([second], Progress())
    assert [error.code for _, error in looked.refused] == ["package_fork"]
    for services in post.everyone():
        services.close()
