"""`shenggui figure`: monthly figures."""

from dataclasses import replace
from typing import Annotated

import typer

from desktop.cli import county_figures, documents, figure_evidence
from desktop.cli.chinese import group
from desktop.cli.reading import pairs, read_code, read_month, refuse
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.codes import Measure, Obtained, Source, Subject
from desktop.domain.figure import MEASURES, MONTHLY, FigureEntry, FigureInput, FigureLine
from desktop.domain.money import NotAnAmount, is_blank, read_amount
from desktop.domain.month import Month
from desktop.domain.plausibility_reader import Example
from desktop.domain.problems import Severity
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.units import words_for

_YEAR = Measure.MAIN_REVENUE_YEAR


def build() -> typer.Typer:
    """Return the commands about figures."""
    return group(
        "月度数据：填写和查看每月的数。",
        (
            ("set", set_, "填写一家企业一个月的数，数后要写单位；内容为空（项目=）就是清空。"),
            ("list", list_, "列出月度数据；未报的显示“未报”，不当作 0。"),
            ("sums", county_figures.sums, "县里用：各项合计，待核对的不计入，另说几处。"),
            ("lead", county_figures.lead, "县里用：字段归口，各单位报得不一致时以谁的为准。"),
            ("attach", figure_evidence.attach, "给一家企业一个月的数加凭证：报表、税单、电费单的照片或扫描件。"),
            ("attachments", figure_evidence.attachments, "列出一家企业一个月的凭证。"),
            ("detach", figure_evidence.detach, "作废一个加错的凭证；记录保留。"),
            ("rules", rules, "列出与企业自身历史比较的核实规则，各带一个不问和一个要问的例子。"),
        ),
    )


def set_(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="企业编号", help="见 enterprise list。")],
    month: Annotated[
        str, typer.Argument(metavar="所属期", help="例如 2026-10；2026-02 表示 1—2 月；全年数写年份，例如 2025。")
    ],
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="项目=数和单位", help="例如 main_revenue_ytd=1850万元 electricity_ytd=12万千瓦时 staff=36人。"
        ),
    ],
    source: Annotated[str, typer.Option("--source", metavar="口径", help="数据口径，例如 利润表、企业提供。")],
    obtained: Annotated[
        str, typer.Option("--obtained", metavar="方式", help="取得方式，例如 纸质报表、口头告知。")
    ] = "paper",
    given_by: Annotated[str, typer.Option("--given-by", metavar="姓名", help="企业里由谁提供。")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="说明", help="对核实提示的说明。")] = "",
) -> None:
    """Keep one enterprise's figures of one month; every amount names its unit."""
    session = current(context)
    whence = read_code(Source, source, "source", Subject.FIGURE)
    how = read_code(Obtained, obtained, "obtained", Subject.FIGURE)
    if month.isdecimal():
        typed = pairs(fields, [_YEAR.value], Subject.FIGURE)
        year = _read(_YEAR, typed[_YEAR.value], reason)
        with session.ledger(writes=True) as services:
            services.enterprises.get(uid)
            saved = services.figures.set_year_revenue(uid, int(month), year, whence, how)
    else:
        period = read_month(month)
        typed = pairs(fields, [measure.value for measure in MONTHLY], Subject.FIGURE)
        inputs = tuple(_read(Measure(name), text, reason) for name, text in typed.items())
        with session.ledger(writes=True) as services:
            services.enterprises.get(uid)
            saved = services.figures.save(FigureEntry(uid, period, inputs, whence, how, given_by))
    if reason:  # the questions were answered
        saved = replace(saved, problems=tuple(each for each in saved.problems if each.severity is Severity.ERROR))
    session.saved(saved, Subject.FIGURE, "已保存")


def list_(
    context: typer.Context,
    month: Annotated[
        str, typer.Option("--month", metavar="所属期", help="例如 2026-10；不写就列出各月已有的数。")
    ] = "",
    by: county_figures.ByOption = "",
    waiting: Annotated[bool, typer.Option("--open", help="县里用：只列有待核对的。")] = False,
) -> None:
    """Answer with figures, at the county those of all units; what was not reported is null, never 0."""
    session = current(context)
    asked = read_month(month) if month else None
    with session.ledger() as services:
        own = services.settings.workspace()
        months = [asked] if asked else sorted({Month.parse(period) for _, period, *_ in services.figures.all(None)})
        if own.is_county or by or waiting:
            county_figures.answer_list(session, services, months, by, waiting=waiting)
            return
        lines = [(each, line) for each in months for line in services.figures.lines(each) if asked or line.values]
    session.answer(
        [documents.figure_line(line, each, own.unit) for each, line in lines],
        table(
            ("编号", "企业名称", "所属期", "当月", "累计", "同期累计", "同比", "用电", "口径"),
            [_cells(each, line) for each, line in lines],
        ),
    )


def rules(context: typer.Context) -> None:
    """Answer with the questions from an enterprise's own history, each with its two examples."""
    session = current(context)
    with session.ledger() as services:
        found = services.figures.rules()
    session.answer(
        [documents.figure_rule(each) for each in found],
        table(
            ("编号", "比什么", "起用", "至少几个月", "不问的例子", "要问的例子"),
            [
                (
                    each.rule.number,
                    each.rule.text,
                    each.rule.since,
                    str(each.rule.points),
                    _example(each.passes),
                    _example(each.fails),
                )
                for each in found
            ],
        ),
    )


def _example(example: Example) -> str:
    return f"{'、'.join(example.before)} → {example.now}"


def _read(measure: Measure, text: str, reason: str) -> FigureInput:
    if is_blank(text):
        return FigureInput(measure, None, reason=reason)
    try:
        found = read_amount(text, scale=None, words=words_for(measure), places=MEASURES[measure].places)
    except NotAnAmount as error:
        raise refuse(error.reason, field=measure.value, subject=Subject.FIGURE, text=text) from error
    return FigureInput(measure, found.value, found.raw, found.scale, reason)


def _cells(month: Month, line: FigureLine) -> tuple[str, ...]:
    power = line.values.get(Measure.ELECTRICITY_YTD)
    ytd = line.values.get(Measure.MAIN_REVENUE_YTD)
    return (
        line.enterprise,
        line.name,
        shown.month(month),
        shown.money(line.month_revenue),
        shown.money(ytd.amount if ytd else None),
        shown.money(line.ytd_last),
        shown.percent(line.growth),
        shown.amount(Measure.ELECTRICITY_YTD, power.amount if power else None),
        label(line.source) if line.source else "",
    )
