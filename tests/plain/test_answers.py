"""What can be typed, and what it brings."""

from __future__ import annotations

import re

import pytest

from game.plain.words import AT_THE_END, WORDS
from game.play.code import path_code
from game.play.lines import HOW
from game.play.playthrough import make_start
from game.play.saves import Saves
from game.play.view import make_view
from game.walk.runner import shown_text
from tests.making import TODAY, begin, evidence, past_texts, tell, yard
from tests.plain.talking import Talk

BENCH = "The bench. Stage: booking."


def test_the_first_screen_holds_one_thing_a_line() -> None:
    talk = Talk(yard())
    assert talk.said[0].splitlines() == [
        "",
        "The gate. Stage: arrest. Tuesday 1 May 2012, day 1.",
        "Scene. The gate shuts. A man with a list asks how long she has been here, and writes down 2.",
        "Record. The vendor was asked the same.",
        "Source. A radio station, 2 May 2012",
        "Press Enter to go on, or type: why, source, glossary, facts, undo, help, quit.",
    ]


def test_a_fork_lists_its_options_by_number_and_the_barred_ones_with_their_reason() -> None:
    talk = Talk(yard(), "", start=make_start(yard(), "2015"))
    lines = talk.said[1].splitlines()
    assert lines[lines.index("What does Ines do on the bench?") :] == [
        "What does Ines do on the bench?",
        "1. She calls",
        "2. She asks for a lawyer, after 2 years",
        "Barred. She asks for the officer",
        "Under the second memo nobody comes without a lawyer.",
        "Exhibit. The second memo.",
        "Barred. She climbs the wall",
        "The rule has no ladder.",
        "Exhibit. The detainer regulation.",
        "3. She signs",
        "Type 1, 2 or 3, or: why, source, glossary, facts, undo, help, quit.",
    ]


@pytest.mark.parametrize("answer", ["", "go", "next", "1", "  ", "GO", " Next "])
def test_past_a_text_one_goes_on_with_an_empty_line_a_word_or_1(answer: str) -> None:
    talk = Talk(yard(), answer)
    assert BENCH in talk.said[1]
    assert len(talk.session.play.moves) == 1


@pytest.mark.parametrize("answer", ["2", "sign", "yes", "call", "0", "01"])
def test_past_a_text_other_answers_are_told_what_can_be_typed(answer: str) -> None:
    talk = Talk(yard(), answer)
    assert talk.said[1] == (
        f"'{answer}' is not an answer here. "
        "Press Enter to go on, or type: why, source, glossary, facts, undo, help, quit.\n"
    )
    assert talk.session.play.moves == ()


def test_a_number_takes_the_option_that_was_shown_under_it() -> None:
    talk = Talk(yard(), "", "3", start=make_start(yard(), "2015"))
    assert talk.session.play.moves[-1].choose == "sign"  # the third that is open, not the third that is written
    assert "You chose. She signs" in talk.said[2]


def test_an_empty_line_at_an_own_fork_shows_the_options_again_and_moves_nothing() -> None:
    talk = Talk(yard(), "", "", "")
    assert talk.said[2] == talk.said[3]
    assert talk.said[2].splitlines()[:2] == ["What does Ines do on the bench?", "1. She calls"]
    assert len(talk.session.play.moves) == 1


@pytest.mark.parametrize("answer", ["", "0"])
def test_an_empty_line_or_0_at_an_other_fork_goes_on_without_a_prediction(answer: str) -> None:
    talk = Talk(yard(), "", "3", answer)
    assert talk.session.play.moves[-1].predict is None
    assert talk.session.play.moves[-1].happens == "kept"
    assert talk.said[3].splitlines()[1:3] == ["The officer", "ICE officer decided. She is kept"]
    assert "expected" not in talk.said[3].splitlines()[3]


