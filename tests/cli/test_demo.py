"""The sample county: the whole main job through the real services, the same every time."""

import hashlib

import pytest

from desktop.domain.credit_code import CodeCheck, check
from desktop.paths import resources_folder
from desktop.services.sample_data import read_sample


def papers(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.pdf")}


@pytest.fixture(scope="module")
def sample():
    return read_sample(resources_folder())


def test_everything_in_the_sample_is_marked_and_its_codes_are_plausible(sample):
    everyone = (*sample.enterprises, sample.damaged)
    assert len(everyone) == 31
    assert len({each.credit_code for each in everyone}) == len(everyone)
    for each in everyone:
        assert each.name.endswith("（演示）")
        assert each.credit_code.startswith("91140322")
        assert check(each.credit_code) is CodeCheck.GOOD
        assert each.phone.startswith("0353-0000")
    codes = {each.credit_code for each in everyone}
    for kept in (each.draft for each in sample.retained):
        assert kept.name.endswith("（演示）")
        assert kept.credit_code not in codes
        assert check(kept.credit_code) is CodeCheck.GOOD


def test_names_in_the_sample_are_those_of_its_enterprises(sample):
    names = {each.name for each in (*sample.enterprises, sample.damaged)}
    assert {visit.draft.enterprise for visit in sample.visits} | sample.late <= names
    assert {admission.name for admission in sample.admitted} <= names
    assert sample.falls[0] in names


def test_the_demo_does_the_main_job_and_does_it_again(run, sample, tmp_path):
    out = tmp_path / "demo"
    told = run("--json", "demo", out, "--no-pictures")
    assert told.code == 0, told.err
    answer = told.json
    assert all((out / name).is_file() for name in answer["files"])
    own = [name for name in answer["files"] if "/" not in name]
    assert sum(name.endswith(".pdf") for name in own) == 4
    assert sum(name.endswith(".xlsx") for name in own) == 5
    the_round_was_played(run, out, answer["round"])
    data = out / "data"
    assert run("--data", data, "check", "--deep").code == 0
    assert len(run("--data", data, "--json", "enterprise", "list").json) == 39
    assert len(run("--data", data, "--json", "issue", "list").json) == 19
    months = {row["month"] for row in run("--data", data, "--json", "figure", "list").json}
    assert (len(months), min(months), max(months)) == (20, "2025-02", "2026-10")
    figures = run("--data", data, "--json", "figure", "list", "--month", "2026-10").json
    waited_for = {row["name"] for row in figures if row["main_revenue_ytd"] is None}
    assert sample.late < waited_for
    assert len(waited_for) == 9
    assert {row["name"] for row in figures if not row["main_revenue_ytd_last"]} < waited_for
    first = papers(out)
    again = run("--json", "demo", out, "--no-letters", "--no-pictures").json
    assert papers(out) == first
    assert again["round"] is None
    assert not (out / "round").exists()


def the_round_was_played(run, out, told):
    """The county and twelve units wrote to each other; what they did stands in their ledgers."""

    def ask(unit, *words):
        return run("--data", out / "round" / "data" / unit, "--json", *words).json

    assert told["digest"] == told["digest_other_order"]
    assert (out / "round" / "往来经过.txt").read_text(encoding="utf-8").splitlines() == told["story"]
    assert {path.name for path in (out / "round" / "data").iterdir() if path.name.startswith("1403")} == {
        f"140322-{name}"
        for name in (
            *("xiushui", "lujiacun", "nanlou", "niucun", "shangshe", "beixiazhuang", "xipan"),
            *("kaifaqu", "gongxin", "yingji", "nengyuan", "zhujian"),
        )
    }
    assert [each["state"] for each in ask("140322-xiushui", "package", "log")] == ["accepted", "partly_returned"]
    assert [each["state"] for each in ask("140322-nengyuan", "package", "log")] == ["accepted"]
    assert len(ask("county", "register", "list")) == 12
    assert {each["state"] for each in ask("county", "receipt", "list")} == {"accepted", "returned"}
    assert ask("county", "adopt") == []
    (row,) = (each for each in ask("county", "figure", "list", "--month", "2026-10") if "北岭洗煤" in each["name"])
    assert row["main_revenue_ytd"] == "17680000.00"
    for unit in ("county", "140322-xiushui", "140322-nengyuan"):
        assert run("--data", out / "round" / "data" / unit, "check", "--deep").code == 0


def test_a_folder_of_somebody_else_is_left_alone(run, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "precious.txt").write_text("x", encoding="utf-8")
    told = run("demo", tmp_path, "--no-pictures")
    assert (told.code, told.err[:5]) == (2, "E016 ")
    assert (tmp_path / "data" / "precious.txt").is_file()
    assert not (tmp_path / "演示数据.txt").exists()


def test_a_demo_open_in_the_window_is_not_torn_down(run, tmp_path):
    from desktop.paths import real_world
    from desktop.wiring import open_ledger

    data = tmp_path / "data"
    assert run("--data", data, "init", "--preset", "yuxian-2024", "--unit", "盂县能源局").code == 0
    (tmp_path / "演示数据.txt").touch()
    services = open_ledger(tmp_path / "data", real_world())
    try:
        told = run("demo", tmp_path, "--no-pictures")
    finally:
        services.close()
    assert (told.code, told.err[:5]) == (2, "E011 ")
    assert (tmp_path / "data" / "ledger.db").is_file()
