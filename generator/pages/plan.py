"""Which pages a view makes, and what each of them reads.

A `PageSpec` is a URL, a template and the cards it was given. Nothing else reaches the template,
so a page's content follows from its spec alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Any

from generator.disclosure.approval import Opened
from generator.disclosure.past import Past
from generator.disclosure.view import Card, View
from generator.pages.law import Law, derive_law, link_to
from generator.pages.ledger import (
    Action,
    by_due_month,
    by_organisation,
    derive_ledger,
    handed_over,
    month_of,
    open_first,
    waiting_by_month,
)
from generator.pages.links import Links, day_of, derive_links, told_days
from generator.pages.opened import opened_reads
from generator.pages.protection import Protected
from generator.pages.review import months, tallies, years
from generator.pages.statistics import Reading
from generator.pages.tables import lay_out
from generator.pages.terms import NO_TERMS, Terms, derive_terms
from generator.settings import language_folder
from generator.vocabulary import Stage

Order = tuple[date, str]  # of meetings
_NEWEST = 5  # meetings on the home page
_CLOSED_SHOWN = 50  # closed action items in the ledger, newest first


@dataclass(frozen=True)
class PageSpec:
    """One page: its address from the site's root, its template, section and what it reads.

    `terms` are those that its prose is linked to; the glossary itself and the feeds have none.
    `past` is what happened to the page's files, on the members' site alone; `changed` is the day of
    the last change that the page itself tells, on the public one.
    """

    address: str
    template: str
    section: str
    reads: Mapping[str, Any]
    lang: str = "id"
    terms: Terms = NO_TERMS
    past: Past | None = None
    changed: date | None = None

    @property
    def file(self) -> str:
        """The file that the page is written to."""
        return f"{self.address}index.html" if self.is_folder else self.address

    @property
    def is_folder(self) -> bool:
        """Whether the address names a folder, as every page but `404.html` and the feeds does."""
        return not self.address or self.address.endswith("/")

    @property
    def address_in_language(self) -> str:
        """The address without the language's own folder."""
        return self.address.removeprefix(language_folder(self.lang))


@dataclass(frozen=True)
class World:
    """A view with all that is derived from it, and the day on which it is read."""

    view: View
    law: Law
    links: Links
    actions: tuple[Action, ...]
    terms: Terms
    readings: tuple[Reading, ...]
    protected: Mapping[str, Protected]  # by dataset; what an audit of the public figures found
    today: date
    opened: Opened | None = None  # what the public sees beside what was approved

    @cached_property
    def meetings(self) -> tuple[Card, ...]:
        """All meetings, newest first."""
        return tuple(
            sorted(self.view.of("meeting"), key=lambda card: (card.date, card.id), reverse=True)
        )

    @cached_property
    def held(self) -> tuple[Card, ...]:
        """Meetings that took place by today, newest first."""
        return tuple(
            meeting
            for meeting in self.meetings
            if meeting.stage is not Stage.PLANNED and meeting.date <= self.today
        )

    def held_before(self, meeting: Card) -> Card | None:
        """The last meeting that took place before `meeting`, by today."""
        earlier = bisect_left(self._held_order, _order(meeting))
        return self.held[-earlier] if earlier else None

    def waiting_at(self, meeting: Card) -> tuple[Action, ...]:
        """The action items that a meeting of this world found open, as it found them."""
        found = (
            action.before(meeting)
            for action in self._waiting.get(month_of(meeting.date), ())
            if _order(action.meeting) < _order(meeting)
        )
        return tuple(action for action in found if action.is_open)

    def waiting_count(self, meeting: Card) -> int:
        """How many action items that is."""
        born, closed = self._born_and_closed
        return bisect_left(born, _order(meeting)) - bisect_left(closed, _order(meeting))

    @cached_property
    def _born_and_closed(self) -> tuple[list[Order], list[Order]]:
        """Where in the order of meetings action items were born, and where they were closed."""
        born = [_order(action.meeting) for action in self.actions]
        closed = [_order(one.closing.meeting) for one in self.actions if one.closing]
        return sorted(born), sorted(closed)

    @cached_property
    def action(self) -> Mapping[str, Action]:
        """Each action item by its id."""
        return {action.id: action for action in self.actions}

    @cached_property
    def born(self) -> Mapping[str, tuple[Action, ...]]:
        """The action items of each meeting that has any, by its id."""
        found: dict[str, list[Action]] = defaultdict(list)
        for action in self.actions:
            found[action.meeting.id].append(action)
        return {meeting: tuple(actions) for meeting, actions in found.items()}

    @cached_property
    def _held_order(self) -> list[Order]:
        return [_order(meeting) for meeting in reversed(self.held)]

    @cached_property
    def _waiting(self) -> Mapping[int, tuple[Action, ...]]:
        return waiting_by_month(self.actions, self.meetings[0].date) if self.meetings else {}


