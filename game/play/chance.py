"""Chance: one generator, written down here and held by test vectors, so that a seed means the same story everywhere.

The n-th draw of a playthrough is the n-th output of SplitMix64 (Steele, Lea and Flood, *Fast splittable pseudorandom
number generators*, OOPSLA 2014) started from the seed. The draw is a 64-bit whole number ``u``; the outcome is the one
in whose share ``floor(u * total / 2**64)`` falls, with whole-number weights in the author's order. No floating point
takes part. The error against exact shares is below ``total / 2**64``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from fractions import Fraction
from math import lcm

_MASK = (1 << 64) - 1


def fresh_seed() -> int:
    """Return a seed that nobody chose, below 2**48."""
    return int.from_bytes(os.urandom(6))


def draw(seed: int, number: int) -> int:
    """Return the draw of a seed, counted from 0, as a whole number below 2**64."""
    z = (seed + (number + 1) * 0x9E3779B97F4A7C15) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


def pick(weights: Sequence[Fraction], seed: int, number: int) -> int:
    """Return the index of the outcome that a draw falls on. Weights are positive, at least one of them."""
    scale = lcm(*(weight.denominator for weight in weights))
    shares = [int(weight * scale) for weight in weights]
    point = (draw(seed, number) * sum(shares)) >> 64
    for index, share in enumerate(shares):
        if point < share:
            return index
        point -= share
    raise AssertionError("a draw lies below the total of the weights")
