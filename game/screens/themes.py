"""Two themes of our own. Every pair of text and background that the screens use reaches 4.5:1, running text 7:1."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="nta-dark",
    dark=True,
    primary="#7fb4ff",
    secondary="#9cc4ff",
    accent="#ffcf70",
    foreground="#ececec",
    background="#11151a",
    surface="#171c22",
    panel="#232a32",
    warning="#ffa98a",
    error="#ff9c9c",
    success="#8fd6a3",
    variables={"text-muted": "#b3bcc6", "text-disabled": "#b3bcc6", "border": "#8793a1", "border-blurred": "#6b7683"},
)
LIGHT = Theme(
    name="nta-light",
    dark=False,
    primary="#0b4f9c",
    secondary="#0f3f78",
    accent="#7a3b00",
    foreground="#1b1b1b",
    background="#fbf9f4",
    surface="#f4f1ea",
    panel="#e8e3d8",
    warning="#8c2f0d",
    error="#8e1b1b",
    success="#1c5c31",
    variables={"text-muted": "#4c4843", "text-disabled": "#4c4843", "border": "#716a60", "border-blurred": "#8a8378"},
)
THEMES = (DARK, LIGHT)
