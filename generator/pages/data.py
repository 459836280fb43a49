"""Figures as tidy CSV: one row a count, codes as in the dataset, `c` for a protected count."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from generator.disclosure.view import Card, View

HEADER = ("dataset", "period", "dimension", "code", "label", "count", "status")


def data_files(view: View) -> Iterator[tuple[str, bytes]]:
    """A CSV file for every dataset that shows a table: its name below the site and its bytes."""
    for dataset in view.of("dataset"):
        rows = list(_rows(dataset))
        if rows:
            yield csv_address(dataset), _csv(rows)


def csv_address(dataset: Card) -> str:
    """Where a dataset's CSV file lies."""
    return f"{dataset.address}{dataset.id}.csv"


def _rows(dataset: Card) -> Iterator[tuple[str, ...]]:
    for period in dataset.periods:
        for table in period.tables:
            for cell in table.cells:
                value, status = ("", "c") if cell.value is None else (str(cell.value), "")
                yield (dataset.id, period.period, table.id, cell.code, cell.label.id, value, status)
            yield (dataset.id, period.period, table.id, "_T", "Jumlah", str(table.total), "")


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
    return text.getvalue().encode()
