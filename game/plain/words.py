"""The words that can be typed in the plain front end, beside the numbers of options."""

from __future__ import annotations

#: Each word, as it is typed, with what it does. Every key of the screens that shows something has its word here.
WORDS = {
    "1, 2, 3": "choose, or say what you expect others to decide",
    "(an empty line)": "go on past a text, or past a decision of others without a guess, as 0 does",
    "why": "the exhibits behind this; 'why 2' reads one of them whole",
    "source": "where the exhibits were read",
    "glossary": "the terms, those of this passage first; 'glossary bond' looks one up",
    "facts": "what is known and decided so far",
    "map": "the way so far: what was taken, what was passed by, which doors shut, how much is still dark",
    "rules": "the times whose rules this case can be replayed under; 'rules 2018' begins it anew under them",
    "dials": "the facts that can be changed; 'dial years_here 12' begins anew with one changed",
    "search": "'search bond hearing' looks through the evidence; 'show' and an id reads one thing whole",
    "note": "'note' and your words keeps them with your place; 'note' alone reads them",
    "short": "one line in place of the scene, or the scene again",
    "again": "this passage once more",
    "undo": "go back to the last decision",
    "restart": "begin the story anew; an unfinished game is kept aside",
    "save": "save now (it happens by itself after every move)",
    "help": "how to play, and these words",
    "quit": "stop; your place is kept",
}
#: What more can be typed at an ending.
AT_THE_END = {
    "sources": "every source behind what was met",
    "nearest": "back to where another ending was one choice away",
}
