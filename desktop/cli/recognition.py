"""`shenggui enterprise recognize|recognitions|…|tax`: what an enterprise was recognised as, and its taxes."""

from typing import Annotated

import typer

from desktop.cli.documents import Document, day, money, text
from desktop.cli.options import EnterpriseUid
from desktop.cli.reading import pairs, read_code, read_day, read_day_or_none, read_money, refuse
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.codes import Source, Subject
from desktop.domain.recognition import RecognitionDraft, RecognitionKind, RecognitionRow
from desktop.domain.tax_pair import TaxPair, TaxPairDraft
from desktop.wording import shown
from desktop.wording.labels import label

TAX_FIELDS = (
    "year_before",
    "before",
    "source_before",
    "year_after",
    "after",
    "source_after",
    "told_by",
    "told_on",
    "note",
)

RecordUid = Annotated[str, typer.Argument(metavar="记录编号", help="见 enterprise recognitions。")]
Reason = Annotated[str, typer.Option("--reason", metavar="原因", help="原因。")]
_WHOSE = Subject.RECOGNITION


def recognize(
    context: typer.Context,
    uid: EnterpriseUid,
    kind: Annotated[str, typer.Argument(metavar="资质", help="编号或名称，见 enterprise recognitions --kinds。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="认定、登记或开始的日期。")],
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="文号、名单、证书或登记编号。")],
    until: Annotated[str, typer.Option("--until", metavar="日期", help="有效期至；不知道的不写。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="备注。")] = "",
) -> None:
    """Note what an enterprise was recognised as."""
    session = current(context)
    since, last = read_day(on, "since", _WHOSE), read_day_or_none(until, "until", _WHOSE)
    with session.ledger(writes=True) as services:
        found = _kind(services.recognitions.kinds(), kind)
        saved = services.recognitions.add(RecognitionDraft(uid, found.id, since, last, basis, note))
    session.saved(saved, _WHOSE, f"已登记 {found.label}")


def recognitions(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="编号", help="企业编号；不写就是全部企业。")] = "",
    kinds: Annotated[bool, typer.Option("--kinds", help="列出有哪些资质可以登记。")] = False,
    research: Annotated[bool, typer.Option("--research", help="列出本年还没有研发活动记录的规上企业。")] = False,
) -> None:
    """Answer with recognitions, with the kinds there are, or with who has no research noted this year."""
    session = current(context)
    with session.ledger() as services:
        service = services.recognitions
        if uid:
            services.enterprises.get(uid)
        every, rows = service.kinds(), service.rows(uid)
        coverage = service.research() if research else None
    if kinds:
        session.answer(
            [_kind_document(each) for each in every], table(("编号", "资质", "出处"), map(_kind_cells, every))
        )
    elif coverage is not None:
        session.answer(
            {
                "year": coverage.year,
                "admitted": coverage.admitted,
                "noted": coverage.noted,
                "without": [{"uid": each, "name": name} for each, name in coverage.without],
            },
            [
                f"{coverage.year} 年：规上企业 {coverage.admitted} 户，有研发活动记录 {coverage.noted} 户。",
                *table(("编号", "还没有记录的企业"), coverage.without, "没有。"),
            ],
        )
    else:
        heads = ("记录编号", "企业名称", "资质", "认定日期", "有效期至", "依据")
        session.answer([_document(row) for row in rows], table(heads, map(_cells, rows), "没有登记。"))


def recognition_end(
    context: typer.Context,
    record: RecordUid,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="到期、取消的日期。")],
    reason: Reason,
) -> None:
    """Let a recognition end on a day."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.recognitions.end(record, read_day(on, "on", _WHOSE), reason)
    session.saved(saved, _WHOSE, "已写明终止日期")


def unrecognize(context: typer.Context, record: RecordUid, reason: Reason) -> None:
    """Mark a recognition that was entered by mistake as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.recognitions.void(record, reason)
    session.saved(saved, _WHOSE, "已作废")


def tax(
    context: typer.Context,
    uid: EnterpriseUid,
    fields: Annotated[
        list[str] | None, typer.Argument(metavar="项目=内容", help=f"登记时写：{'、'.join(TAX_FIELDS)}。")
    ] = None,
) -> None:
    """Answer with the taxes before and after admission, or note a pair where fields are typed."""
    session = current(context)
    typed = pairs(fields or (), TAX_FIELDS, Subject.TAX_PAIR)
    with session.ledger(writes=bool(typed)) as services:
        services.enterprises.get(uid)
        saved = services.recognitions.add_taxes(_tax_draft(uid, typed)) if typed else None
        found = services.recognitions.taxes(uid)
    if saved is not None:
        session.saved(saved, Subject.TAX_PAIR, "已登记入规前后税负")
        return
    heads = ("记录编号", "入规前", "实缴（万元）", "口径", "入规后", "实缴（万元）", "口径", "相差（万元）", "提供人")
    session.answer([_tax_document(each) for each in found], table(heads, map(_tax_cells, found), "没有登记。"))


