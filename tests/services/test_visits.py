"""The visit log: keeping visits with the problems they raised, putting them right, printing one."""

from dataclasses import replace
from datetime import date

import pytest
from pypdfium2 import PdfDocument

from desktop.domain.codes import Delivery, VisitMode, VisitPurpose
from desktop.domain.issue import IssueDraft, IssueFilter, StepDraft
from desktop.domain.issue_codes import IssueAction, IssueCategory, IssueState
from desktop.domain.problems import Severity
from desktop.domain.visit import VisitDraft, VisitFilter
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Cancelled, Progress
from tests.services.making import codes, enter, kept, nothing_written, told, visit


@pytest.fixture
def uid(services):
    return enter(services, township="140322-xiushui")


def text_of(path):
    document = PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")
    finally:
        document.close()


def test_kept_visit_comes_back_as_typed(services, uid):
    draft = VisitDraft(
        enterprise=uid,
        visited_on=date(2026, 10, 15),
        mode=VisitMode.MEETING,
        purposes=(VisitPurpose.POLICY, VisitPurpose.MONITORING),
        deliveries=(Delivery.MARKET,),
        visitors="李演示、田演示",
        leader="赵局长",
        received_by="王某",
        received_phone="13800001234",
        situation="正常生产",
        summary="看了报表",
        policies="升规奖励",
        next_step="下月核对",
        next_on=date(2026, 11, 20),
        opinion="满意",
    )
    saved = services.visits.save(draft)
    assert saved.problems == ()
    found = services.visits.get(saved.uid)
    assert found.draft == draft
    assert (found.number, found.enterprise_name) == ("140322-nengyuan-2026-0001", "盂县甲洗煤厂（演示）")
    assert (found.voided, found.issue_uids) == (False, ())


def test_problems_of_a_visit_enter_the_issue_ledger_in_the_same_deed(services, uid):
    raised = (
        IssueDraft(description="缺流动资金", category=IssueCategory.FINANCE),
        IssueDraft(description="不懂政策", answered_on_spot=True, answer="当场讲清"),
    )
    saved = services.visits.save(visit(uid, issues=raised))
    found = services.visits.get(saved.uid)
    listed = {row.uid: row for row in services.issues.list(IssueFilter())}
    first, second = (listed[issue] for issue in found.issue_uids)
    assert (first.description, first.category, first.state) == (
        "缺流动资金",
        IssueCategory.FINANCE,
        IssueState.REGISTERED,
    )
    assert (second.state, second.last_note, second.resolved_on) == (
        IssueState.RESOLVED,
        "当场讲清",
        date(2026, 10, 15),
    )
    assert {row.enterprise for row in listed.values()} == {uid}
    assert {row.visit for row in listed.values()} == {saved.uid}
    assert [step.action for step in services.issues.steps(first.uid)] == [IssueAction.REGISTER]
    assert services.visits.list(VisitFilter())[0].issues == 2
    assert services.check.run(deep=True) == ()


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"enterprise": ""}, ("enterprise", "missing")),
        ({"visited_on": None}, ("visited_on", "missing")),
        ({"visited_on": date(2026, 11, 6)}, ("visited_on", "in_future")),
        ({"visited_on": date(1999, 12, 31)}, ("visited_on", "too_early")),
        ({"next_on": date(2026, 10, 14)}, ("next_on", "before_visit")),
        ({"visitors": " \u200b"}, ("visitors", "missing")),
        ({"summary": ""}, ("summary", "missing")),
        ({"received_phone": "140322199001011234"}, ("received_phone", "identity_number")),
        ({"issues": (IssueDraft(description=""),)}, ("issues.0.description", "missing")),
        ({"issues": (IssueDraft(description="长" * 501),)}, ("issues.0.description", "too_long")),
        ({"issues": (IssueDraft(description="一", answered_on_spot=True),)}, ("issues.0.answer", "missing")),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(services, uid, fields, problem):
    draft = replace(visit(uid), **fields)
    assert codes(services.visits.check(draft)) == [problem]
    with nothing_written(services):
        saved = services.visits.save(draft)
    assert (saved.uid, codes(saved.problems)) == ("", [problem])


def test_today_is_the_last_day_a_visit_may_have(services, uid):
    assert kept(services.visits.save(visit(uid, visited_on=date(2026, 11, 5))))


def test_visit_before_the_enterprise_was_founded_asks_and_is_kept(services):
    uid = enter(services, established_on=date(2026, 10, 20))
    saved = services.visits.save(visit(uid))
    assert codes(saved.problems) == [("visited_on", "before_founded")]
    assert saved.problems[0].severity is Severity.CHECK
    assert kept(saved)


