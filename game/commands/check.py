"""``nta check``: the library proof-read, every story read and proved."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.common import Exit, UsageError, extra_folders, fail, progress, say, say_json, write_file
from game.play.phrases import count_of
from game.reading.files import YAML_FILES

if TYPE_CHECKING:
    from game.graph.check import Checked, Run
    from game.graph.finding import Finding
    from game.library.load import LoadedLibrary

#: Codes of files that could not be used at all.
_UNUSABLE = ("file-", "yaml-")


def check(arguments: argparse.Namespace) -> int:
    """Check the library and stories; print what is wrong."""
    from game.graph.finding import finding_of
    from game.play.catalogue import every_folder, library_folders, load_evidence, shadowed, story_folders
    from game.reading.fault import Faults

    try:
        oldest = _limit(arguments.stale) if arguments.stale else None
        extra = extra_folders(arguments)
        known = story_folders(extra)
        paths = [folder for path in arguments.paths for folder in stories_at(path, known)]
    except ValueError as error:
        return fail(f"nta check: {error}")
    folders = paths if arguments.paths else list(known.values())
    findings = [finding_of(fault) for fault in shadowed(paths if arguments.paths else every_folder(extra), known)]
    runs: list[Run] = []
    unused: list[str] = []
    try:
        evidence = load_evidence()
        beside = {folder: load_evidence(folder) for folder in folders if len(library_folders(folder)) > 1}
    except Faults as faults:
        findings += [finding_of(fault) for fault in faults.faults]
        sys.stderr.write("The library has faults; the stories are checked once these are mended.\n")
    else:
        for done in _proved([(folder, beside.get(folder, evidence)) for folder in folders]):
            findings += done.findings
            runs += done.runs
        if oldest is not None:
            findings += _stale(evidence, oldest)
        if not arguments.paths:
            unused = _unused(evidence, folders)
    if arguments.json:
        rows = {"findings": [found.as_row() for found in findings], "stories": runs}
        say_json(rows | ({"unused_exhibits": unused} if arguments.unused else {}))
    else:
        _tell(findings, runs, unused if arguments.unused else [], len(unused))
    if arguments.witnesses is not None:
        _write_witnesses(findings, arguments.witnesses)
    if any(found.code.startswith(_UNUSABLE) for found in findings):
        return Exit.UNUSABLE
    return Exit.FINDINGS if findings else Exit.OK


def _proved(folders: list[tuple[Path, LoadedLibrary]]) -> Iterator[Checked]:
    """Yield what checking each story finds; each has the evidence that it rests on beside it."""
    from game.graph.check import check_story_folder

    with progress("proving", len(folders)) as step:
        for folder, evidence in folders:
            yield check_story_folder(folder, evidence, progress=lambda story, rules: step(f"{story} {rules}", 0))
            step(folder.name, 1)


def stories_at(path: Path, known: Mapping[str, Path]) -> list[Path]:
    """Return the stories at a path: a story's folder or one of its files, a single file, or a folder of stories.

    What is no path may be the id of a story that is ``known``. Raises ``ValueError``.
    """
    if not path.exists() and str(path) in known:
        return [known[str(path)]]
    if path.is_file():
        return [path.parent if (path.parent / "story.yaml").is_file() else path]
    if (path / "story.yaml").is_file():
        return [path]
    found = sorted(story.parent for story in path.glob("*/story.yaml"))
    if not found:
        beside = sorted(path.glob(YAML_FILES)) if path.is_dir() else []
        if beside:
            raise ValueError(
                f"'{path}' has no story.yaml, with which a story begins; rename one of its files, or add it"
            )
        raise ValueError(
            f"there is no story at '{path}'; name a story's id, its folder, its file, or a folder of stories"
        )
    return found


def _limit(text: str) -> datetime.date:
    """Return the day before which evidence is stale, for ``12m``, ``2y`` or ``90d``."""
    from game.library.dates import months_before

    match = re.fullmatch(r"(\d{1,4})([dmy])", text)
    if not match:
        raise ValueError(f"'{text}' is no age; write 12m, 2y or 90d")
    number, today = int(match[1]), datetime.date.today()
    if match[2] == "d":
        return today - datetime.timedelta(days=number)
    try:
        return months_before(today, number * (12 if match[2] == "y" else 1))
    except ValueError:
        raise ValueError(
            f"'{text}' ago lies before the calendar; write a shorter time, such as 12m, 2y or 90d"
        ) from None


def _stale(evidence: LoadedLibrary, oldest: datetime.date) -> list[Finding]:
    from game.graph.finding import Finding
    from game.library.dates import age_in_words, first_day, in_words

    found = []
    for name, exhibit in evidence.library.exhibits.items():
        if first_day(exhibit.last_verified) < oldest:
            age = age_in_words(exhibit.last_verified, datetime.date.today())
            message = f"'{name}' was last seen in a source as of {in_words(exhibit.last_verified)}, {age}; look again"
            place = evidence.places["exhibits"][name]
            found.append(Finding(place=place, code="stale", severity="warning", message=message))
    return found


def _unused(evidence: LoadedLibrary, folders: list[Path]) -> list[str]:
    """Return the exhibits that no story shows, names or asks about."""
    from game.play.bundle import exhibits_named
    from game.reading.fault import Faults, Report
    from game.story.load import read_story

    used: set[str] = set()
    for folder in folders:
        with contextlib.suppress(Faults):  # told already
            used.update(exhibits_named(read_story(folder, evidence, Report()).story))
    return [name for name in evidence.library.exhibits if name not in used]


def _tell(findings: list[Finding], runs: list[Run], named: list[str], unused: int) -> None:
    for found in findings:
        say(str(found) if found.severity == "error" else f"{found} (warning)")
        if found.witness:
            say(f"    walk: {found.witness.words()}")
    say(*(f"{name}: no story uses this exhibit" for name in named))
    stories = {run.story for run in runs}
    states = sum(run.states for run in runs)
    seconds = sum(run.seconds for run in runs)
    if runs:
        moves = sum(run.moves for run in runs)
        say(
            f"{count_of(len(stories), 'story', 'stories')} proved under "
            f"{count_of(len(runs), 'set of rules', 'sets of rules')}: "
            f"{count_of(states, 'state')}, {count_of(moves, 'move')}, {seconds:.2f} seconds."
        )
    if unused and not named:
        say(f"Used by no story: {count_of(unused, 'exhibit')}; --unused lists them.")
    from game.graph.prose import grader

    if runs and grader() is None:
        say(f"Reading grades were not checked: they need {sys.executable} -m pip install textstat==0.7.8")
    if findings:
        errors = sum(found.severity == "error" for found in findings)
        say(f"{count_of(errors, 'error')}, {count_of(len(findings) - errors, 'warning')}.")


def _write_witnesses(findings: list[Finding], folder: Path) -> None:
    """Write the walk to each finding that has one. Raises ``UsageError``."""
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"'{folder}' cannot be written: {error.strerror or error}") from None
    for number, found in enumerate(findings, 1):
        if found.witness:
            write_file(folder / f"{found.code}-{number}.walk.yaml", f"# {found}\n{found.witness.yaml()}")
            count += 1
    sys.stderr.write(f"{count_of(count, 'walk')} written to {folder}.\n")
