"""Sentences for what is wrong in other people's workbooks: where, why, and what to do."""

_ROW = "表“{sheet}”第 {row} 行“{column}”："
_COLUMN = "表“{sheet}”的“{column}”列："
_SHEET = "表“{sheet}”："

_FILES: dict[str, tuple[str, str]] = {
    "empty_file": ("E101", "文件“{file}”是空的（0 字节），可能没有复制完整。请重新拷贝后再导入。"),
    "broken_file": ("E102", "文件“{file}”不完整或已损坏。请重新拷贝，或用 WPS/Excel 打开后另存为 .xlsx 再导入。"),
    "broken_cell": (
        "E102",
        "文件“{file}”已损坏：表“{sheet}”的 {cell} 读不出来。请用 WPS/Excel 打开后另存为 .xlsx 再导入。",
    ),
    "not_excel": (
        "E103",
        "文件“{file}”不是 Excel 文件，内容认不出来。如果单位装有文件加密软件，请先解密；否则请向发送人重新要一份。",
    ),
    "html_table": ("E104", "文件“{file}”里面其实是网页格式的表格。请用 WPS/Excel 打开后另存为 .xlsx 再导入。"),
    "old_excel": ("E105", "文件“{file}”是很早以前的 Excel 格式。请用 WPS/Excel 打开后另存为 .xlsx 再导入。"),
    "password": ("E106", "文件“{file}”有打开密码。请先用 WPS/Excel 打开，取消密码后保存，再导入。"),
    "unsupported": (
        "E107",
        "文件“{file}”的格式不能读。支持的格式：xlsx、xls、et、csv。请用 WPS/Excel 另存为 .xlsx 再导入。",
    ),
    "sheet_missing": ("E108", "文件“{file}”缺少工作表“{sheet}”的内容，可能没有复制完整。请重新拷贝后再导入。"),
    "suspicious_file": (
        "E109",
        "文件“{file}”含可疑内容，已拒绝读取。请用 WPS/Excel 打开后另存为 .xlsx，或向发送人核实。",
    ),
    "too_big_inside": ("E110", "文件“{file}”解压后过大，已拒绝读取。请只保留需要的工作表，另存为 .xlsx 再导入。"),
    "workbook_too_big": ("E110", "文件“{file}”太大。请删去图片和不用的工作表，另存为 .xlsx 再导入。"),
    "too_many_cells": (
        "E112",
        "文件“{file}”的格子太多（到表“{sheet}”已超过 {limit} 格）。请只留需要的行和列，或拆成几个文件。",
    ),
    "reading_too_large": (
        "E110",
        "文件“{file}”读起来占用的内存太多，已停止。请只留需要的工作表，另存为 .xlsx 再导入。",
    ),
    "reading_too_long": ("E118", "文件“{file}”读了很久也没有读完，已停止。请只留需要的工作表，另存为 .xlsx 再导入。"),
    "reading_fell": (
        "E119",
        "文件“{file}”读到一半读不下去，程序和台账没有受影响。请用 WPS/Excel 打开后另存为 .xlsx 再导入。",
    ),
    "odd_zip": (
        "E111",
        "文件“{file}”的内部结构不正常（有重名或越界的部分），已拒绝读取。请用 WPS/Excel 另存为 .xlsx。",
    ),
    "too_many_rows": ("E112", "文件“{file}”的表“{sheet}”超过 {limit} 行。请拆成几个文件，或删去下面多余的行。"),
    "no_sheet": ("E113", "文件“{file}”里没有数据表。请确认选对了文件。"),
    "workbook_in_use": (
        "E114",
        "文件“{file}”打不开，可能正在 WPS/Excel 里打开着，或没有读取权限。请先关闭它再导入。",
    ),
    "workbook_unreadable": ("E115", "文件“{file}”读不到。请检查 U 盘是否还插着，或把文件拷到桌面后再导入。"),
    "macros_ignored": ("I101", "文件“{file}”含宏，已忽略，只读取了表格内容。"),
    "text_table": ("W102", "文件“{file}”其实是文本表格，已按 CSV 读取。请核对预览里的分列是否正确。"),
    "encoding_uncertain": (
        "W103",
        "文件“{file}”里汉字太少，编码不能确定，已按国标编码读取。请核对预览里有没有乱码。",
    ),
    "columns_shifted": (
        "E161",
        _SHEET
        + "第 {row} 行有 {found} 列，表头只有 {wanted} 列，多半是内容里混进了分隔符。请用 WPS/Excel 打开改正这一行。",
    ),
    "broken_text_table": (
        "E162",
        "文件“{file}”从第 {row} 行起读不下去（引号不成对或内容过长）。请用 WPS/Excel 另存为 .xlsx 再导入。",
    ),
}

