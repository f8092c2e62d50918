"""`shenggui issue board`, `rates`, `common`, `clocks` and `clock`: the ledger counted, and the days it goes by."""

from datetime import date
from typing import Annotated

import typer

from desktop.cli import issue_documents as documents
from desktop.cli.documents import Document
from desktop.cli.reading import read_day, read_day_or_none
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.deadline import Urgency
from desktop.domain.issue import BOARD, IssueFilter, IssueRow, column_of
from desktop.domain.issue_clock import ClockChoice, Scheme
from desktop.domain.issue_codes import IssueGroup, IssueState
from desktop.domain.issue_rates import CommonIssue, Ratio, Tally
from desktop.wording.issue_texts import FORMULAS, scheme_name, scheme_words, span_words
from desktop.wording.labels import label
from desktop.wording.shown import percent

AsOf = Annotated[str, typer.Option("--as-of", metavar="日期", help="截至哪一天；不写就是今天。")]


def board(context: typer.Context) -> None:
    """Answer with how many issues stand in each of the six columns."""
    session = current(context)
    with session.ledger() as services:
        rows = services.issues.list(IssueFilter())
    columns = {group: [row for row in rows if column_of(row.state) is group] for group in BOARD}
    session.answer(
        [_column(group, found) for group, found in columns.items()],
        table(
            ("阶段", "问题", "快到期", "逾期", "其中挂账"),
            ((label(group), *map(str, _counts(found))) for group, found in columns.items()),
        ),
    )


def rates(context: typer.Context, as_of: AsOf = "") -> None:
    """Answer with the counts and rates of the ledger's year."""
    session = current(context)
    with session.ledger() as services:
        found = services.issues.rates(_read_as_of(as_of))
    session.answer(
        documents.rates(found),
        [
            f"{found.year}年，截至 {found.as_of.isoformat()}",
            *(f"{label(tally)} {found.count(tally)}　{FORMULAS[tally]}" for tally in Tally),
            *(f"{label(ratio)} {percent(found.ratio(ratio))}　{FORMULAS[ratio]}" for ratio in Ratio),
        ],
    )


def common(context: typer.Context, as_of: AsOf = "") -> None:
    """Answer with the categories of the year's issues, the one of most enterprises first."""
    session = current(context)
    with session.ledger() as services:
        found = services.issues.common(_read_as_of(as_of))
    session.answer(
        [documents.common(each) for each in found],
        table(("类别", "企业", "问题", "未销号", "重复提出"), map(_common_cells, found)),
    )


def clocks(context: typer.Context) -> None:
    """Answer with the schemes of deadlines, the one in force today, and what was chosen when."""
    session = current(context)
    with session.ledger() as services:
        book, now = services.issues.clocks(), services.issues.clock_in_force()
    session.answer(
        {
            "in_force": now.id,
            "schemes": [documents.scheme(each, in_force=each.id == now.id) for each in book.schemes],
            "choices": [documents.choice(each) for each in book.choices],
        },
        [
            *table(
                ("编号", "办法", "研究交办", "反馈", "一般", "重大复杂", "现行", "出处"),
                (_scheme_cells(each, in_force=each.id == now.id) for each in book.schemes),
            ),
            *(
                f"{each.since.isoformat()} 起用 {each.scheme}：{each.basis}{'（县里定的）' if each.by_county else ''}"
                for each in book.choices
            ),
        ],
    )


def clock(
    context: typer.Context,
    scheme: Annotated[str, typer.Argument(metavar="办法", help="办法的编号，见 issue clocks；plan 是本方案的。")],
    since: Annotated[str, typer.Option("--since", metavar="日期", help="起用日期，例如 2026-11-01。")],
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="文件的名称和文号。")],
) -> None:
    """Go by another scheme since a day; days that were set before stay as they are."""
    session = current(context)
    choice = ClockChoice(scheme.strip(), read_day(since, "since", Subject.ISSUE_CLOCK), basis)
    with session.ledger(writes=True) as services:
        saved = services.issues.set_clock(choice)
        named = services.issues.clocks().scheme(choice.scheme)
    done = "" if named is None else f"，{scheme_name(named)}：{scheme_words(named)}"
    session.saved(saved, Subject.ISSUE_CLOCK, f"已记下{done}")


def _read_as_of(text: str) -> date | None:
    return read_day_or_none(text, "on", Subject.ISSUE_STEP)


def _counts(rows: list[IssueRow]) -> tuple[int, int, int, int]:
    """Return how many there are, are near their day, past it, and parked."""
    near, past = (sum(row.deadline.urgency is urgency for row in rows) for urgency in (Urgency.SOON, Urgency.LATE))
    return len(rows), near, past, sum(row.state is IssueState.PARKED for row in rows)


def _column(group: IssueGroup, rows: list[IssueRow]) -> Document:
    names = ("issues", "soon", "late", "parked")
    return {
        "group": group.value,
        **dict(zip(names, _counts(rows), strict=True)),
        "uids": [row.uid for row in rows],
    }


def _common_cells(each: CommonIssue) -> tuple[str, ...]:
    repeated = "、".join(f"{name}（{times} 次）" for _, name, times in each.repeated)
    counts = (len(each.enterprises), len(each.issues), len(each.open))
    return (label(each.category), *map(str, counts), repeated)


def _scheme_cells(scheme: Scheme, *, in_force: bool) -> tuple[str, ...]:
    spans = (scheme.study, scheme.feedback, scheme.ordinary, scheme.major)
    source = f"{scheme.citation.document}{'（请核实）' if scheme.to_confirm else ''}"
    return (scheme.id, scheme_name(scheme), *map(span_words, spans), "现行" if in_force else "", source)