def test_a_number_at_an_other_fork_is_a_prediction() -> None:
    right, wrong = Talk(yard(), "", "3", "3"), Talk(yard(), "", "3", "2")
    happened = "ICE officer decided. She is kept"
    assert right.said[3].splitlines()[2:4] == [happened, "You expected. The same."]
    assert wrong.said[3].splitlines()[2:4] == [happened, "You expected. The file is closed"]


def test_an_other_fork_says_that_one_may_go_on_without_guessing_and_what_is_covered() -> None:
    lines = Talk(yard(), "", "3").said[2].splitlines()
    assert "1 statistic opens after your answer." in lines
    assert "The ICE officer decides. What do you think happens?" in lines
    assert lines[-1] == (
        "Type 1, 2 or 3, or press Enter to go on without guessing. Also: why, source, glossary, undo, help, quit."
    )


@pytest.mark.parametrize("answer", ["9", "5", "00", "9" * 20, "٣٣", "1 2", "one", "-1", "1.", "sign"])
def test_an_answer_that_is_none_moves_nothing_and_says_what_can_be_typed(answer: str) -> None:
    for before in ([""], ["", "3"]):  # an own fork, an other fork
        talk = Talk(yard(), *before, answer)
        assert len(talk.session.play.moves) == len(before)
        told = talk.said[len(before) + 1]
        assert told.count("\n") == 1
        assert "type 1, 2" in told.lower()


@pytest.mark.parametrize("answer", ["²", "why ²", "why " + "9" * 5000, "9" * 5000, "why 0", "why -1", "why 1.5"])
def test_odd_numbers_are_no_crash(answer: str) -> None:
    talk = Talk(yard(), "", answer)
    assert len(talk.session.play.moves) == 1
    assert talk.said[2]


def test_a_number_of_a_barred_option_cannot_be_guessed() -> None:
    talk = Talk(yard(), "", "4", "5", start=make_start(yard(), "2015"))
    for said in talk.said[2:4]:
        assert said.startswith("There is no option ")
    assert len(talk.session.play.moves) == 1


def test_why_lists_the_exhibits_by_number_and_reads_one_at_once_where_it_is_the_only_one() -> None:
    assert Talk(yard(), "", "why", start=make_start(yard(), "2015")).said[2].splitlines() == [
        "1. Rule. The detainer regulation. 8 CFR 287.7.",
        "2. Policy. The second memo. DHS memorandum of November 20, 2014.",
        "Type why 1 to why 2 to read one whole.",
    ]
    only = Talk(yard(), "", "why", "why 1")
    assert only.said[2] == only.said[3]
    assert "Figure. 48 hours: longest hold past release" in only.said[2]


def test_why_with_a_number_tells_everything_on_an_exhibit() -> None:
    talk = Talk(yard(), "", "why 1", "why 2", start=make_start(yard(), "2015"))
    said = talk.said[2] + talk.said[3]
    for words in (
        "Rule. The detainer regulation",
        "8 CFR 287.7",
        "Figure. 48 hours: longest hold past release",
        "When. In force since 1 April 1997.",
        "Read. Read the section.",
        "; high confidence: read in",
        "Policy. The second memo",
        "Replaces: The first memo.",
        "https://www.ecfr.gov/current/title-8/section-287.7",
    ):
        assert words in said


def test_why_with_a_number_that_is_too_high_says_how_many_there_are() -> None:
    talk = Talk(yard(), "", "why 1", "why 2", "why 3", start=make_start(yard(), "2015"))
    assert "The detainer regulation" in talk.said[2]
    assert "Policy. The second memo" not in talk.said[2]
    assert "Policy. The second memo" in talk.said[3]
    assert talk.said[4] == "There are 2 exhibits here.\n"


def test_why_and_source_where_there_is_no_exhibit_say_so() -> None:
    talk = Talk(yard(), "why", "source", "why 1")
    assert talk.said[1:4] == ["There is no exhibit here.\n"] * 3


def test_why_does_not_open_a_statistic_that_is_covered() -> None:
    talk = Talk(yard(), "", "3", "why", "source", "")
    assert "32 percent" not in talk.said[3] + talk.said[4]
    assert "32 percent" in talk.said[5]


