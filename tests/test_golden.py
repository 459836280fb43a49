"""Goldens in two forms: views as text and pages as HTML, both from the small good site.

A failing view says that what may be seen has changed; only a failing page says that a template has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from generator.disclosure.disclose import disclose
from generator.disclosure.figures import Figure, Table
from generator.disclosure.published import ReleaseNote, RevisedFigure
from generator.disclosure.view import Card, Link, View
from generator.engine.rendering import render_site
from generator.fields import Text
from generator.pages.plan import derive
from generator.settings import INTERNAL, PUBLIC, Project, read_settings

OK = Path(__file__).parent / "sites" / "ok"
GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2025, 7, 1)
PAGES = {
    PUBLIC: (
        "index.html",
        "en/index.html",
        "rapat/index.html",
        "rapat/2024/2024-09-11-rakor-timpora-contoh/index.html",
        "rapat/2024/2024-11-05-liputan-timpora-contoh/index.html",
        "rapat/pembetulan/index.html",
        "peraturan/uu-6-2011/index.html",
        "statistik/tak-kanim-contoh/index.html",
        "en/statistik/tak-kanim-contoh/index.html",
        "statistik/tak-kanim-contoh/tak-kanim-contoh.csv",
        "statistik/tak-kanim-contoh/tak-kanim-contoh.json",
        "statistik/tak-kanim-contoh/datapackage.json",
        "organisasi/polres-contoh/index.html",
        "istilah/index.html",
        "pengetahuan/melapor/index.html",
        "en/pengetahuan/melapor/index.html",
        "tindak-lanjut/2024/index.html",
        "feed.xml",
        "feed/document.json",
        "sitemap.xml",
    ),
    INTERNAL: (
        "index.html",
        "rapat/2025/2025-01-15-rakor-timpora-contoh/index.html",
        "rapat/2025/2025-06-18-rapat-kecamatan-contoh/bahan/index.html",
        "tindak-lanjut/index.html",
        "terbuka/index.html",
        "tindak-lanjut/butir/2024-09-11-rakor-timpora-contoh/t1/index.html",
        "tindak-lanjut/organisasi/index.html",
        "tindak-lanjut/tahun/index.html",
        "tindak-lanjut/tahun/2024/index.html",
        "tindak-lanjut/tenggat.ics",
        "statistik/tak-kanim-contoh/index.html",
    ),
}


def _project() -> Project:
    project, problems = read_settings(OK / "site_config.yml")
    assert project is not None, problems
    return project


def _lines(value: Any, indent: str) -> Iterator[str]:
    """A value of a card as indented text; empty values are left out."""
    if isinstance(value, Card):
        yield from _fields(vars(value), indent)
    elif isinstance(value, Mapping):
        yield from _fields(value, indent)
    elif isinstance(value, tuple):
        for item in value:
            first, *rest = _lines(item, indent + "  ")
            yield f"{indent}- {first.strip()}"
            yield from rest
    else:
        yield f"{indent}{_plain(value)}"


def _fields(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in values.items():
        if value in (None, ()) or value == {}:
            continue
        if isinstance(value, (Card, tuple, Mapping)):
            yield f"{indent}{name}:"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{name}: {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, Link):
        return f"→ {value.address} ({value.short})"
    if isinstance(value, Text):
        return " ".join(value.id.split()) + (f" | {' '.join(value.en.split())}" if value.en else "")
    if isinstance(value, Table):
        return f"{value.id}: " + "; ".join(
            f"{time} {' '.join(codes)}={_figure(figure)}"
            for (time, codes), figure in value.figures.items()
        )
    if isinstance(value, ReleaseNote):
        return f"{value.date} {value.kind} {', '.join(value.times)}"
    if isinstance(value, RevisedFigure):
        return f"{value.date} {value.time} {_figure(value.old)} -> {_figure(value.new)}"
    return str(value.value) if isinstance(value, Enum) else str(value)


def _figure(figure: Figure) -> str:
    return figure.status if figure.value is None else str(figure.value)


def _as_text(view: View) -> str:
    lines = [f"site {view.site}, clearance {view.clearance}, {view.count} records"]
    for kind, cards in view.cards.items():
        for card in cards:
            lines += ["", f"[{kind}] {card.id}", *_lines(card, "  ")]
    return "\n".join([*lines, "", *(f"attachment {name}" for name in view.attachments)]) + "\n"


@pytest.mark.parametrize("site", [PUBLIC, INTERNAL])
def test_what_each_site_may_see(site: str, golden) -> None:
    disclosed = disclose(_project(), TODAY)
    assert not disclosed.problems
    golden(GOLDEN / "views" / f"{site}.txt", _as_text(disclosed.views[site]))


@pytest.mark.parametrize("site", [PUBLIC, INTERNAL])
def test_pages_as_html(site: str, golden) -> None:
    project = _project()
    world = derive(disclose(project, TODAY).views[site], TODAY)
    files = render_site(world, project.settings)
    golden.tree(GOLDEN / "pages" / site, {name: files[name] for name in PAGES[site]})
