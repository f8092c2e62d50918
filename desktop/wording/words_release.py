"""Words for what leaves this computer."""

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.domain.release import ExportKind, ExportRow, ReleaseLevel
from desktop.wording.shown import long_day, moment

LEVEL_WORDS: Mapping[ReleaseLevel, str] = {ReleaseLevel.FULL: "全部", ReleaseLevel.MASKED: "脱敏"}
WHOLE_LEDGER = "台账整份"
REGISTRATION = "登记包"
NEW_KEY = "换钥匙的包"
KIND_WORDS: Mapping[ExportKind, str] = {
    ExportKind.FILING: "报表",
    ExportKind.ROSTER: "推荐名单",
    ExportKind.LIST: "列表",
    ExportKind.PAPER: "打印件",
    ExportKind.PACKAGE: "数据包",
    ExportKind.DIAGNOSTICS: "诊断包",
    ExportKind.COPY: "备份",
}


def lost_notice(rows: Sequence[ExportRow], *, unit: str, who: str, on: date, circumstances: str) -> str:
    """Return the notice that a stick was lost: what was on it, encrypted or not, what was done and what to do."""
    open_files = [row for row in rows if not row.sealed]
    listed = [
        f"{place}. {moment(row.at.astimezone())} {KIND_WORDS[row.kind]} {row.what}"
        f"（{LEVEL_WORDS[row.level]}，{row.rows} 行，{'已加密' if row.sealed else '未加密'}），"
        f"文件 {row.file}，SHA-256 {row.sha256[:16]}"
        for place, row in enumerate(rows, start=1)
    ]
    encrypted = "全部已加密，没有密钥打不开。" if rows and not open_files else ""
    parts = (
        "关于移动存储介质遗失的情况说明",
        "",
        f"报告单位：{unit}　　报告人：{who}　　报告日期：{long_day(on)}",
        f"一、经过：{circumstances or '（请填写何时、何地、怎样发现）'}",
        f"二、按导出记录，介质上可能有 {len(rows)} 个文件，其中未加密 {len(open_files)} 个。{encrypted}",
        *(listed or ["（导出记录里没有写到这个位置的文件）"]),
        "三、可能涉及的内容：企业名称、统一社会信用代码、经营数据；未脱敏的文件可能含联系人姓名和电话。",
        "四、已采取的措施：□ 已报告分管领导　□ 已报告县中小企业发展中心　□ 已设法找回　□ 已停用相关密钥",
        "五、下一步：对未加密且含个人信息的，按个人信息保护法第五十七条通知有关企业联系人，并报主管部门。",
        "",
        "单位负责人（签字）：　　　　　　　　（盖章）",
    )
    return "\n".join(parts)
