"""The unit words that may stand behind a number, and the unit each measure is shown in."""

from collections.abc import Mapping

from desktop.domain.codes import Measure
from desktop.domain.figure import MEASURES
from desktop.domain.money import Scale

SCALE_WORDS: Mapping[str, Scale] = {
    "元": Scale.YUAN,
    "千元": Scale.THOUSAND,
    "万元": Scale.TEN_THOUSAND,
    "万": Scale.TEN_THOUSAND,
    "亿元": Scale.HUNDRED_MILLION,
    "亿": Scale.HUNDRED_MILLION,
}

POWER_WORDS: Mapping[str, Scale] = {
    "度": Scale.ONE,
    "千瓦时": Scale.ONE,
    "千瓦·时": Scale.ONE,
    "kWh": Scale.ONE,
    "kwh": Scale.ONE,
    "KWH": Scale.ONE,
    "千千瓦时": Scale.THOUSAND,
    "万度": Scale.TEN_THOUSAND,
    "万千瓦时": Scale.TEN_THOUSAND,
    "万千瓦·时": Scale.TEN_THOUSAND,
    "亿度": Scale.HUNDRED_MILLION,
    "亿千瓦时": Scale.HUNDRED_MILLION,
}

# the words a person is told of; the others are only understood
MONEY_UNITS = tuple(word for word in SCALE_WORDS if word.endswith("元"))
POWER_UNITS = tuple(word for word in POWER_WORDS if word.endswith("千瓦时"))

# what stands beside a word that is a unit, and not the end of a name: 单位：户、万元；收入（万元）
UNIT_BEFORE = r"\s：:、，,/（("
UNIT_BEHIND = r"\s、，,；;。/）)"

PEOPLE_WORDS: Mapping[str, Scale] = {"人": Scale.ONE, "名": Scale.ONE}


def words_for(measure: Measure) -> Mapping[str, Scale]:
    """Return the unit words that fit *measure*."""
    if MEASURES[measure].money:
        return SCALE_WORDS
    return PEOPLE_WORDS if measure is Measure.STAFF else POWER_WORDS


def shown_scale(measure: Measure) -> Scale:
    """Return the scale in which the program shows *measure* and takes it without a unit word in a headed column."""
    return Scale.ONE if measure is Measure.STAFF else Scale.TEN_THOUSAND


def unit_word(measure: Measure, scale: Scale | None = None) -> str:
    """Return the word for *measure* in *scale* (as shown, where none is said): 万元, 万千瓦时, 人."""
    used = shown_scale(measure) if scale is None else scale
    return next((word for word, each in _SPOKEN[_kind(measure)].items() if each is used), "")


def _kind(measure: Measure) -> str:
    if MEASURES[measure].money:
        return "money"
    return "people" if measure is Measure.STAFF else "power"


_SPOKEN: Mapping[str, Mapping[str, Scale]] = {
    "money": {word: scale for word, scale in SCALE_WORDS.items() if word.endswith("元")},
    "power": {word: scale for word, scale in POWER_WORDS.items() if word.endswith("千瓦时")},
    "people": {"人": Scale.ONE},
}
