"""The published packages: the good ones are read and fit their schemas, the bad ones are refused with their code."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from db.projection import readable, unlisted
from desktop.domain.carried import check_run, runs
from desktop.domain.change import Cell
from desktop.domain.codes import Subject
from desktop.exchange.answers import RECEIPT, read_answers
from desktop.exchange.changes import OPS, SAVES, change_line, read_changes, read_saves
from desktop.exchange.directory import KEYS, read_introduced
from desktop.exchange.manifest import manifest_bytes
from desktop.exchange.reader import open_package
from desktop.exchange.rounds import FILING, read_rounds
from desktop.exchange.terms import FORMS, PLAN, read_forms, read_plans
from desktop.kernel.errors import KnownError
from tests.exchange import cells
from tests.exchange.conftest import UNIT_KEY
from tests.exchange.golden import PLACE

SCHEMAS = Path(__file__).parents[2] / "resources" / "exchange"
GOOD = sorted((PLACE / "good").glob("*.sgb"))
BAD = json.loads((PLACE / "bad" / "codes.json").read_text(encoding="utf-8"))
READERS = {
    OPS: read_changes,
    SAVES: read_saves,
    FILING: read_rounds,
    KEYS: read_introduced,
    RECEIPT: read_answers,
    FORMS: read_forms,
    PLAN: read_plans,
}


def schema(name):
    found = json.loads((SCHEMAS / f"{name.replace('/', '-')}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def whole(path):
    """Read everything of a package, as taking it would."""
    package = open_package(path.read_bytes(), [UNIT_KEY.receive])
    found = {name: list(read(package.lines(name))) for name, read in READERS.items()}
    for run in runs(found[OPS]).values():
        check_run(run, after=0, last_hash="")
    ends = {site: run[-1] for site, run in runs(found[OPS]).items()}
    assert package.manifest.changes_to == {site: end.change.id.seq for site, end in ends.items()}
    assert package.manifest.log_head == {site: end.hash for site, end in ends.items()}
    return package, found


def test_there_are_enough_of_them():
    assert (len(GOOD), len(BAD)) == (14, 17)
    assert {path.stem for path in (PLACE / "bad").glob("*.sgb")} == set(BAD)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_package_is_read_whole_and_fits_its_schemas(path):
    package, found = whole(path)
    schema("manifest").validate(json.loads(manifest_bytes(package.manifest)))
    if package.signature is not None:
        schema("signature").validate(json.loads(package._container.content("manifest.sig")))
    for part in package.manifest.parts:
        if part.schema:
            check = schema(part.schema)
            for line in package.lines(part.path):
                check.validate(line)
    # what this version does not know goes on unchanged
    assert [change_line(each) for each in found[OPS]] == list(package.lines(OPS))


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_package_is_refused_with_its_code(name):
    with pytest.raises(KnownError) as caught:
        whole(PLACE / "bad" / f"{name}.sgb")
    assert caught.value.code == BAD[name], str(caught.value)


@pytest.mark.parametrize("name", ["ops/1", "saves/1", "filing/1", "keys/1", "receipt/1", "forms/1", "plan/1"])
def test_reader_and_schema_ask_for_the_same_members(name):
    samples = {part.schema: (path, part.path) for path in GOOD for part in open_of(path).manifest.parts if part.schema}
    path, place = samples[name]
    lines = list(open_of(path).lines(place)) or [line for each in GOOD for line in open_of(each).lines(place)]
    line, check = lines[0], schema(name)
    for member in line:
        less = {key: value for key, value in line.items() if key != member}
        assert not check.is_valid(less), member
        with pytest.raises(KnownError):
            list(READERS[place]([less]))


def open_of(path):
    return open_package(path.read_bytes(), [UNIT_KEY.receive])


def test_the_published_cells_are_those_of_the_tables():
    assert cells.PLACE.read_text(encoding="utf-8") == cells.text()
    Draft202012Validator.check_schema(cells.cells())


@pytest.mark.parametrize("subject", ["visit", "figure", "enterprise", "project", "issue_step"])
def test_the_published_cells_and_the_program_agree_on_what_a_cell_may_say(subject):
    samples = ["x", "2026-10-31", "on_site", "", 5, True, [], ["x"], [["a", "b"]], "12.50", "12", {"amount": "1.00"}]
    for field, said in cells.cells()["$defs"][subject]["properties"].items():
        check = Draft202012Validator(said, format_checker=Draft202012Validator.FORMAT_CHECKER)
        for value in samples:
            cell = Cell(Subject(subject), "e1", field)
            assert check.is_valid(value) == (readable(cell, value) and unlisted(cell, value) is None), (field, value)
