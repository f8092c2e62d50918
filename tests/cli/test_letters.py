"""A whole round between the county and two of its units, by commands alone."""

import functools
from pathlib import Path

import pytest


@pytest.fixture
def offices(run, tmp_path):
    """Command lines of the county office, 秀水镇 and 能源局, and a stick."""
    made = {}
    for folder, unit in (("county", "县中小企业发展中心"), ("town", "秀水镇"), ("energy", "盂县能源局")):
        data = tmp_path / folder
        told = run(
            "--data", data, "init", "--preset", "yuxian-2024", "--unit", unit, "--year", 2026, "--person", "李某"
        )
        assert told.code == 0, told.err
        made[folder] = lambda *words, data=data: run("--data", data, "--json", *words)
    made["stick"] = tmp_path / "stick"
    made["stick"].mkdir()
    return made


def good(told):
    assert told.code == 0, told.err
    return told.json


def register(offices):
    for unit in ("town", "energy"):
        made = good(offices[unit]("register", "make", "--out", offices["stick"]))
        looked = good(offices["county"]("register", "look", made["file"]))
        assert (looked["known"], looked["fingerprint"]) == (False, made["fingerprint"])
        assert Path(made["sheet"]).is_file()
        good(offices["county"]("register", "accept", made["file"], "--fingerprint", made["fingerprint"][:19]))


def hand_out(offices):
    """Let the county enter one enterprise of both units and send it; return its uid."""
    words = ("--name", "盂县演示耐火有限公司", "no_code_reason=新开办", "township=秀水镇", "department=盂县能源局")
    uid = good(offices["county"]("enterprise", "add", *words))["uid"]
    print_ = good(offices["county"]("register", "make", "--out", offices["stick"]))["fingerprint"]
    for unit, name in (("town", "秀水镇"), ("energy", "盂县能源局")):
        made = good(offices["county"]("package", "make", "--to", name, "--out", offices["stick"]))
        file = made["file"]
        assert Path(made["paper"]).is_file()
        assert Path(made["paper"]).parent.name == "outbox"
        refused = offices[unit]("package", "look", file)
        assert (refused.code, refused.err[:4]) == (2, "E203")
        taken = good(offices[unit]("package", "look", file, "--fingerprint", print_, "--take"))
        assert (taken["taken"], taken["type"]) == (True, "assignment")
        assert [(term["kind"], term["state"]) for term in taken["terms"]] == [("plan", "known")]
        assert [row["uid"] for row in good(offices[unit]("enterprise", "list"))] == [uid]
    return uid


def see_the_whole(offices, uid):
    """What the county sees of a figure that two units tell differently, and what it may not do with it."""
    figure = functools.partial(offices["county"], "figure")
    (line,) = good(figure("list", "--month", "2026-10", "--open"))
    told = line["figures"]["main_revenue_ytd"]
    assert (line["main_revenue_ytd"], line["open"], told["basis"]) == (None, ["main_revenue_ytd"], "open")
    assert told["told"]["140322-xiushui"]["amount"] == "18500000.00"
    assert told["told"]["140322-xiushui"]["source"] == "income_statement"
    (one,) = good(figure("list", "--month", "2026-10", "--unit", "秀水镇"))
    assert one["main_revenue_ytd"] == "18500000.00"
    sums = good(figure("sums", "--month", "2026-10"))["sums"]
    assert sums["main_revenue_ytd"] == {"amount": None, "counted": 0, "open": 1}
    assert sums["main_revenue_month"] == {"amount": "1800000.00", "counted": 1, "open": 0}
    good(figure("lead", "main_revenue_ytd", "--unit", "秀水镇", "--reason", "收入以属地为准"))
    assert good(figure("sums", "--month", "2026-10"))["sums"]["main_revenue_ytd"]["amount"] == "18500000.00"
    good(figure("lead", "main_revenue_ytd", "--none", "--reason", "改回逐个核对"))
    for words, code in (
        (("lead", "main_revenue_ytd", "--unit", "火星局", "--reason", "收入以它为准"), "E235"),
        (("set", uid, "2026-10", "main_revenue_ytd=1900万元", "--source", "利润表"), "E272"),
    ):
        refused = figure(*words)
        assert (refused.code, refused.err[:4]) == (2, code)
    assert offices["town"]("figure", "sums", "--month", "2026-10").err[:4] == "E270"
    assert offices["town"]("form", "print", "county-work", "--out", offices["stick"] / "表.pdf").err[:4] == "E273"
    paper = good(offices["county"]("form", "print", "county-monitoring", "--out", offices["stick"] / "汇总.xlsx"))
    assert Path(paper["path"]).is_file()


