"""What an import has understood, in words and as a table for the terminal.

Comes in: an `Import`. Goes out: lines of plain text, in Indonesian or English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from generator.editing.importing import Import
from generator.editing.layout import Column
from generator.editing.lexicon import COUNT, DERIVED, NOTE, NUMBER, PERIOD, SKIP
from generator.editing.spreadsheet import column_name
from generator.editing.tabulating import ImportedRow
from generator.problems import visible

_SHOWN_ROWS = 20
_SHOWN_CHANGES = 30
_WIDTH = 96

_WORDS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "read": "Yang dipahami dari '{}'{} (SHA-256 {}…)",
        "sheet": ", lembar '{}'",
        "titles": "judul",
        "head": "kepala tabel",
        "body": "isi tabel",
        "rows": "baris {}",
        "labels": "kolom {}: {}",
        "values": "kolom {}: angka",
        "unread": "tidak dibaca",
        "column": "kolom {} ({})",
        "derived": "baris {} (turunan atau diabaikan)",
        "below": "baris {} (di bawah tabel)",
        "means": "dipadankan",
        "empty": "Sel kosong atau bertanda '-': {}, dibaca {}.",
        "zero": "nol",
        "missing": "tidak diketahui",
        "lost": "Tanpa angka sama sekali, dilewati: {}.",
        "outside": "Di luar {}, tidak diimpor: {}.",
        "checked": "Jumlah yang cocok dengan bagian-bagiannya: {}.",
        "no_totals": "Lembar ini tidak punya jumlah yang dapat diperiksa.",
        "result": "Menjadi {} baris, berjumlah {}{}:",
        "source": ", sama dengan jumlah menurut sumber",
        "more": "… dan {} baris lagi",
        "replaces": "Perbedaan dengan {}:",
        "same": "Tidak ada angka yang berbeda dengan {}.",
        "more_changes": "… dan {} perbedaan lagi",
        PERIOD: "periode",
        COUNT: "jumlah",
        "persons": "orang",
        "incidents": "kejadian",
        "absent": "tidak ada",
        "kolom": "kolom",
        **{name: name for name in (NUMBER, NOTE, DERIVED, SKIP)},
    },
    "en": {
        "read": "Understood from '{}'{} (SHA-256 {}…)",
        "sheet": ", sheet '{}'",
        "titles": "titles",
        "head": "headings",
        "body": "table",
        "rows": "row {}",
        "labels": "column {}: {}",
        "values": "column {}: numbers",
        "unread": "not read",
        "column": "column {} ({})",
        "derived": "row {} (derived or left out)",
        "below": "row {} (below the table)",
        "means": "taken for",
        "empty": "Cells that are blank or hold '-': {}, taken for {}.",
        "zero": "zero",
        "missing": "unknown",
        "lost": "Without any number, left out: {}.",
        "outside": "Outside {}, not imported: {}.",
        "checked": "Totals that agree with their parts: {}.",
        "no_totals": "This sheet has no totals to check.",
        "result": "Makes {} rows, {} in all{}:",
        "source": ", as the source's own total says",
        "more": "… and {} more rows",
        "replaces": "Differences from {}:",
        "same": "No count differs from {}.",
        "more_changes": "… and {} more differences",
        PERIOD: "period",
        COUNT: "count",
        "persons": "persons",
        "incidents": "incidents",
        "absent": "absent",
        "kolom": "columns",
        NUMBER: "numbers the rows",
        NOTE: "notes",
        DERIVED: "derived",
        SKIP: "left out",
    },
}


def explain(made: Import, lang: str = "id") -> Iterator[str]:
    """What was read, what each row and column means, what was checked, what would be written."""
    words = _WORDS[lang]
    book = made.book
    sheet = words["sheet"].format(visible(book.sheet.name)) if book.sheet.name else ""
    yield words["read"].format(visible(book.name), sheet, book.sha256[:12])
    yield ""
    yield from _pairs(_table_lines(made, words))
    yield ""
    yield from _remarks(made, words)
    yield ""
    yield from _result(made, words, lang)
    if made.replaces:
        yield ""
        yield from _changes(made, words)


def _table_lines(made: Import, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Where things are on the sheet."""
    layout = made.layout
    for index, (_, title) in enumerate(layout.titles):
        yield (words["titles"] if index == 0 else ""), visible(title)
    if layout.head:
        yield words["head"], words["rows"].format(_runs(layout.head))
    rows = sorted({*layout.body, *layout.sections})
    parts = [words["rows"].format(_runs(rows))]
    for column in layout.labels:
        label = f"{column.dimension} ({column.level})" if column.level else column.dimension
        parts.append(words["labels"].format(column_name(column.index), label))
    parts.append(words["values"].format(_columns(layout.values)))
    yield words["body"], "; ".join(parts)
    left = [
        *(
            words["column"].format(column_name(one.index), words[one.use])
            for one in layout.columns
            if one.use not in ("label", "value")
        ),
        *(words["derived"].format(_runs(layout.derived)) for _ in layout.derived[:1]),
        *(words["below"].format(_runs(layout.below)) for _ in layout.below[:1]),
    ]
    if left:
        yield words["unread"], ", ".join(left)
    for index, (kind, meanings) in enumerate(made.tabulation.means.items()):
        told = ", ".join(f"{visible(text)} = {meaning}" for text, meaning in meanings.items())
        yield (words["means"] if index == 0 else ""), f"{words.get(kind, kind)}: {told}"


