"""Numbers that options take. Each function raises ``ArgumentTypeError`` with what is wrong."""

from __future__ import annotations

from argparse import ArgumentTypeError


def seed(text: str) -> int:
    """Return a whole number from 0 up, of at most 1000 digits."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"'{text}' is not a whole number from 0 up")
    if len(text) > 1000:
        raise ArgumentTypeError(f"a seed of {len(text)} digits is too long; give at most 1000")
    return int(text)


def port(text: str) -> int:
    """Return a port, from 1 to 65535."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ArgumentTypeError(f"'{text}' is not a port from 1 to 65535")
    return int(text)


def percent(text: str) -> float:
    """Return a percentage, from 0 to 100."""
    found = _number(text)
    if found is None or not 0 <= found <= 100:
        raise ArgumentTypeError(f"'{text}' is not a percentage; give a number from 0 to 100")
    return found


def speed(text: str) -> float:
    """Return how many times as fast, from 0.1 to 100."""
    found = _number(text)
    if found is None or not 0.1 <= found <= 100:
        raise ArgumentTypeError(f"'{text}' is not a number from 0.1 to 100")
    return found


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
