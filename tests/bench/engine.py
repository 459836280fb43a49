"""How fast both sites are made: `python -m tests.bench.engine --records 1000` (or `make bench`).

Every phase runs in a fresh process. In each round all contenders take turns, each round beginning with
the next one, so that a busy moment of the machine hits all alike; the table shows medians. A round that
is not measured goes first: it warms the system up, and its files are what the floor writes.

Nothing here is a test: times depend on the machine. How to read the table: docs/performance.md.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench import peers
from tests.bench.contenders import (
    CHECK,
    COLD,
    SAME,
    SETTING,
    TEMPLATE,
    TITLE,
    Contender,
    Floor,
    Other,
    Timpora,
)
from tests.bench.corpus import Corpus
from tests.bench.measuring import Cost, measure

PHASES = {
    COLD: "cold build",
    SAME: "nothing changed",
    TITLE: "one title edited",
    TEMPLATE: "one template edited",
    SETTING: "one setting edited",
    CHECK: "check after an edit",
}
# A peer knows one kind of edit; to it, others would be no different.
_LIKE = {TEMPLATE: TITLE, SETTING: TITLE, CHECK: TITLE}
Key = tuple[str, str]  # contender, phase


@dataclass(frozen=True)
class Run:
    """One measured command: its cost, and what became of the pages."""

    cost: Cost
    pages: int
    written: int
    changed: int


def bench(records: int, rounds: int, work: Path, hugo: str | None) -> Iterator[str]:
    """The lines of the table, after all rounds."""
    corpus = Corpus(records)
    contenders = _contenders(corpus, work, hugo)
    runs: dict[Key, list[Run]] = defaultdict(list)
    for number in range(rounds):
        first = number % len(contenders)
        for contender in (*contenders[first:], *contenders[:first]):
            for phase in contender.phases:
                run = _run(contender, phase)
                runs[contender.name, phase].append(run)
                print(f"{contender.name}, {PHASES[phase]}: {run.cost.wall:.2f} s", file=sys.stderr)
    yield from table(runs)
    yield ""
    yield from _remarks(runs)


def _contenders(corpus: Corpus, work: Path, hugo: str | None) -> Sequence[Contender]:
    ours = Timpora(corpus, work / "timpora", (), tuple(PHASES))
    floor = Floor(ours, work / "floor")
    _warm_up(ours, floor)
    found: list[Contender] = [ours, floor]
    if _knows_jobs():
        found += [
            Timpora(corpus, work / f"jobs-{count}", ("--jobs", count), (COLD,))
            for count in ("1", "2")
        ]
    found.append(Other(peers.mkdocs(), corpus, work / "mkdocs"))
    if hugo:
        found.append(Other(peers.hugo(hugo), corpus, work / "hugo"))
    return found


def _warm_up(ours: Timpora, floor: Floor) -> None:
    _run(ours, COLD)
    before = _files(ours.output)
    _run(ours, TITLE)
    after = _files(ours.output)
    floor.pack(ours.output, [name for name in after if after[name] != before.get(name)])


def _knows_jobs() -> bool:
    command = (sys.executable, "-m", "generator", "build", "--help")
    return "--jobs" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _run(contender: Contender, phase: str) -> Run:
    contender.prepare(phase)
    before = _files(contender.output)
    started = time.time_ns() - 10_000_000  # the clock of files is coarser
    cost = measure(contender.command(phase), contender.folder, contender.environment)
    after = _files(contender.output)
    pages = [name for name in after if name.endswith(".html")]
    written = [name for name in pages if (contender.output / name).stat().st_mtime_ns >= started]
    return Run(cost, len(pages), len(written), sum(after[one] != before.get(one) for one in pages))


def _files(folder: Path) -> Mapping[str, bytes]:
    """The checksum of each file by its name; not measured."""
    return {
        path.relative_to(folder).as_posix(): hashlib.blake2b(path.read_bytes()).digest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def table(runs: Mapping[Key, Sequence[Run]]) -> Iterator[str]:
    """A row for each phase of each contender, beside all others: how many times their time it takes."""
    others = [
        name for name in dict.fromkeys(who for who, _ in runs) if not name.startswith("timpora")
    ]
    heads = ["work", "by", "seconds", "CPU s", "peak MiB", "pages", "written", "changed"]
    yield _row([*heads, *(f"× {name}" for name in others)])
    yield _row(["---"] * 2 + ["---:"] * (len(heads) - 2 + len(others)))
    for phase, said in PHASES.items():
        for who in dict.fromkeys(name for name, _ in runs):
            if (who, phase) in runs:
                yield _row(
                    [said, who, *_figures(runs[who, phase]), *_ratios(runs, who, phase, others)]
                )


def _figures(found: Sequence[Run]) -> Iterator[str]:
    last = found[-1]
    yield f"{_seconds(found):.2f}"
    yield f"{median(run.cost.cpu for run in found):.2f}"
    yield f"{median(run.cost.memory for run in found) / 2**20:.0f}"
    yield from map(str, (last.pages, last.written, last.changed))


def _ratios(
    runs: Mapping[Key, Sequence[Run]], who: str, phase: str, others: Sequence[str]
) -> Iterator[str]:
    for other in others:
        beside = runs.get((other, _LIKE.get(phase, phase)))
        is_ours = who.startswith("timpora")
        yield f"{_seconds(runs[who, phase]) / _seconds(beside):.2f}" if beside and is_ours else ""


def _remarks(runs: Mapping[Key, Sequence[Run]]) -> Iterator[str]:
    """The two ratios that compare this program with itself."""
    edit = _seconds(runs["timpora", TITLE])
    yield f"check after an edit / one title edited: {_seconds(runs['timpora', CHECK]) / edit:.2f}"
    one, two = (runs.get((f"timpora --jobs {count}", COLD)) for count in "12")
    if one and two:
        yield f"cold build, --jobs 1 / --jobs 2: {_seconds(one) / _seconds(two):.2f}"


def _seconds(found: Sequence[Run]) -> float:
    return median(run.cost.wall for run in found)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.engine")
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="the hugo to compare with")
    parser.add_argument("--work", type=Path, help="where to work; default: a temporary folder")
    asked = parser.parse_args(arguments)
    with TemporaryDirectory(dir=asked.work, prefix="timpora-bench-") as work:
        for line in bench(asked.records, asked.rounds, Path(work), asked.hugo):
            print(line, flush=True)


if __name__ == "__main__":
    main()
