"""Words for permissions (更正许可、补报许可) and for figures given back to be checked (退回核对)."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.codes import Measure, Source, Subject
from desktop.domain.permit import Permission, PermitKind, PermitRow, Permitted
from desktop.domain.recheck import RecheckState
from desktop.wording.words_filing import day_words

AHEAD = "接收前所报的更正，待县里接收或退回"
AHEAD_MEANS = "报出时单位还没有收到前一次的接收，不用先要许可；照样接收或退回，前一次的接收不变。"

SUBJECTS: Mapping[str, str] = {"permit": "更正、补报许可", "recheck": "退回核对", "recheck_answer": "退回核对的答复"}

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    PermitKind: {"correction": "更正", "late": "补报"},
    RecheckState: {"open": "未答", "corrected": "已改数", "confirmed": "核对无误", "settled": "县里已采用"},
    Permitted: {"given": "有许可", "taken_back": "许可已收回", "none": "没有许可", "ahead": "接收前所报"},
}

CODES: Mapping[tuple[Subject, str], type[StrEnum]] = {
    (Subject.PERMIT, "kind"): PermitKind,
    (Subject.RECHECK, "measure"): Measure,
    (Subject.RECHECK_ANSWER, "source"): Source,
}

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.PERMIT: {
        "unit": "单位",
        "month": "所属期",
        "form": "哪张表",
        "kind": "准许什么",
        "given_on": "发许可日期",
        "until": "有效至",
        "reason": "理由",
        "by_unit": "发许可的单位",
    },
    Subject.RECHECK: {
        "enterprise": "企业",
        "period": "所属期",
        "measure": "项目",
        "unit": "退回给哪个单位",
        "said": "当时报的数",
        "asked_on": "退回日期",
        "reason": "理由",
        "by_unit": "退回的单位",
    },
    Subject.RECHECK_ANSWER: {
        "recheck": "哪一处",
        "said": "核对的数",
        "source": "数据口径",
        "reason": "理由",
        "answered_on": "答复日期",
    },
}


def permit_words(permit: PermitRow) -> str:
    """Return a permission in one line, as its unit reads it: 县里准许更正（至 11月30日，理由：…）."""
    word = LABELS[PermitKind][permit.kind]
    return f"县里准许{word}（至 {day_words(permit.until)}，理由：{permit.reason}）"


def permission_words(permission: Permission) -> str:
    """Return what the next round of a form has of the county, or that it has nothing; nothing where it needs none."""
    if permission.permit is not None:
        return permit_words(permission.permit)
    if permission.missing is None:
        return ""
    word = LABELS[PermitKind][permission.missing]
    return f"没有收到县里有效的{word}许可：可以先打电话请县里发；急着报的，写明原因照样可以报，县里会看到“没有许可”"
