"""Sentences of checking a form file (表样) and of the editions of forms."""

MESSAGES: dict[str, tuple[str, str]] = {
    "form_key_missing": ("E851", "表样文件“{form}”缺少“{where}”（第 {line} 行）。请补上这一项。"),
    "form_not_text": ("E852", "表样文件“{form}”的“{where}”（第 {line} 行）要写文字，两边加半角引号。"),
    "form_not_whole": (
        "E853",
        "表样文件“{form}”的“{where}”（第 {line} 行）要写 {low} 到 {high} 的整数，不加引号。",
    ),
    "form_not_number": (
        "E854",
        '表样文件“{form}”的“{where}”（第 {line} 行）要写 {low} 到 {high} 的数，两边加引号，例如 "9"。',
    ),
    "form_not_yes": (
        "E855",
        "表样文件“{form}”的“{where}”（第 {line} 行）只能写 true（是）或 false（否），不加引号。",
    ),
    "form_bad_choice": ("E856", "表样文件“{form}”的“{where}”（第 {line} 行）只能写：{words}。"),
    "form_not_list": ("E857", '表样文件“{form}”的“{where}”（第 {line} 行）要写成一列，例如 ["甲", "乙"]。'),
    "form_not_table": ("E858", "表样文件“{form}”的“{where}”（第 {line} 行）要写成一节，以 [{table}] 开头另起一行。"),
    "form_not_tables": (
        "E859",
        "表样文件“{form}”的“{where}”（第 {line} 行）要一项一节，每节以 [[{table}]] 开头另起一行。",
    ),
    "form_bad_gap": (
        "E860",
        "表样文件“{form}”的“{where}”（第 {line} 行）里的 {gap} 没有可填的内容。这里可以用：{words}。",
    ),
    "form_unknown_key_near": (
        "E861",
        "表样文件“{form}”第 {line} 行有不认识的项“{where}”。大概要写“{near}”，请改正或删去。",
    ),
    "form_unknown_fact_near": (
        "E862",
        "表样文件“{form}”第 {line} 行的“{where}”要取“{fact}”，但本类报表没有这项数据，大概要写“{near}”。请改正。",
    ),
    "form_bad_header": (
        "E863",
        '表样文件“{form}”的“{where}”（第 {line} 行）要写一到 {most} 层表头，每层都有字，如 ["主营业务收入", "当月"]。',
    ),
    "form_bad_total": (
        "E864",
        "表样文件“{form}”的“{where}”（第 {line} 行）不适用于“{fact}”：能相加的写 sum，同比一类写 ratio，其余不写。",
    ),
    "form_bad_id": (
        "E865",
        "表样文件“{form}”的“{where}”（第 {line} 行）要用小写字母、数字、短横线，字母开头，例如 my-list，至多 60 个。",
    ),
    "form_too_many": ("E866", "表样文件“{form}”的栏目太多，一张表最多 {most} 栏。请分成两张表。"),
    "form_no_boxes": ("E867", "表样文件“{form}”的“{where}”（第 {line} 行）里一格也没有。请至少写一格。"),
    "form_wants_lines": (
        "E868",
        "表样文件“{form}”是一事一表（{subject}），要用 [[lines]] 写各行各格，不能用 [[columns]]。",
    ),
    "form_wants_columns": (
        "E869",
        "表样文件“{form}”是一览表（{subject}），要用 [[columns]] 写各栏，至少一栏，不能用 [[lines]]。",
    ),
    "form_not_compared": ("E870", "表样文件“{form}”的“{where}”（第 {line} 行）：“{fact}”是算出来的，不能用作条件。"),
    "form_other_kind": (
        "E871",
        "表样文件“{form}”的“{where}”（第 {line} 行）：“{fact}”和“{other}”不是同一类数据，不能相比。",
    ),
    "form_not_grouped": (
        "E872",
        "表样文件“{form}”的“{where}”（第 {line} 行）：不能按“{fact}”分组，只能按文字、日期、月份分组。",
    ),
    "form_nothing_to_sum": (
        "E873",
        "表样文件“{form}”的“{where}”（第 {line} 行）要小计，但没有一栏写了 total。请先写明哪几栏相加。",
    ),
    "form_number_twice": ("E874", "表样文件“{form}”的“{where}”（第 {line} 行）：编号“{number}”已经用过。请另编号。"),
    "form_no_values": ("E875", "表样文件“{form}”的“{where}”（第 {line} 行）是空的。请写上要比的内容。"),
    "form_two_values": ("E876", "表样文件“{form}”的“{where}”（第 {line} 行）要写两个值：从多少到多少。"),
    "form_operand_money": (
        "E877",
        '表样文件“{form}”的“{where}”（第 {line} 行）：“{text}”不是金额。请写成 "500" 这样的数，单位按表的 scale。',
    ),
    "form_operand_kwh": (
        "E878",
        '表样文件“{form}”的“{where}”（第 {line} 行）：“{text}”不是用电量。请写成 "500" 这样的数。',
    ),
    "form_operand_count": (
        "E879",
        '表样文件“{form}”的“{where}”（第 {line} 行）：“{text}”不是整数。请写成 "20" 这样的数。',
    ),
    "form_operand_date": (
        "E880",
        '表样文件“{form}”的“{where}”（第 {line} 行）：“{text}”不是日期。请写成 "2026-10-31" 这样。',
    ),
    "form_operand_month": (
        "E881",
        '表样文件“{form}”的“{where}”（第 {line} 行）：“{text}”不是所属期。请写 "2026-10" 这样（2026-02 表示 1—2 月）。',
    ),
    "form_closing_filtered": (
        "E882",
        "表样文件“{form}”的“{where}”：有筛选条件的表不能写“本月起不再列入”的一行，因为离开的企业无法再筛。请删去其中一项。",
    ),
    "form_too_large": ("E883", "表样文件“{form}”太大（超过 {limit} 字），不像是表样。请检查是不是选错了文件。"),
    "form_too_deep": ("E884", "表样文件“{form}”里括号套得太深，读不出来。请检查括号是否成对。"),
    "form_key_twice": ("E885", "表样文件“{form}”第 {line} 行的项前面已经写过。请删去一处，或检查 [[ ]] 是否漏写。"),
    "form_wide_mark": (
        "E886",
        "表样文件“{form}”第 {line} 行有全角符号“{mark}”。引号、等号、逗号、括号都要用半角（英文输入法）。",
    ),
    "form_not_utf8": (
        "E887",
        "表样文件“{form}”不是 UTF-8 编码的文字文件。请在记事本里“另存为”，编码选 UTF-8 后再试。",
    ),
    "form_character": (
        "E887",
        "表样文件“{form}”的“{text}”一处有看不见的控制字符（{char}），多半是粘贴带来的，不能留存和打印。请删去重新打一遍。",
    ),
    "form_bad_number": (
        "E887",
        "表样文件“{form}”的“{where}”（第 {line} 行）只能用英文字母、数字、点和短横线，至多 12 个，例如 R1。",
    ),
    "form_edition_used": (
        "E888",
        "表“{form}”的第 {edition} 版次已经有了，版次只增不改。请把文件里的 edition 改成 {wanted}，再加入。",
    ),
    "form_subject_changed": (
        "E889",
        "表“{form}”原来是另一类数据（{was}），新版次不能换。请给文件另起一个 id，作为一张新表加入。",
    ),
    "form_holds_too_early": (
        "E890",
        "表“{form}”的上一版次从 {period} 起用，第 {edition} 版次不能更早。请改起用月份（effective_from 或 --from）。",
    ),
    "form_no_edition": ("E891", "表“{form}”没有第 {edition} 版次。有哪些版次，见“设置—表样”或 form list。"),
    "form_not_monthly": (
        "E892",
        "“{form}”是一事一表，不能按月报送。请删去文件里的 monthly = true，或换一类数据。",
    ),
    "form_retired": ("E893", "表“{form}”从 {since} 起已经停用。要再用，请先恢复使用。"),
    "form_retired_by_county": (
        "E845",
        "表“{form}”是县里停用的，从 {since} 起不用，本单位不能恢复，也不用再停。"
        "还要用的，请县里恢复使用，随下一个下发包下来。",
    ),
    "form_still_retired": (
        "W845",
        "本单位的停用已取消。县里也停用了表“{form}”（从 {since} 起），县里恢复使用以前仍不列在“报表”里。",
    ),
    "form_in_use": ("E894", "表“{form}”正在使用，没有停用过，不用恢复。"),
    "form_no_such_month": ("E895", "“{text}”不是所属期。请写成 2026-10 这样（2026-02 表示 1—2 月，没有 2026-01）。"),
    "form_from_taken": ("E896", "表样文件已有起用月份 {since}，与另写的 {text} 不一样。请只留一处。"),
    "form_of_boxes": ("E898", "“{form}”是一事一表，不在窗口里设计。请导出表样文件，改好后再加入。"),
    "form_not_required": (
        "E899",
        "表样文件“{form}”的“{where}”（第 {line} 行）说的是什么时候必报，但这一栏没有写 required = true。请补上或删去。",
    ),
    "form_rule_example": (
        "E850",
        "表样文件“{form}”的“{where}”（第 {line} 行）与第 {number} 条不合：passes 举不用问的，fails 举要问的。请核对。",
    ),
    "form_too_long": ("E866", "表样文件“{form}”的“{where}”（第 {line} 行）太长，一段文字最多 {most} 字。请写短一些。"),
    "form_no_columns": ("E897", "还没有选栏目。请先在左边选数据项，按“加入栏目”。"),
    "form_header_twice": ("W891", "表样文件“{form}”第 {line} 行：表头“{header}”出现了两次，读表的人分不清。"),
    "form_beyond_paper": (
        "W892",
        "表样文件“{form}”的各栏共宽 {asked} 毫米，纸上只有 {room} 毫米，要缩到 {percent}%。请用 A3、横向，或减几栏。",
    ),
    "form_narrow": (
        "W893",
        "表样文件“{form}”第 {line} 行：“{header}”一栏宽 {width} 毫米，放不下表头或数字。请加宽，或把表头写短。",
    ),
    "form_other_unit": (
        "W895",
        "表样文件“{form}”第 {line} 行：“{header}”按{unit}印，表上写的却是{said}。请改金额的单位（scale）或表上的字。",
    ),
    "form_no_unit": (
        "W896",
        "表样文件“{form}”第 {line} 行：“{header}”按{unit}印，表上没有写。请在右上角（corners.right）写“单位：{unit}”。",
    ),
    "form_rule": ("W894", "（表样第 {number} 条）{text}"),
}