def test_a_whole_round(offices):
    register(offices)
    uid = hand_out(offices)
    folder = offices["stick"] / "来件"
    folder.mkdir()
    for unit, amount in (("town", "1850万元"), ("energy", "2010万元")):
        fields = (f"main_revenue_ytd={amount}", "main_revenue_month=180万元")
        good(offices[unit]("figure", "set", uid, "2026-10", *fields, "--source", "利润表"))
        leaving = good(offices[unit]("package", "leaving", "--out", offices["stick"] / "清单.pdf"))
        assert Path(leaving["paper"]).is_file()
        assert leaving["told"]["figure"] == 2
        good(offices[unit]("package", "make", "--month", "2026-10", "--out", folder))
    looked = good(offices["county"]("merge", folder))
    assert (looked["taken"], len(looked["senders"]), looked["to_check"]) == (False, 2, 1)
    taken = good(offices["county"]("merge", folder, "--take"))
    assert (taken["taken"], taken["state_digest"]) == (True, looked["state_digest"])
    assert good(offices["county"]("visit", "doubles", "--days", 7)) == good(offices["county"]("issue", "doubles")) == []
    see_the_whole(offices, uid)
    again = good(offices["county"]("merge", folder, "--take"))
    assert all(each["already_taken_at"] for each in again["senders"])
    (asked,) = good(offices["county"]("adopt"))
    assert asked["told"] == {"140322-nengyuan": "20100000.00", "140322-xiushui": "18500000.00"}
    short = offices["county"]("adopt", uid, "2026-10", "main_revenue_ytd", "--unit", "盂县能源局", "--reason", "对")
    assert (short.code, short.err[:4]) == (2, "E233")
    reason = ("--reason", "与税务申报表核对一致")
    good(offices["county"]("adopt", uid, "2026-10", "main_revenue_ytd", "--unit", "盂县能源局", *reason))
    assert good(offices["county"]("adopt")) == []
    (line,) = good(offices["county"]("figure", "list", "--month", "2026-10"))
    assert (line["main_revenue_ytd"], line["open"]) == ("20100000.00", [])
    board = {each["name"]: each for each in good(offices["county"]("receipt", "board", "2026-10"))}
    assert (board["秀水镇"]["registered"], board["秀水镇"]["filed"]) == (True, False)
    file = good(offices["county"]("receipt", "make", "--to", "秀水镇", "--out", offices["stick"]))["file"]
    assert good(offices["town"]("package", "look", file, "--take"))["answers"] == 1
    (taken, _) = good(offices["town"]("package", "inbox"))
    paper = offices["stick"] / "回执单.pdf"
    assert good(offices["town"]("package", "paper", taken["package_id"][:8], paper))["pages"] == 1
    assert paper.read_bytes().startswith(b"%PDF-")
    (sent,) = good(offices["town"]("package", "log"))
    assert (sent["state"], sent["days"]) == ("accepted", 0)


def test_a_returned_round_comes_again(offices, tmp_path):
    register(offices)
    hand_out(offices)
    visits = ("file", "2026-10", "--form", "visit-month", "--nothing", "--package")
    file = good(offices["town"](*visits, "--out", offices["stick"]))["package"]
    good(offices["county"]("package", "look", file, "--take"))
    early = offices["county"]("receipt", "make", "--to", "秀水镇", "--out", offices["stick"])
    assert (early.code, early.err[:4]) == (2, "E228")
    (found,) = good(offices["county"]("receipt", "list", "--month", "2026-10"))
    good(offices["county"]("receipt", "return", found["uid"], "--comment", "有走访没有填", "--due", "2026-11-30"))
    file = good(offices["county"]("receipt", "make", "--to", "秀水镇", "--out", offices["stick"]))["file"]
    good(offices["town"]("package", "look", file, "--take"))
    assert good(offices["town"]("package", "log"))[0]["state"] == "returned"
    told = good(offices["county"]("bulletin", "2026-10", "--out", tmp_path / "通报"))
    (town,) = (each for each in told["lines"] if each["unit"] == "140322-xiushui")
    assert (town["filing"]["due"], town["filing"]["on_time"] + town["filing"]["late"]) == (3, 1)
    assert [Path(path).suffix for path in told["files"] if Path(path).is_file()] == [".pdf", ".xlsx", ".txt"]
    refused = offices["town"]("bulletin", "2026-10")
    assert (refused.code, refused.err[:4]) == (2, "E242")


