"""Papers that go with letters: what stands on them, at both ends."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.package import PackageType
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.render.raster import page_texts
from tests.services.letter_hands import assigned, introduced, send, unit_of
from tests.services.making import OCTOBER, explain, figures, kept, nothing_written, visit


def printed(path):
    return "".join(page_texts(path)).replace("\n", "").replace(" ", "").replace("\r", "")


def paper(services, package_id, path, **how):
    services.letters.papers.of_letter(package_id, path, Progress(), **how)
    return printed(path)


def last(services, kind):
    return next(each.package_id for each in services.letters.outgoing.log() if each.type is kind)


def test_the_registration_sheet_has_the_fingerprint_to_type(post, tmp_path):
    path = tmp_path / "登记表.pdf"
    package = post.town.letters.keys.register(post.stick)
    post.town.letters.papers.registration(package, path, Progress())
    text = printed(path)
    groups = post.town.letters.keys.own_fingerprint()
    assert len(groups.split()) == 6
    for said in ("盂县秀水镇人民政府", "140322-xiushui", groups.replace(" ", ""), "盖公章", "李演示", package.name):
        assert said in text


def test_the_assignment_list_tells_new_held_and_withdrawn(post, tmp_path):
    introduced(post)
    _, moved = assigned(post, "演示甲厂", "演示乙厂")
    one = paper(post.county, last(post.county, PackageType.ASSIGNMENT), tmp_path / "1.pdf")
    assert (one.count("演示甲厂"), "共2户" in one) == (1, True)
    assert one.count("新交办") == 3  # two lines, and the note that says what the word means
    draft = post.county.enterprises.get(moved).draft
    kept(post.county.enterprises.save(replace(draft, department="140322-gongxin"), moved, reason="职责调整"))
    sent = post.county.letters.outgoing.send(post.stick, unit_of(post.energy))
    two = paper(post.county, sent.package_id, tmp_path / "2.pdf")
    assert ("共1户" in two, two.count("交办中"), two.count("已收回")) == (True, 1, 2)
    post.energy.letters.incoming.take(sent.path)
    there = paper(post.energy, sent.package_id, tmp_path / "3.pdf")
    assert "交办单位（盖章）：盂县中小企业发展中心" in there
    assert ("共1户" in there, there.count("已收回")) == (True, 2)


@pytest.fixture
def answered(post, tmp_path):
    """One form returned and one accepted; the receipt has reached 秀水镇."""
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.figures.save(figures(uid, main_revenue_ytd=1850, main_revenue_month=180)))
    explain(post.town, "key-monitoring")
    folder = tmp_path / "报送"
    post.town.filings.export(OCTOBER, ["key-monitoring"], folder, Progress())
    post.town.filings.export(OCTOBER, ["visit-month"], folder, Progress(), nothing=True)
    send(post, post.town, post.county)
    rounds = {each.form: each.uid for each in post.county.letters.answering.rounds(OCTOBER)}
    answering = post.county.letters.answering
    kept(answering.give_back([rounds["key-monitoring"]], "缺用电量", date(2026, 11, 8)))
    kept(answering.accept([rounds["visit-month"]]))
    receipt = answering.receipt(unit_of(post.town), post.stick)
    post.town.letters.incoming.take(receipt.path)
    return post, receipt.package_id


def test_the_receipt_says_the_same_at_both_ends(answered, tmp_path):
    post, receipt = answered
    there, here = (paper(each, receipt, tmp_path / "回执.pdf") for each in (post.county, post.town))
    assert there == here
    for said in ("整包部分退回", "重点培育企业运行监测月报第1次退回缺用电量2026-11-08", "入企走访帮扶月报第1次接收"):
        assert said in there, there
    assert "答复单位（盖章）：盂县中小企业发展中心" in there


def test_what_a_submission_took_out_is_printed_before_and_after(post, tmp_path):
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.visits.save(visit(uid)))
    path = tmp_path / "清单.pdf"
    leaving = post.town.letters.outgoing.leaving()
    post.town.letters.papers.leaving(leaving, "", path, Progress())
    before = printed(path)
    sent = post.town.letters.outgoing.send(post.stick)
    after = paper(post.town, sent.package_id, path)
    told, withheld = sum(leaving.told.values()), sum(leaving.withheld.values())
    for text, said in ((before, "联系电话不带出"), (after, "第1号")):
        assert f"合计{told}{withheld}" in text
        assert said in text


def test_a_letter_without_a_paper_says_so(post, tmp_path):
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.visits.save(visit(uid)))
    letter = post.town.letters.outgoing.send(post.stick)
    post.county.letters.incoming.take(letter.path)
    for package, code in ((letter.package_id, "letter_has_no_paper"), ("nothing", "no_such_letter")):
        with pytest.raises(KnownError, match=code):
            paper(post.county, package, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()
    letter.outbox.with_suffix(".sgb").unlink()
    with pytest.raises(KnownError, match="letter_not_kept"):
        paper(post.town, letter.package_id, tmp_path / "x.pdf")


def test_a_passphrase_that_can_be_guessed_closes_nothing(post):
    with nothing_written(post.town), pytest.raises(KnownError, match="passphrase_weak"):
        post.town.letters.outgoing.send(post.stick, passphrase="123456")
    assert not list(post.stick.glob("*.sgb"))


def test_a_letter_sealed_with_a_passphrase_is_read_again_with_it(post, tmp_path):
    sent = post.town.letters.outgoing.send(post.stick, passphrase="春风 二月 四九 落花 时节")
    with pytest.raises(KnownError, match="package_wants_passphrase"):
        paper(post.town, sent.package_id, tmp_path / "x.pdf")
    assert "第1号" in paper(post.town, sent.package_id, tmp_path / "x.pdf", passphrase="春风 二月 四九 落花 时节")
