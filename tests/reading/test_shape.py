"""Nodes read into models: what the models declare is what is accepted, and every fault is reported at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
import pytest

from game.reading import Fault, Report
from game.reading.marks import MAX_ID, Id, Must, To
from game.reading.parsing import parse_yaml
from game.reading.reader import FAILED, MAX_DIGITS, Reader
from game.reading.shape import read_as

Read = Callable[..., Any]
FaultsOf = Callable[..., list[Fault]]


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    name: Id
    drawers: Annotated[int, msgspec.Meta(ge=1, le=4)]
    kind: Literal["oak", "steel"] = "oak"
    owner: Annotated[str, To("role")] | None = None
    even: Annotated[int, Must(lambda number: number % 2 == 0, "an even number")] = 0
    least: Annotated[int, msgspec.Meta(ge=5)] = 5
    parts: tuple[str, ...] = ()
    inside: Annotated[str, msgspec.Meta(max_length=5)] = ""
    opens: bool = msgspec.field(name="if", default=False)
    beside: Desk | None = None
    notes: dict[Id, str] = {}


WHOLE = """\
name: big-desk
drawers: 3
kind: steel
owner: ice-officer
even: 4
parts: [leg, top]
inside: pen
if: yes
beside: {name: chair, drawers: 1}
notes: {on-top: A form., below: A shoe.}
"""


def test_a_whole_file_comes_out_as_its_model(read: Read) -> None:
    desk = read(Desk, WHOLE)
    assert desk.parts == ("leg", "top")
    assert desk.opens is True
    assert desk.beside == Desk(name="chair", drawers=1)
    assert desk.notes == {"on-top": "A form.", "below": "A shoe."}
    assert (desk.kind, desk.owner, desk.drawers) == ("steel", "ice-officer", 3)


def test_all_faults_of_a_file_are_reported_at_once_in_their_order(read: Read, faults_of: FaultsOf) -> None:
    text = """\
