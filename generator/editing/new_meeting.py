"""`timpora new meeting`: the record of the next meeting, ready to be edited.

Comes in: a project, the day, and what the clerk already knows. Goes out: the text of a planned
meeting in YAML, then the file itself. Usual values are those of the team's recent minutes; members
are the organisations whose membership covers the day; the agenda takes up every open action item.

The draft is `terbatas`. Its values are taken from what everybody may read, where there are such
minutes, else from what members may read. An item above that stands in an agenda item of its own
grade, and is described only as far as readers of that grade know it.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from generator.disclosure.view import Card, View, cut
from generator.editing.draft_text import commented, text_lines, word
from generator.fields import Text
from generator.pages import forms
from generator.pages.ledger import Action, derive_ledger, open_first
from generator.pages.markup import plain
from generator.problems import Place, Problem, has_errors, sort_problems, suggest
from generator.records.library import Library, join
from generator.records.reader import read_content
from generator.records.rules import check_library
from generator.settings import Project
from generator.vocabulary import ActionStatus, Grade, MeetingSource, OrganisationKind, Stage

T = TypeVar("T")

_RECENT = 6  # meetings that say what is usual
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_DIGITS = re.compile(
    r"(?<![A-Za-z0-9])\d+(?![A-Za-z0-9])"
)  # a group of its own, not part of a word
_PLAIN_TITLE = Text("Rapat Timpora", "Meeting of the team")
_SLUG = "rapat-timpora"


@dataclass(frozen=True)
class Wishes:
    """What the clerk knows of the meeting already; what is None is taken from the usual."""

    day: date
    title: str | None = None
    venue: str | None = None
    place: str | None = None
    start: time | None = None


@dataclass(frozen=True)
class Draft:
    """The new record: its file below the project, its text, and what was put into it."""

    name: str
    text: str
    items: int
    invited: int


def new_meeting(project: Project, wishes: Wishes) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Write the meeting's file; None with the problems when the content or the wish is wrong.

    Nothing is overwritten: OUT005. A disk that refuses is OUT003 and leaves no half-written file.
    """
    content, read = read_content(project.content, project.root)
    library, found = join(content)
    problems = sort_problems([*read, *found, *check_library(library)])
    if has_errors(problems):
        return None, problems
    unknown = list(_unknown_place(library, wishes.place))
    if unknown:
        return None, tuple(unknown)
    draft = draft_meeting(project, library, wishes)
    taken = library.by_id.get(Path(draft.name).stem)
    if taken:
        return None, (_exists(taken.doc.path),)
    refused = write_new(project.root, draft)
    return (None, (refused,)) if refused else (draft, ())


def write_new(root: Path, draft: Draft) -> Problem | None:
    """Put the file in place in one step; a file of that name that is there already stays."""
    target = root / draft.name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _unwritten(draft.name, error)
    try:
        with TemporaryDirectory(prefix=".timpora-", dir=root) as beside:
            new = Path(beside) / target.name
            new.write_text(draft.text, encoding="utf-8", newline="\n")
            os.link(new, target)  # unlike a rename, it never replaces
    except FileExistsError:
        return _exists(draft.name)
    except OSError as error:
        return _unwritten(draft.name, error)
    return None


def _unwritten(name: str, error: OSError) -> Problem:
    params = {"path": name, "why": error.strerror or str(error)}
    return Problem("OUT003", Place(name), params=params)


def _exists(name: str) -> Problem:
    return Problem("OUT005", Place(name), params={"path": name})


def _unknown_place(library: Library, code: str | None) -> Iterator[Problem]:
    known = [record.id for record in library.of("place")]
    if code and code not in known:
        near = suggest(code, known)
        yield Problem("REF001", Place("--place"), suggestion=near, params={"target": code})


