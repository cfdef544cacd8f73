"""``nta serve``: what it says where it cannot serve, and that it keeps to this machine unless told otherwise."""

from __future__ import annotations

import sys

import pytest

from game.cli import parser
from game.commands.serve import command, is_loopback
from tests.cli.conftest import Call


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
