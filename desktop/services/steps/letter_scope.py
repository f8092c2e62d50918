"""What a letter may tell its recipient: the county hears a unit's ledgers, a unit what concerns it."""

from collections.abc import Mapping

from db.queries import concerns
from db.unit_of_work import Database
from desktop.domain.codes import Subject, UnitKind
from desktop.domain.letter import LetterRules, Told
from desktop.services.office import Office
from desktop.services.steps.letter_packing import Scope


def scope_for(
    database: Database,
    office: Office,
    rules: LetterRules,
    recipient: str,
    *,
    personal: bool = False,
    attachments: bool = False,
    full: bool = False,
) -> Scope:
    """Return the scope of a letter from *office* to *recipient*."""
    county = office.workspace.unit_kind is UnitKind.COUNTY
    told: Mapping[Subject, Told] = rules.to_unit if county else rules.to_county
    if attachments:
        told = {**told, Subject.ATTACHMENT: Told(Subject.ATTACHMENT)}
    entities = None
    if county:
        concerned = database.read(concerns.entities_of, database.read(concerns.assigned_to, recipient))
        # what one unit is asked about its figure is not the other's, though both hold the enterprise
        concerned -= database.read(concerns.rechecks_but_of, recipient)
        own = database.read(concerns.targets_of, recipient) | database.read(concerns.permits_of, recipient)
        # a copy hangs on the enterprise too, but only the office it was relayed to has anything to do with it
        concerned -= database.read(concerns.relayed_elsewhere, recipient)
        # what is done about an issue goes to the unit that registered it, not to the other holder of the enterprise
        concerned -= database.read(concerns.steps_for_others, recipient)
        concerned -= database.read(concerns.risk_words_but_for, recipient)  # a stay is told to nobody but the county
        own |= database.read(concerns.relayed_to, recipient)
        entities = concerned | own | database.read(concerns.terms_of, office.workspace.unit)
    return Scope(recipient, told, personal=personal, entities=entities, full=full, attachments=attachments)


def scope_of_own_words(rules: LetterRules, scope: Scope) -> Scope:
    """Return what the letter of *scope* to a unit may tell of what that unit wrote itself."""
    told: Mapping[Subject, Told] = rules.to_county
    if scope.attachments:
        told = {**told, Subject.ATTACHMENT: Told(Subject.ATTACHMENT)}
    return Scope(scope.recipient, told, personal=scope.personal)
