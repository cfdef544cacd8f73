"""The plain front end: line by line, for screen readers, pipes and tests."""

from game.plain.prompt import WORDS, Prompt

__all__ = ["WORDS", "Prompt"]
