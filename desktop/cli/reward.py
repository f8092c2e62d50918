"""`shenggui reward`: what may be said after an admission, and the ledger of claims."""

from typing import Annotated

import typer

from desktop.cli import incentive_documents as documents
from desktop.cli.chinese import group
from desktop.cli.options import PdfPath
from desktop.cli.policy import On, Reason, Uid
from desktop.cli.reading import choices, read_code, read_day, read_money, read_yes_no
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.domain.claim import ClaimDraft, ClaimFilter, ClaimStepDraft
from desktop.domain.codes import Subject
from desktop.domain.policy_codes import ClaimState, CountingStart
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.messages import sentence
from desktop.wording.words_policy import ADVICE, NO_FACT, clause_words, counting_example, rule_name, timing_words

Enterprise = Annotated[str, typer.Argument(metavar="企业", help="企业编号（uid）。")]
Basis = Annotated[str, typer.Option("--basis", metavar="依据", help="查了什么、问了谁、哪份文件。")]
Year = Annotated[int, typer.Option("--year", metavar="年度", help="支付年度；不写是全部。")]


def build() -> typer.Typer:
    """Return the commands about rewards."""
    return group(
        "奖补：条款解读和奖励台账；不承诺，以主管部门审核为准。",
        (
            ("rules", rules, "列出本地适用的奖补条款和要核实的事项。"),
            ("hints", hints, "入库以后，列出一家企业可能符合、缺少信息、不符合的条款。"),
            ("answer", answer, "记下一项核实结果；以前的记录保留。"),
            ("counting", counting, "显示或设定连续年数从哪里起算。"),
            ("claims", claims, "列出奖励台账。"),
            ("show", show, "显示一笔奖励和它的进度。"),
            ("claim", claim, "登记一笔奖励。"),
            ("step", step, "记一步进度：申报、退回、公示、核定、拨付等。"),
            ("void", void, "作废一笔登记错的奖励；记录保留。"),
            ("print", print_, "把一年的奖励台账写成 PDF。"),
        ),
    )


def rules(
    context: typer.Context,
    everywhere: Annotated[bool, typer.Option("--everywhere", help="也列其他地方的条款（参考）。")] = False,
) -> None:
    """Answer with the rules that hold here, and what only a person can answer."""
    session = current(context)
    with session.ledger() as services:
        found, questions = services.rewards.rules(everywhere=everywhere), services.rewards.questions()
    lines = [f"{rule.id}  {rule.scheme} {rule.label}  {clause_words(rule)}" for rule in found]
    lines += [f"核实事项 {each.id}：{each.label}" for each in questions]
    document = {
        "rules": [documents.rule(rule) for rule in found],
        "questions": [documents.question(each) for each in questions],
    }
    session.answer(document, [*lines, ADVICE])


def hints(context: typer.Context, enterprise: Enterprise) -> None:
    """Answer with what may be said of an enterprise that was admitted."""
    session = current(context)
    with session.ledger() as services:
        found, answers = services.rewards.hints(enterprise), services.rewards.answers(enterprise)
        names = {each.id: each.label for each in services.rewards.questions()}
    lines = [NO_FACT] if not found else []
    for each in found:
        lines.append(f"{label(each.verdict)}  {rule_name(each.rule)}  {timing_words(each)}")
        lines.append(f"    {clause_words(each.rule)}")
        lines += [f"    {sentence(reason)}" for reason in each.reasons]
    for said in answers:
        name = names.get(said.question, said.question)
        lines.append(f"已核实：{name} {shown.yes_no(said.yes)}（{said.on}，{said.basis}）")
    document = {
        "hints": [documents.hint(each) for each in found],
        "answers": [documents.answer(each) for each in answers],
        "advice": ADVICE if found else NO_FACT,
    }
    session.answer(document, [*lines, ADVICE] if found else lines)


def answer(
    context: typer.Context,
    enterprise: Enterprise,
    question: Annotated[str, typer.Argument(metavar="事项", help="核实事项，见 reward rules。")],
    yes: Annotated[str, typer.Argument(metavar="是否", help="是 或 否。")],
    on: On,
    basis: Basis,
) -> None:
    """Record what was found out of one question."""
    session = current(context)
    day = read_day(on, "on", Subject.REWARD_ANSWER)
    said = read_yes_no(yes, "yes", Subject.REWARD_ANSWER) is True
    with session.ledger(writes=True) as services:
        saved = services.rewards.answer(enterprise, question, yes=said, on=day, basis=basis)
    session.saved(saved, Subject.REWARD_ANSWER, "已记下")