def _order(meeting: Card) -> Order:
    return meeting.date, meeting.id


def derive(
    view: View,
    today: date,
    protected: Mapping[str, Protected] = MappingProxyType({}),
    opened: Opened | None = None,
) -> World:
    """The world of one view on `today`."""
    return World(
        view=view,
        law=derive_law(view),
        links=derive_links(view),
        actions=derive_ledger(view),
        terms=derive_terms(view),
        readings=tuple(Reading(card, today) for card in view.of("dataset")),
        protected=protected,
        today=today,
        opened=opened,
    )


def plan_public(world: World, languages: Iterable[str]) -> Iterator[PageSpec]:
    """Every page of the public site, in each language (English below en/)."""
    for lang in languages:
        prefix = language_folder(lang)
        for spec in _public_pages(world):
            yield replace(
                spec,
                address=prefix + spec.address,
                template=f"public/{spec.template}",
                reads={**spec.reads, "prefix": prefix},
                lang=lang,
                terms=_terms_for(spec, world),
                changed=_changed(spec, world.today),
            )
    yield PageSpec("404.html", "public/404.html", "", {"prefix": ""})


def plan_internal(world: World) -> Iterator[PageSpec]:
    """Every page body of the members' site."""
    own = (_ledger_pages(world), _protection_pages(world), _opened_page(world))
    for spec in chain(_briefing(world), _shared_pages(world), *own):
        yield replace(
            spec,
            template=f"internal/{spec.template}",
            reads={**spec.reads, "prefix": ""},
            terms=_terms_for(spec, world),
            past=world.view.pasts.get(_source_of(spec)),
        )


def _terms_for(spec: PageSpec, world: World) -> Terms:
    """The glossary explains its terms itself."""
    return spec.terms if spec.section == "glossary" else world.terms


def _source_of(spec: PageSpec) -> str:
    """What a page is made from: the id of its card, or the kind that its list file holds."""
    listed = {"istilah/": "term", "wilayah/": "place"}
    return spec.reads["card"].id if "card" in spec.reads else listed.get(spec.address, "")


def _changed(spec: PageSpec, today: date) -> date | None:
    """The last day on which a page changed, as far as its own card tells it."""
    days = told_days(spec.reads["card"]) if "card" in spec.reads else ()
    return max((day for day in days if day <= today), default=None)


def _public_pages(world: World) -> Iterator[PageSpec]:
    view = world.view
    reads = {
        "meetings": world.held[:_NEWEST],
        "readings": world.readings,
        "pages": _ordered_pages(view),
        "regulation_count": len(view.of("regulation")),
    }
    yield PageSpec("", "home.html", "home", reads)
    yield from _shared_pages(world)
    yield from _outcome_pages(world)
    about = {"sources": _all_sources(view), "pages": _ordered_pages(view)}
    yield PageSpec("tentang/", "about.html", "about", about)


def _shared_pages(world: World) -> Iterator[PageSpec]:
    """Pages that both sites have; their templates differ, their cards come from their own view."""
    yield from _meeting_lists(world)
    yield from _meeting_pages(world)
    yield _corrections_page(world)
    yield from _regulation_pages(world)
    yield from _statistics_pages(world)
    yield from _organisation_pages(world)
    yield _places_page(world)
    yield from _knowledge_pages(world)


