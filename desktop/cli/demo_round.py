"""The part of `shenggui demo` that plays a whole round of letters between the county office and twelve units."""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.letter_words import state_word
from desktop.cli.session import progress
from desktop.domain.codes import Measure
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.filing_answer import BLANK, AnswerDraft, AnswerWhy
from desktop.domain.letter import Trust
from desktop.domain.money import Scale, plain
from desktop.domain.month import Month
from desktop.domain.preset import Target
from desktop.domain.saved import Saved
from desktop.domain.target_entry import TargetDraft
from desktop.domain.workspace import FirstStart
from desktop.world import World

if TYPE_CHECKING:
    from desktop.services.sample_data import Sample
    from desktop.services.sample_round import SampleRound
    from desktop.wiring import Services

ROUND = "round"
STORY = "往来经过.txt"
_VISITS = "visit-month"
_COUNTY = "county"
_OTHER_ORDER = "county-other-order"


@dataclass(frozen=True, slots=True)
class RoundTold:
    """What became of the round: the digests of both orders, the steps in words, and the files."""

    digests: tuple[str, str]
    story: tuple[str, ...]
    files: tuple[Path, ...]


@dataclass(slots=True)
class _Table:
    """Everybody's ledgers (by unit name), the words of the round, and what was done so far."""

    folder: Path
    told: "SampleRound"
    sample: "Sample"
    world: World
    county: "Services"
    units: dict[str, "Services"]
    ids: dict[str, str]
    story: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def say(self, line: str) -> None:
        """Add a step to the story."""
        self.story.append(f"{len(self.story) + 1}. {line}")

    def close_county(self) -> None:
        """Close the ledger of the county office, which is opened anew on the way."""
        self.county.close()

    def place(self, name: str) -> Path:
        """Return the folder of one step."""
        path = self.folder / name
        path.mkdir(parents=True, exist_ok=True)
        return path


def play_round(folder: Path, sample: "Sample", world: World) -> RoundTold:
    """Let the county and the twelve units that have a target write to each other in *folder*."""
    # the sample is told in the words of the services, which come with slow libraries
    from desktop.services.sample_round import read_round

    told = read_round(world.resources)
    with ExitStack() as opened:
        table = _sat_down(folder, told, sample, world, opened)
        _register(table)
        _hand_out(table)
        letters = _disagree(table)
        first = _merge_other_order(table, list(reversed(letters)))
        second = _merge(table)
        _decide(table)
        _answer(table, [each.unit for each in told.said], table.place("4-receipts"))
        _mend(table)
        table.say(f"{told.returned.unit}的包：" + "，".join(_states(table.units[told.returned.unit])) + "。")
    story = table.folder / STORY
    story.write_text("\n".join(table.story) + "\n", encoding="utf-8")
    return RoundTold((first, second), tuple(table.story), (*table.files, story))


def _sat_down(folder: Path, told: "SampleRound", sample: "Sample", world: World, opened: ExitStack) -> _Table:
    """Make the ledgers of the county office and of every unit that has a target in the plan."""
    county = _ledger(folder / "data" / _COUNTY, told.county, told.county_person, sample, world)
    preset = county.settings.preset()
    table = _Table(folder, told, sample, world, county, {}, {unit.name: unit.id for unit in preset.units})
    opened.callback(table.close_county)
    wanted = {target.unit for target in preset.targets if target.unit}
    for unit in preset.units:
        if unit.id in wanted:
            table.units[unit.name] = _ledger(folder / "data" / unit.id, unit.name, told.unit_person, sample, world)
            opened.callback(table.units[unit.name].close)
    for target in preset.targets:
        if target.unit:
            _kept(county.targets.set(_target(target, sample.start.year, told.basis)))
    table.say(f"县里建账，照方案录入 {len(table.units)} 个单位的目标：{'、'.join(table.units)}。")
    return table


def _target(issued: Target, year: int, basis: str) -> TargetDraft:
    return TargetDraft(
        unit=issued.unit or "",
        year=year,
        dimension=issued.dimension,
        measure=issued.measure,
        value=issued.value,
        basis=basis,
    )


