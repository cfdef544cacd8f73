"""``nta serve``: what it says where it cannot serve, and that it keeps to this machine unless told otherwise."""

from __future__ import annotations

import base64
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from game.commands.parser import parser
from game.commands.serve import command, is_loopback, names_of
from tests.cli.conftest import Call, start, surroundings
from tests.making import ROOT


def test_without_its_extra_it_says_what_to_install(nta: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    told = nta("serve")
    assert told.code == 2
    assert told.err == ("nta serve: this needs the extra 'web'; run: python -m pip install 'notice-to-appear[web]'\n")


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.0.7", False),
        ("localhost.example.org", False),
        ("example.org", False),
    ],
)
def test_only_an_address_of_this_machine_is_taken_for_one(host: str, alone: bool) -> None:  # noqa: FBT001
    assert is_loopback(host) is alone


def test_a_visitor_from_elsewhere_gets_a_home_that_is_thrown_away() -> None:
    assert command(forget=True).endswith(" -m game visit")
    assert command(forget=False).endswith(" -m game visit --keep")


def test_the_address_that_is_served_is_this_machine_unless_told_otherwise() -> None:
    assert parser().parse_args(["serve"]).host == "127.0.0.1"


@pytest.mark.parametrize(
    ("host", "public_url", "names"),
    [
        ("127.0.0.1", None, {"localhost", "127.0.0.1", "::1"}),
        ("127.8.8.8", None, {"localhost", "127.0.0.1", "::1", "127.8.8.8"}),
        ("LOCALHOST", None, None),
        ("0.0.0.0", None, None),
        ("127.0.0.1", "https://Play.Example.org:8443/x", {"localhost", "127.0.0.1", "::1", "play.example.org"}),
        ("0.0.0.0", "http://example.org", {"localhost", "127.0.0.1", "::1", "0.0.0.0", "example.org"}),
    ],
)
def test_a_server_answers_to_its_own_names_alone(host: str, public_url: str | None, names: set[str] | None) -> None:
    assert names_of(host, public_url) == names


@pytest.mark.parametrize("url", ["example.org", "https://", "http://[::1", ""])
def test_a_public_address_that_is_none_is_told(nta: Call, url: str) -> None:
    told = nta("serve", "--public-url", url)
    assert told.code == 2
    assert told.err == f"nta: '{url}' is no address; write --public-url https://example.org\n"


@pytest.mark.parametrize("host", ["", "a" * 64 + ".example", "\udcff"])
def test_a_host_that_cannot_be_one_is_told_in_one_line(tmp_path: Path, host: str) -> None:
    told = start(["serve", "--host", host], tmp_path)
    assert told.returncode == 2
    (line,) = told.stderr.decode().splitlines()
    assert line.endswith("is no name of a machine; give an address such as 127.0.0.1")


#: Asks a server with headers, and returns the status of its answer.
Ask = Callable[..., int]


@contextmanager
def serving(home: Path, *arguments: str) -> Iterator[Ask]:
    """Serve the screens on a free port of this machine. ``PORT`` in a header stands for it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "game", "serve", "--port", str(port), *arguments]
    around = surroundings(home)
    with subprocess.Popen(words, env=around, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:

        def ask(path: str = "/", **headers: str) -> int:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            line.putrequest("GET", path, skip_host=True)
            for name, value in headers.items():
                line.putheader(name.replace("_", "-"), value.replace("PORT", str(port)))
            line.endheaders()
            status = line.getresponse().status
            line.close()
            return status

        try:
            for _ in range(300):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield ask
        finally:
            server.terminate()


HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": base64.b64encode(os.urandom(16)).decode(),
}


def test_a_page_from_elsewhere_that_is_made_to_lead_here_gets_nothing(tmp_path: Path) -> None:
    pytest.importorskip("textual_serve", reason="needs textual-serve, of the extra 'web'")
    with serving(tmp_path) as ask:
        for host in ("localhost:PORT", "127.0.0.1:PORT", "[::1]:PORT", "LocalHost", "127.0.0.1:8000"):
            assert ask(Host=host) == 200
        assert ask("/ws", Host="127.0.0.1:PORT", Origin="http://127.0.0.1:PORT", **HANDSHAKE) == 101
        for host in (
            "evil.example",
            "evil.example:PORT",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "[::1",
            "",
        ):
            assert ask(Host=host) == 403
            assert ask("/ws", Host=host, Origin=f"http://{host}", **HANDSHAKE) == 403
        assert ask() in (400, 403)
        assert ask("/ws", Host="127.0.0.1:PORT", Origin="http://evil.example", **HANDSHAKE) == 403


def test_a_server_with_a_public_address_answers_to_it(tmp_path: Path) -> None:
    pytest.importorskip("textual_serve", reason="needs textual-serve, of the extra 'web'")
    with serving(tmp_path, "--public-url", "https://play.example.org") as ask:
        assert ask(Host="play.example.org") == 200
        assert ask(Host="127.0.0.1:PORT") == 200
        assert ask(Host="evil.example") == 403
