"""Exit codes, messages and help: the promises every command keeps."""

import re

import pytest
import typer

from desktop.cli import main as edge
from desktop.cli.chinese import explain
from desktop.cli.main import hoist
from tests.cli.hands import COMMANDS, enter


@pytest.mark.parametrize("command", [(), *COMMANDS], ids=" ".join)
def test_help_is_chinese(run, command):
    told = run(*command, "--help")
    assert told.code == 0
    assert told.out.startswith("用法：shenggui")
    assert not re.search(
        r"\b(Usage|Options|Commands|Arguments|Show|message|required|default|TEXT|INTEGER|PATH)\b", told.out
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["enterprise"], "缺少命令"),
        (["moon"], "没有“moon”这个命令"),
        (["enterprize"], "是不是“enterprise”？"),
        (["enterprise", "show"], "缺少 编号"),
        (["enterprise", "add"], "缺少 --name。请用 shenggui enterprise add --help"),
        (["enterprise", "nothing"], "shenggui enterprise --help"),
        (["enterprise", "list", "--serch", "x"], "没有“--serch”这个选项"),
        (["enterprise", "list", "a", "b"], "多了“a b”"),
        (["enterprise", "list", "--search"], "--search 后面要跟内容"),
        (["init", "--preset", "p", "--unit", "u", "--year", "soon"], "--year 的内容不对"),
        (["--json=1", "enterprise", "list"], "--json 后面不跟内容"),
    ],
)
def test_a_command_written_wrongly_is_e001_in_chinese(run, words, said):
    told = run(*words)
    assert told.code == 2
    assert told.out == ""
    assert told.err.startswith("E001 ")
    assert told.err.count("\n") == 1
    assert said in told.err
    assert not re.search(r"Missing|Invalid|such|Got|Error|Usage", told.err)


def test_what_typer_says_anew_is_passed_on():
    assert explain(typer.BadParameter("something new.")) == "Invalid value: something new"


def test_without_a_ledger_the_way_to_one_is_told(run, tmp_path):
    told = run("--data", tmp_path / "nothing", "enterprise", "list")
    assert told.code == 2
    assert told.err.startswith("E010 ")
    assert not (tmp_path / "nothing").exists()


def test_a_second_ledger_in_the_same_folder_is_refused(run, shenggui, data):
    told = run("--data", data, "init", "--preset", "yuxian-2024", "--unit", "盂县能源局")
    assert told.code == 2
    assert told.err.startswith("E311 ")


def test_a_ledger_in_use_is_e011(shenggui, data):
    from desktop.paths import real_world
    from desktop.wiring import open_ledger

    services = open_ledger(data, real_world())
    try:
        told = shenggui("enterprise", "list")
    finally:
        services.close()
    assert told.code == 2
    assert told.err.startswith("E011 程序正在使用这个数据文件夹")
    assert shenggui("enterprise", "list").code == 0


@pytest.mark.warns("bug")
def test_a_bug_says_one_sentence_and_where_the_log_is(shenggui, data, monkeypatch):
    def fall_over(*_words):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("desktop.cli.session.Session.answer", fall_over)
    told = shenggui("enterprise", "list")
    log = data / "logs" / "shenggui.log"
    assert told.code == 1
    assert told.out == ""
    assert "Traceback" not in told.err
    assert str(log) in told.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_stopping_is_told_and_not_a_bug(shenggui, monkeypatch):
    def stop(*_words):
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.cli.session.Session.answer", stop)
    told = shenggui("enterprise", "list")
    assert (told.code, told.err[:5]) == (2, "E002 ")


@pytest.mark.parametrize("place", range(3))
def test_shared_options_may_stand_anywhere(run, shenggui, data, place):
    words = [["enterprise"], ["list"]]
    for word in (["--by", "李某"], ["--json"], ["--data", str(data)]):
        words.insert(place, word)
    assert run(*(word for part in words for word in part)).out.strip() == "[]"


def test_after_two_dashes_everything_is_content():
    assert hoist(["a", "--json", "--", "--json", "--by"]) == ["--json", "a", "--", "--json", "--by"]
    assert hoist(["a", "--data=x", "--by"]) == ["--data=x", "--by", "a"]


def test_by_names_who_did_it(shenggui):
    assert shenggui("person", "add", "--name", "田某").code == 0
    uid = enter(shenggui, "盂县乙洗煤厂（演示）", "--by", "田某")
    assert {line["who"] for line in shenggui("--json", "history", uid).json} == {"田某"}


def test_where_several_people_work_a_writing_command_asks_who(shenggui):
    shenggui("person", "add", "--name", "田某")
    told = shenggui("enterprise", "add", "--name", "甲（演示）")
    assert (told.code, told.err[:5]) == (2, "E004 ")
    assert shenggui("--json", "enterprise", "list").json == []
    assert shenggui("enterprise", "add", "--name", "甲（演示）", "--by", "田某").code == 0


def test_by_somebody_unknown_is_refused(shenggui):
    told = shenggui("--by", "张三", "enterprise", "add", "--name", "甲（演示）")
    assert (told.code, told.err[:5]) == (2, "E327 ")
    assert shenggui("--json", "enterprise", "list").json == []


def test_the_exit_codes_are_those_of_the_contract():
    assert (edge.DONE, edge.BUG, edge.TOLD, edge.FOUND) == (0, 1, 2, 3)
