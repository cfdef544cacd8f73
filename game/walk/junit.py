"""JUnit reports, as continuous-integration servers read them: one suite a story, one case a walkthrough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

import msgspec


class Case(msgspec.Struct, frozen=True):
    """One walkthrough. ``seconds`` is wall time; ``faults`` is empty when it passed.

    Where it was not ``walked``, because it or its story cannot be read, its faults are those of the files.
    """

    story: str
    name: str
    seconds: float
    faults: tuple[str, ...]
    walked: bool = True

    @property
    def failed(self) -> bool:
        """Tell whether it was walked, and something was not as expected."""
        return self.walked and bool(self.faults)


def junit(cases: Sequence[Case]) -> bytes:
    """Return the report as an XML file."""
    root = ElementTree.Element("testsuites")
    for story in dict.fromkeys(case.story for case in cases):
        mine = [case for case in cases if case.story == story]
        numbers = {
            "tests": str(len(mine)),
            "failures": str(sum(case.failed for case in mine)),
            "errors": str(sum(not case.walked for case in mine)),
            "time": f"{sum(case.seconds for case in mine):.3f}",
        }
        suite = ElementTree.SubElement(root, "testsuite", {"name": story, **numbers})
        for case in mine:
            head = {"classname": story, "name": case.name, "time": f"{case.seconds:.3f}"}
            element = ElementTree.SubElement(suite, "testcase", head)
            if case.faults:
                what = "failure" if case.walked else "error"
                told = ElementTree.SubElement(element, what, {"message": case.faults[0]})
                told.text = "\n".join(case.faults)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode", xml_declaration=False)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{_UNWRITABLE.sub('?', text)}".encode()


#: What XML cannot hold at all (XML 1.0, production 2); the name of a file may.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
