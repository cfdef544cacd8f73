"""The author's guide, ``stories/README.md``, says what the program does: its tables, examples and commands are tried.

The guide's own marks steer the tests. A YAML block that begins with ``# some/path.yaml`` is that file, whole. One that
begins with ``# in a passage`` or ``# in a story`` holds some keys of it. A diff names the file that it changes. Every
table that begins with ``key`` and ``kind`` describes the model in the heading above it.
"""

from __future__ import annotations

import re
import shlex
import shutil
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import pytest
import textstat

from game.cli import main
from game.commands.parser import parser
from game.graph.check import Checked, check_story_folder
from game.graph.explore import BUDGET
from game.graph.prose import GRADE, GRADED, WORDS
from game.library.dates import FullDate
from game.library.guard import digest
from game.library.load import PARTS, LoadedLibrary, load_library, resolve
from game.library.model import InForce, Value
from game.library.numbers import loose_numbers, says
from game.play.bundle import make_bundle
from game.play.code import path_code, play_from_code
from game.play.playthrough import rules_date
from game.play.saves import Saves
from game.reading.codes import CODES
from game.reading.fault import MAX_FAULTS, Report
from game.reading.files import MAX_BYTES
from game.reading.marks import MAX_ID, Id, Must, To
from game.reading.nodes import Mapping, Scalar
from game.reading.parsing import MAX_DEPTH, MAX_NODES, MAX_TEXT, parse_yaml
from game.reading.prose import LINK_KINDS, Line, Prose
from game.reading.reader import MAX_DIGITS, Reader
from game.reading.shape import read_as
from game.reading.wording import banned_wordings
from game.story.because import Reason
from game.story.block import LABELS, Block, Name
from game.story.effects import Days, Effects
from game.story.expression import Condition, Constant, Scope
from game.story.facts import MAX_WORDS, FactTable, _FactKeys
from game.story.load import _SPREAD, load_story
from game.story.model import Passage, Story
from game.story.weight import _WeightKeys
from game.walk.runner import run_walk
from game.walk.script import Walkthrough, load_walk

STORIES = Path(__file__).parents[2] / "stories"
GUIDE = (STORIES / "README.md").read_text(encoding="utf-8")
FIRST = "my-stories/my-story/story.yaml"
SECOND = "my-stories/my-story/lawyer.yaml"
WALK = "my-stories/my-story/walkthroughs/letter.walk.yaml"
TODAY = date(2026, 7, 1)


class Fence(msgspec.Struct, frozen=True):
    """A fenced block of the guide: its language, its text, and the heading that it stands under."""

    language: str
    text: str
    heading: str

    @property
    def mark(self) -> str:
        """What the comment or header in the first line says."""
        first = self.text.partition("\n")[0]
        return first[2:] if first.startswith("# ") else first.removeprefix("--- ")


class Table(msgspec.Struct, frozen=True):
    """A table of the guide: its column heads, its rows, and the heading that it stands under."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    heading: str


def _read_guide() -> tuple[list[str], list[Fence], list[Table], list[str]]:
    """Return the guide's headings, fences and tables, and the lines that are none of these."""
    headings: list[str] = []
    fences: list[Fence] = []
    tables: list[Table] = []
    prose: list[str] = []
    lines = iter([*GUIDE.splitlines(), ""])
    table: list[tuple[str, ...]] = []
    for line in lines:
        if line.startswith("|"):
            table.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if table:
            tables.append(Table(table[0], tuple(table[2:]), headings[-1]))
            table = []
        if line.startswith("```"):
            held: list[str] = []
            for inner in lines:
                if inner == "```":
                    break
                held.append(inner)
            fences.append(Fence(line[3:], "\n".join(held) + "\n", headings[-1]))
        elif line.startswith("#"):
            headings.append(line.lstrip("#").strip())
        else:
            prose.append(line)
    return headings, fences, tables, prose


HEADINGS, FENCES, TABLES, PROSE = _read_guide()
MODEL_TABLES = {table.heading: table for table in TABLES if table.heads[:2] == ("key", "kind")}
WHOLE = {fence.mark: fence.text for fence in FENCES if fence.language == "yaml" and fence.mark.endswith(".yaml")}
PARTIAL = [fence for fence in FENCES if fence.language == "yaml" and not fence.mark.endswith(".yaml")]
DIFFS = [fence for fence in FENCES if fence.language == "diff"]
OWNERS = {"in a passage": Passage, "in a story": Story}


