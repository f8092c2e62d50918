"""What each key of a form file (表样文件) means; the published schema and the manual say it in these words."""

from collections.abc import Mapping

from desktop.domain.codes import Subject
from desktop.domain.form_entry import FormLook

SUBJECTS: Mapping[str, str] = {"form": "表样版次", "form_retirement": "表的停用"}
FIELD_LABELS: dict[Subject, Mapping[str, str]] = {
    Subject.FORM: {
        "form": "表的代号",
        "title": "标题",
        "edition": "版次",
        "text": "表样文件",
        "digest": "核对码",
        "effective_from": "起用月份",
        "added_by": "加入人",
        "issued_by": "下发单位",
    },
    Subject.FORM_RETIREMENT: {
        "by_unit": "停用单位",
        "form": "表的代号",
        "since": "停用月份",
        "from": "起用月份",
        "reason": "原因",
    },
}

# what a form composed by hand begins with: the places for unit, month, signatures and seal (domain.md 5.10)
FRESH_FORM = """
footer = ["单位负责人：", "审核人：", "填报人：{filler}", "联系电话：{phone}", "报出日期：{reported_on}"]
seal = "（盖章处）"
blank = "未报"

[corners]
left = "填报单位（盖章）：{unit}"
middle = "报告期：{month}"
"""

KEYS: dict[str, str] = {
    "id": "表的代号：小写英文字母、数字、短横线，字母开头。同一张表各版次相同。",
    "edition": "版次，从 1 起的整数。发出过的版次不改，改表另出新版次。",
    "effective_from": "从哪个所属期起用，例如 2026-11；不写就在加入时说明。",
    "subject": "一行说的是什么（哪一类数据）。",
    "monthly": "true 表示按月报送；不写或 false 表示要用时打印。",
    "title": "标题，可以用 {month} 等填空。",
    "annex": "左上角的附件号，例如 附件1。",
    "scale": "金额的单位：yuan 元，thousand 千元，ten_thousand 万元，hundred_million 亿元。",
    "tiers": "只列哪几个库的企业：base 基础库，key 重点库；不写就是全部。",
    "unsorted": "true 表示还没有分库的企业也列入。",
    "sort": "按哪些数据项排序，前面的先比。",
    "blank": "必报数据空缺时印什么字，例如 未报。",
    "closing": "本月离开名单的企业写在表后的一行，可以用 {count}、{names}。",
    "notes": "表后的说明，一条一行。",
    "footer": "表后的签字栏，可以用 {filler}、{phone}、{reported_on}。",
    "seal": "盖章处的字。",
    "known": "印空白表时预先填好的数据项，其余留空手填。",
    "spare": "印空白表时多留几行。",
    "totals": "合计行在最前（first）还是最后（last，不写也是）。",
    "page": "纸张。",
    "corners": "表头上方左、中、右三处的字。",
    "columns": "一览表的各栏，每栏一节。",
    "lines": "一事一表的各行，每行一节。",
    "filters": "筛选条件，每条一节；同时满足才列入。",
    "group": "分组：同一个值的行排在一起。",
    "rules": "报送前要问的事，每条一节；只提问、不拦住。",
    "page.size": "A4 或 A3。",
    "page.orientation": "portrait 竖向，landscape 横向。",
    "page.text_size": "表中文字的磅数，写成带引号的数。",
    "page.margins": "页边距，毫米；不写按公文格式（竖向上 37、下 35、左 28、右 26）。",
    "margins.top": "上边距，毫米。",
    "margins.bottom": "下边距，毫米。",
    "margins.left": "左边距，毫米。",
    "margins.right": "右边距，毫米。",
    "corners.left": "左上方的字，例如 填报单位（盖章）：{unit}。",
    "corners.middle": "中间的字，例如 报告期：{month}。",
    "corners.right": "右上方的字，例如 单位：万元。",
    "column.header": "表头，从上到下一到三层；相邻两栏上层相同就合并。",
    "column.fact": "取哪一项数据，见数据项目录。",
    "column.width": "栏宽，毫米；各栏合计超过纸面时按比例缩小。",
    "column.align": "left 靠左，center 居中，right 靠右；不写按数据类别。",
    "column.decimals": "小数位数；不写金额两位、百分比一位。",
    "column.total": "合计：sum 相加，ratio 按合计数算同比，none 不合计（不写也是）。",
    "column.required": "true 表示必报，空缺时印 blank 的字，报送前要说明。",
    "column.required_when": "什么情况下才必报，每个条件一格；都满足才必报。不写就是一直必报。",
    "column.scale": "本栏另用的单位，例如电量写 ten_thousand（万千瓦时）。",
    "line.boxes": "一行里的各格。",
    "line.height": "这一行至少多高，毫米。",
    "box.label": "格子的名称。",
    "box.fact": "取哪一项数据。",
    "box.share": "在一行里占几份宽，不写是 1。",
    "condition.fact": "比哪一项数据。",
    "condition.is": "怎么比，见附表。",
    "condition.value": "和什么比，写成带引号的文字；金额按表的单位。",
    "condition.values": "和哪几个值比（one_of、none_of），或从多少到多少（between）。",
    "condition.other": "和同一行的另一项数据比，代替 value。",
    "condition.scale": "这个条件里金额、电量的单位；不写按表的单位。",
    "group.by": "按哪一项数据分组。",
    "group.heading": "组名一行的字，可以用 {value}、{count}。",
    "group.subtotal": "小计一行的字；不写就不要小计。",
    "group.serial": "序号接着排（running，不写也是）还是每组从 1 起（restart）。",
    "group.order": "哪几个值排在前面，照写的顺序；其余按字排。",
    "group.blank": "没有填的归在一组，组名叫什么。",
    "rule.number": "这一条的编号，例如 R1，问的时候引用。",
    "rule.text": "问的话。",
    "rule.severity": "check 请核实（不写也是），note 只提示。",
    "rule.expect": "应当怎样；不是这样才问。有一项没有数就不问（空缺另问）。",
    "rule.since": "从哪个所属期起才问，例如 2026-11。",
    "rule.passes": "举一个不用问的例子：数据项和它的值；检查时照这一条试一遍。",
    "rule.fails": "举一个要问的例子；检查时照这一条试一遍。",
    "rule.tolerance": "写明原因以后，数变动在百分之几以内不再问；不写就是一变就再问。",
    "rule.when": "什么情况下才看这一条；都满足才看。",
}


def change_lines(look: FormLook) -> list[str]:
    """Return in sentences what the form of *look* is beside the edition before it."""
    if not look.replaces:
        return ["这是一张新表。"]
    change = look.change
    lines = [f"与第 {look.replaces} 版次比："]
    if change.old_title != change.new_title:
        lines.append(f"标题：{change.old_title} → {change.new_title}")
    if change.added:
        lines.append(f"新加的栏目：{'、'.join(change.added)}")
    if change.removed:
        lines.append(f"去掉的栏目：{'、'.join(change.removed)}")
    return lines if len(lines) > 1 else [f"与第 {look.replaces} 版次比，标题和栏目没有变。"]
