"""`shenggui resolve` and `adopt`: what offices say differently, settled, adopted, or given back to be checked."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from desktop.cli.aside_list import list_asides
from desktop.cli.package import names_of, unit_of
from desktop.cli.question_list import list_questions
from desktop.cli.reading import choices, read_code, read_month, refuse
from desktop.cli.session import Session, current
from desktop.cli.tables import table
from desktop.domain.codes import Measure, Source, Subject
from desktop.domain.figure import MEASURES, MONTHLY, FigureValue
from desktop.domain.money import plain
from desktop.domain.question import FigureQuestion, Saying
from desktop.domain.recheck import RecheckDraft, RecheckRow, asked_of
from desktop.domain.saved import Saved
from desktop.wording import shown
from desktop.wording.fields import field_label
from desktop.wording.recheck_words import outcome_words, standing_words

if TYPE_CHECKING:
    from desktop.wiring import Services

Reason = Annotated[str, typer.Option("--reason", metavar="文字", help="理由，至少 5 个字。")]

_FIGURE_HEADINGS = ("编号", "企业", "所属期", "项目", "各单位报的数", "退回核对")


def resolve(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="编号", help="不写就列出全部待核对。")] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="采用哪个单位的说法。")] = "",
    side: Annotated[
        int, typer.Option("--side", metavar="第几种", help="采用第几种说法：1 是现在用的，2 起是另有的。")
    ] = 0,
    value: Annotated[str, typer.Option("--value", metavar="内容", help="两边都不对时，填核实后的内容。")] = "",
    reason: Reason = "",
    ask_back: Annotated[
        bool, typer.Option("--ask-back", help="县里用：退回报了这个数的各单位核对，编号见 adopt。")
    ] = False,
    take_back: Annotated[bool, typer.Option("--take-back", help="县里用：收回还没有答复的退回核对。")] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="单位用：县里请核对的数核对无误，写明依据。")] = False,
    source: Annotated[
        str, typer.Option("--source", metavar="数据口径", help=f"核对无误时，照什么核对的：{choices(Source)}。")
    ] = "",
    same: Annotated[
        str, typer.Option("--same", metavar="企业编号", help="县里用：这一条与“编号”是同一家企业，以“编号”为准。")
    ] = "",
    aside: Annotated[
        bool, typer.Option("--aside", help="列出暂时放在一边的记录：谁登记的、为什么还不能列入。")
    ] = False,
    part: Annotated[bool, typer.Option("--part", help="县里用：认定错了，把“编号”拆开，仍是单独一家。")] = False,
) -> None:
    """List what offices say differently and what is asked back, or settle one of it."""
    session = current(context)
    if question and (same or part):
        with session.ledger(writes=True) as services:
            questions = services.letters.questions
            saved = questions.same(question, same, reason) if same else questions.part(question, reason)
        session.saved(saved, Subject.ENTERPRISE, "已认定是同一家" if same else "已拆开")
        return
    if not question and (same or part or ask_back or take_back or confirm or reason):
        raise refuse("question_gone", id="没有写编号")
    if not question:
        if aside:
            list_asides(session)
        else:
            list_questions(session)
        return
    if ask_back or take_back:
        figure = _figure_of(question)
        with session.ledger(writes=True) as services:
            rechecks = services.letters.rechecks
            saved = rechecks.ask(*figure, reason) if ask_back else rechecks.take_back(*figure, reason)
        session.saved(saved, Subject.RECHECK, "已退回，随下一个包送到各单位" if ask_back else "已收回退回核对")
        return
    if confirm:
        said = read_code(Source, source, "source", Subject.RECHECK_ANSWER) if source else None
        with session.ledger(writes=True) as services:
            saved = services.letters.rechecks.answer(question, RecheckDraft(said, reason))
        session.saved(saved, Subject.RECHECK_ANSWER, "已答复，随下一个包告诉县里")
        return
    with session.ledger(writes=True) as services:
        saved = _settle(services, question, _Choice(unit, side, value), reason)
    session.saved(saved, Subject.ENTERPRISE, "已核对")


class _Choice(NamedTuple):
    """Which word a person takes: that of a *unit*, the one at place *side*, or a checked *value*."""

    unit: str
    side: int
    value: str


def _settle(services: "Services", question: str, choice: _Choice, reason: str) -> Saved:
    questions = services.letters.questions
    kept = next((each for each in questions.list() if each.id == question), None)
    if kept is None:
        raise refuse("question_gone", id=question)
    said = choice.value or _said_by(services, (kept.shown, *kept.others), choice)
    return questions.resolve(question, said, reason)


def _said_by(services: "Services", sayings: Sequence[Saying], choice: _Choice) -> Saying:
    if choice.side:
        if not 0 < choice.side <= len(sayings):
            raise refuse("no_such_side", side=str(choice.side))
        return sayings[choice.side - 1]
    wanted = unit_of(services, choice.unit)
    found = [each for each in sayings if each.unit == wanted]
    if not found:
        raise refuse("not_told_by", unit=choice.unit)
    if len(found) > 1:  # one office, two computers
        raise refuse("told_twice_by", unit=choice.unit)
    return found[0]


def _figure_of(text: str) -> tuple[str, str, Measure]:
    """Return enterprise, period and measure of a figure's id, as `adopt` lists it."""
    enterprise, _, rest = text.partition(":")
    period, _, field = rest.partition(":")
    if not enterprise or not period or field not in set(Measure):
        raise refuse("question_gone", id=text)
    return enterprise, period, Measure(field)