def _places_page(world: World) -> PageSpec:
    places = world.view.of("place")
    sources = {card.source.title.id: card.source for card in places if card.source}
    reads = {
        "places": places,
        "branches": _branches(places),
        "sources": tuple(sources.values()),
        "backlinks": {card.id: world.links.back(card) for card in places},
    }
    return PageSpec("wilayah/", "places.html", "places", reads)


def _knowledge_pages(world: World) -> Iterator[PageSpec]:
    view = world.view
    terms = tuple(sorted(view.of("term"), key=lambda card: card.term.id.casefold()))
    reads = {
        "terms": terms,
        "backlinks": {card.id: world.links.back(card) for card in terms},
        "rules": _rules_cited(world, *terms),
    }
    yield PageSpec("istilah/", "glossary.html", "glossary", reads)
    yield PageSpec("pengetahuan/", "pages.html", "knowledge", {"pages": _ordered_pages(view)})
    for card in view.of("page"):
        reads = {
            "card": card,
            "rules": _rules_cited(world, card),
            "backlinks": world.links.back(card),
        }
        yield PageSpec(card.address, "page.html", "knowledge", reads)


def _branches(places: Iterable[Card]) -> tuple[Mapping[str, Any], ...]:
    """Places as a tree by their codes; a place without its parent stands at the top."""
    found: dict[str, dict[str, Any]] = {
        place.code: {"place": place, "inside": []}
        for place in sorted(places, key=lambda card: str(card.code))
    }
    roots: list[Mapping[str, Any]] = []
    for code, branch in found.items():
        above = found.get(code.rpartition(".")[0])
        (above["inside"] if above else roots).append(branch)
    return tuple(roots)


def _meeting_lists(world: World) -> Iterator[PageSpec]:
    years: dict[int, list[Card]] = defaultdict(list)
    for meeting in world.meetings:
        years[meeting.date.year].append(meeting)
    counts = {year: len(found) for year, found in years.items()}
    newest = tuple(years[max(years)]) if years else ()
    latest = {"years": counts, "meetings": newest, "year": None}
    yield PageSpec("rapat/", "meetings.html", "meetings", latest)
    for year, found in years.items():
        reads = {"years": counts, "meetings": tuple(found), "year": year}
        yield PageSpec(f"rapat/{year}/", "meetings.html", "meetings", reads)


def _meeting_pages(world: World) -> Iterator[PageSpec]:
    order = world.meetings[::-1]
    for before, meeting, after in zip((None, *order), order, (*order[1:], None), strict=False):
        reads = {
            "card": meeting,
            "previous": before,
            "next": after,
            "actions": world.born.get(meeting.id, ()),
            "rules": _rules_cited(world, meeting),
            "related": world.links.related.get(meeting.id, ()),
            "backlinks": world.links.back(meeting),
            "heard": _heard(world.action, meeting),
            "discussed": _discussed(world.action, meeting),
            "today": world.today,
        }
        yield PageSpec(meeting.address, "meeting.html", "meetings", reads)


def _heard(known: Mapping[str, Action], meeting: Card) -> tuple[Mapping[str, Any], ...]:
    """What the meeting heard of earlier action items, each with its item and its owners until then."""
    found = [
        (follow_up, known[f"{follow_up.action.id}#{follow_up.action.part}"])
        for follow_up in meeting.follow_ups
    ]
    return tuple(
        {"follow_up": told, "action": action, "owners": action.before(meeting).responsible}
        for told, action in found
    )


def _discussed(known: Mapping[str, Action], meeting: Card) -> Mapping[str, tuple[Action, ...]]:
    """The action items that each item of the agenda takes up, as the meeting found them."""
    return {
        item.id: tuple(known[f"{link.id}#{link.part}"].before(meeting) for link in item.actions)
        for item in meeting.agenda
    }