def _table(*heads: str) -> Table:
    found = [table for table in TABLES if table.heads == heads]
    assert len(found) == 1, heads
    return found[0]


def _code(cell: str) -> list[str]:
    """Return what stands in backticks in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def _commands() -> list[str]:
    """Return every command line in the guide: those in blocks, and those in a sentence or a table."""
    blocks = [line for fence in FENCES if fence.language == "sh" for line in fence.text.splitlines()]
    rest = re.sub(r"^```.*?^```", "", GUIDE, flags=re.DOTALL | re.MULTILINE)
    inline = [words for words in re.findall(r"`([^`\n]+)`", rest) if words.startswith("nta ")]
    return list(dict.fromkeys(blocks + inline))


# what the models say, in the words of the guide


def _fields(model: type[msgspec.Struct]) -> dict[str, tuple[Any, str]]:
    """Return the type of each key of a model and what holds when the key is left out."""
    hints = typing.get_type_hints(model, include_extras=True)
    return {field.encode_name: (hints[field.name], _default(field)) for field in msgspec.structs.fields(model)}


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "required"
    made = field.default_factory is not msgspec.NODEFAULT
    value = field.default_factory() if made else field.default
    if value is None or value in ((), {}) or value == Effects():
        return "none"
    if isinstance(value, Days):
        return f"{value.count} days"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


_KINDS: dict[Any, str] = {
    Id: "id",
    FullDate: "day",
    str: "words",
    Name: "words",
    bool: "yes/no",
    int: "number",
    Value: "value",
    Condition: "condition",
    Effects: "effects",
    Days: "time",
}


def _kind(hint: Any) -> str:
    """Return the word of the guide for a type."""
    if hint in _KINDS:
        return _KINDS[hint]
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return _annotated(parts[0], parts[1:])
    if origin in (typing.Union, types.UnionType):
        return _kind(next(part for part in parts if part is not type(None)))
    if origin in (tuple, dict):
        return f"list: {_kind(parts[0])}" if origin is tuple else f"map: {_kind(parts[1])}"
    if origin is Literal:
        return "one of"
    if issubclass(hint, Line):
        return "line"
    if issubclass(hint, Prose):
        return "text"
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


def _annotated(base: Any, notes: tuple[Any, ...]) -> str:
    for note in notes:
        if isinstance(note, To):
            return f"{'figure' if note.kind == 'weight' else note.kind} id"
        if isinstance(note, Must):
            return "date"
        if isinstance(note, msgspec.Meta) and note.ge is not None:
            return f"number, {note.ge} " + (f"to {note.le}" if note.le is not None else "or more")
    return _kind(base)


def _words_of(hint: Any) -> Iterator[str]:
    """Yield the words that a type allows."""
    if typing.get_origin(hint) is Literal:
        yield from typing.get_args(hint)
    else:
        for part in typing.get_args(hint):
            yield from _words_of(part)


def _models_in(hint: Any) -> Iterator[type[msgspec.Struct]]:
    """Yield the models that a type is made of and that have keys of their own."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        if not hasattr(hint, "from_node"):
            yield hint
            for inner, _ in _fields(hint).values():
                yield from _models_in(inner)
    else:
        for part in typing.get_args(hint):
            yield from _models_in(part)


def _described() -> dict[str, dict[str, tuple[Any, str]]]:
    """Return the keys of everything that an author writes. What reads itself is described by the keys that it takes."""
    roots = (Story, Walkthrough, _FactKeys, _WeightKeys, Reason, *PARTS.values())
    found = {model.__name__: _fields(model) for root in roots for model in _models_in(root)}
    fact, weight = found.pop("_FactKeys"), found.pop("_WeightKeys")
    block: dict[str, tuple[Any, str]] = dict.fromkeys(LABELS, (Prose, "none"))
    found["Fact"] = fact | {"start": (Value, "required")}
    found["Weight"] = weight
    found["Because"] = found.pop("Reason")
    found["Block"] = block | {"if": (Condition, "none")}
    return found


