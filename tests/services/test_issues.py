"""The issue ledger: entering problems, the deeds on them, void, history."""

from datetime import date

import pytest

from desktop.domain.codes import Subject
from desktop.domain.issue import OPEN_STATES, IssueDraft, IssueFilter, StepDraft, possible
from desktop.domain.issue_codes import IssueAction, IssueCategory, IssueLevel, IssueState, Resolution, Satisfaction
from desktop.kernel.errors import KnownError
from tests.services.making import codes, enter, kept, nothing_written, told, visit

OCTOBER_1 = date(2026, 10, 1)


@pytest.fixture
def uid(services):
    return enter(services, township="140322-xiushui")


@pytest.fixture
def issue(services, uid):
    return kept(services.issues.add(IssueDraft(uid, "缺流动资金", IssueCategory.FINANCE, raised_on=OCTOBER_1)))


def do(services, issue, action, day, **fields):
    return services.issues.step(issue, StepDraft(action, date(2026, 10, day), **fields))


def walk(services, issue, *steps):
    for action, day, fields in steps:
        kept(do(services, issue, action, day, **fields))


TO_THE_END = (
    (IssueAction.ASSIGN, 2, {"handler": "县金融办", "due_on": date(2026, 10, 20)}),
    (IssueAction.SIGN_FOR, 3, {}),
    (IssueAction.START, 4, {}),
    (IssueAction.NOTE, 5, {"note": "已对接银行"}),
    (IssueAction.EXTEND, 6, {"note": "银行要补材料", "due_on": date(2026, 10, 30)}),
    (IssueAction.RESOLVE, 25, {"note": "放款300万元", "resolution": Resolution.SOLVED}),
    (IssueAction.FOLLOW_UP, 28, {"satisfaction": Satisfaction.SATISFIED}),
    (IssueAction.CLOSE, 30, {}),
)


def test_problem_is_entered_as_typed(services, uid):
    draft = IssueDraft(uid, " 缺\u200b电 ", IssueCategory.ENERGY, "增容", level=IssueLevel.MAJOR, raised_on=OCTOBER_1)
    row = services.issues.get(kept(services.issues.add(draft)))
    assert (row.description, row.category, row.expectation, row.level) == (
        "缺电",
        IssueCategory.ENERGY,
        "增容",
        IssueLevel.MAJOR,
    )
    assert (row.number, row.state, row.raised_on, row.visit) == (
        "140322-nengyuan-2026-0001",
        IssueState.REGISTERED,
        OCTOBER_1,
        "",
    )
    assert (row.enterprise, row.enterprise_name, row.township) == (uid, "盂县甲洗煤厂（演示）", "秀水镇")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"enterprise": ""}, ("enterprise", "missing")),
        ({"description": " "}, ("description", "missing")),
        ({"description": "\u200b"}, ("description", "missing")),
        ({"description": "长" * 501}, ("description", "too_long")),
        ({"raised_on": None}, ("raised_on", "missing")),
        ({"raised_on": date(2026, 11, 6)}, ("raised_on", "in_future")),
        ({"answered_on_spot": True}, ("answer", "missing")),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(services, uid, fields, problem):
    draft = IssueDraft(**{"enterprise": uid, "description": "缺工", "raised_on": OCTOBER_1} | fields)
    assert codes(services.issues.check(draft)) == [problem]
    with nothing_written(services):
        saved = services.issues.add(draft)
    assert (saved.uid, codes(saved.problems)) == ("", [problem])


def test_problem_of_nobody_is_refused(services, uid):
    services.enterprises.void(uid, "重复")
    for enterprise, code in (("nobody", "no_such_enterprise"), (uid, "voided")):
        with nothing_written(services), pytest.raises(KnownError) as refused:
            services.issues.add(IssueDraft(enterprise, "缺工", raised_on=OCTOBER_1))
        assert refused.value.code == code


