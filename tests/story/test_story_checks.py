"""What must hold inside a story: a way on, evidence at every fork, promises of one kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from game.library.load import LoadedLibrary
from game.reading import Fault
from game.story.load import load_story

FaultsOf = Callable[..., list[Fault]]
Lay = Callable[[Mapping[str, str]], Path]

HEAD = """\
passages:
  the-counter:
    title: The counter
    stage: booking
    in_short: A form lies on the counter.
    text:
      - scene: The deputy turns the form around.
"""
EXHIBITS = "    exhibits: [detainer-rule]\n"
CHOICES = """\
    choices:
      - {id: sign, label: She signs, goto: the-bus}
      - {id: wait, label: She waits, goto: the-door}
"""
OUTCOMES = """\
    outcomes:
      - {id: kept, label: She is kept, goto: the-bus}
"""
DECIDES = "    decides: ice-officer\n"
NEXT = "    next: [{goto: the-door}]\n"
ENDING = """\
    ending:
      outcome: freed
      title: The counter
      record: It was [reported](profile:desk-2012).
      typical: No [count](exhibit:detainer-rule) was found.
      moved:
        luck: Nobody [asked](exhibit:detainer-rule).
"""


@pytest.fixture
def check(lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf) -> Callable[..., list[str]]:
    """Load the desk with a passage of one's own and return what is wrong with it."""

    def load(passage: str, **files: str) -> list[str]:
        laid = {"passages.yaml": passage} | {f"{name}.yaml": text for name, text in files.items()}
        folder = lay_desk(laid)
        return [str(fault).replace(f"{folder}/", "") for fault in faults_of(load_story, folder, small_library)]

    return load


@pytest.mark.parametrize("way", [EXHIBITS + CHOICES, EXHIBITS + DECIDES + OUTCOMES, NEXT, ENDING])
def test_a_passage_with_one_way_on_is_sound(way: str, check: Callable[..., list[str]]) -> None:
    assert check(HEAD + way) == []


@pytest.mark.parametrize(
    ("ways", "found"),
    [
        ("", "'the-counter' has no way on"),
        (EXHIBITS, "'the-counter' has no way on"),
        ("    choices: []\n", "'the-counter' has no way on"),
        (EXHIBITS + CHOICES + NEXT, "'the-counter' has choices and next"),
        (NEXT + ENDING, "'the-counter' has next and ending"),
        (EXHIBITS + CHOICES + DECIDES + OUTCOMES, "'the-counter' has choices and outcomes"),
        (EXHIBITS + CHOICES + ENDING + NEXT, "'the-counter' has choices and next and ending"),
    ],
)
def test_a_passage_without_a_way_on_or_with_several_is_told(
    ways: str, found: str, check: Callable[..., list[str]]
) -> None:
    advice = "give it exactly one of choices, outcomes, next or ending"
    assert check(HEAD + ways) == [f"passages.yaml:2:3: fork-shape: {found}; {advice}"]


@pytest.mark.parametrize("way", [EXHIBITS + OUTCOMES, EXHIBITS + CHOICES + DECIDES, NEXT + DECIDES])
def test_who_decides_and_what_may_come_of_it_belong_together(way: str, check: Callable[..., list[str]]) -> None:
    assert check(HEAD + way) == [
        "passages.yaml:2:3: fork-shape: 'the-counter' needs both 'decides' and 'outcomes', or neither; "
        "say who decides what"
    ]


def test_the_last_way_on_is_open(check: Callable[..., list[str]]) -> None:
    ways = "    next:\n      - {if: signed, goto: the-bus}\n      - {if: not signed, goto: the-door}\n"
    assert check(HEAD + ways) == [
        "passages.yaml:9:7: fork-shape: the last way on of 'the-counter' has an 'if'; "
        "leave it open, so that there is always a way on"
    ]
    assert check(HEAD + ways.replace("if: not signed, ", "")) == []


def test_a_fork_without_evidence_is_told_and_cards_that_come_after_the_decision_are_none(
    check: Callable[..., list[str]],
) -> None:
    (message,) = check(HEAD + CHOICES)
    assert message.startswith("passages.yaml:2:3: fork-evidence: the fork 'the-counter' shows no exhibit")
    assert check(HEAD + CHOICES.replace("goto: the-bus", "goto: the-bus, exhibits: [detainer-rule]")) == [message]
    assert check(HEAD + EXHIBITS + CHOICES) == []
    (message,) = check(HEAD + DECIDES + OUTCOMES)
    assert "fork-evidence" in message
    assert check(HEAD + DECIDES + OUTCOMES.replace("goto: the-bus", "goto: the-bus, exhibits: [first-memo]")) == [
        message
    ]
    assert check(HEAD + EXHIBITS + DECIDES + OUTCOMES) == []


def test_a_bar_without_evidence_is_told_at_the_bar(check: Callable[..., list[str]]) -> None:
    bars = """\
      - id: leave
        label: She leaves
        barred:
          - {if: signed, because: 'The [form](exhibit:detainer-rule) is signed.', exhibits: [detainer-rule]}
          - {because: 'The door is [shut](exhibit:detainer-rule).', exhibits: []}
        goto: the-door
"""
    assert check(HEAD + EXHIBITS + CHOICES + bars) == [
        "passages.yaml:16:13: fork-evidence: 'leave' is barred without an exhibit; name the rule"
    ]


