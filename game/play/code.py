"""Path codes: a playthrough in a few letters, to write on a card or read over a table.

A code holds how the playthrough began and every decision in it. Each is a digit in a number of mixed radix, with the
options of the fork as its base, and the number is written in Crockford's base 32 (https://www.crockford.com/base32.html),
which has no I, L, O or U. Because a digit counts options in the author's order, the code begins with a fingerprint of
the story: an edited story refuses an old code instead of telling another tale.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from hashlib import blake2b

from game.play.bundle import Bundle
from game.play.moves import Start
from game.play.playthrough import Playthrough, rules_date
from game.play.step import MoveError, StoryError
from game.story.model import Story
from game.story.value import Value

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MOST = 1024  # decisions that a code can hold
_DAYS = 200_000  # days from 1 January of year 1800 that a rules date can lie
_ORIGIN = datetime.date(1800, 1, 1).toordinal()


def path_code(play: Playthrough) -> str:
    """Return the code of a playthrough, such as ``CART-8K2M-0QF7``. What was left to chance is part of it.

    Raises ``ValueError`` for a path with more decisions than a code can hold.
    """
    digits = list(_start_digits(play.bundle, play.start))
    decisions = [step for step in play.steps if step.move.option is not None]
    if len(decisions) >= _MOST:
        raise ValueError(f"a path code holds {_MOST} decisions at most")
    digits.append((len(decisions), _MOST))
    for step in decisions:
        passage = play.ground.passage(step.before)
        names = [option.id for option in passage.options]
        if step.move.choose is not None:
            digits.append((names.index(step.move.choose), len(names)))
        else:
            expected = names.index(step.move.predict) + 1 if step.move.predict else 0
            digits.append((names.index(step.move.happens or ""), len(names)))
            digits.append((expected, len(names) + 1))
    number = 0
    for digit, base in reversed(digits):
        number = number * base + digit
    text = _fingerprint(play.bundle.story) + _base32(number, width=2)
    text += _check(text)
    groups = [text[at : at + 4] for at in range(0, len(text), 4)]
    return "-".join([_prefix(play.bundle.story), *groups])


def play_from_code(code: str, bundle: Bundle) -> Playthrough:
    """Return the playthrough of a code. Raises ``ValueError`` with a sentence for a code that cannot be."""
    parts = code.upper().replace(" ", "").translate(str.maketrans("OIL", "011")).split("-")
    texts = ["".join(parts[1:]), "".join(parts)]  # the word in front is for people and need not be typed
    text = next((one for one in texts if _is_whole(one)), None)
    if text is None:
        raise ValueError(f"'{code}' is not a path code; check each letter")
    if text[:3] != _fingerprint(bundle.story):
        raise ValueError(f"'{code}' is not a code of this story, or the story has changed since it was written")
    number = 0
    for letter in text[3:-1]:
        number = number * 32 + _DIGITS.index(letter)
    reader = _Digits(number)
    try:
        return _played(reader, bundle)
    except (IndexError, MoveError, StoryError) as error:
        raise ValueError(f"'{code}' does not fit this story: {error}") from None


def _played(digits: _Digits, bundle: Bundle) -> Playthrough:
    story = bundle.story
    how = digits.take(len(story.rules.eras) + 2)
    label = None
    if how == len(story.rules.eras) + 1:
        label = datetime.date.fromordinal(_ORIGIN + digits.take(_DAYS)).isoformat()
    elif how:
        label = story.rules.eras[how - 1]
    dials: dict[str, Value] = {}
    for name, fact in story.facts.items():
        if fact.dial:
            values = fact.values()
            value = values[digits.take(len(values))]
            if value != fact.start:
                dials[name] = value
    date = rules_date(label, bundle).isoformat() if label else None
    play = Playthrough(bundle, Start(rules=date, label=label, dials=dials))
    for _ in range(digits.take(_MOST)):
        play.pass_texts()
        names = [option.id for option in play.ground.passage(play.state).options]
        if play.waits_for == "choice":
            play.choose(names[digits.take(len(names))])
        else:
            happens = names[digits.take(len(names))]
            expected = digits.take(len(names) + 1)
            play.predict(names[expected - 1] if expected else None, pin=happens)
    play.pass_texts()
    return play


class _Digits:
    """Takes the digits out of a number, the first one first."""

    def __init__(self, number: int) -> None:
        self.number = number

    def take(self, base: int) -> int:
        if base == 0:
            raise IndexError("it goes on where the story does not")
        self.number, digit = divmod(self.number, base)
        return digit


def _start_digits(bundle: Bundle, start: Start) -> Iterator[tuple[int, int]]:
    eras = bundle.story.rules.eras
    base = len(eras) + 2
    if start.rules is None:
        yield 0, base
    elif start.label in eras:
        yield eras.index(start.label) + 1, base
    else:
        yield len(eras) + 1, base
        yield datetime.date.fromisoformat(start.rules).toordinal() - _ORIGIN, _DAYS
    for name, fact in bundle.story.facts.items():
        if fact.dial:
            values = fact.values()
            yield values.index(start.dials.get(name, fact.start)), len(values)


def _prefix(story: Story) -> str:
    return story.story.rpartition("-")[2].upper()


def _fingerprint(story: Story) -> str:
    """Return three letters that change when forks, options, dials or eras do."""
    parts = [*story.rules.eras]
    parts += [f"{name} {fact.values()}" for name, fact in story.facts.items() if fact.dial]
    parts += [f"{name} {[option.id for option in passage.options]}" for name, passage in sorted(story.passages.items())]
    digest = blake2b("\n".join([story.story, *parts]).encode(), digest_size=2).digest()
    return _base32(int.from_bytes(digest) & 0x7FFF, width=3)


def _is_whole(text: str) -> bool:
    """Tell whether a text has the letters and the check of a code."""
    return len(text) >= 6 and all(letter in _DIGITS for letter in text) and _check(text[:-1]) == text[-1]


def _check(text: str) -> str:
    """Return one letter by which most slips of the pen are found."""
    return _DIGITS[blake2b(text.encode(), digest_size=1).digest()[0] % 32]


def _base32(number: int, width: int = 1) -> str:
    letters = ""
    while number or len(letters) < width:
        number, digit = divmod(number, 32)
        letters = _DIGITS[digit] + letters
    return letters