@pytest.mark.parametrize("word", ["source", "sources", "SOURCE"])
def test_source_tells_where_each_exhibit_was_read(word: str) -> None:
    assert Talk(yard(), "", word).said[2] == (
        "The detainer regulation. 8 CFR 287.7.\n"
        "Source. 8 CFR 287.7, Detainer provisions, Office of the Federal Register (primary). "
        "https://www.ecfr.gov/current/title-8/section-287.7\n"
    )


def test_source_after_a_decision_covers_what_it_met() -> None:
    said = Talk(yard(), "", "2", "source").said[3]
    assert "The first memo. ICE 10072.1." in said


def test_glossary_tells_the_terms_of_the_passage_first_and_looks_one_up() -> None:
    entry = (
        "Term. detainer: hold request\nICE asks a jail to keep someone\n"
        "Official: detainer. Spanish: orden de retención.\n"
    )
    talk = Talk(yard(), "glossary", "", "glossary", "glossary DETAINER", "glossary retención", "glossary penguin")
    assert talk.said[1] == f"All terms\n{entry}"
    assert talk.said[3] == f"In this passage\n{entry}"
    assert talk.said[4] == talk.said[5] == entry
    assert talk.said[6] == "The glossary has nothing for 'penguin'.\n"


def test_facts_tell_what_is_known_and_who_decided_what() -> None:
    talk = Talk(yard(), "facts", "", "2", "facts")
    assert talk.said[1] == ("What is known so far\nNothing yet.\nWhat was decided so far\nNothing yet.\n")
    assert talk.said[4] == (
        "What is known so far\nA lawyer has the file.\n"
        "What was decided so far\n1. The bench: She asks for a lawyer, after 2 years (Ines)\n"
    )
    assert Talk(yard(), "", "1", "3", "", "facts").said[5].splitlines()[-3:] == [
        "1. The bench: She calls (Ines)",
        "2. The bench: She asks for the officer (Ines)",
        "3. The officer: She is kept (ICE officer)",
    ]


def test_again_shows_the_passage_once_more_without_what_led_to_it() -> None:
    talk = Talk(yard(), "", "1", "again", "again")
    assert talk.said[3] == talk.said[4]
    assert talk.said[2].endswith(talk.said[3])
    assert len(talk.session.play.moves) == 2
    met = Talk(yard(), "", "2", "again")
    assert "You chose." in met.said[2]
    assert "You chose." not in met.said[3]


def test_undo_goes_back_to_the_last_decision_then_to_the_start_then_says_that_there_is_nothing() -> None:
    talk = Talk(yard(), "", "1", "undo", "undo", "undo")
    assert BENCH in talk.said[3]
    assert "Scene. There is a bench" in talk.said[3]
    assert "The gate. Stage: arrest." in talk.said[4]
    assert talk.said[5] == "There is nothing to undo.\n"
    assert talk.session.play.moves == ()


def test_save_says_that_it_is_saved() -> None:
    assert Talk(yard(), "save").said[1] == "Saved. Your place is kept after every move.\n"


@pytest.mark.parametrize("word", ["help", "?", "Help"])
def test_help_tells_how_to_play_and_every_word_that_can_be_typed(word: str) -> None:
    words = [f"{name}: {meaning}." for name, meaning in WORDS.items()]
    assert Talk(yard(), word).said[1].splitlines() == [*HOW, *words]
    at_the_end = Talk(yard(), "", "4", "", "", word, terminal=True).text
    assert all(f"{name}: {meaning}." in at_the_end for name, meaning in AT_THE_END.items())


def test_every_word_of_the_help_is_an_answer() -> None:
    for word in [*WORDS, *AT_THE_END]:
        if word.startswith(("1", "(")):
            continue
        talk = Talk(yard(), word)
        assert "is not an answer here" not in talk.text, word


