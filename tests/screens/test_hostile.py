"""Story text is data: however it is written, no screen reads it as markup, runs it, or falls over it."""

from __future__ import annotations

import pytest

from game.play.bundle import Bundle
from game.screens.drive import until
from game.screens.ending import EndingScreen
from game.screens.play import PlayScreen
from game.screens.shelf import ShelfScreen
from game.screens.widgets.marked import MarkedList
from tests.making import tell
from tests.screens.acting import app_with, click, press, running, take, text

HOSTILE = [
    "[/i-130] [/] closes nothing",
    "[@click=app.quit]press here[/]",
    "[red]stop[/red] [link=file:///etc/passwd]x[/link]",
    "foo='bar] [a=b] [[x]] [$text]x[/]",
    "$accent {0} %s \\\\[b] back\\\\slash",
    "javascript:alert(1) https://evil.example/x",
    "a" * 300,
    "\u65e5\u672c\u8a9e\u306e\u6587 \u0646\u0635 \u05d8\u05e7\u05e1\u05d8",
]


def story(words: str) -> Bundle:
    quoted = "'" + words.replace("'", "''") + "'"
    return tell(
        f"""
start:
  title: {quoted}
  text: [{{scene: {quoted}}}]
  in_short: {quoted}
  asks: {quoted}
  choices:
    - {{id: one, label: {quoted}, exhibits: [detainer-rule], goto: other}}
    - {{id: two, label: {quoted}, goto: other}}
other:
  title: {quoted}
  text: [{{scene: {quoted}}}]
  in_short: {quoted}
  outcomes:
    - {{id: here, label: {quoted}, weight: {{assumed: 1, because: Nobody knows.}}, goto: stop}}
    - {{id: there, label: {quoted}, weight: {{assumed: 1, because: Nobody knows.}}, goto: stop}}
stop:
  title: {quoted}
  text: [{{scene: {quoted}}}]
  in_short: {quoted}
  ending: freed
""",
        facts=f"known: {{type: flag, start: yes, says: {{yes: {quoted}}},"
        f" dial: {{asks: {quoted}, why: {quoted}, names: {{yes: {quoted}}}}}}}",
        title=words,
        tagline=words,
        content_note=words,
        questions={"facts": words, "power": words, "mechanism": words},
        seat={"roles": ["person", "lawyer"], "name": words, "about": words},
        setting={"place": words, "date": "2012-05-01"},
    )


def letters(words: str) -> str:
    return "".join(words.replace("\\\\", "\\").split())


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_hostile_text_is_shown_as_it_is_on_every_screen(words: str, size: tuple[int, int]) -> None:
    bundle = story(words)
    shown = letters(bundle.story.passages["start"].title.text)
    app = app_with(bundle)
    async with running(app, size):
        screen = app.screen
        assert isinstance(screen, PlayScreen)
        assert shown in letters(screen.painted.plain)
        for key in "scmegkk":
            await press(app, key)
            if not isinstance(app.screen, PlayScreen):
                await press(app, "escape", PlayScreen)
        await take(app, "1")
        assert shown in letters(screen.painted.plain)
        await press(app, "enter")
        await take(app, "2")
        await press(app, "enter", EndingScreen)
        for key in "cme":
            await press(app, key)
            await press(app, "escape", EndingScreen)
        assert isinstance(app.screen, EndingScreen)
        assert letters(app.screen.painted.plain).count(shown) >= 5
        for x in range(0, size[0], 7):  # a click on text does nothing
            await click(app, x, 4)
        assert app.is_running
        assert isinstance(app.screen, EndingScreen)


async def test_hostile_text_on_the_shelf_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    import msgspec

    from game.play import catalogue

    found = catalogue.catalogue()
    story_ = msgspec.structs.replace(found.stories[0], title=HOSTILE[1], tagline=HOSTILE[0], content_note=HOSTILE[2])
    monkeypatch.setattr(
        "game.screens.shelf.kept_catalogue", lambda _extra: msgspec.structs.replace(found, stories=(story_,))
    )
    async with running(app_with()) as app:
        assert isinstance(app.screen, ShelfScreen)
        shelf = app.screen.query_one(MarkedList)
        await until(lambda: bool(shelf.contents), "the folder")
        plain = letters(shelf.contents[0].plain)
        assert all(letters(words) in plain for words in HOSTILE[:3])
        assert "[@click=app.quit]press here[/]" in text(app)


async def test_a_message_with_brackets_is_shown_as_it_is() -> None:
    app = app_with(story("plain"))
    async with app.run_test(notifications=True):
        await until(lambda: isinstance(app.screen, PlayScreen), "the story")
        screen = app.screen
        assert isinstance(screen, PlayScreen)
        screen.tell("[@click=app.quit]no[/] [/i-130]")
        await until(lambda: "[/i-130]" in text(app), "the message")


async def test_a_note_with_brackets_is_kept_and_shown_as_it_is() -> None:
    async with running(app_with(story("plain"))) as app:
        assert app.last is not None
        app.last.set_note("[/i-130] [@click=app.quit]")
        await press(app, "c")
        await press(app, "end")
        assert "[/i-130] [@click=app.quit]" in text(app)


@pytest.mark.parametrize("control", ["\x1b[2J", "\x07", "\x9b31m", "\u202e"])
def test_control_characters_never_come_as_far_as_a_screen(control: str) -> None:
    from game.reading.fault import Faults

    with pytest.raises(Faults):
        tell("start: {ending: freed}", title=f"before{control}after")
