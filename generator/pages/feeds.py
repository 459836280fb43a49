"""What machines read of the public site: Atom feed, sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.disclosure.view import View
from generator.pages.plan import PageSpec, World
from generator.settings import SiteSettings

FEED_LENGTH = 30


def plan_feeds(world: World, site: SiteSettings, pages: Iterable[PageSpec]) -> Iterator[PageSpec]:
    """Specs of feed.xml, sitemap.xml and robots.txt; all dates come from the records themselves."""
    base = (site.base_url or "").rstrip("/")
    entries = _entries(world)[:FEED_LENGTH]
    updated = entries[0]["day"] if entries else date(2000, 1, 1)
    reads = {"base": base, "entries": tuple(entries), "updated": updated, "prefix": ""}
    yield PageSpec("feed.xml", "public/feed.xml", "", reads)
    addresses = tuple(
        page.address for page in pages if page.address.endswith("/") or not page.address
    )
    yield PageSpec(
        "sitemap.xml",
        "public/sitemap.xml",
        "",
        {"base": base, "addresses": addresses, "prefix": ""},
    )
    yield PageSpec("robots.txt", "public/robots.txt", "", {"base": base, "prefix": ""})


def _entries(world: World) -> list[dict[str, object]]:
    """News of the feed, newest first: meetings, their corrections, released figures, changed pages."""
    found = [*_meeting_news(world), *_page_news(world.view), *_figure_news(world.view)]
    return sorted(found, key=lambda entry: (entry["day"], entry["address"]), reverse=True)


def _meeting_news(world: World) -> Iterator[dict[str, object]]:
    for meeting in world.held:
        yield {
            "day": meeting.date,
            "address": meeting.address,
            "title": meeting.title,
            "text": meeting.summary,
        }
        for correction in meeting.corrections:
            yield {
                "day": correction.date,
                "address": meeting.address,
                "title": meeting.title,
                "text": correction.what,
            }


def _page_news(view: View) -> Iterator[dict[str, object]]:
    for page in view.of("page"):
        if page.updated:
            yield {
                "day": page.updated,
                "address": page.address,
                "title": page.title,
                "text": page.summary,
            }


def _figure_news(view: View) -> Iterator[dict[str, object]]:
    for dataset in view.of("dataset"):
        for period in dataset.periods:
            if period.released and period.tables:
                address = f"{dataset.address}#{period.period}"
                yield {
                    "day": period.released,
                    "address": address,
                    "title": dataset.title,
                    "text": period.note,
                }
