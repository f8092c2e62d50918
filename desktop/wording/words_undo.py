"""Words for taking a save back: what each kind of save is called, and why something stays."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from desktop.domain.admission import AdmissionAction
from desktop.domain.issue_codes import IssueAction
from desktop.domain.risk_codes import PlanAction, RiskAction
from desktop.domain.undo import Act, Fate, ReversalLine, Save
from desktop.wording.labels import label_of
from desktop.wording.shown import moment

_DEEDS: Mapping[str, str] = {
    "admission.add": "新增申报",
    "admission.material": "登记申报材料",
    "admission.papers": "修改申报资料",
    "admission.void": "作废申报",
    "admission.window": "设置申报窗口",
    "assessment.set": "设置考核口径",
    "attachment.add": "添加附件",
    "attachment.void": "作废附件",
    "calendar.set": "设置工作日历",
    "calendar.void": "作废工作日历",
    "campaign.save": "保存专项活动",
    "campaign.void": "作废专项活动",
    "coverage.say": "登记应统尽统处理",
    "duty.done": "登记年度事项完成",
    "duty.void": "作废年度事项",
    "enterprise.save": "保存企业",
    "enterprise.void": "作废企业",
    "estimate.add": "登记企业自报预计",
    "estimate.void": "作废企业自报预计",
    "exit.record": "登记退库",
    "exit.void": "作废退库",
    "figure.save": "保存月度数据",
    "figure.save_many": "批量保存月度数据",
    "filing.answer": "说明报表空项",
    "filing.dates": "设置报送日期",
    "filing.file": "生成报表",
    "filing.tell": "登记报送情况",
    "form.add": "加入表样版次",
    "form.retire": "停用表",
    "form.take_up": "恢复使用表",
    "import.take": "导入",
    "ledger.restore": "从备份恢复",
    "ledger.move": "把台账复制到本机",
    "ledger.find_back": "从隔离的数据找回",
    "issue.add": "新增问题",
    "issue.clock": "设置问题时限",
    "issue.edit": "修改问题",
    "issue.void": "作废问题",
    "library.set": "批量设置",
    "link.add": "新增路径关联",
    "link.void": "作废路径关联",
    "meeting.add": "新增会议",
    "meeting.decide": "新增议定事项",
    "meeting.edit": "修改会议",
    "meeting.issue": "议定事项转问题",
    "meeting.step": "登记议定事项进展",
    "meeting.void": "作废会议",
    "officer.save": "保存包联",
    "officer.void": "作废包联",
    "package.adopt": "采用数字",
    "package.decide": "答复报送",
    "package.key": "登记单位密钥",
    "package.make": "制作数据包",
    "package.part": "拆开企业",
    "package.register": "登记对方单位",
    "package.resolve": "核对不一致的内容",
    "package.retire": "停用单位密钥",
    "package.same": "认定同一家企业",
    "package.take": "接收数据包",
    "person.add": "新增人员",
    "person.edit": "修改人员",
    "plan.edit": "修改一企一策",
    "plan.make": "制定一企一策",
    "plan_file.take": "换用方案文件",
    "plan.measure": "新增帮扶措施",
    "plan.void": "作废一企一策",
    "permit.give": "发更正（补报）许可",
    "permit.void": "收回更正（补报）许可",
    "policy.add": "新增政策条款",
    "policy.edit": "修改政策条款",
    "policy.void": "作废政策条款",
    "project.add": "新增项目",
    "project.become": "项目转企业",
    "project.edit": "修改项目",
    "project.issue": "项目问题",
    "project.part": "解除项目与企业的关联",
    "project.report": "填报项目月度进展",
    "project.stage": "登记项目阶段",
    "project.task": "登记节点任务",
    "project.void": "作废项目",
    "record.restore": "恢复已作废的记录",
    "person.erase": "依法删除联系人资料",
    "recheck.answer": "答复退回核对",
    "recheck.ask": "退回单位核对",
    "recheck.void": "收回退回核对",
    "recognition.add": "登记资质认定",
    "recognition.end": "终止资质认定",
    "recognition.void": "作废资质认定",
    "report.save": "保存月度小结",
    "reward.answer": "登记奖补条件",
    "reward.claim": "新增奖补申领",
    "reward.counting": "设置奖补年度起算",
    "reward.step": "登记奖补进度",
    "reward.void": "作废奖补申领",
    "roster.enter": "列入推荐名单",
    "roster.leave": "移出推荐名单",
    "target.set": "设置目标",
    "target.void": "作废目标",
    "tax_pair.add": "登记税收对比",
    "tax_pair.void": "作废税收对比",
    "tier.move": "调整培育库",
    "training.add": "新增培训",
    "training.edit": "修改培训",
    "training.void": "作废培训",
    "undo": "撤销",
    "visit.save": "保存走访",
    "visit.void": "作废走访",
    "workbook.add": "登记县里的表格",
    "workbook.void": "作废县里的表格",
    "workspace.begin": "新建台账",
    "workspace.leads": "设置字段归口",
    "workspace.outlook": "设置显示档位",
    "workspace.year": "设置培育年度",
    "year.roll": "年度结转",
    "year.save": "保存年度培育信息",
}
_STEPS: Mapping[str, tuple[str, type[StrEnum]]] = {
    "admission": ("申报", AdmissionAction),
    "issue": ("问题", IssueAction),
    "plan": ("一企一策", PlanAction),
    "risk": ("退规风险", RiskAction),
}
OTHER = "其他保存"

FATES: Mapping[Fate, str] = {Fate.REVERSED: "可撤销", Fate.KEPT: "保留", Fate.IMPOSSIBLE: "不能撤销"}
_ACTS: Mapping[Act, str] = {
    Act.RESTORE: "恢复为原来的内容",
    Act.VOID: "作废这条新增的记录，可在“已作废”里恢复",
    Act.REMOVE: "退回这一步，修改记录里仍然查得到",
    Act.PUT_BACK: "重新写上这一步",
    Act.STAY: "随所属记录一起作废",
}
_REASONS: Mapping[str, str] = {
    "edited_since": "此后又改过，保留现在的内容",
    "used_since": "此后别的记录（含已作废的）用到了它，保留",
    "followed": "此后又有新的一步，请按顺序先撤销后面的",
    "place_taken": "原来的位置已被后来的记录占用，保留",
    "erased": "原来的内容已依法删除，无法恢复",
    "filing_kept": "报表已生成并留档，不能撤销；数字要改的，改后再生成一次",
    "handed_over": "报送情况记的是已经交出的事，不能一键撤销；登记错了请在报送里“撤回上一次登记”",
    "form_kept": "表样的版次只增不改，可能已照它报送；不用的表请停用，要改请加入新版次",
    "series_handed_in": "分月台账已随申报交出并封存，不能撤销；请在申报里登记下一步",
    "told_by_others": "记的是上级或统计机构的决定，不能一键撤销；记错了请在申报里作废后重新登记",
    "person_signs": "人员要留着署名，不能撤销；写错了请修改",
    "workspace_begun": "这是台账的开头，不能撤销",
}


_IMPORT = "import.take"


def save_word(action: str) -> str:
    """Return what the save *action* is called: 保存走访; one of a later version is 其他保存."""
    if action in _DEEDS:
        return _DEEDS[action]
    head, _, verb = action.partition(".")
    if head in _STEPS:
        noun, codes = _STEPS[head]
        return f"{noun}：{label_of(codes, verb)}"
    return OTHER


def save_name(save: Save) -> str:
    """Return the whole name of *save*: 保存走访 晋盛耐火 2026-10-12, or 撤销“保存走访 …”."""
    more = f" 等 {save.records} 条" if save.action == _IMPORT and save.records > 1 else ""
    name = f"{save_word(save.action)} {save.title}{more}".strip()
    return name if not save.level else f"{'撤销' if save.level % 2 else '恢复'}“{name}”"


def undo_reason(save: Save) -> str:
    """Return the reason that stands in the journal where nobody had to type one."""
    return (
        f"撤销“{save_name(replace(save, level=0))}”（{moment(save.at)}）"
        if not save.level % 2
        else f"恢复“{save_name(replace(save, level=0))}”"
    )


def line_word(line: ReversalLine) -> str:
    """Return what becomes of one record, or why not."""
    return _ACTS[line.act] if line.act is not None else _REASONS.get(line.reason, line.reason)


def save_state(save: Save) -> str:
    """Return whether *save* was taken back, stands again, or can never be taken back; empty where nothing is to say."""
    if save.undone_by:
        return "已撤销"
    return "撤销后又恢复" if save.again else "不能撤销" if save.final else ""
