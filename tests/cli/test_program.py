"""The program itself, started as a reader starts it: pipes, signals, a missing home, and what it loads and opens."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import python, start, surroundings
from tests.making import ROOT

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither this shell nor these devices")


def test_answers_come_from_a_pipe_and_the_end_of_them_is_no_error(warm: Path) -> None:
    told = start(["play", "the-cart", "--new"], warm, typed="1\n2\n")
    assert (told.returncode, told.stderr) == (0, b"")
    assert told.stdout.startswith(b"The Cart. Los Angeles. About ")
    assert told.stdout.endswith(
        b"Saved. To go on from here: nta play the-cart --plain. To start over: nta play the-cart --plain --new.\n"
    )


def test_straight_answers_lead_to_an_ending_and_to_exit_code_0(warm: Path) -> None:
    told = start(["play", "the-cart", "--plain", "--seed", "1"], warm, typed="1\n" * 300)
    assert (told.returncode, told.stderr) == (0, b"")
    text = told.stdout.decode()
    assert "\nAn ending: " in text
    assert "This is information, not legal advice.\nThe list of sources\n" in text
    steering = {character for character in text if ord(character) < 32 or 0x2500 <= ord(character) < 0x2800} - {"\n"}
    assert steering == set()


def test_a_file_of_answers_without_a_last_line_end_is_read_whole(warm: Path) -> None:
    told = start(["play", "the-cart", "--new"], warm, typed="1\nhelp")
    assert b"glossary: the terms, those of this passage first" in told.stdout


def test_bytes_that_are_no_text_are_no_crash(warm: Path) -> None:
    for language in ("C.UTF-8", "POSIX"):
        told = start(["play", "the-cart", "--new"], warm, typed=b"\xff\xfe\x00\n\x1b[2J\nquit\n", LC_ALL=language)
        assert told.returncode == 0
        assert b"Traceback" not in told.stderr
        assert b"\x1b" not in told.stdout


def test_a_pipe_that_knows_fewer_characters_gets_others_in_their_place(warm: Path) -> None:
    told = start(["show", "detainer"], warm, PYTHONIOENCODING="ascii")
    assert (told.returncode, told.stderr) == (0, b"")
    assert told.stdout.isascii()
    assert b"Spanish: " in told.stdout


@pytest.mark.parametrize("arguments", [["list", "--exhibits"], ["play", "the-cart", "--new"]])
def test_a_reader_that_has_gone_is_no_error(warm: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "game", *arguments]
    with subprocess.Popen(
        command, env=surroundings(warm), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout
        assert program.stdin
        assert program.stderr
        program.stdout.close()
        program.stdin.write(b"1\n" * 400)
        program.stdin.close()
        assert program.stderr.read() == b""
        assert program.wait(timeout=30) == 0


def test_ctrl_c_ends_with_code_130_and_without_a_traceback(tmp_path: Path, warm: Path) -> None:
    # A shell starts programs in the background deaf to Ctrl-C; this one is to hear it wherever the tests run.
    code = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code += "; from game.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "play", "the-cart", "--new"]
    around = surroundings(warm, PYTHONUNBUFFERED="1")
    with subprocess.Popen(
        command, env=around, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdin
        assert program.stdout
        assert program.stderr
        for line in program.stdout:
            if b", help, quit." in line:
                break
        program.send_signal(signal.SIGINT)
        assert program.stderr.read() == b"\n"
        assert program.wait(timeout=30) == 130


def test_ctrl_c_while_the_program_is_loading_is_quiet(warm: Path) -> None:
    code = """
import signal, sys
class Interrupts:  # stands for a reader who presses Ctrl-C at the moment when a module is loaded
    def find_spec(self, name, path, target=None):
        if name == "argparse":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupts())
from game.__main__ import run
sys.exit(run())
"""
    told = python(["-c", code], warm)
    assert (told.returncode, told.stdout, told.stderr) == (130, b"", b"")


def redirected(redirection: str, arguments: str, home: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the program through a shell that redirects its streams."""
    line = f"exec {shlex.quote(sys.executable)} -m game {arguments} {redirection}"
    return subprocess.run(
        ["/bin/sh", "-c", line],
        env=surroundings(home),
        cwd=ROOT,
        input=b"",
        capture_output=True,
        timeout=60,
        check=False,
    )


@posix
@pytest.mark.parametrize("arguments", ["list", "list --exhibits --json", "play the-cart --new", "--help", "--version"])
def test_output_that_cannot_be_written_is_told_in_one_line(warm: Path, arguments: str) -> None:
    told = redirected(">/dev/full", arguments, warm)
    assert told.returncode == 2
    assert told.stderr == b"nta: reading or writing failed: No space left on device\n"


@posix
@pytest.mark.parametrize("redirection", [">&-", "<&-", "<&- >&- 2>&-", "2>&-", "2>/dev/full"])
def test_a_stream_that_is_closed_is_no_error(warm: Path, redirection: str) -> None:
    for arguments in ("list", "play the-cart --new"):
        told = redirected(redirection, arguments, warm)
        assert (told.returncode, told.stderr) == (0, b"")
        assert told.stdout.startswith(b"1. " if arguments == "list" else b"The Cart.") or ">&-" in redirection


