import pytest

from desktop.intake.formats import Format, format_of, format_written


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", Format.PLAIN),
        ("#,##0.00", Format.PLAIN),
        ("0.00E+00", Format.PLAIN),
        ('0.00"元/day"', Format.PLAIN),
        ("[Red]0.00", Format.PLAIN),
        ("h:mm:ss", Format.PLAIN),
        ("[h]:mm", Format.PLAIN),
        ("0.0%", Format.SHARE),
        ("yyyy-mm-dd", Format.DATE),
        ('yyyy"年"m"月"d"日"', Format.DATE),
        ('m"月"', Format.DATE),
        ("[$-804]yyyy年m月;@", Format.DATE),
        ("yyyy/m/d h:mm", Format.DATE),
    ],
)
def test_what_a_written_format_makes_of_a_number(code, kind):
    assert format_written(code) is kind


@pytest.mark.parametrize(
    ("identity", "kind"),
    [(0, Format.PLAIN), (9, Format.SHARE), (14, Format.DATE), (31, Format.DATE), (49, Format.PLAIN)],
)
def test_formats_every_program_has(identity, kind):
    assert format_of(identity, {}) is kind
    assert format_of(identity, {identity: Format.PLAIN}) is Format.PLAIN