name: Big Desk
drawers: 9
kind: glass
colour: red
even: 3
least: 2
parts: leg
inside: telephone
if: perhaps
beside: [a, b]
notes: none
"""
    found = [(fault.place.line, fault.place.column, fault.code) for fault in faults_of(read, Desk, text)]
    assert found == [
        (1, 7, "wrong-value"),
        (2, 10, "wrong-value"),
        (3, 7, "wrong-value"),
        (4, 1, "unknown-key"),
        (5, 7, "wrong-value"),
        (6, 8, "wrong-value"),
        (7, 8, "wrong-type"),
        (8, 9, "wrong-value"),
        (9, 5, "wrong-type"),
        (10, 9, "wrong-type"),
        (11, 8, "wrong-type"),
    ]


@pytest.mark.parametrize(
    ("key", "nearest"),
    [("nmae", "name"), ("drawer", "drawers"), ("Kind", "kind"), ("besides", "beside"), ("note", "notes")],
)
def test_a_misspelt_key_is_told_with_the_one_that_was_meant(
    key: str, nearest: str, read: Read, faults_of: FaultsOf
) -> None:
    found = faults_of(read, Desk, f"name: a\ndrawers: 1\n{key}: x\n")
    assert [(fault.place.line, fault.code) for fault in found] == [(3, "unknown-key")]
    assert found[0].message == f"'{key}' is not a key of a desk; did you mean '{nearest}'?"


def test_a_key_like_no_other_is_told_with_all_there_are(read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Desk, "name: a\ndrawers: 1\nzzz: x\n")
    assert "use 'beside', 'drawers'" in fault.message


class Board(msgspec.Struct, frozen=True, kw_only=True):
    title: str
    roles: tuple[Annotated[str, To("role")], ...] = ()
    kinds: tuple[Literal["oak", "steel"], ...] = ()
    notes: tuple[str, ...] = ()
    least: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)] = ("a",)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("title: |\n  The  first\n  of two\n", "The first of two"),
        ('title: "The\\r\\nfirst\\tof two\\n"', "The first of two"),
        ("title: >-\n  The first\n\n  of two\n", "The first of two"),
        ("title: 'The\u00a0first  of two'", "The\u00a0first of two"),
    ],
)
def test_plain_words_stand_on_one_line_however_they_are_written(text: str, title: str, read: Read) -> None:
    assert read(Board, text).title == title


@pytest.mark.parametrize("title", ["The [form](term:form)", "After {days} days"])
def test_plain_words_hold_no_link_and_no_insert(title: str, read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Board, f"title: '{title}'\n")
    assert (fault.code, fault.message.endswith("write the words alone")) == ("wrong-value", True)
    assert read(Board, "title: 'A form (see {Below}, ]) [1]'").title == "A form (see {Below}, ]) [1]"


def test_an_id_or_a_word_of_a_few_stands_in_a_list_once(read: Read, faults_of: FaultsOf) -> None:
    assert read(Board, "title: x\nnotes: [a, a]\n").notes == ("a", "a")
    found = faults_of(read, Board, "title: x\nroles: [judge, ice, judge, judge]\nkinds: [oak, oak]\n")
    assert [(fault.code, fault.place.line, fault.place.column) for fault in found] == [
        ("duplicate-id", 2, 21),
        ("duplicate-id", 2, 28),
        ("duplicate-id", 3, 14),
    ]


def test_a_list_that_needs_something_is_not_empty(read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Board, "title: x\nleast: []\n")
    assert (fault.code, fault.message) == ("wrong-value", "the list is empty; name at least one")


@pytest.mark.parametrize("name", ["big-desk\\n", "big-desk\\r", " big-desk", "٣", "x" * (MAX_ID + 1)])
def test_an_id_has_its_form_from_its_first_character_to_its_last(name: str, read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Desk, f'name: "{name}"\ndrawers: 1\n')
    assert (fault.code, str(fault.place)) == ("wrong-value", "file.yaml:1:7")


@pytest.mark.parametrize("digits", ["9" * (MAX_DIGITS + 1), "9" * 5000, "-" + "9" * MAX_DIGITS])
def test_a_number_of_very_many_digits_is_refused(digits: str, read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Desk, f"name: a\ndrawers: 1\nleast: {digits}\n")
    assert (fault.code, fault.message.endswith("; use at most 18 digits")) == ("wrong-value", True)
    assert read(Desk, f"name: a\ndrawers: 1\nleast: {'9' * MAX_DIGITS}").least == 10**MAX_DIGITS - 1


@pytest.mark.parametrize("digits", ["3\\n", "٣", "３"])
def test_only_plain_digits_are_a_number(digits: str, read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Desk, f'name: a\ndrawers: "{digits}"\n')
    assert fault.code == "wrong-type"


def test_what_lost_a_part_to_a_fault_is_remembered() -> None:
    reader = Reader(Report())
    read_as(
        dict[str, Desk], parse_yaml("a: {name: a, drawers: 1, parts: [[x]], beside: {nam: b}}\nb: 1\n", "f"), reader
    )
    assert reader.torn == {"a/parts", "a/beside", "a"}


def test_a_misspelt_key_that_must_be_there_is_told_once(read: Read, faults_of: FaultsOf) -> None:
    found = faults_of(read, Desk, "name: a\ndrawer: 1\n")
    assert [(fault.place.line, fault.code) for fault in found] == [(2, "unknown-key")]


def test_every_missing_key_is_named(read: Read, faults_of: FaultsOf) -> None:
    found = faults_of(read, Desk, "kind: oak\n")
    assert [fault.message for fault in found] == ["a desk needs 'drawers'; add it", "a desk needs 'name'; add it"]


def test_a_key_has_the_name_that_the_file_gives_it_and_not_the_models(read: Read, faults_of: FaultsOf) -> None:
    assert read(Desk, "name: a\ndrawers: 1\nif: yes\n").opens is True
    (fault,) = faults_of(read, Desk, "name: a\ndrawers: 1\nopens: yes\n")
    assert fault.code == "unknown-key"


@pytest.mark.parametrize("text", ["1", "4"])
def test_the_ends_of_a_range_belong_to_it(text: str, read: Read) -> None:
    assert read(Desk, f"name: a\ndrawers: {text}\n").drawers == int(text)


@pytest.mark.parametrize(("text", "message"), [("0", "use 1 to 4"), ("5", "use 1 to 4"), ("-1", "use 1 to 4")])
def test_a_number_out_of_its_range_is_told_with_the_range(
    text: str, message: str, read: Read, faults_of: FaultsOf
) -> None:
    (fault,) = faults_of(read, Desk, f"name: a\ndrawers: {text}\n")
    assert (fault.code, fault.message.endswith(message)) == ("wrong-value", True)


def test_a_number_below_an_open_range_is_told_with_its_least(read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Desk, "name: a\ndrawers: 1\nleast: 4\n")
    assert fault.message == "4 is too small; use 5 or more"


@pytest.mark.parametrize("name", ["a", "a1", "a-b", "twenty-seven-years", "2000-a", "era-2011-nineteen-factors"])
def test_an_id_is_lower_case_words_joined_by_hyphens(name: str, read: Read) -> None:
    assert read(Desk, f"name: {name}\ndrawers: 1\n").name == name


@pytest.mark.parametrize("name", ["A", "a_b", "a b", "-a", "a-", "a--b", "a.b", "a/b", "../a", "ä", "'a '"])
def test_anything_else_is_no_id(name: str, read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Desk, f"name: {name}\ndrawers: 1\n")
    assert fault.code == "wrong-value"
    assert "lower-case words joined by hyphens" in fault.message


def test_a_word_of_a_few_is_told_with_those_there_are(read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Desk, "name: a\ndrawers: 1\nkind: okk\n")
    assert fault.message == "'okk' is not one of 'oak' or 'steel'; did you mean 'oak'?"


@pytest.mark.parametrize(("text", "what"), [("[a]", "a list"), ("{a: b}", "a mapping of keys")])
def test_a_text_is_neither_a_list_nor_a_mapping(text: str, what: str, read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Desk, f"name: {text}\ndrawers: 1\n")
    assert (fault.code, fault.message) == ("wrong-type", f"{what} stands where a text was meant; write one value")


def test_a_bad_item_does_not_hide_the_bad_items_after_it(read: Read, faults_of: FaultsOf) -> None:
    found = faults_of(read, Desk, "name: a\ndrawers: 1\nparts: [leg, no, top, [x], 12:30]\n")
    assert [(fault.place.column, fault.code) for fault in found] == [
        (14, "yaml-surprise"),
        (23, "wrong-type"),
        (28, "yaml-surprise"),
    ]


def test_what_failed_is_marked_and_what_may_be_left_out_falls_back() -> None:
    report = Report()
    assert read_as(Desk, parse_yaml("name: a\ndrawers: x\n", "f"), Reader(report)) is FAILED
    desk = read_as(Desk, parse_yaml("name: a\ndrawers: 1\nkind: glass\n", "f"), Reader(report))
    assert isinstance(desk, Desk)
    assert desk.kind == "oak"
    assert len(report.faults) == 2


def test_a_reader_remembers_the_place_of_every_value_and_calls_items_by_their_id() -> None:
    class Row(msgspec.Struct):
        rows: tuple[Desk, ...]

    text = "rows:\n  - drawers: 1\n    name: a\n  - {name: b, drawers: 2}\n  - {id: third, name: c, drawers: 2}\n"
    reader = Reader(Report())
    read_as(Row, parse_yaml(text, "f"), reader)
    assert str(reader.places["rows/0/name"]) == "f:3:11"
    assert str(reader.places["rows/1"]) == "f:4:5"
    assert str(reader.places["rows/1/drawers"]) == "f:4:24"
    assert str(reader.places["rows/third/name"]) == "f:5:23"


def test_a_reference_remembers_its_kind_its_name_and_its_place() -> None:
    report = Report()
    reader = Reader(report)
    read_as(Desk, parse_yaml("name: a\ndrawers: 1\nowner: judge\n", "f"), reader)
    assert [(one.kind, one.name, str(one.place)) for one in reader.references] == [("role", "judge", "f:3:8")]
    reader.resolve("role", {"judge"}, lambda: ["judge"])
    assert report.faults == []
    reader.resolve("role", {"jude"}, lambda: ["jude"])
    assert [fault.message for fault in report.faults] == ["there is no role 'judge'; did you mean 'jude'?"]
