"""Two themes of our own and one of the terminal's colours.

Every pair of text and background that the screens use reaches 4.5:1, running text 7:1, borders 3:1; a test measures all
of them. The third theme takes the terminal's own sixteen colours and leaves text and background to it.
"""

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
    variables={
        "text-muted": "#b3bcc6",
        "text-disabled": "#b3bcc6",
        "border": "#8793a1",
        "border-blurred": "#8793a1",
        "scrollbar": "#8793a1",
        "scrollbar-hover": "#b3bcc6",
        "scrollbar-active": "#ffcf70",
        "scrollbar-background": "#171c22",
        "scrollbar-background-hover": "#171c22",
        "scrollbar-background-active": "#171c22",
        "screen-selection-background": "#7fb4ff",
        "screen-selection-foreground": "#11151a",
    },
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
    variables={
        "text-muted": "#4c4843",
        "text-disabled": "#4c4843",
        "border": "#716a60",
        "border-blurred": "#716a60",
        "scrollbar": "#716a60",
        "scrollbar-hover": "#4c4843",
        "scrollbar-active": "#7a3b00",
        "scrollbar-background": "#f4f1ea",
        "scrollbar-background-hover": "#f4f1ea",
        "scrollbar-background-active": "#f4f1ea",
        "screen-selection-background": "#0b4f9c",
        "screen-selection-foreground": "#fbf9f4",
    },
)
ANSI = Theme(
    name="nta-ansi",
    ansi=True,
    dark=True,
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    variables={
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        "border": "ansi_default",
        "border-blurred": "ansi_default",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "underline",  # nothing else shows what is marked in the palette
        "screen-selection-background": "ansi_default",
        "screen-selection-foreground": "ansi_default",
    },
)
#: The themes by the word that settings use.
THEMES = {"dark": DARK, "light": LIGHT, "ansi": ANSI}
