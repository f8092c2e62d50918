"""Handing the desk over: what is open stands on the list, and the copy it names opens elsewhere with everything."""

from datetime import date
from hashlib import sha256

import pytest

from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.handover import Pending
from desktop.domain.issue import IssueDraft, StepDraft
from desktop.domain.issue_codes import IssueAction
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.render.raster import page_texts
from desktop.wiring import open_ledger, restorer
from tests.services.letter_hands import assigned, introduced
from tests.services.making import OCTOBER, enter, kept, make_world


def test_what_is_open_is_listed_by_its_day(services, tmp_path):
    uid = enter(services)
    for text, on in (("路坏了", None), ("缺电", date(2026, 10, 20))):
        issue = kept(services.issues.add(IssueDraft(enterprise=uid, description=text, raised_on=date(2026, 10, 10))))
        if on:
            kept(services.issues.step(issue, StepDraft(IssueAction.ASSIGN, on, handler="盂县住建局")))
    lines = services.handovers.pending()
    issues = [each for each in lines if each.kind is Pending.ISSUE]
    assert [each.content.split("（")[0] for each in issues] == ["缺电", "路坏了"]
    assert (issues[0].due_on is not None, issues[1].due_on) == (True, None)
    months = [each.content for each in lines if each.kind is Pending.MONTH]
    assert len(months) == 3  # three forms of October; what was due before the ledger was begun is none of it
    assert all(content.startswith("2026年10月") for content in months)
    services.filings.export(OCTOBER, ["visit-month"], tmp_path / "报送", Progress(), nothing=True)
    states = {each.content: each.state for each in services.handovers.pending() if each.kind is Pending.MONTH}
    assert states["2026年10月　入企走访帮扶月报"] == "已生成"


def test_a_letter_without_a_receipt_is_listed(post):
    introduced(post)
    assigned(post)
    post.town.letters.outgoing.send(post.stick)
    (letter,) = (each for each in post.town.handovers.pending() if each.kind is Pending.LETTER)
    assert (letter.content, letter.party) == ("第1号上报包", "盂县中小企业发展中心")


def test_the_copy_opens_elsewhere_and_the_list_names_it(services, world, tmp_path):
    enter(services)
    out = tmp_path / "交接"
    copy = services.backups.hand_over(out, Progress())
    path = out / "清单.pdf"
    services.handovers.print("王接收", copy, path, Progress())
    said = "".join(page_texts(path)).replace("\n", "").replace("\r", "").replace(" ", "")
    for text in (
        "移交人：李演示",
        "接收人：王接收",
        copy.name,
        sha256(copy.read_bytes()).hexdigest(),
        "监交人（签字）",
    ):
        assert text in said
    there = tmp_path / "新电脑"
    restorer(there, world).restore(copy, Progress(), reason="交接")
    opened = open_ledger(there, make_world(lambda: services.office.now, prefix="next"))
    try:
        assert len(opened.enterprises.ids(EnterpriseFilter())) == 1
        assert opened.check.run(deep=True) == ()
    finally:
        opened.close()


def test_nothing_is_handed_to_nobody(services, tmp_path):
    copy = services.backups.hand_over(tmp_path / "交接", Progress())
    with pytest.raises(KnownError, match="handover_taker"):
        services.handovers.print("  ", copy, tmp_path / "清单.pdf", Progress())
    assert not (tmp_path / "清单.pdf").exists()
