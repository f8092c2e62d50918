"""What a row of a form can be about, and what the kinds, units and comparisons of its facts are called."""

from desktop.domain.filing import FormSubject

SUBJECTS: dict[FormSubject, tuple[str, str]] = {
    FormSubject.ENTERPRISE_MONTH: ("企业月度数据", "企业名单和“月度数据”页登记的数，附口径和取得方式"),
    FormSubject.VISIT: ("入企走访（当月）", "“走访”页登记的记录"),
    FormSubject.ISSUE: ("问题（当月新登记和未销号）", "“问题”页的台账"),
    FormSubject.ISSUE_YEAR: ("问题台账（全年）", "“问题”页的台账"),
    FormSubject.ISSUE_ASSIGNED: ("问题交办清单", "“问题”页的台账"),
    FormSubject.VISIT_RECORD: ("走访记录（一次走访）", "“走访”页登记的一条记录"),
    FormSubject.VISIT_BLANK: ("走访记录（空白）", "企业名单；其余留空手填"),
    FormSubject.VISIT_PREPARE: ("走访准备单（一家企业）", "企业资料和各本台账的近况"),
    FormSubject.OFFICER: ("包联干部", "“走访”页的包联名单"),
    FormSubject.MATERIALS: ("申报材料清单（一次申报）", "“申报”页的材料"),
    FormSubject.HANDED_IN: ("申报分月数据（一次申报）", "“申报”页交出时留存的数"),
    FormSubject.PROJECT: ("重点项目", "“项目”页的台账"),
    FormSubject.TARGET: ("目标和完成情况", "“目标”页：目标照文件，完成数照入库、退库登记"),
    FormSubject.RETENTION_PLAN: ("稳规一企一策（一家企业）", "“稳规”页的方案"),
    FormSubject.RISK_LIBRARY: ("退规风险企业库", "“稳规”页的风险库"),
    FormSubject.ISSUE_ASSIGNMENT: ("问题交办单（一个问题）", "“问题”页的一条记录"),
    FormSubject.LIBRARY: ("培育库名册", "“企业”页的培育库梯次"),
    FormSubject.ROSTER: ("推荐名单", "“政策奖补”页的名单"),
    FormSubject.REWARD: ("奖补台账", "“政策奖补”页的奖补登记"),
    FormSubject.TRAINING: ("培训台账", "“培训”页的登记"),
    FormSubject.ENTERPRISE: ("企业基础信息", "企业名单和全年数据"),
    FormSubject.ADMITTED: ("新增入库企业", "“申报”页和企业的入库登记"),
    FormSubject.MOVE: ("增减变动", "名单的调入、调出登记"),
    FormSubject.POLICY: ("政策条款", "“政策奖补”页的政策库"),
    FormSubject.REGISTRATION: ("升规包登记表（本单位）", "本单位的资料和钥匙指纹"),
    FormSubject.HANDED_OUT: ("企业交办清单（一个下发包）", "企业的属地和主管部门登记，以及下发记录"),
    FormSubject.RECEIPT: ("报送回执单（一份回执）", "回执包里的答复"),
    FormSubject.LEAVING: ("升规包带出内容清单", "一个包要带出的修改处数"),
    FormSubject.BULLETIN: ("县里的通报（各单位）", "目标和入库、退库登记，以及收到的报送"),
    FormSubject.HANDOVER: ("工作交接清单", "未销号的问题、未报的月报、未回执的包"),
    FormSubject.REHEARSAL: ("收包试算单", "一个文件夹里的包一起试算的结果"),
    FormSubject.COUNTY_LIST: ("县里汇总：各企业月度数据", "各单位报来的数：县里采用的，不一致的待核对"),
    FormSubject.COUNTY_MONTH: ("县里汇总：各单位一行", "各单位报来的月度数据、走访和问题，按属地、行业主管各列一遍"),
    FormSubject.CORRECTION: ("更正说明", "报送后又改动的数，原数和新数"),
}

KINDS: dict[str, str] = {
    "text": "文字",
    "phone": "电话",
    "money": "金额",
    "count": "个数",
    "date": "日期",
    "month": "所属期",
    "ratio": "百分比",
    "kwh": "电量",
}

UNITS: dict[str, str] = {"yuan": "元（按表的 scale 换算）", "kwh": "千瓦时（按栏的 scale 换算）", "percent": "%"}

OPERATORS: dict[str, str] = {
    "equals": "等于",
    "not_equals": "不等于",
    "one_of": "是其中之一",
    "none_of": "不是其中任何一个",
    "contains": "含有",
    "at_least": "不小于（不早于）",
    "below": "小于（早于）",
    "between": "从…到…（含两头）",
    "empty": "没有填",
    "not_empty": "已填",
}


def subject_words(subject: FormSubject) -> str:
    """Return what a row of *subject* is about."""
    return SUBJECTS[subject][0] if subject in SUBJECTS else subject.value
