"""Every code of a fault has a failing example in ``tests/faults/``.

An example is a folder with the name of its code. What is in it is laid over the story of the desk
(``tests/story/the-desk``), and what is in its ``library/`` over the small library (``tests/library/small``).
``expect.txt`` holds the faults that this must show, one a line, as ``file:line:column: code``. A new code needs a new
folder, and nothing here.
"""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest

from game.commands.check import _stale
from game.graph.check import check_story_folder
from game.library.load import LoadedLibrary, load_library
from game.play.bundle import make_bundle
from game.reading import CODES, Faults
from game.story.load import load_story
from game.walk.runner import run_walk
from game.walk.script import load_walk

TESTS = Path(__file__).parent.parent
FAULTS = TESTS / "faults"
EXAMPLES = sorted(folder.name for folder in FAULTS.iterdir() if folder.is_dir())
TODAY = datetime.date(2026, 7, 1)
OLDEST = datetime.date(2010, 1, 1)  #: the limit of ``nta check --stale`` here: older evidence is reported

#: How often the last line of an example is repeated, so that the repository need not hold a big file.
GROWN = {"file-too-big": 42_000, "yaml-too-many": 100_000, "yaml-too-long": 200}
#: What a message says after its fault: what to do.
ADVICE = re.compile(
    r"[;:,] (?:so |or )?(?:if [^;]*, )?(?:did you mean|links start with|(?:add|bound|change|check|compare|declare|"
    r"give|join|keep|leave|link|lead|look|make|mend|name|save|say|shorten|split|take|use|widen|write)\b)"
    r"|\bshould start on\b"
)
#: Codes whose messages compare a walk with what its author expects of it, and leave it there.
COMPARING = {"walk-step", "walk-expect", "promise-broken"}


@pytest.fixture
def found(request: pytest.FixtureRequest, tmp_path: Path) -> list[tuple[str, str]]:
    """What an example shows, as (``file:line:column: code``, message)."""
    code = request.param
    story, library = tmp_path / "the-desk", tmp_path / "the-desk" / "library"
    shutil.copytree(TESTS / "story" / "the-desk", story)
    shutil.copytree(TESTS / "library" / "small", library)
    for file in sorted((FAULTS / code).rglob("*.*")):
        target = story / file.relative_to(FAULTS / code)
        if file.is_dir() or file.name == "expect.txt":
            continue
        if target.parent.is_file():  # an example in which a folder stands where a file should be
            target.parent.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        if code in GROWN:
            *head, last = target.read_text().splitlines(keepends=True)
            target.write_text("".join(head) + last * GROWN[code])
    shown = [(fault.place, fault.code, fault.message) for fault in look(story, library)]
    return [(f"{place}: {code}".removeprefix(f"{story}/"), message) for place, code, message in sorted(shown)]


def look(story: Path, library: Path) -> list:
    """Return the faults of a library, a story and its walkthroughs, each only when what it rests on is sound."""
    try:
        evidence = load_library(library)
        loaded = load_story(story, evidence)
    except Faults as faults:
        return list(faults.faults)
    bundle = make_bundle(loaded.story, evidence.library)
    walked = [fault for walk in story.glob("*.walk.yaml") for fault in run_walk(load_walk(walk), bundle, TODAY).faults]
    return [*walked, *check_story_folder(story, evidence, budget=5_000).findings, *_stale(evidence, OLDEST)]


@pytest.mark.parametrize(("found", "code"), [(code, code) for code in EXAMPLES], ids=EXAMPLES, indirect=["found"])
def test_an_example_shows_exactly_the_faults_that_it_marks(found: list[tuple[str, str]], code: str) -> None:
    expected = (FAULTS / code / "expect.txt").read_text().splitlines()
    assert expected
    assert [place for place, _ in found] == expected
    assert all(line.endswith(f": {code}") for line in expected)
    for place, message in found:
        assert "\n" not in message, f"{place} is told in more than one line"
        assert code in COMPARING or ADVICE.search(message), f"{place} does not say what to do: {message}"


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    assert set(EXAMPLES) == set(CODES)


def test_what_the_examples_are_laid_over_is_sound(small_library: LoadedLibrary) -> None:
    assert check_story_folder(TESTS / "story" / "the-desk", small_library).findings == ()


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_code_explains_itself_in_one_line(code: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert CODES[code].strip()
    assert "\n" not in CODES[code]
