"""The library of policies (政策库): clauses as the documents word them, and entries of the office's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.enterprise import LONG_TEXT, SHORT_TEXT
from desktop.domain.policy_codes import PolicyLevel, PolicyTopic
from desktop.domain.problems import Problem

_CLAUSE_LIMIT = 4_000


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    """What is kept of one clause; *amount* is the document's own wording, never a number to reckon with."""

    title: str = ""
    document: str = ""
    clause: str = ""
    level: PolicyLevel = PolicyLevel.COUNTY
    topic: PolicyTopic = PolicyTopic.FISCAL
    issuer: str = ""
    condition: str = ""
    amount: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """One clause of the library; *uid* is an id of the reference or of the ledger, *own* says which.

    *presets* are the plans it was taken from or holds beside, *to_confirm* marks what is to be checked (待核实).
    """

    uid: str
    draft: PolicyDraft
    own: bool = False
    presets: frozenset[str] = frozenset()
    to_confirm: bool = False
    voided: bool = False
    void_reason: str = ""


@dataclass(frozen=True, slots=True)
class PolicyFilter:
    """What is looked for; *preset* narrows to what holds here, *on* to what is in force that day."""

    text: str = ""
    topic: PolicyTopic | None = None
    level: PolicyLevel | None = None
    preset: str = ""
    on: date | None = None
    voided: bool = False


def clause_topic(uid: str) -> str:
    """Return the id under which a visit notes the clause *uid*: campaigns and topics may have the same ids."""
    return f"policy:{uid}"


def check_policy(draft: PolicyDraft) -> list[Problem]:
    """Return what is wrong with an entry of the office's own."""
    problems = [Problem(name, "missing") for name in ("title", "document", "text") if not getattr(draft, name).strip()]
    limits = dict.fromkeys(("title", "document", "clause", "issuer", "amount"), SHORT_TEXT)
    limits |= dict.fromkeys(("condition", "note"), LONG_TEXT) | {"text": _CLAUSE_LIMIT}
    for name, limit in limits.items():
        if len(getattr(draft, name)) > limit:
            problems.append(Problem(name, "too_long", {"limit": str(limit)}))
    if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
        problems.append(Problem("valid_to", "policy_ends_before"))
    return problems


def in_force(draft: PolicyDraft, on: date) -> bool:
    """Return whether *draft* holds on *on*; a document without dates is taken as holding."""
    begun = draft.valid_from is None or draft.valid_from <= on
    return begun and (draft.valid_to is None or on <= draft.valid_to)


def found(policies: Iterable[Policy], query: PolicyFilter) -> tuple[Policy, ...]:
    """Return the clauses that *query* finds, every word somewhere in what is kept of one."""
    words = query.text.casefold().split()
    return tuple(
        each
        for each in policies
        if (query.voided or not each.voided)
        and query.topic in {None, each.draft.topic}
        and query.level in {None, each.draft.level}
        and (not query.preset or each.own or query.preset in each.presets)
        and (query.on is None or in_force(each.draft, query.on))
        and all(word in _searched(each.draft) for word in words)
    )


def _searched(draft: PolicyDraft) -> str:
    parts = (draft.title, draft.document, draft.clause, draft.issuer, draft.condition, draft.amount, draft.text)
    return "\n".join((*parts, draft.note)).casefold()
