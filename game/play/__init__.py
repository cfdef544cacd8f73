"""Play: a run through a story, and what a reader may see of it."""

from game.play.bundle import Bundle, make_bundle
from game.play.card import Card
from game.play.catalogue import Catalogue, UnknownStoryError, catalogue, open_story
from game.play.debrief import Debrief
from game.play.playthrough import Move, Playthrough, Start, make_start
from game.play.saves import SavedGame, SaveError, Saves
from game.play.step import MoveError, StoryError
from game.play.view import BlockView, ForkView, Met, OptionView, View, make_view

__all__ = [
    "BlockView",
    "Bundle",
    "Card",
    "Catalogue",
    "Debrief",
    "ForkView",
    "Met",
    "Move",
    "MoveError",
    "OptionView",
    "Playthrough",
    "SaveError",
    "SavedGame",
    "Saves",
    "Start",
    "StoryError",
    "UnknownStoryError",
    "View",
    "catalogue",
    "make_bundle",
    "make_start",
    "make_view",
    "open_story",
]
