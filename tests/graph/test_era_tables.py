"""The tables of eras beside the stories are what the program writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.commands.eras import era_table
from game.graph.replays import era_rows
from game.play.catalogue import open_folder

STORIES = sorted(path.parent for path in (Path(__file__).parents[2] / "stories").glob("*/story.yaml"))


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_the_table_of_eras_is_up_to_date(folder: Path) -> None:
    assert (folder / "eras.md").read_text(encoding="utf-8") == era_table(open_folder(folder))


def test_the_cart_can_be_replayed_under_six_eras_and_four_of_its_forks_come_out_differently() -> None:
    rows = era_rows(open_folder(STORIES[0].parent / "the-cart"))
    assert len(rows) >= 6
    assert len({difference.passage for row in rows for difference in row.differs or ()}) >= 4
