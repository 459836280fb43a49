"""What figures are called in messages and on the members' page: period, then the labels of codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.disclosure.attack import Id
from generator.disclosure.audit.atoms import Fine
from generator.disclosure.audit.claims import TOTAL, Key
from generator.disclosure.audit.files import Code, Said
from generator.disclosure.audit.space import Space
from generator.disclosure.audit.states import States, Version

_TOTAL = ("Jumlah", "Total")
_BEFORE = ("sebelum revisi", "before revision")
_PART = ("bagian dari {}", "part of {}")


class Names:
    """Labels of the cells of one dataset, in Indonesian and English."""

    def __init__(
        self,
        dimensions: Sequence[Mapping[str, Code]],
        states: States,
        space: Space | None = None,
    ) -> None:
        self._dimensions, self._states, self._space = dimensions, states, space

    def __call__(self, cell: Id) -> Said:
        """What a version, or an atom, is called."""
        if isinstance(cell, Version):
            key, english = self.figure(cell.key)
            if self._states.latest.get(cell.key) != cell:
                return f"{key} ({_BEFORE[0]})", f"{english} ({_BEFORE[1]})"
            return key, english
        assert isinstance(cell, Fine), "there are no other cells"
        assert self._space is not None, "atoms are named where there is a space"
        return self._part(cell, self._space)

    def figure(self, key: Key) -> Said:
        """`2024-10 Deportasi, Penjaringan`; `Jumlah 2024-10` where all codes are summed over."""
        time, codes = key
        labels = [
            codes_of[code].label if code in codes_of else (code, code)
            for codes_of, code in zip(self._dimensions, codes, strict=True)
            if code != TOTAL
        ]
        one, other = (
            f"{time} {', '.join(label[lang] for label in labels)}"
            if labels
            else f"{_TOTAL[lang]} {time}"
            for lang in (0, 1)
        )
        return one, other

    def _part(self, fine: Fine, space: Space) -> Said:
        """An atom by a figure in which it lies, the smallest one."""
        stretch, groups = fine.atom
        around = [
            key
            for key in self._states.latest
            if stretch in space.stretches(key[0])
            and all(
                group in space.groups(index, code)
                for index, (group, code) in enumerate(zip(groups, key[1], strict=True))
            )
        ]
        name = self.figure(min(around, key=space.size)) if around else ("-", "-")
        one, other = (_PART[lang].format(name[lang]) for lang in (0, 1))
        return one, other
