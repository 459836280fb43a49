"""The flow of the audit: files and history -> what is public -> attack -> verdict."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.disclosure.attack import (
    COUNT,
    Attacker,
    ContradictionError,
    Id,
    Interval,
    equation,
    sentence,
)
from generator.disclosure.audit.atoms import LIMIT
from generator.disclosure.audit.claims import TOTAL, Claims, Key, Outgoing
from generator.disclosure.audit.equations import Equations, read_equations
from generator.disclosure.audit.files import Code, Said, Shown, Stated, read_files
from generator.disclosure.audit.names import Names
from generator.disclosure.audit.space import Dimension
from generator.disclosure.audit.states import States, Version, interval, read_states
from generator.disclosure.audit.verdict import Audited, Verdict
from generator.problems import Place, Problem, sort_problems

_METHOD = "1"  # to be raised when the audit looks for more than it did
_EXPLAINED = 30  # figures of which the way is searched; one way shows what has to be mended
_OTHERS = ("seperti angka yang disebut di atas", "like the figures named above")


def digest(outgoing: Outgoing, claims: Claims) -> str:
    """A number of everything the audit reads: as long as it is the same, so is the verdict."""
    found = hashlib.sha256(_METHOD.encode())
    for part in (outgoing.json, outgoing.csv):
        found.update(hashlib.sha256(part).digest())
    releases = [
        (
            str(one.date),
            one.kind,
            one.change,
            [(k, f.value, f.status) for k, f in one.figures.items()],
        )
        for one in claims.releases
    ]
    claimed = sorted((key, tuple(ends)) for key, ends in claims.required.items())
    singles = sorted(claims.singles.items())
    found.update(
        repr((claims.dataset, list(claims.dimensions), releases, claimed, singles)).encode()
    )
    return found.hexdigest()


def audit(outgoing: Outgoing, claims: Claims, *, limit: int = LIMIT) -> Verdict:
    """Whether the files of a dataset, with everything published before, keep what is claimed.

    `limit`: how many unknowns may be added where no published sum takes a figure apart.
    """
    shown, problems = read_files(outgoing, claims.dimensions)
    states = read_states(claims)
    place = Place(f"{outgoing.path}.json")
    codes = _codes(shown, states, claims.dimensions)
    names = Names(codes, states)
    problems += _disputed(states, names, place)
    problems += _compared(states, shown, names, place)
    problems += _replaced(claims, shown, names, place)
    found = _attacked(states, codes, claims, place, limit)
    every = sort_problems([*problems, *found.problems])
    return Verdict(claims.dataset, digest(outgoing, claims), every, found.cells, found.complete)


def _codes(shown: Shown, states: States, order: Sequence[str]) -> list[dict[str, Code]]:
    """The codes of each dimension as the files list them, and published ones that they leave out."""
    found = [dict(shown.dimensions.get(name, {})) for name in order]
    for _, codes in (*states.latest, *shown.figures):
        for own, code in zip(found, codes, strict=True):
            if code != TOTAL:
                own.setdefault(code, Code((code, code), ""))
    return found


# The files and the history


def _disputed(states: States, names: Names, place: Place) -> Iterator[Problem]:
    """Figures of which the history says different things without a revision."""
    for version in states.disputed:
        yield _about("DIS024", names(version), place)
    for version in states.opened:
        yield _about("DIS023", names(version), place)


def _compared(states: States, shown: Shown, names: Names, place: Place) -> Iterator[Problem]:
    """Figures of the files that are not what was published; what they say counts as known."""
    for key, stated in shown.figures.items():
        if stated.status == "M":
            continue
        said = interval(stated)
        published = states.current.get(key)
        if published is None:
            yield _about("DIS025", names.figure(key), place)
        elif said != interval(published):
            wider = interval(published).covers(said)
            yield _about("DIS023" if wider else "DIS024", names.figure(key), place)
        _learn(states, key, stated)


def _learn(states: States, key: Key, stated: Stated) -> None:
    version = states.latest.setdefault(key, Version(key, len(states.figures) - 1))
    both = states.knowledge.get(version, COUNT).meet(interval(stated))
    if not both.empty:
        states.knowledge[version] = both


def _replaced(claims: Claims, shown: Shown, names: Names, place: Place) -> Iterator[Problem]:
    """Figures in the list of revisions that were never visible."""
    visible = {
        (key, figure.value)
        for release in claims.releases
        for key, figure in release.figures.items()
        if figure.status in ("A", "r")
    }
    for key, value in shown.replaced:
        if (key, value) not in visible:
            yield _about("DIS023", names.figure(key), place)


def _about(code: str, name: Said, place: Place) -> Problem:
    return Problem(code, place, params={"figure": name})


# The attack


@dataclass(frozen=True)
class _Found:
    problems: tuple[Problem, ...]
    cells: tuple[Audited, ...] = ()
    complete: bool = True


def _attacked(
    states: States, codes: Sequence[Mapping[str, Code]], claims: Claims, place: Place, limit: int
) -> _Found:
    """The attack by a reader who takes every code for the sum of the codes in it.

    Where the figures say otherwise, rows name outer codes themselves, and he knows that too.
    """
    problem = None
    for remainder in (False, True):
        dimensions = [Dimension(one, remainder=remainder) for one in codes]
        equations = read_equations(states, dimensions, limit)
        names = Names(codes, states, equations.space)
        try:
            return _judged(equations, states, claims, names, place)
        except ContradictionError as error:
            problem = problem or _contradiction(error, names, place)
    assert problem is not None, "the loop ends with a return or a contradiction"
    return _Found((problem,), (), True)


def _contradiction(error: ContradictionError, names: Names, place: Place) -> Problem:
    said = [equation(one, names) for one in error.sums]
    why = tuple("; ".join(one[lang] for one in said) or "-" for lang in (0, 1))
    return Problem("DIS021", place, params={"why": (why[0], why[1])})


def _judged(
    equations: Equations, states: States, claims: Claims, names: Names, place: Place
) -> _Found:
    attacker = Attacker(equations.public)
    required = {name: Interval(*ends) for name, ends in claims.required.items()}
    wanted = dict.fromkeys(states.numbers[name] for name in required)
    found = attacker.intervals(wanted)
    failed = [
        name for name, ends in required.items() if not found[states.numbers[name]].covers(ends)
    ]
    ways = _ways(attacker, states, {name: required[name] for name in failed[:_EXPLAINED]}, names)
    learned = _learned(attacker, states, claims, wanted, names)
    cells = tuple(
        Audited(
            *name,
            names(states.numbers[name]),
            ends,
            found[states.numbers[name]],
            ways[name].numbers if name in ways else ("", ""),
            learned.get(states.numbers[name], ()),
        )
        for name, ends in required.items()
    )
    open_ends = attacker.unsettled
    problems = tuple(
        _about("DIS027", names(states.numbers[name]), place)
        if states.numbers[name] in open_ends
        else Problem("DIS020", place, params={"why": ways[name].words if name in ways else _OTHERS})
        for name in failed
    )
    return _Found(problems, cells, equations.complete)


@dataclass(frozen=True)
class _Way:
    """How a figure was narrowed: for a log, and with numbers for members."""

    words: Said
    numbers: Said


def _ways(
    attacker: Attacker,
    states: States,
    failed: Mapping[tuple[Key, int], Interval],
    names: Names,
) -> dict[tuple[Key, int], _Way]:
    found = {}
    for name, ends in failed.items():
        way = attacker.derive(states.numbers[name], ends)
        found[name] = _Way(sentence(way, names, numbers=False), sentence(way, names, numbers=True))
    return found


def _learned(
    attacker: Attacker, states: States, claims: Claims, targets: Iterable[Version], names: Names
) -> dict[Id, tuple[Said, ...]]:
    """For each protected figure: the figures whose only contributor would learn it."""
    insiders: dict[Id, int] = {states.latest[key]: count for key, count in claims.singles.items()}
    found: dict[Id, list[Said]] = defaultdict(list)
    for own, others in attacker.learned(insiders, targets).items():
        for other in others:
            found[other].append(names(own))
    return {target: tuple(persons) for target, persons in found.items()}
