"""The issue ledger as it is listed: what the deeds on an issue say now, and what a month has to tell."""

from datetime import date

import pytest

from db.models.issue import IssueClock
from db.models.setting import Person, Workspace
from db.queries import issues
from desktop.domain.issue import IssueFilter
from desktop.domain.issue_codes import IssueAction, IssueCategory, IssueState, Resolution, Satisfaction
from tests.db.making import CLERK, add, enterprise, issue, step, steps_of

NAMES = {"t1": "秀水镇"}


def may(day):
    return date(2026, 5, day)


@pytest.fixture
def ledger(database):
    add(
        database,
        enterprise("e1", "演示晋盛", township="t1"),
        enterprise("e2", "演示秀水"),
        Person(uid=CLERK, name="赵演示"),
        issue("i1", "e1", may(6), description="缺100%流动_资金"),
        issue("i2", "e2", may(8), description="用电紧张"),
        issue("i3", "e1", may(7), voided=True, void_reason="重复"),
    )
    with database.work("steps", CLERK) as work:
        steps_of(
            work,
            step("i1", 1, IssueAction.REGISTER, IssueState.REGISTERED, may(6)),
            step("i1", 2, IssueAction.ASSIGN, IssueState.ASSIGNED, may(7), handler="工信局", due_on=may(14)),
            step("i1", 3, IssueAction.START, IssueState.HANDLING, may(8)),
            step("i1", 4, IssueAction.EXTEND, IssueState.HANDLING, may(13), due_on=may(21), note="等银行答复"),
            step("i1", 5, IssueAction.RESOLVE, IssueState.RESOLVED, may(20), resolution="solved", note="贷款到位"),
            step("i2", 1, IssueAction.REGISTER, IssueState.REGISTERED, may(8)),
            step("i3", 1, IssueAction.REGISTER, IssueState.REGISTERED, may(7)),
        )
    return database


def listed(database, **query):
    return [row.uid for row in database.read(issues.rows, IssueFilter(**query), NAMES)]


def test_rows_say_what_the_deeds_say_now(ledger):
    row = ledger.read(issues.get, "i1", NAMES)
    assert (row.state, row.handler, row.due_on) == (IssueState.RESOLVED, "工信局", may(21))
    assert (row.resolved_on, row.resolution, row.last_note) == (may(20), Resolution.SOLVED, "贷款到位")
    assert (row.followed_up_on, row.satisfaction, row.closed_on) == (None, None, None)
    assert (row.enterprise_name, row.township) == ("演示晋盛", "秀水镇")


def test_reopened_issue_is_not_resolved(ledger):
    with ledger.work("steps", CLERK) as work:
        steps_of(
            work,
            step("i1", 6, IssueAction.FOLLOW_UP, IssueState.HANDLING, may(22), satisfaction="dissatisfied"),
        )
    row = ledger.read(issues.get, "i1", NAMES)
    assert (row.state, row.resolved_on, row.resolution) == (IssueState.HANDLING, None, None)
    assert (row.followed_up_on, row.satisfaction) == (may(22), Satisfaction.DISSATISFIED)


def test_list_is_newest_first_and_leaves_void_ones_out(ledger):
    assert listed(ledger) == ["i2", "i1"]
    assert listed(ledger, voided=True) == ["i2", "i3", "i1"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"enterprise": "e1"}, ["i1"]),
        ({"states": frozenset({IssueState.RESOLVED})}, ["i1"]),
        ({"states": frozenset({IssueState.REGISTERED, IssueState.CLOSED})}, ["i2"]),
        ({"text": "晋盛"}, ["i1"]),
        ({"text": "用电"}, ["i2"]),
        ({"text": "100%"}, ["i1"]),
        ({"text": "%"}, ["i1"]),
        ({"text": "_"}, ["i1"]),
        ({"text": "2026-i2"}, ["i2"]),
        ({"text": "演示 用电"}, ["i2"]),
        ({"text": "没有"}, []),
    ],
)
def test_filter_finds(ledger, query, expected):
    assert listed(ledger, **query) == expected


