"""What the list of policies (政策库) is fed with: the clauses as their documents word them."""

from collections.abc import Mapping

from desktop.domain.filing import FactValue
from desktop.domain.policy import Policy
from desktop.wording.labels import label
from desktop.wording.words_policy import validity_words


def policy_facts(row: Policy) -> Mapping[str, FactValue]:
    """Return what one line of the list shows; amounts stand as the document words them."""
    draft = row.draft
    return {
        "title": draft.title,
        "document": draft.document,
        "clause": draft.clause or None,
        "level": label(draft.level),
        "topic": label(draft.topic),
        "issuer": draft.issuer or None,
        "condition": draft.condition or None,
        "amount": draft.amount or None,
        "validity": validity_words(draft.valid_from, draft.valid_to) or None,
        "text": draft.text,
        "note": draft.note or None,
    }
