"""What lies over another screen."""

from __future__ import annotations

import contextlib
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")


class OverScreen(Screen[T]):
    """A screen that is left for the one below it. It is no modal one: the keys that work everywhere work here too.

    Keys may come faster than a screen goes: a key that is held, a paste. Only the first of them leaves.
    """

    DEFAULT_CSS = "OverScreen:ansi > .screen--selection { text-style: reverse; }"

    def on_unmount(self) -> None:
        """Let the memory of what was painted go with the screen."""
        # Textual 8.2 caches a method with its object: the last 1,024 painters stay, each with all its rows. A Textual
        # that has no such cache any more has nothing to clear.
        with contextlib.suppress(ImportError, AttributeError):
            from textual._styles_cache import StylesCache

            StylesCache.get_inner_outer.cache_clear()

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go back to the screen below, once."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
