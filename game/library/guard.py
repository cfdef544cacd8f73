"""Keeping real names out of invented text, without keeping a list of the names.

A profile stores digests of the names that its case made public. The checker digests every word, and every two
neighbouring words, of a text and compares. So the names are guarded, and the repository does not spread them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def digest(name: str) -> str:
    """Return the digest of a name; case and spacing do not matter."""
    return hashlib.blake2b(" ".join(name.casefold().split()).encode(), digest_size=8).hexdigest()


def guarded_names(text: str, digests: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the offset and the words of every guarded name in a text."""
    words = list(_WORD.finditer(text))
    for index, match in enumerate(words):
        if digest(match.group()) in digests:
            yield match.start(), match.group()
        elif index + 1 < len(words):
            pair = f"{match.group()} {words[index + 1].group()}"
            if digest(pair) in digests:
                yield match.start(), pair