def test_problem_answered_at_once_is_resolved(services, uid):
    draft = IssueDraft(uid, "不懂政策", raised_on=OCTOBER_1, answered_on_spot=True, answer="当场讲清")
    row = services.issues.get(kept(services.issues.add(draft)))
    assert (row.state, row.resolution, row.resolved_on, row.last_note) == (
        IssueState.RESOLVED,
        Resolution.SOLVED,
        OCTOBER_1,
        "当场讲清",
    )


def test_issue_goes_all_the_way(services, issue):
    walk(services, issue, *TO_THE_END)
    row = services.issues.get(issue)
    assert (row.state, row.handler, row.due_on) == (IssueState.CLOSED, "县金融办", date(2026, 10, 30))
    assert (row.resolved_on, row.resolution) == (date(2026, 10, 25), Resolution.SOLVED)
    assert (row.followed_up_on, row.satisfaction) == (date(2026, 10, 28), Satisfaction.SATISFIED)
    assert (row.closed_on, row.last_note) == (date(2026, 10, 30), "放款300万元")
    steps = services.issues.steps(issue)
    assert [step.action for step in steps] == [IssueAction.REGISTER, *(action for action, _, _ in TO_THE_END)]
    assert {step.who for step in steps} == {"李演示"}
    assert services.check.run(deep=True) == ()


def test_dissatisfied_answer_reopens(services, issue):
    walk(services, issue, *TO_THE_END[:6])
    kept(do(services, issue, IssueAction.FOLLOW_UP, 28, satisfaction=Satisfaction.DISSATISFIED))
    row = services.issues.get(issue)
    assert (row.state, row.resolved_on) == (IssueState.HANDLING, None)


def test_returned_issue_is_assigned_anew(services, issue):
    walk(
        services,
        issue,
        (IssueAction.ASSIGN, 2, {"handler": "县金融办"}),
        (IssueAction.RETURN, 3, {"note": "不归我们"}),
        (IssueAction.ASSIGN, 4, {"handler": "县工信局"}),
    )
    assert (services.issues.get(issue).state, services.issues.get(issue).handler) == (IssueState.ASSIGNED, "县工信局")


def test_every_state_refuses_what_it_does_not_allow(services, issue):
    for action, day, fields in TO_THE_END:
        state = services.issues.get(issue).state
        for other in set(IssueAction) - set(possible(state)):
            with nothing_written(services):
                assert codes(do(services, issue, other, day).problems) == [("action", "not_now")], (state, other)
        kept(do(services, issue, action, day, **fields))


@pytest.mark.parametrize(
    ("step", "problems"),
    [
        (StepDraft(IssueAction.ASSIGN, date(2026, 10, 2)), [("handler", "missing")]),
        (StepDraft(IssueAction.ASSIGN, None, handler="局"), [("on", "missing")]),
        (StepDraft(IssueAction.ASSIGN, date(2026, 11, 6), handler="局"), [("on", "in_future")]),
        (StepDraft(IssueAction.ASSIGN, date(2026, 9, 30), handler="局"), [("on", "before_last_step")]),
        (
            StepDraft(IssueAction.ASSIGN, date(2026, 10, 2), handler="局", due_on=OCTOBER_1),
            [("due_on", "before_start")],
        ),
        (
            StepDraft(IssueAction.RESOLVE, date(2026, 10, 2), note="\u200b "),
            [("resolution", "missing"), ("note", "missing")],
        ),
    ],
)
def test_deed_that_lacks_something_is_refused(services, issue, step, problems):
    with nothing_written(services):
        saved = services.issues.step(issue, step)
    assert (saved.uid, codes(saved.problems)) == ("", problems)


