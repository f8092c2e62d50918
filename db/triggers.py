"""What the file itself refuses: rewriting the journal or a filed round. Made again after every migration."""

from sqlalchemy import Connection

_ABORT = "BEGIN SELECT RAISE(ABORT, '{message}'); END"

_FROZEN_FILING = (
    "month, form, edition, round, kind, digest, code, correction, reason, permit, knew, rows, facts, sheet, made_at,"
    " made_by"
)

TRIGGERS: dict[str, str] = {
    "change_no_update": f"BEFORE UPDATE ON change {_ABORT.format(message='journal is append-only')}",
    "change_no_delete": f"BEFORE DELETE ON change {_ABORT.format(message='journal is append-only')}",
    "change_parent_no_update": f"BEFORE UPDATE ON change_parent {_ABORT.format(message='journal is append-only')}",
    "change_parent_no_delete": f"BEFORE DELETE ON change_parent {_ABORT.format(message='journal is append-only')}",
    "change_value_no_delete": f"BEFORE DELETE ON change_value {_ABORT.format(message='journal is append-only')}",
    # one update is allowed: to nothing, all three together (erasure of personal data)
    "change_value_only_erase": (
        "BEFORE UPDATE ON change_value"
        " WHEN NEW.value IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.reason IS NOT NULL"
        " OR NEW.site IS NOT OLD.site OR NEW.seq IS NOT OLD.seq " + _ABORT.format(message="a value can only be erased")
    ),
    "filing_frozen": f"BEFORE UPDATE OF {_FROZEN_FILING} ON filing {_ABORT.format(message='a filed round is frozen')}",
    "filing_no_delete": f"BEFORE DELETE ON filing {_ABORT.format(message='a filed round is frozen')}",
    "filing_step_no_update": f"BEFORE UPDATE ON filing_step {_ABORT.format(message='a word that was told stays')}",
    "filing_step_no_delete": f"BEFORE DELETE ON filing_step {_ABORT.format(message='a word that was told stays')}",
    "filing_document_no_update": (
        f"BEFORE UPDATE ON filing_document {_ABORT.format(message='a filed round is frozen')}"
    ),
    "filing_document_no_delete": (
        f"BEFORE DELETE ON filing_document {_ABORT.format(message='a filed round is frozen')}"
    ),
    "export_note_no_update": f"BEFORE UPDATE ON export_note {_ABORT.format(message='what left is noted for good')}",
    "export_note_no_delete": f"BEFORE DELETE ON export_note {_ABORT.format(message='what left is noted for good')}",
    "workbook_content_no_update": (
        f"BEFORE UPDATE ON workbook_content {_ABORT.format(message='a kept template is frozen')}"
    ),
    "workbook_content_no_delete": (
        f"BEFORE DELETE ON workbook_content {_ABORT.format(message='a kept template is frozen')}"
    ),
    "form_text_no_update": f"BEFORE UPDATE ON form_text {_ABORT.format(message='an edition of a form is frozen')}",
    "form_text_no_delete": f"BEFORE DELETE ON form_text {_ABORT.format(message='an edition of a form is frozen')}",
    "application_snapshot_no_update": (
        f"BEFORE UPDATE ON application_snapshot {_ABORT.format(message='what was handed in is frozen')}"
    ),
    "application_snapshot_no_delete": (
        f"BEFORE DELETE ON application_snapshot {_ABORT.format(message='what was handed in is frozen')}"
    ),
}


def make_triggers(connection: Connection) -> None:
    """Make every trigger as it stands here, replacing what a migration may have left."""
    for name, body in TRIGGERS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {body}")
