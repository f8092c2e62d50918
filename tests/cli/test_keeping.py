"""Undo, what is void, the log of exports, the lost stick and the bundle, worked from the command line."""

import sqlite3
from contextlib import closing

import pytest

from tests.cli.hands import GOOD_CODE, enter


@pytest.fixture
def firm(shenggui):
    return enter(shenggui, "盂县甲洗煤厂（演示）", "--code", GOOD_CODE)


def names(shenggui):
    return [row["name"] for row in shenggui("--json", "enterprise", "list").json]


def test_a_save_is_listed_looked_at_taken_back_and_brought_again(shenggui, firm):
    first = shenggui("--json", "undo", "list").json[0]
    assert (first["action"], first["name"], first["title"]) == ("enterprise.save", "保存企业", "盂县甲洗煤厂（演示）")
    looked = shenggui("--json", "undo", "look").json
    assert (looked["taken"], looked["save"]["id"], looked["needs_reason"]) == (False, first["id"], False)
    assert looked["buckets"]["kept"] == 0
    assert names(shenggui) == ["盂县甲洗煤厂（演示）"]
    taken = shenggui("--json", "undo", "take").json
    assert taken["taken"] is True
    assert {line["act"] for line in taken["lines"]} <= {"void", "stay"}
    assert names(shenggui) == []
    assert shenggui("--json", "undo", "list").json[1]["undone_by"] is not None
    assert shenggui("undo", "take", "--redo").code == 0
    assert names(shenggui) == ["盂县甲洗煤厂（演示）"]
    assert shenggui("--json", "check", "--deep").json["ok"] is True


def test_a_field_goes_back_to_what_it_was(shenggui, firm):
    shenggui("enterprise", "set", firm, "contact=王演示")
    (line,) = shenggui("--json", "undo", "look").json["lines"]
    assert line["fields"] == [{"field": "contact", "period": None, "before": None, "after": "王演示"}]
    text = shenggui("undo", "take").out
    assert "已撤销“保存企业 盂县甲洗煤厂（演示）”" in text
    assert shenggui("--json", "enterprise", "show", firm).json["contact"] is None


def test_what_cannot_be_undone_is_told_in_one_sentence_and_nothing_changes(shenggui):
    first = shenggui("--json", "undo", "list").json[-1]["id"]
    told = shenggui("undo", "take", first)
    assert (told.code, told.err[:4]) == (2, "E702")
    assert "人员要留着署名" in shenggui("undo", "look", first).out
    assert shenggui("undo", "look", "nothing").err.startswith("E700")
    assert shenggui("undo", "take", "--redo").err.startswith("E706")


def test_void_records_are_listed_and_restored(shenggui, firm):
    shenggui("enterprise", "void", firm, "--reason", "重复登记")
    (row,) = shenggui("--json", "voided", "list", "--kind", "enterprise").json
    assert (row["uid"], row["reason"], row["by_undo"]) == (firm, "重复登记", False)
    assert "重复登记" in shenggui("voided", "list").out
    assert shenggui("--json", "voided", "restore", firm, "--reason", "查明不是重复").json == {"uid": firm}
    assert names(shenggui) == ["盂县甲洗煤厂（演示）"]
    assert shenggui("voided", "restore", firm, "--reason", "再来").err.startswith("E710")
    assert shenggui("voided", "list").out == "没有作废的记录。\n"


def test_what_left_is_listed_and_told_when_a_stick_is_lost(shenggui, firm, tmp_path):
    assert shenggui("exports", "list").out == "还没有导出过文件。\n"
    stick = tmp_path / "usb"
    stick.mkdir()
    made = shenggui("export", "enterprise", "--out", stick / "名单.csv")
    assert made.code == 0, made.err
    (note,) = shenggui("--json", "exports", "list").json
    assert (note["kind"], note["level"], note["file"], note["folder"]) == ("list", "masked", "名单.csv", str(stick))
    out = tmp_path / "说明.txt"
    lost = shenggui("--json", "lost-usb", "--where", stick, "--told", "开会途中遗失", "--out", out).json
    assert (len(lost["files"]), lost["unsealed"], lost["path"]) == (1, 1, str(out))
    assert "开会途中遗失" in out.read_text(encoding="utf-8-sig")
    assert shenggui("--json", "lost-usb", "--where", tmp_path / "other").json["files"] == []


def test_a_list_is_looked_at_before_it_goes_out(shenggui, firm, tmp_path):
    shenggui("enterprise", "tier", firm, "key", "--on", "2026-01-15", "--reason", "列入")
    put = shenggui("policy", "enter", "finance", firm, "--on", "2026-03-16", "--reason", "企业资金周转困难")
    assert put.code == 0, put.err
    whole = shenggui("--json", "policy", "print", "finance", tmp_path / "a.pdf", "--look").json
    masked = shenggui("--json", "policy", "print", "finance", tmp_path / "a.pdf", "--look", "--release", "masked").json
    assert (whole["rows"][0]["reason"], masked["rows"][0]["reason"]) == ("企业资金周转困难", None)
    assert not (tmp_path / "a.pdf").exists()
    done = shenggui("policy", "print", "finance", tmp_path / "a.pdf", "--release", "masked", "--to", "县农商行")
    assert done.code == 0, done.err
    assert shenggui("--json", "exports", "list").json[0]["recipient"] == "县农商行"
    assert shenggui("policy", "print", "finance", tmp_path / "b.pdf", "--release", "half").code == 2


def test_the_bundle_is_shown_and_written_without_names(shenggui, firm, tmp_path):
    out = tmp_path / "诊断包.txt"
    text = shenggui("--json", "diagnostics", "--out", out).json["text"]
    assert out.read_text(encoding="utf-8") == text
    assert "enterprise: 1" in text
    assert "洗煤" not in text
    assert GOOD_CODE not in text


def test_tables_of_a_ledger_of_a_newer_program_are_written_for_reading(shenggui, data, tmp_path):
    enter(shenggui, "盂县甲洗煤厂（演示）")
    with closing(sqlite3.connect(data / "ledger.db")) as newer:
        newer.execute("PRAGMA user_version=9")
    assert "E303" in shenggui("check").err
    told = shenggui("--json", "backup", "tables", tmp_path / "各表")
    assert told.code == 0, told.err
    assert str(tmp_path / "各表" / "enterprise_企业.xlsx") in told.json["files"]
    assert shenggui("backup", "tables", tmp_path / "各表", "--format", "pdf").code == 2
