"""The codes of faults. They never change their meaning; a new kind of fault gets a new code.

``tests/faults/`` holds a failing example for each, and ``stories/README.md`` explains them to authors.
"""

from __future__ import annotations

CODES = {
    # the file
    "file-unreadable": "the file is missing, is no file, or may not be read",
    "file-too-big": "the file is larger than the reader accepts",
    "file-encoding": "the file is not UTF-8 text",
    "file-name": "a file that is passed over, because its name does not end in .yaml",
    # the YAML
    "yaml-syntax": "the file is not YAML",
    "yaml-alias": "an anchor or an alias; the format has none, so that a small file stays small when read",
    "yaml-tag": "a tag such as !!python/name; files are data and never name code",
    "yaml-duplicate-key": "the same key twice in one mapping",
    "yaml-surprise": "an unquoted word that some readers of YAML take for something else, such as no, 12:30 or 010",
    "yaml-too-deep": "more levels of nesting than the format has use for",
    "yaml-too-many": "more values in one file than the reader accepts",
    "yaml-too-long": "a value with more characters than the reader accepts",
    "control-character": "a terminal code, a hidden or a direction-changing character, or an emoji in a text",
    # the shape
    "unknown-key": "a key that the format does not have",
    "missing-key": "a key that must be there",
    "wrong-type": "a list where a text was meant, and the like",
    "wrong-value": "a value outside what the key allows",
    "duplicate-id": "two things of one kind with the same id",
    "unknown-name": "an id that names nothing: a link, a passage, an exhibit, a role, a fact",
    # texts
    "link-kind": "a link that is not a figure, term, exhibit or profile",
    "figure-words": "the words of a figure link do not say the figure's value",
    "number-without-figure": "a number in a RECORD or RULE text, or on a card, that no figure stands behind",
    "text-evidence": "a RECORD, RULE or WHAT-IF text without a link to what it rests on",
    "real-name": "the name of a person in a reported case, in invented text",
    "banned-wording": "a wording that stories and cards do not use, such as 'currently'",
    # facts and expressions
    "expression-syntax": "an expression that is outside the small language",
    "expression-type": "an expression that compares or combines things of different kinds",
    "fact-value": "a value that the fact cannot have",
    # the story
    "fork-shape": "a passage that has not exactly one way on: choices, outcomes, next or an ending",
    "fork-evidence": "a fork, or a barred option, without an exhibit, or without one in force on some day",
    "chance-weight": "weights that do not fit together, or have no figure and no stated assumption",
    "days-limit": "an expression reads 'days' in a story that sets no 'days_limit'",
    # the proof: what exploring every state of a story shows
    "unreachable-passage": "a passage that is never reached, in any era and with any dials",
    "unreachable-option": "an option or an outcome that can never be taken, in any era and with any dials",
    "unreachable-bar": "a bar that never applies, in any era and with any dials",
    "unreachable-text": "a text that is never shown, in any era and with any dials",
    "soft-lock": "a state in which every option is hidden or barred",
    "no-outcome": "a state in which nothing can happen at an other fork",
    "endless-loop": "states that no choice and no chance leads out of to an ending",
    "fact-range": "a fact that is set outside its range on some path",
    "fact-unused": "a fact that nothing reads, or that is always the same",
    "outcome-unused": "a kind of ending that no ending has",
    "state-budget": "a story with more states than a proof may take",
    "promise-broken": "a walk that breaks a promise of the story",
    "term-unexplained": "a term that is used on some path before a text has linked it",
    "passage-length": "a passage with more words than a screen should hold",
    "reading-grade": "a passage that is harder to read than it should be",
    # the library
    "no-source": "an exhibit without a source",
    "date-order": "a date range that ends before it starts",
    "supersession": "supersession that goes in a circle, or that only one side knows of",
    "era-order": "eras that overlap or leave a gap",
    "figure-sum": "figures that should add up and do not",
    "stale": "evidence whose last verified state is older than the limit that was asked for",
    # walkthroughs
    "walk-step": "a step that cannot be taken where the walkthrough stands",
    "walk-expect": "what is shown differs from what the walkthrough expects",
}
