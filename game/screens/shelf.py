"""The shelf: the stories there are."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.library.dates import in_words
from game.play.catalogue import Catalogue, Header, catalogue, open_story
from game.play.playthrough import Start
from game.reading.fault import Faults
from game.screens.app import NoticeApp, fresh_seed
from game.screens.widgets.keyline import KeyLine


class ShelfScreen(Screen[None]):
    """Case folders, one a story."""

    DEFAULT_CSS = """
    ShelfScreen { background: $background; }
    ShelfScreen #name { height: 1; background: $panel; color: $foreground; text-style: bold; padding: 0 1; }
    ShelfScreen #about { height: auto; padding: 1 2; color: $foreground; }
    ShelfScreen OptionList {
        height: 1fr; min-width: 10; background: $background; border: none; padding: 0 1;
        scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: none; }
    }
    ShelfScreen #foot { height: auto; padding: 0 2; color: $text-muted; }
    """
    BINDINGS = [
        Binding("n", "new", "From the beginning", show=False),
        Binding("q,escape", "leave", "Quit", show=False),
    ]
    AUTO_FOCUS = "OptionList"
    app: NoticeApp

    def compose(self) -> ComposeResult:
        """Show the stories, what they are about, and how old the evidence is."""
        yield Static("Notice to Appear", id="name", markup=False)
        yield Static("How the United States deports people, one decision at a time.", id="about", markup=False)
        yield OptionList()
        yield Static("", id="foot", markup=False)
        yield KeyLine(("?", "help"), ("Enter", "open"), ("n", "from the start"), ("t", "light or dark"), ("q", "quit"))

    def on_mount(self) -> None:
        """Fill the shelf."""
        self.fill()

    def on_screen_resume(self) -> None:
        """Show what has been found since."""
        self.fill()

    def fill(self) -> None:
        """Show what there is now."""
        shelf = self.query_one(OptionList)
        marked = shelf.highlighted or 0
        try:
            found = catalogue(self.app.extra)
        except Faults as faults:
            self.query_one("#foot", Static).update(Content(f"The library cannot be used: {faults.faults[0]}"))
            return
        shelf.clear_options()
        for story in found.stories:
            shelf.add_option(Option(self.folder(story), id=story.story))
        shelf.highlighted = min(marked, len(found.stories) - 1) if found.stories else None
        self.query_one("#foot", Static).update(Content(self.foot(found)))

    def folder(self, story: Header) -> Content:
        """Return a case folder."""
        save = self.app.saves.read(story.story)
        endings = len(self.app.saves.endings(story.story))
        state = f"endings found {endings} of {len(story.endings)}" if endings else "not yet opened"
        if save is not None and not save.ended and save.moves:
            state = f"day {save.day}, {save.here} - Enter goes on" + (f"; {state}" if endings else "")
        return Content.assemble(
            (story.title, "bold"),
            (f"   {story.place}, {story.date[:4]} · {story.minutes} minutes\n", "$text-muted"),
            f"{story.tagline}\n",
            (f"Contains: {story.content_note}\n", "$text-muted"),
            (f"{state[0].upper()}{state[1:]}.\n", "$accent"),
        )

    def foot(self, found: Catalogue) -> str:
        """Return the lines under the stories."""
        lines = [
            f"{found.exhibits} exhibits, {found.figures} figures; last checked between "
            f"{in_words(found.oldest_check)} and {in_words(found.newest_check)}.",
            "The people are invented; facts have their source. Information, not legal advice.",
        ]
        if found.faults:
            lines.append(f"{len(found.faults)} faults in stories of your own; 'nta check' lists them.")
        return "\n".join((*lines, *self.app.saves.notes))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a story where it was left."""
        self.open(event.option.id, new=False)

    def action_new(self) -> None:
        """Open the marked story from its beginning."""
        shelf = self.query_one(OptionList)
        if shelf.highlighted is not None:
            self.open(shelf.get_option_at_index(shelf.highlighted).id, new=True)

    def open(self, story: str | None, *, new: bool) -> None:
        """Open a story."""
        if story is None:
            return
        try:
            bundle = open_story(story, self.app.extra)
        except Faults as faults:
            self.query_one("#foot", Static).update(Content(f"This story cannot be used: {faults.faults[0]}"))
            return
        self.app.open(bundle, Start(seed=fresh_seed()), new=new)

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit()
