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
}