@posix
@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full", ">/dev/full 2>/dev/full", ">&- 2>&-"])
@pytest.mark.parametrize("arguments", ["nonsense", "show zzzz", "list --stories /no/such"])
def test_an_error_that_cannot_be_told_has_its_exit_code(warm: Path, redirection: str, arguments: str) -> None:
    assert redirected(redirection, arguments, warm).returncode == 2


def test_bytes_that_are_no_text_are_no_crash_where_the_machine_is_strict(warm: Path) -> None:
    told = start(["play", "the-cart", "--new"], warm, typed=b"\xff\xfe\n1\n", PYTHONIOENCODING="utf-8:strict")
    assert (told.returncode, told.stderr) == (0, b"")
    assert b"is not an answer here" in told.stdout


NO_HOME = """
import os, pwd, sys
def nobody(_uid):
    raise KeyError("no such user")
pwd.getpwuid = nobody
for name in list(os.environ):
    if name == "HOME" or name.startswith("XDG_"):
        del os.environ[name]
from game.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_without_a_home_directory_the_play_goes_on(tmp_path: Path) -> None:
    told = python(["-c", NO_HOME, "play", "the-cart"], tmp_path, typed="1\n", NTA_HOME="")
    assert told.returncode == 0
    assert told.stderr == b""
    assert b"Note. Your place cannot be saved: there is no home directory to save in; set NTA_HOME" in told.stdout


def test_two_languages_of_the_machine_show_the_same_words(warm: Path) -> None:
    texts = {
        start(["play", "the-cart", "--seed", "5"], warm, typed="1\n" * 8, LC_ALL=language).stdout.partition(b"\n\n")[2]
        for language in ("C.UTF-8", "POSIX")
    }
    assert len(texts) == 1


LOADED = """
import sys
CODE
print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}))
"""
RUN = "from game.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass"


def loaded(code: str, home: Path, *arguments: str, typed: str = "") -> set[str]:
    """Return the packages that are loaded after some code has run in a fresh process."""
    told = python(["-c", LOADED.replace("CODE", code), *arguments], home, typed=typed)
    assert told.returncode == 0, told.stderr.decode()
    return set(told.stdout.decode().rpartition("LOADED ")[2].split())


EVERY_ENGINE_MODULE = """
import importlib, pkgutil
for room in ("reading", "library", "story", "play", "graph", "walk", "plain"):
    package = importlib.import_module(f"game.{room}")
    for module in pkgutil.walk_packages(package.__path__, f"game.{room}."):
        if module.name != "game.walk.pytest_plugin":
            importlib.import_module(module.name)
assert "game.graph.proof" in sys.modules and "game.plain.prompt" in sys.modules
"""


def test_the_engine_loads_neither_textual_nor_rich(warm: Path) -> None:
    found = loaded(EVERY_ENGINE_MODULE, warm)
    assert "game" in found
    assert {"textual", "rich"} & found == set()


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (["--version"], {"textual", "rich", "yaml", "markdown_it", "msgspec", "platformdirs"}),
        (["--help"], {"textual", "rich", "yaml", "markdown_it", "msgspec", "platformdirs"}),
        (["list"], {"textual", "rich", "yaml", "markdown_it"}),
        (["play", "the-cart", "--plain", "--new"], {"textual", "rich", "yaml", "markdown_it"}),
        (["play", "the-cart"], {"textual", "rich", "yaml", "markdown_it"}),
        (["forget"], {"textual", "rich", "yaml", "markdown_it"}),
    ],
)
def test_a_command_loads_nothing_that_it_has_no_use_for(warm: Path, arguments: list[str], never: set[str]) -> None:
    found = loaded(RUN, warm, *arguments, typed="1\n")
    assert "argparse" in found
    assert never & found == set()


def test_a_cold_list_reads_yaml_and_shows_no_screen(tmp_path: Path) -> None:
    found = loaded(RUN, tmp_path, "list")
    assert "yaml" in found  # so the test above would notice
    assert {"textual", "rich"} & found == set()


WATCHED = """
import sys
def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "subprocess.", "os.system", "os.exec", "webbrowser.")):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(watch)
from game.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_play_opens_no_socket_and_starts_no_program(warm: Path, tmp_path: Path) -> None:
    for home in (warm, tmp_path):  # from the cache, and without one
        told = python(["-c", WATCHED, "play", "the-cart", "--seed", "1"], home, typed="why\nsource\n" + "1\n" * 300)
        assert (told.returncode, told.stderr) == (0, b"")
        assert b"An ending: " in told.stdout
    noticed = python(["-c", WATCHED.replace("from game", "import socket; socket.socket()\nfrom game"), "list"], warm)
    assert b"socket." in noticed.stderr  # so the hook would notice


def test_nothing_is_written_outside_the_home_of_the_program(tmp_path: Path) -> None:
    code = """
import os, sys
sys.dont_write_bytecode = True
home = os.environ["NTA_HOME"]
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        if not arguments[0].startswith((home, "/dev/null")):
            raise SystemExit(f"opened for writing: {arguments}")
sys.addaudithook(watch)
from game.cli import main
sys.exit(main(sys.argv[1:]))
"""
    told = python(["-c", code, "play", "the-cart", "--seed", "1"], tmp_path / "home", typed="1\n" * 300)
    assert (told.returncode, told.stderr) == (0, b"")
    assert (tmp_path / "home" / "state" / "the-cart.save.json").exists()


def test_the_commands_of_the_package_are_this_program() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'nta = "game.__main__:run"' in text
    assert 'notice-to-appear = "game.__main__:run"' in text
