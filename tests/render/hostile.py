"""Three hundred texts that want to be run, to break a file, or to vanish: each is data, and must come out as data."""

_RUN = (
    "1+1",
    "SUM(A1:A9)",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://x.invalid","点")',
    'DDE("a";"b";"c")',
    'WEBSERVICE("file:///etc/passwd")',
)
_LEADS = ("=", "+", "-", "@", "\t=", "\r=", " =", "\n=", "＝", "＋", "－", "＠", "'=", '"=', "%0A=", ";=", ",=")

FORMULAS = [lead + run for lead in _LEADS for run in _RUN]

MARKUP = [
    template.format(word)
    for word in ("甲", "file:///etc/passwd", "../../etc/passwd", "\\\\server\\share", "x" * 300)
    for template in (
        "<b>{}</b>",
        "<b>{}",
        '<img src="{}"/>',
        "<font color=red>{}",
        '<a href="{}">点</a>',
        "<para>{}</para>",
        "<![CDATA[{}]]>",
        '<!DOCTYPE a [<!ENTITY b SYSTEM "{}">]>&b;',
        "&lt;{}&gt;",
        "&{};",
        "&#x0;{}",
        "_x0000_{}_x005F_x0041_",
        "]]>{}<!--",
        '<?xml version="1.0"?>{}',
        "{{{}}}",
        "{{.{}:万元}}",
        "%PDF-1.4 {} endstream endobj",
        "({}) Tj ET Q \\",
        "&L&P&N {}",
    )
]

CONTROLS = [f"甲{chr(code)}乙" for code in (*range(32), 0x7F, *range(0x80, 0xA0), 0xFFFE, 0xFFFF)]

SURROGATES = ["\ud800", "甲\udfff乙", "\udc00\ud800", "\ud83d", "x\ude00" * 50]

DIRECTIONS = [
    f"企业{mark}moc.live{mark}公司"
    for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
]

INVISIBLE = [
    f"甲{mark}乙" for mark in "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u2028\u2029\u115f\u3164\ufe0f"
] + ["\u200b" * 500, "\ufeff"]

RARE = [
    "𠮷野家",
    "𬭚𬱖𠅤",
    "䶮㛃堃",
    "\U00030000",
    "\ue000\uf8ff",
    "\U000f0000",
    "\U0010ffff",
    "ﷺ",
    "e\u0301" * 30,
    "Z\u0351\u036b\u0343" * 40,
    "١٢٣",
    "अनुच्छेद",
    "한국",
    "العربية",
    "עברית",
    "ไทย",
]

EMOJI = ["😀", "👨‍👩‍👧‍👦", "🇨🇳", "☎️", "1️⃣", "甲🏭乙" * 40]

LONG = [
    "长" * 2_000,
    "x" * 5_000,
    "甲乙 " * 1_500,
    "行\n" * 200,
    "\n\n\n",
    "a/b-" * 800,
    "长" * 33_000,
    "（" * 400,
    "，" * 400,
]

SPACES = ["", " ", "　", "\t", "\n", "\r\n", "\r", "\u00a0", "甲\u3000乙", " 甲 ", "\v", "\f", "甲\r\n乙\r丙\n丁"]

NUMBERS = [
    "-1",
    "-1,234.50",
    "1e400",
    "nan",
    "inf",
    "0x10",
    "00123",
    "91140322MA0YBLT0XR",
    "911403221234567890",
    "12345678901234567890",
    "1/2",
    "3-4",
    "2026-02-30",
    "TRUE",
    "#REF!",
    "#DIV/0!",
    "'",
    '"',
    "\\",
    "'; DROP TABLE enterprise; --",
    "..\\..\\x",
    "CON",
    "|",
    "`id`",
    "$(id)",
    "%s%n",
]

TEXTS = tuple(
    dict.fromkeys(
        [*FORMULAS, *MARKUP, *CONTROLS, *SURROGATES, *DIRECTIONS, *INVISIBLE, *RARE, *EMOJI, *LONG, *SPACES, *NUMBERS]
    )
)