@pytest.mark.parametrize("state", ["no_such_enterprise", "voided"])
def test_visit_to_nobody_is_refused(services, uid, state):
    wanted = uid if state == "voided" else "nobody"
    if state == "voided":
        services.enterprises.void(uid, "重复")
    with nothing_written(services), pytest.raises(KnownError) as refused:
        services.visits.save(visit(wanted))
    assert refused.value.code == state


def test_numbers_count_within_the_year(services, uid):
    days = (date(2026, 3, 1), date(2025, 12, 31), date(2026, 1, 2))
    numbers = [services.visits.get(kept(services.visits.save(visit(uid, visited_on=day)))).number for day in days]
    assert [number[-9:] for number in numbers] == ["2026-0001", "2025-0001", "2026-0002"]


def test_same_save_twice_is_kept_once_with_its_problems(services, uid):
    draft = visit(uid, issues=(IssueDraft(description="缺工"),))
    first = services.visits.save(draft, save_id="once")
    with nothing_written(services):
        assert services.visits.save(draft, save_id="once").uid == first.uid
    assert (len(services.visits.list(VisitFilter())), len(services.issues.list(IssueFilter()))) == (1, 1)


def test_visit_is_put_right_and_its_history_tells(services, uid, clock):
    saved = kept(services.visits.save(visit(uid)))
    clock.forward(hours=1)
    draft = replace(services.visits.get(saved).draft, summary="看了报表和车间", visited_on=date(2026, 10, 14))
    kept(services.visits.save(draft, saved))
    lines = [line for line in services.visits.history(saved) if line.old is not None]
    assert told(lines) == [
        ("李演示", "visited_on", "2026-10-15", "2026-10-14", ""),
        ("李演示", "summary", "看报表", "看了报表和车间", ""),
    ]
    assert {line.at[:16] for line in lines} == {"2026-11-05T10:31"}


def test_change_of_a_visit_adds_only_new_problems(services, uid):
    saved = kept(services.visits.save(visit(uid, issues=(IssueDraft(description="缺工"),))))
    draft = services.visits.get(saved).draft
    assert draft.issues == ()
    kept(services.visits.save(replace(draft, issues=(IssueDraft(description="缺电"),)), saved))
    assert {row.description for row in services.issues.list(IssueFilter())} == {"缺工", "缺电"}
    assert len(services.visits.get(saved).issue_uids) == 2


def test_visit_moved_to_the_right_enterprise_takes_its_problems_along(services, uid):
    saved = kept(services.visits.save(visit(uid, issues=(IssueDraft(description="缺工"),))))
    right = enter(services, "盂县乙铸造厂（演示）")
    kept(services.visits.save(replace(services.visits.get(saved).draft, enterprise=right), saved))
    assert services.visits.list(VisitFilter(enterprise=uid)) == ()
    assert [row.enterprise for row in services.issues.list(IssueFilter())] == [right]
    last = services.visits.history(saved)[-1]
    assert (last.field, last.old, last.new) == ("enterprise", "盂县甲洗煤厂（演示）", "盂县乙铸造厂（演示）")
    assert services.check.run(deep=True) == ()


def test_visit_stays_editable_after_its_enterprise_was_voided(services, uid):
    saved = kept(services.visits.save(visit(uid)))
    services.enterprises.void(uid, "注销")
    kept(services.visits.save(replace(services.visits.get(saved).draft, summary="补记"), saved))


def test_void_needs_a_reason_keeps_the_problems_and_is_final(services, uid):
    saved = kept(services.visits.save(visit(uid, issues=(IssueDraft(description="缺工"),))))
    with nothing_written(services):
        assert codes(services.visits.void(saved, "").problems) == [("reason", "missing")]
    kept(services.visits.void(saved, "记错了企业"))
    assert services.visits.list(VisitFilter()) == ()
    row = services.visits.list(VisitFilter(voided=True))[0]
    assert (row.voided, row.void_reason) == (True, "记错了企业")
    assert services.visits.get(saved).voided
    assert len(services.issues.list(IssueFilter())) == 1
    with nothing_written(services):
        for again in (lambda: services.visits.void(saved, "又"), lambda: services.visits.save(visit(uid), saved)):
            with pytest.raises(KnownError) as refused:
                again()
            assert refused.value.code == "voided"


@pytest.mark.parametrize(
    "ask",
    [
        lambda visits: visits.get("nobody"),
        lambda visits: visits.void("nobody", "误"),
        lambda visits: visits.save(visit("nobody"), "nobody"),
    ],
)
def test_no_such_visit_is_told(services, ask):
    with pytest.raises(KnownError) as refused:
        ask(services.visits)
    assert refused.value.code == "no_such_visit"


