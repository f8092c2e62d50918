"""Words of policies, rewards, claims, lists that go out, trainings and meetings."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from desktop.domain.codes import Subject
from desktop.domain.policy_codes import (
    ActionState,
    Audience,
    ClaimState,
    CountingStart,
    MeetingKind,
    PolicyLevel,
    PolicyTopic,
    RosterNeed,
    TrainingKind,
    TrainingTopic,
    Verdict,
)
from desktop.domain.reward import Hint, RewardRule, due_on
from desktop.domain.roster import Roster
from desktop.domain.training import Coverage

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    PolicyLevel: {"nation": "国家", "province": "省", "city": "市（州）", "county": "县"},
    PolicyTopic: {
        "fiscal": "财政奖励",
        "tax": "税费减免",
        "factors": "要素保障",
        "environment": "环境优化",
        "coordination": "工作协调",
        "finance": "融资担保",
        "talent": "人才社保",
        "arrears": "清理欠款",
        "procedure": "申报流程",
        "statistics": "统计工作",
        "training": "培训宣传",
    },
    Verdict: {"maybe": "可能符合", "missing": "缺少信息", "not_met": "不符合"},
    CountingStart: {
        "admission_year": "入库当年算第1年",
        "year_after": "入库次年算第1年",
        "admission_month": "从入库之月起按月算满",
    },
    ClaimState: {
        "preparing": "准备材料",
        "submitted": "已申报",
        "returned": "退回补正",
        "published": "公示",
        "approved": "已核定",
        "paid": "已拨付",
        "refused": "未通过",
        "withdrawn": "企业不申请",
    },
    TrainingKind: {"own": "本单位组织", "superior": "上级培训", "briefing": "政策宣讲", "activity": "展会等活动"},
    TrainingTopic: {
        "support": "扶持奖励政策",
        "procedure": "申报审核流程和资料",
        "tax": "税收优惠政策",
        "tax_risk": "涉税风险防范",
        "statistics": "统计报表和统计法",
        "accounting": "建账建制和会计核算",
        "management": "经营管理",
        "financing": "融资服务",
        "digital": "数字化和绿色发展",
        "market": "展销、电商和市场开拓",
        "innovation": "产学研和技术合作",
    },
    Audience: {
        "officers": "业务骨干",
        "leaders": "企业负责人",
        "accountants": "财务人员",
        "tax_staff": "办税人员",
        "statisticians": "统计人员",
        "team": "企业管理人员",
    },
    MeetingKind: {
        "joint": "联席会议",
        "dispatch": "调度",
        "bulletin": "通报",
        "supervision": "督导",
        "talk": "约谈",
        "publicity": "宣传",
    },
    ActionState: {"open": "未完成", "done": "已完成", "dropped": "不再办理"},
    RosterNeed: {"key": "当年重点培育库", "admitted_first": "首次入库企业"},
}

SUBJECTS: Mapping[str, str] = {
    "policy_entry": "政策",
    "reward_answer": "奖补核实",
    "reward_counting": "连续年数起算",
    "reward_claim": "奖励台账",
    "claim_step": "奖励进度",
    "roster_stay": "推荐名单",
    "training": "培训",
    "training_seat": "参训企业",
    "meeting": "会议和通报",
    "meeting_action": "议定事项",
    "action_step": "议定事项进展",
}

CODES: Mapping[tuple[Subject, str], type[StrEnum]] = {
    (Subject.POLICY_ENTRY, "level"): PolicyLevel,
    (Subject.POLICY_ENTRY, "topic"): PolicyTopic,
    (Subject.REWARD_COUNTING, "start"): CountingStart,
    (Subject.CLAIM_STEP, "state"): ClaimState,
    (Subject.TRAINING, "kind"): TrainingKind,
    (Subject.TRAINING, "topics"): TrainingTopic,
    (Subject.TRAINING, "audiences"): Audience,
    (Subject.MEETING, "kind"): MeetingKind,
    (Subject.ACTION_STEP, "state"): ActionState,
}

MONEY = frozenset({(Subject.CLAIM_STEP, "amount")})

_STEP = {"on": "日期", "basis": "依据", "told_by": "告知人", "note": "情况和原因"}

FIELD_LABELS: Mapping[Subject, Mapping[str, str]] = {
    Subject.POLICY_ENTRY: {
        "title": "政策名称",
        "document": "文号",
        "clause": "条款",
        "level": "层级",
        "topic": "主题",
        "issuer": "发文单位",
        "condition": "条件",
        "amount": "金额",
        "valid_from": "施行日期",
        "valid_to": "有效期至",
        "text": "原文",
        "note": "备注",
    },
    Subject.REWARD_ANSWER: {
        "enterprise": "企业",
        "question": "核实事项",
        "yes": "是否",
        "on": "核实日期",
        "done_on": "核实日期",
        "basis": "依据",
    },
    Subject.REWARD_COUNTING: {"start": "起算", "on": "日期", "basis": "依据"},
    Subject.REWARD_CLAIM: {
        "number": "编号",
        "enterprise": "企业",
        "rule": "奖补条款",
        "label": "奖补事项",
        "document": "文号",
        "clause": "条款",
        "admitted_month": "入库年月",
        "year": "支付年度",
        "on": "开始日期",
        "begun_on": "开始日期",
        "contact": "经办联系人",
        "note": "备注",
    },
    Subject.CLAIM_STEP: {**_STEP, "claim": "奖励", "state": "进度", "amount": "核定或拨付金额（万元）"},
    Subject.ROSTER_STAY: {
        "roster": "名单",
        "year": "年度",
        "enterprise": "企业",
        "on": "日期",
        "since": "列入日期",
        "until": "移出日期",
        "reason": "原因",
        "reason_out": "移出原因",
        "basis": "依据",
        "matter": "需要支持的事项",
    },
    Subject.TRAINING: {
        "number": "编号",
        "held_on": "日期",
        "title": "培训名称",
        "kind": "类型",
        "topics": "主题",
        "audiences": "对象",
        "organiser": "组织单位",
        "venue": "地点",
        "people": "人数",
        "materials": "材料",
        "attended": "参训企业",
        "note": "备注",
    },
    Subject.TRAINING_SEAT: {"training": "培训", "enterprise": "参训企业", "people": "人数"},
    Subject.MEETING: {
        "number": "编号",
        "held_on": "日期",
        "kind": "类型",
        "title": "名称",
        "document": "文号",
        "organiser": "召集单位",
        "chair": "主持人",
        "attended": "参加单位和人员",
        "venue": "地点",
        "minutes": "纪要或正文",
        "addressed": "主送",
        "reported": "报",
        "copied": "抄送",
        "note": "备注",
    },
    Subject.MEETING_ACTION: {
        "meeting": "会议",
        "ordinal": "第几项",
        "content": "议定事项",
        "unit": "责任单位",
        "responsible": "责任人",
        "due_on": "完成时限",
        "enterprise": "涉及企业",
        "issue": "问题台账编号",
    },
    Subject.ACTION_STEP: {
        "action": "议定事项",
        "state": "状态",
        "on": "日期",
        "due_on": "改为时限",
        "note": "进展和原因",
    },
}

ADVICE = "仅作政策解读，不是承诺；能否享受、享受多少，以主管部门审核为准。"
NO_FACT = "这家企业还没有入库的事实，不提示奖补。政策条文谁都可以看，见“政策库”。"


def validity_words(valid_from: date | None, valid_to: date | None) -> str:
    """Return from when until when a clause holds, as far as its document says."""
    begun = f"{valid_from.isoformat()} 起" if valid_from is not None else ""
    return begun + (f"至 {valid_to.isoformat()}" if valid_to is not None else "")


def rule_name(rule: RewardRule) -> str:
    """Return a rule with where it is written: 晋城“211” 连续2年未退出（晋市政办〔2021〕35号 三（四））."""
    return f"{rule.scheme}：{rule.label}（{rule.document} {rule.clause}）"


def clause_words(rule: RewardRule) -> str:
    """Return the clause as it is written, its amount beside it, and what is to be checked of it."""
    doubt = f"【待核实：{rule.source_note or '没有见到原文'}】" if rule.to_confirm else ""
    doubt = doubt or (f"【注：{rule.source_note}】" if rule.source_note else "")
    amount = f"（{rule.amount}）" if rule.amount else ""
    return f"{rule.document} {rule.clause}：{rule.text}{amount}{doubt}"


def roster_source(roster: Roster, document: str) -> str:
    """Return where a list is written; one that is not of the plan in force (*document*) is only followed (参照)."""
    return f"{'依据' if roster.document == document else '参照'} {roster.document} {roster.clause}"


def roster_note(roster: Roster, document: str) -> str:
    """Return what a list that goes out says of itself: where it is written, and whom it lists."""
    return f"{roster_source(roster, document)}；列入条件：{LABELS[RosterNeed][roster.need]}"


def timing_words(hint: Hint) -> str:
    """Return when the years are full and in which year it would be paid."""
    full = f"满{hint.rule.stays}年 {hint.due_on.isoformat()}，" if hint.due_on is not None else ""
    return f"{full}{hint.pay_year}年支付" if hint.rule.pay_offset == 0 else f"{full}{hint.pay_year}年预算支付"


def counting_example(start: CountingStart, admitted_month: str) -> str:
    """Return a worked example of counting: an enterprise admitted in *admitted_month*."""
    year, month = admitted_month.split("-")
    two, three = (due_on(admitted_month, years, start).isoformat() for years in (2, 3))
    return f"例：{year}年{int(month)}月入库，满2年是 {two}，满3年是 {three}"


def coverage_words(found: Coverage, year: int) -> str:
    """Return the rate of coverage with its formula."""
    rate = "—" if found.percent is None else f"{found.percent}%"
    return f"{year}年培训覆盖率 = 参加过本年培训的重点库企业 {found.covered} 户 ÷ 重点库 {found.listed} 户 = {rate}"


def joined_labels(words: Sequence[str]) -> str:
    """Return *words* (codes by their label) one after the other."""
    return "、".join(LABELS[type(each)].get(each, each) if isinstance(each, StrEnum) else each for each in words)
