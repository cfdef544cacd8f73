"""The full-screen front end, a Textual app. Only the command line imports it."""

from game.screens.app import NoticeApp, run

__all__ = ["NoticeApp", "run"]
