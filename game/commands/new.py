"""``nta new``: a story to start from."""

from __future__ import annotations

import argparse
import contextlib
import re
from pathlib import Path

from game.commands.common import Exit, UsageError, fail, say, write_file
from game.play.places import shipped_stories
from game.reading.fault import display_path


def new(arguments: argparse.Namespace) -> int:
    """Write the first story of the author's guide under a name of one's own."""
    from game.reading.marks import ID_FORM, MAX_ID

    name = arguments.name
    if not re.fullmatch(ID_FORM, name):
        return fail(f"nta new: '{name}' is no id; use lower-case words joined by hyphens, such as my-story")
    if len(name) > MAX_ID:
        return fail(f"nta new: an id of {len(name)} characters is too long; use at most {MAX_ID}")
    folder: Path = arguments.folder / name
    if folder.exists():
        return fail(f"nta new: '{folder}' is there already; choose another name, or another place with --in")
    try:
        write_file(folder / "story.yaml", first_story().replace("story: my-story", f"story: {name}"))
    except UsageError:
        with contextlib.suppress(OSError):
            folder.rmdir()  # else the next try would find it there already
        raise
    say(
        f"Written: {folder / 'story.yaml'}",
        f"To prove it: nta check {folder}",
        f"To play it:  nta play {folder}",
        f"How to go on: {display_path(guide())}, the author's guide.",
    )
    return Exit.OK


def first_story() -> str:
    """Return the first story of the guide, without the comment that names its file there."""
    text = guide().read_text(encoding="utf-8")
    (found,) = re.findall(r"```yaml\n# my-stories/my-story/story\.yaml\n(.*?)```", text, re.DOTALL)
    return str(found)


def guide() -> Path:
    """Return the path of the author's guide, which is shipped with the stories."""
    return shipped_stories() / "README.md"
