"""What sorts of facts there are on a form."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a fact is, and so how it is written and added up."""

    TEXT = "text"
    PHONE = "phone"  # printed with its middle digits masked
    MONEY = "money"
    COUNT = "count"
    DATE = "date"
    MONTH = "month"
    RATIO = "ratio"
    KWH = "kwh"

    @property
    def numeric(self) -> bool:
        """True for what is a number on paper and in Excel."""
        return self in _NUMERIC

    @property
    def summable(self) -> bool:
        """True for what may be added up."""
        return self in _SUMMABLE


_SUMMABLE = frozenset({Kind.MONEY, Kind.COUNT, Kind.KWH})
_NUMERIC = _SUMMABLE | {Kind.RATIO}