_SHEETS: dict[str, tuple[str, str]] = {
    "columns_cut": ("W112", _SHEET + "超过 {limit} 列，只读了前 {limit} 列。请核对需要的列是否都在前面。"),
    "stopped_at_gap": (
        "W113",
        _SHEET + "第 {row} 行以下连续空了 {limit} 行以上，后面的没有读。后面如有数据，请删去空行再导入。",
    ),
    "sheet_empty": ("I114", _SHEET + "是空表，已跳过。"),
    "sheet_ignored": ("I115", _SHEET + "是填表说明，已跳过。"),
    "no_rows": ("E120", _SHEET + "只有表头（第 {row} 行），没有数据。请确认选对了文件和工作表。"),
    "duplicate_heading": (
        "E121",
        "表“{sheet}”里“{column}”出现 {count} 次（{columns} 列）。请选择用哪一列，其余的忽略。",
    ),
    "column_missing": (
        "E124",
        _SHEET + "缺少必需的列：{columns}。请补上这些列，或指定哪一列是它；也可以下载模板填写。",
    ),
    "old_template": (
        "E125",
        _SHEET + "用的是别的版本的模板（版本 {edition}），不能照现在的读。请用现在的模板重新填写。",
    ),
    "header_not_found": ("E127", _SHEET + "没有找到表头。表头里要有“企业名称”等列名，请改好列名再导入。"),
    "hidden_sheet": ("W120", "文件含隐藏表“{sheet}”，默认不导入。需要的话，请在预览里选上它。"),
    "hidden_rows": ("W121", _SHEET + "有 {count} 个隐藏行（第 {rows} 行），也读取了。请核对是否应当导入。"),
    "hidden_columns": ("W122", _SHEET + "有隐藏列（{columns} 列），也读取了。请核对是否应当导入。"),
    "totals_left_out": ("I123", _SHEET + "第 {rows} 行是合计或小计，不作为企业导入。"),
    "total_differs": ("W124", _SHEET + "第 {row} 行“{column}”的合计与各行相加不一致。请核对有没有漏行或改动。"),
    "passed_before": (
        "I129",
        _SHEET + "{count} 行在“原因”里写着“已通过”，是上次没有问题的，没有再读。还没有导入过的，请把这两个字删掉。",
    ),
    "total_unread": (
        "I124",
        _SHEET + "第 {row} 行“{column}”的合计还不能核对：第 {rows} 行的数没有读出来。改正以后再核对合计。",
    ),
    "extra_columns": ("W125", _SHEET + "这些列不认识，作为附加信息保留：{columns}。"),
    "identity_column": ("W126", _COLUMN + "是身份证号，本台账不需要，没有读取。"),
    "heading_year_missing": (
        "W127",
        _COLUMN + "没有写是哪一年的。请在表头写明年份，或指定它是哪一年，否则只作为附加信息保留。",
    ),
    "heading_span_missing": (
        "W128",
        _SHEET + "有 {count} 列（{columns}）没有写是当月数还是累计数。请在“没写当月累计时按”里选一次，各列都照它读"
        "（命令：--span month 或 ytd）；也可以逐列指定。不选就只作为附加信息保留。",
    ),
    "heading_odd_range": ("W128", _COLUMN + "既不是当月也不是从年初累计。请改成当月或累计，否则只作为附加信息保留。"),
    "heading_month_unsure": (
        "W128",
        _COLUMN + "可能是 1 月，也可能是 10 月（Excel 会去掉末尾的 0）。请写成 2024年10月，否则只作为附加信息保留。",
    ),
    "heading_january": ("W128", _COLUMN + "没有单独的 1 月数据，从 1—2 月开始，这一列只作为附加信息保留。"),
    "measure_assumed": ("W129", _COLUMN + "没有写是什么指标，已按营业收入读取。请核对；不是的话请指定它。"),
    "figures_missing": (
        "E124",
        _SHEET + "没有认出任何指标的列。表头请写明指标和时间，例如“营业收入累计（万元）”“2026年9月当月”。",
    ),
    "other_month": ("W119", _SHEET + "表头写的是 {stated}，当前期别是 {wanted}。请核对是否选错了文件。"),
}