MODELS = _described()


# the tables of keys


def test_every_model_that_an_author_writes_has_a_table_and_no_other_table_is_there() -> None:
    assert set(MODEL_TABLES) == set(MODELS)


@pytest.mark.parametrize("model", sorted(MODELS))
def test_a_table_has_every_key_of_its_model_with_its_kind_and_default(model: str) -> None:
    told = {_code(row[0])[0]: (row[1], row[3]) for row in MODEL_TABLES[model].rows}
    assert told == {key: (_kind(hint), default) for key, (hint, default) in MODELS[model].items()}


@pytest.mark.parametrize("model", sorted(MODELS))
def test_a_row_names_every_word_that_its_key_allows(model: str) -> None:
    rows = {_code(row[0])[0]: row[2] for row in MODEL_TABLES[model].rows}
    for key, (hint, _) in MODELS[model].items():
        assert set(_words_of(hint)) <= set(_code(rows[key])), key


def test_every_kind_in_the_tables_is_explained() -> None:
    explained = {row[0].replace("…", "") for row in _table("kind", "what to write").rows}
    for model, keys in MODELS.items():
        for key, (hint, _) in keys.items():
            kind = _kind(hint).partition(",")[0]
            plain = re.sub(r"\w+ id$", "exhibit id", kind).strip()
            start = next((mark for mark in ("list: ", "map: ") if kind.startswith(mark)), "")
            assert plain in explained or start in explained or kind.startswith("["), (model, key, kind)


def test_the_parts_of_the_library_are_told_with_their_entries() -> None:
    rows = _table("part", "what it holds", "one entry is").rows
    entries = {part: typing.get_args(hint)[1].__name__ for part, hint in PARTS.items()}
    assert {_code(row[0])[0]: row[2] for row in rows} == {
        part: f"[{entry}](#{entry.lower()})" for part, entry in entries.items()
    }


# codes, limits, words


def test_every_code_is_told_in_the_words_of_the_program_and_in_its_order() -> None:
    rows = _table("code", "meaning", "what to do").rows
    assert [(_code(row[0])[0], row[1]) for row in rows] == list(CODES.items())
    assert all(row[2] for row in rows)


def test_the_limits_are_those_of_the_program() -> None:
    told = {row[0]: row[1] for row in _table("limit", "value").rows}
    assert told == {
        "size of one file": f"{MAX_BYTES // 1024 // 1024} MiB",
        "levels of nesting": str(MAX_DEPTH),
        "values in one file": f"{MAX_NODES:,}",
        "characters in one value": f"{MAX_TEXT:,}",
        "digits of a number": str(MAX_DIGITS),
        "characters in an id": str(MAX_ID),
        "words that a fact can be": str(MAX_WORDS),
        "faults that are told of one file": str(MAX_FAULTS),
        "states of a story under one set of rules": f"{BUDGET:,}",
        "words in a passage": str(WORDS),
        "reading grade of a passage": f"{GRADE:g}",
        "words from which the grade is measured": str(GRADED),
    }


def test_the_words_for_a_figure_are_those_that_the_program_understands() -> None:
    for figure, good, bad in _table("the figure says", "these words say it", "these do not").rows:
        text = _code(figure)[0]
        value = int(text) if text.isdigit() else text
        assert [words for words in _code(good) if not says(words, value, ())] == []
        assert [words for words in _code(bad) if says(words, value, ())] == []


def test_the_numbers_that_need_a_figure_are_those_that_the_program_asks_for() -> None:
    for free, needs in _table("free", "needs a figure").rows:
        assert [words for words in _code(free) if any(loose_numbers(words))] == []
        assert [words for words in _code(needs) if not any(loose_numbers(words))] == []


def test_the_wordings_that_are_told_to_be_refused_are_refused() -> None:
    refused = [words for row in _table("not", "but").rows for words in _code(row[0])]
    assert [words for words in refused if words not in [found.group() for found in banned_wordings(words)]] == []


def test_the_four_kinds_of_link_are_told() -> None:
    rows = _table("link", "leads to").rows
    kinds = [re.search(r"\]\((\w+):", row[0]) for row in rows]
    assert [kind[1] for kind in kinds if kind] == sorted(LINK_KINDS)


