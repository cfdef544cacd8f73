"""``nta walk``: walkthroughs run, measured, written and brought up to date."""

from __future__ import annotations

import argparse
import datetime
import io
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.check import stories_at
from game.commands.common import Exit, extra_folders, fail, progress, say, write_file
from game.play.phrases import count_of
from game.play.step import MoveError, StoryError
from game.reading.fault import Fault, Faults
from game.walk.script import LoadedWalk, load_walk

if TYPE_CHECKING:
    from game.play.bundle import Bundle
    from game.play.playthrough import Playthrough
    from game.walk.coverage import Item

#: How fast ``--watch`` shows a text: 240 words a minute, the usual speed of silent reading (Brysbaert 2019).
_WORDS_A_SECOND = 4.0


def walk(arguments: argparse.Namespace) -> int:
    """Run walkthroughs, or do with them what was asked for."""
    from game.play.catalogue import UnknownStoryError

    try:
        files = _files(arguments)
        if arguments.cover is not None:
            return _cover(arguments)
        run = _Run(files, extra_folders(arguments))
        if arguments.update:
            return run.update()
        if arguments.watch:
            return run.watch(arguments.speed)
        if arguments.mutants:
            return run.mutants()
        return run.all(arguments)
    except (UnknownStoryError, ValueError, StoryError) as error:
        return fail(f"nta walk: {error}")


def _files(arguments: argparse.Namespace) -> list[Path]:
    """Return the walkthrough files at the given paths, or of all stories. Raises ``ValueError``."""
    from game.play.catalogue import story_folders

    files = []
    known = story_folders(extra_folders(arguments))
    for given in arguments.paths or known.values():
        path = given if given.exists() else known.get(str(given), given)
        found = [path] if path.is_file() else sorted(path.rglob("*.walk.yaml"))
        if not found and (arguments.paths or not path.is_dir()) and arguments.cover is None:
            raise ValueError(f"there is no *.walk.yaml at '{path}'; check the path")
        files.extend(found)
    return files