def _ledger(folder: Path, unit: str, person: str, sample: "Sample", world: World) -> "Services":
    # as above
    from desktop.wiring import create_ledger

    start = FirstStart(preset=sample.start.preset, unit_name=unit, year=sample.start.year, person_name=person)
    made = create_ledger(folder, start, world, demo=True)
    if isinstance(made, tuple):
        raise ValueError(made)
    return made


def _register(table: _Table) -> None:
    folder, keys = table.place("1-registration"), table.county.letters.keys
    for services in table.units.values():
        package = services.letters.keys.register(folder)
        table.files.append(package)
        _kept(keys.accept(package, services.letters.keys.own_fingerprint()))
    table.say(f"{len(table.units)} 个单位送来登记包，县里照登记表上的指纹登记。")


def _hand_out(table: _Table) -> None:
    # as above
    from desktop.services.sample_round import round_enterprises

    drafts = round_enterprises(table.told, table.sample, table.ids)
    for draft in drafts:
        _kept(table.county.enterprises.save(draft))
    folder, print_ = table.place("2-assignments"), table.county.letters.keys.own_fingerprint()
    for name, services in table.units.items():
        posted = table.county.letters.outgoing.send(folder, table.ids[name])
        services.letters.incoming.take(posted.path, Trust(typed=print_))
        table.files.append(posted.path)
    held = "，".join(f"{name} {_count(services)} 户" for name, services in table.units.items())
    table.say(f"县里录入 {len(drafts)} 户企业并下发；各单位照通知上的指纹读入：{held}。")


def _count(services: "Services") -> int:
    return len(services.enterprises.ids(EnterpriseFilter()))


def _disagree(table: _Table) -> list[Path]:
    """Let both owners of one enterprise tell a figure of it, file the month and send it; return their letters."""
    # as above
    from desktop.services.sample_round import said_figures

    folder, month = table.place("3-submissions"), table.sample.month
    letters = []
    for said in table.told.said:
        services = table.units[said.unit]
        uid = _uid_of(services, table.told.disputed)
        _kept(services.figures.save(said_figures(said, uid, month)))
        _file(table, services)
        letters.append(services.letters.outgoing.send(folder, month=month).path)
        table.say(f"{said.unit}：{table.told.disputed} {month} 累计 {said.revenue} 万元；报送并生成上报包。")
    table.files += letters
    return letters


def _file(table: _Table, services: "Services") -> None:
    month, form = table.sample.month, table.told.returned.form
    _explain(services, month, form, table.told.blank)
    done = services.filings.export(month, [form], table.place("reports"), progress())
    nothing = services.filings.export(month, [_VISITS], table.place("reports"), progress(), nothing=True)
    table.files += [Path(path) for each in (*done.files, *nothing.files) for path in (each.pdf, each.xlsx)]


def _explain(services: "Services", month: Month, form: str, why: str) -> None:
    blanks = [each for each in services.answers.open(month, form) if each.problem.code == BLANK]
    drafts = [AnswerDraft(month, each.owner, each.problem.field, AnswerWhy.NOT_OBTAINED, why) for each in blanks]
    services.answers.answer(form, drafts)


def _merge_other_order(table: _Table, letters: list[Path]) -> str:
    """Take *letters* one by one in a copy of the county's ledger, and return the digest of its state."""
    # as above
    from desktop.wiring import open_ledger

    data = table.folder / "data"
    table.county.close()
    shutil.copytree(data / _COUNTY, data / _OTHER_ORDER)
    table.county = open_ledger(data / _COUNTY, table.world)
    other = open_ledger(data / _OTHER_ORDER, table.world)
    try:
        for letter in letters:
            other.letters.incoming.take(letter)
        digest = other.letters.incoming.state_digest()
    finally:
        other.close()
    table.say(f"县里台账的副本按相反的先后读入两个包，合并后的状态摘要 {digest}。")
    return digest


