"""Plays of the yard: a long one, and what random ones are made of."""

from __future__ import annotations

from hypothesis import strategies as st

from game.play.playthrough import Playthrough
from tests.making import begin, past_texts, yard

SEEDS = st.integers(min_value=0, max_value=2**70)
#: The moves of a play, each as ``take`` makes one.
NUMBERS = st.lists(st.integers(min_value=0, max_value=20), max_size=25)
RULES = st.sampled_from(
    [None, "era-nineteen-factors", "era-three-ranks", "era-no-ranks", "2012", "2013", "2016-02", "2016-02-29", "2026"]
)
DIALS = st.fixed_dictionaries(
    {},
    optional={
        "card": st.booleans(),
        "years": st.integers(min_value=0, max_value=4),
        "counsel": st.sampled_from(["nobody", "lawyer"]),
    },
)


def long_play() -> Playthrough:
    """Return a play under other rules, with two dials turned: choices, predictions that fail and come true, chances."""
    play = past_texts(begin(yard(), rules="2016", dials={"years": 4, "counsel": "lawyer"}, seed=3))
    play.choose("call")
    play.choose("clerk")
    play.predict("closed", pin="kept")
    play.predict(None, pin="moved")
    past_texts(play)
    play.choose("again")
    play.predict("found")
    return play