def draft_meeting(project: Project, library: Library, wishes: Wishes) -> Draft:
    """The draft for a day, from sound records."""
    views = {grade: cut(library, "draft", grade, wishes.day) for grade in Grade}
    past = _past_minutes(views, project.settings.office, wishes.day)
    usual = _Usual(past, wishes)
    identity = f"{wishes.day}-{usual.slug}"
    members, source = _invited(views[Grade.TERBATAS], usual)
    groups = _open_items(views, wishes.day, identity)
    number = _next_number(views, wishes.day)
    lines = [
        *_head(usual, project.settings.office, number),
        *_people(usual, members, source),
        *_agenda(groups, wishes.day),
        *_afterwards(groups),
    ]
    folder = f"{project.settings.content}/meetings/{wishes.day.year}"
    count = sum(len(items) for items in groups.values())
    text = "".join(f"{line}\n" for line in lines)
    return Draft(f"{folder}/{identity}.yml", text, count, len(members))


# What is usual


def _past_minutes(views: dict[Grade, View], office: str | None, day: date) -> Sequence[Card]:
    """The newest own minutes before `day`, newest first: open ones, else those of members."""
    for grade in (Grade.TERBUKA, Grade.TERBATAS):
        own = [card for card in views[grade].of("meeting") if _is_minutes(card) and card.date < day]
        hosted = [card for card in own if office and card.office and card.office.id == office]
        found = sorted(hosted or own, key=lambda card: (card.date, card.id), reverse=True)
        if found:
            return found[:_RECENT]
    return ()


def _is_minutes(meeting: Card) -> bool:
    return meeting.source is MeetingSource.MINUTES and meeting.stage is not Stage.PLANNED


class _Usual:
    """What recent meetings have in common, changed to the new day and by the clerk's wishes."""

    def __init__(self, past: Sequence[Card], wishes: Wishes) -> None:
        kind = _commonest(past, lambda card: (card.level, _id(card.place)))
        self.past = [card for card in past if (card.level, _id(card.place)) == kind]
        self.wishes = wishes
        self.last = self.past[0] if self.past else None

    @property
    def day(self) -> date:
        return self.wishes.day

    @property
    def slug(self) -> str:
        """The last meeting's file name without its date."""
        match = re.fullmatch(r"\d{4}-\d{2}-\d{2}-(.+)", self.last.id) if self.last else None
        return match[1] if match else _SLUG

    @property
    def title(self) -> Text:
        if self.wishes.title:
            return Text(self.wishes.title)
        return _renewed(self.last.title, self.day) if self.last else _PLAIN_TITLE

    @property
    def venue(self) -> Text | None:
        usual = _commonest(self.past, lambda card: card.venue and (card.venue.id, card.venue.en))
        if self.wishes.venue:
            return Text(self.wishes.venue)
        return Text(*usual) if usual else None

    @property
    def place(self) -> str | None:
        return self.wishes.place or _commonest(self.past, lambda card: _id(card.place))

    @property
    def start(self) -> time | None:
        return self.wishes.start or _commonest(self.past, lambda card: card.start)

    def common(self, name: str) -> Any:
        """The commonest value of a key of recent meetings."""
        return _commonest(self.past, lambda card: getattr(card, name))

    @property
    def chair(self) -> Card | None:
        """Who chaired last."""
        return next((card.chair for card in self.past if card.chair), None)


def _id(link: Any) -> str | None:
    return link.id if link else None


def _commonest(cards: Iterable[Card], value: Callable[[Card], T]) -> T | None:
    """The commonest value there is, the newest of equally common ones; None without any."""
    counts = Counter(found for card in cards if (found := value(card)) not in (None, (None, None)))
    return counts.most_common(1)[0][0] if counts else None


def _renewed(title: Text, day: date) -> Text:
    """A title with the month and year that it names changed to those of `day`."""
    english = _in_month(title.en, day, "en") if title.en else None
    return Text(_in_month(title.id, day, "id"), english)


def _in_month(text: str, day: date, lang: str) -> str:
    months = "|".join(forms.month_names(lang))
    new = forms.month_names(lang)[day.month - 1]
    pattern = re.compile(rf"\b(?:{months})\b(\s+(?:19|20)\d\d\b)?|\b(?:19|20)\d\d\b")

    def change(match: re.Match[str]) -> str:
        if match[0].isdigit():
            return str(day.year)
        return f"{new} {day.year}" if match[1] else new

    return pattern.sub(change, text)