def _merge(table: _Table) -> str:
    """Rehearse the folder of letters, then take it."""
    incoming, folder = table.county.letters.incoming, table.folder / "3-submissions"
    looked = incoming.look_folder(folder, progress())
    taken = incoming.take_folder(folder, progress())
    same = "相同" if looked.state_digest == taken.state_digest else "不同"
    table.say(
        f"县里先试后收 {len(taken.plans)} 个包，不能收的 {len(taken.refused)} 个；"
        f"合并后的状态摘要 {taken.state_digest}，与试收时{same}。"
    )
    return taken.state_digest


def _decide(table: _Table) -> None:
    """Adopt one of the two figures, return one item and accept the rest."""
    letters, told, month = table.county.letters, table.told, table.sample.month
    names = {uid: name for name, uid in table.ids.items()}
    for asked in letters.questions.figures():
        measure = Measure(asked.measure)
        values = letters.questions.told(asked.enterprise, asked.period, measure)
        said = "，".join(f"{names[unit]} {_shown(measure, value.amount)}" for unit, value in values.items())
        unit = table.ids[told.adopted]
        _kept(letters.questions.adopt(asked.enterprise, asked.period, measure, unit, told.adopted_reason))
        table.say(f"待核对：{said}；县里采用{told.adopted}的数，理由：{told.adopted_reason}。两个数都留着。")
    back = told.returned
    rounds = letters.answering.rounds(month)
    returned = [each.uid for each in rounds if (each.unit, each.form) == (table.ids[back.unit], back.form)]
    accepted = [each.uid for each in rounds if each.uid not in returned]
    _kept(letters.answering.give_back(returned, back.comment, back.due_on))
    _kept(letters.answering.accept(accepted, told.accepted))
    table.say(f"县里退回 {len(returned)} 份（{back.unit}：{back.comment}），接收 {len(accepted)} 份。")


def _shown(measure: Measure, amount: int) -> str:
    if measure in {Measure.STAFF, Measure.ELECTRICITY_YTD}:
        return str(amount)
    return f"{plain(amount // Scale.TEN_THOUSAND.factor)} 万元"


def _answer(table: _Table, units: list[str], folder: Path) -> None:
    for name in units:
        posted = table.county.letters.answering.receipt(table.ids[name], folder)
        plan = table.units[name].letters.incoming.take(posted.path)
        table.files.append(posted.path)
        answers = 0 if plan.effect is None else plan.effect.answers
        table.say(f"{name}读入回执，答复 {answers} 条。")


def _mend(table: _Table) -> None:
    """Fill in what was missing, file again, and let the county accept it."""
    # as above
    from desktop.services.sample_round import mended_figures

    back, month = table.told.returned, table.sample.month
    services, folder = table.units[back.unit], table.place("5-again")
    said = next(each for each in table.told.said if each.unit == back.unit)
    uid = _uid_of(services, table.told.disputed)
    _kept(services.figures.save(mended_figures(back, said, uid, month)))
    _explain(services, month, back.form, table.told.blank)
    done = services.filings.export(month, [back.form], table.place("reports"), progress())
    table.files += [Path(path) for each in done.files for path in (each.pdf, each.xlsx)]
    posted = services.letters.outgoing.send(folder, month=month)
    table.files.append(posted.path)
    county = table.county.letters
    county.incoming.take(posted.path)
    open_ = [each.uid for each in county.answering.rounds(month) if each.state == "received"]
    _kept(county.answering.accept(open_, table.told.accepted))
    table.say(f"{back.unit}补上用电量，第 {done.round} 次报送；县里接收 {len(open_)} 份。")
    _answer(table, [back.unit], folder)


def _states(services: "Services") -> list[str]:
    return [f"第 {each.seq} 号{state_word(each.state)}" for each in reversed(services.letters.outgoing.log())]


def _uid_of(services: "Services", name: str) -> str:
    (uid,) = services.enterprises.ids(EnterpriseFilter(text=name))
    return uid


def _kept(saved: Saved) -> None:
    if saved.problems:
        raise ValueError(saved.problems)
