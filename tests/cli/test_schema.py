"""``nta schema``: what is shipped fits it, and what does not fit the models does not fit it either."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from game.commands.parser import FORMATS
from game.commands.schema import schema_of
from game.library.load import PARTS
from tests.cli.conftest import Call
from tests.making import ROOT

STORIES = ROOT / "stories"
FILES = sorted(STORIES.rglob("*.yaml"))


class Editor(yaml.CSafeLoader):
    """Reads YAML as the language servers of editors do, by version 1.2: yes, no, on and dates are words."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in found if tag.rpartition(":")[2] in ("int", "float", "null", "merge")]
        for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def format_of(path: Path) -> str:
    if path.name.endswith(".walk.yaml"):
        return "walkthrough"
    within = path.relative_to(STORIES).parts
    if within[0] != "library":
        return "story"
    return within[1].removesuffix(".yaml")


VALIDATORS = {name: Draft202012Validator(schema_of(name)) for name in FORMATS}


@pytest.mark.parametrize("name", FORMATS)
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schema_of(name))


def test_there_is_a_format_for_stories_walkthroughs_and_every_part_of_the_library() -> None:
    assert set(FORMATS) == {"story", "walkthrough", "library", *PARTS}


def test_a_format_is_printed_as_its_schema(nta: Call) -> None:
    told = nta("schema", "story")
    assert (told.code, told.err) == (0, "")
    assert json.loads(told.out) == schema_of("story")


def test_without_a_format_the_formats_are_listed(nta: Call) -> None:
    told = nta("schema")
    assert (told.code, told.err) == (0, "")
    assert [line.partition(":")[0] for line in told.out.splitlines()] == list(FORMATS)
    assert nta("schema", told.out.partition(":")[0]).code == 0


def test_the_schema_of_the_library_holds_those_of_its_parts(nta: Call) -> None:
    whole = schema_of("library")
    for part in PARTS:
        one = schema_of(part)
        assert whole["$defs"][part] == {key: value for key, value in one.items() if key[0] != "$" and key != "title"}
        assert one["$defs"].items() <= whole["$defs"].items()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(STORIES).as_posix())
def test_every_shipped_file_fits_its_schema(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=Editor)
    name = format_of(path)
    assert [error.message for error in VALIDATORS[name].iter_errors(data)] == []
    assert VALIDATORS["library"].is_valid(data) == (name in PARTS)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("story", {"story": "a-story", "titel": "A story"}),
        ("story", {"passages": {"first": {"title": "First", "stage": "arest", "text": [], "in_short": "A stop."}}}),
        ("story", {"passages": {"First": {"title": "First", "stage": "arrest", "text": [], "in_short": "A stop."}}}),
        ("story", {"endings": {}}),
        ("walkthrough", {"walkthrough": "one", "story": "a-story", "about": "A walk."}),
        ("exhibits", {"a-rule": {"kind": "law"}}),
        ("sources", {"a-source": {"title": "A page", "publisher": "A press", "date": "May 2012"}}),
        ("terms", {"bond": {"plain": "bond"}}),
        ("library", {"bond": {"plain": "bond"}}),
    ],
)
def test_what_an_author_gets_wrong_does_not_fit(name: str, wrong: dict[str, Any]) -> None:
    assert not VALIDATORS[name].is_valid(wrong)


def test_a_file_with_passages_alone_is_part_of_a_story() -> None:
    passage = {
        "title": "First", "stage": "arrest", "in_short": "A stop.", "text": [{"scene": "It rains."}],
        "next": [{"goto": "second", "takes": "2 days", "set": {"signed": "yes"}}],
    }  # fmt: skip
    assert VALIDATORS["story"].is_valid({"passages": {"first": passage}})
