"""`shenggui backup …`: a copy is made, listed, verified, brought back, and what came after it is found."""

import pytest

from tests.cli.hands import enter


@pytest.fixture
def copy(shenggui):
    """A copy with one enterprise in it, and a second one entered after."""
    enter(shenggui)
    (row,) = shenggui("--json", "backup", "make").json
    enter(shenggui, "盂县乙厂（演示）")
    return row


def names(shenggui):
    return sorted(row["name"] for row in shenggui("--json", "enterprise", "list").json)


def test_copy_is_made_and_listed(shenggui, copy):
    assert {"path", "at", "reason", "verified"} <= set(copy)
    assert (copy["reason"], copy["verified"], copy["enterprises"]) == ("manual", True, 1)
    assert shenggui("--json", "backup", "list").json == [copy]
    assert "手工备份" in shenggui("backup", "list").out


def test_restore_looks_first_and_takes_only_when_told(shenggui, copy):
    looked = shenggui("--json", "backup", "restore", copy["path"])
    assert (looked.code, looked.json[0]["taken"], looked.json[0]["changes_lost"] > 0) == (0, False, True)
    assert len(names(shenggui)) == 2
    taken = shenggui("--json", "backup", "restore", copy["path"], "--take", "--why", "误删")
    assert taken.json[0]["taken"] is True
    assert names(shenggui) == ["盂县甲洗煤厂（演示）"]
    assert shenggui("check", "--deep").code == 0


def test_name_of_a_copy_is_enough(shenggui, copy):
    name = copy["path"].rpartition("/")[2]
    assert shenggui("backup", "restore", name, "--take").code == 0


def test_what_came_after_is_found_back(shenggui, copy):
    shenggui("backup", "restore", copy["path"], "--take")
    looked = shenggui("--json", "backup", "find").json
    assert [record["title"] for record in looked["records"]] == ["盂县乙厂（演示）"]
    assert looked["taken"] is False
    assert len(names(shenggui)) == 1
    assert "已找回 1 条" in shenggui("backup", "find", "--take").out
    assert len(names(shenggui)) == 2
    assert shenggui("check", "--deep").code == 0


def test_verify_answers_3_for_a_copy_whose_ledger_has_a_flaw(shenggui, copy, data):
    import sqlite3

    assert shenggui("backup", "verify").code == 0
    with sqlite3.connect(data / "ledger.db") as spoilt:
        spoilt.execute("UPDATE enterprise SET tier = 'key'")
    spoilt.close()
    made = shenggui("--json", "backup", "make")
    assert made.json[0]["verified"] is False
    assert made.err.startswith("W369")
    told = shenggui("--json", "backup", "verify", made.json[0]["path"])
    assert (told.code, told.json[0]["verified"]) == (3, False)
    assert {each["code"] for each in told.json[0]["findings"]} == {"tier_differs"}


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "E341"), ("不是备份".encode(), "E341"), (None, "E340")],
    ids=["empty", "text", "missing"],
)
def test_what_is_no_copy_is_refused_and_nothing_changes(shenggui, copy, tmp_path, content, code):
    path = tmp_path / "x.sgbak"
    if content is not None:
        path.write_bytes(content)
    before = names(shenggui)
    for command in ("restore", "verify"):
        told = shenggui("backup", command, path)
        assert (told.code, told.err[:4]) == (2, code)
    assert names(shenggui) == before


def test_copies_are_carried_elsewhere_and_rehearsed(shenggui, copy, tmp_path, data):
    stick = tmp_path / "U盘"
    stick.mkdir()
    assert "还没有设定" in shenggui("backup", "carry").out
    assert shenggui("backup", "place", data / "backups").err.startswith("E347")
    assert shenggui("--json", "backup", "place", stick).json["place"] == str(stick)
    assert shenggui("--json", "backup", "carry").json["path"].startswith(str(stick))
    assert shenggui("backup", "rehearse").code == 0
    assert shenggui("--json", "backup", "place", "--none").json["place"] is None


def test_copy_begins_a_folder_on_another_computer(run, shenggui, copy, tmp_path):
    other = tmp_path / "新电脑"
    assert run("--data", other, "backup", "restore", copy["path"], "--take").code == 0
    listed = run("--data", other, "--json", "enterprise", "list").json
    assert [row["name"] for row in listed] == ["盂县甲洗煤厂（演示）"]


def test_damaged_ledger_is_told_and_brought_back(shenggui, copy, data):
    (data / "ledger.db").write_bytes(b"\xff" * 9000)
    told = shenggui("enterprise", "list")
    assert (told.code, told.err[:4]) == (2, "E301")
    looked = shenggui("--json", "backup", "restore", copy["path"])
    assert looked.json[0]["changes_lost"] is None  # nobody can tell
    assert shenggui("backup", "restore", copy["path"], "--take").code == 0
    assert names(shenggui) == ["盂县甲洗煤厂（演示）"]
