"""Letters that are missing are all named, alone and in a folder; what lies beside is taken in order."""

import shutil

import pytest

from desktop.domain.missing import Span
from desktop.domain.rehearsal import missing
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wording.messages import message
from tests.services.letter_hands import assigned, introduced
from tests.services.making import digest, kept, visit

TOWN = "秀水镇"


@pytest.fixture
def letters(post):
    """Seven letters of the town that nobody has taken, the sixth of which holds everything."""
    introduced(post)
    (uid,) = assigned(post)
    folder = post.stick / "一个月的包"
    folder.mkdir()
    paths = []
    for number in range(1, 8):
        kept(post.town.visits.save(visit(uid, summary=f"第{number}次")))
        written = post.town.letters.outgoing.send(post.stick, full=number == 6).path
        paths.append(shutil.move(written, folder / f"{number}.sgb"))
    return paths


def told(plan):
    return {path.name: error.values.get("numbers", error.code) for path, error in plan.refused}


def numbers(plan):
    return [each.seq for each in plan.plans]


def test_one_letter_names_all_that_come_before_it(post, letters):
    incoming = post.county.letters.incoming
    incoming.take(letters[0])
    before = digest(post.county)
    with pytest.raises(KnownError) as caught:
        incoming.look(letters[4])
    assert message(caught.value).startswith("E209 缺少第 2—4 号包，没有读入。")
    assert "原样再发一次" in message(caught.value)
    assert digest(post.county) == before


def test_a_folder_names_what_does_not_lie_beside_and_takes_the_others_in_order(post, letters):
    incoming, progress = post.county.letters.incoming, Progress()
    lying = [letters[number - 1] for number in (7, 5, 3, 1)]
    for deed in (incoming.look_all, incoming.take_all):
        plan = deed(lying, progress)
        assert numbers(plan) == [1]
        assert told(plan) == {"3.sgb": "2", "5.sgb": "2 4", "7.sgb": "2 4 6"}
        assert missing(plan.lines()) == ((TOWN, (Span(2, 2), Span(4, 4), Span(6, 6))),)
    # the missing ones arrive and all is taken, whatever the files are called
    rest = [shutil.move(each, each.with_name(f"{9 - int(each.stem)}号.sgb")) for each in letters]
    whole = incoming.take_all(rest, progress)
    assert (numbers(whole), whole.refused) == ([1, 2, 3, 4, 5, 6, 7], ())
    assert whole.plans[0].effect is None


def test_letters_from_before_one_that_holds_everything_lack_nothing(post, letters):
    incoming, progress = post.county.letters.incoming, Progress()
    lying = [letters[number - 1] for number in (3, 5, 6, 7)]
    for deed in (incoming.look_all, incoming.take_all):
        plan = deed(lying, progress)
        assert (numbers(plan), missing(plan.lines())) == ([6, 7], ())
        assert told(plan) == {"3.sgb": "package_older", "5.sgb": "package_older"}


def test_a_damaged_letter_among_them_is_missing_too(post, letters):
    letters[1].write_bytes(letters[1].read_bytes()[:-40])
    plan = post.county.letters.incoming.look_all(letters[:4], Progress())
    assert (numbers(plan), told(plan)) == ([1], {"2.sgb": "package_damaged", "3.sgb": "2", "4.sgb": "2"})
