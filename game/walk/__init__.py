"""Walkthroughs: scripted playthroughs that test a story."""

from game.walk.runner import Walked, run_walk, shown_text
from game.walk.script import LoadedWalk, Walkthrough, load_walk

__all__ = ["LoadedWalk", "Walked", "Walkthrough", "load_walk", "run_walk", "shown_text"]