def _rules_cited(world: World, *cards: Card) -> tuple[Mapping[str, Any], ...]:
    """Each rule that the cards cite: its standing on the day of the card that does so, and today."""
    cited: dict[tuple[str, date | None], None] = {}
    for card in cards:
        cited |= dict.fromkeys((rule, day_of(card)) for rule in world.links.rules_of(card))
    return tuple(
        {
            "rule": link_to(rule),
            "then": world.law.standing(rule, day) if day else None,
            "now": world.law.standing(rule, world.today),
        }
        for rule, day in ((world.view.by_id[identity], day) for identity, day in cited)
    )


def _corrections_page(world: World) -> PageSpec:
    """Every correction of published minutes, newest first, with its meeting."""
    found = [
        (correction, meeting) for meeting in world.meetings for correction in meeting.corrections
    ]
    ordered = sorted(found, key=lambda one: (one[0].date, one[1].id, one[0].id), reverse=True)
    return PageSpec(
        "rapat/pembetulan/", "corrections.html", "meetings", {"corrections": tuple(ordered)}
    )


def _regulation_pages(world: World) -> Iterator[PageSpec]:
    law, today = world.law, world.today
    rules = sorted(world.view.of("regulation"), key=lambda card: (-card.year, card.id))
    groups: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    for rule in rules:
        groups[rule.type].append({"rule": rule, "status": law.status(rule, today)})
    listed = {"groups": _in_vocabulary_order(groups), "today": today}
    yield PageSpec("peraturan/", "regulations.html", "regulations", listed)
    for rule in rules:
        yield PageSpec(rule.address, "regulation.html", "regulations", _about_rule(world, rule))


def _about_rule(world: World, rule: Card) -> Mapping[str, Any]:
    """What the page of a rule reads."""
    law, today = world.law, world.today
    inverses = law.inverses.get(rule.id, ())
    citations = law.citations.get(rule.id, ())
    related = [one.target.id for one in rule.relations if one.target]
    related += [inverse.by.id for inverse in inverses]
    told = {*related, *(citation.meeting.id for citation in citations)}
    return {
        "card": rule,
        "standing": law.standing(rule, today),
        "inverses": inverses,
        "citations": tuple((one, law.standing(rule, one.meeting.date)) for one in citations),
        "standings": {one: law.standing(law.rules[one], today) for one in dict.fromkeys(related)},
        "rules": _rules_cited(world, rule),
        "newer": law.newer_than_text(rule, today),
        "family": law.family(rule, today),
        "roots": law.roots.get(rule.id, ()),
        "backlinks": world.links.back(rule, told),
        "today": today,
    }


def _statistics_pages(world: World) -> Iterator[PageSpec]:
    yield PageSpec("statistik/", "statistics.html", "statistics", {"readings": world.readings})
    for reading in world.readings:
        reads = {
            "reading": reading,
            "layouts": lay_out(reading),
            "protected": world.protected.get(reading.card.id),
            "rules": _rules_cited(world, reading.card),
            "backlinks": world.links.back(reading.card),
        }
        yield PageSpec(reading.card.address, "dataset.html", "statistics", reads)


def _protection_pages(world: World) -> Iterator[PageSpec]:
    for reading in world.readings:
        found = world.protected.get(reading.card.id)
        if found is not None:
            address = f"{reading.card.address}perlindungan/"
            reads = {"reading": reading, "protected": found}
            yield PageSpec(address, "protection.html", "statistics", reads)


def _organisation_pages(world: World) -> Iterator[PageSpec]:
    view = world.view
    groups: dict[Any, list[Card]] = defaultdict(list)
    for card in sorted(view.of("organisation"), key=lambda card: card.title.id.casefold()):
        groups[card.kind].append(card)
    listed = {"groups": _in_vocabulary_order(groups)}
    yield PageSpec("organisasi/", "organisations.html", "organisations", listed)
    owed, former = by_organisation(world.actions), handed_over(world.actions)
    attended: dict[str, list[Card]] = defaultdict(list)
    children: dict[str, list[Card]] = defaultdict(list)
    for meeting in world.meetings:
        for identity in organisations_in(meeting):
            attended[identity].append(meeting)
    for card in view.of("organisation"):
        for parent in card.parents:
            children[parent.organisation.id].append(card)
    for card in view.of("organisation"):
        told = (*attended[card.id], *children[card.id])
        reads = {
            "card": card,
            "meetings": tuple(attended[card.id]),
            "children": tuple(children[card.id]),
            "actions": owed.get(card.id, ()),
            "rules": _rules_cited(world, card),
            "backlinks": world.links.back(card, {one.id for one in told}),
            "waiting": open_first(owed.get(card.id, ()), world.today),
            "former": former.get(card.id, ()),
            "tally": next(iter(tallies({card.id: owed.get(card.id, ())}, world.today))),
            "today": world.today,
        }
        yield PageSpec(card.address, "organisation.html", "organisations", reads)


