"""How whole and how punctual a year's filing was (报送率、及时率): each form of each month that was due, once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.codes import FilingKind, FilingState
from desktop.domain.filing import FilingRound
from desktop.domain.month import Month

_HANDED = frozenset({FilingState.SENT, FilingState.ACCEPTED, FilingState.RETURNED})


@dataclass(frozen=True, slots=True)
class FilingRates:
    """Counts of forms that were due: *sent* = *on_time* + *late*; *nothing* of them were an explicit 零报告."""

    due: int = 0
    sent: int = 0
    on_time: int = 0
    late: int = 0
    nothing: int = 0
    returned: int = 0

    @property
    def completeness(self) -> Decimal | None:
        """Sent ÷ due; None where nothing was due yet."""
        return Decimal(self.sent) / self.due if self.due else None

    @property
    def timeliness(self) -> Decimal | None:
        """On time ÷ due; None where nothing was due yet."""
        return Decimal(self.on_time) / self.due if self.due else None


def rates(
    forms: Sequence[str],
    due_on: Mapping[Month, date],
    rounds: Sequence[FilingRound],
    *,
    today: date,
    since: date,
) -> FilingRates:
    """Return the rates of *forms* for the months of *due_on*.

    A form is due once its day is over; before that one that was handed over counts already. Months whose day had
    passed before the ledger was begun (*since*) count only where something was filed. The first hand-over decides.
    """
    first: dict[tuple[Month, str], FilingRound] = {}
    returned: set[tuple[Month, str]] = set()
    for each in rounds:
        key = each.month, each.form
        if each.sent_on is not None and each.state in _HANDED:
            first.setdefault(key, each)
            (returned.add if each.state is FilingState.RETURNED else returned.discard)(key)
    wanted = [(month, form) for month in due_on for form in forms]
    due = [key for key in wanted if key in first or since <= due_on[key[0]] < today]
    sent = [first[key] for key in due if key in first]
    on_time = sum(each.sent_on is not None and each.sent_on <= due_on[each.month] for each in sent)
    return FilingRates(
        due=len(due),
        sent=len(sent),
        on_time=on_time,
        late=len(sent) - on_time,
        nothing=sum(each.kind is FilingKind.NOTHING for each in sent),
        returned=sum(key in returned for key in due),
    )
