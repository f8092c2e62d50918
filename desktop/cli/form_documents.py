"""Forms as the JSON that `--json` prints, and the published page of the catalogue."""

from collections.abc import Iterable
from itertools import groupby

from desktop.cli.documents import Document, text
from desktop.domain.form_entry import FactEntry, FormChange, FormEdition, FormLook
from desktop.domain.problems import Problem, blocks
from desktop.wording.form_subjects import OPERATORS, SUBJECTS, subject_words
from desktop.wording.messages import code_of, sentence

_HEAD = """# 数据项目录

各类报表能取的数据项。表样文件里 `subject` 写类别，栏目的 `fact` 写数据项；改表、造表见手册第 19 章。
目录里没有的项（本年目标、后续月均需、预计等）任何表都取不到。

本页由 `shenggui form facts --out docs/forms.md` 生成，测试保证与程序一致。
"""


def edition(each: FormEdition) -> Document:
    """Return one edition of one form."""
    return {
        "id": each.id,
        "edition": each.edition,
        "title": each.title,
        "subject": each.subject.value,
        "monthly": each.monthly,
        "own": each.own,
        "in_force": each.in_force,
        "effective_from": text(each.effective_from),
        "retired": text(each.retired),
        "retired_by_county": each.retired_by_county,
        "columns": each.columns,
        "readable": each.readable,
        "digest": text(each.digest),
        "added_at": each.added_at.isoformat() if each.added_at is not None else None,
        "added_by": text(each.added_by),
        "issued_by": text(each.issued_by),
    }


def look(found: FormLook) -> Document:
    """Return what a form file is, what it changes and what is wrong with it."""
    return {
        "ok": found.form is not None and not blocks(list(found.problems)),
        "form": None if found.form is None else edition(found.form),
        "replaces": found.replaces or None,
        "change": None if not found.replaces else _change(found.change),
        "problems": [problem(each) for each in found.problems],
    }


def problem(each: Problem) -> Document:
    """Return one thing that is wrong with a form file: where it stands, and on which line."""
    line = int(each.values.get("line", "0"))
    return {
        "code": code_of(each.code, each.severity),
        "severity": each.severity.value,
        "key": each.field,
        "line": line or None,
        "message": sentence(each),
    }


def fact(each: FactEntry) -> Document:
    """Return one fact of the catalogue."""
    return {
        "subject": each.subject.value,
        "name": each.name,
        "words": each.words,
        "kind": each.kind,
        "unit": text(each.unit),
        "source": text(each.source),
        "operators": list(each.operators),
        "summable": each.summable,
        "groupable": each.groupable,
    }


def catalogue_page(entries: Iterable[FactEntry]) -> str:
    """Return the catalogue as the published page (docs/forms.md)."""
    parts = [_HEAD]
    for subject, facts in groupby(entries, key=lambda each: each.subject):
        parts.append(
            f"## {subject_words(subject)}　`{subject.value}`\n\n来源：{SUBJECTS[subject][1]}。\n\n"
            "| 数据项 | 是什么 | 类别 | 单位 | 能相加 | 能分组 |\n|---|---|---|---|---|---|\n"
            + "\n".join(map(_line, facts))
        )
    parts.append(
        "## 筛选、规则里怎么比\n\n| 写法 | 意思 |\n|---|---|\n"
        + "\n".join(f"| `{code}` | {words} |" for code, words in OPERATORS.items())
    )
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _line(each: FactEntry) -> str:
    cells = (f"`{each.name}`", each.words, each.kind, each.unit, _yes(each.summable), _yes(each.groupable))
    return f"| {' | '.join(cells)} |"


def _yes(said: bool) -> str:
    return "是" if said else ""


def _change(change: FormChange) -> Document:
    return {
        "old_title": change.old_title,
        "new_title": change.new_title,
        "added": list(change.added),
        "removed": list(change.removed),
    }
