"""Sentences of the ledger's file and of what is not, or no longer, in it."""

MESSAGES: dict[str, tuple[str, str]] = {
    # the file
    "not_a_ledger": ("E301", "{path} 不是升规台账的数据文件。请换一个数据文件夹，或从备份恢复。"),
    "cannot_open": ("E302", "打不开台账文件 {path}。请检查文件夹是否还在、U 盘是否插好、您是否有读写权限。"),
    "newer_data": (
        "E303",
        "这本台账是更新版本的程序写的（{found}），本程序只认得到 {known}，没有打开，也没有改动。"
        "请升级程序后再打开；急用的数可以先存成表格来看（命令：backup tables）。",
    ),
    "migration_failed": (
        "E304",
        "台账升级没有成功（{found}），数据保持升级前的样子，升级前的备份在 backups 文件夹。"
        "请先用原来那一版程序打开，照常登记；把故障包交给技术人员，等修好的版本再升级。"
        "急用的数可以先存成表格来看（命令：backup tables）。",
    ),
    "copy_failed": ("E305", "备份没有通过核对（{path}），没有继续。请检查磁盘空间，再试一次。"),
    "ledger_damaged": ("E306", "台账文件有损坏，为防止损失扩大，没有写入。请不要删除任何文件，用最近的备份恢复。"),
    "disk_failed": ("E307", "写台账时磁盘出错，这一次没有保存。请检查磁盘或 U 盘，再试一次。"),
    "sqlite_too_old": ("E308", "系统自带的 SQLite 太旧（{found}），不能保证数据安全。请按说明重新安装程序。"),
    "pragma_refused": ("E309", "这个位置不支持安全写入（{pragma}={found}）。请把数据文件夹放在本机硬盘上。"),
    "site_exists": ("E310", "这台电脑在台账里已登记过（{site}）。请直接打开台账。"),
    "ledger_exists": ("E311", "{path} 里已经有一本台账。请直接打开它，或换一个文件夹新建。"),
    # what is asked for
    "no_such_record": ("E320", "没有找到这条记录（{uid}）。它可能已被改名或编号抄错，请刷新后再试。"),
    "no_such_visit": ("E321", "没有找到这次走访（{uid}）。请刷新走访列表后再试。"),
    "no_such_issue": ("E322", "没有找到这个问题（{uid}）。请刷新问题台账后再试。"),
    "no_such_round": ("E323", "没有找到这一次报送（{uid}）。请刷新报表页后再试。"),
    "voided": ("E324", "这条记录已经作废，不能再修改。请重新登记一条。"),
    "no_workspace": ("E325", "这本台账还没有填单位和方案。请先新建。"),
    "no_person": ("E326", "台账里没有经办人。请在“设置”里登记。"),
    "person_unknown": ("E327", "台账里没有叫“{name}”的经办人。请先在“设置”里登记，或核对姓名。"),
    "person_ambiguous": ("E328", "叫“{name}”的经办人不止一位。请在“设置”里把姓名区分开。"),
    "code_taken": ("W329", "这个代码已经用在“{name}”上（{uid}）。请核对是不是同一家企业。"),
    "name_taken": ("W330", "名单里已有名称相近的“{name}”（{uid}）。请核对是不是同一家企业。"),
    # filing
    "form_unknown": ("E410", "没有“{form}”这张表。请从报表页里选。"),
    "round_taken": ("E412", "这张表的这一次刚刚已经生成。请刷新报表页后再看。"),
    "document_damaged": ("E413", "留存的 PDF 与当时的不一致，没有重印。请检查台账，必要时用备份恢复。"),
}
