"""Sentences of the rules of the trade and of the command line; `{label}` is the heading of the field."""

MESSAGES: dict[str, tuple[str, str]] = {
    # the command line
    "usage": ("E001", "命令写得不对：{detail}。请用 shenggui {command} 查看用法。"),
    "stopped": ("E002", "已停止，没有写入任何内容。"),
    "value_refused": ("E003", "{detail}"),
    "person_needed": ("E004", "这本台账有 {count} 位经办人。请用 --by 姓名 写明这一次由谁经办。"),
    "no_ledger": ("E010", "这里还没有台账：{path}。请先用 shenggui --data 文件夹 init 新建，或打开窗口新建。"),
    "not_a_demo": ("E016", "{path} 里已有 data 文件夹，而且不是演示生成的。请换一个空文件夹再试。"),
    # what any form may lack
    "missing": ("E501", "请填写{label}。"),
    "too_long": ("E502", "{label}太长，最多 {limit} 个字。请缩短，其余写到备注里。"),
    "bad_year": ("E503", "{label}应是 2000 到 2099 之间的年份，例如 2026。"),
    "bad_code_word": ("E504", "{label}不能是“{text}”。可以填：{words}。"),
    "unknown_field": ("E505", "没有“{text}”这一项。可以填：{words}。"),
    "field_twice": ("E506", "{label}写了两次，请只留一个。"),
    # enterprises
    "no_such_enterprise": ("E510", "没有找到这家企业（{uid}）。请先查找企业（enterprise list --search），再复制编号。"),
    "no_code_reason": ("W511", "没有填统一社会信用代码。请补填；确实还没有的，请写明原因。"),
    "code_malformed": ("W131", "统一社会信用代码应是 18 位数字或大写字母（没有 I、O、S、V、Z）。请对照营业执照核对。"),
    "code_mild": ("W131", "统一社会信用代码的最后一位与前面对不上，少数早年的代码是这样。请对照营业执照核对。"),
    "code_strong": ("W131", "统一社会信用代码的校验码不符，多半有一位抄错了。请对照营业执照核对。"),
    "bad_industry_code": ("E512", "行业代码应是 2 到 4 位数字（GB/T 4754—2017），例如 3089。"),
    "bad_calendar_month": ("E513", "{label}应写成“年-月”，例如 2026-05。"),
    "identity_number": ("E134", "{label}里像是身份证号码。本台账不需要身份证号，请只填电话。"),
    "odd_phone": ("W134", "{label}不像电话号码（手机 11 位；固定电话请带区号）。请核对后再保存。"),
    "negative": ("E514", "{label}不能是负数。请核对正负号。"),
    "before_tier": ("E515", "{label}早于调入日期 {since}。请核对日期。"),
    "not_in_list": ("E516", "这家企业现在不在培育库里，不用调出。"),
    "same_tier": ("E517", "这家企业已经在这个库里，不用再调入。"),
    # days
    "in_future": ("E152", "{label}晚于今天。请核对日期。"),
    "too_early": ("E152", "{label}早于 2000 年。请核对年份。"),
    "before_founded": ("W152", "{label}早于企业成立日期 {founded}。请核对这两个日期。"),
    "before_visit": ("E521", "{label}早于走访日期。请核对日期。"),
    "before_start": ("E522", "{label}早于本次办理日期。请核对日期。"),
    "before_last_step": ("E523", "{label}早于上一步办理的日期 {since}。请核对日期。"),
    # issues
    "not_now": ("E524", "这个问题现在的状态不能做这一步。请刷新后看它办到了哪一步。"),
    # figures
    "not_a_number": ("E140", "“{text}”不是一个确定的数。请只填一个数，例如 1850.5；“约”、区间和文字不能算数。"),
    "unit_missing": ("E149", "“{text}”没有写单位。请写明单位，例如 1850万元、12万千瓦时、36人。"),
    "too_precise": ("E144", "{label}的小数位太多，折算后不是整数分（或整数人、0.01 千瓦时）。请核对小数点和单位。"),
    "too_large": ("E145", "{label}大得不合常理。请核对单位。"),
    "negative_amount": ("E142", "{label}不能是负数（只有利润可以）。请核对正负号。"),
    "factor_up": ("W141", "{label}大约是上月（{previous}）的 {factor} 倍。请核对单位是不是写错了。"),
    "factor_down": ("W141", "{label}大约只有上月（{previous}）的 1/{factor}。请核对单位是不是写错了。"),
    "cumulative_falls": ("W143", "{label}比上月（{previous}）少了。累计数一般不会下降，请核对；属实的请写明原因。"),
    "month_differs": ("W148", "{label}与按累计数推算的 {derived} 不一致。请核对当月数和累计数。"),
    "off_own_range": (
        "W171",
        "{text}是 {now_amount}，本企业前 {months} 个月在 {low_amount} 到 {high_amount} 之间（规则 {number}）。"
        "请核对，属实的请写明原因。",
    ),
    "off_own_ratio": (
        "W172",
        "{text}约为本企业前 {months} 个月中间水平的 {times} 倍（规则 {number}）。"
        "请核对两项的数和单位，属实的请写明原因。",
    ),
    "not_reported": (
        "W530",
        "{label}未报。请补填；确实没有的，请说明原因（未取得、不适用、企业拒报、停产），表上印“未报”，不当作 0。",
    ),
    # months
    "january": ("E531", "没有单独的 1 月数据：年初从 1—2 月开始。请用 2 月（例如 2026-02），它表示 1—2 月累计。"),
    "bad_month": ("E532", "“{text}”不是所属期。请写成“年-月”，例如 2026-10；2026-02 表示 1—2 月。"),
}