def _runs(rows: Sequence[int]) -> str:
    """Row numbers from 1, neighbours as `4–9`."""
    groups = [
        [row for _, row in group]
        for _, group in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])
    ]
    return ", ".join(
        f"{run[0] + 1}" if len(run) == 1 else f"{run[0] + 1}–{run[-1] + 1}" for run in groups
    )


def _columns(columns: Sequence[Column]) -> str:
    first, last = column_name(columns[0].index), column_name(columns[-1].index)
    return first if first == last else f"{first}–{last}"


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A name and what belongs to it, long lines broken between their parts."""
    told = list(pairs)
    width = max(len(name) for name, _ in told) + 2
    for name, text in told:
        lines = _broken(text, _WIDTH - width - 2)
        yield f"  {name:<{width}}{lines[0]}"
        yield from (f"  {'':<{width}}{line}" for line in lines[1:])


def _broken(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _remarks(made: Import, words: Mapping[str, str]) -> Iterator[str]:
    found = made.tabulation
    if found.empty:
        meaning = words["zero" if made.request.dash == "nol" else "missing"]
        yield "  " + words["empty"].format(found.empty, meaning)
    if found.missing:
        yield "  " + words["lost"].format(", ".join(found.missing))
    if found.outside:
        yield "  " + words["outside"].format(made.request.period, ", ".join(found.outside))
    said = words["checked"].format(found.checked) if found.checked else words["no_totals"]
    yield f"  {said}"


def _result(made: Import, words: Mapping[str, str], lang: str) -> Iterator[str]:
    """The rows as they would be written, with the labels of their codes."""
    rows = made.tabulation.rows
    total = sum(row.count for row in rows)
    source = words["source"] if made.tabulation.total is not None else ""
    yield "  " + words["result"].format(len(rows), _number(total, lang), source)
    yield ""
    yield from (f"    {line}" for line in _grid(made, rows[:_SHOWN_ROWS], words, lang))
    if len(rows) > _SHOWN_ROWS:
        yield "    " + words["more"].format(len(rows) - _SHOWN_ROWS)


def _grid(
    made: Import, rows: Sequence[ImportedRow], words: Mapping[str, str], lang: str
) -> Iterator[str]:
    dimensions = made.dataset.dimensions
    labels = [
        {code.code: _label(code.label.id, code.label.en, lang) for code in one.codes}
        for one in dimensions
    ]
    counts = [
        name
        for name in (COUNT, "persons", "incidents")
        if any(getattr(row, name) is not None for row in rows)
    ]
    head = [
        words[PERIOD],
        *(_label(one.label.id, one.label.en, lang) for one in dimensions),
        *(words[name] for name in counts),
    ]
    body = [
        [
            row.period,
            *(known[code] for known, code in zip(labels, row.codes, strict=True)),
            *(_maybe(getattr(row, name), lang) for name in counts),
        ]
        for row in rows
    ]
    widths = [max(len(line[place]) for line in [head, *body]) for place in range(len(head))]
    numbers = len(head) - len(counts)
    for line in [head, *body]:
        yield "  ".join(
            f"{text:>{width}}" if place >= numbers else f"{text:<{width}}"
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()


def _label(indonesian: str, english: str | None, lang: str) -> str:
    return visible(english if lang == "en" and english else indonesian)


def _maybe(value: int | None, lang: str) -> str:
    return "" if value is None else _number(value, lang)


def _number(value: int, lang: str) -> str:
    return f"{value:,}" if lang == "en" else f"{value:,}".replace(",", ".")


def _changes(made: Import, words: Mapping[str, str]) -> Iterator[str]:
    if not made.changes:
        yield "  " + words["same"].format(made.replaces)
        return
    yield "  " + words["replaces"].format(made.replaces)
    for cell, old, new in made.changes[:_SHOWN_CHANGES]:
        before, after = (words["absent"] if one is None else str(one) for one in (old, new))
        yield f"    {cell}: {before} → {after}"
    if len(made.changes) > _SHOWN_CHANGES:
        yield "    " + words["more_changes"].format(len(made.changes) - _SHOWN_CHANGES)
