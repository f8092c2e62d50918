"""What reading one cell came to, before anybody knows where the cell stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from desktop.domain.problems import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem code with its severity and the gaps only the cell knows."""

    code: str
    severity: Severity = Severity.ERROR
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value and what was found; *secret* keeps the text itself out of everything (identity numbers)."""

    value: object
    findings: tuple[Finding, ...] = ()
    secret: bool = False

    @classmethod
    def wrong(cls, code: str, /, **values: str) -> Self:
        """Return no value and an error."""
        return cls(None, (Finding(code, Severity.ERROR, values),))

    @classmethod
    def refused(cls, code: str) -> Self:
        """Return no value and a question; the text is not kept anywhere."""
        return cls(None, (Finding(code, Severity.CHECK),), secret=True)

    def told(self, code: str, /, *, severity: Severity = Severity.NOTE, **values: str) -> Self:
        """Return the same value with one more finding."""
        return replace(self, findings=(*self.findings, Finding(code, severity, values)))
