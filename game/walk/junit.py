"""JUnit reports, as continuous-integration servers read them: one suite a story, one case a walkthrough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

import msgspec


class Case(msgspec.Struct, frozen=True):
    """One walkthrough that was run. ``seconds`` is wall time; ``faults`` is empty when it passed."""

    story: str
    name: str
    seconds: float
    faults: tuple[str, ...]


def junit(cases: Sequence[Case]) -> bytes:
    """Return the report as an XML file."""
    root = ElementTree.Element("testsuites")
    for story in dict.fromkeys(case.story for case in cases):
        mine = [case for case in cases if case.story == story]
        failures = sum(bool(case.faults) for case in mine)
        seconds = sum(case.seconds for case in mine)
        numbers = {"tests": str(len(mine)), "failures": str(failures), "errors": "0", "time": f"{seconds:.3f}"}
        suite = ElementTree.SubElement(root, "testsuite", {"name": story, **numbers})
        for case in mine:
            head = {"classname": story, "name": case.name, "time": f"{case.seconds:.3f}"}
            element = ElementTree.SubElement(suite, "testcase", head)
            if case.faults:
                failure = ElementTree.SubElement(element, "failure", {"message": case.faults[0]})
                failure.text = "\n".join(case.faults)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode", xml_declaration=False)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{_UNWRITABLE.sub('?', text)}".encode()


#: What XML cannot hold at all (XML 1.0, production 2); the name of a file may.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