# The number


def _next_number(views: dict[Grade, View], day: date) -> tuple[str, str] | None:
    """The number after that of the last meeting that members know, and the meeting's id.

    Numbers of more closed meetings are skipped, not shown: two meetings never share one.
    """
    known = [
        card for card in views[Grade.TERBATAS].of("meeting") if card.number and card.date <= day
    ]
    known.sort(key=lambda card: (card.date, card.id))
    if not known:
        return None
    taken = {card.number for card in views[Grade.SANGAT_RAHASIA].of("meeting")}
    last, before = known[-1], known[-2].number if len(known) > 1 else ""
    number = following(last.number, before, last.date, day)
    while number and number in taken:
        number = following(number, "", day, day)
    return (number, last.id) if number else None


def following(last: str, before: str, last_day: date, day: date) -> str | None:
    """The number after `last`; None when it holds no number that could be counted on.

    Its counter is the group of digits in which it differs from the one `before` it, else its last
    group that is not the year. With the year the counter starts again; a month in Roman numerals
    is that of `day`.
    """
    groups = list(_DIGITS.finditer(last))
    counters = [index for index, group in enumerate(groups) if group[0] != str(last_day.year)]
    if not counters:
        return None
    earlier = _DIGITS.findall(before)
    differing = [
        index
        for index in counters
        if len(earlier) == len(groups) and earlier[index] != groups[index][0]
    ]
    counter = (differing or counters[-1:])[0]
    restart = len(counters) < len(groups) and day.year != last_day.year
    value = "1" if restart else str(int(groups[counter][0]) + 1)
    parts = re.split(f"({_DIGITS.pattern})", last)
    for index, group in enumerate(groups):
        if index == counter:
            parts[2 * index + 1] = value.zfill(len(group[0]))
        elif index not in counters:
            parts[2 * index + 1] = str(day.year)
    month = _ROMAN[last_day.month - 1]
    return re.sub(rf"(?<![A-Za-z]){month}(?![A-Za-z])", _ROMAN[day.month - 1], "".join(parts))


# Who is invited


def _invited(view: View, usual: _Usual) -> tuple[Sequence[Card], str]:
    """The organisations to invite, the chair's first, and where the list comes from."""
    kinds = list(OrganisationKind)
    members = [card for card in view.of("organisation") if _is_member(card, usual.day)]
    source = f"anggota tim yang masa keanggotaannya mencakup {forms.long_date(usual.day)}"
    if not members and usual.last:
        named = {line.organisation.id for line in usual.last.attendance}
        members = [card for card in view.of("organisation") if card.id in named]
        source = f"yang tercatat di {usual.last.id}; keanggotaan tim belum dicatat"
    host = _id(usual.chair.organisation) if usual.chair else _id(usual.common("office"))
    order = sorted(members, key=lambda card: (card.id != host, kinds.index(card.kind), card.id))
    return order, source


def _is_member(organisation: Card, day: date) -> bool:
    return any(
        (stay.since is None or stay.since <= day) and (stay.until is None or day <= stay.until)
        for stay in organisation.member
    )


# Open action items


def _open_items(
    views: dict[Grade, View], day: date, identity: str
) -> dict[Grade, tuple[Action, ...]]:
    """Items open before the meeting, by the lowest grade that may see each, overdue first.

    Whether an item is open is known to the most closed view; how it stands is told as readers of
    its own grade know it.
    """
    meeting = Card({"date": day, "id": identity})

    def known(view: View) -> Iterator[Action]:
        for action in derive_ledger(view):
            if (action.meeting.date, action.meeting.id) < (day, identity):
                yield action.before(meeting)

    waiting = {one.id for one in known(views[Grade.SANGAT_RAHASIA]) if one.is_open}
    groups: dict[Grade, tuple[Action, ...]] = {}
    for grade in Grade:
        own = [one for one in known(views[grade]) if one.id in waiting]
        waiting -= {one.id for one in own}
        if own:
            groups[grade] = open_first(own, day)
    return groups


# The text


