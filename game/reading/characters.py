"""Characters that may stand in no text: they would steer a terminal, hide, or have no fixed width."""

from __future__ import annotations

import re

# Terminal codes, other controls, zero-width and direction-changing characters, and emoji, whose width differs
# from terminal to terminal. Tab, line feed and carriage return are left to YAML.
UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U0001f000-\U0001faff\U000e0000-\U000e0fff]"
)
