"""A half-typed form is kept even where the ledger takes nothing."""

import pytest

from desktop.kernel.errors import KnownError
from desktop.services.drafts import DraftService
from desktop.services.steps.side_files import read_aside, side_folders, write_aside
from tests.services.making import NOW, database_of


class Full:
    """A ledger on a disk that is full."""

    def __init__(self, database):
        self._database = database
        self.full = True

    def note(self, *args):
        if self.full:
            raise KnownError("disk_full")
        return self._database.note(*args)

    def read(self, *args):
        return self._database.read(*args)


@pytest.mark.warns("a draft went aside: disk_full")
def test_form_goes_aside_when_the_ledger_fails_and_comes_back(services, clock, tmp_path):
    database = Full(database_of(services))
    drafts = DraftService(database, clock, [tmp_path / "drafts"])
    drafts.keep("visit:new", {"summary": "看"})
    drafts.keep("visit:new", {"summary": "看了报表"})
    assert len(list((tmp_path / "drafts").iterdir())) == 1
    assert drafts.get("visit:new").body == {"summary": "看了报表"}
    database.full = False
    clock.forward(minutes=1)
    drafts.keep("visit:new", {"summary": "后来又写"})
    assert [draft.body["summary"] for draft in drafts.all()] == ["后来又写"]
    drafts.drop("visit:new")
    assert drafts.all() == ()
    assert list((tmp_path / "drafts").iterdir()) == []


@pytest.mark.warns("a draft went aside: disk_full")
def test_second_folder_takes_what_the_first_cannot(services, clock, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    drafts = DraftService(Full(database_of(services)), clock, [blocked / "drafts", tmp_path / "desktop"])
    drafts.keep("visit:new", {"summary": "看"})
    assert read_aside([tmp_path / "desktop"])[0].body == {"summary": "看"}


def test_nowhere_to_keep_it_is_told(services, clock):
    with pytest.raises(KnownError):
        DraftService(Full(database_of(services)), clock).keep("visit:new", {})


def test_files_of_others_are_passed_over(tmp_path):
    (tmp_path / "other.json").write_text('{"a": 1}', encoding="utf-8")
    (tmp_path / "list.json").write_text("[1, 2]", encoding="utf-8")
    (tmp_path / "broken.json").write_bytes(b"\xff")
    assert read_aside([tmp_path]) == ()


def test_ledgers_keep_their_forms_apart(tmp_path):
    one, other = (side_folders(tmp_path / name, [tmp_path / "desktop"]) for name in ("甲", "乙"))
    write_aside(one[1:], "visit:new", {"summary": "甲的"}, NOW)
    assert read_aside(other) == ()
    assert len(read_aside(one)) == 1
