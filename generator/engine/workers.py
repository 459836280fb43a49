"""Work in several processes: pieces of a list, in order, on as many cores as there are.

Processes of our own are forked when the work is at hand, so they have it without being sent it. Any
other `concurrent.futures` executor, such as that of a cluster, is sent the pieces themselves.
"""

from __future__ import annotations

import copyreg
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor

Item = TypeVar("Item")
Made = TypeVar("Made")
_PIECE = 64  # items in one piece of work, at most
_WORTH = 48  # fewer items are done here sooner than processes begin
# Libraries with threads of their own: a fork leaves these behind, and would wait for them for ever.
_UNFORKABLE = frozenset(("vl_convert",))

_at_hand: list[tuple[Callable[[Sequence[Any]], Any], Sequence[Any]]] = []  # of a forked process


@dataclass(frozen=True)
class Workers:
    """How many processes may work, or whose. `executor` is not closed by us."""

    jobs: int = 1
    executor: Executor | None = None

    @classmethod
    def of_this_machine(cls, jobs: int = 0) -> Workers:
        """As many as asked for; 0: one for each core that this process may use."""
        return cls(jobs or len(os.sched_getaffinity(0)) if _can_fork() else 1)

    def here(self) -> Workers:
        """Without an executor of somebody else, for work that is not to leave this machine."""
        return replace(self, executor=None)

    def run(
        self, work: Callable[[Sequence[Item]], list[Made]], items: Sequence[Item]
    ) -> Iterator[Made]:
        """What `work` makes of each item, in order; it must be a function that can be sent away."""
        pieces = _pieces(len(items), self.jobs)
        if self.executor is not None:
            sent = [items[piece.start : piece.stop] for piece in pieces]
            yield from chain.from_iterable(self.executor.map(work, sent))
        elif self.jobs < 2 or len(items) < _WORTH or not _UNFORKABLE.isdisjoint(sys.modules):
            for piece in pieces:
                yield from work(items[piece.start : piece.stop])
        else:
            yield from self._forked(work, items, pieces)

    def _forked(
        self,
        work: Callable[[Sequence[Item]], list[Made]],
        items: Sequence[Item],
        pieces: Sequence[range],
    ) -> Iterator[Made]:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        _at_hand.append((work, items))
        try:
            with ProcessPoolExecutor(self.jobs, mp_context=get_context("fork")) as pool:
                yield from chain.from_iterable(pool.map(_do, pieces))
        finally:
            _at_hand.pop()


ALONE = Workers()


def _do(piece: range) -> Any:
    """One piece of the work that was at hand when this process was forked."""
    work, items = _at_hand[-1]
    return work(items[piece.start : piece.stop])


def _pieces(count: int, jobs: int) -> list[range]:
    size = max(1, min(_PIECE, -(-count // (4 * max(jobs, 1)))))
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _can_fork() -> bool:
    """Whether processes can be forked safely: macOS and Windows cannot."""
    return sys.platform.startswith("linux")


# Cards hold read-only mappings, which Python does not send by itself.


def _mapping(items: tuple[tuple[Any, Any], ...]) -> Mapping[Any, Any]:
    return MappingProxyType(dict(items))


def _sent(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _mapping, (tuple(mapping.items()),)


copyreg.pickle(MappingProxyType, _sent)
