"""`shenggui form`: the forms themselves: what there is, what is wrong with a file, new editions, out of use."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli import form_documents as documents
from desktop.cli import form_papers
from desktop.cli.chinese import group
from desktop.cli.reading import read_month, refuse
from desktop.cli.session import accept, current, progress, tell
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.filing import FormSubject
from desktop.domain.form_entry import FormEdition, FormLook
from desktop.domain.problems import blocks
from desktop.kernel.files import replacing
from desktop.wording.form_subjects import subject_words
from desktop.wording.form_words import change_lines
from desktop.wording.messages import told
from desktop.wording.shown import month_text

if TYPE_CHECKING:
    from desktop.wiring import Services

FOUND = 3  # looked, and found something

File = Annotated[Path, typer.Argument(metavar="文件", help="表样文件（.toml）。")]
Form = Annotated[str, typer.Argument(metavar="表", help="表的代号，见 form list。")]
Since = Annotated[
    str, typer.Option("--from", metavar="所属期", help="从哪个月起用，例如 2026-11；不写按文件里的，再不写是本月。")
]
Edition = Annotated[int, typer.Option("--edition", metavar="版次", help="不写就是现在用的。")]


def build() -> typer.Typer:
    """Return the commands about forms."""
    return group(
        "表样：报表的样子是数据，改表、造表不用改程序。",
        (
            ("list", list_, "列出全部表和版次：哪一版在用、从哪个月起、是否停用。"),
            ("facts", facts, "列出数据项目录：各类报表能取哪些数据。"),
            ("schema", schema, "写出表样文件的 JSON Schema。"),
            ("check", check, "检查表样文件，把毛病一次说全；有毛病时退出码是 3。"),
            ("preview", preview, "把表样文件或已有的表印成 PDF 看看。"),
            ("show", show, "写出一个版次的表样文件，原样。"),
            ("add", add, "加入一个版次：先看会改什么，加 --take 才写入。"),
            ("retire", retire, "停用一张表；已报送的照样能重印。"),
            ("restore", restore, "恢复使用一张停用的表。"),
            *form_papers.COMMANDS,
        ),
    )


def list_(context: typer.Context) -> None:
    """Answer with every edition of every form."""
    session = current(context)
    with session.ledger() as services:
        found = services.forms.list()
    heads = ("代号", "版次", "标题", "一行是什么", "按月报送", "来源", "起用", "状态")
    session.answer([documents.edition(each) for each in found], table(heads, map(_cells, found)))


def facts(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(metavar="类别", help="例如 enterprise-month；不写就是全部。")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="写成一页 Markdown。")] = None,
) -> None:
    """Answer with the published catalogue of facts."""
    session = current(context)
    asked = _subject(subject)
    with session.ledger() as services:
        found = services.forms.facts(asked)
    if out is not None:
        with replacing(out.absolute()) as part:
            part.write_text(documents.catalogue_page(found), encoding="utf-8", newline="\n")
    heads = ("类别", "数据项", "是什么", "种类", "单位")
    lines = [(each.subject.value, each.name, each.words, each.kind, each.unit) for each in found]
    session.answer([documents.fact(each) for each in found], table(heads, lines) if out is None else [f"写到 {out}。"])


def schema(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="写到这里；不写就显示。")] = None,
) -> None:
    """Answer with the JSON Schema of a form file."""
    session = current(context)
    with session.ledger() as services:
        text = services.forms.schema()
    if out is not None:
        with replacing(out.absolute()) as part:
            part.write_text(text, encoding="utf-8", newline="\n")
    session.answer({"schema": text if out is None else None, "path": str(out) if out else None}, [str(out or text)])


def check(context: typer.Context, file: File, since: Since = "") -> None:
    """Answer with everything there is to say about a form file."""
    session = current(context)
    with session.ledger() as services:
        found = services.forms.look(file, since)
    session.answer(documents.look(found), [*_look_lines(found), *(told(each) for each in found.problems)])
    if found.form is None or blocks(list(found.problems)):
        raise typer.Exit(FOUND)


def preview(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="文件或表", help="表样文件，或表的代号。")],
    out: Annotated[Path, typer.Option("--out", metavar="文件", help="写到这个 PDF。")],
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="例如 2026-10。")],
    specimen: Annotated[bool, typer.Option("--specimen", help="样张：不用台账里的数。")] = False,
) -> None:
    """Print a form that may not be kept yet, as a PDF."""
    session = current(context)
    period = read_month(month)
    with session.ledger() as services:
        text, name = _form_of(services, what)
        path = out.absolute()
        done = services.forms.preview(text, name, period, path, progress(), specimen=specimen)
    tell(done.problems)
    session.answer({"path": str(done.path), "pages": done.pages}, [f"写到 {done.path}，共 {done.pages} 页。"])


def show(
    context: typer.Context,
    form: Form,
    edition: Edition = 0,
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="写到这里；不写就显示。")] = None,
) -> None:
    """Answer with the file of an edition, word for word."""
    session = current(context)
    with session.ledger() as services:
        text = services.forms.text(form, edition)
        if out is not None:
            services.forms.write(form, out.absolute(), edition)
    path = str(out.absolute()) if out is not None else None
    session.answer({"id": form, "edition": edition or None, "text": text, "path": path}, [path or text])


def add(
    context: typer.Context,
    file: File,
    since: Since = "",
    take: Annotated[bool, typer.Option("--take", help="写入台账；不写只看。")] = False,
) -> None:
    """Look at a form file as a new edition, and keep it with --take."""
    session = current(context)
    with session.ledger(writes=take) as services:
        found = services.forms.look(file, since)
        accept(found.problems, Subject.FORM)
        saved = services.forms.add(file, since) if take else None
    last = "已加入。" if saved is not None else "以上只是看看，没有写入；加 --take 才写入。"
    document = {"taken": saved is not None, "uid": saved.uid if saved is not None else None, **documents.look(found)}
    session.answer(document, [*_look_lines(found), last])


def retire(
    context: typer.Context,
    form: Form,
    since: Annotated[str, typer.Option("--from", metavar="所属期", help="从哪个月起不用，例如 2026-11。")],
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="为什么停用。")],
) -> None:
    """Take a form out of use."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.forms.retire(form, since, reason)
    session.saved(saved, Subject.FORM_RETIREMENT, "已停用")