_CODES: dict[str, tuple[str, str]] = {
    "code_damaged": (
        "E130",
        _ROW + "代码被 Excel 存成数字（{text}），已失真，不能猜。请把该列设为文本，对照营业执照重新录入 18 位代码。",
    ),
    "code_check_strong": ("E131", _ROW + "校验码不符（{text}），多半有一位抄错了。请对照营业执照核对。"),
    "code_check_suggest": ("E131", _ROW + "校验码不符（{text}），会不会是 {code}？请对照营业执照核对。"),
    "code_bad_character": ("E131", _ROW + "“{text}”里有代码不会用的字符（没有 I、O、S、V、Z）。请对照营业执照核对。"),
    "code_swapped": ("E131", _ROW + "“{text}”里把数字写成了相像的字母，已按 {code} 读取。请对照营业执照核对。"),
    "code_check_mild": ("E131", _ROW + "校验码不符：最后一位与前面对不上，少数早年的代码是这样。请对照营业执照核对。"),
    "code_length": (
        "W131",
        _ROW + "“{text}”是 {length} 位，统一社会信用代码应是 18 位。请核对；还没有代码的请填“暂无”。",
    ),
    "code_old": (
        "W131",
        _ROW + "“{text}”像是 {length} 位的旧注册号。请填 18 位统一社会信用代码；还没有的请填“暂无”。",
    ),
    "code_absent": ("W131", _ROW + "注明暂无代码，按没有代码读取。有了代码后请补填。"),
    "code_changed": ("I132", _ROW + "“{text}”已统一成 {code}（全角、小写或空格）。"),
    "code_cleaned": ("I132", _ROW + "代码里有看不见的字符，已去掉，读作 {code}。"),
    "code_twice": ("E132", _ROW + "代码 {text} 在第 {rows} 行都有。请核对留哪一行。"),
    "figure_twice": ("E132", _ROW + "“{text}”同一个月的同一个指标，第 {rows} 行写的数不一样。请核对留哪一行。"),
    "name_twice": ("E132", _ROW + "“{text}”在第 {rows} 行都有，又没有代码可以区分。请核对留哪一行。"),
    "name_missing": ("E128", _ROW + "没有企业名称。请补上，或删去这一行。"),
    "industry_code_odd": ("W138", _ROW + "“{text}”不像行业代码（2 到 4 位数字）。请核对，这一格没有读取。"),
    "industry_code_short": ("W138", _ROW + "行业代码“{text}”只有 3 位，可能被 Excel 去掉了前面的 0。请核对。"),
    "phone_odd": ("W134", _ROW + "“{text}”不像电话号码（手机 11 位；固定电话请带区号）。请核对。"),
    "phones_many": ("W134", _ROW + "一格里有几个号码（{text}），已原样保留。请核对以哪个为准。"),
    "cell_identity_number": ("E134", _ROW + "像是身份证号码，不需要身份证号，没有读取。请只填电话或姓名。"),
}

_TEXTS: dict[str, tuple[str, str]] = {
    "formula_without_result": ("E122", _ROW + "{cell} 是公式且没有结果。请在 Excel/WPS 里打开，保存一次，再导入。"),
    "error_cell": ("E123", _ROW + "{cell} 是错误值 {text}。请在 Excel/WPS 里改正后再导入。"),
    "text_too_long": ("E133", _ROW + "文字太长，最多 2000 字。请缩短后再导入。"),
    "nul_character": ("E136", _ROW + "含有不能保存的字符。请重新录入这一格。"),
    "rtl_mark": ("W133", _ROW + "含有改变文字方向的隐藏字符，已去掉，读作“{text}”。请核对文字顺序。"),
    "broken_character": ("W133", _ROW + "有一个字已损坏，用 □ 代替。请核对后补上这个字。"),
    "private_character": ("W137", _ROW + "“{text}”里有自造字，别的电脑可能显示不出来。请核对。"),
    "invisible_removed": ("I135", _ROW + "有看不见的字符，已去掉。"),
    "control_removed": ("I135", _ROW + "有控制字符，已去掉。"),
    "not_yes_no": ("W139", _ROW + "“{text}”看不出是“是”还是“否”，这一格没有读取。请改成“是”或“否”。"),
}

