"""The bundle for a technician and the security log hold no name, telephone number, code or amount."""

import logging
from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.codes import Tier
from desktop.domain.release import ExportKind
from desktop.domain.scrub import scrubbed
from desktop.kernel import security
from desktop.kernel.errors import KnownError
from desktop.logs import close_log, close_security, log_folder, open_log, open_security
from tests.services.making import CODE, enter, figures, kept, put_in, visit

SECRETS = ("北岭", "洗煤", CODE, "13812345678", "1850", "18500000", "王演示", "城关路", "李演示")
logger = logging.getLogger("tests.diagnostics")


@pytest.fixture
def filled(services):
    """A ledger with names, telephone numbers, codes and amounts, and a log that was told all of them."""
    uid = enter(services, "盂县北岭洗煤厂（演示）", code=CODE)
    draft = services.enterprises.get(uid).draft
    more = replace(draft, contact="王演示", contact_phone="13812345678", address="城关路1号")
    kept(services.enterprises.save(more, uid))
    put_in(services, uid, Tier.KEY)
    kept(services.figures.save(figures(uid, main_revenue_ytd=1850)))
    kept(services.visits.save(visit(uid, summary="北岭洗煤厂王演示 13812345678", visited_on=date(2026, 10, 12))))
    handler = open_log(services.folder)
    try:
        logger.error("could not read '盂县北岭洗煤厂（演示）' %s 18500000.00 1850万元 %s", CODE, "13812345678")
        logger.error("at /home/王演示/北岭.xlsx: ValueError: %r", "王演示 城关路")
    finally:
        close_log(handler)
    return services


@pytest.mark.warns("could not read", "at /home")
def test_the_bundle_holds_nothing_of_what_was_typed(filled):
    text = filled.diagnostics.look("0.1.0", "Linux")
    assert [secret for secret in SECRETS if secret in text] == []
    assert "enterprise: 1" in text
    assert "figure.save: 1" in text
    assert "tests.diagnostics: could not read" in text
    assert "[检查发现的问题（代号）]\n没有发现问题" in text
    assert text.startswith("升规台账诊断包")


def test_a_written_bundle_is_what_was_shown_and_is_noted(services, tmp_path):
    text = services.diagnostics.look("0.1.0", "Linux")
    services.diagnostics.write(text, tmp_path / "诊断包.txt")
    assert (tmp_path / "诊断包.txt").read_text(encoding="utf-8") == text
    assert [note.kind for note in services.exports.rows()] == [ExportKind.DIAGNOSTICS]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("2026-11-05 09:31:00,123 INFO desktop.app: opened", "2026-11-05 09:31:00,123 INFO desktop.app: opened"),
        ("2026-11-05 09:31:00,123 INFO desktop.app: 北岭 1,850.00", "2026-11-05 09:31:00,123 INFO desktop.app: □ #"),
        (f"KeyError: '{CODE}' {CODE}", "KeyError: <cut> #"),
        ('  File "/home/x/a.py", line 12, in save', "  File <cut>, line 12, in save"),
        ("open C:\\Users\\王\\北岭.xlsx failed", "open <cut> failed"),
        ("tel 0353-1234567", "tel #-#"),
    ],
)
def test_a_line_of_the_log_loses_what_could_name_somebody(line, left):
    assert scrubbed(line) == left


def test_the_security_log_says_what_happened_in_codes_and_counts(services, tmp_path):
    uid = enter(services, "盂县北岭洗煤厂（演示）", code=CODE)
    services.undo.take(services.undo.look(services.undo.next().id))
    services.diagnostics.write("x", tmp_path / "a.txt")
    security.note("import", rows=13812345678, name="北岭", phone="13812345678", unit="140322-nengyuan", uid=uid)
    with pytest.raises(KnownError), security.told_failures():
        services.undo.look("nothing")
    written = (log_folder(services.folder) / "security-2026-11.log").read_text(encoding="utf-8")
    said = [line.split(" ", 2)[2] for line in written.splitlines()]
    assert said[0] == "undo action=enterprise.save back=1 kept=0"
    assert said[1] == "export kind=diagnostics level=masked rows=1"
    assert said[2].startswith("import rows=? name=? phone=? unit=? uid=id")
    assert said[3] == "failure code=no_such_save"


def test_a_year_of_security_logs_is_kept(tmp_path):
    folder = log_folder(tmp_path)
    folder.mkdir()
    for month in (*(f"2025-{number:02}" for number in range(1, 13)), *(f"2026-{number:02}" for number in range(1, 11))):
        (folder / f"security-{month}.log").write_text("x", encoding="utf-8")
    close_security(open_security(tmp_path, "2026-11"))
    assert sorted(path.name for path in folder.iterdir())[0] == "security-2025-10.log"
