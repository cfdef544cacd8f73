"""Small stories for the tests of play, plain, walk and the command line, made of a few lines of YAML."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from game.library.load import LoadedLibrary, load_library
from game.play.bundle import Bundle, make_bundle
from game.play.playthrough import Playthrough, make_start
from game.reading.surprises import surprise
from game.story.load import load_story

HERE = Path(__file__).parent
ROOT = HERE.parent
YARD = HERE / "stories" / "the-yard"
SMALL_LIBRARY = HERE / "library" / "small"

#: The day on which the tests are played.
TODAY = datetime.date(2026, 11, 24)

#: Laid beside the small library: shares to weigh chances by, and a rule that is not yet in force in 2012.
MORE_EVIDENCE = """\
shares:
  kind: statistic
  instrument: statistic
  title: Shares to weigh by
  citation: A table
  made_by: ice
  says: Of all lists, [half](figure:half) are read twice.
  applies_to: lists
  bears_on: [discretion]
  in_force: {from: 2016}
  figures:
    half: {value: 50, unit: percent, as_of: 2016, about: share of lists read twice, words: [half]}
    small: {value: 1.5, unit: percent, as_of: 2016, about: share of lists lost}
    most: {value: 68, unit: percent, as_of: 2016, about: share of lists kept}
  sources: [figures-2012]
  checked: Read the table.
  last_verified: 2026-07
  confidence: medium
"""

_TOP = """\
tagline: A story of a few lines.
drawn_from: [desk-2012]
seat: {roles: [person, lawyer], name: Ines, about: Sells fruit from a cart.}
setting: {place: Los Angeles, date: 2012-05-01}
minutes: 1
content_note: Nothing graphic.
rules: {eras: [era-nineteen-factors, era-three-ranks, era-no-ranks]}
questions: {facts: Which paper, power: Who could have, mechanism: How so}
"""

_OUTCOMES = {"freed": "freed for now", "returned": "gone by signature"}


def lay_library(folder: Path) -> Path:
    """Write the small library with more evidence, and return its folder."""
    shutil.copytree(SMALL_LIBRARY, folder)
    (folder / "exhibits").mkdir()
    (folder / "exhibits" / "more.yaml").write_text(MORE_EVIDENCE, encoding="utf-8")
    return folder


@cache
def evidence() -> LoadedLibrary:
    """Return the small library with more evidence."""
    with TemporaryDirectory() as folder:
        return load_library(lay_library(Path(folder) / "library"))


def lay_story(folder: Path, passages: str, facts: str = "", **top: Any) -> Path:
    """Write a story, and return its folder.

    ``passages`` says of each passage only what matters: a title, a stage, a text, labels and an exhibit behind a fork
    are filled in, and ``ending: freed`` stands for a whole ending. The story starts in the first passage, and is called
    like its folder.
    """
    told: dict[str, dict[str, Any]] = yaml.safe_load(passages)
    keys: dict[str, Any] = yaml.safe_load(_TOP)
    keys |= {"story": folder.name, "title": folder.name.replace("-", " ").capitalize(), "start": next(iter(told))}
    keys |= top
    if facts:
        keys["facts"] = yaml.safe_load(facts)
    keys["passages"] = {name: _whole(name, passage) for name, passage in told.items()}
    endings = [passage["ending"]["outcome"] for passage in keys["passages"].values() if "ending" in passage]
    keys["outcomes"] = {name: _OUTCOMES[name] for name in dict.fromkeys(endings)}
    folder.mkdir(parents=True)
    text = yaml.dump(keys, Dumper=_AsAuthors, sort_keys=False, allow_unicode=True, width=100)
    (folder / "story.yaml").write_text(text, encoding="utf-8")
    return folder


def lay_further_story(folder: Path, passages: str, facts: str = "", **top: Any) -> Path:
    """Write a story that rests on the shipped library, and return its folder; see ``lay_story``."""
    keys = {
        "drawn_from": ["kpcc-2012-vendor"],
        "rules": {"eras": ["era-2011-nineteen-factors", "era-2014-three-ranks"]},
    }
    file = lay_story(folder, passages, facts, **(keys | top)) / "story.yaml"
    text = file.read_text(encoding="utf-8").replace("detainer-rule", "detainer-regulation-287-7")
    file.write_text(text, encoding="utf-8")
    return folder


class _AsAuthors(yaml.SafeDumper):
    """Writes yes and no, and quotes what YAML would take for something else."""


_AsAuthors.add_representer(
    bool, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:bool", "yes" if value else "no")
)
_AsAuthors.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, "'" if surprise(text) else None)
)


def _whole(name: str, passage: dict[str, Any]) -> dict[str, Any]:
    whole: dict[str, Any] = {"title": f"At {name}", "stage": "arrest", "in_short": f"She is at {name}."}
    whole["text"] = [{"scene": f"She stands at {name}."}]
    whole |= passage
    options = [*whole.get("choices", ()), *whole.get("outcomes", ())]
    for option in options:
        option.setdefault("label", f"The way of {option['id']}")
        for bar in option.get("barred", ()):
            bar.setdefault("because", "A [rule](exhibit:detainer-rule) shuts it.")
            bar.setdefault("exhibits", ["detainer-rule"])
    if options:
        whole.setdefault("exhibits", ["detainer-rule"])
    if whole.get("outcomes"):
        whole.setdefault("decides", "ice-officer")
    if isinstance(whole.get("ending"), str):
        whole["ending"] = {
            "outcome": whole["ending"],
            "title": f"The end at {name}",
            "record": "Nothing was reported.",
            "typical": "Nothing was counted.",
            "moved": {},
        }
    return whole


def tell(passages: str, facts: str = "", **top: Any) -> Bundle:
    """Return a story of a few lines with its evidence; see ``lay_story``."""
    with TemporaryDirectory() as folder:
        return read(lay_story(Path(folder) / "a-story", passages, facts, **top))


def read(folder: Path) -> Bundle:
    """Return the story of a folder with its evidence. Raises ``Faults``."""
    return make_bundle(load_story(folder, evidence()).story, evidence().library)


@cache
def yard() -> Bundle:
    """Return the story of the yard."""
    return read(YARD)


def begin(
    bundle: Bundle, *, rules: str | None = None, dials: Mapping[str, bool | int | str] | None = None, seed: int = 0
) -> Playthrough:
    """Return a playthrough at its start."""
    return Playthrough(bundle, make_start(bundle, rules, dials, seed))


def past_texts(play: Playthrough) -> Playthrough:
    """Go on to the next decision or the ending."""
    while play.waits_for == "go":
        play.go_on()
    return play


def take(play: Playthrough, number: int) -> None:
    """Make the move that a number stands for: every number is some move that is open where the playthrough stands."""
    if play.waits_for == "choice":
        options = [shown.choice.id for shown in play.ground.options(play.state) if shown.bar is None]
        play.choose(options[number % len(options)])
    elif play.waits_for == "prediction":
        outcomes = [None, *(outcome.id for outcome in play.ground.passage(play.state).outcomes)]
        play.predict(outcomes[number % len(outcomes)])
    elif play.waits_for == "go":
        play.go_on()
