"""What the county sets for everybody in a letter: put in on its side, looked at and taken on the unit's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from db.models.form import FormText
from db.models.letter import PlanIn
from db.queries import form_texts, post, terms
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.codes import Subject
from desktop.domain.form_entry import FormEdition, edition_problems
from desktop.domain.letter_terms import Term, TermKind, TermState
from desktop.domain.month import Month
from desktop.domain.problems import blocks
from desktop.exchange.terms import (
    FORMS,
    FORMS_SCHEMA,
    PLAN,
    PLAN_SCHEMA,
    CarriedForm,
    CarriedPlan,
    digest_of,
    form_line,
    plan_line,
)
from desktop.exchange.writer import Content, lines
from desktop.kernel.errors import KnownError
from desktop.render.form_spec import check_form
from desktop.services.office import Office
from desktop.services.steps.form_facts import looked_at
from desktop.services.steps.plan_shelf import PlanShelf
from desktop.services.steps.shelf import FormShelf
from desktop.wording.paths import form_name

_KINDS = {
    Subject.ISSUE_CLOCK: TermKind.CLOCK,
    Subject.FILING_DATE: TermKind.FILING_DATE,
    Subject.CALENDAR_YEAR: TermKind.CALENDAR,
    Subject.ISSUE: TermKind.ISSUE,
}

_Record = tuple[Subject, str]


@dataclass(frozen=True, slots=True)
class FormPlan:
    """One form of a letter, what becomes of it, and the text to keep where it is new."""

    term: Term
    carried: CarriedForm


class CountyTerms:
    """Knows this office's forms and plan.

    *schemes* gives the name of each scheme of deadlines.
    """

    def __init__(
        self,
        database: Database,
        office: Office,
        shelf: FormShelf,
        plans: PlanShelf,
        schemes: Callable[[], Mapping[str, str]],
    ) -> None:
        self._database = database
        self._office = office
        self._shelf = shelf
        self._plans = plans
        self._schemes = schemes

    def contents(self) -> list[Content]:
        """Return what the county's letter carries of forms and plan: everything each time, so that none is missed."""
        kept = self._database.read(form_texts.kept)
        forms = [CarriedForm(each.form, each.edition, each.effective_from, each.digest, each.text) for each in kept]
        found = [Content(FORMS, lines(map(form_line, forms)), FORMS_SCHEMA)] if forms else []
        return [*found, Content(PLAN, lines([plan_line(self._plan())]), PLAN_SCHEMA)]

    def count(self) -> int:
        """Return how many editions the county's letter carries."""
        return len(self._database.read(form_texts.kept))

    def forms(self, work: UnitOfWork, carried: Sequence[CarriedForm]) -> list[FormPlan]:
        """Return what becomes of the forms of a letter, beside those that are here."""
        if len({(each.form, each.edition) for each in carried}) < len(carried):
            raise KnownError("package_damaged", place=FORMS)
        known = [*self._shelf.listed(), *self._just_came(work)] if carried else []
        plans = []
        for each in sorted(carried, key=lambda form: (form.form, form.edition)):
            plan, edition = self._judged(each, known)
            plans.append(plan)
            if edition is not None:
                known.append(edition)
        return plans

    def _just_came(self, work: UnitOfWork) -> list[FormEdition]:
        """Return the editions that earlier letters of the same rehearsal brought: the shelf cannot know them."""
        shelved = {(each.id, each.edition) for each in self._shelf.listed()}
        found = []
        for kept in work.read(form_texts.kept):
            form = check_form(kept.text, kept.form).form
            if form is not None and (kept.form, kept.edition) not in shelved:
                edition = looked_at(form, (), kept.effective_from, (), self._shelf).form
                found += [] if edition is None else [replace(edition, digest=kept.digest)]
        return found

    def plans(self, carried: Sequence[CarriedPlan]) -> list[Term]:
        """Return how the county's plan stands to this ledger's: another file of the same plan is taken over."""
        own = self._plan() if carried else None
        found = []
        for each in carried:
            state = TermState.DIFFERS
            if own is not None and own.plan == each.plan:
                state = TermState.KNOWN if own.digest == each.digest else self._edition(each)
            ours = "" if state is TermState.KNOWN or own is None else own.title
            found.append(Term(TermKind.PLAN, state, each.plan, each.title, ours=ours))
        return found

    def _edition(self, carried: CarriedPlan) -> TermState:
        try:
            self._plans.read(carried.plan, carried.text)
        except KnownError:
            return TermState.REFUSED
        return TermState.CHANGED

    def titles(self, forms: Sequence[FormPlan]) -> Mapping[str, str]:
        """Return form → its title, of those that are here and the *forms* of a letter; asked before one is kept."""
        found = {each.term.id: each.term.title for each in forms}
        return found | {each.id: each.title for each in self._shelf.listed()}

    def records(
        self, work: UnitOfWork, added: Sequence[_Record], changed: Sequence[_Record], titles: Mapping[str, str]
    ) -> list[Term]:
        """Return the dates, days off, clocks, forms out of use and issues that a letter *added* or *changed* here."""
        wanted = dict.fromkeys(changed, TermState.CHANGED) | dict.fromkeys(added, TermState.NEW)
        found = []
        for (subject, uid), state in wanted.items():
            if subject is Subject.FORM_RETIREMENT:
                found += self._retirement(work, uid, state, titles)
            elif subject in _KINDS and (told := work.read(terms.said, subject, uid)) is not None:
                title = self._schemes().get(told.title, told.title) if subject is Subject.ISSUE_CLOCK else told.title
                found.append(Term(_KINDS[subject], state, uid, title, since=told.since))
        order = list(TermKind)
        return sorted(found, key=lambda term: (order.index(term.kind), term.since, term.title))

    def _retirement(self, work: UnitOfWork, uid: str, state: TermState, titles: Mapping[str, str]) -> list[Term]:
        """Return what becomes of a form that the county takes out of use; one that came and went tells nothing."""
        kept = work.read(form_texts.retirement, uid)
        if kept is None or (kept[1] and state is TermState.NEW):
            return []
        retired, void = kept
        if retired.form in self._shelf.made_here():
            state = TermState.CLASH
        elif void:
            state = TermState.LIFTED
        own = [each for each in work.read(form_texts.retirements) if each.form == retired.form and not each.by_county]
        title, ours = titles.get(retired.form, retired.form), own[0].since if own else ""
        return [Term(TermKind.RETIREMENT, state, retired.form, title, since=retired.since, ours=ours)]

    def _plan(self) -> CarriedPlan:
        preset = self._office.preset
        text = self._plans.text(preset.id)
        return CarriedPlan(preset.id, preset.title, preset.document, digest_of(text), text)

    def _judged(self, carried: CarriedForm, known: Sequence[FormEdition]) -> tuple[FormPlan, FormEdition | None]:
        term = Term(TermKind.FORM, TermState.NEW, carried.form, carried.form, carried.edition, carried.effective_from)
        checked = check_form(carried.text, carried.form)
        same = [each for each in known if each.id == carried.form]
        if checked.form is not None:
            term = replace(term, title=form_name(checked.form.title))
        if (here := next((each for each in same if each.edition == carried.edition), None)) is not None:
            alike = (here.digest or digest_of(self._shelf.text(here.id, here.edition))) == carried.digest
            state = TermState.KNOWN if alike else TermState.CLASH
            return FormPlan(replace(term, state=state), carried), None
        form = checked.form
        problems = list(checked.problems)
        if form is not None:
            if (form.id, form.edition) != (carried.form, carried.edition) or not _is_month(carried.effective_from):
                raise KnownError("package_damaged", place=f"{FORMS} {carried.form}")
            problems += edition_problems(form.id, form.edition, form.subject, carried.effective_from, same)
        if form is None or blocks(problems):
            wrong = tuple(each for each in problems if blocks([each]))
            return FormPlan(replace(term, state=TermState.REFUSED, problems=wrong), carried), None
        edition = looked_at(form, (), carried.effective_from, (), self._shelf).form
        return FormPlan(term, carried), edition


def keep_forms(work: UnitOfWork, plans: Sequence[FormPlan], sender: str) -> None:
    """Keep the new ones of *plans* as if they were added here, with the office that issued them."""
    for each in plans:
        if each.term.state is TermState.NEW:
            form = each.carried
            row = FormText(uid=work.new_id(), added_at=work.now, added_by=work.who, issued_by=sender, **form._asdict())
            work.add(row)


def keep_plan(work: UnitOfWork, plans: Sequence[Term], carried: Sequence[CarriedPlan], package_id: str) -> None:
    """Keep the one of *carried* that *plans* take over; from now on the ledger goes by it."""
    wanted = {term.id for term in plans if term.state is TermState.CHANGED}
    rows = [
        {"package_id": package_id, "plan": each.plan, "digest": each.digest, "text": each.text, "taken_at": work.now}
        for each in carried
        if each.plan in wanted
    ]
    post.keep(work.connection, PlanIn, rows)


def _is_month(text: str) -> bool:
    try:
        Month.parse(text)
    except ValueError:
        return False
    return True
