"""What must hold among the entries of a library: supersession both ways, eras in a row, sums that add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.library.checks import _circles
from game.library.load import LoadedLibrary, library_files, load_library
from game.reading import Fault

Lay = Callable[[Mapping[str, str]], Path]
FaultsOf = Callable[..., list[Fault]]

MEMO = """\
{name}:
  kind: policy
  instrument: policy
  title: A memo
  citation: A memorandum
  made_by: ice
  says: Officers look at every case once.
  applies_to: every officer of ICE
  bears_on: [discretion]
  in_force: {{from: {start}}}
  sources: [memo-2014]
  checked: Read the memo.
  last_verified: 2026-07
  confidence: high
"""
ERA = """\
{name}:
  title: An era
  start: {start}
  instrument: A memo.
  priority: A list.
  discretion: Some.
  administrative_closure: Some.
  detainer: Some.
  bond: Some.
  relief: Some.
"""


def memo(name: str, start: str, *lines: str) -> str:
    return MEMO.format(name=name, start=start) + "".join(f"  {line}\n" for line in lines)


def eras(*spans: tuple[str, str | None]) -> str:
    return "".join(
        ERA.format(name=f"era-{number}", start=start) + (f"  end: {end}\n" if end else "")
        for number, (start, end) in enumerate(spans)
    )


def messages(faults: list[Fault]) -> list[str]:
    return [f"{fault.code}: {fault.message}" for fault in faults]


def test_supersession_that_both_sides_know_is_sound(lay_library: Lay, faults_of: FaultsOf) -> None:
    text = memo("old", "2012", "superseded_by: [new]") + memo("new", "2013-05-01", "supersedes: [old]")
    assert faults_of(load_library, lay_library({"exhibits/more.yaml": text})) == []


@pytest.mark.parametrize(
    ("line", "holder", "back"),
    [("superseded_by: [new]", "old", "supersedes"), ("supersedes: [old]", "new", "superseded_by")],
)
def test_supersession_that_one_side_does_not_know_is_told_where_it_stands(
    line: str, holder: str, back: str, lay_library: Lay, faults_of: FaultsOf
) -> None:
    text = "".join(memo(name, "2012", *([line] if name == holder else [])) for name in ("old", "new"))
    (fault,) = faults_of(load_library, lay_library({"exhibits/more.yaml": text}))
    other = "new" if holder == "old" else "old"
    assert fault.code == "supersession"
    assert fault.message.endswith(f"'{other}', which does not say {back} '{holder}'; add it there")
    assert fault.place.line == text[: text.index(line)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2012-05", "2012-05-29"),
        ("2012", "2012"),
        ("2012-05-29", "2012-05-29"),
        ("2012-05-29", "2012-05"),
        ("2012-05-31", "2012"),
    ],
)
def test_a_rule_may_be_replaced_from_its_own_start_on(
    old: str, new: str, lay_library: Lay, faults_of: FaultsOf
) -> None:
    text = memo("old", old, "superseded_by: [new]") + memo("new", new, "supersedes: [old]")
    assert faults_of(load_library, lay_library({"exhibits/more.yaml": text})) == []


@pytest.mark.parametrize(
    ("since", "until"), [("2012-05-31", "2012-05"), ("2012-05", "2012-05-01"), ("2012", "2012"), ("2012-05-29",) * 2]
)
def test_a_range_may_end_within_the_span_in_which_it_starts(
    since: str, until: str, lay_library: Lay, faults_of: FaultsOf
) -> None:
    text = memo("old", f"{since}, to: {until}")
    assert faults_of(load_library, lay_library({"exhibits/more.yaml": text})) == []


@pytest.mark.parametrize(
    ("since", "until"), [("2012-06-01", "2012-05"), ("2013", "2012"), ("2012-05-30", "2012-05-29")]
)
def test_a_range_cannot_end_on_the_day_before_it_starts(
    since: str, until: str, lay_library: Lay, faults_of: FaultsOf
) -> None:
    text = memo("old", f"{since}, to: {until}")
    (message,) = messages(faults_of(load_library, lay_library({"exhibits/more.yaml": text})))
    assert message == f"date-order: 'old' ends ({until}) before it starts ({since}); check both dates"


@pytest.mark.parametrize(
    ("old", "new"),
    [("2012-05-30", "2012-05-29"), ("2013", "2012"), ("2012-06", "2012-05-31"), ("2012-06-01", "2012-05")],
)
def test_a_rule_cannot_be_replaced_by_one_that_started_before_it(
    old: str, new: str, lay_library: Lay, faults_of: FaultsOf
) -> None:
    text = memo("old", old, "superseded_by: [new]") + memo("new", new, "supersedes: [old]")
    (message,) = messages(faults_of(load_library, lay_library({"exhibits/more.yaml": text})))
    assert message == "supersession: 'new' started before 'old', which it is said to replace; check the dates"


NAMES = st.sampled_from("abcdef")


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3, unique=True).map(tuple), max_size=6))
@example({"a": ("b",), "b": ("c", "a"), "c": ("a",)})
@example({"a": ("a",)})
@example({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()})
def test_circles_are_found_when_there_are_some_and_only_then(edges: dict[str, tuple[str, ...]]) -> None:
    found = _circles(edges)
    for circle in found:
        assert len(set(circle)) == len(circle)
        assert all(after in edges[name] for name, after in zip(circle, [*circle[1:], circle[0]], strict=True))
    assert bool(found) == any(name in reachable(name, edges) for name in edges)


def reachable(name: str, edges: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return what a name leads to, in one step or more."""
    found: set[str] = set()
    waiting = list(edges.get(name, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += edges.get(one, ())
    return found


@pytest.mark.parametrize(
    "spans",
    [
        [("1996", "2010"), ("2011", None)],
        [("1996", "2011-06-16"), ("2011-06-17", "2014-11"), ("2014-12", None)],
        [("2011-06-17", None), ("1996-01-01", "2011-06-16")],
        [("2011", None)],
    ],
)
def test_eras_follow_each_other_day_by_day_in_whatever_order_they_stand(
    spans: list[tuple[str, str | None]], lay_library: Lay, faults_of: FaultsOf
) -> None:
    assert faults_of(load_library, lay_library({"eras.yaml": eras(*spans)})) == []


@pytest.mark.parametrize(("day", "told"), [("1996-01-01", False), ("2010-12-31", False), ("2011-01-01", True)])
def test_the_day_of_an_era_lies_in_it(day: str, told: bool, lay_library: Lay, faults_of: FaultsOf) -> None:  # noqa: FBT001
    text = eras(("1996", "2010"), ("2011", None)).replace("  end: 2010\n", f"  end: 2010\n  day: {day}\n")
    found = messages(faults_of(load_library, lay_library({"eras.yaml": text})))
    assert found == ([f"date-order: the day {day} is not in 'era-0'; check the dates"] if told else [])


@pytest.mark.parametrize(
    ("pause", "sound"),
    [
        ("{from: 2012-05-01, to: 2013-05-01}", True),
        ("{from: 2012-06, to: 2012-06}", True),
        ("{from: 2012-04-30, to: 2012-06}", False),
        ("{from: 2012-06-01, to: 2013-05-02}", False),
        ("{from: 2012-06-01, to: 2012-06-01}", False),
    ],
)
def test_a_rule_is_suspended_within_its_own_dates(
    pause: str,
    sound: bool,  # noqa: FBT001
    lay_library: Lay,
    faults_of: FaultsOf,
) -> None:
    text = memo("old", f"2012-05-01, to: 2013-05-01, suspended: [{pause}]")
    found = messages(faults_of(load_library, lay_library({"exhibits/more.yaml": text})))
    assert [message.split(":")[0] for message in found] == ([] if sound else ["date-order"])


@pytest.mark.parametrize(
    ("spans", "told"),
    [
        ([("1996", "2010"), ("2010-12-31", None)], "era-order: 'era-1' should start on 2011-01-01"),
        ([("1996", "2010"), ("2011-01-02", None)], "era-order: 'era-1' should start on 2011-01-01"),
        ([("1996", "2011-06"), ("2011-06", None)], "era-order: 'era-1' should start on 2011-07-01"),
        ([("1996", None), ("2011", None)], "era-order: 'era-1' should start on a date after its end"),
        ([("1996", "2010"), ("1996", "2010")], "era-order: 'era-1' should start on 2011-01-01"),
        ([("2011", "2010")], "date-order: 'era-0' ends before it starts; check both dates"),
    ],
)
def test_eras_that_overlap_leave_a_gap_or_run_backwards_are_told(
    spans: list[tuple[str, str | None]], told: str, lay_library: Lay, faults_of: FaultsOf
) -> None:
    (message,) = messages(faults_of(load_library, lay_library({"eras.yaml": eras(*spans)})))
    assert message.startswith(told)


@pytest.mark.parametrize(
    "relation",
    [
        "review-2012.closed / review-2012.read * 100 = review-2012.closed_share",
        "review-2012.read - review-2012.closed = 1360",
        "review-2012.closed + 1360 = review-2012.read",
        "review-2012.closed / 3 = 213",
        "review-2012.closed / 3 = 213.33",
        "2 + 3 * 4 = 20",
        "1 / 49 * 49 = 1.000000000000000000",
        "detainer-rule.max_hold / 24 = 2",
    ],
)
def test_a_sum_that_adds_up_to_the_decimals_that_it_states_is_sound(
    relation: str, lay_library: Lay, faults_of: FaultsOf
) -> None:
    assert faults_of(load_library, lay_library({"sums.yaml": f"a: {{relation: {relation}}}\n"})) == []


@pytest.mark.parametrize(
    ("relation", "told"),
    [
        ("review-2012.closed / review-2012.read * 100 = 33", "gives 32 and 33; check the figures"),
        ("review-2012.closed / 3 = 213.3334", "gives 213.333 and 213.333; check the figures"),
        ("review-2012.closed + 1 = review-2012.closed", "gives 641 and 640; check the figures"),
        ("review-2012.closed = review-2012.open", "there is no number 'review-2012.open'"),
        ("review-2012.most = 3", "there is no number 'review-2012.most'"),
        ("review-2012.closed / 0 = 1", "write 'a.x + a.y = b.z'"),
        ("review-2012.closed", "write 'a.x + a.y = b.z'"),
        ("1 = 1 = 1", "write 'a.x + a.y = b.z'"),
        ("= 1", "one side is empty"),
        ("2 + three = 5", "there is no number 'three'"),
    ],
)
def test_a_sum_that_does_not_add_up_or_makes_no_sense_is_told(
    relation: str, told: str, lay_library: Lay, faults_of: FaultsOf
) -> None:
    (fault,) = faults_of(load_library, lay_library({"sums.yaml": f"a: {{relation: '{relation}'}}\n"}))
    assert fault.code == "figure-sum"
    assert told in fault.message


@pytest.mark.parametrize("relation", [f"{'9' * 400} = 1", f"{'9' * 5000} = 1", "1 / 0 = 1", f"{'9 * ' * 2000}9 = 1"])
def test_a_sum_without_a_value_is_told_too(relation: str, lay_library: Lay, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(load_library, lay_library({"sums.yaml": f"a: {{relation: '{relation}'}}\n"}))
    assert (fault.code, fault.message.startswith("cannot work out ")) == ("figure-sum", True)


def test_an_entry_that_cannot_be_read_is_not_missed_elsewhere(lay_library: Lay, faults_of: FaultsOf) -> None:
    broken = memo("memo-a", "2012").replace("title:", "titel:")
    whole = memo("memo-b", "2012", "see_also: [memo-a]")
    (fault,) = faults_of(load_library, lay_library({"exhibits/a.yaml": broken, "exhibits/b.yaml": whole}))
    assert (fault.code, Path(fault.place.file).name) == ("unknown-key", "a.yaml")


def test_a_file_that_cannot_be_read_is_told_alone(lay_library: Lay, faults_of: FaultsOf) -> None:
    whole = memo("memo-b", "2012", "see_also: [memo-a]")
    folder = lay_library({"exhibits/a.yaml": "memo-a: [\n", "exhibits/b.yaml": whole})
    assert [(fault.code, Path(fault.place.file).name) for fault in faults_of(load_library, folder)] == [
        ("yaml-syntax", "a.yaml")
    ]


def test_an_era_that_cannot_be_read_leaves_no_gap(lay_library: Lay, faults_of: FaultsOf) -> None:
    eras = (Path(__file__).parent / "small" / "eras.yaml").read_text(encoding="utf-8")
    (fault,) = faults_of(load_library, lay_library({"eras.yaml": eras.replace("title:", "titel:", 1)}))
    assert fault.code == "unknown-key"


def test_a_library_may_be_spread_over_files_and_folders(lay_library: Lay, small_library: LoadedLibrary) -> None:
    folder = lay_library({"exhibits/a.yaml": memo("memo-a", "2012"), "exhibits/b.yaml": memo("memo-b", "2012")})
    exhibits = load_library(folder).library.exhibits
    assert set(exhibits) == {*small_library.library.exhibits, "memo-a", "memo-b"}
    assert [path.name for part, path in library_files(folder) if part == "exhibits"] == [
        "exhibits.yaml",
        "a.yaml",
        "b.yaml",
    ]


def test_an_id_that_two_files_share_is_told_with_the_place_of_the_first(lay_library: Lay, faults_of: FaultsOf) -> None:
    folder = lay_library({"exhibits/a.yaml": memo("memo-a", "2012"), "exhibits/b.yaml": "\n" + memo("memo-a", "2012")})
    (fault,) = faults_of(load_library, folder)
    assert str(fault.place) == f"{folder}/exhibits/b.yaml:2:1"
    assert fault.message == f"'memo-a' stands at {folder}/exhibits/a.yaml:1:1 already; rename one"


def test_a_folder_without_a_library_is_told(tmp_path: Path, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(load_library, tmp_path)
    assert (fault.code, fault.place.file) == ("file-unreadable", str(tmp_path))


def test_a_broken_file_does_not_hide_the_faults_of_the_others(lay_library: Lay, faults_of: FaultsOf) -> None:
    folder = lay_library({"terms.yaml": "detainer: [", "exhibits/a.yaml": memo("memo-a", "2012-13")})
    assert {"yaml-syntax", "wrong-value"} <= {fault.code for fault in faults_of(load_library, folder)}


def test_a_figure_is_found_by_the_name_of_its_owner_and_its_own(small_library: LoadedLibrary) -> None:
    library = small_library.library
    figure = library.figure("detainer-rule.max_hold")
    assert figure is not None
    assert (figure.value.amount, figure.unit) == (48, "hours")
    assert library.figure("detainer-rule.min_hold") is None
    assert library.figure("nothing.max_hold") is None
    assert "detainer-rule.max_hold" in library.figure_names()
    assert library.newest_check == "2026-07"
