"""Runs the benchmarks, each in a process of its own, prints a table and keeps it in build/bench.json.

`python3 run.py bench [NAME …]` runs those whose file name holds one of the names; without names, all.
"""

import importlib
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from tests.benchmarks import Ratio

HERE = Path(__file__).parent
KEPT = HERE.parents[1] / "build" / "bench.json"
MARK = "ratios: "


def main(names: list[str]) -> int:
    """Run the benchmarks that *names* ask for; return 1 if a bar was not kept or a benchmark failed."""
    if names[:1] == ["--one"]:
        run: list[Ratio] = importlib.import_module(f"tests.benchmarks.{names[1]}").run()
        print(MARK + json.dumps(run))
        return 0
    found = [path.stem for path in sorted(HERE.glob("bench_*.py"))]
    chosen = [name for name in found if not names or any(part in name for part in names)]
    if not chosen:
        print(f"no benchmark is called that; there are {', '.join(found) or 'none'}", file=sys.stderr)
        return 2
    ratios: list[Ratio] = []
    broken = []
    for name in chosen:
        measured = in_its_own_process(name)
        ratios += measured or []
        if measured is None:
            broken.append(name)
        for ratio in measured or []:
            print(line(ratio), flush=True)
    keep(ratios)
    missed = [ratio.name for ratio in ratios if not ratio.passes]
    print(f"\n{len(ratios)} ratios, {len(missed)} over their bar, {len(broken)} benchmarks failed; kept in {KEPT}")
    return 1 if missed or broken else 0


def in_its_own_process(name: str) -> list[Ratio] | None:
    """Return what the benchmark *name* measured, or nothing if it failed (its own words are on the screen)."""
    command = [sys.executable, "-m", "tests.benchmarks", "--one", name]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    told = [text for text in done.stdout.splitlines() if not text.startswith(MARK)]
    print("\n".join([f"\n{name}", *told]), flush=True)
    if done.returncode != 0:
        return None
    answer = next(text for text in done.stdout.splitlines() if text.startswith(MARK))
    return [Ratio(*values) for values in json.loads(answer.removeprefix(MARK))]


def line(ratio: Ratio) -> str:
    """Return one row of the table."""
    verdict = "ok  " if ratio.passes else "OVER"
    sign = ">=" if ratio.at_least else "<="
    bar = f"{sign} {ratio.bar:6.2f}" if ratio.bar is not None else "        -"
    return f"  {verdict} {ratio.ratio:8.2f} {bar}  {ratio.name}  ({ratio.detail})"


def keep(ratios: list[Ratio]) -> None:
    """Write the ratios with what they were measured on."""
    machine = {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count()}
    rows = [{**ratio._asdict(), "passes": ratio.passes} for ratio in ratios]
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({"machine": machine, "ratios": rows}, ensure_ascii=False, indent=2), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
