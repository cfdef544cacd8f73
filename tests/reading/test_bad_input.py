"""Bad input as authors make it: each mistake gets its one line, at its place, and says what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from game.library.load import LoadedLibrary, load_library
from game.reading import Fault
from game.story.load import load_story

Lay = Callable[[Mapping[str, str]], Path]
FaultsOf = Callable[..., list[Fault]]

PASSAGE = """\
passages:
  the-counter:
    title: The counter
    stage: booking
    in_short: A form lies on the counter.
    text:
      - scene: The deputy turns the form around.
    exhibits: [detainer-rule]
    choices:
      - {id: sign, label: She signs, goto: the-bus}
      - {id: wait, label: She waits, goto: the-door}
"""
EXHIBIT = """\
third-memo:
  kind: policy
  instrument: policy
  title: A third memo
  citation: A memorandum
  made_by: ice
  says: Officers look at every case once.
  applies_to: every officer of ICE
  bears_on: [discretion]
  in_force: {from: 2017-02-20}
  sources: [memo-2014]
  checked: Read the memo.
  last_verified: 2026-07
  confidence: high
"""
STORIES = {
    "broken YAML: a quote that is never closed": (
        "title: The counter",
        'title: "The counter',
        "passages.yaml:12:1: yaml-syntax: found unexpected end of stream; check indentation, quotes and colons",
    ),
    "broken YAML: a tab": (
        "    stage: booking",
        "\tstage: booking",
        "passages.yaml:4:1: yaml-syntax: a tab stands at the start of this line; use spaces in its place",
    ),
    "a link to no exhibit": (
        "scene: The deputy turns the form around.",
        "rule: A jail may [hold her](exhibit:detainer-rules).",
        "passages.yaml:7:35: unknown-name: there is no exhibit 'detainer-rules'; did you mean 'detainer-rule'?",
    ),
    "a link to no figure": (
        "scene: The deputy turns the form around.",
        "rule: A jail may hold her for [48 hours](figure:detainer-rule.hold).",
        "passages.yaml:7:48: unknown-name: there is no figure 'detainer-rule.hold'; 'detainer-rule' has 'max_hold'",
    ),
    "a link to no term": (
        "The deputy turns the form around.",
        "It is a [detainer](term:detainers).",
        "passages.yaml:7:33: unknown-name: there is no term 'detainers'; did you mean 'detainer'?",
    ),
    "an exhibit that is not there": (
        "[detainer-rule]",
        "[detainer-rule, first-mem]",
        "passages.yaml:8:31: unknown-name: there is no exhibit 'first-mem'; did you mean 'first-memo'?",
    ),
    "a misspelt key": (
        "label: She waits",
        "label: She waits, gotto: the-door",
        "passages.yaml:11:38: unknown-key: 'gotto' is not a key of a choice; did you mean 'goto'?",
    ),
    "a key like no other": (
        "    stage: booking",
        "    stage: booking\n    xyzzy: 1",
        "passages.yaml:5:5: unknown-key: 'xyzzy' is not a key of a passage; take it out",
    ),
    "a misspelt key in place of the one that must be there": (
        "goto: the-door",
        "gotto: the-door",
        "passages.yaml:11:38: unknown-key: 'gotto' is not a key of a choice; did you mean 'goto'?",
    ),
    "an option to a passage that is not there": (
        "goto: the-door",
        "goto: the-dor",
        "passages.yaml:11:44: unknown-name: there is no passage 'the-dor'; did you mean 'the-door'?",
    ),
    "a condition on a fact that is not there": (
        "label: She waits",
        "label: She waits, if: sined",
        "passages.yaml:11:42: unknown-name: there is no fact 'sined'; did you mean 'signed'?",
    ),
    "a condition on an exhibit that is not there": (
        "label: She waits",
        "label: She waits, if: signed or in_force('third-memo')",
        "passages.yaml:11:52: unknown-name: there is no exhibit 'third-memo'; did you mean 'first-memo'?",
    ),
    "a figure link that says another number": (
        "scene: The deputy turns the form around.",
        "rule: A jail may hold her for [two days](figure:detainer-rule.max_hold).",
        "passages.yaml:7:48: figure-words: 'two days' does not say 48 hours, the value of 'detainer-rule.max_hold'; "
        "change the words, or add them to the figure's 'words'",
    ),
}
BEFORE = "scene: The deputy turns the form around."
STORIES |= {  # what would be lost, shown raw, or passed over without a word
    "an id twice in a list": (
        "[detainer-rule]",
        "[detainer-rule, detainer-rule]",
        "passages.yaml:8:31: duplicate-id: 'detainer-rule' stands twice in this list; take one out",
    ),
    "a line end in an id": (
        "id: wait",
        'id: "wait\\n"',
        "passages.yaml:11:14: wrong-value: 'wait\\n' is not lower-case words joined by hyphens",
    ),
    "a text of a bullet and no words": (
        BEFORE,
        'scene: "-"',
        "passages.yaml:7:16: wrong-value: the text has no words; write it or take the key out",
    ),
    "a label of a bullet and no words": (
        "label: She waits",
        'label: "-"',
        "passages.yaml:11:27: wrong-value: the text has no words; write it or take the key out",
    ),
    "a list in a list": (
        BEFORE,
        "scene: |\n          Bring:\n\n          - a form\n            - a pen\n",
        "passages.yaml:11:11: wrong-value: a list stands inside a list; make it one list, or write sentences",
    ),
    "more lists in a list than Markdown reads": (
        BEFORE,
        'scene: "- - - - - - - - - - - - The deputy turns the form around."',
        "passages.yaml:7:16: wrong-value: a list stands inside a list; make it one list, or write sentences",
    ),
    "a break that Markdown takes for lists": (
        BEFORE,
        'scene: "* * *"',
        "passages.yaml:7:16: wrong-value: a list stands inside a list; make it one list, or write sentences",
    ),
    "a link without words": (
        BEFORE,
        "scene: A form and a pen [](term:detainer).",
        "passages.yaml:7:34: wrong-value: the link to 'term:detainer' has no words; write them between its brackets",
    ),
    "a title in a link": (
        BEFORE,
        "scene: A [form](term:detainer 'of two pages').",
        "passages.yaml:7:23: wrong-value: 'of two pages' stands inside a link and is never shown; take it out",
    ),
    "a link that leads nowhere": (
        BEFORE,
        "scene: A [form]().",
        "passages.yaml:7:23: wrong-value: a link leads nowhere; name what it leads to, as in [words](exhibit:its-id)",
    ),
    "a link that is not closed": (
        BEFORE,
        "rule: It is the [rule](exhibit:detainer-rule, 48 hours.",
        "passages.yaml:7:30: wrong-value: this is no link, and shown as it stands; "
        "write [words](kind:id), without a space before (",
    ),
    "a link with a space in it": (
        BEFORE,
        "rule: It is the [rule] (exhibit:detainer-rule), of 48 hours.",
        "passages.yaml:7:30: wrong-value: this is no link, and shown as it stands; "
        "write [words](kind:id), without a space before (",
    ),
    "a link the other way round": (
        BEFORE,
        "rule: It is the (rule)[exhibit:detainer-rule].",
        "passages.yaml:7:30: wrong-value: this is no link, and shown as it stands; "
        "write [words](kind:id), without a space before (",
    ),
    "a link in a title": (
        "title: The counter",
        "title: The [counter](term:detainer)",
        "passages.yaml:3:12: wrong-value: a link stands where plain words are shown; write the words alone",
    ),
    "an insert in a title": (
        "title: The counter",
        "title: After {days} days",
        "passages.yaml:3:12: wrong-value: '{days}', which puts in a fact, stands where plain words are shown; "
        "write the words alone",
    ),
    "a condition that is not written": (
        "label: She waits",
        "if: , label: She waits",
        "passages.yaml:11:24: yaml-surprise: nothing stands here; "
        "if a comma or a # cut an unquoted text short, put the whole text in quotes",
    ),
    "somebody outside the seat who is to decide in it": (
        "    stage: booking",
        "    stage: booking\n    by: ice-officer",
        "passages.yaml:5:9: wrong-value: 'ice-officer' is not in the seat; "
        "add it to its roles, or write 'decides' for what others do",
    ),
    "one value where a list was meant": (
        "exhibits: [detainer-rule]",
        "exhibits: detainer-rule",
        "passages.yaml:8:15: wrong-type: a single value stands where a list was meant; "
        "write it in brackets: [detainer-rule]",
    ),
    "nothing where a list was meant": (
        "exhibits: [detainer-rule]",
        "exhibits:",
        "passages.yaml:8:14: wrong-type: nothing stands where a list was meant; write [] for none",
    ),
    "a misspelt label": (
        BEFORE,
        "scen: The deputy turns the form around.",
        "passages.yaml:7:9: unknown-key: 'scen' is no label of a text; "
        "use 'scene', 'record', 'rule' or 'what-if', and 'if'",
    ),
    "a misspelt way on": (
        "    choices:",
        "    choice:",
        "passages.yaml:9:5: unknown-key: 'choice' is not a key of a passage; did you mean 'choices'?",
    ),
    "an option that cannot be read": (
        "goto: the-door}",
        "once: perhaps, goto: the-door}",
        "passages.yaml:11:44: wrong-type: 'perhaps' stands where yes or no was meant; write yes or no without quotes",
    ),
}
STORIES |= {  # what a reader or a terminal could be misled by, or the program stumble over
    "digits of another script in a date": (
        "    stage: booking",
        "    stage: booking\n    date: ２０１２-05-02",
        "passages.yaml:5:11: wrong-value: '２０１２-05-02' is not a full date such as 2011-03-14",
    ),
    "a year at the end of the calendar": (
        "    stage: booking",
        "    stage: booking\n    date: 9999-12-31",
        "passages.yaml:5:11: wrong-value: '9999-12-31' is not in the years that can be meant; use 1700 to 2200",
    ),
    "more digits than a number has": (
        "label: She waits",
        f"label: She waits, set: {{asked: {'9' * 5000}}}",
        f"passages.yaml:11:51: fact-value: '{'9' * 71}…' is not a whole number from 0 to 3",
    ),
    "a terminal code that Python would decode": (
        "label: She waits",
        r"label: She waits, if: in_force('\x1b0title\x07')",
        "passages.yaml:11:52: expression-syntax: a backslash stands in an expression; write the word without it",
    ),
    "an expression that Python warns of": (
        "label: She waits",
        "label: She waits, if: 1and signed",
        "passages.yaml:11:42: expression-syntax: '1and signed' cannot be read here; "
        "write it like: signed and years_here >= 10",
    ),
    "one equals sign": (
        "label: She waits",
        "label: She waits, if: signed = yes",
        "passages.yaml:11:49: expression-syntax: 'signed = yes' cannot be read here; write == to compare",
    ),
    "curly quotes in a condition": (
        "label: She waits",
        "label: She waits, if: signed == ‘yes’",
        "passages.yaml:11:52: expression-syntax: 'signed == ‘yes’' cannot be read here; "
        "write straight quotes: 'lawyer'",
    ),
    "a figure link that says a share of nothing": (
        BEFORE,
        "rule: A jail may hold her for [1 in 0](figure:detainer-rule.max_hold).",
        "passages.yaml:7:46: figure-words: '1 in 0' does not say 48 hours, the value of 'detainer-rule.max_hold'; "
        "change the words, or add them to the figure's 'words'",
    ),
    "a figure link of digits without end": (
        BEFORE,
        f"rule: A jail may hold her for [{'7' * 5000} hours](figure:detainer-rule.max_hold).",
        f"passages.yaml:7:5046: figure-words: '{'7' * 71}…' does not say 48 hours, the value of "
        "'detainer-rule.max_hold'; change the words, or add them to the figure's 'words'",
    ),
}
FACTS = {
    "above its range": ("asked: {between: [0, 3], start: 4}", "2:35: fact-value: '4' cannot be: it goes from 0 to 3"),
    "below its range": ("asked: {between: [2, 3], start: 1}", "2:35: fact-value: '1' cannot be: it goes from 2 to 3"),
    "not among its words": (
        "asked: {one_of: [once, twice], start: thrice}",
        "2:41: fact-value: 'thrice' cannot be: it is 'once' or 'twice'; did you mean 'twice'?",
    ),
    "neither yes nor no": ("asked: {type: flag, start: perhaps}", "2:30: fact-value: 'perhaps' is not yes or no"),
}
LIBRARIES = {
    "an exhibit with no source": (
        "sources: [memo-2014]",
        "sources: []",
        "third.yaml:11:12: no-source: 'third-memo' names no source; add one",
    ),
    "an exhibit whose source is not there": (
        "sources: [memo-2014]",
        "sources: [memo-2017]",
        "third.yaml:11:13: unknown-name: there is no source 'memo-2017'; did you mean 'memo-2014'?",
    ),
    "a date range that ends before it starts": (
        "{from: 2017-02-20}",
        "{from: 2017-02-20, to: 2017-01}",
        "third.yaml:10:13: date-order: 'third-memo' ends (2017-01) before it starts (2017-02-20); check both dates",
    ),
    "a day that is in no calendar": (
        "{from: 2017-02-20}",
        "{from: 2017-02-29}",
        "third.yaml:10:20: wrong-value: '2017-02-29' is not a day of the calendar",
    ),
    "supersession that comes back to itself": (
        "confidence: high",
        "confidence: high\n  supersedes: [third-memo]\n  superseded_by: [third-memo]",
        "third.yaml:16:18: supersession: supersession goes in a circle: third-memo → third-memo; take one link out",
    ),
    "supersession that the other side does not know of": (
        "confidence: high",
        "confidence: high\n  supersedes: [second-memo]",
        "third.yaml:15:15: supersession: 'third-memo' says supersedes 'second-memo', "
        "which does not say superseded_by 'third-memo'; add it there",
    ),
    "a figure without a date": (
        "sources: [memo-2014]",
        "sources: [memo-2014]\n  figures:\n    ranks: {value: 3, unit: ranks, about: ranks in it}",
        "third.yaml:13:5: missing-key: figure 'ranks' needs 'as_of' (a date) or 'period'; say of when it is",
    ),
}


@pytest.mark.parametrize("mistake", STORIES)
def test_a_mistake_in_a_story(mistake: str, lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf) -> None:
    right, wrong, expected = STORIES[mistake]
    assert PASSAGE.count(right) == 1
    folder = lay_desk({"passages.yaml": PASSAGE.replace(right, wrong)})
    found = faults_of(load_story, folder, small_library)
    assert "\n".join(str(fault).removeprefix(f"{folder}/") for fault in found) == expected


@pytest.mark.parametrize("mistake", FACTS)
def test_a_fact_that_starts(mistake: str, lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf) -> None:
    line, expected = FACTS[mistake]
    folder = lay_desk({"facts.yaml": f"facts:\n  {line}\n", "passages.yaml": PASSAGE})
    found = faults_of(load_story, folder, small_library)
    assert [str(fault).removeprefix(f"{folder}/facts.yaml:") for fault in found] == [f"{expected}; change 'start'"]


@pytest.mark.parametrize("mistake", LIBRARIES)
def test_a_mistake_in_the_library(mistake: str, lay_library: Lay, faults_of: FaultsOf) -> None:
    right, wrong, expected = LIBRARIES[mistake]
    assert EXHIBIT.count(right) == 1
    folder = lay_library({"exhibits/third.yaml": EXHIBIT.replace(right, wrong)})
    found = faults_of(load_library, folder)
    assert [str(fault).removeprefix(f"{folder}/exhibits/") for fault in found] == [expected]


def test_a_circle_of_three_is_told_once(lay_library: Lay, faults_of: FaultsOf) -> None:
    text = "".join(
        EXHIBIT.replace("third-memo", name) + f"  superseded_by: [{after}]\n  supersedes: [{before}]\n"
        for before, name, after in (("c", "a", "b"), ("a", "b", "c"), ("b", "c", "a"))
    )
    (fault,) = faults_of(load_library, lay_library({"exhibits/circle.yaml": text}))
    assert fault.message == "supersession goes in a circle: a → b → c → a; take one link out"


@pytest.mark.parametrize(
    ("start", "end"), [("2014-11-19", "2014-11-19"), ("2014-11", "2014-11-19"), ("2014-11-21", "2014-11-19")]
)
def test_an_era_that_overlaps_another_or_leaves_a_gap(
    start: str, end: str, lay_library: Lay, faults_of: FaultsOf
) -> None:
    eras = (Path(__file__).parent.parent / "library" / "small" / "eras.yaml").read_text()
    assert eras.count("start: 2014-11-20") == 1
    folder = lay_library({"eras.yaml": eras.replace("start: 2014-11-20", f"start: {start}")})
    (fault,) = faults_of(load_library, folder)
    assert fault.code == "era-order"
    assert fault.message.startswith(
        "'era-three-ranks' should start on 2014-11-20, the day after 'era-nineteen-factors'"
    )
    assert (fault.place.line, fault.place.column) == (14, 10)


def test_mistakes_in_several_files_are_told_together(
    lay_desk: Lay, small_library: LoadedLibrary, faults_of: FaultsOf
) -> None:
    folder = lay_desk(
        {
            "passages.yaml": PASSAGE.replace("goto: the-bus", "goto: nowhere"),
            "more.yaml": dedent("""\
                passages:
                  the-window:
                    titel: The window
                    stage: bookings
                    in_short: A window.
                    text: []
                    next: [{goto: nowhere}]
                """),
        }
    )
    found = [
        f"{Path(fault.place.file).name}:{fault.place.line}" for fault in faults_of(load_story, folder, small_library)
    ]
    assert found == ["more.yaml:3", "more.yaml:4", "more.yaml:7", "passages.yaml:10"]
