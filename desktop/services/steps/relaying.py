"""Steps of relaying an issue (转办): the copy for a third office."""

from db.models.issue import Issue
from db.queries.visits import next_number
from db.unit_of_work import UnitOfWork
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.issue import IssueRow, StepDraft
from desktop.domain.issue_codes import IssueAction, IssueState
from desktop.domain.issue_relay import RelayDraft
from desktop.services.steps.keeping import add_step


def open_copy(
    work: UnitOfWork, issue: IssueRow, draft: RelayDraft, timed: StepDraft, *, known: EnterpriseDraft, own: str
) -> str:
    """Write the copy of *issue* that the office *own* sends on, given away by the deed *timed*; return it.

    What is *known* of the enterprise is told as it is now.
    """
    if timed.on is None:
        raise ValueError("a relay needs its day")
    uid = work.add(
        Issue(
            uid=work.new_id(),
            number=work.read(next_number, "issue", own, timed.on.year),
            by_unit=own,
            raised_on=issue.raised_on,
            category=issue.category,
            description=issue.description,
            expectation=issue.expectation or None,
            level=issue.level,
            handling=issue.handling,
            state=IssueState.REGISTERED,
            relayed_from=issue.uid,
            relayed_to=draft.to,
            relayed_unit=issue.by_unit,
            relayed_enterprise=issue.enterprise,
            relayed_name=issue.enterprise_name,
            relayed_code=known.credit_code or None,
            relayed_address=known.address or None,
            relayed_contact=(known.contact or None) if draft.with_contact else None,
            relayed_phone=(known.contact_phone or None) if draft.with_contact else None,
        )
    )
    add_step(work, uid, StepDraft(IssueAction.REGISTER, issue.raised_on), IssueState.REGISTERED, 1, unit=own)
    add_step(work, uid, timed, IssueState.ASSIGNED, 2, unit=own)
    return uid
