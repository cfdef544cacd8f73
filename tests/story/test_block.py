"""Labelled texts: what each label needs, and what it may not say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.library.guard import digest
from game.reading import Fault
from game.story.block import LABELS, Block, Name, SceneLine
from game.story.expression import Scope
from game.story.facts import Fact

Read = Callable[..., Any]
FaultsOf = Callable[..., list[Fault]]

GUARDED = frozenset({digest("Ofelia Quint"), digest("Zebulon")})  # invented names
SCOPE = Scope({"signed": Fact(kind="flag", start=False)}, guarded=GUARDED)


@pytest.mark.parametrize("label", LABELS)
def test_a_text_has_one_of_four_labels(label: str, read: Read) -> None:
    block = read(Block, f"{{{label}: 'The [rule](exhibit:some-rule) is old.'}}", SCOPE)
    assert (block.label, block.text.text, block.condition) == (label, "The rule is old.", None)


def test_a_text_may_have_a_condition(read: Read) -> None:
    assert read(Block, "{scene: She signs., if: signed}", SCOPE).condition.text == "signed"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{if: signed}", ["missing-key"]),
        ("{scene: a, record: '[b](profile:x)'}", ["missing-key"]),
        ("{scen: a}", ["unknown-key"]),
        ("{scene: a, when: signed}", ["unknown-key"]),
        ("{scene: [a]}", ["wrong-type"]),
        ("{scene: ''}", ["wrong-value"]),
        ("{scene: no}", ["yaml-surprise"]),
        ("{scene: a, if: sined}", ["unknown-name"]),
        ("a", ["wrong-type"]),
        ("[a]", ["wrong-type"]),
    ],
)
def test_a_text_of_another_shape_is_refused(text: str, codes: list[str], read: Read, faults_of: FaultsOf) -> None:
    assert sorted(fault.code for fault in faults_of(read, Block, text, SCOPE)) == sorted(codes)


#: Which links are evidence for which label.
EVIDENCE = {
    "scene": {"exhibit", "figure", "profile", "term", None},
    "record": {"exhibit", "figure", "profile"},
    "rule": {"exhibit", "figure"},
    "what-if": {"exhibit", "figure"},
}


@pytest.mark.parametrize("kind", ["exhibit", "figure", "profile", "term", None])
@pytest.mark.parametrize("label", LABELS)
def test_a_label_other_than_scene_needs_a_link_to_what_it_rests_on(
    label: str, kind: str | None, read: Read, faults_of: FaultsOf
) -> None:
    words = f"[words]({kind}:some.thing)" if kind else "words"
    found = [fault.code for fault in faults_of(read, Block, f"{{{label}: 'Some {words} here.'}}", SCOPE)]
    assert found == ([] if kind in EVIDENCE[label] else ["text-evidence"])


@pytest.mark.parametrize("label", ["record", "rule"])
def test_a_number_in_a_record_or_a_rule_needs_its_figure(label: str, read: Read, faults_of: FaultsOf) -> None:
    text = f"{label}: |\n  The [rule](exhibit:x) holds 48 hours,\n  and twelve more.\n"
    found = [(fault.code, fault.place.line, fault.place.column) for fault in faults_of(read, Block, text, SCOPE)]
    assert found == [("number-without-figure", 2, 31), ("number-without-figure", 3, 7)]
    assert read(Block, f"{label}: 'It holds [48 hours](figure:x.y) since 1996.'", SCOPE).label == label


@pytest.mark.parametrize("label", ["scene", "what-if"])
def test_a_number_in_an_invented_text_is_free(label: str, read: Read) -> None:
    assert read(Block, f"{label}: 'She counts 48 [tiles](exhibit:x) and 12 doors.'", SCOPE).label == label


def test_the_words_of_a_link_to_an_exhibit_are_counted_too(read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Block, "rule: 'It is [a rule of 48 hours](exhibit:x).'", SCOPE)
    assert fault.code == "number-without-figure"


@pytest.mark.parametrize("label", ["scene", "what-if"])
@pytest.mark.parametrize("name", ["Ofelia Quint", "ofelia\n  quint", "Zebulon", "*Zebulon*"])
def test_a_real_name_is_refused_in_an_invented_text(label: str, name: str, read: Read, faults_of: FaultsOf) -> None:
    text = f"{label}: |\n  On that [day](exhibit:x)\n  came {name} by.\n"
    (fault,) = faults_of(read, Block, text, SCOPE)
    assert (fault.code, fault.place.line) == ("real-name", 3)
    assert fault.place.column == (9 if name.startswith("*") else 8)
    assert name.strip("*").split()[0] not in fault.message  # the report does not spread the name either


@pytest.mark.parametrize("label", ["record", "rule"])
def test_a_real_name_may_stand_in_what_was_reported(label: str, read: Read) -> None:
    assert read(Block, f"{label}: 'The [paper](exhibit:x) named Ofelia Quint.'", SCOPE).label == label


@pytest.mark.parametrize("kind", [SceneLine, Name])
def test_a_real_name_is_refused_in_a_label_and_in_a_title(kind: Any, read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, kind, "She asks Zebulon", SCOPE)
    assert (fault.code, fault.place.column) == ("real-name", 10)
    assert read(kind, "She asks Zebulonia", SCOPE)


def test_every_real_name_is_told(read: Read, faults_of: FaultsOf) -> None:
    text = "scene: |\n  Zebulon waits.\n  Ofelia Quint waits with Zebulon.\n"
    found = faults_of(read, Block, text, SCOPE)
    assert [(fault.place.line, fault.place.column) for fault in found] == [(2, 3), (3, 3), (3, 27)]
