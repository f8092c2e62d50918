"""From the reference files of policies, rewards and lists to their rows; a bad key is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.policy import Policy, PolicyDraft
from desktop.domain.policy_codes import CountingStart, PolicyLevel, PolicyTopic, RosterNeed, TrainingTopic
from desktop.domain.reward import FIRST_TIME, Question, RewardRule
from desktop.domain.roster import Roster
from desktop.domain.section import BrokenKey, Section


@dataclass(frozen=True, slots=True)
class RewardRules:
    """What the reference says of rewards: rules, what only a person can answer, and from where years are counted."""

    rules: tuple[RewardRule, ...]
    questions: tuple[Question, ...]
    counting: CountingStart
    counting_note: str

    def of_preset(self, preset: str) -> tuple[RewardRule, ...]:
        """Return the rules that hold where the plan *preset* does."""
        return tuple(rule for rule in self.rules if preset in rule.presets)

    def rule(self, rule_id: str) -> RewardRule | None:
        """Return the rule with this id, or None."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def question(self, question_id: str) -> Question | None:
        """Return the question with this id, or None."""
        return next((each for each in self.questions if each.id == question_id), None)


@dataclass(frozen=True, slots=True)
class PolicyRules:
    """The clauses, the lists that go out, and the topics a training has to make plain (讲明、讲清、讲透)."""

    policies: tuple[Policy, ...]
    rosters: tuple[Roster, ...]
    must_topics: tuple[TrainingTopic, ...]
    must_clause: str

    def roster(self, roster_id: str) -> Roster | None:
        """Return the list with this id, or None."""
        return next((each for each in self.rosters if each.id == roster_id), None)


def read_rewards(data: Mapping[str, object]) -> RewardRules:
    """Return the rules that *data* holds; raise `BrokenKey`."""
    root = Section(data)
    questions = tuple(
        Question(row.text("id"), row.text("label"), row.text_or("note")) for row in root.sections("questions")
    )
    known = {each.id: each for each in questions}
    if FIRST_TIME not in known:
        raise BrokenKey("questions")
    counting = root.section("counting")
    rules = tuple(_rule(row, known) for row in root.sections("rewards"))
    if len({rule.id for rule in rules}) != len(rules):
        raise BrokenKey("rewards")
    return RewardRules(rules, questions, counting.code("start", CountingStart), counting.text("note"))


def read_policies(data: Mapping[str, object]) -> PolicyRules:
    """Return the clauses and lists that *data* holds; raise `BrokenKey`."""
    root = Section(data)
    training = root.section("training")
    policies = tuple(_policy(row) for row in root.sections("policies"))
    if len({policy.uid for policy in policies}) != len(policies):
        raise BrokenKey("policies")
    return PolicyRules(
        policies,
        tuple(_roster(row) for row in root.sections("rosters")),
        training.codes("topics", TrainingTopic),
        training.text("clause"),
    )


def _rule(row: Section, questions: Mapping[str, Question]) -> RewardRule:
    asks = row.texts("asks")
    if not questions.keys() >= set(asks):
        raise BrokenKey(row.path("asks"))
    return RewardRule(
        id=row.text("id"),
        scheme=row.text("scheme"),
        label=row.text("label"),
        level=row.code("level", PolicyLevel),
        payer=row.text("payer"),
        document=row.text("document"),
        clause=row.text("clause"),
        text=row.text("text"),
        amount=row.text_or("amount"),
        presets=frozenset(row.texts("presets")),
        first=row.flag("first"),
        stays=row.whole_or_none("stays") or 0,
        within=row.whole_or_none("within") or 0,
        pay_offset=row.whole_or_none("pay_offset") or 0,
        valid_from=row.day_or_none("valid_from"),
        routes=frozenset(row.texts("routes")),
        excludes=frozenset(row.texts("excludes")),
        asks=tuple(questions[each] for each in asks),
        to_confirm=row.flag("to_confirm"),
        source_note=row.text_or("source_note"),
    )


def policy_draft(row: Section) -> PolicyDraft:
    """Return the clause that *row* writes down."""
    return PolicyDraft(
        title=row.text("title"),
        document=row.text("document"),
        clause=row.text_or("clause"),
        level=row.code("level", PolicyLevel),
        topic=row.code("topic", PolicyTopic),
        issuer=row.text_or("issuer"),
        condition=row.text_or("condition"),
        amount=row.text_or("amount"),
        valid_from=row.day_or_none("valid_from"),
        valid_to=row.day_or_none("valid_to"),
        text=row.text("text"),
        note=row.text_or("note"),
    )


def _policy(row: Section) -> Policy:
    draft = policy_draft(row)
    return Policy(row.text("id"), draft, presets=frozenset(row.texts("presets")), to_confirm=row.flag("to_confirm"))


def _roster(row: Section) -> Roster:
    return Roster(
        row.text("id"),
        row.text("label"),
        row.code("need", RosterNeed),
        row.text("document"),
        row.text("clause"),
        row.text_or("hint"),
    )
