"""Words for what leaves this computer."""

from collections.abc import Mapping

from desktop.domain.release import ExportKind, ReleaseLevel

LEVEL_WORDS: Mapping[ReleaseLevel, str] = {ReleaseLevel.FULL: "全部", ReleaseLevel.MASKED: "脱敏"}
KIND_WORDS: Mapping[ExportKind, str] = {
    ExportKind.FILING: "报表",
    ExportKind.ROSTER: "推荐名单",
    ExportKind.LIST: "列表",
    ExportKind.PAPER: "打印件",
    ExportKind.PACKAGE: "数据包",
    ExportKind.DIAGNOSTICS: "诊断包",
}
