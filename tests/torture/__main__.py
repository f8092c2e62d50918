"""Runs the parts, each in a process of its own, prints a table and keeps it in build/torture.json.

`python3 run.py torture [NAME …] [--share N]` runs those whose name holds one of the names; without names, all.
With `--share N` each runs one N-th of its points.
"""

import argparse
import importlib
import json
import logging
import os
import platform
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.torture import Row

KEPT = Path(__file__).parents[2] / "build" / "torture.json"
MARK = "rows: "
PARTS = (
    "kills",
    "export_kills",
    "take_kills",
    "workbooks",
    "packages",
    "histories",
    "letter_histories",
    "power_cuts",
    "file_cuts",
    "disk_errors",
    "full_disk",
    "rehearsal",
)


def main(arguments: list[str]) -> int:
    """Run the parts that *arguments* ask for; return 1 if anything was lost or corrupt, or a part fell."""
    parser = argparse.ArgumentParser(prog="run.py torture", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--share", type=int, default=1, metavar="N", help="run one N-th of the points")
    parser.add_argument("--here", metavar="PART", choices=PARTS, nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if sys.platform != "linux":
        print("the torture forks, kills and mounts: it runs on Linux only", file=sys.stderr)
        return 2
    if asked.here:
        # the program's own warnings are what the parts provoke
        logging.getLogger().addHandler(logging.NullHandler())
        rows: list[Row] = []
        for name in asked.here:
            rows += importlib.import_module(f"tests.torture.{name}").run(asked.share)
        print(MARK + json.dumps(rows))
        return 0
    chosen = [name for name in PARTS if not asked.names or _is_asked(name, asked.names)]
    if not chosen:
        print(f"no part is called that; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    found: dict[str, list[Row] | None] = {}
    print(f"{'':8} {'points':>6} {'lost':>6} {'corrupt':>7}", flush=True)
    for name in chosen:
        since = time.monotonic()
        found[name] = in_a_process([name], asked.share)
        for row in found[name] or []:
            print(line(row), flush=True)
        print(f"{'':31}({name}: {time.monotonic() - since:.0f} s)", flush=True)
    keep(found, asked.share)
    fallen = [name for name, rows in found.items() if rows is None]
    failed = [row.name for rows in found.values() for row in rows or [] if row.verdict == "FAIL"]
    print(f"\n{len(failed)} rows failed, {len(fallen)} parts fell; kept in {KEPT}")
    return 1 if failed or fallen else 0


def _is_asked(name: str, words: Sequence[str]) -> bool:
    """Return whether one of *words* is *name*, or stands in it and is no part's own name."""
    return any(word == name or (word in name and word not in PARTS) for word in words)


def in_a_process(names: Sequence[str], share: int) -> list[Row] | None:
    """Return what the parts *names* found, or nothing if one fell (its own words are on the screen)."""
    command = [sys.executable, "-m", "tests.torture", "--share", str(share), "--here", *names]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    answers = [text for text in done.stdout.splitlines() if text.startswith(MARK)]
    if done.returncode != 0 or not answers:
        print(f"FAIL     {', '.join(names)} fell with {done.returncode}\n{done.stdout}", flush=True)
        return None
    return [Row(*values) for values in json.loads(answers[-1].removeprefix(MARK))]


def line(row: Row) -> str:
    """Return one row of the table."""
    counted = f"{row.verdict:8} {row.points:6} {row.lost:6} {row.corrupt:7}  "
    said = "; ".join(text for text in ("negative control" if row.must_fail else "", row.missing, row.detail) if text)
    return counted + row.name + (f"  ({said})" if said else "")


def keep(found: dict[str, list[Row] | None], share: int) -> None:
    """Write what was *found* with what it was found on; parts that were not asked for stay as they were kept."""
    machine = {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(),
        "cores": os.cpu_count(),
    }
    kept = json.loads(KEPT.read_text(encoding="utf-8"))["parts"] if KEPT.is_file() else {}
    for name, rows in found.items():
        kept[name] = {
            "share": share,
            "rows": None if rows is None else [{**row._asdict(), "verdict": row.verdict} for row in rows],
        }
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({"machine": machine, "parts": kept}, ensure_ascii=False, indent=2), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