def test_log_is_narrowed_by_month_enterprise_and_words(services, uid):
    other = enter(services, "盂县乙铸造厂（演示）")
    first = kept(services.visits.save(visit(uid, visited_on=date(2026, 1, 20))))
    second = kept(services.visits.save(visit(other, visited_on=date(2026, 10, 1), summary="讲政策")))
    listed = [row.uid for row in services.visits.list(VisitFilter())]
    assert listed == [second, first]
    for query, expected in (
        (VisitFilter(month="2026-02"), first),
        (VisitFilter(month="2026-10"), second),
        (VisitFilter(enterprise=uid), first),
        (VisitFilter(text="ＹＸＹＺ"), second),
        (VisitFilter(text="政策"), second),
    ):
        assert [row.uid for row in services.visits.list(query)] == [expected], query
    assert services.visits.list(VisitFilter(text="%")) == ()


def test_last_visit_is_copied_without_day_and_problems(services, uid):
    assert services.visits.copy_of_last(uid) is None
    services.visits.save(visit(uid, visited_on=date(2026, 9, 1), summary="旧"))
    draft = visit(uid, leader="赵局长", next_on=date(2026, 11, 1), issues=(IssueDraft(description="缺工"),))
    services.visits.save(draft)
    copied = services.visits.copy_of_last(uid)
    assert copied == replace(draft, visited_on=None, next_on=None, issues=())
    voided = kept(services.visits.save(visit(uid, visited_on=date(2026, 11, 1), summary="误")))
    services.visits.void(voided, "误")
    assert services.visits.copy_of_last(uid).summary == "看报表"


def test_record_is_printed_with_what_was_found(services, uid, tmp_path):
    raised = (
        IssueDraft(description="缺流动资金"),
        IssueDraft(description="不懂", answered_on_spot=True, answer="讲清"),
    )
    more = {"received_by": "王某", "received_phone": "13800001234", "opinion": "很及时", "situation": "满产"}
    more |= {"policies": "升规奖励", "next_step": "联系银行", "next_on": date(2026, 11, 20)}
    saved = kept(services.visits.save(visit(uid, leader="赵局长", issues=raised, **more)))
    printed = services.visits.print_record(saved, tmp_path / "走访记录表.pdf", Progress())
    assert (printed.path.name, printed.pages, printed.problems) == ("走访记录表.pdf", 1, ())
    text = text_of(printed.path)
    for words in ("走访", "盂县甲洗煤厂（演示）", "秀水镇", "看报表", "缺流动资金", "讲清", "盂县能源局", "赵局长"):
        assert words in text, words
    for words in ("王某", "1234", "很及时", "满产", "升规奖励", "联系银行", "2026-11-20"):
        assert words in text, words


def test_stopped_print_leaves_no_file(services, uid, tmp_path):
    saved = kept(services.visits.save(visit(uid)))
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        services.visits.print_record(saved, tmp_path / "记录.pdf", progress)
    assert list(tmp_path.glob("*.pdf")) == []


def test_record_for_a_folder_that_is_not_there_is_told(services, uid, tmp_path):
    saved = kept(services.visits.save(visit(uid)))
    with pytest.raises(KnownError) as refused:
        services.visits.print_record(saved, tmp_path / "没有" / "记录.pdf", Progress())
    assert refused.value.code == "folder_missing"


@pytest.mark.parametrize("name", ["=1+1", "<b>甲</b> & 乙", "长" * 200])
def test_hostile_words_are_only_words_on_the_record(services, tmp_path, name):
    uid = enter(services, name)
    saved = kept(services.visits.save(visit(uid, summary=name)))
    printed = services.visits.print_record(saved, tmp_path / "记录.pdf", Progress())
    assert text_of(printed.path).replace("\n", "").count(name) == 2
    assert printed.problems == ()


def test_character_that_no_font_has_is_told(services, tmp_path):
    uid = enter(services, "𠮷田（演示）")
    saved = kept(services.visits.save(visit(uid)))
    printed = services.visits.print_record(saved, tmp_path / "记录.pdf", Progress())
    assert "□田（演示）" in text_of(printed.path)
    assert [(problem.code, problem.values["char"]) for problem in printed.problems] == [("glyph_missing", "U+20BB7")]


def test_issue_of_a_visit_is_stepped_on(services, uid):
    saved = kept(services.visits.save(visit(uid, issues=(IssueDraft(description="缺工"),))))
    issue = services.visits.get(saved).issue_uids[0]
    step = StepDraft(IssueAction.ASSIGN, date(2026, 10, 16), handler="县人社局")
    kept(services.issues.step(issue, step))
    assert services.issues.get(issue).state is IssueState.ASSIGNED
