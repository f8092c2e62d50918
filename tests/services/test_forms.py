"""Forms as a county clerk handles them: a new edition files without code, and the old rounds stay as they were."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.queries import form_texts
from desktop.domain.filing import FormSubject
from desktop.domain.filing_answer import AnswerDraft, AnswerWhy
from desktop.domain.form_entry import ColumnDraft, FilterDraft
from desktop.domain.month import Month
from desktop.domain.problems import Severity
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wiring import open_ledger
from tests.services.making import (
    CODE,
    OCTOBER,
    OTHER_CODE,
    SEPTEMBER,
    codes,
    database_of,
    enter,
    figures,
    kept,
    nothing_written,
    put_in,
)

KEY = "key-monitoring"
NOVEMBER = Month(2026, 11)


def edited(services, *changes, edition=2):
    """Return the published form as a county clerk changed it in her editor."""
    words = services.forms.text(KEY, 1).replace("edition = 1", f"edition = {edition}")
    for old, new in changes:
        assert old in words
        words = words.replace(old, new, 1)
    return words


def with_officer(services, edition=2):
    """Return the next edition: a new title, a new column."""
    return edited(
        services,
        ('title = "重点培育企业运行监测月报', 'title = "重点企业监测表'),
        (
            '[[columns]]\nheader = ["生产状态"]',
            '[[columns]]\nheader = ["行业"]\nfact = "industry"\nwidth = 15\n\n[[columns]]\nheader = ["生产状态"]',
        ),
        edition=edition,
    )


@pytest.fixture
def uid(services):
    made = enter(services, code=CODE, township="140322-xiushui")
    put_in(services, made)
    services.figures.save(figures(made, SEPTEMBER, main_revenue_ytd=1700))
    services.figures.save(figures(made, OCTOBER, main_revenue_ytd=1850))
    return made


def words_of(path):
    document = PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def export(services, desk, month=OCTOBER, form=KEY, **wish):
    return services.filings.export(month, (form,), desk.folder, Progress(), **wish)


def test_an_edited_form_files_and_what_was_filed_before_prints_as_it_did(services, desk, uid, clock):
    first = export(services, desk)
    kept = Path(first.files[0].pdf).read_bytes()
    added = services.forms.add_text(with_officer(services), "新表.toml", "2026-10")
    assert added.uid
    clock.forward(days=1)
    second = export(services, desk, nothing=False)
    assert "重点企业监测表" in words_of(second.files[0].pdf)
    assert "重点培育企业运行监测月报" in words_of(first.files[0].pdf)
    rounds = services.filings.rounds(OCTOBER, KEY)
    assert [(each.round, each.edition) for each in rounds] == [(1, 1), (2, 2)]
    (desk.folder / "再打印").mkdir()
    again = services.filings.reprint(rounds[0].uid, desk.folder / "再打印")
    assert again.read_bytes() == kept
    assert again.name == Path(first.files[0].pdf).name  # by the title it was handed out under


def test_a_month_before_takes_the_older_edition(services, desk, uid):
    services.forms.add_text(with_officer(services), "新表.toml", "2026-11")
    assert services.filings.forms()[0].edition == 2  # it is November now
    assert "重点培育企业运行监测月报" in words_of(export(services, desk).files[0].pdf)
    done = export(services, desk, NOVEMBER)
    assert "重点企业监测表" in words_of(done.files[0].pdf)
    assert {(each.id, each.edition): each.in_force for each in services.forms.list() if each.id == KEY} == {
        (KEY, 1): False,
        (KEY, 2): True,
    }


def test_the_board_sees_that_a_new_edition_makes_another_paper(services, desk, uid):
    export(services, desk)

    def changed():
        return next(
            each.changed_since for each in services.filings.board(2026) if (each.month, each.form) == (OCTOBER, KEY)
        )

    assert not changed()
    words = with_officer(services)
    services.forms.add_text(words, "新表.toml", "2026-10")
    assert changed()


def test_the_board_stays_as_it_is_for_months_before_the_edition(services, desk, uid):
    export(services, desk)
    services.forms.add_text(with_officer(services), "新表.toml", "2026-11")
    cells = {(each.month, each.form): each for each in services.filings.board(2026)}
    assert not cells[OCTOBER, KEY].changed_since


def test_editions_stay_with_the_ledger_and_cannot_be_changed(services, folder, world, uid):
    words = with_officer(services)
    saved = services.forms.add_text(words, "新表.toml", "2026-11")
    with pytest.raises(DBAPIError, match="frozen"), database_of(services).work("x", "x") as work:
        work.connection.execute(text("UPDATE form_text SET text = 'x'"))
    services.close()
    again = open_ledger(folder, world)
    try:
        assert again.forms.text(KEY, 2) == words
        kept = next(each for each in again.forms.list() if each.edition == 2)
        assert (kept.own, kept.added_by, kept.digest) == (True, "李演示", sha256(words.encode()).hexdigest())
        assert [line.field for line in again.enterprises.history(saved.uid)].count("edition") == 1
    finally:
        again.close()


def test_an_edition_changed_behind_our_back_is_found(services):
    services.forms.add_text(with_officer(services), "新表.toml", "2026-11")
    assert not services.check.run(deep=True)
    with database_of(services).work("x", "x") as work:
        work.connection.execute(text("DROP TRIGGER form_text_no_update"))
        work.connection.execute(text("UPDATE form_text SET text = text || ' '"))
    assert "value_differs" in {each.code for each in services.check.run(deep=True)}


@pytest.mark.parametrize(
    ("change", "since", "code"),
    [
        (("edition = 2", "edition = 1"), "", "form_edition_used"),
        (("width = 38", "width = 0"), "", "form_not_whole"),
        (('fact = "township"', 'fact = "target"'), "", "form_unknown_fact"),
        (("edition = 2", "edition = 2"), "2026-13", "form_no_such_month"),
        (("edition = 2", 'edition = 2\neffective_from = "2026-12"'), "2026-11", "form_from_taken"),
    ],
)
def test_a_form_at_fault_is_told_and_nothing_is_written(services, change, since, code):
    words = edited(services, change)
    with nothing_written(services):
        look = services.forms.look_text(words, "新表.toml", since)
        saved = services.forms.add_text(words, "新表.toml", since)
    assert code in [each.code for each in look.problems]
    assert code in [each.code for each in saved.problems]
    assert not saved.uid


def test_an_edition_cannot_hold_before_the_one_it_follows_or_be_of_another_kind(services):
    services.forms.add_text(with_officer(services), "新表.toml", "2026-12")
    look = services.forms.look_text(with_officer(services, 3), "新表.toml", "2026-11")
    assert codes(look.problems) == [("effective_from", "form_holds_too_early")]
    other = services.forms.text("issue-month").replace('id = "issue-month"', f'id = "{KEY}"')
    look = services.forms.look_text(other.replace("edition = 1", "edition = 3"), "新表.toml", "2026-12")
    assert codes(look.problems) == [("subject", "form_subject_changed")]


def test_an_edition_of_another_version_is_passed_over_and_shown(services, uid, monkeypatch):
    words = with_officer(services)
    services.forms.add_text(words, "新表.toml", "2026-11")
    foreign = words.replace('fact = "industry"', 'fact = "of_a_later_version"')
    monkeypatch.setattr(form_texts, "kept", _as_if(form_texts.kept, foreign))
    services.forms.retire("visit-month", "2026-12", "再读一遍")
    found = {(each.id, each.edition): each for each in services.forms.list()}
    assert (found[KEY, 2].readable, found[KEY, 2].in_force, found[KEY, 1].in_force) == (False, False, True)
    assert services.filings.forms()[0].edition == 1
    assert services.forms.text(KEY, 2) == foreign


def _as_if(kept, words):
    def read(connection):
        return tuple(replace(each, text=words) for each in kept(connection))

    return read


def test_a_look_says_what_the_new_edition_changes(services):
    look = services.forms.look_text(with_officer(services), "新表.toml")
    assert (look.replaces, look.change.added, look.change.removed) == (1, ("行业",), ())
    assert (look.change.old_title, look.change.new_title) == ("重点培育企业运行监测月报", "重点企业监测表")
    assert look.form is not None
    assert look.form.effective_from == "2026-11"  # this month, where nobody says otherwise


def test_a_month_before_a_new_edition_keeps_the_old_title_in_its_file_names(services, desk, uid):
    assert services.forms.add_text(with_officer(services), "新表.toml", "2026-11").uid
    october = export(services, desk)
    assert "重点培育企业运行监测月报" in Path(october.files[0].pdf).name
    assert "重点企业监测表" not in words_of(october.files[0].pdf)


def test_filter_of_a_form_decides_what_is_filed_and_asked(services, desk, uid):
    other = enter(services, name="孙家庄乙厂（演示）", code=OTHER_CODE, township="140322-sunjiazhuang")
    put_in(services, other)
    words = edited(
        services,
        ("closing = ", "blank_closing = "),
        ("[page]", '[[filters]]\nfact = "township"\nis = "equals"\nvalue = "秀水镇"\n\n[page]'),
    )
    words = "\n".join(line for line in words.split("\n") if not line.startswith("blank_closing"))
    assert len(services.filings.check(OCTOBER, KEY)) >= 2  # the other one has not reported
    assert services.forms.add_text(words, "新表.toml", "2026-10").uid
    assert {each.owner for each in services.filings.check(OCTOBER, KEY)} <= {uid}
    done = export(services, desk)
    assert services.filings.rounds(OCTOBER, KEY)[-1].rows == 1
    assert "孙家庄" not in words_of(done.files[0].pdf)


def test_rule_of_a_form_asks_before_filing(services, uid):
    rule = (
        '[[rules]]\nnumber = "R1"\ntext = "累计不到 2000 万元的，请核对口径。"\n'
        'expect = { fact = "main_revenue_ytd", is = "at_least", value = "2000" }\n\n[page]'
    )
    assert services.forms.add_text(edited(services, ("[page]", rule)), "新表.toml", "2026-10").uid
    asked = [each.problem for each in services.filings.check(OCTOBER, KEY) if each.problem.code == "form_rule"]
    assert [(each.field, each.values["number"], each.severity) for each in asked] == [
        ("main_revenue_ytd#R1", "R1", Severity.CHECK)
    ]


def test_answer_to_a_rule_holds_within_its_tolerance(services, uid):
    rule = (
        '[[rules]]\nnumber = "R1"\ntext = "人数不到 50 的，请核对。"\ntolerance = 10\n'
        'expect = { fact = "staff", is = "at_least", value = "50" }\n\n[page]'
    )
    assert services.forms.add_text(edited(services, ("[page]", rule)), "新表.toml", "2026-10").uid

    def asked():
        return [each for each in services.answers.open(OCTOBER, KEY) if each.problem.code == "form_rule"]

    kept(services.figures.save(figures(uid, staff=40)))
    draft = AnswerDraft(OCTOBER, uid, "staff#R1", AnswerWhy.CHECKED, "看过花名册", "form_rule")
    kept(services.answers.answer(KEY, [draft]))
    assert asked() == []
    kept(services.figures.save(figures(uid, staff=44)))
    assert asked() == []
    kept(services.figures.save(figures(uid, staff=35)))
    assert [each.owner for each in asked()] == [uid]


def test_what_was_said_of_a_blank_may_stand_on_the_form(services, desk, uid):
    other = enter(services, name="孙家庄乙厂（演示）", code=OTHER_CODE, township="140322-sunjiazhuang")
    put_in(services, other)
    column = '[[columns]]\nheader = ["原因"]\nfact = "reason"\nwidth = 30\n\n[[columns]]\nheader = ["生产状态"]'
    words = edited(services, ('[[columns]]\nheader = ["生产状态"]', column))
    assert services.forms.add_text(words, "新表.toml", "2026-10").uid
    answer = AnswerDraft(OCTOBER, other, "main_revenue_ytd", AnswerWhy.REFUSED, "电话催过两次")
    assert not services.answers.answer(KEY, [answer]).problems
    assert "企业拒报、电话催过两次" in words_of(export(services, desk).files[0].pdf).replace("\n", "").replace("\r", "")


def test_a_form_out_of_use_is_not_filed_and_taken_up_again_is(services, uid):
    listed = [form.id for form in services.filings.forms()]
    assert "visit-month" in listed
    assert codes(services.forms.retire("visit-month", "2026-11", " ").problems) == [("reason", "missing")]
    assert services.forms.retire("visit-month", "2026-11", "县里不再收").uid
    assert [form.id for form in services.filings.forms()] == [each for each in listed if each != "visit-month"]
    cells = {(each.month, each.form) for each in services.filings.board(2026)}
    assert (OCTOBER, "visit-month") in cells
    assert (NOVEMBER, "visit-month") not in cells
    with pytest.raises(KnownError, match="form_retired"):
        services.forms.retire("visit-month", "2026-11", "再停一次")
    assert services.forms.take_up("visit-month", "又要报").uid
    assert [form.id for form in services.filings.forms()] == listed
    with pytest.raises(KnownError, match="form_in_use"):
        services.forms.take_up("visit-month", "又要报")


def test_a_form_composed_by_hand_is_filed_like_any_other(services, desk, uid):
    draft = replace(
        services.forms.fresh(),
        title="{month}收入名单",
        columns=(
            ColumnDraft("name", ("企业名称",), 60),
            ColumnDraft("main_revenue_ytd", ("主营业务收入", "累计"), 30, total=True),
        ),
        filters=(FilterDraft("main_revenue_ytd", "at_least", ("1800",)),),
        group_by="township",
        subtotal=True,
        monthly=True,
    )
    assert draft.id == "own-1"
    words = services.forms.compose(draft)
    assert services.forms.add_text(words, "own-1.toml").uid
    assert services.forms.fresh().id == "own-2"
    assert "own-1" in [form.id for form in services.filings.forms()]
    done = export(services, desk, NOVEMBER, "own-1", nothing=True)
    assert "零报告" in words_of(done.files[0].pdf)
    services.figures.save(figures(uid, NOVEMBER, main_revenue_ytd=1900))
    done = export(services, desk, NOVEMBER, "own-1")
    assert "1,900.00" in words_of(done.files[0].pdf)
    assert "小计" in words_of(done.files[0].pdf)
    following = services.forms.draft("own-1")
    assert (following.edition, following.base) == (2, words)


def test_preview_shows_the_ledger_or_a_specimen_and_says_so(services, desk, uid):
    words = with_officer(services)
    path = desk.folder / "样子.pdf"
    desk.folder.mkdir()
    with nothing_written(services):
        services.forms.preview(words, "新表.toml", OCTOBER, path, Progress())
        assert "预览，不能报送" in words_of(path)
        assert "1,850.00" in words_of(path)
        services.forms.preview(words, "新表.toml", OCTOBER, path, Progress(), specimen=True)
    assert "样张" in words_of(path)
    assert "1,850.00" not in words_of(path)
    with pytest.raises(KnownError, match="form_not_whole"):
        services.forms.preview(words.replace("width = 38", "width = 0"), "新表.toml", OCTOBER, path, Progress())


def test_every_form_can_be_looked_at(services, desk, uid):
    desk.folder.mkdir()
    for each in services.forms.list():
        path = desk.folder / f"{each.id}.pdf"
        for specimen in (False, True):
            done = services.forms.preview(
                services.forms.text(each.id), each.id, OCTOBER, path, Progress(), specimen=specimen
            )
            assert done.pages >= 1


def test_a_file_is_read_looked_at_and_written_again(services, tmp_path):
    path = tmp_path / "新表.toml"
    path.write_text(with_officer(services), encoding="utf-8-sig")
    assert not services.forms.look(path).problems
    assert services.forms.add(path, "2026-11").uid
    out = services.forms.write(KEY, tmp_path / "出.toml", 2)
    assert out.read_text(encoding="utf-8") == with_officer(services)
    with pytest.raises(KnownError, match="form_missing"):
        services.forms.look(tmp_path / "没有.toml")
    with pytest.raises(KnownError, match="form_no_edition"):
        services.forms.text(KEY, 7)


def test_a_form_about_one_thing_is_not_filed_by_the_month(services):
    words = services.forms.text("visit-record").replace('id = "visit-record"', 'id = "own-1"\nmonthly = true')
    assert codes(services.forms.look_text(words, "新表.toml").problems) == [("monthly", "form_not_monthly")]
    with pytest.raises(KnownError, match="form_of_boxes"):
        services.forms.draft("visit-record")


def test_catalogue_is_told_with_words_units_and_ways_to_compare(services):
    facts = {each.name: each for each in services.forms.facts(FormSubject.ENTERPRISE_MONTH)}
    revenue, growth = facts["main_revenue_ytd"], facts["main_revenue_growth"]
    assert (revenue.words, revenue.kind, revenue.summable) == ("主营业务收入累计", "金额", True)
    assert "at_least" in revenue.operators
    assert "contains" not in revenue.operators
    assert growth.operators == ()
    assert facts["township"].groupable
    assert len(services.forms.facts()) > len(facts)