def test_the_links_that_are_told_lead_somewhere(shipped_library: LoadedLibrary) -> None:
    text = "\n\n".join(_code(row[0])[0] for row in _table("link", "leads to").rows)
    report = Report()
    reader = Reader(report)
    Prose.from_node(Scalar(parse_yaml("a: b", "guide").place, text), reader)
    resolve(reader.references, shipped_library.library, report)
    assert len(reader.references) == 4
    assert report.faults == []


def test_each_label_needs_the_links_the_figures_and_the_invented_names_that_are_told() -> None:
    rows = _table("label", "what it may say", "needs a link to", "numbers need figures", "real names").rows
    assert [_code(row[0])[0] for row in rows] == list(LABELS)
    for label, _, links, numbers, names in rows:
        key = _code(label)[0]
        accepted = [kind for kind in LINK_KINDS if "text-evidence" not in _block_codes(key, f"[a word]({kind}:x.y)")]
        assert sorted(_code(links) or LINK_KINDS) == accepted
        assert ("number-without-figure" in _block_codes(key, "There were 12 people.")) == (numbers == "yes")
        assert ("real-name" not in _block_codes(key, "Her name was Quetzalina.")) == (names == "yes")


def _block_codes(label: str, text: str) -> set[str]:
    """Return the codes of the faults of a block, where one name is guarded."""
    report = Report()
    reader = Reader(report)
    reader.scope = Scope({}, guarded={digest("Quetzalina")})
    read_as(Block, parse_yaml(f"{label}: |\n  {text}\n", "guide"), reader)
    return {fault.code for fault in report.faults}


# expressions


def _scope() -> Scope:
    """Return the facts that the guide's examples declare."""
    texts = [WHOLE[FIRST], WHOLE[SECOND], *(fence.text for fence in PARTIAL if fence.mark == "in a story")]
    report = Report()
    reader = Reader(report)
    facts: dict[str, Any] = {}
    for text in texts:
        root = parse_yaml(text, "guide")
        node = root.get("facts") if isinstance(root, Mapping) else None
        table = read_as(FactTable, node, reader, "facts") if node else {}
        assert isinstance(table, dict)
        facts |= table
    assert report.faults == []
    return Scope(facts, days=True)


def _condition_codes(text: str, library: LoadedLibrary) -> set[str]:
    report = Report()
    reader = Reader(report)
    reader.scope = _scope()
    read_as(Condition, parse_yaml(f'- "{text}"', "guide").items[0], reader)  # type: ignore[attr-defined] # it is a list
    resolve(reader.references, library.library, report)
    return {fault.code for fault in report.faults}


def test_every_condition_that_is_told_is_one(shipped_library: LoadedLibrary) -> None:
    for row in _table("condition", "holds when").rows:
        assert _condition_codes(_code(row[0])[0], shipped_library) == set(), row[0]


def test_every_condition_that_is_told_to_be_refused_is_refused_with_its_code(shipped_library: LoadedLibrary) -> None:
    for row in _table("condition", "code").rows:
        assert _condition_codes(_code(row[0])[0], shipped_library) == set(_code(row[1])), row[0]


# examples


