"""YAML into nodes: safely, with the position of every value, and with limits.

The tree is built from the parser's events and not by a YAML loader, because events come one at a time: nothing is
built before its depth, its number and its characters have been checked, and no tag, alias or anchor is ever acted on.
"""

from __future__ import annotations

import errno
from pathlib import Path

import yaml

from game.reading.characters import is_emoji, unsafe_in
from game.reading.fault import Faults, Place, Report, display_path, quoted
from game.reading.files import MAX_BYTES, YAML_FILES, read_limited
from game.reading.nodes import Mapping, Node, Scalar, Sequence

MAX_DEPTH = 40  #: levels of nesting
MAX_NODES = 100_000  #: values in one file
MAX_TEXT = 10_000  #: characters of one value

_TOO_DEEP = f"more than {MAX_DEPTH} levels; make the file flatter"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(path: Path) -> str:
    """Return a file's text. Raises ``Faults`` for a file that is missing, too big or not UTF-8."""
    report = Report()
    place = Place(display_path(path), 1, 1)
    try:
        data = read_limited(path, MAX_BYTES)
    except OSError as error:
        if error.errno == errno.EFBIG:
            report.add(place, "file-too-big", f"more than {MAX_BYTES // 1024 // 1024} MiB; split the file")
        else:
            report.add(place, "file-unreadable", f"{error.strerror or error}; check the path and its permissions")
        raise Faults(report.faults) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        report.add(Place(place.file, line, column), "file-encoding", "not UTF-8; save the file as UTF-8")
        raise Faults(report.faults) from None


def read_yaml(path: Path) -> Node:
    """Return the one document of a YAML file as nodes. Raises ``Faults``."""
    return parse_yaml(read_text(path), display_path(path))


def report_misnamed(folder: Path, report: Report) -> None:
    """Report the files of a folder that are meant to be read and are not, because of how their names end."""
    for file in sorted(folder.glob(YAML_FILES)):
        if file.suffix != ".yaml":
            name = quoted(f"{file.stem}.yaml")
            message = f"the names of files end in .yaml, so this one is passed over; name it {name}"
            report.add(Place(display_path(file), 1, 1), "file-name", message)


def parse_yaml(text: str, file: str) -> Node:
    """Return the one YAML document in ``text`` as nodes; ``file`` names it in places. Raises ``Faults``."""
    report = Report()
    builder = _Builder(file, report, text.splitlines())
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        if "nesting depth" in str(error.problem):  # libyaml since 0.2.6 may stop before the builder sees a level
            report.add(at, "yaml-too-deep", _TOO_DEEP)
        elif error.problem == "mapping values are not allowed in this context":
            report.add(at, "yaml-syntax", "a colon stands in a text without quotes; write the whole text in quotes")
        elif mark and builder.begins_with_a_tab(mark.line):
            report.add(at, "yaml-syntax", "a tab stands at the start of this line; use spaces in its place")
        else:
            report.add(at, "yaml-syntax", f"{error.problem or error.context}; check indentation, quotes and colons")
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        at = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        code = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "?")
        report.add(at, "control-character", f"U+{code:04X} may not stand in a file; take it out")
    except yaml.YAMLError as error:
        report.add(Place(file, 1, 1), "yaml-syntax", f"{error}; check indentation, quotes and colons")
    report.stop_if_any()
    if builder.root is None:
        report.add(Place(file, 1, 1), "yaml-syntax", "the file is empty; start it with a key and a colon")
        report.stop_if_any()
    assert builder.root is not None
    return builder.root


class _Builder:
    """Builds the tree from events, one at a time."""

    def __init__(self, file: str, report: Report, lines: list[str]) -> None:
        self.file = file
        self.report = report
        self.lines = lines
        self.root: Node | None = None
        self.stack: list[Mapping | Sequence] = []
        self.keys: list[Scalar | None] = []  # for each open mapping the key that waits for its value
        self.count = 0
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            place = self.place(event)
            if len(event.value) > MAX_TEXT:
                self.report.add(place, "yaml-too-long", f"more than {MAX_TEXT:,} characters in one value; split it")
                raise Faults(self.report.faults)
            self.refuse_tag(event, place, implicit=bool(event.implicit[0] or event.implicit[1]))
            start = self.block_start(place) if event.style == "|" else None
            scalar = Scalar(place, event.value, plain=not event.style, start=start)
            self.check_characters(scalar)
            self.put(scalar)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            place = self.place(event)
            self.refuse_tag(event, place, implicit=event.implicit)
            node: Mapping | Sequence = Mapping(place) if isinstance(event, yaml.MappingStartEvent) else Sequence(place)
            if len(self.stack) >= MAX_DEPTH:
                self.report.add(place, "yaml-too-deep", _TOO_DEEP)
                raise Faults(self.report.faults)
            self.put(node)
            self.stack.append(node)
            self.keys.append(None)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
            self.keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            place = self.place(event)
            self.report.add(place, "yaml-alias", f"{quoted(f'*{event.anchor}')} is an alias; write the value out")
            self.put(Scalar(place, "", plain=False))
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.report.add(self.place(event), "yaml-syntax", "a second document ('---'); keep one a file")
                raise Faults(self.report.faults)

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # every event of a parsed text has one
        return Place(self.file, mark.line + 1, mark.column + 1)

    def refuse_tag(self, event: yaml.Event, place: Place, *, implicit: bool) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and not implicit:
            self.report.add(place, "yaml-tag", f"{quoted(tag)} is a tag; take it out")
        if getattr(event, "anchor", None) is not None:
            anchor = quoted(f"&{getattr(event, 'anchor', '')}")
            self.report.add(place, "yaml-alias", f"{anchor} is an anchor; write the value out where it is used")

    def block_start(self, place: Place) -> Place:
        """Return where the text of a ``|`` block begins: its first line that is not blank sets the indentation."""
        for number in range(place.line, len(self.lines)):
            line = self.lines[number]
            if line.strip():
                return Place(self.file, place.line + 1, len(line) - len(line.lstrip(" ")) + 1)
        return Place(self.file, place.line + 1, 1)

    def begins_with_a_tab(self, number: int) -> bool:
        """Tell whether a tab stands where a line is indented; ``number`` is counted from 0."""
        line = self.lines[number] if number < len(self.lines) else ""
        return "\t" in line[: len(line) - len(line.lstrip())]

    def check_characters(self, scalar: Scalar) -> None:
        found = unsafe_in(scalar.text)
        if found:
            code = ord(found.group())
            what = "an emoji" if is_emoji(found.group()) else "a hidden or control character"
            self.report.add(scalar.at(found.start()), "control-character", f"U+{code:04X} is {what}; take it out")

    def put(self, node: Node) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            self.report.add(node.place, "yaml-too-many", f"more than {MAX_NODES} values; split the file")
            raise Faults(self.report.faults)
        if not self.stack:
            if self.root is None:
                self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                self.report.add(node.place, "wrong-type", f"{node.kind} stands where a key was meant; use a word")
                node = Scalar(node.place, f"?{self.count}", plain=False)
            self.keys[-1] = node
            return
        self.keys[-1] = None
        if key.text in parent.items:
            first = parent.items[key.text][0].place.line
            self.report.add(
                key.place, "yaml-duplicate-key", f"{quoted(key.text)} stands here already, in line {first}; keep one"
            )
            return
        parent.items[key.text] = (key, node)