def test_a_name_is_changed_by_the_county_only(offices):
    register(offices)
    uid = hand_out(offices)
    good(offices["town"]("enterprise", "set", uid, "name=盂县演示新材料有限公司", "--reason", "营业执照变更"))
    (asked,) = good(offices["town"]("resolve"))
    assert asked["kind"] == "proposal"
    refused = offices["town"]("resolve", asked["id"], "--unit", "秀水镇", "--reason", "本单位认为应改")
    assert (refused.code, refused.err[:4]) == (2, "E230")
    file = good(offices["town"]("package", "make", "--out", offices["stick"]))["file"]
    good(offices["county"]("package", "look", file, "--take"))
    good(offices["county"]("resolve", asked["id"], "--unit", "秀水镇", "--reason", "已见新营业执照"))
    assert good(offices["county"]("enterprise", "list"))[0]["name"] == "盂县演示新材料有限公司"
    assert good(offices["county"]("resolve")) == []


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.sgb", b"", "E200"),
        ("a.sgb", b"%PDF-1.4", "E200"),
        ("a.sgb", b"PK\x03\x04xl/workbook.xml", "E200"),
        ("a.sgb", b"something else", "E201"),
        ("a.sgb", b"age-encryption.org/v1\nx", "E201"),
        ("none.sgb", None, "E234"),
    ],
)
def test_what_is_no_package_is_told(offices, name, content, code):
    path = Path(offices["stick"]) / name
    if content is not None:
        path.write_bytes(content)
    told = offices["town"]("package", "look", path)
    assert (told.code, told.err[:4]) == (2, code), told.err


def test_without_a_known_county_a_passphrase_closes_the_letter(offices):
    refused = offices["town"]("package", "make", "--out", offices["stick"])
    assert (refused.code, refused.err[:4]) == (2, "E223")
    file = good(
        offices["town"]("package", "make", "--out", offices["stick"], "--passphrase", "春风 二月 四九 落花 时节")
    )["file"]
    wants = offices["county"]("package", "look", file)
    assert (wants.code, wants.err[:4]) == (2, "E219")


def test_a_key_is_changed_without_paper(offices):
    register(offices)
    renewed = good(offices["town"]("register", "renew", "--announce", offices["stick"]))
    looked = good(offices["county"]("register", "look", renewed["file"]))
    assert (looked["announced"], looked["known"], looked["fingerprint"]) == (True, False, renewed["fingerprint"])
    told = offices["county"]("package", "look", renewed["file"])
    assert (told.code, told.err[:4]) == (2, "E241")
    good(offices["county"]("register", "accept", renewed["file"]))
    assert [each["retired_from"] for each in good(offices["county"]("register", "list"))].count(None) == 2
    silent = good(offices["town"]("register", "renew"))
    assert silent["file"] is None
    paper = good(offices["town"]("register", "make", "--out", offices["stick"]))
    refused = offices["county"]("register", "accept", paper["file"])
    assert (refused.code, refused.err[:4]) == (2, "E222")


def test_the_desk_is_handed_over(offices, tmp_path):
    register(offices)
    hand_out(offices)
    good(offices["town"]("package", "make", "--out", offices["stick"]))
    listed = good(offices["town"]("handover"))
    assert [each["content"] for each in listed["lines"] if each["kind"] == "letter"] == ["第1号上报包"]
    assert listed["files"] == []
    refused = offices["town"]("handover", "--out", tmp_path / "交接")
    assert (refused.code, refused.err[:4]) == (2, "E243")
    assert not (tmp_path / "交接").exists()
    told = good(offices["town"]("handover", "--to", "王接收", "--out", tmp_path / "交接"))
    assert [Path(path).suffix for path in told["files"] if Path(path).is_file()] == [".sgbak", ".pdf"]


def test_one_enterprise_that_was_entered_twice_is_one_until_it_is_parted(offices):
    county = offices["county"]
    first, second = (
        good(county("enterprise", "add", "--name", name, "no_code_reason=新开办", "township=秀水镇"))["uid"]
        for name in ("盂县演示耐火有限公司", "演示耐火厂（演示）")
    )
    same = ("resolve", first, "--same", second, "--reason", "县里核对是同一家")
    assert offices["town"](*same).err[:4] == "E230"
    assert county("resolve", first, "--same", first, "--reason", "县里核对是同一家").err[:4] == "E232"
    assert county("resolve", second, "--part", "--reason", "认定错了拆开").err[:4] == "E229"
    assert good(county(*same)) == {"uid": second}
    assert [row["uid"] for row in good(county("enterprise", "list"))] == [first]
    good(county("resolve", second, "--part", "--reason", "认定错了拆开"))
    assert len(good(county("enterprise", "list"))) == 2
