"""The county's forms and its plan as lines of a package: schemas `forms/1` and `plan/1`."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from desktop.domain.change import Value
from desktop.exchange.fields import Fields
from desktop.kernel.errors import KnownError

FORMS, FORMS_SCHEMA = "data/forms.jsonl", "forms/1"
PLAN, PLAN_SCHEMA = "data/plan.jsonl", "plan/1"


class CarriedForm(NamedTuple):
    """One edition of a form as it travels, its file word for word."""

    form: str
    edition: int
    effective_from: str
    digest: str
    text: str


class CarriedPlan(NamedTuple):
    """The plan that the sender works under, its file word for word."""

    plan: str
    title: str
    document: str
    digest: str
    text: str


def form_line(form: CarriedForm) -> dict[str, Value]:
    """Return *form* as a line."""
    return dict(form._asdict())


def plan_line(plan: CarriedPlan) -> dict[str, Value]:
    """Return *plan* as a line."""
    return dict(plan._asdict())


def read_forms(lines: Iterable[Mapping[str, Value]]) -> Iterator[CarriedForm]:
    """Return the forms of *lines*; raise `KnownError` for a line that is none or whose text is not the one named."""
    for number, line in enumerate(lines, start=1):
        fields = Fields(line, f"{FORMS}:{number}")
        form = CarriedForm(
            form=fields.text("form", low=1),
            edition=fields.whole("edition", low=1),
            effective_from=fields.text("effective_from"),
            digest=fields.text("digest", low=1),
            text=fields.text_or_none("text") or "",
        )
        _prove(form.text, form.digest, f"{FORMS}:{number}")
        yield form


def read_plans(lines: Iterable[Mapping[str, Value]]) -> Iterator[CarriedPlan]:
    """Return the plans of *lines*; raise `KnownError` as `read_forms` does."""
    for number, line in enumerate(lines, start=1):
        fields = Fields(line, f"{PLAN}:{number}")
        plan = CarriedPlan(
            plan=fields.text("plan", low=1),
            title=fields.text("title", low=1),
            document=fields.text("document"),
            digest=fields.text("digest", low=1),
            text=fields.text_or_none("text") or "",
        )
        _prove(plan.text, plan.digest, f"{PLAN}:{number}")
        yield plan


def digest_of(text: str) -> str:
    """Return the digest that names *text*."""
    return sha256(text.encode()).hexdigest()


def _prove(text: str, digest: str, place: str) -> None:
    if digest_of(text) != digest:
        raise KnownError("package_damaged", place=f"{place} text")
