import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.kernel.errors import KnownError
from desktop.kernel.lock import LOCK_NAME, DataLock

STARTED = datetime(2026, 10, 9, 8, 30, tzinfo=UTC)
HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from desktop.kernel.lock import DataLock
lock = DataLock(Path(sys.argv[1]), pid=4711, host="nengyuan-1", started=datetime(2026, 10, 9, tzinfo=UTC))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def lock_on(folder: Path, *, host: str = "nengyuan-1") -> DataLock:
    return DataLock(folder, pid=os.getpid(), host=host, started=STARTED)


def hold(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_lock_file_tells_who_holds_it(tmp_path):
    lock = lock_on(tmp_path)
    lock.acquire()
    assert json.loads((tmp_path / LOCK_NAME).read_text("utf-8")) == {
        "pid": str(os.getpid()),
        "host": "nengyuan-1",
        "started": "2026-10-09T08:30:00+00:00",
    }
    lock.release()


def test_second_program_is_refused_and_told_who_holds_it(tmp_path):
    holder = hold(tmp_path)
    with pytest.raises(KnownError) as caught:
        lock_on(tmp_path).acquire()
    end(holder)
    assert caught.value.code == "data_in_use"
    assert caught.value.values["path"] == str(tmp_path)
    assert caught.value.values["pid"] == "4711"


def test_second_lock_of_the_same_program_is_refused(tmp_path):
    first = lock_on(tmp_path)
    first.acquire()
    with pytest.raises(KnownError, match="data_in_use"):
        lock_on(tmp_path).acquire()
    first.release()


def test_refused_program_leaves_the_holders_lock_as_it_was(tmp_path):
    first = lock_on(tmp_path)
    first.acquire()
    before = (tmp_path / LOCK_NAME).read_bytes()
    for _ in range(2):
        with pytest.raises(KnownError, match="data_in_use"):
            lock_on(tmp_path).acquire()
    assert (tmp_path / LOCK_NAME).read_bytes() == before
    first.release()


def test_released_folder_can_be_taken_by_another_computer(tmp_path):
    first = lock_on(tmp_path)
    first.acquire()
    first.release()
    second = lock_on(tmp_path, host="xian-2")
    second.acquire()
    second.release()


def test_killed_holder_leaves_the_folder_free(tmp_path):
    end(hold(tmp_path))
    lock = lock_on(tmp_path)
    lock.acquire()
    lock.release()


def test_folder_left_by_another_computer_is_refused_until_the_file_is_removed(tmp_path):
    end(hold(tmp_path))
    with pytest.raises(KnownError) as caught:
        lock_on(tmp_path, host="xian-2").acquire()
    assert caught.value.code == "data_in_use_elsewhere"
    assert caught.value.values["host"] == "nengyuan-1"
    (tmp_path / LOCK_NAME).unlink()
    lock = lock_on(tmp_path, host="xian-2")
    lock.acquire()
    lock.release()


@pytest.mark.parametrize("content", [b"", b"\0" * 64], ids=["empty", "zeros"])
def test_empty_lock_file_is_taken_over(tmp_path, content):
    (tmp_path / LOCK_NAME).write_bytes(content)
    lock = lock_on(tmp_path)
    lock.acquire()
    lock.release()


@pytest.mark.warns("nothing readable")
@pytest.mark.parametrize("content", [b"4711\n", b"\xff\xfe{", b'{"pid": 1', b'["host"]', b'{"pid": 1}'])
def test_garbage_in_the_lock_file_is_taken_over(tmp_path, content):
    (tmp_path / LOCK_NAME).write_bytes(content)
    lock = lock_on(tmp_path)
    lock.acquire()
    lock.release()


def test_taking_and_leaving_twice_changes_nothing(tmp_path):
    lock = lock_on(tmp_path)
    lock.acquire()
    lock.acquire()
    lock.release()
    lock.release()
    assert (tmp_path / LOCK_NAME).read_bytes() == b""


def test_folder_that_is_not_there_is_said_to_be_not_writable(tmp_path):
    with pytest.raises(KnownError, match="data_folder_not_writable"):
        lock_on(tmp_path / "away").acquire()