@pytest.mark.parametrize(("date", "found"), [("2012-05-01", []), ("2012-04-30", ["date-order"])])
def test_no_passage_is_dated_before_its_story_begins(
    date: str, found: list[str], check: Callable[..., list[str]]
) -> None:
    dated = HEAD.replace("stage: booking", f"stage: booking\n    date: {date}")
    assert [line.split(": ")[1] for line in check(dated + NEXT)] == found


@pytest.mark.parametrize(("key", "line"), [("choices", 11), ("outcomes", 12)])
def test_two_options_with_one_id_are_told_at_the_second(key: str, line: int, check: Callable[..., list[str]]) -> None:
    way = CHOICES if key == "choices" else DECIDES + CHOICES.replace("choices", "outcomes")
    assert check(HEAD + EXHIBITS + way.replace("id: wait", "id: sign")) == [
        f"passages.yaml:{line}:9: duplicate-id: 'sign' stands twice in 'the-counter'; give every option its own id"
    ]


def test_the_same_id_may_stand_in_two_passages(check: Callable[..., list[str]]) -> None:
    other = (HEAD + EXHIBITS + CHOICES).replace("the-counter", "the-window").removeprefix("passages:\n")
    assert check(HEAD + EXHIBITS + CHOICES + other) == []


@pytest.mark.parametrize(
    ("promise", "codes"),
    [
        ("{always: {before: freed, passage: the-counter}}", None),
        ("{always: {before: the-door, passage: the-counter}}", None),
        ("{never: {passage: the-bus, if: signed}}", None),
        ("{from_everywhere: {reach: ending}}", None),
        ("{from_everywhere: {reach: freed}, never: {passage: the-bus}}", {"missing-key"}),
        ("{}", {"missing-key"}),
        ("{from_everywhere: {reach: home}}", {"unknown-name"}),
        ("{from_everywhere: {reach: the-counter}}", {"unknown-name"}),
        ("{always: {before: freed, passage: the-desk}}", {"unknown-name"}),
        ("{never: {passage: the-bus, if: sined}}", {"unknown-name"}),
        ("{sometimes: {passage: the-bus}}", {"unknown-key", "missing-key"}),
    ],
)
def test_a_promise_is_of_exactly_one_kind_and_names_what_there_is(
    promise: str, codes: set[str] | None, check: Callable[..., list[str]]
) -> None:
    story = (Path(__file__).parent / "the-desk" / "story.yaml").read_text()
    found = check(HEAD + EXHIBITS + CHOICES, story=f"{story}promises:\n  - {promise}\n")
    assert {line.split(": ")[1] for line in found} == (codes or set())
    assert all(line.startswith("story.yaml:22:") for line in found)


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("minutes: 3", "minutes: 0", "wrong-value"),
        ("minutes: 3", "minutes: 241", "wrong-value"),
        ("minutes: 3", "minutes: 3\ndays_limit: 0", "wrong-value"),
        ("date: 2012-05-01}\nm", "date: 2012-05}\nm", "wrong-value"),
        ("date: 2012-05-01}\nm", "date: 2012-02-30}\nm", "wrong-value"),
        ("booking: 2012-05-01", "bookings: 2012-05-01", "wrong-value"),
        ("eras: [era-nineteen-factors", "eras: [era-twenty-factors", "unknown-name"),
        ("drawn_from: [desk-2012]", "drawn_from: [desk-2013]", "unknown-name"),
        ("roles: [person, lawyer]", "roles: [person, laywer]", "unknown-name"),
        ("start: the-counter", "start: the-conter", "unknown-name"),
        ("story: the-desk", "story: The Desk", "wrong-value"),
        ("  power: Who could have ended this?\n", "", "missing-key"),
        ("era-three-ranks]", "era-three-ranks]\n  case: parent", "unknown-name"),
        ("title: The Desk", "title: The desk these days", "banned-wording"),
    ],
)
def test_the_head_of_a_story_is_checked(right: str, wrong: str, code: str, check: Callable[..., list[str]]) -> None:
    story = (Path(__file__).parent / "the-desk" / "story.yaml").read_text()
    assert story.count(right) == 1
    (found,) = check(HEAD + EXHIBITS + CHOICES, story=story.replace(right, wrong))
    assert found.split(": ")[1] == code


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("outcome: freed", "outcome: free", "unknown-name"),
        ("as_reported: yes", "as_reported: maybe", "wrong-type"),
        ("        choice: A", "        chance: A", "wrong-value"),
        (
            "The [vendor](profile:desk-2012) signed.",
            "The 2 [vendors](profile:desk-2012) signed.",
            "number-without-figure",
        ),
        ("[32 percent]", "[a third]", "figure-words"),
    ],
)
def test_an_ending_is_checked(right: str, wrong: str, code: str, check: Callable[..., list[str]]) -> None:
    endings = (Path(__file__).parent / "the-desk" / "endings.yaml").read_text()
    assert endings.count(right) == 1
    found = check(HEAD + EXHIBITS + CHOICES, endings=endings.replace(right, wrong))
    assert [line.split(": ")[1] for line in found if line.startswith("endings.yaml")] == [code]
