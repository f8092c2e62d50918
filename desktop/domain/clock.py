"""Whether the computer's clock can be right, judged by the ledger itself."""

from datetime import date, datetime, timedelta

_BACK = timedelta(minutes=10)
_AHEAD = timedelta(days=40)


def clock_doubtful(now: datetime, last_deed: datetime | None, built: date) -> bool:
    """Return whether *now* is before what has happened, before the program was built, or suspiciously far ahead."""
    if now.date() < built:
        return True
    return last_deed is not None and (now < last_deed - _BACK or now > last_deed + _AHEAD)
