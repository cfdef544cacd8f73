"""A story is proved on every day on which it can be replayed, and can be replayed on no other."""

from __future__ import annotations

import datetime
from copy import copy
from pathlib import Path

import msgspec
import pytest

from game.graph.check import check_story_folder
from game.graph.days import rules_days
from game.library.load import LoadedLibrary
from game.library.model import InForce, Suspended
from game.play.bundle import Bundle, exhibits_asked_about, fork_evidence
from game.play.catalogue import open_folder
from game.play.code import path_code, play_from_code
from game.play.moves import Start
from game.play.playthrough import Playthrough, make_start, rules_date
from game.play.replayed import replay_spans
from tests.graph.making import choices, ending, passage, story, written
from tests.graph.test_soundness import ends_in, findings
from tests.making import past_texts, yard

STORIES = Path(__file__).parents[2] / "stories"


def with_force(evidence: LoadedLibrary, exhibit: str, span: InForce) -> LoadedLibrary:
    """Return a library in which an exhibit is in force for another time."""
    changed = msgspec.structs.replace(evidence.library.exhibits[exhibit], in_force=span)
    exhibits = {**evidence.library.exhibits, exhibit: changed}
    other = copy(evidence)
    other.library = msgspec.structs.replace(evidence.library, exhibits=exhibits)
    return other


def two_forks(asked: str = "", beside: str = "detainer-rule") -> str:
    """Return a story of two forks; the second has a card, and one way out that may ask for a rule."""
    guard = f"if: in_force('{asked}'), " if asked else ""
    return story(
        passage("first", choices("id: go, goto: desk")),
        passage("desk", choices(f"id: ask, {guard}goto: end").replace("detainer-rule", beside)),
        passage("end", ending()),
        eras="[era-nineteen-factors]",
    ).replace("date: 2011-03-14", "date: 2013-03-14")


def test_a_lock_on_some_days_of_an_era_is_found_with_the_first_of_them(
    tmp_path: Path, small_library: LoadedLibrary
) -> None:
    """The story's own day and the era's are after May 2012, when the rule began."""
    (found,) = findings(two_forks(asked="review-2012"), tmp_path, small_library, "soft-lock")
    assert found.message.endswith("leave one that is always open (under the rules of 17 June 2011)")
    assert found.witness is not None
    assert found.witness.rules == "2011-06-17"
    assert ends_in(found, tmp_path, small_library) == "desk"


def test_a_fork_without_a_card_on_some_days_of_an_era_is_found_with_such_a_day(
    tmp_path: Path, small_library: LoadedLibrary
) -> None:
    pause = Suspended(since="2013-05-01", until="2013-06-01")
    library = with_force(
        small_library, "first-memo", InForce(since="2011-06-17", until="2014-11-20", suspended=(pause,))
    )
    (found,) = findings(two_forks(beside="first-memo"), tmp_path, library, "fork-evidence")
    assert "'desk' shows no exhibit under the rules of 1 May 2013" in found.message
    assert found.witness is not None
    assert found.witness.rules == "2013-05-01"
    assert ends_in(found, tmp_path, library) == "desk"


def test_cards_alone_need_no_further_graph(tmp_path: Path, small_library: LoadedLibrary) -> None:
    library = with_force(small_library, "first-memo", InForce(since="2013-05-01"))
    text = two_forks(beside="first-memo").replace("2013-03-14", "2014-03-14")
    checked = check_story_folder(written(text, tmp_path), library)
    assert [run.rules for run in checked.runs] == ["own", "era-nineteen-factors"]
    assert [found.code for found in checked.findings] == ["fork-evidence"]


def test_what_can_be_taken_on_some_days_only_is_no_finding(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = two_forks().replace(
        "id: ask,", "id: early, if: not in_force('review-2012'), goto: end}\n      - {label: Take it, id: ask,"
    )
    checked = check_story_folder(written(text, tmp_path), small_library)
    assert checked.findings == ()
    assert [run.rules for run in checked.runs] == ["own", "era-nineteen-factors", "era-nineteen-factors 2011-06-17"]


@pytest.mark.parametrize("name", ["seventeen-years", "the-cart", "twenty-seven-years"])
def test_every_day_of_the_eras_is_like_one_that_is_proved(name: str) -> None:
    bundle = open_folder(STORIES / name)
    asked, beside = sorted(exhibits_asked_about(bundle.story)), sorted(fork_evidence(bundle.story))

    def in_force(names: list[str], day: datetime.date) -> tuple[bool, ...]:
        return tuple(bundle.exhibits[one].in_force.status(day) == "in force" for one in names)

    proved = set()
    for one in rules_days(bundle)[1:]:
        assert one.ground.rules_date is not None
        for day in (one.ground.rules_date, *one.alike):
            assert in_force(asked, day) == in_force(asked, one.ground.rules_date)
            proved.add((in_force(asked, day), in_force(beside, day)))
    for start, end in replay_spans(bundle):
        for day in (start + datetime.timedelta(days=count) for count in range(0, (end - start).days, 13)):
            assert (in_force(asked, day), in_force(beside, day)) in proved, day


def naming(*eras: str) -> Bundle:
    """Return the story of the yard as one that names some eras only."""
    bundle = yard()
    rules = msgspec.structs.replace(bundle.story.rules, eras=eras)
    return msgspec.structs.replace(bundle, story=msgspec.structs.replace(bundle.story, rules=rules))


@pytest.mark.parametrize("asked", ["2010", "2016", "2017-02-19", "2011-06-16", "era-three-ranks", "3000", "1066"])
def test_a_day_outside_the_eras_of_a_story_is_refused_with_when_it_can_be_replayed(asked: str) -> None:
    with pytest.raises(ValueError, match=r"under the rules of any day from 17 June 2011 to 19 November 2014, or from 20"
                       " February 2017 to 31 July 2026, and not under those of "):  # fmt: skip
        make_start(naming("era-nineteen-factors", "era-no-ranks"), asked)


@pytest.mark.parametrize("asked", ["2012", "2018", "2011-06-17", "2014-11-19", "2026-07-31", "era-no-ranks"])
def test_a_day_or_a_year_in_an_era_of_a_story_is_taken(asked: str) -> None:
    bundle = naming("era-nineteen-factors", "era-no-ranks")
    assert make_start(bundle, asked).rules == rules_date(asked, bundle).isoformat()


def test_a_story_that_names_no_era_has_its_own_rules_only() -> None:
    with pytest.raises(ValueError, match="names no era, so it can be played under its own rules only"):
        make_start(naming(), "2018")


def test_a_path_code_of_a_day_that_is_not_offered_any_more_goes_on() -> None:
    bundle = naming("era-nineteen-factors")
    play = past_texts(Playthrough(bundle, Start(rules="2016-03-01", label="2016-03-01")))
    assert play_from_code(path_code(play), bundle).start.rules == "2016-03-01"
