"""The source of one passage: a Python function from a packed state to the packed states that follow.

It is written from expressions that were read, checked and folded before. Nothing that an author wrote stands in it:
names of facts become bits, words become codes, and only whole numbers remain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from game.graph.folding import FALSE, TRUE
from game.graph.layout import DAYS
from game.graph.program import Move, Node, Program
from game.story.expression import All, Among, AnyOf, Compare, Constant, Expr, InForceOn, Not, Read, Sum
from game.story.value import Value

Step = Callable[[int], Sequence[int]]


@dataclass
class Register:
    """What the functions of one story refer to by number: marks, faults, and tables of words."""

    marks: dict[tuple[str, ...], int] = field(default_factory=dict)
    faults: list[tuple[str, ...]] = field(default_factory=list)
    tables: list[tuple[Value, ...]] = field(default_factory=list)

    def mark(self, *what: str) -> int:
        """Return the number of a thing that depends on a condition and is marked when it is met."""
        return self.marks.setdefault(what, len(self.marks))

    def fault(self, *what: str) -> int:
        """Return the number of a fault that a function may meet."""
        self.faults.append(what)
        return len(self.faults) - 1

    def table(self, words: tuple[Value, ...]) -> int:
        """Return the number of the table that gives a fact's words by their codes."""
        if words not in self.tables:
            self.tables.append(words)
        return self.tables.index(words)