def _change(text: str, diff: Fence) -> str:
    """Return a file after a diff: in each part the lines with a minus give way to those with a plus."""
    for part in diff.text.partition("\n")[2].split("@@\n"):
        lines = part.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def _lay(root: Path, *names: str, diffs: int = 0) -> Path:
    """Lay files of the guide into a folder, apply its first diffs, and return the story's folder."""
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(WHOLE[name], encoding="utf-8")
    for diff in DIFFS[:diffs]:
        file = root / diff.mark
        file.write_text(_change(file.read_text(encoding="utf-8"), diff), encoding="utf-8")
    return root / "my-stories" / "my-story"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Lay files of the guide into the folder that an author would stand in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NTA_HOME", str(tmp_path / "home"))
    return lambda *names, diffs=0: _lay(tmp_path, *names, diffs=diffs)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an author who has followed the guide up to the walkthroughs."""
    root = tmp_path_factory.mktemp("author")
    _lay(root, FIRST, SECOND, WALK, diffs=1)
    return root


def _told(checked: Checked) -> list[str]:
    return [str(found) for found in checked.findings]


def test_the_first_story_checks_clean(desk: Callable[..., Path], shipped_library: LoadedLibrary) -> None:
    assert _told(check_story_folder(desk(FIRST), shipped_library)) == []


def test_the_story_in_several_files_checks_clean_for_both_settings_of_its_dial_and_under_both_eras(
    desk: Callable[..., Path], shipped_library: LoadedLibrary
) -> None:
    checked = check_story_folder(desk(FIRST, SECOND, diffs=1), shipped_library)
    assert _told(checked) == []
    assert [(run.dials, run.rules == "own") for run in checked.runs] == [(2, True), (2, False), (2, False)]


def test_the_keys_that_may_be_spread_over_files_are_told() -> None:
    (sentence,) = re.findall(r"Only (.+) may be spread\.", GUIDE)
    assert set(_code(sentence)) == set(_SPREAD)


def test_what_the_guide_adds_to_the_first_story_must_be_there_for_the_second_file(
    desk: Callable[..., Path], shipped_library: LoadedLibrary
) -> None:
    codes = {found.code for found in check_story_folder(desk(FIRST, SECOND), shipped_library).findings}
    assert "unreachable-passage" in codes


def test_the_walkthrough_finds_what_it_expects(desk: Callable[..., Path], shipped_library: LoadedLibrary) -> None:
    folder = desk(FIRST, SECOND, WALK, diffs=1)
    bundle = make_bundle(load_story(folder, shipped_library).story, shipped_library.library)
    walked = run_walk(load_walk(folder / "walkthroughs" / "letter.walk.yaml"), bundle, TODAY)
    assert list(map(str, walked.faults)) == []
    assert walked.play is not None
    assert walked.play.ended


def test_the_findings_that_are_shown_are_what_the_check_prints(
    desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    desk(FIRST, SECOND, diffs=2)
    assert main(["check", "my-stories/my-story"]) == 1
    printed = capsys.readouterr().out
    (shown,) = (fence.text for fence in FENCES if fence.language == "text")
    assert printed.startswith(shown)
    assert printed.removeprefix(shown).count("\n") == 2  # the sums: of what was proved and of what was found


def test_the_templates_of_a_source_and_an_exhibit_fit_into_the_library(tmp_path: Path) -> None:
    shutil.copytree(STORIES / "library", tmp_path / "stories" / "library")
    names = [name for name in WHOLE if name.startswith("stories/library/")]
    for name in names:
        (tmp_path / name).write_text(WHOLE[name], encoding="utf-8")
    library = load_library(tmp_path / "stories" / "library").library
    assert "publisher-short-title-2014" in library.sources
    assert "short-name-of-the-rule" in library.exhibits
    assert len(names) == 2


def test_every_yaml_example_says_what_it_is_and_is_tried() -> None:
    assert set(WHOLE) == {
        FIRST,
        SECOND,
        WALK,
        "stories/library/sources/template.yaml",
        "stories/library/exhibits/template.yaml",
    }
    assert {fence.mark for fence in PARTIAL} == set(OWNERS)
    assert [diff.mark for diff in DIFFS] == [FIRST, SECOND]


@pytest.mark.parametrize("number", range(len(PARTIAL)))
def test_every_example_of_some_keys_can_be_read(number: int, shipped_library: LoadedLibrary) -> None:
    fence = PARTIAL[number]
    root = parse_yaml(fence.text, "guide")
    assert isinstance(root, Mapping)
    keys = _fields(OWNERS[fence.mark])
    report = Report()
    reader = Reader(report)
    reader.scope = _scope()
    for name, (_, node) in root.items.items():
        read_as(keys[name][0], node, reader, name)
    resolve(reader.references, shipped_library.library, report)
    assert list(map(str, report.faults)) == []


REFUSALS = [tuple(cell.strip("`") for cell in row) for row in _table("refused", "code", "instead").rows]


@pytest.mark.parametrize(("refused", "code", "instead"), REFUSALS)
def test_what_is_told_to_be_refused_is_refused_and_what_to_write_instead_is_not(
    refused: str, code: str, instead: str, desk: Callable[..., Path], shipped_library: LoadedLibrary
) -> None:
    folder = desk(FIRST)
    key = instead.partition(":")[0]
    codes = []
    for line in (refused, instead):
        text = re.sub(rf"(?m)^{key}:.*$", lambda _: line, WHOLE[FIRST], count=1)  # noqa: B023 - used at once
        (folder / "story.yaml").write_text(text, encoding="utf-8")
        codes.append([found.code for found in check_story_folder(folder, shipped_library).findings])
    assert code in codes[0]
    assert codes[1] == []


def test_a_comment_sign_in_an_unquoted_text_cuts_it_short_without_a_finding(
    desk: Callable[..., Path], shipped_library: LoadedLibrary
) -> None:
    folder = desk(FIRST)
    text = WHOLE[FIRST].replace("title: The Mailbox\n", "title: Box # 2\n")
    (folder / "story.yaml").write_text(text, encoding="utf-8")
    assert _told(check_story_folder(folder, shipped_library)) == []


# commands


def _arguments(command: str) -> list[str]:
    """Return the arguments of a command line, without the shell's own parts."""
    words = shlex.split(command)
    while re.fullmatch(r"[A-Z_]+=.*", words[0]):
        del words[0]
    assert words[0] == "nta", command
    return words[1:]


