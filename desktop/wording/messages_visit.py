"""Sentences about visits, who answers for whom, campaigns and attachments."""

MESSAGES: dict[str, tuple[str, str]] = {
    "visited_that_day": (
        "W630",
        "这家企业当天已有一次走访记录（{number}，{visitors}）。是同一次的请修改那一条；另记一条，次数也只算一次。",
    ),
    "visited_that_week": ("W630", "这家企业同一周还有走访：{days}。请尽量合并走访，少打扰企业。"),
    "not_a_working_day": ("W630", "这一天不是工作日。请核对日期。"),
    "trip_other_day": ("E631", "同一趟走访应是同一天（{day}）。请核对日期，或者单独记一次走访。"),
    "trip_unknown": ("E631", "没有找到同一趟的那次走访。请单独记一次走访。"),
    "trip_same_enterprise": ("E631", "这家企业在这一趟里已经记过了。请选另一家企业。"),
    # who answers for whom
    "no_such_officer": ("E632", "没有找到这条包联（{uid}）。请用 officer list --json 看编号。"),
    "before_since": ("E632", "{label}早于开始日期 {since}。请核对日期。"),
    "odd_rhythm": ("E632", "{label}应是 1 到 {limit} 之间的整数。没有规定频次的请留空。"),
    "officer_twice": ("W632", "“{name}”在这段时间里已经包联这家企业。请核对是不是记重了。"),
    # campaigns
    "no_such_campaign": ("E633", "没有找到这个专项活动（{uid}）。请用 visit campaigns 看有哪些。"),
    "campaign_of_plan": ("E633", "“{name}”是方案里的专项活动，不能修改。需要的话另加一个。"),
    "campaign_twice": ("E633", "已经有叫“{name}”的专项活动。请换一个名称。"),
    "topic_unknown": ("E633", "没有“{text}”这个政策主题。可以填：{words}。"),
    # attachments
    "attachment_kind": ("E634", "“{name}”不是照片（jpg、png）或 PDF，没有收下。请另存为这几种再加。"),
    "attachment_empty": ("E634", "“{name}”是空文件，没有收下。请重新拍照或扫描。"),
    "attachment_broken": ("E634", "“{name}”已损坏或不完整，没有收下。请从相机或扫描仪重新复制。"),
    "attachment_too_large": ("E635", "“{name}”超过 {limit} MB，没有收下。请缩小照片或分开扫描。"),
    "attachment_too_many_pixels": ("E635", "“{name}”的像素超过 {limit} 百万，没有收下。请缩小后再加。"),
    "attachment_unreadable": ("E636", "“{name}”打不开。请看文件还在不在、有没有被别的程序占用。"),
    "attachment_twice": ("E636", "“{name}”已经在这条记录里了，不用再加。"),
    "no_such_attachment": ("E637", "没有找到这个附件（{uid}）。请用 visit attachments 看编号。"),
    "attachment_gone": (
        "E637",
        "附件“{name}”的文件不在数据文件夹里了。请从备份里找回 attachments 文件夹，或把原件重新加一次。",
    ),
    "attachment_not_opened": ("E638", "这台电脑上没有能打开“{name}”的程序。文件在 {path}。"),
}
