"""Where two offices trouble one enterprise twice: visits shortly after each other, one matter raised with both."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.issue_codes import IssueCategory


@dataclass(frozen=True, slots=True)
class DoubleVisit:
    """Two visits to one enterprise (重复走访): who came first and when, who came then."""

    enterprise: str
    name: str
    first_on: date
    first_unit: str
    then_on: date
    then_unit: str

    @property
    def days(self) -> int:
        """How many days lie between."""
        return (self.then_on - self.first_on).days


@dataclass(frozen=True, slots=True)
class DoubleIssue:
    """Two issues of one kind that one enterprise raised with two offices (重复登记); *first* and *then* are their uids.

    Whether they are one matter a person has to say: the program compares enterprise, category and days alone.
    """

    enterprise: str
    name: str
    category: IssueCategory
    first: str
    first_on: date
    first_unit: str
    first_text: str
    then: str
    then_on: date
    then_unit: str
    then_text: str

    @property
    def days(self) -> int:
        """How many days lie between."""
        return (self.then_on - self.first_on).days