def test_deeds_come_in_their_order_with_who_wrote_them(ledger):
    steps = ledger.read(issues.steps, "i1")
    assert [deed.action for deed in steps] == [
        IssueAction.REGISTER,
        IssueAction.ASSIGN,
        IssueAction.START,
        IssueAction.EXTEND,
        IssueAction.RESOLVE,
    ]
    assert {deed.who for deed in steps} == {"赵演示"}


def test_month_tells_of_an_issue_as_it_stood_on_its_last_day(ledger):
    with ledger.work("steps", CLERK) as work:
        steps_of(
            work,
            step("i1", 6, IssueAction.FOLLOW_UP, IssueState.FOLLOWED_UP, date(2026, 6, 2), satisfaction="satisfied"),
            step("i1", 7, IssueAction.CLOSE, IssueState.CLOSED, date(2026, 6, 3)),
        )

    def of_month(number):
        first, last = date(2026, number, 1), date(2026, number + 1, 1)
        last = date.fromordinal(last.toordinal() - 1)
        return {row.uid: row.state for row in ledger.read(issues.raised_on, first, last, NAMES)}

    assert of_month(4) == {}
    assert of_month(5) == {"i1": IssueState.RESOLVED, "i2": IssueState.REGISTERED}
    assert of_month(6) == {"i1": IssueState.CLOSED, "i2": IssueState.REGISTERED}
    assert of_month(7) == {"i2": IssueState.REGISTERED}


def test_unknown_issue_is_none(ledger):
    assert ledger.read(issues.get, "nobody", NAMES) is None


def test_a_returned_issue_is_nobodys_and_keeps_its_day(ledger):
    with ledger.work("steps", CLERK) as work:
        steps_of(
            work,
            step(
                "i2", 2, IssueAction.ASSIGN, IssueState.ASSIGNED, may(9), handler="甲局", sharing="乙局", due_on=may(16)
            ),
            step("i2", 3, IssueAction.RETURN, IssueState.TO_ASSIGN, may(10), note="不归我局"),
        )
    row = ledger.read(issues.get, "i2", NAMES)
    assert (row.handler, row.sharing, row.assigned_on) == ("", "", None)
    assert (row.due_on, row.finish_due_on) == (may(16), may(16))


def test_a_parked_issue_shows_its_next_day_beside_the_one_it_has_to_end(ledger):
    with ledger.work("steps", CLERK) as work:
        steps_of(
            work,
            step("i2", 2, IssueAction.START, IssueState.HANDLING, may(9), due_on=may(16), clock="plan"),
            step("i2", 3, IssueAction.PARK, IssueState.PARKED, may(10), note="等", due_on=may(30)),
            step("i2", 4, IssueAction.NOTE, IssueState.PARKED, may(12), note="已报", handling="city"),
        )
    row = ledger.read(issues.get, "i2", NAMES)
    assert (row.due_on, row.finish_due_on, row.clock) == (may(30), may(16), "plan")
    assert row.handling == "city"


def test_filter_by_category(ledger):
    add(ledger, issue("i4", "e1", may(9), category="energy"))
    assert listed(ledger, category=IssueCategory.ENERGY) == ["i4"]


def test_the_clocks_chosen_come_in_the_order_of_their_days(ledger):
    own = {"unit": "t1", "unit_name": "秀水镇", "unit_kind": "township", "preset": "yuxian-2024", "year": 2026}
    add(
        ledger,
        Workspace(uid="w", **own),
        IssueClock(uid="c3", scheme="x", since=may(1), basis="别的单位", by_unit="t2"),
    )
    for uid, day in (("c2", may(9)), ("c1", may(3))):
        add(ledger, IssueClock(uid=uid, scheme="zaozhuang", since=day, basis="演示", by_unit="t1"))
    assert [(uid, choice.since) for uid, choice in ledger.read(issues.clocks)] == [("c1", may(3)), ("c2", may(9))]