def _in_vocabulary_order(groups: Mapping[Any, Iterable[Any]]) -> dict[Any, tuple[Any, ...]]:
    """The groups in the order in which the vocabulary of their keys lists its words."""
    if not groups:
        return {}
    vocabulary = type(next(iter(groups)))
    return {word: tuple(groups[word]) for word in vocabulary if word in groups}


def organisations_in(meeting: Card) -> Mapping[str, None]:
    """The organisations that a meeting names: host, attendance, speakers, owners of action items."""
    links = [meeting.office, *(line.organisation for line in meeting.attendance)]
    links += [link for action in meeting.actions for link in action.responsible]
    links += [link for event in meeting.follow_ups for link in event.responsible]
    links += [said.speaker.organisation for said in meeting.discussion]
    return dict.fromkeys(link.id for link in links if link)


def _briefing(world: World) -> Iterator[PageSpec]:
    """What a member needs before the meeting."""
    held = next(iter(world.held), None)
    since = held.date if held else date.min
    planned = [
        meeting
        for meeting in reversed(world.meetings)
        if meeting.stage is Stage.PLANNED and meeting.date >= world.today
    ]
    waiting = open_first(world.actions, world.today)
    reads = {
        "next_meeting": planned[0] if planned else None,
        "last_meeting": held,
        "open_by_organisation": by_organisation(waiting),
        "organisations": {card.id: card for card in world.view.of("organisation")},
        "open_count": len(waiting),
        "overdue": tuple(action for action in waiting if action.is_overdue(world.today)),
        "changes": _changes_since(world, since),
        "unapproved": tuple(meeting for meeting in world.held if meeting.stage is Stage.HELD),
        "today": world.today,
    }
    yield PageSpec("", "home.html", "home", reads)


def _changes_since(world: World, since: date) -> Mapping[str, tuple[Any, ...]]:
    """What is new after the last meeting's day: rules, figures, pages, corrections, items fallen due."""
    view, today = world.view, world.today

    def _is_recent(day: date | None) -> bool:
        return day is not None and since < day <= today

    return {
        "regulations": tuple(
            rule
            for rule in view.of("regulation")
            if any(map(_is_recent, (rule.enacted, rule.promulgated, rule.effective)))
        ),
        "releases": tuple(
            (reading.card, release)
            for reading in world.readings
            for release in reading.releases
            if _is_recent(release.date)
        ),
        "pages": tuple(page for page in view.of("page") if _is_recent(page.updated)),
        "corrections": tuple(
            (meeting, correction)
            for meeting in world.meetings
            for correction in meeting.corrections
            if _is_recent(correction.date)
        ),
        "fallen_due": tuple(
            action
            for action in open_first(world.actions, today)
            if action.is_overdue(today) and action.due and action.due >= since
        ),
    }


def _ledger_pages(world: World) -> Iterator[PageSpec]:
    """The ledger by due date and by organisation, the life of each item, the review of each year."""
    today = world.today
    waiting = open_first(world.actions, today)
    overdue = tuple(action for action in waiting if action.is_overdue(today))
    closed = [action for action in world.actions if not action.is_open]
    closed.sort(key=lambda action: (action.closing.day if action.closing else today, action.id))
    reads = {
        "open_count": len(waiting),
        "overdue": overdue,
        "months": tuple(by_due_month(waiting[len(overdue) :])),
        "closed": tuple(reversed(closed[-_CLOSED_SHOWN:])),
        "closed_count": len(closed),
        "today": today,
    }
    yield PageSpec("tindak-lanjut/", "actions.html", "actions", reads)
    owners = {
        "tallies": tallies(by_organisation(world.actions), today),
        "organisations": {card.id: card for card in world.view.of("organisation")},
        "today": today,
    }
    yield PageSpec("tindak-lanjut/organisasi/", "owners.html", "actions", owners)
    for action in world.actions:
        yield PageSpec(action.page, "action.html", "actions", {"action": action, "today": today})
    yield from _review_pages(world)


