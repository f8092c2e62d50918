"""Permissions of the county and figures given back, by commands; the offices are made without them, for speed."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.hands import Run
from tests.services.letter_hands import assigned, begin_post, in_tier, introduced, send
from tests.services.making import figures, kept


class Offices(NamedTuple):
    """Command lines of the county office and 秀水镇, a stick, and the enterprise whose figure two units told."""

    county: Run
    town: Run
    stick: Path
    firm: str


@pytest.fixture
def offices(run, tmp_path):
    post = begin_post(tmp_path)
    introduced(post)
    (uid,) = assigned(post)
    for services, amount in ((post.town, 1850), (post.energy, 2010)):
        kept(services.figures.save(figures(uid, main_revenue_ytd=amount)))
        send(post, services, post.county)
    for services in post.everyone():
        services.close()
    county, town = (
        lambda *words, data=tmp_path / name: run("--data", data, "--json", *words) for name in ("county", "town")
    )
    return Offices(county, town, post.stick, uid)


def good(told):
    assert told.code == 0, told.err
    return told.json


def test_the_county_permits_by_command(offices):
    county, town = offices.county, offices.town
    given = ("receipt", "permit", "秀水镇", "--month", "2026-10", "--kind", "correction", "--until", "2099-11-30")
    short = county(*given, "--reason", "短")
    assert (short.code, short.err[:4]) == (2, "E233")
    refused = town(*given, "--reason", "自己准许自己")
    assert (refused.code, refused.err[:4]) == (2, "E254")
    uid = good(county(*given, "--reason", "企业补报了发票", "--form", "key-monitoring"))["uid"]
    file = good(county("package", "make", "--to", "秀水镇", "--out", offices.stick))["file"]
    good(town("package", "look", file, "--take"))
    (known,) = good(town("receipt", "permits", "--month", "2026-10"))
    assert (known["uid"], known["kind"], known["form"], known["holds"]) == (uid, "correction", "key-monitoring", True)
    good(county("receipt", "permit-void", uid, "--reason", "发错了单位"))
    (known,) = good(county("receipt", "permits"))
    assert (known["voided"], known["void_reason"], known["holds"]) == (True, "发错了单位", False)
    gone = county("receipt", "permit-void", "none", "--reason", "没有这一条")
    assert (gone.code, gone.err[:4]) == (2, "E255")


def test_all_missing_letters_are_named_by_command(offices):
    files = [Path(good(offices.town("package", "make", "--out", offices.stick))["file"]) for _ in range(3)]
    alone = offices.county("package", "look", files[2])
    assert (alone.code, alone.err[:4]) == (2, "E209")
    assert "缺少第 2—3 号包" in alone.err
    folder = offices.stick / "来件"
    folder.mkdir()
    for path in files[1:]:
        path.rename(folder / path.name)
    looked = good(offices.county("merge", folder))
    assert looked["missing"] == [{"unit_name": "秀水镇", "numbers": [{"from": 2, "to": 2}]}]
    assert [each["message"][:15] for each in looked["refused"]] == ["E209 缺少第 2 号包，没"] * 2
    assert looked["senders"] == []


def test_a_figure_is_asked_back_by_command(offices):
    county, town = offices.county, offices.town
    (asked,) = good(county("adopt"))
    assert (asked["id"], asked["asked"]) == (f"{offices.firm}:2026-10:main_revenue_ytd", [])
    good(county("resolve", asked["id"], "--ask-back", "--reason", "两家差得太多，请核对"))
    again = county("resolve", asked["id"], "--ask-back", "--reason", "两家差得太多，请核对")
    assert (again.code, again.err[:4]) == (2, "E260")
    file = good(county("package", "make", "--to", "秀水镇", "--out", offices.stick))["file"]
    good(town("package", "look", file, "--take"))
    (request,) = good(town("resolve"))
    assert (request["kind"], request["shown"]["value"]) == ("recheck", "18500000.00")
    assert "20100000" not in str(request)
    lame = town("resolve", request["id"], "--confirm", "--reason", "核对过申报表")
    assert (lame.code, lame.err[:4]) == (2, "E501")
    good(town("resolve", request["id"], "--confirm", "--source", "税表", "--reason", "核对过申报表"))
    assert good(town("resolve")) == []
    file = good(town("package", "make", "--out", offices.stick))["file"]
    good(county("package", "look", file, "--take"))
    (asked,) = good(county("adopt"))
    states = {each["unit"]: each["state"] for each in asked["asked"]}
    assert states == {"140322-xiushui": "confirmed", "140322-nengyuan": "open"}
    good(county("resolve", asked["id"], "--take-back", "--reason", "电话里说清楚了"))
    (asked,) = good(county("adopt"))
    assert [each["unit"] for each in asked["asked"]] == ["140322-xiushui"]
    bad = county("resolve", "nonsense", "--ask-back", "--reason", "没有这一处")
    assert (bad.code, bad.err[:4]) == (2, "E229")


def test_enterprises_that_may_be_one_are_listed_and_settled_by_command(offices):
    county, town = offices.county, offices.town
    firm = ("enterprise", "add", "--name", "盂县演示双份厂", "no_code_reason=新开办")
    own = good(town(*firm, "township=秀水镇"))["uid"]
    file = good(town("package", "make", "--out", offices.stick))["file"]
    good(county("package", "look", file, "--take"))
    twin = good(county(*firm, "department=盂县能源局"))["uid"]
    (pair,) = (each for each in good(county("resolve")) if each["kind"] == "alike")
    assert {pair["id"], pair["other"]} == {own, twin}
    makers = {each["uid"]: each["maker"] for each in pair["enterprises"]}
    assert (makers[own], makers[twin]) == ("秀水镇", "盂县中小企业发展中心")
    assert good(town("resolve")) == []  # only the county decides it
    why = ("--reason", "照营业执照核对过")
    for words, code in (
        (("none", "--same", twin), "E320"),
        ((own, "--same", "none"), "E320"),
        ((own, "--same", own), "E232"),
        ((twin, "--part"), "E229"),
        (("--same", twin), "E229"),
    ):
        refused = county("resolve", *words, *why)
        assert (refused.code, refused.err[:4]) == (2, code)
    good(county("resolve", own, "--same", twin, *why))
    ring = county("resolve", twin, "--same", own, *why)
    assert (ring.code, ring.err[:4]) == (2, "E232")
    assert [each["uid"] for each in good(county("enterprise", "list", "--search", "双份"))] == [own]
    assert [each for each in good(county("resolve")) if each["kind"] == "alike"] == []
    good(county("resolve", twin, "--part", *why))
    assert len(good(county("enterprise", "list", "--search", "双份"))) == 2


def test_what_is_set_aside_is_listed_by_command(run, tmp_path):
    post = begin_post(tmp_path)
    introduced(post)
    (uid,) = assigned(post)
    in_tier(post, uid)
    letter = post.town.letters.outgoing.send(post.stick).path
    for services in post.everyone():
        services.close()
    county = ("--data", tmp_path / "county")
    taken = run(*county, "package", "look", letter, "--take")
    assert "条记录暂时放在一边（位置已有别的记录，或以县里的为准" in taken.out
    found = good(run(*county, "--json", "resolve", "--aside"))
    assert {(each["subject"], each["because"], each["enterprise"]) for each in found} == {("tier", "overruled", uid)}
    listed = run(*county, "resolve", "--aside").out
    assert "盂县演示耐火有限公司" in listed
    assert "以县里的为准；单位登记的留着，不用处理。" in listed
    assert f"另有 {len(found)} 条记录暂时放在一边，见 resolve --aside。" in run(*county, "resolve").out
