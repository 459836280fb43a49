"""What machines read of the public site: Atom feed, sitemap, robots.txt, the feed for the JDIHN."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from generator.disclosure.view import Card, View
from generator.fields import Text
from generator.pages import forms
from generator.pages.legislation import FEED, jdihn_documents
from generator.pages.plan import PageSpec, World
from generator.pages.statistics import Reading, Released
from generator.settings import SiteSettings
from generator.vocabulary import ReleaseKind

_FEED_LENGTH = 30


def plan_feeds(world: World, site: SiteSettings, pages: Iterable[PageSpec]) -> Iterator[PageSpec]:
    """Specs of the feeds, sitemap.xml and robots.txt; all dates come from the records themselves."""
    base = (site.base_url or "").rstrip("/")
    entries = _entries(world)[:_FEED_LENGTH]
    updated = entries[0]["day"] if entries else date(2000, 1, 1)
    reads = {"base": base, "entries": tuple(entries), "updated": updated, "prefix": ""}
    yield PageSpec("feed.xml", "public/feed.xml", "", reads)
    addresses = tuple(page.address for page in pages if page.is_folder)
    listed = {"base": base, "addresses": addresses, "prefix": ""}
    yield PageSpec("sitemap.xml", "public/sitemap.xml", "", listed)
    yield PageSpec("robots.txt", "public/robots.txt", "", {"base": base, "prefix": ""})
    documents = jdihn_documents(world.law, world.today, base)
    yield PageSpec(FEED, "public/document.json", "", {"documents": documents, "prefix": ""})


def _entries(world: World) -> list[Mapping[str, Any]]:
    """News of the feed, newest first: meetings, their corrections, released figures, changed pages."""
    found = [*_meeting_news(world), *_page_news(world.view), *_figure_news(world.readings)]
    return sorted(found, key=lambda entry: (entry["day"], entry["key"]), reverse=True)


def _entry(
    kind: str, day: date, address: str, key: str, card: Card, text: Any
) -> Mapping[str, Any]:
    """One piece of news; `key` tells it from others about the same page."""
    return {
        "kind": kind,
        "day": day,
        "address": address,
        "key": address + key,
        "title": card.title,
        "text": text,
    }


def _meeting_news(world: World) -> Iterator[Mapping[str, Any]]:
    for meeting in world.held:
        yield _entry("meeting", meeting.date, meeting.address, "", meeting, meeting.summary)
        for correction in meeting.corrections:
            address = f"{meeting.address}#{correction.id}"
            yield _entry("correction", correction.date, address, "", meeting, correction.what)


def _page_news(view: View) -> Iterator[Mapping[str, Any]]:
    for page in view.of("page"):
        if page.updated:
            yield _entry("page", page.updated, page.address, f"#{page.updated}", page, page.summary)


def _figure_news(readings: Iterable[Reading]) -> Iterator[Mapping[str, Any]]:
    """Releases and revisions of figures, and what was withdrawn."""
    for reading in readings:
        card = reading.card
        for release in reading.releases:
            kind = "revision" if release.kind is ReleaseKind.REVISION else "figures"
            address = f"{card.address}#_rilis-{release.number}"
            yield _entry(kind, release.date, address, "", card, _said(release))
        for period in reading.withdrawn:
            withdrawn = period.withdrawn
            yield _entry("withdrawal", withdrawn.date, period.address, "", card, withdrawn.why)


def _said(release: Released) -> Text:
    """The periods of a release in words."""
    id_, en = (
        "; ".join(forms.span(first, last, lang) for first, last in release.spans)
        for lang in ("id", "en")
    )
    return Text(id_, en)