class _Run:
    """Walkthrough files and the stories that they walk through."""

    def __init__(self, files: list[Path], extra: list[Path]) -> None:
        self.files = files
        self.extra = extra
        self.bundles: dict[Path | str, Bundle] = {}  # by folder, or by id where a walkthrough lies in none
        self.today = datetime.date.today()

    def bundle(self, loaded: LoadedWalk) -> Bundle:
        """Return the story of a walkthrough. Raises ``Faults``."""
        from game.walk.find import bundle_of

        key = self.key(loaded)
        if key not in self.bundles:
            self.bundles[key] = bundle_of(loaded, self.extra)
        return self.bundles[key]

    def key(self, loaded: LoadedWalk) -> Path | str:
        """Return what tells the story of a walkthrough from others: two folders may hold stories of one id."""
        from game.walk.find import folder_of

        return folder_of(loaded) or loaded.walk.story

    def all(self, arguments: argparse.Namespace) -> int:
        """Run every walkthrough and tell what differs."""
        from game.walk.junit import Case, junit

        cases: list[Case] = []
        taken: dict[Path | str, set[Item]] = {}
        with progress("walking", len(self.files)) as step:
            for file in self.files:
                step(file.name, 1)
                began = time.perf_counter()
                story = name = file.name
                loaded, walked = None, False
                try:
                    loaded = load_walk(file)
                    story, name = loaded.walk.story, loaded.walk.walkthrough
                    faults = self._walked(loaded, taken, screens=arguments.screens)
                    walked = True
                except Faults as broken:
                    faults = [*broken.faults, *(self._stops(loaded) if loaded else ())]
                seconds = time.perf_counter() - began
                cases.append(Case(story, name, seconds, tuple(map(str, faults)), walked))
        say(*dict.fromkeys(fault for case in cases for fault in case.faults))  # those of a story once
        failed = sum(bool(case.faults) for case in cases)
        how = " on the screens too" if arguments.screens else ""
        say(f"{len(cases) - failed:,} of {len(cases):,} walkthroughs passed{how}.")
        if arguments.junit is not None:
            write_file(arguments.junit, junit(cases))
        low = False
        if arguments.coverage or arguments.fail_under is not None:
            for folder in self._unwalked(arguments):
                taken[folder] = set()
            low = self._coverage(taken, arguments.fail_under)
        if low or any(case.failed for case in cases):
            return Exit.FINDINGS
        return Exit.UNUSABLE if failed else Exit.OK

    def _walked(self, loaded: LoadedWalk, taken: dict[Path | str, set[Item]], *, screens: bool) -> list[Fault]:
        """Walk, with ``screens`` through the app too; add to what is taken. Raises ``Faults``."""
        from game.walk.runner import run_walk

        walked = run_walk(loaded, self.bundle(loaded), self.today)
        taken.setdefault(self.key(loaded), set()).update(walked.taken)
        if screens and not walked.faults:
            from game.screens.drive import drive

            return drive(loaded, self.bundle(loaded), self.today)
        return walked.faults

    def _stops(self, loaded: LoadedWalk) -> list[Fault]:
        """Walk through a story that has faults as far as it goes, and return what tells where that is."""
        from game.walk.find import faulty_bundle_of
        from game.walk.runner import run_to_fault

        try:
            return run_to_fault(loaded, faulty_bundle_of(loaded, self.extra), self.today).faults
        except Faults:  # told already
            return []

    def _unwalked(self, arguments: argparse.Namespace) -> list[Path]:
        """Return the stories that were meant and that no walkthrough walks through. Raises ``Faults``."""
        from game.play.catalogue import open_folder, story_folders

        folders = list(story_folders(self.extra).values())
        if arguments.paths:
            folders = [path for path in arguments.paths if (path / "story.yaml").is_file()]
            folders += [story.parent for path in arguments.paths for story in sorted(path.glob("*/story.yaml"))]
        found = [folder for one in folders if (folder := one.resolve()) not in self.bundles]
        for folder in found:
            self.bundles[folder] = open_folder(folder)
        return found

    def _coverage(self, taken: dict[Path | str, set[Item]], under: float | None) -> bool:
        """Print the coverage of each story and of all; return whether something lies under the limit."""
        from game.walk.coverage import coverage, together

        stories = [(self.bundles[key].story.story, coverage(self.bundles[key], items)) for key, items in taken.items()]
        low = False
        for name, rows in (*stories, ("all", together(rows for _, rows in stories))):
            for row in rows:
                say(f"{name}: {row.kind} {row.taken} of {row.there}, {row.percent:.1f} percent")
                for missing in row.missing:
                    say(f"    not taken: {missing}")
                low = low or (under is not None and row.kind != "exhibits" and row.percent < under)
        if low:
            say(f"Coverage lies under {under:g} percent.")
        return low

    def update(self) -> int:
        """Bring the expectations of every walkthrough up to date."""
        from game.walk.bless import bless
        from game.walk.recorder import as_yaml

        changed = stuck = 0
        for file in self.files:
            try:
                loaded = load_walk(file)
                blessed = bless(loaded, self.bundle(loaded), self.today)
            except Faults as faults:
                say(*map(str, faults.faults))
                stuck += 1
                continue
            except (MoveError, StoryError, ValueError) as error:
                say(f"{file}: {error}; mend this walkthrough by hand")
                stuck += 1
                continue
            if blessed.changes:
                changed += 1
                say(f"{file}", *(f"    {line}" for line in blessed.changes))
                comment = "".join(_leading_comment(file.read_text(encoding="utf-8")))
                write_file(file, as_yaml(blessed.walk, comment))
        say(f"{changed:,} of {len(self.files):,} walkthroughs changed.")
        return Exit.FINDINGS if stuck else Exit.OK

    def watch(self, speed: float) -> int:
        """Show each walkthrough line by line at reading speed."""
        from game.plain.prompt import Prompt
        from game.play.saves import Saves
        from game.play.session import Session
        from game.walk.runner import run_walk

        failed = False
        for file in self.files:
            try:
                loaded = load_walk(file)
                bundle = self.bundle(loaded)
            except Faults as faults:
                say(*map(str, faults.faults))
                failed = True
                continue
            say(f"{loaded.walk.walkthrough}: {loaded.walk.about}")

            def show(play: Playthrough) -> None:
                Prompt(Session(play, Saves(), datetime.date.today), sys.stdin, _Slow(speed)).show()

            walked = run_walk(loaded, bundle, self.today, show)
            failed = failed or bool(walked.faults)
            for fault in walked.faults:
                say(str(fault))
        return Exit.FINDINGS if failed else Exit.OK

    def mutants(self) -> int:
        """Tell which small faults in the stories no walkthrough notices."""
        from game.walk.mutants import mutants, survivors

        walks: dict[Path | str, list[LoadedWalk]] = {}
        for file in self.files:
            loaded = load_walk(file)
            self.bundle(loaded)
            walks.setdefault(self.key(loaded), []).append(loaded)
        every = lived = 0
        for key, of_story in walks.items():
            name = self.bundles[key].story.story
            total = sum(1 for _ in mutants(self.bundles[key].story))
            with progress(f"mutants of {name}", total) as step:
                count, left = survivors(self.bundles[key], of_story, self.today, lambda number: step(str(number), 1))
            for survivor in left:
                say(f"{name}: {survivor.passage}: {survivor.what}")
            share = 100.0 * (count - len(left)) / count if count else 100.0
            say(f"{name}: {count - len(left):,} of {count:,} mutants noticed, {share:.1f} percent.")
            every, lived = every + count, lived + len(left)
        if len(walks) > 1:
            share = 100 * (every - lived) / max(every, 1)
            say(f"all: {every - lived:,} of {every:,} mutants noticed, {share:.1f} percent.")
        return Exit.OK


