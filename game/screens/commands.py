"""The command palette: every command of the screen that is open, and those that are there everywhere."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator
from functools import partial
from typing import Any

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from game.play.phrases import capitalized
from game.screens.keys import face, told


class Commands(Provider):
    """Finds commands by their name or by what they do."""

    def bindings(self) -> Iterator[tuple[str, Binding]]:
        """Yield each command with where it is run."""
        from game.screens.help import bindings_of

        for binding in bindings_of(self.screen):
            if not binding.action.startswith("pick("):  # options are taken where they can be read
                yield "screen", binding
        for binding in told(type(self.app).BINDINGS):
            if binding.action != "command_palette":
                yield "app", binding

    async def discover(self) -> Hits:
        """Yield every command."""
        for where, binding in self.bindings():
            yield DiscoveryHit(title(binding), self.command(where, binding), help=binding.tooltip)

    async def search(self, query: str) -> Hits:
        """Yield the commands that match."""
        matcher = self.matcher(query)
        for where, binding in self.bindings():
            score = max(matcher.match(binding.description), matcher.match(binding.tooltip) / 2)
            if score > 0:
                yield Hit(score, title(binding), self.command(where, binding), help=binding.tooltip)

    def command(self, where: str, binding: Binding) -> partial[Coroutine[Any, Any, bool]]:
        """Return what runs a command."""
        target = self.screen if where == "screen" else self.app
        return partial(self.app.run_action, binding.action, target)


def title(binding: Binding) -> Content:
    """Return a command as it stands in the list: its name and its key."""
    return Content(f"{capitalized(binding.description)}  ({face(binding)})")
