"""An enterprise goes over from one unit to another: both hear it in their next letter, nothing local is deleted."""

from dataclasses import replace

from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.visit import VisitFilter
from tests.services.letter_hands import assigned, introduced, names, send, unit_of
from tests.services.making import database_of, figures, kept, visit


def handed(services, uid):
    """Return (unit, whether it was taken back) of each assignment of *uid* that this ledger knows."""
    rows = database_of(services).read(
        lambda c: c.exec_driver_sql(
            "SELECT unit, until IS NOT NULL FROM assignment WHERE enterprise = ? ORDER BY since, until IS NULL, unit",
            (uid,),
        ).all()
    )
    return [tuple(row) for row in rows]


def test_the_old_and_the_new_unit_both_hear_of_a_move(post):
    introduced(post)
    (uid,) = assigned(post)
    kept(post.energy.visits.save(visit(uid, summary="旧单位走访的")))
    kept(post.energy.figures.save(figures(uid, main_revenue_ytd=1850)))
    draft = post.county.enterprises.get(uid).draft
    post.clock.forward(days=3)
    kept(post.county.enterprises.save(replace(draft, department="140322-gongxin"), uid, reason="职责调整"))
    for services in post.units:
        send(post, post.county, services)
        moved = [each for each in handed(services, uid) if each[0] in {unit_of(post.energy), "140322-gongxin"}]
        assert moved == [(unit_of(post.energy), 1), ("140322-gongxin", 0)]
        assert services.enterprises.get(uid).draft.department == "140322-gongxin"
    # what the old unit wrote stays there, and reaches the county still
    assert [each.summary for each in post.energy.visits.list(VisitFilter(enterprise=uid))] == ["旧单位走访的"]
    assert names(post.energy) == ["盂县演示耐火有限公司"]
    send(post, post.energy, post.county)
    assert [each.summary for each in post.county.visits.list(VisitFilter(enterprise=uid))] == ["旧单位走访的"]


def test_the_new_unit_is_told_from_the_beginning(post):
    introduced(post)
    assigned(post)
    uid = kept(post.county.enterprises.save(later_draft(post)))
    send(post, post.county, post.town)
    send(post, post.county, post.energy)
    assert len(post.energy.enterprises.ids(EnterpriseFilter())) == 1
    draft = post.county.enterprises.get(uid).draft
    kept(post.county.enterprises.save(replace(draft, department=unit_of(post.energy)), uid, reason="移交"))
    assert send(post, post.county, post.energy).effect.added > 0
    assert post.energy.enterprises.get(uid).draft.name == "后来移交的演示厂"
    assert handed(post.energy, uid)[-1] == (unit_of(post.energy), 0)


def later_draft(post):
    (first,) = post.county.enterprises.ids(EnterpriseFilter())
    draft = post.county.enterprises.get(first).draft
    return replace(draft, name="后来移交的演示厂", credit_code="", department="140322-gongxin")