def tax_void(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="记录编号", help="见 enterprise tax。")],
    reason: Reason,
) -> None:
    """Mark a pair of taxes that was entered by mistake as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.recognitions.void_taxes(record, reason)
    session.saved(saved, Subject.TAX_PAIR, "已作废")


def read_kind(kinds: tuple[RecognitionKind, ...], typed: str) -> RecognitionKind:
    """Return the recognition that *typed* means: its id or its name."""
    return _kind(kinds, typed)


def _kind(kinds: tuple[RecognitionKind, ...], typed: str) -> RecognitionKind:
    wanted = typed.strip()
    found = next(
        (kind for kind in kinds if wanted in {kind.id, kind.label, kind.label.replace("“", "").replace("”", "")}), None
    )
    if found is None:
        words = "、".join(f"{kind.label}({kind.id})" for kind in kinds)
        raise refuse("bad_code_word", field="kind", subject=_WHOSE, text=typed, words=words)
    return found


def _tax_draft(uid: str, typed: dict[str, str]) -> TaxPairDraft:
    whose = Subject.TAX_PAIR

    def year(name: str) -> int | None:
        word = typed.get(name, "").strip()
        if word and not (word.isascii() and word.isdecimal() and len(word) == 4):
            raise refuse("bad_tax_year", field=name, subject=whose, year=word)
        return int(word) if word else None

    def source(name: str) -> Source | None:
        return read_code(Source, typed[name], name, whose) if typed.get(name) else None

    return TaxPairDraft(
        enterprise=uid,
        year_before=year("year_before"),
        before=read_money(typed.get("before", ""), "before", whose),
        source_before=source("source_before"),
        year_after=year("year_after"),
        after=read_money(typed.get("after", ""), "after", whose),
        source_after=source("source_after"),
        told_by=typed.get("told_by", ""),
        on=read_day_or_none(typed.get("told_on", ""), "told_on", whose),
        note=typed.get("note", ""),
    )


def _document(row: RecognitionRow) -> Document:
    return {
        "uid": row.uid,
        "enterprise": row.enterprise,
        "name": row.name,
        "kind": row.kind,
        "label": row.label,
        "level": row.level or None,
        "since": day(row.since),
        "until": day(row.until),
        "basis": row.basis,
        "note": text(row.note),
        "reason_out": text(row.reason_out),
    }


def _kind_document(kind: RecognitionKind) -> Document:
    return {
        "id": kind.id,
        "label": kind.label,
        "group": kind.group.value,
        "level": kind.level or None,
        "yearly": kind.yearly,
        "document": kind.document,
        "clause": kind.clause,
        "note": text(kind.note),
    }


def _tax_document(pair: TaxPair) -> Document:
    draft = pair.draft
    return {
        "uid": pair.uid,
        "year_before": draft.year_before,
        "before": money(draft.before),
        "source_before": None if draft.source_before is None else draft.source_before.value,
        "year_after": draft.year_after,
        "after": money(draft.after),
        "source_after": None if draft.source_after is None else draft.source_after.value,
        "difference": money(pair.difference),
        "told_by": draft.told_by,
        "told_on": day(draft.on),
        "note": text(draft.note),
    }


def _kind_cells(kind: RecognitionKind) -> tuple[str, ...]:
    return kind.id, kind.label, f"{kind.document} {kind.clause}"


def _cells(row: RecognitionRow) -> tuple[str, ...]:
    return row.uid, row.name, row.label, shown.day(row.since), shown.day(row.until), row.basis


def _tax_cells(pair: TaxPair) -> tuple[str, ...]:
    draft = pair.draft
    return (
        pair.uid,
        f"{draft.year_before}年",
        shown.money(draft.before),
        label(draft.source_before) if draft.source_before else "",
        f"{draft.year_after}年",
        shown.money(draft.after),
        label(draft.source_after) if draft.source_after else "",
        shown.money(pair.difference),
        f"{draft.told_by}，{shown.day(draft.on)}",
    )