def _head(usual: _Usual, office: str | None, number: tuple[str, str] | None) -> Iterator[str]:
    day = usual.day
    yield from commented(
        "Rapat berikutnya, disiapkan oleh 'timpora new meeting'. Periksa setiap baris; hapus yang "
        "tidak diketahui."
    )
    yield from commented(
        "grade: kelas akses. terbatas berarti untuk anggota; ubah menjadi terbuka bila notulanya "
        "kelak boleh dibaca siapa pun. Sebelum disahkan, rapat ini tidak pernah tampil di situs publik."
    )
    yield "grade: terbatas"
    yield from commented("title: judul rapat; boleh {id: ..., en: ...}.")
    yield from text_lines("title", usual.title)
    yield from commented(
        f"date: hari rapat, {forms.long_date(day, weekday=True)}. Nama berkas diawali tanggal ini."
    )
    yield f"date: {day.isoformat()}"
    yield from commented("start, end: jam mulai dan selesai, JJ:MM. timezone: WIB, WITA, atau WIT.")
    yield f"start: '{usual.start:%H:%M}'" if usual.start else "# start: '09:00'"
    zone = usual.common("timezone")
    yield from [f"timezone: {zone}"] if zone and str(zone) != "WIB" else []
    yield from commented("venue: gedung atau ruang rapat; diisi yang biasa dipakai.")
    yield from text_lines("venue", usual.venue) if usual.venue else ["# venue: Aula kantor"]
    yield from commented("place: kode wilayah dari places.yml. level: tingkat tim.")
    yield f"place: '{usual.place}'" if usual.place else "# place: '31.72'"
    level = usual.common("level")
    yield f"level: {level}" if level else "# level: kabupaten/kota"
    yield from commented("office: id kantor penyelenggara.")
    host = office or _id(usual.common("office"))
    yield f"office: {word(host)}" if host else "# office: id-kantor"
    yield from _number_lines(number)
    yield from commented(
        "source: notula sendiri. stage: direncanakan; sesudah rapat ubah menjadi berlangsung, dan "
        "sesudah pimpinan mengesahkan notulanya menjadi disahkan."
    )
    yield "source: notula"
    yield "stage: direncanakan"
    yield from commented(
        "theme: tema rapat. summary: isi rapat dalam beberapa kalimat, sesudahnya."
    )
    yield "# theme: Tema rapat"


def _number_lines(number: tuple[str, str] | None) -> Iterator[str]:
    if number is None:
        yield from commented("number: nomor notula atau undangan; hanya terbaca anggota.")
        yield "# number: '001/TIMPORA/2026'"
        return
    after = f"number: nomor notula; lanjutan nomor rapat {number[1]}. Hanya terbaca anggota."
    yield from commented(after)
    yield f"number: {word(number[0])}"


def _people(usual: _Usual, invited: Sequence[Card], source: str) -> Iterator[str]:
    yield from commented(
        "chair: pimpinan rapat; diisi yang memimpin terakhir. minute_taker: notulis, hanya terbaca "
        "anggota."
    )
    yield from _chair(usual.chair) if usual.chair else ["# chair:", "#   name: Nama pimpinan"]
    yield "# minute_taker:"
    yield "#   name: Nama notulis"
    yield from commented(
        "attendance: yang diundang. role: ketua, sekretaris, anggota, narasumber, atau undangan. "
        "Sesudah rapat tambahkan name dan position (hanya terbaca anggota), atau present: false bagi "
        "yang tidak hadir."
    )
    if not invited:
        yield from commented("Isi 'member' pada organisasi anggota agar daftar ini terisi sendiri.")
        yield "# attendance:"
        yield "#   - organisation: id-organisasi"
        return
    yield from commented(f"Sumber daftar: {source}.")
    yield "attendance:"
    host = _id(usual.chair.organisation) if usual.chair else _id(usual.common("office"))
    for card in invited:
        yield f"  - organisation: {word(card.id)} # {_name_on(card, usual.day)}"
        if card.id == host:
            yield "    role: ketua"


