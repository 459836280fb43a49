"""What can be found on a site: its index page, and what a search may be narrowed by.

Comes in: a world, so only what its readers may see. Goes out: one `Entry` for each page worth
finding; the index page lists them all, the search engine gets their kind, year and names beside
the finished page. Index pages of sections are left out, since they only repeat what they lead to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.disclosure.view import Card, Link, View
from generator.fields import Text
from generator.pages.markup import plain
from generator.pages.plan import PageSpec, World, organisations_in
from generator.pages.words import Words
from generator.settings import INTERNAL, PUBLIC, language_folder

ADDRESS = "cari/"
_WHOLE = (("glossary", "istilah/"), ("places", "wilayah/"))  # lists that are pages of their own


@dataclass(frozen=True)
class Entry:
    """One page: its section, address, title, and what else it can be found by.

    `spellings` are other names of the page, such as `Undang-Undang 6/2011`.
    """

    section: str
    address: str
    title: Text | None = None
    short: str = ""
    year: int | None = None
    organisations: tuple[Text, ...] = ()
    places: tuple[Text, ...] = ()
    spellings: tuple[str, ...] = ()

    def facets(self, lang: str) -> Iterator[tuple[str, str]]:
        """What a search in `lang` may be narrowed by, as (filter, value)."""
        yield "kind", getattr(Words(lang), self.section)
        if self.year:
            yield "year", str(self.year)
        yield from (("organisation", plain(name, lang)) for name in self.organisations)
        yield from (("place", plain(name, lang)) for name in self.places)


def entries(world: World) -> tuple[Entry, ...]:
    """Every page of the world that is worth finding, by section, the newest first."""
    found = [
        *(_meeting(card, world.view) for card in world.meetings),
        *(_rule(card) for card in _newest_first(world.view.of("regulation"))),
        *(_page("statistics", reading.card) for reading in world.readings),
        *(_organisation(card) for card in world.view.of("organisation")),
        *(_page("knowledge", card) for card in world.view.of("page")),
        *(Entry(section, address) for section, address in _WHOLE),
    ]
    return (*found, *_items(world)) if world.view.site == INTERNAL else tuple(found)


def plan_search(world: World, languages: Iterable[str] = ("id",)) -> Iterator[PageSpec]:
    """The search page of a site in each language; without JavaScript it is a plain index."""
    site = PUBLIC if world.view.site == PUBLIC else INTERNAL
    spec = PageSpec(ADDRESS, f"{site}/search.html", "search", {"sections": _by_year(world)})
    for lang in languages:
        folder = language_folder(lang)
        reads = {**spec.reads, "prefix": folder}
        yield replace(spec, address=folder + ADDRESS, reads=reads, lang=lang)


def spellings_of(rule: Card) -> tuple[str, ...]:
    """What the rule is called with its number, `UU 6/2011`; the search page writes any usual way so.

    The engine takes `6/2011` for one word, which no other number and year make.
    """
    names = (rule.abbreviation, rule.type.label("id"), rule.type.label("en"))
    return tuple(f"{name} {rule.number}/{rule.year}" for name in dict.fromkeys(names))


def _by_year(world: World) -> Mapping[str, Mapping[int | None, tuple[Entry, ...]]]:
    """The entries of each section by year; None where a section knows no years."""
    found: dict[str, dict[int | None, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries(world):
        found[entry.section][entry.year].append(entry)
    return {
        section: {year: tuple(listed) for year, listed in years.items()}
        for section, years in found.items()
    }


def _meeting(card: Card, view: View) -> Entry:
    return Entry(
        "meetings",
        card.address,
        card.title,
        year=card.date.year,
        organisations=tuple(view.by_id[identity].title for identity in organisations_in(card)),
        places=_named(card.place),
    )


def _rule(card: Card) -> Entry:
    return Entry(
        "regulations",
        card.address,
        card.title,
        card.short,
        card.year,
        organisations=_named(card.issuer),
        spellings=spellings_of(card),
    )


def _organisation(card: Card) -> Entry:
    return Entry(
        "organisations",
        card.address,
        card.title,
        organisations=(card.title,),
        places=_named(card.place),
    )


def _page(section: str, card: Card) -> Entry:
    return Entry(section, card.address, card.title)


def _items(world: World) -> Iterator[Entry]:
    """The members' pages about action items, newest first."""
    for action in sorted(world.actions, key=lambda one: one.meeting.date, reverse=True):
        yield Entry(
            "actions",
            action.page,
            action.item.text,
            year=action.meeting.date.year,
            organisations=tuple(world.view.by_id[link.id].title for link in action.responsible),
            places=_named(action.meeting.place),
        )


def _newest_first(cards: Iterable[Card]) -> list[Card]:
    return sorted(cards, key=lambda card: (-card.year, card.id))


def _named(link: Link | None) -> tuple[Text, ...]:
    return (link.title,) if link else ()
