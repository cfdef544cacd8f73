from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.command import CommandPalette

import game.screens
from game.play.settings import Settings
from game.screens.app import NoticeApp
from game.screens.drive import until
from game.screens.reader import ReaderScreen
from game.screens.themes import ANSI, DARK, LIGHT
from tests.making import yard
from tests.screens.acting import app_with, press, quiet, running

BACKGROUNDS = ("background", "surface", "panel")
#: Text by the contrast that it needs: what is read at length, what is small or a sign, and what only separates.
NEEDED = {
    "foreground": 7.0,
    "text-muted": 4.5,
    "text-disabled": 4.5,
    "accent": 4.5,
    "warning": 4.5,
    "primary": 3.0,
    "border": 3.0,
    "border-blurred": 3.0,
    "scrollbar": 3.0,
}


def colours(name: str) -> dict[str, str]:
    app = NoticeApp(settings=Settings(theme=name))  # type: ignore[arg-type]
    return app.get_css_variables()


def contrast(one: str, other: str) -> float:
    def light(colour: Color) -> float:
        parts = [part / 255 for part in colour.rgb]
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(Color.parse(one)), light(Color.parse(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("token", NEEDED)
def test_every_pair_of_colours_reaches_its_contrast(theme: str, background: str, token: str) -> None:
    palette = colours(theme)
    assert contrast(palette[token], palette[background]) >= NEEDED[token]


def test_a_selection_can_be_read() -> None:
    for theme in ("dark", "light"):
        palette = colours(theme)
        assert contrast(palette["screen-selection-foreground"], palette["screen-selection-background"]) >= 4.5


@pytest.mark.parametrize("key", ["", "g"])
async def test_a_selection_shows_without_colours(key: str) -> None:
    async with running(app_with(yard(), theme="ansi")) as app:
        if key:
            await press(app, key, ReaderScreen)
        app.screen.text_select_all()
        await quiet(app)
        assert ("Term" if key else "Scene") in drawn_in(app, "reverse")


async def test_the_marked_command_shows_without_colours() -> None:
    async with running(app_with(yard(), theme="ansi")) as app:
        await press(app, "colon", CommandPalette)
        await until(lambda: "Read on" in drawn_in(app, "underline"), "the marked command")


def drawn_in(app: NoticeApp, style: str) -> str:
    """Return what is drawn in a style."""
    strips = app.screen._compositor.render_strips()
    return "".join(part.text for strip in strips for part in strip if part.style and getattr(part.style, style))


def test_the_screens_use_no_colour_that_is_not_measured() -> None:
    """A colour in a style or a stylesheet is a token that is measured above, on a background that is measured above."""
    folder = Path(game.screens.__file__).parent
    used = set()
    for file in folder.rglob("*.py"):
        if file.name != "themes.py":
            source = file.read_text(encoding="utf-8")
            used |= set(re.findall(r"\$([a-z][a-z-]*)", source))
            assert not re.search(r"#[0-9a-f]{6}", source), f"{file.name} has a colour of its own"
    assert used <= {*NEEDED, *BACKGROUNDS}


def test_no_text_rests_on_italics() -> None:
    for file in Path(game.screens.__file__).parent.rglob("*.py"):
        assert "italic" not in file.read_text(encoding="utf-8")


def test_the_third_theme_names_no_colour_at_all() -> None:
    named = [ANSI.primary, ANSI.accent, ANSI.foreground, ANSI.background, ANSI.panel, ANSI.warning]
    assert set(named) == {"ansi_default"}
    assert ANSI.ansi
    assert DARK.dark
    assert not LIGHT.dark


def test_no_color_takes_the_theme_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = NoticeApp(settings=Settings(theme="light"))
    assert app.theme == ANSI.name
    assert app.native_ansi_color


def test_nothing_moves() -> None:
    assert NoticeApp(settings=Settings()).animation_level == "none"
