"""Loading a story from one file or several: what may be spread, what may not, and where everything stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from game.library.load import LoadedLibrary
from game.library.model import Library
from game.reading import Fault, Report
from game.story.load import load_story, read_story, story_files

DESK = Path(__file__).parent / "the-desk"
FaultsOf = Callable[..., list[Fault]]
Lay = Callable[[Mapping[str, str]], Path]

WINDOW = """\
passages:
  the-window:
    title: The window
    stage: booking
    in_short: A window.
    text:
      - scene: It is shut.
    next: [{goto: the-door}]
"""


def told(faults: list[Fault], folder: Path) -> list[str]:
    return [str(fault).replace(f"{folder}/", "") for fault in faults]


def test_a_story_of_several_files_is_one_story(lay_desk: Lay, small_library: LoadedLibrary) -> None:
    loaded = load_story(lay_desk({"window.yaml": WINDOW}), small_library)
    assert list(loaded.story.passages) == ["the-door", "the-bus", "the-counter", "the-officer", "the-window"]
    assert set(loaded.story.facts) == {"signed", "counsel", "asked"}
    assert [passage.fork for passage in loaded.story.passages.values()] == [None, None, "own", "other", None]
    assert loaded.story.words() == 85


def test_a_story_in_one_file_is_the_same_story(lay_desk: Lay, small_library: LoadedLibrary, tmp_path: Path) -> None:
    folder = lay_desk({})
    parts = [(folder / name).read_text() for name in ("story.yaml", "facts.yaml", "endings.yaml", "passages.yaml")]
    parts[3] = parts[3].removeprefix("passages:\n")
    single = tmp_path / "one.yaml"
    single.write_text("".join(parts))
    assert load_story(single, small_library).story == load_story(folder, small_library).story


def test_a_library_will_do_without_its_places(lay_desk: Lay, small_library: LoadedLibrary) -> None:
    library = small_library.library
    assert isinstance(library, Library)
    assert load_story(lay_desk({}), library).story.story == "the-desk"


def test_story_yaml_is_read_first_and_walkthroughs_are_no_part_of_the_story(lay_desk: Lay) -> None:
    folder = lay_desk(
        {"aaa.yaml": WINDOW, "first.walk.yaml": "walkthrough: first", "notes.txt": "", "walks/x.yaml": ""}
    )
    names = [path.name for path in story_files(folder)]
    assert names == ["story.yaml", "aaa.yaml", "endings.yaml", "facts.yaml", "passages.yaml"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            WINDOW.replace("the-window", "the-door"),
            "passages.yaml:2:3: duplicate-id: 'the-door' stands at endings.yaml:2:3 already; rename one",
        ),
        (
            "facts:\n  asked: {type: flag, start: no}\n",
            "passages.yaml:2:3: duplicate-id: 'asked' stands at facts.yaml:7:3 already; rename one",
        ),
        (
            "outcomes:\n  freed: freed again\n",
            "passages.yaml:2:3: duplicate-id: 'freed' stands at story.yaml:18:3 already; rename one",
        ),
    ],
)
def test_an_id_that_two_files_share_is_told_with_the_place_of_the_first(
    text: str, message: str, lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf
) -> None:
    folder = lay_desk({"passages.yaml": text})
    assert message in told(faults_of(load_story, folder, small_library), folder)


@pytest.mark.parametrize("key", ["title: x", "start: the-door", "minutes: 3", "questions: {}", "unheard: x"])
def test_what_may_not_be_spread_belongs_in_story_yaml(
    key: str, lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf
) -> None:
    folder = lay_desk({"more.yaml": f"{key}\n"})
    name = key.partition(":")[0]
    assert told(faults_of(load_story, folder, small_library), folder) == [
        f"more.yaml:1:1: unknown-key: '{name}' belongs in story.yaml; only passages, facts, outcomes "
        "may stand in further files"
    ]


def test_a_copy_of_the_story_beside_it_is_one_fault(
    lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf
) -> None:
    copy = (DESK / "story.yaml").read_text(encoding="utf-8")
    folder = lay_desk({"story (copy).yaml": copy})
    assert told(faults_of(load_story, folder, small_library), folder) == [
        "story (copy).yaml:2:1: unknown-key: a second story in this folder; "
        "take this file out, or give it a folder of its own"
    ]


@pytest.mark.parametrize("name", ["court.yml", "court.YAML", "court.Yml", "a.walk.yml"])
def test_a_file_that_would_be_passed_over_is_told(
    name: str, lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf
) -> None:
    folder = lay_desk({name: "passages: {}\n"})
    better = name.rpartition(".")[0] + ".yaml"
    assert told(faults_of(load_story, folder, small_library), folder) == [
        f"{name}:1:1: file-name: the names of files end in .yaml, so this one is passed over; name it {better!r}"
    ]


def test_a_list_is_no_file_of_a_story(lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf) -> None:
    folder = lay_desk({"more.yaml": "- a\n"})
    (fault,) = faults_of(load_story, folder, small_library)
    assert (fault.code, fault.place.line) == ("wrong-type", 1)


def test_a_folder_without_a_story_is_told_by_the_file_that_is_missing(
    tmp_path: Path, small_library: LoadedLibrary, faults_of: FaultsOf
) -> None:
    (fault,) = faults_of(load_story, tmp_path, small_library)
    assert (fault.code, fault.place.file) == ("file-unreadable", str(tmp_path / "story.yaml"))


def test_the_place_of_a_value_is_found_by_its_path_or_by_what_is_above_it(
    lay_desk: Lay, small_library: LoadedLibrary
) -> None:
    folder = lay_desk({})
    loaded = load_story(folder, small_library)

    def at(*steps: str) -> str:
        return str(loaded.place(*steps)).removeprefix(f"{folder}/")

    assert at("passages", "the-counter") == "passages.yaml:2:3"
    assert at("passages", "the-counter", "choices", "ask", "goto") == "passages.yaml:14:95"
    assert at("passages", "the-counter", "choices", "wait", "barred", "0") == "passages.yaml:18:13"
    assert at("passages", "the-counter", "choices", "wait", "set") == "passages.yaml:15:9"
    assert at("passages", "the-officer", "outcomes", "let-go", "because") == "passages.yaml:34:18"
    assert at("facts", "asked") == "facts.yaml:7:3"
    assert at("start") == "story.yaml:20:8"
    assert str(loaded.place("nothing", "here")) == f"{folder}:1:1"


def test_a_story_with_faults_is_read_as_far_as_it_can_be(lay_desk: Lay, small_library: LoadedLibrary) -> None:
    report = Report()
    folder = lay_desk({"window.yaml": WINDOW.replace("goto: the-door", "goto: nowhere")})
    loaded = read_story(folder, small_library, report)
    assert "the-window" in loaded.story.passages
    assert [fault.code for fault in report.faults] == ["unknown-name"]


def test_what_cannot_be_read_is_not_missed_elsewhere(
    lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf
) -> None:
    story = (DESK / "story.yaml").read_text(encoding="utf-8")
    more = "promises:\n  - always: {before: the-door, passage: the-bus}\n"
    folder = lay_desk({"story.yaml": story.replace("  freed: freed for now", "  freed: no") + more})
    for name in folder.glob("*.yaml"):
        text = name.read_text(encoding="utf-8")
        name.write_text(text.replace("  the-bus:\n    title:", "  the-bus:\n    titel:"), encoding="utf-8")
    assert [fault.code for fault in faults_of(load_story, folder, small_library)] == ["unknown-key", "yaml-surprise"]


def test_the_seat_has_the_first_name_of_no_reported_person(
    lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf
) -> None:
    story = (DESK / "story.yaml").read_text(encoding="utf-8")
    for name, codes in (("o.", ["real-name"]), ("O. X.", ["real-name"]), ("Olga", [])):
        folder = lay_desk({"story.yaml": story.replace("name: Ines", f"name: {name}")})
        assert [fault.code for fault in faults_of(load_story, folder, small_library)] == codes
        shutil.rmtree(folder)


def test_the_names_that_profiles_guard_are_guarded_in_every_invented_part(
    lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf
) -> None:
    name = "Ofelia Quint"
    story = (lay_desk({}) / "story.yaml").read_text()
    assert "name: Ines" in story
    folder = lay_desk(
        {
            "story.yaml": story.replace("title: The Desk", f"title: {name}")
            .replace("name: Ines", f"name: {name}")
            .replace("about: Sells", f"about: Like {name} sells")
            .replace("tagline: A form", f"tagline: A form for {name}"),
            "window.yaml": WINDOW.replace("title: The", f"title: {name} at the")
            .replace("in_short: A", f"in_short: {name} and a")
            .replace("It is", f"{name}! It is"),
        }
    )
    found = told(faults_of(load_story, folder, small_library), folder)
    assert [line.split(": ")[0] for line in found] == [
        "story.yaml:3:8",
        "story.yaml:4:21",
        "story.yaml:6:39",
        "story.yaml:6:65",
        "window.yaml:3:12",
        "window.yaml:5:15",
        "window.yaml:7:16",
    ]
    assert all(": real-name: " in line for line in found)
