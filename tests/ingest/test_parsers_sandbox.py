from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import UnreadableFile
from assistant.settings import IngestSettings
from ingest.parsers.sandbox import _child_environment, _read_reply, parse_in_child

LIMITS = IngestSettings()


def test_complaints_of_a_library_do_not_reach_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(b"%PDF-1.7\nnonsense\nstartxref\n99999\n%%EOF\n")
    with pytest.raises(UnreadableFile, match=r"odd\.pdf is damaged"):
        parse_in_child(path, "pdf", LIMITS)
    assert capfd.readouterr() == ("", "")


def test_child_is_given_no_key_and_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    assert set(_child_environment()) == {"PYTHONPATH", "PYTHONUTF8"}


def test_child_works_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("<p>The ferry runs again.</p>")
    monkeypatch.chdir(tmp_path)
    assert parse_in_child(Path("page.html"), "html", LIMITS).text == "The ferry runs again."


@pytest.mark.parametrize(("status", "reason"), [(-signal.SIGSEGV, "SIGSEGV"), (1, "exit status 1")])
def test_crash_is_named_and_says_save_it_anew(status: int, reason: str) -> None:
    crashed = subprocess.CompletedProcess[bytes]([], status, stdout=b'{"text": "cut')
    with pytest.raises(UnreadableFile) as caught:
        _read_reply(Path("a.pdf"), "pdf", crashed)
    assert f"crashed the parser ({reason})" in str(caught.value)
    assert "save or print it as a new PDF" in str(caught.value)


def test_parser_writes_no_files_and_has_little_memory(tmp_path: Path) -> None:
    probe = (
        "import resource, sys\n"
        "from assistant.settings import IngestSettings\n"
        "from ingest.parsers.sandbox import _set_limits\n"
        "_set_limits(IngestSettings(max_file_megabytes=1))\n"
        "try:\n    bytearray(4 << 30)\nexcept MemoryError:\n    sys.stdout.write('small ')\n"
        f"try:\n    open({str(tmp_path / 'x')!r}, 'w').write('y' * 99999)\n"
        "except OSError:\n    sys.stdout.write('read-only')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, env=_child_environment(), check=False
    )
    assert done.stdout == b"small read-only"
