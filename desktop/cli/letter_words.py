"""How letters are told on the command line: as JSON and as lines."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.codes import Subject
from desktop.domain.letter import Leaving, LetterState, ReceivedLetter, RoundIn, SentLetter
from desktop.domain.letter_terms import Term
from desktop.domain.rehearsal import missing
from desktop.kernel.errors import KnownError
from desktop.wording import asides, shown
from desktop.wording.labels import label, label_of
from desktop.wording.letter_papers import lacking
from desktop.wording.letter_terms import terms_lines
from desktop.wording.letters import beside_words
from desktop.wording.messages import message, told

if TYPE_CHECKING:
    from desktop.services.incoming import FolderPlan, LetterPlan


def plan_document(plan: "LetterPlan", *, taken: bool) -> dict[str, Any]:
    """Return a letter that was looked at or taken."""
    effect = plan.effect
    counts = ("new", "known", "added", "changed", "aside", "back", "to_check", "rounds", "answers")
    return {
        "taken": taken and effect is not None,
        "already_taken_at": None if plan.taken_at is None else plan.taken_at.isoformat(),
        "package_id": plan.package_id,
        "type": plan.type.value,
        "unit": plan.unit,
        "seq": plan.seq,
        "period": plan.period or None,
        "made_at": plan.made_at,
        "signed": plan.signed,
        "sealed": plan.sealed,
        "note": plan.note or None,
        "fingerprint": plan.fingerprint or None,
        "file": str(plan.path),
        "behind": None if effect is None else effect.behind,
        "given_back": None if effect is None else effect.given_back,
        "terms": [] if effect is None else [term_document(term) for term in effect.terms],
        **{name: None if effect is None else getattr(effect, name) for name in counts},
    }


def plan_lines(plan: "LetterPlan", *, taken: bool) -> list[str]:
    """Return the same for a person."""
    head = f"{label(plan.type)}　{plan.unit_name}　第 {plan.seq} 号" + (
        f"　所属期 {plan.period}" if plan.period else ""
    )
    lines = [head]
    if plan.taken_at is not None:
        return [*lines, f"I207 这个包已于 {shown.moment(plan.taken_at)} 导入过，没有重复导入。"]
    effect = plan.effect
    if effect is None:
        return lines
    lines.append(
        f"新增记录 {effect.added} 条，变更 {effect.changed} 条，需核对 {effect.to_check} 处，"
        f"已有的修改 {effect.known} 处不变，新收到的修改 {effect.new} 处。"
    )
    lines += asides.letter_words(effect.aside, effect.why_aside, effect.back)
    lines += ["放在一边的全部记录：shenggui resolve --aside"] if effect.aside else []
    lines += terms_lines(effect.terms)
    if effect.rounds:
        lines.append(f"报送 {effect.rounds} 份。")
    if effect.answers:
        lines.append(f"答复 {effect.answers} 条。")
    lines += beside_words(plan.unit_name, behind=effect.behind, given_back=effect.given_back)
    if plan.fingerprint:
        lines.append(f"发送单位钥匙的指纹：{plan.fingerprint}（已与纸上核对）")
    lines.append("已读入。" if taken else "以上只是查看，没有写入；加 --take 才读入。")
    return lines


def term_document(term: Term) -> dict[str, Any]:
    """Return one thing that the county sets."""
    return {
        "kind": term.kind.value,
        "state": term.state.value,
        "id": term.id,
        "title": term.title,
        "edition": term.edition or None,
        "since": term.since or None,
        "ours": term.ours or None,
        "problems": [told(each, Subject.FORM) for each in term.problems],
    }


def folder_document(plan: "FolderPlan") -> dict[str, Any]:
    """Return a folder of letters that was looked at or taken."""
    effects = [each.effect for each in plan.plans if each.effect is not None]
    return {
        "taken": plan.taken,
        "senders": [plan_document(each, taken=plan.taken) for each in plan.plans],
        "refused": [{"file": str(path), "message": message(error)} for path, error in plan.refused],
        "missing": [
            {"unit_name": unit, "numbers": [{"from": first, "to": last} for first, last in spans]}
            for unit, spans in missing(plan.lines())
        ],
        "new": sum(each.added for each in effects),
        "changed": sum(each.changed for each in effects),
        "to_check": sum(each.to_check for each in effects),
        "state_digest": plan.state_digest,
    }


def folder_lines(plan: "FolderPlan") -> list[str]:
    """Return the same for a person."""
    found: list[str] = []
    for each in plan.plans:
        found += [each.path.name, *(f"　{line}" for line in plan_lines(each, taken=plan.taken))]
    found += [f"{path.name}：{_told(error)}" for path, error in plan.refused]
    found += [said] if (said := lacking(missing(plan.lines()))) else []
    whole = folder_document(plan)
    found.append(f"合计：新增 {whole['new']} 条，变更 {whole['changed']} 条，需核对 {whole['to_check']} 处。")
    return found


def leaving_document(leaving: Leaving) -> dict[str, Any]:
    """Return what a letter would take out of this computer."""
    return {
        "changes": leaving.changes,
        "told": {subject.value: count for subject, count in sorted(leaving.told.items())},
        "withheld": {subject.value: count for subject, count in sorted(leaving.withheld.items())},
        "enterprises": leaving.enterprises,
        "rounds": list(leaving.rounds),
        "attachments": leaving.attachments,
        "personal": leaving.personal,
        "forms": leaving.forms,
    }


def leaving_lines(leaving: Leaving) -> list[str]:
    """Return the same for a person."""
    told = "、".join(f"{label(subject)} {count} 处" for subject, count in sorted(leaving.told.items()))
    kept = "、".join(f"{label(subject)} {count} 处" for subject, count in sorted(leaving.withheld.items()))
    return [
        f"带出：{told or '没有新的内容'}；涉及企业 {leaving.enterprises} 家，报表 {len(leaving.rounds)} 份，"
        f"附件 {leaving.attachments} 个，联系电话{'带' if leaving.personal else '不带'}。",
        *([f"另带县里的表样 {leaving.forms} 版和方案文件，里面没有企业的数据。"] if leaving.forms else []),
        f"不带出：{kept or '无'}。",
    ]


def sent_document(sent: SentLetter) -> dict[str, Any]:
    """Return a letter that was sent."""
    return {
        "package_id": sent.package_id,
        "type": sent.type.value,
        "recipient": sent.recipient,
        "seq": sent.seq,
        "period": sent.period or None,
        "made_at": sent.made_at.isoformat(),
        "file": sent.file,
        "state": sent.state.value,
        "days": sent.days,
    }


def sent_cells(sent: SentLetter, names: dict[str, str]) -> tuple[str, ...]:
    """Return the same as cells."""
    state = label(sent.state)
    if sent.state is LetterState.UNANSWERED:
        state = f"{state}（第 {sent.days + 1} 天）"
    return (
        sent.package_id[:8],
        label(sent.type),
        names.get(sent.recipient, sent.recipient),
        str(sent.seq),
        sent.period,
        shown.moment(sent.made_at),
        state,
        sent.file,
    )


def received_document(letter: ReceivedLetter) -> dict[str, Any]:
    """Return a letter that was taken."""
    return {
        "package_id": letter.package_id,
        "type": letter.type.value,
        "unit": letter.unit,
        "seq": letter.seq,
        "period": letter.period or None,
        "taken_at": letter.taken_at.isoformat(),
        "signed": letter.signed,
        "counts": dict(letter.counts),
    }


def round_document(found: RoundIn) -> dict[str, Any]:
    """Return a round of another office."""
    return {
        "uid": found.uid,
        "unit": found.unit,
        "month": found.month,
        "form": found.form,
        "edition": found.edition,
        "round": found.round,
        "kind": found.kind,
        "correction": found.correction,
        "rows": found.rows,
        "code": found.code,
        "state": found.state,
        "received_at": found.received_at.isoformat(),
        "comment": found.comment or None,
        "due_on": None if found.due_on is None else found.due_on.isoformat(),
        "permit": found.permit or None,
        "knew": found.knew or None,
        "reason": found.reason or None,
        "permitted": None if found.permitted is None else found.permitted.value,
    }


def file_of(path: Path) -> str:
    """Return what is said of a file that was written to a stick."""
    return f"已写好并核对：{path}。现在可以拔出 U 盘。"


def paper_of(path: Path) -> str:
    """Return what is said of the paper of a letter, which is printed here and does not go onto the stick."""
    return f"单子在本机，打印后随包送达：{path}"


def state_word(state: str) -> str:
    """Return the word of a round's state."""
    return label_of(LetterState, state) if state != "received" else "待答复"


def _told(error: KnownError) -> str:
    return message(error)
