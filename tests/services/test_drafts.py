"""Half-typed forms: kept by themselves, outside the journal."""

from tests.services.making import NOW, digest


def test_form_is_kept_as_it_stands_and_replaced(services, clock):
    assert services.drafts.keep("visit:new", {"summary": "看"}) == NOW
    clock.forward(minutes=1)
    services.drafts.keep("visit:new", {"summary": "看了报表", "leader": ""})
    found = services.drafts.get("visit:new")
    assert (found.key, dict(found.body)) == ("visit:new", {"summary": "看了报表", "leader": ""})
    assert found.saved_at == clock.now
    assert len(services.drafts.all()) == 1


def test_latest_form_comes_first(services, clock):
    for key in ("a", "b", "c"):
        services.drafts.keep(key, {})
        clock.forward(minutes=1)
    services.drafts.keep("a", {})
    assert [draft.key for draft in services.drafts.all()] == ["a", "c", "b"]


def test_dropped_form_is_gone_and_nobody_misses_one_that_never_was(services):
    services.drafts.keep("a", {"x": "1"})
    services.drafts.drop("a")
    services.drafts.drop("never")
    assert services.drafts.all() == ()
    services.drafts.keep("b", {})
    assert services.drafts.get("a") is None


def test_forms_are_no_business_data(services):
    before = digest(services)
    services.drafts.keep("visit:new", {"summary": "😀 =1+1 <b>"})
    assert digest(services) == before
    assert services.drafts.get("visit:new").body == {"summary": "😀 =1+1 <b>"}
