"""Findings: what is wrong with a story, with the walk that shows it."""

from __future__ import annotations

from typing import Literal

import msgspec

from game.graph.witness import Witness
from game.reading.codes import CODES
from game.reading.fault import Fault, Place

Severity = Literal["error", "warning"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong. ``witness`` is the shortest walkthrough that shows it, where a walk can."""

    place: Place
    code: str
    severity: Severity
    message: str
    witness: Witness | None = None

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(self.code)

    def __str__(self) -> str:
        return f"{self.place}: {self.code}: {self.message}"

    def as_row(self) -> dict[str, object]:
        """Return the finding as ``nta check --json`` prints it."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "witness": msgspec.to_builtins(self.witness) if self.witness else None,
        }


def finding_of(fault: Fault, witness: Witness | None = None) -> Finding:
    """Return a fault as a finding."""
    return Finding(place=fault.place, code=fault.code, severity="error", message=fault.message, witness=witness)
