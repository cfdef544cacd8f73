"""The JUnit report, as continuous-integration servers read it."""

from __future__ import annotations

from xml.etree import ElementTree

from game.walk.junit import Case, junit

CASES = [
    Case("the-yard", "sign", 0.25, ()),
    Case("the-yard", "climb", 0.5, ("a.walk.yaml:5:5: walk-step: 'climb' is barred", "a.walk.yaml:6:7: <&\"'> é")),
    Case("the-hall", "go", 0.125, ()),
    Case("b.walk.yaml", "b.walk.yaml", 0.0, ("b.walk.yaml:1:1: yaml-syntax: it ends too soon",), walked=False),
]


def test_a_report_is_xml_with_a_suite_for_each_story_and_a_case_for_each_walkthrough() -> None:
    root = ElementTree.fromstring(junit(CASES))
    assert root.tag == "testsuites"
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in root] == [
        ("the-yard", "2", "1", "0"),
        ("the-hall", "1", "0", "0"),
        ("b.walk.yaml", "1", "0", "1"),
    ]
    assert [case.get("name") for case in root.iter("testcase")] == ["sign", "climb", "go", "b.walk.yaml"]
    assert [suite.get("time") for suite in root] == ["0.750", "0.125", "0.000"]


def test_a_failure_holds_every_line_and_a_pass_none() -> None:
    passed, failed, *_ = ElementTree.fromstring(junit(CASES)).iter("testcase")
    assert len(passed) == 0
    (failure,) = failed
    assert failure.tag == "failure"
    assert failure.get("message") == CASES[1].faults[0]
    assert failure.text == "\n".join(CASES[1].faults)


def test_a_walkthrough_that_could_not_be_walked_is_an_error_and_no_failure() -> None:
    *_, broken = ElementTree.fromstring(junit(CASES)).iter("testcase")
    assert [(told.tag, told.get("message"), told.text) for told in broken] == [
        ("error", CASES[-1].faults[0], CASES[-1].faults[0])
    ]


def test_a_report_of_no_walkthroughs_is_xml_too() -> None:
    assert len(ElementTree.fromstring(junit([]))) == 0


def test_a_report_names_its_encoding() -> None:
    assert junit(CASES).startswith(b"<?xml version='1.0' encoding='utf-8'?>")
