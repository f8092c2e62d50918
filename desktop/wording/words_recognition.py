"""The words of recognitions and of taxes before and after admission, and the headings of their fields."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.codes import Source, Subject
from desktop.domain.recognition import RecognitionGroup

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    RecognitionGroup: {"grade": "梯度培育", "technology": "科技", "research": "研发"},
}

SUBJECTS: Mapping[str, str] = {"recognition": "资质和研发", "tax_pair": "入规前后税负"}

# which kind of code a field of the journal holds
CODES: Mapping[tuple[Subject, str], type[StrEnum]] = {
    (Subject.TAX_PAIR, "source_before"): Source,
    (Subject.TAX_PAIR, "source_after"): Source,
}

# money of the journal, shown in 万元
MONEY = frozenset({(Subject.TAX_PAIR, "before"), (Subject.TAX_PAIR, "after")})

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.RECOGNITION: {
        "enterprise": "企业",
        "kind": "资质或研发",
        "since": "认定日期",
        "until": "有效期至",
        "on": "终止日期",
        "basis": "依据",
        "note": "备注",
        "reason": "原因",
        "reason_out": "终止原因",
    },
    Subject.TAX_PAIR: {
        "enterprise": "企业",
        "year_before": "入规前年度",
        "before": "入规前实缴税收（万元）",
        "source_before": "入规前数据口径",
        "year_after": "入规后年度",
        "after": "入规后实缴税收（万元）",
        "source_after": "入规后数据口径",
        "told_by": "提供人",
        "told_on": "提供日期",
        "on": "提供日期",
        "note": "备注",
    },
}