class _Slow(io.StringIO):
    """Writes to stdout at the speed of reading; ``speed`` 1 is 240 words a minute."""

    def __init__(self, speed: float) -> None:
        super().__init__()
        self.speed = speed

    def write(self, text: str) -> int:
        sys.stdout.write(text)
        sys.stdout.flush()
        time.sleep(len(text.split()) / (_WORDS_A_SECOND * self.speed))
        return len(text)


def _leading_comment(text: str) -> list[str]:
    """Return the comment lines at the head of a file, which an update keeps."""
    lines = []
    for line in text.splitlines(keepends=True):
        if not line.startswith("#"):
            break
        lines.append(line)
    return lines


def _cover(arguments: argparse.Namespace) -> int:
    """Write a cover of each story."""
    from game.play.catalogue import open_folder, story_folders
    from game.walk.covering import COVER, cover_walks
    from game.walk.recorder import as_yaml

    known = story_folders(extra_folders(arguments))
    folders = [folder for path in arguments.paths for folder in stories_at(path, known)]
    told = []
    with progress("covering", len(folders or known)) as step:
        for folder in folders or known.values():
            bundle = open_folder(folder)
            step(bundle.story.story, 0)
            target = arguments.cover / bundle.story.story if len(folders) != 1 else arguments.cover
            walks = cover_walks(bundle, datetime.date.today())
            before = [path for path in target.glob("cover-*.walk.yaml") if COVER.encode() in path.read_bytes()]
            written = {target / f"{one.walkthrough}.walk.yaml": as_yaml(one) for one in walks}
            for path, text in written.items():
                write_file(path, text)
            for path in set(before) - set(written):
                path.unlink()
            instead = f" in place of {len(before)}" if before else ""
            told.append(f"{bundle.story.story}: {count_of(len(walks), 'walkthrough')} written to {target}{instead}")
            step(bundle.story.story, 1)
    say(*told)
    return Exit.OK