def test_what_a_choice_met_is_told_before_the_next_passage() -> None:
    said = Talk(yard(), "", "2").said[2]
    assert said.index("You chose. She asks for a lawyer, after 2 years") < said.index("Policy. The first memo")
    assert said.index("Policy. The first memo") < said.index(BENCH)


def test_a_choice_that_met_nothing_is_said_and_followed_by_the_next_passage() -> None:
    assert Talk(yard(), "", "1").said[2].startswith("You chose. She calls\n\nThe bench.")


def test_a_replay_names_its_rules_on_every_passage() -> None:
    talk = Talk(yard(), "", start=make_start(yard(), "2018"))
    assert "day 1. Rules of 2018.\n" in talk.said[0]
    assert "day 2. Rules of 2018.\n" in talk.said[1]


def test_a_fault_of_the_story_is_told_in_a_line_and_the_play_can_be_undone() -> None:
    story = tell(
        """
        here: {choices: [{id: more, set: {number: number + 1}, goto: here}, {id: go, goto: end}]}
        end: {ending: freed}
        """,
        "number: {between: [0, 1], start: 0}",
    )
    talk = Talk(story, "1", "1", "undo", "2")
    assert talk.said[2] == "In 'here' the fact 'number' would become 2, but it goes from 0 to 1.\n"
    assert talk.said[3].startswith("\nAt here.")
    assert talk.ended


def test_a_fork_where_nothing_is_open_offers_to_undo() -> None:
    story = tell(
        "here: {choices: [{id: go, goto: there}]}\n"
        "there: {choices: [{id: further, barred: [{}], goto: end}]}\nend: {ending: freed}"
    )
    talk = Talk(story, "1", "1", "undo")
    assert talk.said[1].splitlines()[-1].startswith("Type undo, or:")
    assert talk.said[2].startswith("There is no option 1")
    assert talk.said[3].startswith("\nAt here.")


def test_a_prompt_is_written_at_a_terminal_and_nowhere_else() -> None:
    assert "> " not in Talk(yard(), "", "1").text
    talk = Talk(yard(), "", "3", terminal=True)
    assert talk.said[0].endswith("quit.\n> ")
    assert talk.text.count("> ") == 3


def test_at_a_terminal_the_answer_of_others_waits_before_the_story_goes_on() -> None:
    talk = Talk(yard(), "", "3", "1", "1", "why", "", terminal=True)
    assert talk.said[3].splitlines()[-1] == "> "
    assert "Press Enter to go on.\n" in talk.said[3]
    assert talk.said[4].startswith("'1' is not an answer here. Press Enter to go on")
    assert "32 percent" in talk.said[5]
    assert talk.said[6].startswith("\nThe ")


def test_at_a_terminal_an_ending_leaves_the_prompt_open_with_its_own_words() -> None:
    talk = Talk(yard(), "", "4", "", "", "sources", "map", "nearest", terminal=True)
    assert "Press Enter to leave, or type: sources, nearest" in talk.said[4]
    assert "Source. 8 CFR 287.7" not in talk.said[4]
    assert "Source. 8 CFR 287.7" in talk.said[5]
    assert "Seen: 4 of 11 passages" in talk.said[6]
    assert "What does Ines do" in talk.said[7]
    assert Talk(yard(), "", "4", "", "", "", "1", terminal=True).ended


def test_map_tells_the_way_in_words() -> None:
    said = Talk(yard(), "", "1", "3", "", "map").said[5].splitlines()
    assert said[0] == "The way so far"
    assert "Stage: arrest" in said
    assert "Taken. She calls" in said
    assert any(line.startswith("Passed by. ") for line in said)
    assert any(line.startswith("Passage. ") and line.endswith("(you are here)") for line in said)
    assert said[said.index("Not seen") + 1].endswith(" passages")


def test_rules_lists_other_times_and_begins_anew_under_one() -> None:
    talk = Talk(yard(), "", "rules", "rules 2018", "rules 1750", "facts")
    assert talk.said[2].startswith("The same case under the rules of another time.")
    assert "era-three-ranks. Three ranks" in talk.said[2]
    assert "Note. Your earlier game is kept as 'earlier-1'." in talk.said[3]
    assert "Rules of 2018." in talk.said[3]
    assert talk.said[4].startswith("This story can be replayed under the rules of any day from 17 June 2011 to 31 July")


