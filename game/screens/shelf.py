"""The shelf: the stories there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from game.library.dates import in_words
from game.play.catalogue import (
    Catalogue,
    Header,
    UnknownStoryError,
    catalogue,
    kept_catalogue,
    open_story,
    story_folders,
)
from game.play.chance import fresh_seed
from game.play.moves import Start
from game.play.places import shipped_stories
from game.reading.fault import Faults
from game.screens.app import NoticeApp
from game.screens.keys import key
from game.screens.widgets.keyline import KeyLine
from game.screens.widgets.marked import WIDTH, MarkedList
from game.screens.widgets.paint import hang
from game.screens.widgets.title import Title

if TYPE_CHECKING:
    from game.play.bundle import Bundle

PAINTED = 0.05  #: seconds after which a change has been painted


class ShelfScreen(Screen[None]):
    """Case folders, one a story."""

    DEFAULT_CSS = """
    ShelfScreen { background: $background; }
    ShelfScreen #about { height: auto; padding: 0 2; color: $foreground; }
    ShelfScreen MarkedList { height: 1fr; padding: 1 1 0 1; }
    ShelfScreen #foot { height: auto; padding: 0 2; color: $text-muted; }
    ShelfScreen.-low #about { display: none; }
    ShelfScreen.-low #foot { max-height: 2; }
    ShelfScreen.-low MarkedList { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "n",
            "new",
            "from the start",
            "Open the marked story from its beginning; an unfinished game is kept beside it.",
        ),
        key("e", "eras", "eras and dials", "The marked story under the rules of another time, or with other facts."),
        key("o", "other", "other games", "Earlier games of the marked story, its last ending, and path codes."),
        key("h", "how", "how to play", "How to play, in five lines."),
        key("q,escape", "leave", "quit", "Leave the program."),
    ]
    AUTO_FOCUS = "MarkedList"
    app: NoticeApp

    def __init__(self) -> None:
        super().__init__()
        self.found: Catalogue | None = None
        self.will_read = False

    def compose(self) -> ComposeResult:
        """Show the stories, what they are about, and how old the evidence is."""
        yield Title("Notice to Appear")
        yield Static("How the United States deports people, one decision at a time.", id="about", markup=False)
        yield MarkedList()
        yield Static("", id="foot", markup=False)
        yield KeyLine(
            ("?", "help"), ("q", "quit"), ("Enter", "open"), ("/", "search"), ("n", "from the start"),
            ("e", "eras"), ("o", "other games"), ("h", "how to play"), (",", "settings"),
        )  # fmt: skip

    def on_mount(self) -> None:
        """Say how to play when nobody has read it yet."""
        if not self.app.settings.welcomed:
            self.app.change(welcomed=True)
            self.action_how()

    def on_screen_resume(self) -> None:
        """Show what has been found since, and stories that were changed meanwhile."""
        if self.found is not None:
            self.look()

    def on_resize(self) -> None:
        """Set the folders to the width there is."""
        self.set_class(self.app.size.height < 20, "-low")
        self.redraw()

    def redraw(self) -> None:
        """Show what there is as the settings and the window ask for."""
        if self.found is None:
            self.look()
        else:
            self.show(self.found)

    def look(self) -> None:
        """Look what there is now: at once where the cache has it; before a long read, what is there is painted."""
        found = kept_catalogue(self.app.extra)
        if found is not None:
            self.show(found)
        elif not self.will_read:
            self.will_read = True
            self.query_one("#foot", Static).update("Reading the stories and their evidence …")
            self.set_timer(PAINTED, self.read)

    def read(self) -> None:
        """Read what there is, and show it."""
        self.will_read = False
        try:
            self.show(catalogue(self.app.extra))
        except Faults as faults:
            self.query_one("#foot", Static).update(Content(f"The library cannot be used: {faults.faults[0]}"))

    def show(self, found: Catalogue) -> None:
        """Show the stories that were found."""
        self.found = found
        shelf = self.query_one(MarkedList)
        width = min(self.app.size.width - WIDTH - 2, 90)
        own = {name for name, folder in story_folders(self.app.extra).items() if folder.parent != shipped_stories()}
        folders = [(story.story, self.folder(story, width, own=story.story in own)) for story in found.stories]
        shelf.fill(folders, shelf.highlighted or 0)
        self.query_one("#foot", Static).update(Content(self.foot(found)))

    def folder(self, story: Header, width: int, *, own: bool) -> Content:
        """Return a case folder."""
        save = self.app.saves.read(story.story)
        found = len(self.app.saves.endings(story.story))
        where = f"{story.place}, {story.date[:4]} · {story.minutes} minutes · endings found: {found} of "
        where += f"{len(story.endings)}" + (" · a story of your own" if own else "")
        head = Content.assemble((story.title, "bold"), ("   " + where, "$text-muted"))
        rows = [*hang(head, width, 2)]
        lines = [(story.tagline, ""), (f"Contains: {story.content_note}", "$text-muted")]
        if save is not None and not save.ended and save.begun:
            lines.append((f"Enter goes on: day {save.day}, '{save.here}'", "$accent"))
        elif save is not None and save.begun:
            lines.append((f"Ended: '{save.here}'. Enter begins again; o looks back.", "$accent"))
        for text, style in lines:
            rows += [row.pad_left(2) for row in hang(Content.styled(text, style), width - 2, 0)]
        return Content("\n").join([*rows, Content("")])

    def foot(self, found: Catalogue) -> str:
        """Return the lines under the stories, those first that must be read."""
        problems = [*self.app.saves.notes]
        if found.faults:
            first = found.faults[0]
            more = f" and {len(found.faults) - 1} more" if len(found.faults) > 1 else ""
            problems.append(f"A story of your own cannot be used: {first}{more}. 'nta check' lists them.")
        legal = "Information, not legal advice."
        checked = f"{in_words(found.oldest_check)} to {in_words(found.newest_check)}"
        size = f"{found.exhibits} exhibits, {found.figures} figures, checked as of {checked}; each says so."
        if self.app.size.height < 20:
            return "\n".join((*problems, legal))
        return "\n".join((*problems, f"{legal} The people are invented; facts have sources.", size))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a story where it was left."""
        bundle = self.bundle(event.option.id)
        if bundle is not None:
            self.app.open(bundle, Start(seed=fresh_seed()), new=False)

    def action_new(self) -> None:
        """Open the marked story from its beginning."""
        bundle = self.bundle(self.query_one(MarkedList).chosen)
        if bundle is not None:
            self.app.open(bundle, Start(seed=fresh_seed()), new=True)

    def action_eras(self) -> None:
        """Choose under which rules, and with which facts, the marked story begins."""
        from game.play.playthrough import Playthrough
        from game.play.session import Session
        from game.screens.eras import ErasScreen

        bundle = self.bundle(self.query_one(MarkedList).chosen)
        if bundle is not None:
            play = Playthrough(bundle, Start(seed=fresh_seed()))
            self.app.push_screen(ErasScreen(Session(play, self.app.saves, self.app.today)))

    def action_other(self) -> None:
        """Show the other games of the marked story."""
        from game.screens.games import GamesScreen

        bundle = self.bundle(self.query_one(MarkedList).chosen)
        if bundle is not None:
            self.app.push_screen(GamesScreen(bundle))

    def action_how(self) -> None:
        """Say how to play."""
        from game.play.lines import HOW, line
        from game.screens.reader import ReaderScreen

        told = [line("text", says, str(number)) for number, says in enumerate(HOW, 1)]
        self.app.push_screen(ReaderScreen("How to play", told, ("Enter", "to the stories")))

    def bundle(self, story: str | None) -> Bundle | None:
        """Return a story; None, and a word at the foot, if it cannot be used."""
        if story is None or not self.is_active:  # a second key may come before what the first opened is there
            return None
        try:
            return open_story(story, self.app.extra)
        except (Faults, UnknownStoryError) as error:
            first = error.faults[0] if isinstance(error, Faults) else error
            self.query_one("#foot", Static).update(Content(f"This story cannot be used: {first}"))
            return None

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit()
