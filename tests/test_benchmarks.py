"""The benchmarks' runner; the benchmarks themselves are run by `run.py bench`, never as tests."""

import importlib
from pathlib import Path

import pytest

from tests import benchmarks
from tests.benchmarks import Ratio
from tests.benchmarks.__main__ import line, main

EVERY = sorted(path.stem for path in Path(benchmarks.__file__).parent.glob("bench_*.py"))


@pytest.mark.parametrize(
    ("ratio", "passes"),
    [
        (Ratio("at the bar", 1.5, 1.5), True),
        (Ratio("over the bar", 1.51, 1.5), False),
        (Ratio("faster than asked", 6.2, 6.0, at_least=True), True),
        (Ratio("slower than asked", 5.9, 6.0, at_least=True), False),
        (Ratio("only told", 99.0, None), True),
    ],
)
def test_ratio_is_held_against_its_bar(ratio, passes):
    assert ratio.passes is passes
    assert line(ratio).split()[0] == ("ok" if passes else "OVER")


@pytest.mark.parametrize("name", EVERY)
def test_every_benchmark_can_be_loaded(name):
    assert callable(importlib.import_module(f"tests.benchmarks.{name}").run)


def test_benchmark_that_does_not_exist_is_refused(capsys):
    assert main(["no-such-benchmark"]) == 2
    assert "no benchmark is called that" in capsys.readouterr().err
