"""``nta schema``: what is shipped fits it, and what does not fit the models does not fit it either."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from game.commands import parser
from game.commands.schema import FORMATS, schema_of
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


def test_the_command_line_offers_every_format(nta: Call) -> None:
    assert set(parser.FORMATS) == set(FORMATS)
    told = nta("schema", "story")
    assert (told.code, told.err) == (0, "")
    assert json.loads(told.out) == schema_of("story")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(STORIES).as_posix())
def test_every_shipped_file_fits_its_schema(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=Editor)
    assert [error.message for error in VALIDATORS[format_of(path)].iter_errors(data)] == []


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
