"""Keeping real names out of invented text, without keeping a list of the names.

A profile stores digests of the names that its case made public. The checker digests every word, and every two
neighboring words, of a text and compares. So the names are guarded, and the repository does not spread them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TARGET = re.compile(r"\]\([^()\s]*\)")


def digest(name: str) -> str:
    """Return the digest of a name; case and spacing do not matter."""
    return hashlib.blake2b(" ".join(name.casefold().split()).encode(), digest_size=8).hexdigest()


def guarded_names(text: str, digests: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the offset and the words of every guarded name in a text; a possessive counts as the name."""
    shown = _TARGET.sub(
        lambda target: "]" + " " * (len(target.group()) - 1), text
    )  # what a link points to is not shown
    words = [(match.start(), re.sub(r"['’]s$", "", match.group())) for match in _WORD.finditer(shown)]
    for index, (start, word) in enumerate(words):
        if digest(word) in digests:
            yield start, word
        elif index + 1 < len(words):
            pair = f"{word} {words[index + 1][1]}"
            if digest(pair) in digests:
                yield start, pair
