"""What a reader sees is spelled as Americans spell it."""

from __future__ import annotations

import re

from tests.making import ROOT

BRITISH = re.compile(
    r"\b(\w*(colour|favour|honour|labour|neighbour|behaviour)\w*|(recogn|organ|critic|author|real|emphas|apolog|jeopard)is(e|es|ed|ing)|"
    r"programmes?|defences?|licences?|judgements?|cancell(ed|ing)|travell(ed|ing|ers?)|centres?|cheques?|towards|whilst|grey)\b",
    re.IGNORECASE,
)


def test_stories_library_guide_and_readme_are_spelled_the_american_way() -> None:
    pages = [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        *(ROOT / "stories").rglob("*.md"),
        *(ROOT / "stories").rglob("*.yaml"),
    ]
    found = [
        f"{page.relative_to(ROOT)}:{number}: {word[0]}"
        for page in pages
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1)
        if "title:" not in line  # a source keeps its own
        for word in BRITISH.finditer(re.sub(r"https?://\S+", "", line))
    ]
    assert found == []