def _review_pages(world: World) -> Iterator[PageSpec]:
    """What was raised and done in each year, and what of it is still open."""
    found = years(world.actions, world.today)
    reads = {"years": found, "today": world.today}
    yield PageSpec("tindak-lanjut/tahun/", "review.html", "actions", reads)
    born: dict[int, list[Action]] = defaultdict(list)
    done: dict[int, list[Action]] = defaultdict(list)
    for action in world.actions:
        born[action.meeting.date.year].append(action)
        if action.closing:
            done[action.closing.day.year].append(action)
    for year in found:
        finished = tuple(action for action in done[year.year] if action.is_done)
        reads = {
            "years": found,
            "year": year,
            "months": months(born[year.year], finished, year.year),
            "done": finished,
            "open": open_first(born[year.year], world.today),
            "today": world.today,
        }
        yield PageSpec(f"tindak-lanjut/tahun/{year.year}/", "review_year.html", "actions", reads)


def _outcome_pages(world: World) -> Iterator[PageSpec]:
    """What the meetings decided to do and what was published of it since, by year."""
    found: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for meeting in world.meetings:
        if meeting.id in world.born:
            entry = {"meeting": meeting, "outcomes": _outcomes(meeting, world.born[meeting.id])}
            found[meeting.date.year].append(entry)
    counts = {
        year: sum(len(world.born[entry["meeting"].id]) for entry in entries)
        for year, entries in found.items()
    }
    newest = tuple(found[max(found)]) if found else ()
    latest = {"years": counts, "entries": newest, "year": None}
    yield PageSpec("tindak-lanjut/", "outcomes.html", "meetings", latest)
    for year, entries in found.items():
        reads = {"years": counts, "entries": tuple(entries), "year": year}
        yield PageSpec(f"tindak-lanjut/{year}/", "outcomes.html", "meetings", reads)


def _outcomes(meeting: Card, actions: Iterable[Action]) -> tuple[Mapping[str, Any], ...]:
    """The action items of a meeting by the decision that each carries out, those of none last."""
    groups: dict[str | None, list[Action]] = defaultdict(list)
    known = {decision.id for decision in meeting.decisions}
    for action in actions:
        named = action.item.decision
        groups[named if named in known else None].append(action)
    decided = [(decision, groups[decision.id]) for decision in meeting.decisions]
    return tuple(
        {"decision": decision, "actions": tuple(found)}
        for decision, found in (*decided, (None, groups[None]))
        if found
    )


def _opened_page(world: World) -> Iterator[PageSpec]:
    yield PageSpec("terbuka/", "opened.html", "opened", opened_reads(world.view, world.opened))


def _ordered_pages(view: View) -> tuple[Card, ...]:
    return tuple(sorted(view.of("page"), key=lambda card: (card.order, card.id)))


def _all_sources(view: View) -> tuple[Mapping[str, Any], ...]:
    """Each visible source once, with the records that use it."""
    used: dict[tuple[Any, ...], dict[str, Any]] = {}
    for kind in ("meeting", "regulation", "organisation", "dataset", "page", "term"):
        for card in view.of(kind):
            for source in card.sources:
                key = (source.title.id, source.url)
                used.setdefault(key, {"source": source, "cards": []})["cards"].append(card)
    ordered = sorted(used.items(), key=lambda item: (item[0][0].casefold(), item[0][1] or ""))
    return tuple(
        {"source": entry["source"], "cards": tuple(entry["cards"])} for _, entry in ordered
    )
