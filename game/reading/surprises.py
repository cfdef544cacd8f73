"""Words that some readers of YAML take for something else than they look like, when nothing quotes them."""

from __future__ import annotations

import re

# What readers of YAML 1.1 take for something other than the word that was typed.
_SURPRISES: tuple[tuple[str, str], ...] = (
    (r"(?i)(y|n|yes|no|on|off|true|false)", "a yes or no"),
    (r"(?i)(~|null|)", "nothing at all"),
    (r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?", "a number counted in sixties"),
    (r"[-+]?0[0-7_]+", "an octal number"),
    (r"[-+]?0[xb][0-9a-fA-F_]+", "a number in another base"),
    (r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?", "a date"),
    (r"[-+]?([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?", "a number"),
    (r"(?i)[-+]?\.(inf|nan)", "a number"),
)


def surprise(text: str) -> str | None:
    """Return what some readers of YAML take an unquoted ``text`` for, or None when none of them is misled by it."""
    for pattern, what in _SURPRISES:
        if re.fullmatch(pattern, text):
            return what
    return None