class Writer:
    """Writes the function of one passage."""

    def __init__(self, program: Program, register: Register, node: Node) -> None:
        self.program = program
        self.register = register
        self.layout = program.layout
        self.node = node
        self.lines: list[str] = []

    def table(self) -> Step | None:
        """Return the step of a passage in which nothing depends on a condition, else None."""
        if any(block not in (TRUE, FALSE) for block in self.node.blocks):
            return None
        pairs = []
        for move in self.node.moves:
            free = move.guard == TRUE or (move.guard == FALSE and move.shares[0] == TRUE)
            if not free or move.once or any(bar != FALSE for bar in move.bars):
                return None
            if self.clock_moves(move) or any(not isinstance(expr, Constant) for _, expr in move.changes):
                return None
            if move.goto not in self.layout.numbers:
                return None
            pairs.append(self.masks(move))
        if self.node.kind in ("own", "other", "none") and not pairs:
            return None
        if len(pairs) == 1:
            (keep, add) = pairs[0]
            return lambda s: (s & keep | add,)
        return lambda s: [s & keep | add for keep, add in pairs]

    def masks(self, move: Move) -> tuple[int, int]:
        """Return what a move keeps of a state and what it puts in, for changes to constants."""
        live = self.program.live[move.goto]
        keep, add = live, self.layout.numbers[move.goto]
        for name, expr in move.changes:
            bits = self.layout.slots[name].bits
            keep &= ~bits
            if isinstance(expr, Constant) and live & bits:
                add |= self.layout.code(name, expr.value) << self.layout.slots[name].shift
        if move.once:
            slot = self.layout.slots[move.once]
            keep &= ~slot.bits
            add |= slot.bits & live
        return keep, add

    def clock_moves(self, move: Move) -> bool:
        """Tell whether a move turns a clock that still matters."""
        if DAYS not in self.layout.slots or move.goto not in self.layout.numbers:
            return False
        if not self.program.live[move.goto] & self.layout.slots[DAYS].bits:
            return False
        return move.takes > 0 or self.program.nodes[move.goto].arrives >= 0

    def source(self) -> str:
        """Return the function of the passage."""
        node = self.node
        self.lines = ["def p(s):"]
        for index, block in enumerate(node.blocks):
            if block not in (TRUE, FALSE):
                mark = self.register.mark(node.name, "text", str(index))
                self.lines.append(f" if {self.test(block)}: H[{mark}] = 1")
        self.lines.append(" out = []")
        if self.checked():
            self.lines.append(" broken = 0")
        if node.kind == "own":
            for move in node.moves:
                self.choice(move)
            self.fault_if_empty("soft-lock")
        elif node.kind == "other":
            self.outcomes()
            self.fault_if_empty("no-outcome")
        elif node.kind == "text":
            for move in node.moves:
                self.guarded(move, [self.test(move.guard)], stops=True)
        elif node.kind == "none":
            self.lines.append(f" F(K[{self.register.fault('dead-end', node.name)}], s)")
        self.lines.append(" return out")
        return "\n".join(self.lines)

    def fault_if_empty(self, code: str) -> None:
        """Write that it is a fault when nothing follows."""
        unless = " and not broken" if self.checked() else ""
        self.lines.append(f" if not out{unless}: F(K[{self.register.fault(code, self.node.name)}], s)")

    def checked(self) -> bool:
        """Tell whether a move of the passage works out a fact, which may then be out of its range."""
        return any(not isinstance(expr, Constant) for move in self.node.moves for _, expr in move.changes)

    def choice(self, move: Move) -> None:
        """Write a choice: taken when its condition holds and no bar does."""
        tests = [] if move.guard == TRUE else [self.test(move.guard)]
        if move.once:
            tests.append(f"not s & {self.layout.slots[move.once].bits}")
        bars = [(index, bar) for index, bar in enumerate(move.bars) if bar != FALSE]
        if not bars:
            self.guarded(move, tests)
            return
        pad = " "
        if tests:
            self.lines.append(f" if {' and '.join(f'({test})' for test in tests)}:")
            pad = "  "
        word = "if"
        for index, bar in bars:
            mark = self.register.mark(self.node.name, "bar", move.id, str(index))
            self.lines.append(f"{pad}{word} {self.test(bar)}: H[{mark}] = 1")
            word = "elif"
        self.lines.append(f"{pad}else:")
        self.take(move, pad + " ")

    def outcomes(self) -> None:
        """Write the outcomes: the first whose condition holds, else all that have a share above zero."""
        for move in self.node.moves:
            if move.guard != FALSE:
                self.guarded(move, [] if move.guard == TRUE else [self.test(move.guard)], stops=True)
                if move.guard == TRUE:
                    return
        for move in self.node.moves:
            if move.shares:
                test = AnyOf(move.shares) if len(move.shares) > 1 else move.shares[0]
                self.guarded(move, [] if TRUE in move.shares else [self.test(test)])

    def guarded(self, move: Move, tests: list[str], *, stops: bool = False) -> None:
        """Write a move that is made when all tests hold; with ``stops`` nothing else is possible then."""
        pad = " "
        if tests:
            self.lines.append(f" if {' and '.join(f'({test})' for test in tests)}:")
            pad = "  "
        self.take(move, pad)
        if stops:
            self.lines.append(f"{pad}return out")

    def take(self, move: Move, pad: str) -> None:
        """Write the state after a move."""
        name = self.node.name
        self.lines.append(f"{pad}H[{self.register.mark(name, 'move', move.id)}] = 1")
        if move.goto not in self.layout.numbers:
            self.lines.append(f"{pad}F(K[{self.register.fault('unknown-name', name, move.id)}], s)")
            self.lines.append(f"{pad}out.append({self.layout.nowhere})")
            return
        keep, add = self.masks(move)
        target = f"s & {keep} | {add}"
        checks = []
        for number, (fact, expr) in enumerate(move.changes):
            if isinstance(expr, Constant):
                continue
            slot = self.layout.slots[fact]
            self.lines.append(f"{pad}v{number} = {self.number(expr)} - {slot.least}")
            checks.append(f"0 <= v{number} < {len(slot.values)}")
            if self.program.live[move.goto] & slot.bits:
                target += f" | v{number} << {slot.shift}"
        if self.clock_moves(move):
            slot = self.layout.slots[DAYS]
            target = target.replace(f"s & {keep}", f"s & {keep & ~slot.bits}") + f" | d << {slot.shift}"
            self.lines.append(f"{pad}d = (s >> {slot.shift} & {slot.mask}) + {move.takes}")
            arrives = self.program.nodes[move.goto].arrives
            if arrives > 0:
                self.lines.append(f"{pad}if d < {arrives}: d = {arrives}")
            self.lines.append(f"{pad}if d > {len(slot.values) - 1}: d = {len(slot.values) - 1}")
        if checks:
            self.lines.append(f"{pad}if {' and '.join(checks)}: out.append({target})")
            self.lines.append(f"{pad}else:")
            self.lines.append(f"{pad} broken = 1")
            self.lines.append(f"{pad} F(K[{self.register.fault('fact-range', name, move.id)}], s)")
        else:
            self.lines.append(f"{pad}out.append({target})")

    def test(self, expr: Expr) -> str:
        """Return a yes-or-no expression as source."""
        match expr:
            case Constant(value):
                return "True" if value else "False"
            case Read(fact):
                return f"s & {self.layout.slots[fact].bits}"
            case Not(term):
                return f"not ({self.test(term)})"
            case All(terms):
                return " and ".join(f"({self.test(term)})" for term in terms)
            case AnyOf(terms):
                return " or ".join(f"({self.test(term)})" for term in terms)
            case Compare(op, left, right):
                return self.comparison(op, left, right)
            case Among(term, values):
                if isinstance(term, Read):
                    codes = ", ".join(str(self.layout.code(term.fact, value)) for value in values)
                    return f"{self.code(term.fact)} in ({codes},)"
                return f"{self.number(term)} in ({', '.join(str(int(value)) for value in values)},)"
            case InForceOn() | Sum():
                raise AssertionError("a folded test asks for no rule and is no number")

    def comparison(self, op: str, left: Expr, right: Expr) -> str:
        """Return a comparison as source."""
        if isinstance(right, Read) and isinstance(left, Constant):
            left, right, op = right, left, _TURNED.get(op, op)
        if isinstance(left, Read) and isinstance(right, Constant) and op in ("==", "!="):
            slot = self.layout.slots[left.fact]
            return f"s & {slot.bits} {op} {self.layout.code(left.fact, right.value) << slot.shift}"
        if (
            isinstance(left, Read)
            and isinstance(right, Read)
            and isinstance(self.layout.slots[left.fact].values[0], str)
        ):
            sides = [
                f"T[{self.register.table(self.layout.slots[side.fact].values)}][{self.code(side.fact)}]"
                for side in (left, right)
            ]
            return f"{sides[0]} {op} {sides[1]}"
        return f"{self.number(left)} {op} {self.number(right)}"

    def code(self, fact: str) -> str:
        """Return the code of a fact in a state as source."""
        slot = self.layout.slots[fact]
        return f"(s >> {slot.shift} & {slot.mask})"

    def number(self, expr: Expr) -> str:
        """Return a number as source; a flag counts as 0 or 1."""
        match expr:
            case Constant(value):
                return str(int(value))
            case Read(fact):
                least = self.layout.slots[fact].least
                return f"({self.code(fact)} + {least})" if least else self.code(fact)
            case Sum(op, left, right):
                return f"({self.number(left)} {op} {self.number(right)})"
            case _:
                return f"(1 if {self.test(expr)} else 0)"


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