def test_what_was_written_is_mended_and_the_deeds_stay(services, issue, uid):
    steps = services.issues.steps(issue)
    draft = IssueDraft(uid, "缺流动资金300万元", IssueCategory.FINANCE, "贷款", IssueLevel.MAJOR, OCTOBER_1)
    kept(services.issues.edit(issue, draft))
    row = services.issues.get(issue)
    assert (row.description, row.expectation, row.level) == ("缺流动资金300万元", "贷款", IssueLevel.MAJOR)
    assert services.issues.steps(issue) == steps
    changed = [line for line in services.issues.history(issue) if line.old is not None]
    assert told(changed) == [
        ("李演示", "description", "缺流动资金", "缺流动资金300万元", ""),
        ("李演示", "level", "ordinary", "major", ""),
    ]


def test_refused_mending_leaves_what_was_written(services, issue, uid):
    with nothing_written(services):
        saved = services.issues.edit(issue, IssueDraft(uid, "", raised_on=OCTOBER_1))
    assert codes(saved.problems) == [("description", "missing")]


def test_history_of_an_issue_holds_its_deeds(services, issue):
    walk(services, issue, *TO_THE_END[:1])
    lines = services.issues.history(issue)
    assert {line.subject for line in lines} == {Subject.ISSUE, Subject.ISSUE_STEP}
    assert [line.new for line in lines if line.field == "handler"] == ["县金融办"]


def test_void_needs_a_reason_and_is_final(services, issue, uid):
    with nothing_written(services):
        assert codes(services.issues.void(issue, " ").problems) == [("reason", "missing")]
    kept(services.issues.void(issue, "重复登记"))
    assert services.issues.list(IssueFilter()) == ()
    row = services.issues.list(IssueFilter(voided=True))[0]
    assert (row.voided, row.void_reason) == (True, "重复登记")
    assert services.enterprises.rows([uid])[0].open_issues == 0
    with nothing_written(services):
        for again in (
            lambda: services.issues.void(issue, "又"),
            lambda: services.issues.edit(issue, IssueDraft(uid, "改", raised_on=OCTOBER_1)),
            lambda: do(services, issue, IssueAction.ASSIGN, 2, handler="局"),
        ):
            with pytest.raises(KnownError) as refused:
                again()
            assert refused.value.code == "voided"


@pytest.mark.parametrize(
    "ask",
    [
        lambda issues: issues.get("nobody"),
        lambda issues: issues.void("nobody", "误"),
        lambda issues: issues.edit("nobody", IssueDraft("e", "改", raised_on=OCTOBER_1)),
        lambda issues: issues.step("nobody", StepDraft(IssueAction.CLOSE, OCTOBER_1)),
    ],
)
def test_no_such_issue_is_told(services, ask):
    with pytest.raises(KnownError) as refused:
        ask(services.issues)
    assert refused.value.code == "no_such_issue"
    assert services.issues.steps("nobody") == ()


def test_ledger_is_narrowed_by_state_enterprise_and_words(services, issue, uid):
    other = enter(services, "盂县乙铸造厂（演示）")
    second = kept(services.issues.add(IssueDraft(other, "道路限行", raised_on=date(2026, 10, 2))))
    walk(services, issue, *TO_THE_END)
    assert [row.uid for row in services.issues.list(IssueFilter())] == [second, issue]
    for query, expected in (
        (IssueFilter(states=OPEN_STATES), second),
        (IssueFilter(states=frozenset({IssueState.CLOSED})), issue),
        (IssueFilter(enterprise=uid), issue),
        (IssueFilter(text="ＹＸＹＺ"), second),
        (IssueFilter(text="金融办"), issue),
        (IssueFilter(text="限行"), second),
    ):
        assert [row.uid for row in services.issues.list(query)] == [expected], query


def test_numbers_of_issues_do_not_collide_within_one_visit(services, uid):
    raised = tuple(IssueDraft(description=f"问题{number}") for number in range(3))
    services.visits.save(visit(uid, issues=raised))
    rows = services.issues.list(IssueFilter())
    assert sorted(row.number[-4:] for row in rows) == ["0001", "0002", "0003"]
    assert [row.description for row in sorted(rows, key=lambda row: row.number)] == ["问题0", "问题1", "问题2"]