def adopt(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="企业编号", help="不写就列出两个单位报得不一样的数。")] = "",
    month: Annotated[str, typer.Argument(metavar="所属期", help="例如 2026-10。")] = "",
    field: Annotated[str, typer.Argument(metavar="项目", help="例如 main_revenue_ytd。")] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="采用哪个单位报的数。")] = "",
    reason: Reason = "",
) -> None:
    """List the figures that two units tell differently, or adopt one (采用值); both words stay."""
    session = current(context)
    if not uid:
        _list_figures(session)
        return
    period, measure = read_month(month), read_code(Measure, field, "measure", Subject.FIGURE)
    if measure not in MONTHLY:
        raise refuse("bad_code_word", field="measure", subject=Subject.FIGURE, text=field, words="、".join(MONTHLY))
    with session.ledger(writes=True) as services:
        saved = services.letters.questions.adopt(uid, str(period), measure, unit_of(services, unit), reason)
    session.saved(saved, Subject.FIGURE, "已采用")


def _list_figures(session: Session) -> None:
    with session.ledger() as services:
        questions = services.letters.questions
        asked = questions.figures()
        found = [(each, questions.told(each.enterprise, each.period, Measure(each.measure))) for each in asked]
        names = names_of(services)
        firms = {row.uid: row.name for row in services.enterprises.rows([each.enterprise for each, _ in found])}
        back = services.letters.rechecks.asked()
    document = [
        {
            "id": ":".join(_key(each)),
            "enterprise": each.enterprise,
            "month": each.period,
            "field": each.measure,
            "told": _amounts(each, told),
            "asked": [_asked(row) for row in back.get(_key(each), ())],
        }
        for each, told in found
    ]
    rows = [
        (
            ":".join(_key(each)),
            firms.get(each.enterprise, ""),
            each.period,
            field_label(each.measure, Subject.FIGURE),
            "；".join(_told(names.get(by, by), each.measure, value.amount) for by, value in told.items()),
            _standing(back.get(_key(each), ()), names),
        )
        for each, told in found
    ]
    session.answer(document, table(_FIGURE_HEADINGS, rows, "没有不一致的数。"))


def _key(question: FigureQuestion) -> tuple[str, str, str]:
    return question.enterprise, question.period, question.measure


def _standing(rows: Sequence[RecheckRow], names: Mapping[str, str]) -> str:
    told = "；".join(f"{names.get(row.unit, row.unit)} {outcome_words(row)}" for row in rows)
    return f"{standing_words(asked_of(rows))}：{told}" if rows else ""


def _asked(row: RecheckRow) -> dict[str, Any]:
    answer = row.answer
    return {
        "unit": row.unit,
        "asked_on": row.asked_on.isoformat(),
        "said": row.said,
        "reason": row.reason,
        "state": row.state.value,
        "answer": None
        if answer is None
        else {"source": answer.source.value, "reason": answer.reason, "on": answer.on.isoformat()},
    }


def _amounts(question: FigureQuestion, told: Mapping[str, FigureValue]) -> dict[str, str]:
    places = MEASURES[Measure(question.measure)].places
    return {by: plain(value.amount, places=places) for by, value in told.items()}


def _told(name: str, measure: str, amount: int) -> str:
    return f"{name} {shown.amount(Measure(measure), amount, unit=True)}"
