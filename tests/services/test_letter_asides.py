"""What a letter sets aside is told once, with that letter; all of it stands in one list until it can be shown."""

from datetime import date

from db.reprojecting import project
from desktop.domain.aside import Aside
from desktop.domain.codes import Subject
from desktop.wording.asides import because_words, letter_words, more_words, said_lines
from tests.services.letter_hands import assigned, in_tier, introduced, send, unit_of
from tests.services.making import database_of, kept, visit


def test_what_is_set_aside_is_told_with_its_letter_alone_and_listed_until_it_can_be_shown(post):
    introduced(post)
    (uid,) = assigned(post)
    in_tier(post, uid)
    letter = post.town.letters.outgoing.send(post.stick).path
    looked, plan = (deed(letter) for deed in (post.county.letters.incoming.look, post.county.letters.incoming.take))
    assert looked.effect == plan.effect
    assert plan.effect.aside > 0
    questions = post.county.letters.questions
    assert len(questions.aside()) == questions.count_aside() == plan.effect.aside
    kept(post.town.visits.save(visit(uid)))
    effect = send(post, post.town, post.county).effect
    assert (effect.aside, effect.back, effect.why_aside) == (0, 0, {})
    assert letter_words(effect.aside, effect.why_aside, effect.back) == []
    found = questions.aside()
    assert {(each.subject, each.because, each.unit, each.enterprise) for each in found} == {
        (Subject.TIER, "overruled", unit_of(post.town), uid)
    }
    assert "以县里的为准" in because_words(found[0])
    assert more_words(questions.count_aside()) == f"另有 {len(found)} 条记录暂时放在一边"
    # once its place is free it stands, and the letter that made it so tells that
    database = database_of(post.county)
    with database.work("test", "p") as work:
        work.connection.exec_driver_sql("UPDATE set_aside SET because = 'unhung'")
        done = project(work.connection, (), county="nobody")
    assert {subject for subject, _ in done.back} == {Subject.TIER}
    assert not done.aside


def test_the_words_of_each_reason():
    at = date(2026, 11, 5)
    waits = Aside(
        Subject.VISIT, "v1", "unhung", "u", at, {"summary": "了解生产", "by_unit": "u"}, "", Subject.ENTERPRISE
    )
    assert because_words(waits) == "所属的企业还没有发来，发来以后自动列入。"
    assert [line.partition("：")[2] for line in said_lines(waits, {})] == ["了解生产"]
    for because, part in (("untold", "全量包"), ("taken", "位置"), ("unhung", "所属的记录"), ("later", "不能列入")):
        assert part in because_words(Aside(Subject.VISIT, "v1", because, "u", at, {}))
    told = letter_words(3, {"unhung": 2, "taken": 1}, 4)
    assert told[0] == "先前放在一边的 4 条记录这次列入台账。"
    assert "所属的还没有发来 2 条" in told[1]
    assert more_words(0) == ""
