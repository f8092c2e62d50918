"""An enterprise as the texts of its form, and back: what is typed is never lost for being unreadable."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from desktop.domain.codes import EnterpriseKind, LibraryStatus, OperatingStatus
from desktop.domain.day import DayWords, NotADay, read_year_month
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.money import NotAnAmount, Scale, is_blank, read_amount, scaled
from desktop.domain.problems import Problem
from desktop.wording.units import SCALE_WORDS

PLAIN = (
    "name",
    "credit_code",
    "no_code_reason",
    "township",
    "department",
    "address",
    "production_address",
    "activity",
    "products",
    "industry_code",
    "legal_person",
    "contact",
    "contact_post",
    "contact_phone",
    "accountant",
    "note",
)
_ANSWERS = {"yes": True, "no": False}
_BETWEEN_NAMES = re.compile(r"[；;、\n]")
_WORDS = DayWords(year=("年",), month=("月份", "月"), day=("日", "号"))


def texts_of(draft: EnterpriseDraft) -> dict[str, str]:
    """Return the text of every field of the form."""
    capital = draft.registered_capital
    texts = {name: str(getattr(draft, name)) for name in PLAIN}
    return texts | {
        "code_seen": "yes" if draft.code_seen else "",
        "former_names": "、".join(draft.former_names),
        "kind": draft.kind.value,
        "status": draft.status.value,
        "library_status": draft.library_status.value,
        "established_on": draft.established_on.isoformat() if draft.established_on else "",
        "production_month": draft.production_month,
        "admitted_month": draft.admitted_month,
        "registered_capital": "" if capital is None else _plain_ten_thousand(capital),
        "general_taxpayer": "" if draft.general_taxpayer is None else ("yes" if draft.general_taxpayer else "no"),
    }


def draft_of(
    texts: Mapping[str, str], established_on: date | None, base: EnterpriseDraft, *, today: date
) -> tuple[EnterpriseDraft, list[Problem]]:
    """Return what *texts* say and which of them cannot be read; what the form does not show stays as in *base*."""
    said = {name: text.strip() for name, text in texts.items()}
    capital, unread = _read(said, established_on)
    draft = replace(
        base,
        name=said["name"],
        credit_code=said["credit_code"],
        no_code_reason=said["no_code_reason"],
        township=said["township"],
        department=said["department"],
        address=said["address"],
        production_address=said["production_address"],
        activity=said["activity"],
        products=said["products"],
        industry_code=said["industry_code"],
        legal_person=said["legal_person"],
        contact=said["contact"],
        contact_post=said["contact_post"],
        contact_phone=said["contact_phone"],
        accountant=said["accountant"],
        note=said["note"],
        code_seen=said["code_seen"] == "yes",
        former_names=tuple(name.strip() for name in _BETWEEN_NAMES.split(said["former_names"]) if name.strip()),
        kind=EnterpriseKind(said["kind"]),
        status=OperatingStatus(said["status"]),
        library_status=LibraryStatus(said["library_status"]),
        established_on=established_on,
        production_month=_month(said["production_month"], today),
        admitted_month=_month(said["admitted_month"], today),
        registered_capital=capital,
        general_taxpayer=_ANSWERS.get(said["general_taxpayer"]),
    )
    return draft, unread


def _read(said: Mapping[str, str], established_on: date | None) -> tuple[int | None, list[Problem]]:
    """Return the registered capital, and what of money and days cannot be read."""
    capital, reason = _capital(said["registered_capital"])
    problems = [Problem("registered_capital", reason, {"text": said["registered_capital"]})] if reason else []
    if said["established_on"] and established_on is None:
        problems.append(Problem("established_on", "bad_day", {"text": said["established_on"]}))
    return capital, problems


def _month(text: str, today: date) -> str:
    """Return *text* as `2024-05` where it can only mean that; otherwise as it is, for the rules to refuse."""
    if not text:
        return ""
    try:
        year, month = read_year_month(text, words=_WORDS, today=today)
    except NotADay:
        return text
    return f"{year:04d}-{month:02d}"


def _capital(text: str) -> tuple[int | None, str]:
    if is_blank(text):
        return None, ""
    try:
        return read_amount(text, scale=Scale.TEN_THOUSAND, words=SCALE_WORDS).value, ""
    except NotAnAmount as error:
        return None, error.reason


def _plain_ten_thousand(value: int) -> str:
    exact = scaled(value, Scale.TEN_THOUSAND, decimals=6)
    return f"{exact:f}".rstrip("0").rstrip(".")