def _chair(chair: Card) -> Iterator[str]:
    yield "chair:"
    if chair.name:
        yield f"  name: {word(chair.name)}"
    if chair.position:
        yield from text_lines("position", chair.position, "  ")
    if chair.organisation:
        yield f"  organisation: {word(chair.organisation.id)}"
    if not (chair.name or chair.position or chair.organisation):
        yield "  {}"


def _name_on(organisation: Card, day: date) -> str:
    """The organisation's short name as it is on `day`."""
    begun = [name for name in organisation.names if name.since is None or name.since <= day]
    name = begun[-1] if begun else organisation.names[0]
    return " ".join((name.short or plain(name.name, "id")).split())


_SUBJECTS = {
    Grade.TERBUKA: "Perkembangan tindak lanjut",
    Grade.TERBATAS: "Perkembangan tindak lanjut untuk anggota",
    Grade.RAHASIA: "Perkembangan tindak lanjut rahasia",
    Grade.SANGAT_RAHASIA: "Perkembangan tindak lanjut sangat rahasia",
}


def _agenda(groups: dict[Grade, tuple[Action, ...]], day: date) -> Iterator[str]:
    yield from commented(
        "agenda: susunan acara. Setiap acara mempunyai id (a1, a2, ...) dan kelasnya sendiri; tanpa "
        "grade hanya terbaca anggota. actions: butir tindak lanjut yang dibahas; halaman rapat "
        "menampilkan keadaannya. Sesudah rapat tambahkan summary dan discussion."
    )
    if not groups:
        yield from commented("Tidak ada tindak lanjut yang terbuka.")
        yield "# agenda:"
        yield "#   - id: a1"
        yield "#     title: Judul acara"
        return
    yield "agenda:"
    for number, (grade, actions) in enumerate(groups.items(), 1):
        if grade is Grade.TERBUKA:
            yield from commented(
                "Semua butir di acara ini terbuka; acaranya boleh dijadikan grade: terbuka.", "  "
            )
        yield f"  - id: a{number}"
        yield f"    grade: {max(grade, Grade.TERBATAS)}"
        yield f"    title: {_SUBJECTS[grade]}"
        yield "    actions:"
        for action in actions:
            yield from commented(_state(action, day), "      ")
            yield f"      - {word(action.id)}"
    yield from commented(f"Acara lain:\n- id: a{len(groups) + 1}\n  title: Judul acara", "  ")


def _state(action: Action, day: date) -> str:
    """An item and how it stands on the day of the meeting, for the clerk's eyes."""
    parts = [plain(action.item.text, "id").rstrip(".")]
    owners = ", ".join(link.short for link in action.responsible)
    parts.append(owners or "tanpa penanggung jawab")
    if action.status is not ActionStatus.POSTPONED:
        parts.append(action.status.label().lower() if action.status else "belum ada laporan")
    if action.postponed:
        parts.append(f"ditunda {action.postponed} kali")
    parts.append(f"tenggat {forms.short_date(action.due)}" if action.due else "tanpa tenggat")
    if action.due and action.is_overdue(day):
        parts.append(f"lewat {(day - action.due).days} hari pada hari rapat")
    return "; ".join(parts) + "."


def _afterwards(groups: dict[Grade, tuple[Action, ...]]) -> Iterator[str]:
    """What is filled in once the meeting was held, as comments."""
    yield from commented(
        "Sesudah rapat: decisions (keputusan; id k1, text, agenda, rests_on), actions (tindak lanjut "
        "baru; id t1, text, responsible, due, decision), attachments, secretariat_note."
    )
    if not groups:
        return
    yield from commented(
        "follow_ups: perkembangan butir rapat sebelumnya. status: berjalan; ditunda (isi due); "
        "dialihkan (isi responsible); digabung (isi into); selesai; dihentikan. note: apa yang "
        "dilaporkan. evidence: id lampiran. date: hari kejadian bila bukan hari rapat. Hapus butir "
        "yang tidak dibicarakan, dan tanda # pada yang tinggal."
    )
    yield "# follow_ups:"
    for grade, actions in groups.items():
        for action in actions:
            yield f"#   - action: {word(action.id)}"
            yield f"#     grade: {grade}"
            yield "#     status: berjalan"
