"""What the rules of a form ask about its rows before it is filed."""

from collections.abc import Sequence

from desktop.domain.filing import FactRow, FilingProblem
from desktop.domain.filing_answer import STANDS, TOLERANCE
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.render.condition import Rule, broken_rules


def rule_questions(rules: tuple[Rule, ...], rows: Sequence[FactRow], month: Month) -> list[FilingProblem]:
    """Return a question for every rule that a row breaks; its field says which fact by which rule (`staff#R1`).

    A rule is not asked for months before its own first one. What stands there is part of the question, so that a reason
    holds only as long as it stays the same, or within the rule's tolerance.
    """
    asked = tuple(rule for rule in rules if rule.since <= str(month))
    return [
        FilingProblem(_question(rule, row), row.owner, row.name)
        for row in rows
        for rule in broken_rules(asked, row.facts)
    ]


def _question(rule: Rule, row: FactRow) -> Problem:
    stands = ",".join(f"{name}={row.facts[name]}" for name in sorted(rule.names))
    values = {"number": rule.number, "text": rule.text, STANDS: stands}
    if rule.tolerance:
        values[TOLERANCE] = str(rule.tolerance)
    severity = Severity.NOTE if rule.note else Severity.CHECK
    return Problem(f"{rule.expect.fact.name}#{rule.number}", "form_rule", values, severity)