def counting(
    context: typer.Context,
    start: Annotated[str, typer.Argument(metavar="起算", help=f"{choices(CountingStart)}；不写只显示。")] = "",
    on: Annotated[str, typer.Option("--on", metavar="日期", help="哪天问清的。")] = "",
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="问了谁、哪份文件。")] = "",
) -> None:
    """Answer from where years are counted, or say it."""
    session = current(context)
    with session.ledger(writes=bool(start)) as services:
        if start:
            chosen = read_code(CountingStart, start, "start", Subject.REWARD_COUNTING)
            day = read_day(on, "on", Subject.REWARD_COUNTING)
            session.saved(services.rewards.set_counting(chosen, day, basis), Subject.REWARD_COUNTING, "已设定")
            return
        now, year = services.rewards.counting(), services.settings.workspace().year
    sample = f"{year - 2}-11"
    document = {
        "start": now.start.value,
        "basis": now.basis,
        "typed": now.typed,
        "examples": {each.value: counting_example(each, sample) for each in CountingStart},
    }
    lines = [f"现在：{label(now.start)}。{now.basis}"]
    session.answer(document, [*lines, *(f"{label(each)}：{counting_example(each, sample)}" for each in CountingStart)])


def claims(
    context: typer.Context,
    year: Year = 0,
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
) -> None:
    """Answer with the ledger of claims."""
    session = current(context)
    with session.ledger() as services:
        rows = services.rewards.claims(ClaimFilter(year=year, voided=voided))
    heads = ("编号", "企业名称", "入库年月", "奖补事项", "支付年度", "进度", "核定(万元)", "拨付(万元)")
    lines = table(
        heads,
        (
            (
                row.uid,
                row.name,
                row.admitted_month,
                row.label,
                str(row.year),
                "已作废" if row.voided else label(row.state),
                shown.money(row.approved, blank=""),
                shown.money(row.paid, blank=""),
            )
            for row in rows
        ),
    )
    session.answer([documents.claim(row) for row in rows], lines)


def show(context: typer.Context, uid: Uid) -> None:
    """Answer with one claim and its states."""
    session = current(context)
    with session.ledger() as services:
        row, steps = services.rewards.claim(uid), services.rewards.steps(uid)
    lines = [f"{row.number}  {row.name}  {row.label}（{row.document} {row.clause}）  {label(row.state)}"]
    for each in steps:
        amount = "" if each.amount is None else f"  {shown.money(each.amount)} 万元"
        lines.append(f"{each.on}  {label(each.state)}{amount}  {each.told_by} {each.basis} {each.note}".rstrip())
    session.answer(documents.claim(row, steps), lines)


def claim(
    context: typer.Context,
    enterprise: Enterprise,
    rule: Annotated[str, typer.Argument(metavar="条款", help="条款编号，见 reward rules。")],
    on: On,
    year: Annotated[int, typer.Option("--year", metavar="年度", help="支付年度。")],
    contact: Annotated[str, typer.Option("--contact", metavar="姓名", help="企业经办联系人。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="备注", help="备注。")] = "",
) -> None:
    """Enter a claim."""
    session = current(context)
    draft = ClaimDraft(enterprise, rule, year, read_day(on, "on", Subject.REWARD_CLAIM), contact, note)
    with session.ledger(writes=True) as services:
        saved = services.rewards.begin(draft)
    session.saved(saved, Subject.REWARD_CLAIM, "已登记")


def step(
    context: typer.Context,
    uid: Uid,
    state: Annotated[str, typer.Argument(metavar="进度", help=f"{choices(ClaimState)}。")],
    on: On,
    told_by: Annotated[str, typer.Option("--told-by", metavar="告知人", help="谁告知的。")] = "",
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="通知、公示、凭证。")] = "",
    amount: Annotated[str, typer.Option("--amount", metavar="金额", help="核定或拨付的数，带单位，例如 30万元。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="情况", help="情况和原因。")] = "",
) -> None:
    """Record the next state of a claim."""
    session = current(context)
    draft = ClaimStepDraft(
        read_code(ClaimState, state, "state", Subject.CLAIM_STEP),
        read_day(on, "on", Subject.CLAIM_STEP),
        told_by,
        basis,
        read_money(amount, "amount", Subject.CLAIM_STEP),
        note,
    )
    with session.ledger(writes=True) as services:
        saved = services.rewards.step(uid, draft)
    session.saved(saved, Subject.CLAIM_STEP, "已记下")


def void(context: typer.Context, uid: Uid, reason: Reason) -> None:
    """Mark a claim as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.rewards.void(uid, reason)
    session.saved(saved, Subject.REWARD_CLAIM, "已作废")


def print_(
    context: typer.Context,
    out: PdfPath,
    year: Annotated[int, typer.Option("--year", metavar="年度", help="支付年度；不写是台账年度。")] = 0,
) -> None:
    """Write the ledger of one year as a PDF."""
    session = current(context)
    with session.ledger() as services:
        wanted = year or services.settings.workspace().year
        done = services.rewards.print_ledger(wanted, out.absolute(), progress())
    tell(done.problems)
    session.answer({"path": str(done.path), "pages": done.pages}, [f"写到 {done.path}，共 {done.pages} 页。"])
