"""Numbers in texts: finding them, and telling whether words say a figure's value.

A text that states facts may state a number only through a figure link, and the words of the link must say the figure's
value. Years, dates, and the numbers in the names of laws, forms and rooms are names and not counts, so they stay free.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

_SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_WORDS = _SMALL | _TENS | _SCALES
_WORD = "(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LONGEST = 40  #: characters of a number in digits
_NUMBER = re.compile(
    rf"(?P<digits>{_DIGITS})(?:[ -](?P<scale>hundred|thousand|million|billion)\b)?"
    rf"|\b(?:a (?=hundred|thousand|million))?(?P<words>{_WORD}(?:[ -](?:and )?{_WORD})*)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(
    rf"(?<!\d)(?<!\d,)(?P<part>{_DIGITS}|{_WORD}) (?:in|of|out of) (?:every )?(?P<whole>{_DIGITS}|a hundred|{_WORD})\b",
    re.I,
)

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
# Names that hold digits: dates, laws, forms, courts, rooms.
_NAMES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d{{3}})"
    r"|\b(?:1[89]|20)\d\d(?:s|-\d\d(?:\d\d)?)?\b"  # years, decades, spans of years
    r"|\b\d+[A-Za-z]*(?:\([A-Za-z0-9]+\))+"  # 236(a), 240A(b)(1)
    r"|\b[A-Z][A-Za-z]*-\d+[A-Z]?(?:-\d+)?\b"  # I-862, B-18, EOIR-33
    r"|(?:\b(?:sections?|Forms?|form|INA|CFR|C\.F\.R\.|U\.?S\.?C\.?|SB|AB|Titles?|Art(?:icle|\.)|Amendment|Proposition|Part|"
    r"Orders?|Rule|Bill|No\.|Number|Dec\.|F\.[23]d|F\.4th|S\. ?Ct\.|Stat\.|Reg\.|Room|Level|Class|Title|Law|chapter|EO)|§§?)"
    r" ?\d[\w.:()/-]*"
    r"|\b\d+ (?:U\.?S\.?C\.?|C\.?F\.?R\.?|I&N|F\.[23]d|F\.4th|U\.S\.|S\. ?Ct\.|Fed\. Reg\.|Stat\.)(?: (?:Dec\. |app\. )?[\d.]+)?"
    r"|\b\d+(?:st|nd|rd|th)\b"
    r"|\b\d+[A-Z]\b",  # 240A
)
_UNITS = r"(?:percent|per cent|days?|hours?|weeks?|months?|years?|minutes?|dollars?|miles?|feet|in (?:a hundred|ten|four|three))"
_SMALL_WITH_UNIT = re.compile(rf"\b(?:one|two|three|four|five|six|seven|eight|nine)[ -]{_UNITS}\b", re.IGNORECASE)
_ALWAYS_FREE = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "zero"})


def value_of(text: str) -> Fraction:
    """Return the number that ``1,500``, ``1.5``, ``forty-eight`` or ``two hundred`` says. Raises ``ValueError``."""
    text = text.lower().strip()
    if text[:1].isdigit():
        if len(text) > _LONGEST:
            raise ValueError(f"more than {_LONGEST} digits")
        return Fraction(text.replace(",", ""))
    total = current = 0
    for word in re.split(r"[ -]+", text.replace(" and ", " ").removeprefix("a ")):
        if word not in _WORDS:
            raise ValueError(f"no number: {text}")
        amount = _WORDS[word]
        if amount >= 1000:
            total += max(current, 1) * amount
            current = 0
        elif amount == 100:
            current = max(current, 1) * 100
        else:
            current += amount
    return Fraction(total + current)


def numbers_in(text: str) -> list[Fraction | None]:
    """Return every number that a text says, in digits or in words; ``1 in 100`` counts as 1 percent, once.

    None stands for what looks like a number and has no value: a share of nothing, or digits without end.
    """
    found: list[Fraction | None] = []

    def take_ratio(match: re.Match[str]) -> str:
        part, whole = _value(match["part"]), _value(match["whole"])
        found.append(100 * part / whole if part is not None and whole else None)
        return " "

    rest = _RATIO.sub(take_ratio, text)
    for match in _NUMBER.finditer(rest):
        value = _value(match["digits"] or match["words"])
        scale = _SCALES.get((match["scale"] or "").lower(), 1)
        found.append(value * scale if value is not None else None)
    return found


def _value(text: str) -> Fraction | None:
    try:
        return value_of(text)
    except ValueError:
        return None


def says(text: str, value: int | float | str, wordings: tuple[str, ...]) -> bool:
    """Tell whether a text says a figure's value, as a number or in one of the figure's own wordings."""
    plain = " ".join(text.lower().split())
    if any(" ".join(wording.lower().split()) in plain for wording in wordings):
        return True
    if isinstance(value, str):
        return value.lower() in plain
    found = numbers_in(text)
    return bool(found) and all(number == Fraction(str(value)) for number in found)


def loose_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and words of every number in a text that is a count and not part of a name."""
    masked = _NAMES.sub(lambda match: "·" * len(match.group()), text)
    small = {match.start() for match in _SMALL_WITH_UNIT.finditer(masked)}
    for match in _NUMBER.finditer(masked):
        if match["words"] and match["words"].lower() in _ALWAYS_FREE and match.start() not in small:
            continue
        yield match.start(), match.group().strip()
