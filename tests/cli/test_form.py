"""`shenggui form`: what the county's scripts and a clerk at a terminal do with forms."""

import json
from pathlib import Path

import pytest

from desktop.cli.form_documents import catalogue_page
from desktop.services.steps.form_facts import entries
from tests.cli.hands import Run

ROOT = Path(__file__).parents[2]
KEY = "key-monitoring"


@pytest.fixture
def paper(shenggui: Run, tmp_path: Path) -> Path:
    """The next edition of a published form: a new title and a new column."""
    path = tmp_path / "新表.toml"
    assert shenggui("form", "show", KEY, "--out", path).code == 0
    words = path.read_text(encoding="utf-8").replace("edition = 1", "edition = 2").replace("运行监测月报", "监测表")
    column = '[[columns]]\nheader = ["行业"]\nfact = "industry"\nwidth = 15\n'
    path.write_text(f"{words}\n{column}", encoding="utf-8")
    return path


def editions(shenggui: Run) -> list[tuple[int, bool, bool]]:
    found = shenggui("--json", "form", "list").json
    return [(each["edition"], each["own"], each["in_force"]) for each in found if each["id"] == KEY]


def test_an_edition_is_looked_at_first_and_kept_with_take(shenggui: Run, paper: Path):
    looked = shenggui("--json", "form", "add", paper, "--from", "2026-11")
    assert (looked.code, looked.json["taken"], looked.json["ok"], looked.json["replaces"]) == (0, False, True, 1)
    assert looked.json["change"]["added"] == ["行业"]
    assert editions(shenggui) == [(1, False, True)]
    taken = shenggui("--json", "form", "add", paper, "--from", "2026-11", "--take")
    assert (taken.code, taken.json["taken"]) == (0, True)
    assert [each[:2] for each in editions(shenggui)] == [(1, False), (2, True)]
    again = shenggui("form", "add", paper, "--take")
    assert again.code == 2
    assert again.err.startswith("E888 ")


def test_a_round_is_called_as_on_its_paper_after_a_new_edition(shenggui: Run, paper: Path, tmp_path: Path):
    code = shenggui("--json", "file", "2025-10", "--out", tmp_path, "--form", KEY, "--nothing").json["files"][0]["code"]
    assert shenggui("form", "add", paper, "--from", "2025-11", "--take").code == 0
    for words in (("verify", code), ("filing", "list"), ("filing", "show", code)):
        told = shenggui(*words)
        assert "重点培育企业运行监测月报" in told.out, words
        assert "重点培育企业监测表" not in told.out, words


def test_all_faults_are_told_at_once(shenggui: Run, paper: Path):
    words = paper.read_text(encoding="utf-8").replace("width = 38", 'width = "38"').replace('"industry"', '"industri"')
    paper.write_text(words, encoding="utf-8")
    found = shenggui("--json", "form", "check", paper)
    assert (found.code, found.json["ok"], found.json["form"]) == (3, False, None)
    assert [each["key"] for each in found.json["problems"]] == ["columns[2].width", "columns[18].fact"]
    lines = words.split("\n")
    assert found.json["problems"][0]["line"] == lines.index('width = "38"') + 1
    plain = shenggui("form", "check", paper)
    assert plain.code == 3
    assert "industry" in plain.out
    refused = shenggui("form", "add", paper, "--take")
    assert refused.code == 2
    assert len(editions(shenggui)) == 1


def test_a_good_file_is_good(shenggui: Run, paper: Path):
    found = shenggui("form", "check", paper)
    assert (found.code, found.err) == (0, "")
    assert "新加的栏目：行业" in found.out


@pytest.mark.parametrize("more", [(), ("--specimen",)])
def test_a_form_is_printed_before_it_is_kept(shenggui: Run, paper: Path, tmp_path: Path, more: tuple[str, ...]):
    for what in (paper, KEY, "visit-record"):
        out = tmp_path / "样子.pdf"
        told = shenggui("--json", "form", "preview", what, "--month", "2026-10", "--out", out, *more)
        assert (told.code, told.json["pages"]) == (0, 1), told.err
        assert out.read_bytes().startswith(b"%PDF")


def test_a_form_goes_out_of_use_and_back(shenggui: Run):
    gone = shenggui("--json", "form", "retire", "visit-month", "--from", "2026-02", "--reason", "县里不再收")
    assert gone.code == 0
    found = {each["id"]: each for each in shenggui("--json", "form", "list").json}
    assert (found["visit-month"]["retired"], found["visit-month"]["in_force"]) == ("2026-02", False)
    assert shenggui("form", "restore", "visit-month", "--reason", "又要报").code == 0
    assert shenggui("form", "restore", "visit-month", "--reason", "又要报").code == 2
    assert shenggui("form", "retire", "visit-month", "--from", "2026-01", "--reason", "x").code == 2


def test_what_is_not_there_is_told(shenggui: Run, tmp_path: Path):
    for words in (
        ("check", tmp_path / "没有.toml"),
        ("show", "nothing"),
        ("show", KEY, "--edition", 9),
        ("preview", "nothing", "--month", "2026-10", "--out", tmp_path / "x.pdf"),
        ("preview", KEY, "--month", "2026-01", "--out", tmp_path / "x.pdf"),
        ("facts", "nothing"),
    ):
        told = shenggui("form", *words)
        assert told.code == 2, words
        assert told.err.startswith("E")


def test_catalogue_and_schema_are_told_and_published(shenggui: Run, tmp_path: Path):
    facts = shenggui("--json", "form", "facts", "enterprise-month").json
    assert {"name", "words", "unit", "source", "operators"} <= set(facts[0])
    out = tmp_path / "目录.md"
    assert shenggui("form", "facts", "--out", out).code == 0
    assert out.read_text(encoding="utf-8") == (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    schema = tmp_path / "schema.json"
    assert shenggui("form", "schema", "--out", schema).code == 0
    published = ROOT / "resources" / "forms" / "form.schema.json"
    assert schema.read_text(encoding="utf-8") == published.read_text(encoding="utf-8")
    assert json.loads(shenggui("--json", "form", "schema").json["schema"]) == json.loads(
        published.read_text(encoding="utf-8")
    )


def test_published_catalogue_is_that_of_the_program():
    assert (ROOT / "docs" / "forms.md").read_text(encoding="utf-8") == catalogue_page(entries())
