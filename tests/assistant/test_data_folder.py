from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.data_folder import OwnerLock, read_owner
from assistant.errors import LibraryInUse

HOLD = """
import sys, time
from pathlib import Path
from assistant.data_folder import OwnerLock
with OwnerLock(Path(sys.argv[1]), "r2p serve", "http://127.0.0.1:8000"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_process_is_refused_at_once_and_told_who_holds_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        started = time.monotonic()
        with pytest.raises(LibraryInUse, match=rf"r2p serve.*{holder.pid}.*127\.0\.0\.1:8000"):
            OwnerLock(tmp_path, "r2p ingest").acquire()
        assert time.monotonic() - started < 1
        owner = read_owner(tmp_path)
        assert owner is not None
        assert owner.url == "http://127.0.0.1:8000"
        holder.kill()
        holder.wait()
    assert read_owner(tmp_path) is None
    with OwnerLock(tmp_path, "r2p ingest"):
        assert (tmp_path / "owner.lock").exists()


def test_folder_that_was_never_used_has_no_owner(tmp_path: Path) -> None:
    assert read_owner(tmp_path / "nothing") is None


def test_released_folder_can_be_taken_again(tmp_path: Path) -> None:
    with OwnerLock(tmp_path, "one"):
        pass
    with OwnerLock(tmp_path, "two"):
        owner = (tmp_path / "owner.lock").read_text(encoding="utf-8")
    assert "two" in owner
