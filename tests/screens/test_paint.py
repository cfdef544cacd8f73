from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from game.play.lines import Line, line
from game.screens.place import letters_above, row_of
from game.screens.widgets.paint import Sheet, as_picture, hang, paint, words_shown

TEXT = "The jail may hold her for two more days, and then it must let her go; a detainer asks, and does not order."


def test_a_wide_sheet_sets_leads_in_the_margin() -> None:
    painted = paint([line("text", TEXT, "Rule")], Sheet(76)).plain.split("\n")
    assert painted[0].startswith("Rule       The jail")
    assert all(row.startswith(" " * 11) for row in painted[1:])


def test_a_narrow_sheet_sets_leads_in_the_text() -> None:
    painted = paint([line("text", TEXT, "Rule")], Sheet(37)).plain.split("\n")
    assert painted[0].startswith("Rule  The jail")
    assert not painted[1].startswith(" ")


def test_no_line_of_text_is_longer_than_the_measure() -> None:
    for measure in (60, 72):
        rows = paint([line("text", TEXT * 4, "Scene")], Sheet(200, measure)).plain.split("\n")
        assert max(len(row.strip().removeprefix("Scene").strip()) for row in rows) <= measure


def test_spacing_can_be_left_out_between_paragraphs_but_not_before_headings() -> None:
    page = [line("text", "One.", "Scene"), line("text", "Two."), line("heading", "Three")]
    assert paint(page, Sheet(70, spacing=1)).plain.count("\n\n") == 2
    assert paint(page, Sheet(70, spacing=0)).plain.count("\n\n") == 1


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), max_size=300), st.integers(30, 90))
def test_setting_a_text_loses_no_letter(text: str, width: int) -> None:
    painted = paint([line("text", text, "Record"), line("option", text, "1")], Sheet(width)).plain
    letters = "".join(text.split())
    assert "".join(painted.split()) == f"Record{letters}1{letters}"
    assert max(map(len, painted.split("\n"))) <= max(width, 11 + 8)


@given(st.text("ab ", min_size=1, max_size=200), st.integers(10, 60), st.integers(0, 4))
def test_hanging_keeps_every_letter_in_its_width(text: str, width: int, indent: int) -> None:
    rows = [row.plain for row in hang(Content(text), width, indent)]
    assert "".join("".join(rows).split()) == "".join(text.split())
    assert all(len(row) <= width for row in rows)
    assert all(row.startswith(" " * indent) for row in rows[1:] if row.strip())


def test_what_is_marked_as_a_picture_is_left_out_of_the_words() -> None:
    content = Content.assemble("before ", as_picture(Content("●●○")), " after")
    assert words_shown(content).split() == ["before", "after"]


@given(st.text("abc \n", max_size=300), st.integers(4, 50), st.integers(4, 50), st.integers(0, 40))
def test_a_place_is_found_again_in_another_width(text: str, width: int, other: int, row: int) -> None:
    here = "\n".join(part.plain for part in hang(Content(text.replace("\n", " ")), width, 0))
    there = "\n".join(part.plain for part in hang(Content(text.replace("\n", " ")), other, 0))
    letters = letters_above(here, row)
    found = row_of(there, letters)
    assert letters_above(there, found) <= letters


@pytest.mark.parametrize(
    "hostile", ["[/i-130]", "[@click=app.quit]x[/]", "[red]stop[/red]", "foo='bar]", "[[x]]", "$text"]
)
def test_text_is_never_read_as_markup(hostile: str) -> None:
    painted = paint([Line("text", line("text", hostile).text, hostile)], Sheet(76))
    assert painted.plain.count(hostile) == 2
    assert all("click" not in str(getattr(span.style, "meta", "")) for span in painted.spans)
