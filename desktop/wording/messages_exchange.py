"""Sentences for letters between the unit and the county office (升规包)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "package_not_one": (
        "E200",
        "这不是升规包，是{file_kind}。请选扩展名为 .sgb 的文件；如果它装在压缩包里，先解压出来再选。",
    ),
    "package_damaged": (
        "E201",
        "包已损坏或被改动（{place}），没有读入，台账没有变动。请重新拷贝一次；仍不行的，请对方重发。",
    ),
    "package_unsigned": (
        "E202",
        "包没有签名，不能确认是谁发的。请电话向发送单位核对，核对无误后再选“已电话核对”读入。",
    ),
    "package_unknown_key": (
        "E203",
        "签名用的钥匙没有登记过（发送单位 {unit}）。请先收对方的登记包，照盖章的登记表核对指纹。",
    ),
    "package_foreign_key": ("E204", "包上写的是 {unit}，签名却是 {owner} 的钥匙，没有读入。请与发送单位电话核对。"),
    "package_revoked_key": (
        "E205",
        "签名用的钥匙已经停用（{unit}，自第 {since} 号包起），没有读入。请对方用新钥匙重发。",
    ),
    "package_not_for_us": ("E206", "这个包是发给“{recipient}”的，不是发给本单位的，没有读入。请转交，或请对方重发。"),
    "package_older": (
        "E208",
        "这是第 {seq} 号包，比已经收过的第 {last} 号还早，没有读入。请确认拿的是最新的文件。",
    ),
    "package_gap": ("E209", "缺少第 {missing} 号包，没有读入。请对方重发这一号，或导出“全量包”。"),
    "package_fork": (
        "E210",
        "第 {seq} 号包与先前收到的同号包内容不同，没有读入。对方可能恢复过旧备份，请对方改用“全量包”。",
    ),
    "package_period": ("E211", "所属期 {period} 不在接收范围内（{state}），没有读入。确需补报的，请县里发补报许可。"),
    "package_too_new": (
        "E212",
        "这个包要用更新的程序才能读（{wanted}），没有读入，台账没有变动。请先升级程序。",
    ),
    "package_hostile": (
        "E213",
        "包里的内容不合规定（{place}），可能不是本程序生成的，没有读入。请与发送单位核对文件来源。",
    ),
    "package_forged": (
        "E214",
        "包里的修改记录对不上（{place}），整包没有读入。请对方导出“全量包”；仍不行的，请双方带备份核对。",
    ),
    "receipt_unknown": ("E215", "这份回执答复的不是本单位发出的包（{package}），没有读入。请向县里核对。"),
    "package_not_recipient": (
        "E216",
        "打不开：这个包不是封给本单位的，或者口令不对。请核对口令；没有口令的，请对方确认是发给本单位的。",
    ),
    "package_wants_passphrase": ("E219", "这个包用口令封装。请填写对方电话告知的口令。"),
    "package_lost": ("E217", "读写 U 盘时中断了：{path}。没有完成，台账没有变动。请插好 U 盘，重新做一次。"),
    "county_key_changed": (
        "E218",
        "包上的钥匙与已登记的县里的钥匙不一致，没有读入。请与县里电话核对；县里换了钥匙的，请要换钥匙的包。",
    ),
    "package_not_registration": ("E220", "这不是登记包。请让对方用“登记本单位”重新生成，再收一次。"),
    "package_is_registration": ("E221", "这是登记包，请到“登记”里收，并照盖章的登记表核对指纹。"),
    "fingerprint_differs": (
        "E222",
        "填写的指纹与包里的不一致，没有登记。请照盖章的登记表逐组核对；仍不一致的，不要收。",
    ),
    "office_unknown": ("E223", "还没有登记“{unit}”的钥匙，不能封包。请先收对方的登记包或下发包，或者改用口令封装。"),
    "letter_overtaken": ("E224", "同时有另一个包正在生成，这一个没有写出。请再做一次。"),
    "no_such_letter": ("E225", "没有发过这个包（{package}）。请在“发出记录”里选。"),
    "letter_not_kept": ("E226", "发出的原包找不到或被改动：{path}。请重新生成一个“全量包”发给对方。"),
    "letter_needs_unit": ("E227", "县里发包要指定发给哪个单位。请选一个已登记的单位。"),
    "nothing_to_answer": ("E228", "“{unit}”还没有可以答复的上报包：没有收到，或者还有没接收、没退回的表。"),
    "question_gone": ("E229", "这一处已经核对过了，或者不存在（{id}）。请刷新列表。"),
    "county_decides": ("E230", "这一项由县里决定。本单位可以提出变更申请，等县里答复。"),
    "not_told_by": ("E231", "“{unit}”没有报过这个数。请在列出的单位里选，或填写核实后的数。"),
    "same_enterprise": ("E232", "选的是同一家企业。请另选一家。"),
    "reason_too_short": ("E233", "理由至少写 5 个字：凭什么、问过谁。"),
    "letter_file_missing": ("E234", "找不到文件：{path}。请插好 U 盘，或重新选择。"),
    "unit_unknown_here": ("E235", "没有找到单位“{text}”。请写方案里的单位名称，或用 register list 查看登记过的单位。"),
    "nothing_chosen": ("E237", "还没有选。请选一边，或者填写核实后的内容。"),
    "no_such_folder": ("E236", "没有这个文件夹：{path}。请检查路径，或插好 U 盘再试。"),
    "letter_has_no_paper": ("E240", "这个包没有可打印的单子。下发包有交办清单，回执有回执单，上报包有带出内容清单。"),
    "package_is_rollover": ("E241", "这是换钥匙的包，请到“登记”里收；原来的钥匙已经替新钥匙作保，不用再填指纹。"),
}