def restore(
    context: typer.Context,
    form: Form,
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="为什么又要用。")],
) -> None:
    """Use a form again."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.forms.take_up(form, reason)
    session.saved(saved, Subject.FORM_RETIREMENT, "已恢复使用")


def _form_of(services: "Services", what: str) -> tuple[str, str]:
    """Return text and name of the form file *what*, or of the form that is called so."""
    path = Path(what)
    if path.suffix.lower() == ".toml" or path.is_file():
        return services.forms.read(path), path.name
    return services.forms.text(what), what


def _subject(text: str) -> FormSubject | None:
    if not text:
        return None
    known = {subject_words(each): each for each in FormSubject} | {each.value: each for each in FormSubject}
    if text not in known:
        words = "、".join(each.value for each in FormSubject)
        raise refuse("bad_code_word", field="subject", text=text, words=words)
    return known[text]


def _cells(each: FormEdition) -> tuple[str, ...]:
    since = month_text(each.effective_from) if each.effective_from else ""
    kind = "是" if each.monthly else ""
    source = "县里下发" if each.issued_by else "自己加的" if each.own else "随程序"
    return each.id, str(each.edition), each.title, subject_words(each.subject), kind, source, since, _state(each)


def _state(each: FormEdition) -> str:
    if not each.readable:
        return "读不出来"
    if each.retired:
        return f"{month_text(each.retired)}起停用" + ("（县里）" if each.retired_by_county else "")
    return "在用" if each.in_force else ""


def _look_lines(found: FormLook) -> list[str]:
    form = found.form
    if form is None:
        return ["这个文件还不能用："]
    head = (
        f"{form.title}（{form.id} 第 {form.edition} 版次），{form.columns} 栏，从 {month_text(form.effective_from)}起用"
    )
    return [head, *change_lines(found)]