def test_dials_are_told_with_what_can_be_typed_and_begin_anew() -> None:
    talk = Talk(yard(), "dials", "dial years 4", "facts", "dial years 99", "dial nothing 1")
    assert "years. " in talk.said[1]
    assert "Can be " in talk.said[1]
    assert "writes down 4." in talk.said[2]
    assert talk.said[3].splitlines()[1].startswith("Changed for this play. ")
    assert "99" in talk.said[4]
    assert talk.said[5] == "'nothing' is not a dial of this story. Type dials to hear them.\n"


def test_search_and_show_read_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.play.catalogue.open_library", lambda: evidence().library)
    talk = Talk(yard(), "search second memo", "show second-memo", "show nothing", "search penguin", "search")
    assert talk.said[1].splitlines()[0] == "Exhibit. The second memo. To read it: show second-memo"
    assert "Policy. The second memo" in talk.said[2]
    assert talk.said[3] == "Nothing has the id 'nothing'. Type search and some words to find one.\n"
    assert talk.said[4] == "Nothing was found for 'penguin'.\n"
    assert talk.said[5] == "Type search and some words.\n"


def test_a_note_is_kept_as_it_was_typed() -> None:
    talk = Talk(yard(), "note", "note Ask Mrs. O. about the List", "note", "facts")
    assert talk.said[1] == "There is no note yet.\n"
    assert talk.said[3] == "Your note. Ask Mrs. O. about the List\n"
    game = Saves().read("the-yard")
    assert game is not None
    assert game.note == "Ask Mrs. O. about the List"


def test_short_shows_one_line_in_place_of_the_scene_and_the_scene_again() -> None:
    talk = Talk(yard(), "short", "short")
    assert "In short. " in talk.said[1]
    assert "Scene. " not in talk.said[1]
    assert "Record. The vendor was asked the same." in talk.said[1]
    assert talk.said[2] == talk.said[0]


def test_restart_begins_anew_and_keeps_what_was_begun() -> None:
    talk = Talk(yard(), "", "1", "restart")
    assert "Note. Your earlier game is kept as 'earlier-1'." in talk.said[3]
    assert "The gate. Stage: arrest." in talk.said[3]


def test_the_same_words_are_shown_as_in_the_view_of_the_same_state() -> None:
    play = past_texts(begin(yard()))
    shown = " ".join(shown_text(make_view(play, TODAY), play).split())
    for line in Talk(yard(), "").said[1].splitlines()[2:-1]:
        if not line.startswith("Behind"):
            assert re.sub(r"^(\d|Barred|Exhibit|Scene|Rule|What if|Citation|Source)\. ", "", line) in shown


def test_a_prompt_needs_no_saves_that_can_be_written() -> None:
    saves = Saves()
    assert saves.folder is not None
    saves.folder.parent.parent.mkdir(exist_ok=True, parents=True)
    saves.folder.parent.write_text("in the way", encoding="utf-8")
    talk = Talk(yard(), "", "1", "save", "note hello", "facts", "quit")
    assert talk.said[1].count("Note. Your place cannot be saved: ") == 1
    assert "Note." not in "".join(talk.said[2:])
    assert "Saved" not in talk.text
    assert "Kept" not in talk.text
    why = f"'{saves.folder}' cannot be written: Not a directory"
    back = f"To come back here: nta play the-yard --plain --code {path_code(talk.session.play)}.\n"
    saved, noted, facts, left = talk.said[3:]
    assert saved == left == f"Not saved: {why}.\n{back}"
    assert noted == f"Not kept: {why}. You have it until you leave.\n"
    assert "Your note. hello" in facts
    assert not talk.ended
    assert isinstance(talk.session.play.moves, tuple)
    assert len(talk.session.play.moves) == 2
