"""Tests of the command line: which command is meant, what is a file and what a program, and how each command ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograd_playground import __version__
from autograd_playground.web.cli.main import main
from tests.support.server import ROOT

PROGRAM = "a = Value(2.0); L = a*a"

# As in a shell that a user types in: in the background a shell may have its commands ignore Ctrl-C.
INTERRUPTIBLE = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from autograd_playground.web.cli.main import main; main()"
)

Ended = Callable[..., tuple[object, str]]


@pytest.fixture
def ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ended:
    """The exit status and the error message of a command line that does not succeed."""
    monkeypatch.chdir(tmp_path)

    def end(*words: str) -> tuple[object, str]:
        with pytest.raises(SystemExit) as ended:
            main(words)
        return ended.value.code, capsys.readouterr().err

    return end


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    main(words)
    return capsys.readouterr().out


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in which $P is the command line."""
    environment = {**os.environ, "P": f"{sys.executable} {ROOT / 'server.py'}"}
    return subprocess.run(
        ["/bin/sh", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "words",
    [
        ["trace", PROGRAM],
        [PROGRAM],
        ["--", PROGRAM],
        ["--level", "lecture", PROGRAM],
        ["--level=lecture", "--", PROGRAM],
        [PROGRAM, "--level", "lecture"],
    ],
    ids=" ".join,
)
def test_a_program_is_traced(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert printed(capsys, *words) == printed(capsys, "trace", "--level", "lecture", PROGRAM)


def test_its_level_of_detail_is_taken_without_the_command_too(capsys: pytest.CaptureFixture[str]) -> None:
    atoms = printed(capsys, "--level", "atoms", "a = Value(2.0); L = tanh(a)")
    assert "exp of" in atoms
    assert atoms != printed(capsys, "a = Value(2.0); L = tanh(a)")


@pytest.mark.parametrize("words", [["-1*2"], ["trace", "-1*2"], ["-1*2", "--level", "atoms"], ["--", "-1*2"]], ids=str)
def test_a_program_may_begin_with_a_minus_sign(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert "−2" in printed(capsys, *words)


def test_a_program_that_only_prints_is_traced(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "trace", "print(2 + 3)") == (
        "5\n\nThere is nothing to draw: this program computes no value.\n"
    )


def test_what_was_printed_before_an_error_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["trace", "print(2 + 3)\na = nope"])
    written = capsys.readouterr()
    assert (ended.value.code, written.out) == (1, "5\n")
    assert written.err.startswith("<program>:2:5: `nope` is not known here.")


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"{__version__}\n")


@pytest.mark.parametrize("word", ["nothere.py", "./nothere.py", "./nothere", "lessons/nothere", "my work.py", "/no/x"])
def test_a_file_that_is_not_there_is_no_program(ended: Ended, word: str) -> None:
    sentence = f"{word} cannot be read: No such file or directory.\n"
    assert ended(word) == ended("trace", word) == (2, sentence)


def test_a_folder_is_no_program(ended: Ended, tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    assert ended("lessons") == ended("trace", "lessons") == (2, "lessons cannot be read: Is a directory.\n")


def test_a_word_that_is_no_command_is_refused(ended: Ended) -> None:
    status, message = ended("bild")
    assert status == 2
    assert "invalid choice: 'bild'" in message


def test_a_very_long_word_is_no_file(ended: Ended) -> None:
    assert "invalid choice" in ended("x" * 10_000)[1]
    assert ended("x + " * 3_000) == (1, ended("trace", "x + " * 3_000)[1])


def test_a_pipe_is_read_as_a_file(tmp_path: Path) -> None:
    done = shell(f"mkfifo pipe; echo '{PROGRAM}' > pipe & $P pipe; echo '{PROGRAM}' | $P /dev/stdin", tmp_path)
    assert done.stderr == ""
    assert done.stdout.count("* of a, a") == 2


def test_input_that_never_ends_is_too_long_for_a_program(tmp_path: Path) -> None:
    done = shell("$P - < /dev/zero", tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "- is too long for a program: it has more than 256,000 bytes.\n",
    )


def test_closed_standard_input_is_named(tmp_path: Path) -> None:
    done = shell("$P - <&-", tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "Standard input is closed; give the program or its file instead of -.\n",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_output_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    done = shell(f"$P '{PROGRAM}' > /dev/full", tmp_path)
    assert (done.returncode, done.stderr) == (2, "The output cannot be written: No space left on device.\n")


def test_a_program_over_a_limit_hears_of_the_command_line_and_of_no_browser(ended: Ended) -> None:
    status, message = ended("a = 1.0\n" * 20_000)
    assert status == 1
    assert "the command line allows 64,000" in message
    assert "browser" not in message


def test_where_the_locale_is_not_utf_8_a_program_is_read_as_utf_8(capsys: pytest.CaptureFixture[str]) -> None:
    bytes_kept_by_python = "θ".encode().decode("ascii", "surrogateescape")
    assert printed(capsys, f"{PROGRAM} # {bytes_kept_by_python}") == printed(capsys, f"{PROGRAM} # θ")


def test_a_console_without_the_minus_sign_shows_a_plain_one(tmp_path: Path) -> None:
    done = shell("PYTHONIOENCODING=ascii $P 'a = Value(-2.0); L = tanh(a)'", tmp_path)
    assert done.stderr == ""
    assert "a is a leaf: its data is -2." in done.stdout
    assert "(1 - L.data^2) x L.grad" in done.stdout
    assert "?" not in done.stdout


def test_a_program_that_is_not_text_is_refused(ended: Ended) -> None:
    status, message = ended("a = Value(2.0) # \udcff")
    assert status == 2
    assert message.endswith("is not UTF-8\n")


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "http", "", "1e3"])
def test_a_port_that_none_can_be_is_refused(ended: Ended, port: str) -> None:
    status, message = ended("serve", f"--port={port}")
    assert status == 2
    assert message.endswith(f"argument --port: {port!r} is no port; a port is a number from 0 to 65535\n")


def test_a_taken_port_is_named(ended: Ended) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        sentence = f"Port {port} is taken; name another one with --port, or --port 0 for any that is free.\n"
        assert ended("--no-browser", "--port", str(port)) == (2, sentence)


@pytest.mark.parametrize(("host", "sentence"), [("a..b", "is no name of a host."), ("192.0.2.1", "cannot be listened")])
def test_a_host_that_is_not_this_one_is_refused(ended: Ended, host: str, sentence: str) -> None:
    status, message = ended("--no-browser", "--port", "0", "--host", host)
    assert status == 2
    assert message.startswith(f"{host} {sentence}")


def interruptible(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", INTERRUPTIBLE, *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_ctrl_c_ends_the_server_quietly() -> None:
    with interruptible("--no-browser", "--port", "0") as process:
        assert process.stdout is not None
        assert "http://" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 130


def test_ctrl_c_ends_a_command_that_waits_for_its_program_quietly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with interruptible("trace", str(pipe)) as process, pipe.open("w"):  # it opens once the command reads
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 130
