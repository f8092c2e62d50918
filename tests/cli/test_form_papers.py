"""Any form is printed by command: filled, blank, as PDF or workbook; what cannot be is said with the next step."""

import pytest
from openpyxl import load_workbook

from tests.cli.hands import enter


def printed(shenggui, *words):
    told = shenggui("--json", "form", "print", *words)
    assert told.code == 0, told.err
    return told.json


def texts(path):
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [str(value) for row in rows for value in row if value is not None]


def test_papers_say_which_are_filed_and_which_want_to_be_told_of_what(shenggui):
    told = shenggui("--json", "form", "papers")
    heads = {each["id"]: each for each in told.json}
    assert {name for name, head in heads.items() if head["monthly"]} == {"key-monitoring", "visit-month", "issue-month"}
    assert {name for name, head in heads.items() if head["choice"]} == {
        "roster",
        "admission-materials",
        "admission-history",
    }
    assert not heads["visit-record"]["filled"]
    assert "基础信息库" in shenggui("form", "papers").out


def test_a_filled_and_a_blank_one_as_pdf_and_workbook(shenggui, tmp_path):
    enter(shenggui, "盂县甲洗煤厂（演示）", "--township", "秀水镇", "status=停产")
    filled, blank = tmp_path / "库.xlsx", tmp_path / "空白.xlsx"
    answer = printed(shenggui, "base-library", "--month", "2026-10", "--out", str(filled))
    assert answer == {
        "form": "base-library",
        "edition": 1,
        "month": "2026-10",
        "blank": False,
        "path": str(filled),
        "pages": 0,
    }
    assert {"盂县甲洗煤厂（演示）", "秀水镇", "停产"} <= set(texts(filled))
    printed(shenggui, "base-library", "--month", "2026-10", "--blank", "--out", str(blank))
    assert "盂县甲洗煤厂（演示）" in texts(blank)
    assert "停产" not in texts(blank)
    paper = tmp_path / "库.pdf"
    assert printed(shenggui, "base-library", "--out", str(paper))["pages"] == 1
    assert paper.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("nothing", "--out", "表.pdf"), "E410"),
        (("roster", "--out", "表.pdf"), "E414"),
        (("visit-record", "--out", "表.pdf"), "E409"),
        (("base-library", "--out", "表.doc"), "E415"),
        (("base-library", "--month", "2026-01", "--out", "表.pdf"), "E"),
        (("admission-materials", "--of", "没有", "--out", "表.pdf"), "E"),
    ],
)
def test_what_cannot_be_printed_is_said_and_nothing_is_written(shenggui, tmp_path, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    told = shenggui("form", "print", *words)
    assert told.code == 2
    assert told.err.startswith(code)
    assert told.out == ""
    assert not [each for each in tmp_path.iterdir() if each.suffix in {".pdf", ".doc"}]
