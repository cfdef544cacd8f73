"""Characters that may stand in no text: they would steer a terminal, hide, or have no fixed width."""

from __future__ import annotations

import re

# Terminal codes and other controls; what is zero-width, changes the direction, or looks like a space and is none; half
# pairs, which are no characters at all. Tab, line feed and carriage return are left to YAML.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
# Emoji, whose width differs from terminal to terminal: the blocks of pictures, and the older signs that are drawn as
# pictures unless a text asks otherwise (Emoji_Presentation in Unicode's emoji-data.txt).
_EMOJI = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be"
    "\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757"
    "\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff"
)


def unsafe_in(text: str) -> re.Match[str] | None:
    """Return the first character of a text that no text may have, or None."""
    return re.search(f"[{_HIDDEN}{_EMOJI}]", text)


def without_unsafe(text: str) -> str:
    """Return a text without the characters that no text may have."""
    return re.sub(f"[{_HIDDEN}{_EMOJI}]", "", text)


def is_emoji(character: str) -> bool:
    """Tell whether a character is drawn as a picture."""
    return re.match(f"[{_EMOJI}]", character) is not None


def printable(text: str) -> str:
    """Return a text as one line on which no terminal acts: controls, hidden characters and line ends as escapes."""
    return re.sub(f"[{_HIDDEN}\t\n\r]", lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
