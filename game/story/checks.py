"""What must hold inside one story, beyond its shape."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from fractions import Fraction

from game.library.model import Library
from game.reading.fault import Place, Report, quoted
from game.story.effects import Effects
from game.story.expression import Constant
from game.story.model import Outcome, Passage, Story
from game.story.weight import problem_of

Where = Callable[..., Place]


def check_story(story: Story, library: Library, where: Where, report: Report, torn: Collection[str] = ()) -> None:
    """Report passages without a way on, forks without evidence, weights that do not fit, and doubled ids.

    Of a passage in ``torn`` some part could not be read, so nobody can tell what it lacks.
    """
    for index, promise in enumerate(story.promises):
        if sum(1 for part in (promise.always, promise.never, promise.from_everywhere) if part) != 1:
            message = "a promise is exactly one of 'always', 'never' and 'from_everywhere'; split it, or fill it"
            report.add(where("promises", str(index)), "missing-key", message)
    _check_head(story, library, where, report)
    for name, passage in story.passages.items():
        if name in torn:
            continue
        at = ("passages", name)
        if passage.date is not None and passage.date < story.setting.date:
            message = f"'{name}' is dated {passage.date}, before the story begins ({story.setting.date}); check both"
            report.add(where(*at, "date"), "date-order", message)
        _check_seat(story, passage, at, where, report)
        _check_ways_on(passage, at, where, report)
        _check_evidence(passage, at, where, report)
        _check_weights(passage, library, at, where, report)
        _check_ids(passage, at, where, report)
        _check_ranges(story, passage, at, where, report)


def _check_head(story: Story, library: Library, where: Where, report: Report) -> None:
    """Report a case that no era tells of, and a seat that bears the name of a person in a reported case."""
    first = story.seat.name.text.casefold().partition(" ")[0]
    if first in {profile.name.casefold().partition(" ")[0] for profile in library.profiles.values()}:
        message = "a person in a reported case has this first name; the seat is a composite person, so change it"
        report.add(where("seat", "name"), "real-name", message)
    cases = {case for era in library.eras.values() for case in era.cases}
    case = story.rules.case
    if case is not None and case not in cases:
        message = f"no era tells of a case {quoted(case)}{report.hint(case, cases) or '; check the id'}"
        report.add(where("rules", "case"), "unknown-name", message)


def _check_seat(story: Story, passage: Passage, at: tuple[str, ...], where: Where, report: Report) -> None:
    """Report a passage that somebody outside the seat is to decide as if they were in it."""
    if passage.by is not None and passage.by not in story.seat.roles:
        message = f"'{passage.by}' is not in the seat; add it to its roles, or write 'decides' for what others do"
        report.add(where(*at, "by"), "wrong-value", message)


def _check_ways_on(passage: Passage, at: tuple[str, ...], where: Where, report: Report) -> None:
    ways = {
        "choices": passage.choices,
        "outcomes": passage.outcomes,
        "next": passage.routes,
        "ending": passage.ending,
    }
    given = [name for name, value in ways.items() if value]
    if len(given) != 1:
        found = f"has {' and '.join(given)}" if given else "has no way on"
        message = f"'{at[-1]}' {found}; give it exactly one of choices, outcomes, next or ending"
        report.add(where(*at), "fork-shape", message)
    if bool(passage.outcomes) != (passage.decides is not None):
        message = f"'{at[-1]}' needs both 'decides' and 'outcomes', or neither; say who decides what"
        report.add(where(*at), "fork-shape", message)
    if passage.routes and passage.routes[-1].condition is not None:
        message = f"the last way on of '{at[-1]}' has an 'if'; leave it open, so that there is always a way on"
        report.add(where(*at, "next"), "fork-shape", message)


def _check_evidence(passage: Passage, at: tuple[str, ...], where: Where, report: Report) -> None:
    barred = any(bar.exhibits for choice in passage.choices for bar in choice.barred)
    if passage.fork and not passage.exhibits and not barred:
        message = f"the fork '{at[-1]}' shows no exhibit; name the rule or figure behind it"
        report.add(where(*at), "fork-evidence", message)
    for choice in passage.choices:
        for index, bar in enumerate(choice.barred):
            if not bar.exhibits:
                place = where(*at, "choices", choice.id, "barred", str(index))
                report.add(place, "fork-evidence", f"'{choice.id}' is barred without an exhibit; name the rule")


def _check_weights(passage: Passage, library: Library, at: tuple[str, ...], where: Where, report: Report) -> None:
    chances = [outcome for outcome in passage.outcomes if outcome.weight]
    if not chances:
        return
    problem = _weight_problem(chances, library)
    if problem:
        report.add(where(*at, "outcomes", chances[0].id, "weight"), "chance-weight", f"'{at[-1]}': {problem}")


def _weight_problem(chances: list[Outcome], library: Library) -> str | None:
    """Return what is wrong with the weights of one chance whatever the facts are, or None."""
    if len(chances) < 2:
        return "a chance needs at least two outcomes with a weight"
    columns = [chance.shares for chance in chances]
    amounts: dict[str, Fraction] = {}
    for share in (share for shares in columns for share in shares if share.figure):
        figure = library.figure(share.figure)
        if figure is None:
            return f"there is no figure '{share.figure}'; check the id"
        if isinstance(figure.value.amount, str) or figure.unit != "percent":
            return f"'{share.figure}' is not a percentage; weigh by a figure in percent or by an assumption"
        amounts[share.figure] = Fraction(str(figure.value.amount))
        if amounts[share.figure] <= 0:
            return f"'{share.figure}' is a weight of nothing, which never happens; leave that outcome out"
    if any(share.condition for shares in columns for share in shares):
        return None  # which weights meet depends on the facts: exploring the story tells
    plain = [shares[0] for shares in columns]
    return problem_of(plain, [amounts.get(share.figure) for share in plain])


def _check_ids(passage: Passage, at: tuple[str, ...], where: Where, report: Report) -> None:
    for key, options in (("choices", passage.choices), ("outcomes", passage.outcomes)):
        seen: set[str] = set()
        for option in options:
            if option.id in seen:
                message = f"'{option.id}' stands twice in '{at[-1]}'; give every option its own id"
                report.add(where(*at, key, option.id), "duplicate-id", message)
            seen.add(option.id)


def _check_ranges(story: Story, passage: Passage, at: tuple[str, ...], where: Where, report: Report) -> None:
    """Report a fact that is set to a value that it cannot have, where that can be seen without playing."""
    for steps, effects in _effects(passage):
        for name, expr in effects.changes:
            if isinstance(expr, Constant):
                problem = story.facts[name].refuses(expr.value)
                if problem:
                    message = f"'{name}' cannot be {expr.value}: {problem}; change the value or the fact's range"
                    report.add(where(*at, *steps, "set"), "fact-value", message)


def _effects(passage: Passage) -> Iterator[tuple[tuple[str, ...], Effects]]:
    for choice in passage.choices:
        yield ("choices", choice.id), choice.effects
    for outcome in passage.outcomes:
        yield ("outcomes", outcome.id), outcome.effects
    for index, route in enumerate(passage.routes):
        yield ("next", str(index)), route.effects