_AMOUNTS: dict[str, tuple[str, str]] = {
    "amount_unclear": (
        "E140",
        _ROW + "“{text}”不是一个确定的数，“约”、区间和文字不能算数。请只填一个数，例如 1850.5。",
    ),
    "date_in_money": ("E141", _ROW + "金额栏里是日期（{text}）。请改成金额，并把单元格格式改为常规。"),
    "negative_revenue": (
        "E142",
        _ROW + "“{text}”是负数。收入等指标不能为负（利润可以）；更正请走更正，请核对正负号。",
    ),
    "negative_count": ("E142", _ROW + "“{text}”是负数。人数不能为负，请核对。"),
    "amount_too_precise": (
        "E144",
        _ROW + "“{text}”的小数位太多，折算后不是整数分。请核对小数点和单位，或四舍五入到分。",
    ),
    "amount_too_large": ("E145", _ROW + "“{text}”大得不合常理。请核对单位和小数点。"),
    "amount_unit_missing": (
        "E149",
        _ROW + "“{text}”没有写单位。请在表头、表角或单元格里写明元、千元、万元或亿元，或指定单位。",
    ),
    "amount_other_unit": (
        "E148",
        _ROW + "单位不对：“{text}”的单位是“{unit}”，这一列应当是{wanted}。请核对是不是填错了列，或改成{wanted}的数。",
    ),
    "count_not_whole": ("E147", _ROW + "“{text}”不是整数。人数请填整数。"),
    "percent_in_money": ("W146", _ROW + "“{text}”是百分数，不是金额。请改成金额；同比由程序计算，不用填。"),
    "merged_amount": ("W147", _ROW + "是合并单元格，数只记在第一行，这一行按未报读取。请核对。"),
    "total_falls": (
        "W143",
        _ROW + "{month} 的累计（{text}）比 {before} 少了。累计数一般不会下降，请核对；属实的请写明原因。",
    ),
}

_DAYS: dict[str, tuple[str, str]] = {
    "day_ambiguous": ("E150", _ROW + "“{text}”可能是几月几日，也可能是几日几月。请写成 2024-03-04 这样。"),
    "no_such_day": ("E151", _ROW + "“{text}”没有这一天。请核对日期。"),
    "not_a_day": ("E153", _ROW + "“{text}”看不出是哪一天。请写成 2024-06-03 这样。"),
    "year_missing": ("E154", _ROW + "“{text}”没有写年份。请写成 2024-06-03 或 2024年6月 这样。"),
    "not_a_month": ("E155", _ROW + "“{text}”看不出是哪个月。请写成 2024-06 或 2024年6月 这样。"),
    "month_out_of_range": ("E155", _ROW + "“{text}”不是可用的所属期。请写成 2026-10 这样。"),
    "month_ambiguous": (
        "E156",
        _ROW + "“{text}”可能是 1 月，也可能是 10 月（Excel 会去掉末尾的 0）。请写成 2024-10 这样。",
    ),
    "january_alone": ("E157", _ROW + "没有单独的 1 月数据，从 1—2 月开始。请用 2 月，它表示 1—2 月。"),
    "day_in_future": ("E152", _ROW + "{day} 晚于今天（{today}）。走访日期不能在将来，请核对。"),
    "year_of_title": ("W152", _ROW + "“{text}”没有写年份，照标题（或选定的月份）按 {year} 年读。请核对。"),
    "day_early": ("W152", _ROW + "{day} 早于 2000 年。请核对年份。"),
    "day_after_month": ("W152", _ROW + "{day} 在 {month} 之后。请核对日期，或是否选错了月份。"),
    "issue_day_missing": ("E158", _ROW + "没有提出日期。请补上。"),
    "issue_text_missing": ("E159", _ROW + "没有写是什么问题。请补上，或删去这一行。"),
    "visit_day_missing": ("E158", _ROW + "没有走访日期。请补上。"),
}

MESSAGES: dict[str, tuple[str, str]] = {**_FILES, **_SHEETS, **_CODES, **_TEXTS, **_AMOUNTS, **_DAYS}
