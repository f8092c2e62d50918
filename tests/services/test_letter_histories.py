"""Histories of four offices with real ledgers and letters: whatever happens in whatever order, the laws I1 to I20 hold.

`LETTER_HISTORIES=1000 python -m pytest tests/services/test_letter_histories.py` runs as many, longer ones.
"""

import os
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from db.ledger import make_ledger
from desktop.domain.codes import Measure, Subject
from desktop.domain.filing_round import FilingWish
from desktop.domain.question import QuestionKind
from desktop.domain.visit import VisitFilter
from desktop.kernel.progress import Progress
from tests.db.making import World
from tests.services.letter_laws import OF_UNION, Union
from tests.services.letter_world import UNITS, Offices
from tests.services.making import OCTOBER, digest, explain, figures, visit
from tests.services.office_laws import (
    AT_EACH_STEP,
    hold,
    i06_a_letter_is_taken_whole,
    i15_taking_again_changes_nothing,
)

HISTORIES = int(os.environ.get("LETTER_HISTORIES", "0"))
ALL = tuple(UNITS)
WORKING = ("town", "energy")
PICK = st.integers(0, 30)
# what a letter that is late, or comes before one that is missing, is refused with
LATE = ("package_gap", "changes_gap", "package_older")


class Histories(RuleBasedStateMachine):
    """One history; its laws are asked after each step and at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(prefix="shenggui-history-")
        self.offices = Offices(Path(self.folder.name))

    def office(self, name: str):
        return self.offices.every[name].services

    def firm(self, pick: int) -> str:
        return self.offices.enterprises[pick % len(self.offices.enterprises)]

    @rule(name=st.sampled_from(ALL[:3]), pick=PICK, field=st.sampled_from(["contact", "address", "name"]))
    def edit(self, name, pick, field):
        draft = self.office(name).enterprises.get(self.firm(pick)).draft
        changed = replace(draft, **{field: f"演示{pick % 5}"})
        save = self.office(name).enterprises.save
        self.offices.do(name, lambda: save(changed, self.firm(pick), reason="核对后改的"), "voided")

    @rule(name=st.sampled_from(WORKING), pick=PICK)
    def say_a_figure(self, name, pick):
        entry = figures(self.firm(pick), main_revenue_ytd=1800 + pick, main_revenue_month=150)
        told = replace(entry, inputs=tuple(replace(each, reason="企业更正") for each in entry.inputs))
        self.offices.do(name, lambda: self.office(name).figures.save(told), "voided")

    @rule(name=st.sampled_from(WORKING), pick=PICK)
    def log_a_visit(self, name, pick):
        self.offices.do(name, lambda: self.office(name).visits.save(visit(self.firm(pick))), "voided")

    @rule(name=st.sampled_from(ALL[:3]), pick=PICK)
    def void_a_visit(self, name, pick):
        rows = self.office(name).visits.list(VisitFilter())
        if rows:
            uid = rows[pick % len(rows)].uid
            self.offices.do(name, lambda: self.office(name).visits.void(uid, "记错了"), "voided", "record_of_other")

    @rule(name=st.sampled_from(WORKING), pick=PICK)
    def let_a_visit_stand_again(self, name, pick):
        rows = self.office(name).voided.rows([Subject.VISIT])
        if rows:
            uid = rows[pick % len(rows)].uid
            self.offices.do(name, lambda: self.office(name).voided.restore(uid, "没有记错"), "record_of_other")

    @rule(name=st.sampled_from(ALL), days=st.sampled_from([-3650, -1, 1, 3650]))
    def set_the_clock(self, name, days):
        self.offices.every[name].clock.forward(days=days)

    @rule(name=st.sampled_from(ALL[1:]), to_unit=st.booleans(), full=st.integers(0, 4), arrives=st.integers(0, 2))
    def send(self, name, to_unit, full, arrives):
        sender, recipient = ("county", name) if to_unit else (name, "county")
        outgoing, unit = self.office(sender).letters.outgoing, UNITS[name] if to_unit else ""
        stick = self.offices.stick
        written = self.offices.do(sender, lambda: outgoing.send(stick, unit, full=full == 0))
        self.offices.post(sender, recipient, written)
        if arrives:
            self.take(0, newest=True)

    @rule(pick=PICK, newest=st.booleans())
    def take(self, pick, newest):
        if not self.offices.posted:
            return
        count = len(self.offices.posted)
        letter = self.offices.posted[max(count - 1 - pick % 3, 0) if newest else pick % count]
        name = letter.recipient
        incoming = self.office(name).letters.incoming
        before = digest(self.office(name))
        looked = self.offices.do(name, lambda: incoming.look(letter.path), *LATE)
        assert digest(self.office(name)) == before
        taken = self.offices.do(name, lambda: incoming.take(letter.path), *LATE)
        assert (looked is None) == (taken is None)
        if taken is not None:
            assert taken.effect == looked.effect
            i06_a_letter_is_taken_whole(self.offices.every[name], letter)
            i15_taking_again_changes_nothing(self.offices.every[name], letter)
            self.offices.note_accepted(name)

    @rule(name=st.sampled_from(ALL[:3]))
    def keep_a_copy(self, name):
        self.offices.keep_copy(name)

    @rule(name=st.sampled_from(ALL[:3]), pick=PICK)
    def bring_a_copy_back(self, name, pick):
        copies = self.offices.every[name].copies
        if copies:
            self.offices.bring_back(name, copies[pick % len(copies)])

    @rule(name=st.sampled_from(WORKING))
    def go_on_with_a_copy_on_another_computer(self, name):
        self.offices.move(name)

    @rule(pick=PICK, part=st.booleans())
    def find_two_to_be_one(self, pick, part):
        questions = self.office("county").letters.questions
        one, other = self.firm(pick), self.firm(pick + 1)
        deed = partial(questions.part, one, "核对是两家") if part else partial(questions.same, one, other, "核对是一家")
        self.offices.do("county", deed, "question_gone")

    @rule(name=st.sampled_from(ALL[:3]), pick=PICK, own=st.booleans())
    def resolve(self, name, pick, own):
        questions = self.office(name).letters.questions
        asked = [each for each in questions.list() if each.kind is QuestionKind.DIFFERENT]
        if not asked:
            return
        question = asked[pick % len(asked)]
        said = "核实后的" if own and question.cell.field in {"contact", "address"} else question.shown
        seen = frozenset(self.offices.known(name, question.cell))
        deed = partial(questions.resolve, question.id, said, "电话核对过")
        if self.offices.do(name, deed, "record_of_other") is not None:
            (change,) = self.offices.known(name, question.cell) - seen
            self.offices.resolved[question.cell] = (change, seen)

    @rule(pick=PICK)
    def adopt(self, pick):
        questions = self.office("county").letters.questions
        asked = questions.figures()
        if asked:
            each = asked[pick % len(asked)]
            figure = (each.enterprise, each.period, Measure(each.measure))
            unit = each.units[pick % len(each.units)]
            self.offices.do("county", lambda: questions.adopt(*figure, unit, "与报表核对一致"))

    @rule(name=st.sampled_from(WORKING))
    def file(self, name):
        services, folder = self.office(name), self.offices.room / "报送"
        explain(services, "key-monitoring")
        wish = FilingWish(nothing=True, early=True, reason="企业更正利润表")
        deed = services.filings.export
        self.offices.do(name, lambda: deed(OCTOBER, ["key-monitoring"], folder, Progress(), wish))

    @rule(pick=PICK, accept=st.booleans())
    def decide(self, pick, accept):
        answering = self.office("county").letters.answering
        rounds = self.rounds_in()
        if rounds:
            uid = rounds[pick % len(rounds)].uid
            deed = (lambda: answering.accept([uid])) if accept else (lambda: answering.give_back([uid], "缺用电量"))
            self.offices.do("county", deed)
            self.offices.decided.setdefault(uid, set()).add("accepted" if accept else "returned")

    @rule(name=st.sampled_from(WORKING))
    def answer(self, name):
        deed, stick = self.office("county").letters.answering.receipt, self.offices.stick
        written = self.offices.do("county", lambda: deed(UNITS[name], stick), "nothing_to_answer")
        self.offices.post("county", name, written)

    @rule(name=st.sampled_from(WORKING), pick=PICK, field=st.sampled_from(["contact", "address", "name"]))
    def differ_and_hear(self, name, pick, field):
        """Two offices write one fact, neither having heard of the other, and then both have."""
        self.edit("county", pick, field)
        self.edit(name, pick + len(self.offices.enterprises), field)
        self.hear(name)

    @rule(pick=PICK)
    def tell_two_figures(self, pick):
        for number, name in enumerate(WORKING):
            self.say_a_figure(name, pick + number * len(self.offices.enterprises))
            self.send(name, to_unit=False, full=0, arrives=1)

    @rule(name=st.sampled_from(WORKING), accept=st.booleans(), far=st.integers(0, 2))
    def file_and_hear(self, name, accept, far):
        """One round goes its way, as far as it comes."""
        self.file(name)
        self.hear(name)
        waiting = [number for number, each in enumerate(self.rounds_in()) if each.state == "received"]
        for number in waiting if far else ():
            self.decide(number, accept)
        if far == 2:
            self.answer(name)
            self.take(0, newest=True)

    def hear(self, name):
        """Let unit *name* and the county take everything of each other, whatever was lost before."""
        self.send(name, to_unit=False, full=0, arrives=1)
        self.send(name, to_unit=True, full=0, arrives=1)

    def rounds_in(self):
        return self.office("county").letters.answering.rounds()

    @invariant()
    def each_step(self):
        for office in self.offices.every.values():
            for law in AT_EACH_STEP:
                law(self.offices, office, {})

    def teardown(self) -> None:
        try:
            for office in self.offices.every.values():
                hold(self.offices, office)
            union = Union(self.offices, _template(), Path(self.folder.name))
            try:
                for law in OF_UNION:
                    law(union, self.offices)
            finally:
                union.close()
        finally:
            self.offices.close()
            self.folder.cleanup()


@cache
def _template() -> Path:
    folder = Path(_ROOM.name)
    make_ledger(folder, "140322-examiner", "x1", World("x").means()).close()
    return folder


_ROOM = TemporaryDirectory(prefix="shenggui-examiner-")


def test_the_laws_hold_through_histories_of_letters():
    count, steps = (HISTORIES, 30) if HISTORIES else (3, 12)
    rules = settings(
        max_examples=count,
        stateful_step_count=steps,
        deadline=None,
        derandomize=not HISTORIES,
        database=None,
        print_blob=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Histories, settings=rules)
