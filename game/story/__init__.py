"""Stories: what an author writes, read and checked."""

from game.story.model import STAGES, Choice, Ending, Outcome, Passage, Stage, Story

__all__ = ["STAGES", "Choice", "Ending", "Outcome", "Passage", "Stage", "Story"]
