"""What the check of a ledger may find, in words."""

from collections.abc import Mapping

FINDINGS: Mapping[str, str] = {
    "file_damaged": "台账文件有损坏",
    "reference_broken": "有记录指向不存在的内容",
    "township_differs": "企业的属地乡镇与分工记录不一致",
    "department_differs": "企业的主管部门与分工记录不一致",
    "tier_differs": "企业的培育库与调入调出记录不一致",
    "state_differs": "问题的状态与办理记录不一致",
    "application_state_differs": "申报的状态与办理记录不一致",
    "risk_grade_differs": "退规风险等级与认定记录不一致",
    "measure_state_differs": "帮扶措施的状态与进展记录不一致",
    "project_stage_differs": "项目的阶段与阶段记录不一致",
    "attachment_astray": "有附件找不到它所属的记录",
    "attachment_missing": "附件文件不见了",
    "attachment_damaged": "附件文件与当时的不一致",
    "snapshot_differs": "交出去的分月台账与当时的核对码不符",
    "figure_without_head": "有的月度数据没有修改记录",
    "head_without_change": "有的数据找不到它的修改记录",
    "template_damaged": "留存的县里的表样与登记时不一致",
    "document_damaged": "已报的 PDF 与当时的不一致",
    "head_differs": "有的数据与它最后一次修改的记录对不上",
    "value_differs": "有的内容没有经过本程序就被改动过",
    "chain_gap": "修改记录缺了一条",
    "chain_hash": "修改记录被改动过",
    "chain_value": "修改记录里的内容被改动过",
    "label_differs": "备份里的内容与它的说明不符",
    "chain_end": "修改记录的末尾被删改过",
}


def finding_word(code: str) -> str:
    """Return what a finding says; a code nobody knows is shown as such."""
    return FINDINGS.get(code, f"未识别（{code}）")
