"""The published catalogue in words, and what a form file would change."""

from collections.abc import Sequence

from desktop.domain.filing import FormSubject
from desktop.domain.form_entry import FactEntry, FormChange, FormEdition, FormLook
from desktop.domain.problems import Problem
from desktop.render.catalogue import CATALOGUE, SERIAL, Fact
from desktop.render.condition import operators_for
from desktop.render.fact_kinds import Kind
from desktop.render.form_parts import Form
from desktop.services.steps.shelf import FormShelf
from desktop.wording.form_facts import fact_words
from desktop.wording.form_subjects import KINDS, OPERATORS, SUBJECTS, UNITS
from desktop.wording.paths import form_name

_LEVELS = "\u00b7"  # ·


def entries(subject: FormSubject | None = None) -> tuple[FactEntry, ...]:
    """Return the facts of *subject*, or of all, in the order of the catalogue."""
    wanted = CATALOGUE if subject is None else {subject: CATALOGUE[subject]}
    return tuple(_entry(about, fact) for about, facts in wanted.items() for fact in facts.values())


def looked_at(
    form: Form, problems: Sequence[Problem], holds: str, known: Sequence[FormEdition], shelf: FormShelf
) -> FormLook:
    """Return *form* as it would be listed, with what changes against the newest edition *known*."""
    head = FormEdition(
        id=form.id,
        edition=form.edition,
        title=form_name(form.title),
        subject=form.subject,
        monthly=form.monthly,
        own=True,
        in_force=False,
        effective_from=holds,
        retired="",
        digest="",
        columns=len(form.columns) or sum(len(line.boxes) for line in form.lines),
        added_at=None,
        added_by="",
    )
    before = max(known, key=lambda each: each.edition, default=None)
    if before is None:
        return FormLook(head, tuple(problems))
    change = _change(shelf.edition(form.id, before.edition).form, form)
    return FormLook(head, tuple(problems), before.edition, change)


def _change(before: Form, after: Form) -> FormChange:
    old, new = _headings(before), _headings(after)
    return FormChange(
        added=tuple(each for each in new if each not in old),
        removed=tuple(each for each in old if each not in new),
        old_title=form_name(before.title),
        new_title=form_name(after.title),
    )


def _headings(form: Form) -> tuple[str, ...]:
    if form.columns:
        return tuple(_LEVELS.join(column.header) for column in form.columns)
    return tuple(box.label for line in form.lines for box in line.boxes)


def _entry(subject: FormSubject, fact: Fact) -> FactEntry:
    computed = fact.of is not None or fact.name == SERIAL
    allowed = frozenset() if computed else operators_for(fact.kind)
    return FactEntry(
        subject=subject,
        name=fact.name,
        words=fact_words(subject, fact.name),
        kind=KINDS[fact.kind],
        unit=UNITS.get(fact.unit, ""),
        source=SUBJECTS[subject][1] if subject in SUBJECTS else "",
        operators=tuple(code for code in OPERATORS if code in allowed),
        summable=fact.of is not None or (fact.kind.summable and not computed),
        groupable=fact.kind in {Kind.TEXT, Kind.DATE, Kind.MONTH},
    )