@pytest.mark.parametrize("command", _commands())
def test_every_command_line_can_be_read(command: str) -> None:
    assert parser().parse_args(_arguments(command)).command is not None


def _runs(command: str) -> bool:
    """Tell whether a command can be tried: it waits for no reader, and keeps to the author's own folder."""
    live = any(part in command for part in ("nta play", "--watch", "--screens"))
    return not live and ("my-stor" in command or command.startswith(("nta show", "nta list --exhibits")))


@pytest.mark.parametrize("command", filter(_runs, _commands()))
def test_every_command_line_that_needs_no_reader_runs_in_the_folder_of_an_author(
    command: str, finished: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(finished)
    monkeypatch.setenv("NTA_HOME", str(finished / "home"))
    arguments = _arguments(command)
    finds = "--fail-under" in arguments or "--stale" in arguments  # the one walkthrough does not take everything
    assert main(arguments) == (1 if finds else 0), capsys.readouterr().err


# saves, path codes and time


def _with(story: Story, passage: str, **changes: Any) -> Story:
    changed = msgspec.structs.replace(story.passages[passage], **changes)
    return msgspec.structs.replace(story, passages={**story.passages, passage: changed})


def _with_option(story: Story, passage: str, option: str, **changes: Any) -> Story:
    choices = [
        msgspec.structs.replace(choice, **changes) if choice.id == option else choice
        for choice in story.passages[passage].choices
    ]
    return _with(story, passage, choices=tuple(choices))


#: For each row of the guide's table an edit. Where the row says "until" or "where", it is one that a move does not fit.
EDITS: dict[str, Callable[[Story], Story]] = {
    "wording, cards or dates": lambda story: _with(story, "new-keys", title=Name("A drawer"), exhibits=()),
    "a new passage or option": lambda story: _with(
        story,
        "new-keys",
        choices=(
            *story.passages["new-keys"].choices,
            msgspec.structs.replace(story.passages["new-keys"].choices[0], id="x"),
        ),
    ),
    "the order of passages": lambda story: msgspec.structs.replace(
        story, passages=dict(reversed(story.passages.items()))
    ),
    "a condition or an effect": lambda story: _with_option(
        story, "free-list", "call", condition=Condition(Constant(value=False), "no")
    ),
    "the id of a passage or an option": lambda story: _with_option(story, "free-list", "call", id="ring"),
    "a dial's values, or the eras": lambda story: msgspec.structs.replace(
        story, rules=msgspec.structs.replace(story.rules, eras=story.rules.eras[:1])
    ),
}


def test_what_becomes_of_saves_codes_and_walkthroughs_is_told_for_every_kind_of_edit() -> None:
    assert [row[0] for row in _table("you change", "a save", "a path code", "a walkthrough").rows] == list(EDITS)


@pytest.mark.parametrize("edit", EDITS)
def test_saves_codes_and_walkthroughs_take_an_edit_as_the_guide_tells(
    edit: str, desk: Callable[..., Path], shipped_library: LoadedLibrary
) -> None:
    folder = desk(FIRST, SECOND, WALK, diffs=1)
    bundle = make_bundle(load_story(folder, shipped_library).story, shipped_library.library)
    walk = load_walk(folder / "walkthroughs" / "letter.walk.yaml")
    play = run_walk(walk, bundle, TODAY).play
    assert play is not None
    saves = Saves(folder / "saves")
    saves.write(play, TODAY)
    game = saves.read("my-story")
    assert game is not None
    edited = msgspec.structs.replace(bundle, story=EDITS[edit](bundle.story))
    try:
        again = play_from_code(path_code(play), edited).moves == play.moves
    except ValueError:
        again = False
    found = [not saves.resume(edited, game).note, again, not run_walk(walk, edited, TODAY).faults]
    rows = _table("you change", "a save", "a path code", "a walkthrough").rows
    (row,) = (row for row in rows if row[0] == edit)
    assert found == [bool(re.match("goes on|holds", cell)) and not re.search("until|where", cell) for cell in row[1:]]


def test_a_year_means_the_first_of_july_and_an_era_the_day_in_its_middle(
    desk: Callable[..., Path], shipped_library: LoadedLibrary
) -> None:
    bundle = make_bundle(load_story(desk(FIRST), shipped_library).story, shipped_library.library)
    era = bundle.eras["era-2017-no-exemptions"]
    assert "A year means July 1" in GUIDE
    assert rules_date("2018", bundle) == date(2018, 7, 1)
    middle = rules_date("era-2017-no-exemptions", bundle)
    assert era.end is not None
    assert abs((middle - date.fromisoformat(era.start)) - (date.fromisoformat(era.end) - middle)).days <= 1


def test_a_month_counts_as_30_days_and_a_year_as_365(read: Callable[..., Any]) -> None:
    assert "A month counts as 30 days, a year as 365." in GUIDE
    assert [read(Days, text).count for text in ("1 week", "1 month", "1 year")] == [7, 30, 365]


def test_an_exact_end_is_the_first_day_out_of_force_and_a_month_is_meant_to_its_end() -> None:
    assert InForce(until="2014-05-20").status(date(2014, 5, 20)) == "no longer"
    assert InForce(until="2014-05").status(date(2014, 5, 31)) == "in force"
    assert InForce(since="2014-05").status(date(2014, 5, 1)) == "in force"


# the guide as a text


def test_every_heading_stands_once_so_that_links_to_it_are_clear() -> None:
    anchors = list(map(_anchor, HEADINGS))
    assert [anchor for anchor in anchors if anchors.count(anchor) > 1] == []


def test_every_link_of_the_guide_leads_somewhere() -> None:
    anchors = set(map(_anchor, HEADINGS))
    plain = re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", GUIDE, flags=re.DOTALL | re.MULTILINE))
    links = re.findall(r"\]\(([^)]+)\)", plain)
    assert len(links) > 50
    for link in links:
        path, _, anchor = link.partition("#")
        assert not path or (STORIES / path).exists(), link
        assert not anchor or anchor in anchors, link


def test_every_part_of_the_guide_stands_in_its_list_of_contents() -> None:
    parts = re.findall(r"(?m)^## (.+)$", GUIDE)
    listed = re.findall(r"(?m)^- \[(.+)\]\(#.+\)$", GUIDE)
    assert listed == parts


def test_the_guide_reads_at_grade_eight_or_lower() -> None:
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", re.sub(r"`[^`\n]+`", "this", "\n".join(PROSE)))
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=- |\d\. )", text)]
    assert textstat.flesch_kincaid_grade("\n".join(paragraphs)) <= 8.0
    long = [paragraph for paragraph in paragraphs if len(paragraph.split()) > 25]  # a grade of fewer words says little
    assert [paragraph for paragraph in long if textstat.flesch_kincaid_grade(paragraph) > 8.0] == []


def test_the_guide_uses_no_wording_that_it_refuses() -> None:
    assert [found.group() for found in banned_wordings(re.sub(r"`[^`\n]+`", "", "\n".join(PROSE)))] == []


def _anchor(heading: str) -> str:
    """Return the anchor of a heading, as code hosts make it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
