"""The columns of everything about letters: what leaves, what was sent and taken, offices, rounds that came in."""

from datetime import datetime
from typing import NamedTuple

from desktop.domain.codes import FilingKind, Subject
from desktop.domain.letter import Decision, LetterState, Office, ReceivedLetter, RoundIn, SentLetter
from desktop.domain.permit import Permitted
from desktop.ui.models.table_model import RIGHT, Column
from desktop.wording import shown
from desktop.wording.labels import label, label_of


class LeavingLine(NamedTuple):
    """One ledger in a letter to *unit*: how many values leave, how many stay."""

    unit: str
    subject: Subject
    told: int
    withheld: int


class SentLine(NamedTuple):
    """A letter that was sent, and the name of the office it went to."""

    letter: SentLetter
    name: str


class ReceivedLine(NamedTuple):
    """A letter that was taken, and the name of the office it came from."""

    letter: ReceivedLetter
    name: str


class UnitLine(NamedTuple):
    """A unit the county writes to: the key that is known of it, and the last letters out and in."""

    unit: str
    name: str
    office: Office | None
    sent: SentLetter | None
    taken: ReceivedLetter | None


class BoardLine(NamedTuple):
    """A unit in a month: one of its rounds, or none; *late* where it came after its day, *due* where one has to."""

    unit: str
    name: str
    registered: bool
    round: RoundIn | None
    form: str
    late: bool
    missing_late: bool
    due: bool = True


def at(moment: datetime | None) -> str:
    """Return *moment* in local time, nothing for none."""
    return "" if moment is None else shown.moment(moment.astimezone())


def period(text: str) -> str:
    """Return the month of a letter as people say it."""
    return shown.month_text(text) if text else "不分月"


def sent_state(letter: SentLetter) -> str:
    """Return where *letter* stands, the days of waiting counted from one; the county's own letters need no answer."""
    if letter.state is LetterState.UNANSWERED:
        return f"{label(letter.state)}（第 {letter.days + 1} 天）"
    return label(letter.state)


def _sent_tone(line: SentLine) -> str:
    tones = {LetterState.ACCEPTED: "good", LetterState.UNANSWERED: "soon"}
    return tones.get(line.letter.state, "late")


def office_state(office: Office | None) -> str:
    """Return whether letters of *office* count here."""
    if office is None:
        return "未登记"
    return "已登记" if office.retired_from is None else f"自第 {office.retired_from} 号包起停用"


def round_state(line: BoardLine) -> str:
    """Return what the county said of a round, or that there is none."""
    if line.round is None:
        return "无交办企业" if not line.due else "逾期未报" if line.missing_late else "未报"
    return _ROUND_STATES.get(line.round.state, line.round.state)


_ROUND_STATES = {"received": "待答复", Decision.ACCEPTED: "已接收", Decision.RETURNED: "已退回"}


def _board_tone(line: BoardLine) -> str:
    if line.round is None:
        return "off" if not line.due else "late" if line.missing_late else "soon"
    return {"accepted": "good", "returned": "late"}.get(line.round.state, "soon")


def _came(line: BoardLine) -> str:
    if line.round is None:
        return ""
    return f"{at(line.round.received_at)}{'（逾期）' if line.late else ''}"


def permitted_word(line: BoardLine) -> str:
    """Return whether the county had permitted a round that needed it; nothing for one that did not."""
    return "" if line.round is None or line.round.permitted is None else label(line.round.permitted)


def _permit_tone(line: BoardLine) -> str:
    word = None if line.round is None else line.round.permitted
    return "" if word is None else {Permitted.GIVEN: "good", Permitted.AHEAD: "soon"}.get(word, "late")


LEAVING: tuple[Column[LeavingLine], ...] = (
    Column("单位", lambda line: line.unit, width=170),
    Column("台账", lambda line: line.subject, label, width=150),
    Column("带出（处）", lambda line: line.told, align=RIGHT, width=110),
    Column("不带出（处）", lambda line: line.withheld, align=RIGHT, width=110),
)
SENT: tuple[Column[SentLine], ...] = (
    Column("类型", lambda line: line.letter.type, label, width=80),
    Column("发给", lambda line: line.name, width=170),
    Column("号", lambda line: line.letter.seq, align=RIGHT, width=46),
    Column("所属期", lambda line: line.letter.period, period, width=96),
    Column("生成时间", lambda line: line.letter.made_at, at, width=130),
    Column("状态", lambda line: sent_state(line.letter), width=160, tone=_sent_tone),
    Column("文件", lambda line: line.letter.file, width=220, tip=lambda line: line.letter.file),
)
# units answer nothing: what they have read, their next letter says
SENT_BY_COUNTY = tuple(column for column in SENT if column.header != "状态")
RECEIVED: tuple[Column[ReceivedLine], ...] = (
    Column("类型", lambda line: line.letter.type, label, width=80),
    Column("来自", lambda line: line.name, width=190),
    Column("号", lambda line: line.letter.seq, align=RIGHT, width=46),
    Column("所属期", lambda line: line.letter.period, period, width=96),
    Column("读入时间", lambda line: line.letter.taken_at, at, width=130),
    Column(
        "签名", lambda line: line.letter.signed, lambda signed: "已签名" if signed else "未签名，已电话核对", width=150
    ),
)
UNITS: tuple[Column[UnitLine], ...] = (
    Column("单位", lambda line: line.name, width=210),
    Column(
        "登记", lambda line: office_state(line.office), width=130, tone=lambda line: "good" if line.office else "soon"
    ),
    Column("最近发给它", lambda line: None if line.sent is None else line.sent.made_at, at, width=130),
    Column("号", lambda line: None if line.sent is None else line.sent.seq, align=RIGHT, width=46),
    Column("最近收到它的", lambda line: None if line.taken is None else line.taken.taken_at, at, width=130),
)
OFFICES: tuple[Column[Office], ...] = (
    Column("单位", lambda office: office.name, width=190),
    Column("类型", lambda office: office.kind, label, width=100),
    Column("状态", office_state, width=150),
    Column("登记时间", lambda office: office.compared_at, at, width=130),
    Column("指纹", lambda office: office.fingerprint, width=420),
)
BOARD: tuple[Column[BoardLine], ...] = (
    Column("单位", lambda line: line.name, width=170),
    Column("状态", round_state, width=96, tone=_board_tone),
    Column("表", lambda line: line.form, width=170, tip=lambda line: line.form),
    Column("次", lambda line: None if line.round is None else line.round.round, align=RIGHT, width=40),
    Column("行数", lambda line: None if line.round is None else line.round.rows, align=RIGHT, width=50),
    Column("收到", _came, width=150, tone=lambda line: "late" if line.late else ""),
    Column("许可", permitted_word, width=96, tone=_permit_tone),
    Column("意见", lambda line: "" if line.round is None else line.round.comment, width=140),
    Column("登记", lambda line: "已登记" if line.registered else "未登记", width=70),
)


def kind_word(found: RoundIn) -> str:
    """Return what kind of round it is: in time, a zero report, a correction."""
    return f"更正第 {found.correction} 次" if found.correction else label_of(FilingKind, found.kind)
