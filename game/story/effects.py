"""What taking an option does to the facts and to the case clock."""

from __future__ import annotations

import re

import msgspec

from game.reading.fault import quoted
from game.reading.nodes import Mapping, Node, Scalar
from game.reading.reader import Failed, Reader
from game.story.expression import Constant, Expr, Scope

_MOST = 36_500
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


class Effects(msgspec.Struct, frozen=True, array_like=True):
    """Facts and their new values, all worked out from the values before."""

    changes: tuple[tuple[str, Expr], ...] = ()

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Effects | Failed:
        """Read ``{signed: yes, tries: tries + 1}``."""
        if not isinstance(node, Mapping):
            return reader.fault(node, "wrong-type", f"{node.kind} stands where facts were meant; write 'fact: value'")
        from game.story.parsing import parse  # Python's own parser, which playing has no use for

        assert isinstance(reader.scope, Scope)
        changes = []
        for name, (key, value) in node.items.items():
            fact = reader.scope.facts.get(name)
            if fact is None:
                hint = reader.report.hint(name, reader.scope.facts) or "; declare it under 'facts'"
                reader.fault(key, "unknown-name", f"there is no fact {quoted(name)}{hint}")
            elif not isinstance(value, Scalar):
                reader.fault(value, "wrong-type", f"{value.kind} stands where one value was meant")
            elif fact.kind == "number" and not re.fullmatch(r"\s*-?[0-9]+\s*", value.text):
                found = parse(value.text, value, reader)
                if found and found[1] != "number":
                    reader.fault(value, "expression-type", f"{quoted(value.text)} is no number; write one, or a sum")
                elif found and isinstance(found[0], Constant) and fact.refuses(found[0].value):
                    reader.fault(
                        value, "fact-value", f"'{name}' cannot be {quoted(value.text)}: {fact.refuses(found[0].value)}"
                    )
                elif found:
                    changes.append((name, found[0]))
            else:
                try:
                    changes.append((name, Constant(fact.parse(value.text))))
                except ValueError as error:
                    reader.fault(value, "fact-value", str(error))
        return cls(tuple(changes))


class Days(msgspec.Struct, frozen=True, array_like=True):
    """A span of time, in days; a month counts as 30 days and a year as 365."""

    count: int

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Days | Failed:
        """Read ``2 days``, ``3 weeks``, ``5 months`` or ``1 year``."""
        text = node.text if isinstance(node, Scalar) else ""
        match = re.fullmatch(r"([0-9]{1,4}) (day|week|month|year)s?", text)
        if not match:
            return reader.fault(
                node, "wrong-value", f"{quoted(text)} is no span of time; write '2 days', '3 weeks' or '1 year'"
            )
        days = int(match[1]) * _DAYS[match[2]]
        if days > _MOST:
            return reader.fault(node, "wrong-value", f"'{text}' is more than a hundred years; use a shorter span")
        return cls(days)
