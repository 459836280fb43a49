"""Sixty-two meetings with discussion, decisions, action items and what became of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.contoh.attachments import ATTACHED, TITLES, attached_bytes
from tests.contoh.canaries import Canaries, highest
from tests.contoh.dice import Dice, sentences
from tests.contoh.regulations import NOT_YET, cite
from tests.contoh.schedule import ENGLISH_MONTHS, MONTHS, Blanks, Slot, slots
from tests.contoh.stories import STORIES, Step
from tests.contoh.world import CITY, DISTRICTS, Office, head_of, staff_of

_TOPICS = [name for name, group in sentences().items() if "instansi" in group]
_SHARES = ((0.92, "terbuka"), (0.95, "terbatas"), (0.97, None), (0.99, "rahasia"))
_RAISED_FIELDS: dict[tuple[int, int], dict[str, str]] = {
    (2020, 8): {"venue": "terbatas"},
    (2021, 8): {"venue": "terbatas"},
    (2022, 6): {"venue": "terbatas", "summary": "rahasia"},
    (2023, 4): {"chair": "terbatas"},
    (2023, 10): {"venue": "terbatas"},
    (2024, 5): {"summary": "terbatas", "secretariat_note": "sangat_rahasia"},
    (2024, 9): {"venue": "rahasia", "theme": "terbatas"},
}
_LETTERS = {"agenda": "a", "decisions": "k", "actions": "t"}
# By day and key: which organisations alone may know a part, and what it says.
_FOR_SOME: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {
    "2024-12-04": {
        "actions": [
            (("polres",), "Menyusun daftar petugas jaga khusus kepolisian."),
            (("kejari", "polres"), "Menyiapkan gelar perkara bersama kejaksaan."),
            (("kodim",), "Menyusun daftar petugas jaga khusus komando distrik."),
        ],
    },
    "2024-12-18": {
        "decisions": [
            (("kodim", "polres"), "Pengamanan aula diatur oleh dua instansi saja."),
            (("kejari",), "Berkas perkara disimpan oleh kejaksaan."),
        ],
    },
    "2025-01-15": {
        "agenda": [
            (("polres",), "Kesiapan petugas jaga kepolisian"),
            (("kejari",), "Kesiapan berkas kejaksaan"),
        ],
    },
}
# By day: where in the record, which of its fields, for whom alone, and what it says.
_FIELDS_FOR_SOME: dict[str, tuple[tuple[tuple[str | int, ...], str, tuple[str, ...], str], ...]] = {
    "2024-12-04": (
        (("agenda", 1), "summary", ("kejari",), "Dua perkara disiapkan oleh kejaksaan."),
        (("decisions", 1), "rests_on", ("kejari", "polres"), ""),
        (("actions", 1), "due", ("polres",), ""),
    ),
    "2024-12-18": (
        (("agenda", 0), "summary", ("kodim", "polres"), "Titik jaga dibagi antara dua instansi."),
    ),
    "2025-01-15": (((), "theme", ("polres",), "Persiapan pengamanan pesisir"),),
}


@dataclass
class Pending:
    """An action item that later meetings ask about."""

    target: str
    grade: str
    orgs: list[str]
    due: date | None
    story: str = ""
    postponed: int = 0
    asked: int = 0


class Book:
    """Writes the meetings in time order and remembers what is still to be done."""

    def __init__(self, canaries: Canaries, offices: Mapping[str, Office]) -> None:
        self.canaries = canaries
        self.offices = offices
        self.order = {office.id: index for index, office in enumerate(offices.values())}
        self.pending: list[Pending] = []
        self.open_before: str = ""
        self.attachments: dict[str, bytes] = {}

    def write(self) -> dict[str, dict[str, Any]]:
        """Every meeting by its path below `content/`."""
        found = {}
        for slot in sorted(slots(), key=lambda slot: slot.day):
            identity = slot.identity(self.canaries)
            self.canaries.know(identity, slot.least)
            record = _Minutes(self, slot, identity).record()
            found[f"meetings/{slot.day.year}/{identity}.yml"] = record
            if slot.least == "terbuka":
                self.open_before = identity
        return found


class _Minutes:
    """One meeting in the making."""

    def __init__(self, book: Book, slot: Slot, identity: str) -> None:
        self.book, self.slot, self.id = book, slot, identity
        self.canaries, self.offices = book.canaries, book.offices
        self.dice = Dice(f"meeting {slot.day}")
        self.blanks = Blanks(slot, self.dice)
        self.topics = self._choose_topics()

    def record(self) -> dict[str, Any]:
        """The whole record, keys in the order of the model."""
        head = self._head()
        if self.slot.kind == "berita":
            return head | self._press()
        agenda = self._agenda()
        record = head | {"chair": head_of(self.offices["kanim"], 0, self.slot.day)}
        if self.slot.stage == "direncanakan":
            for item in agenda:
                del item["summary"], item["discussion"]
            agenda += self._for_some("agenda", len(agenda))
            record |= {"agenda": agenda, "secretariat_note": self._say("sekretariat")}
            return self._fields_for_some(record)
        decisions = self._decisions(agenda)
        actions = self._actions(decisions)
        record |= {
            "minute_taker": staff_of(self.offices["kanim"], 0, self.dice.between(0, 4)),
            "attendance": self._attendance(),
            "agenda": agenda,
            "decisions": decisions,
            "actions": actions,
            "follow_ups": self._follow_ups(),
            "attachments": self._attachments(),
            "corrections": self._corrections(decisions),
        }
        self._name_evidence(record)
        for key in ("decisions", "actions", "agenda"):
            record[key] = [*record[key], *self._for_some(key, len(record[key]))]
        record |= self._notes()
        record = self._fields_for_some(record)
        return {key: value for key, value in record.items() if value != []}

    def _choose_topics(self) -> list[str]:
        ordinary = [name for name in _TOPICS if name not in ("tertutup", "peta", "kesehatan")]
        year, month = self.slot.month
        topics = self.dice.some(ordinary, self.dice.between(2, 4))
        if month in (3, 6, 9, 12):
            topics.insert(0, "peta")  # comes back every quarter
        if (2020, 4) <= (year, month) <= (2021, 9):
            topics[-1] = "kesehatan"
        if self.slot.kind == "khusus" or self.dice.chance(0.25):
            topics.append("tertutup")
        return [*topics, "statistik"][:6] if len(topics) < 3 else topics

    def _say(self, group: str, key: str = "umum") -> str:
        return self.blanks.fill(self.dice.pick(sentences()[group][key]))

    def _grade(self) -> str | None:
        throw = self.dice.below(1000) / 1000
        return next((grade for share, grade in _SHARES if throw < share), "sangat_rahasia")

    def _graded(self, grade: str | None, **more: Any) -> dict[str, Any]:
        return ({"grade": grade} if grade else {}) | more

    def _part_id(self, letter: str, number: int, grade: str | None) -> str:
        """`k3`, with a token when the part is withheld; later records may refer to it."""
        least = highest(self.slot.least, grade or "terbatas")
        part = f"{letter}{number}"
        if least != "terbuka":
            part += f"-{self.canaries.slug(least, f'{self.slot.day} {part}')}"
        self.canaries.know(f"{self.id}#{part}", least)
        return part

    # Head

    def _head(self) -> dict[str, Any]:
        year, month = self.slot.month
        start = self.dice.pick(("08:30", "09:00", "09:30", "13:00"))
        raised = _RAISED_FIELDS.get(self.slot.month)
        head = self._graded(self.slot.grade) | ({"grades": raised} if raised else {})
        head |= {"title": self._title(), "date": self.slot.day.isoformat()}
        if self.slot.kind != "berita":
            hours = self.dice.between(2, 3)
            head |= {"start": start, "end": f"{int(start[:2]) + hours:02d}{start[2:]}"}
        district = self.slot.kind == "kecamatan"
        codes = {name: code for code, name in DISTRICTS.items()}
        head |= {
            "venue": self._two("tempat"),
            "place": codes[self.slot.district] if district else CITY,
            "level": "kecamatan" if district else "kabupaten/kota",
            "office": "kanim-kota-contoh",
        }
        if self.slot.kind == "berita":
            return head | {"source": "berita", "theme": self._two("tema")}
        head |= {"number": f"CTH.GR.02.01-{month:03d}-{year}", "source": "notula"}
        return head | {
            "stage": self.slot.stage,
            "theme": self._two("tema"),
            "summary": self._summary(),
        }

    def _title(self) -> dict[str, str] | str:
        year, month = self.slot.month
        when, then = f"{MONTHS[month - 1]} {year}", f"{ENGLISH_MONTHS[month - 1]} {year}"
        kinds = {
            "kota": ("Rapat Koordinasi Timpora Kota Contoh", "Coordination Meeting, Kota Contoh"),
            "kecamatan": (f"Rapat Timpora {self.slot.district}", f"Meeting, {self.slot.district}"),
            "khusus": ("Rapat Terbatas Timpora Kota Contoh", "Closed Meeting, Kota Contoh"),
            "berita": ("Liputan Pertemuan Timpora Kota Contoh", "Press Report, Kota Contoh"),
        }
        indonesian, english = kinds[self.slot.kind]
        if month % 3:
            return f"{indonesian}, {when} (contoh)"
        return {"id": f"{indonesian}, {when} (contoh)", "en": f"{english}, {then} (contoh)"}

    def _two(self, group: str) -> dict[str, str]:
        indonesian, _, english = self._say(group, "dua").partition(" | ")
        return {"id": indonesian, "en": english}

    def _summary(self) -> str:
        *names, last = [name.replace("-", " ") for name in self.topics if name != "tertutup"]
        subjects = f"{', '.join(names)} dan {last}" if names else last
        if self.slot.stage == "direncanakan":
            return f"Rapat contoh ini akan membahas {subjects}."
        text = f"Rapat contoh ini membahas {subjects}. {self._say(self.topics[0], 'ringkas')}"
        if self.book.open_before and self.dice.chance(0.4):
            text += f" Rapat melanjutkan pembahasan dalam [[{self.book.open_before}]]."
        if self.dice.chance(0.15):
            token = self.canaries.mint("never", f"{self.slot.day} ringkasan")
            text += f" <!-- catatan notulis {token} -->"
        return text

    # Press coverage

    def _press(self) -> dict[str, Any]:
        orgs = [self.offices[name] for name in ("kanim", "kesbangpol", "kecamatan-barat")]
        statements = [
            self._graded(
                "terbuka",
                speaker=head_of(office, self.book.order[office.id], self.slot.day),
                text=self.blanks.fill(self.dice.pick(sentences()[topic]["ucap"]), office.place),
            )
            for office, topic in zip(orgs, ("sosialisasi", "pendataan", "kecamatan"), strict=True)
        ]
        published = self.slot.day + timedelta(days=1)
        source = {
            "title": "Timpora Kota Contoh ajak warga melapor (berita contoh)",
            "publisher": "Harian Contoh",
            "published": published.isoformat(),
            "url": f"https://harian.contoh.example/{published}",
            "read": (published + timedelta(days=6)).isoformat(),
            "note": "Seluruh isi berita ini rekaan.",
        }
        pledge = self._graded(
            "terbuka", id=self._part_id("t", 1, "terbuka"), text=self._say("sosialisasi", "tugas")
        )
        return {
            "summary": "Liputan contoh: kepala kantor mengajak warga dan penginapan melapor.",
            "discussion": statements,
            "actions": [pledge],
            "sources": [source],
            "secretariat_note": self._say("sekretariat"),
        }

    # Attendance

    def _attendance(self) -> list[dict[str, Any]]:
        base = [office for office in self.offices.values() if not office.hidden][1:]
        chosen = [self.offices["kanim"], *self.dice.some(base, self.dice.between(9, 15))]
        chosen += [self.offices["pos"]] if self.dice.chance(0.12) else []
        chosen += [self.offices["satgas"]] if self.dice.chance(0.06) else []
        return [self._attended(office, number) for number, office in enumerate(chosen)]

    def _attended(self, office: Office, number: int) -> dict[str, Any]:
        role = "ketua" if number == 0 else "anggota"
        if office.short in ("kanwil", "pos"):
            role = "narasumber" if office.short == "kanwil" else "undangan"
        line: dict[str, Any] = {"organisation": office.id, "role": role}
        if number and self.dice.chance(0.12):
            return line | {"present": "false"}
        index = self.book.order[office.id]
        head = head_of(office, index, self.slot.day)
        if number == 0 or self.dice.chance(0.45):
            return line | {"name": head["name"]}
        staff = staff_of(office, index, self.dice.between(0, 4))
        line |= {"name": staff["name"], "position": staff["position"]}
        return line | ({"on_behalf_of": head["position"]} if self.dice.chance(0.25) else {})

    # Agenda

    def _agenda(self) -> list[dict[str, Any]]:
        return [self._agenda_item(number, name) for number, name in enumerate(self.topics, 1)]

    def _agenda_item(self, number: int, topic: str) -> dict[str, Any]:
        group = sentences()[topic]
        grade = self.dice.pick(("rahasia", "terbatas", None)) if topic == "tertutup" else "terbuka"
        if topic not in ("tertutup", "peta") and self.dice.chance(0.04):
            grade = "terbatas"
        ending = " (contoh)" if number == 1 else ""
        return self._graded(
            grade,
            id=self._part_id("a", number, grade),
            title=self.blanks.fill(self.dice.pick(group["judul"])) + ending,
            summary=self._say(topic, "ringkas"),
            discussion=[
                self._statement(topic, sentence)
                for sentence in self.dice.some(group["ucap"], self.dice.between(2, 3))
            ],
        )

    def _statement(self, topic: str, sentence: str) -> dict[str, Any]:
        grade, office = self._grade(), self._office(topic)
        if grade == "rahasia":
            office = self.offices["satgas"]
        elif grade == "terbatas" and self.dice.chance(0.5):
            office = self.offices["pos"]
        speaker = head_of(office, self.book.order[office.id], self.slot.day)
        text = self.blanks.fill(sentence, office.place)
        if self.dice.chance(0.6):
            text += f" {self._say('lanjutan')}"
        return self._graded(grade, speaker=speaker, text=text)

    def _office(self, topic: str) -> Office:
        short = self.dice.pick(sentences()[topic]["instansi"][0].split())
        if short == "kecamatan":
            names = [name for name in self.offices if name.startswith("kecamatan-")]
            own = f"kecamatan-{self.slot.district.rsplit(' ', 1)[1].lower()}"
            short = own if self.slot.kind == "kecamatan" else self.dice.pick(names)
        return self.offices[short]

    # Decisions and action items

    def _decisions(self, agenda: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        wanted = self.dice.between(4, 9)
        for item, topic in [*zip(agenda, self.topics, strict=True)] * 5:
            sentence = self._say(topic, "putus")
            if len(found) < wanted and not any(one["text"] == sentence for one in found):
                found.append(self._decision(len(found) + 1, item, topic, sentence))
        return found

    def _decision(
        self, number: int, item: dict[str, Any], topic: str, sentence: str
    ) -> dict[str, Any]:
        grade = self._grade()
        above = item.get("grade", "terbatas")
        if above != "terbuka" and self.dice.chance(0.8):  # else an open decision of a closed item
            grade = highest(above, grade or "terbatas")
        rests = [cite(short, self.slot.day) for short in sentences()[topic]["dasar"][0].split()]
        if self.slot.month == (2022, 9) and number == 1:
            rests = [cite("tim#pasal-9", date(2022, 7, 1))]  # the editor missed the new rule
        if self.slot.month == (2024, 12) and self.slot.stage == "disahkan" and number == 1:
            rests = [f"{NOT_YET}#pasal-2"]  # promulgated, but in force half a year later
        if topic == "operasi" and number % 2 and self.slot.day.year > 2021:
            rests.append(self._withheld_rule())
        return self._graded(
            grade,
            id=self._part_id("k", number, grade),
            text=sentence,
            agenda=item["id"],
            rests_on=self.dice.some(rests, self.dice.between(1, 2)),
        )

    def _withheld_rule(self) -> str:
        return f"sop-{self.canaries.slug_of('regulation sop')}-2-2021"

    def _actions(self, decisions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        topics = [name for name in self.topics if name != "tertutup"]
        found: list[dict[str, Any]] = []
        for number in range(1, self.dice.between(2, 5) + 1):
            topic = topics[(number - 1) % len(topics)]
            decision = self._decision_of(decisions, topic)
            found.append(self._action(number, topic, decision))
        for name, story in STORIES.items():
            if self.slot.month == story.born:
                found.append(self._story(name, len(found) + 1))
        return found

    def _decision_of(self, decisions: list[dict[str, Any]], topic: str) -> dict[str, Any] | None:
        agenda = f"a{self.topics.index(topic) + 1}"
        fitting = [one for one in decisions if one["agenda"].split("-")[0] == agenda]
        return self.dice.pick(fitting) if fitting else None

    def _action(self, number: int, topic: str, decision: dict[str, Any] | None) -> dict[str, Any]:
        grade = self._grade()
        if decision and self.dice.chance(0.85):  # else an open item of a closed decision
            grade = highest(decision.get("grade", "terbatas"), grade or "terbatas")
        orgs = list(dict.fromkeys(self._office(topic).id for _ in range(self.dice.between(0, 2))))
        if self.dice.chance(0.02):
            orgs.append(self.offices["pos"].id)
        days = self.dice.between(14, 75)
        due = self.slot.day + timedelta(days=days) if self.dice.chance(0.75) else None
        identity = self._part_id("t", number, grade)
        least = highest(self.slot.least, grade or "terbatas")
        self.book.pending.append(Pending(f"{self.id}#{identity}", least, orgs, due))
        action = self._graded(grade, id=identity, text=self._say(topic, "tugas"))
        action |= {"responsible": orgs} if orgs else {}
        action |= {"due": due.isoformat()} if due else {}
        return action | ({"decision": decision["id"]} if decision else {})

    def _story(self, name: str, number: int) -> dict[str, Any]:
        story = STORIES[name]
        identity = self._part_id("t", number, story.grade)
        due = self.slot.day + timedelta(days=story.days) if story.days else None
        owners = [self.offices[short].id for short in story.owners]
        self.book.pending.append(
            Pending(f"{self.id}#{identity}", story.grade, owners, due, story=name)
        )
        action = self._graded(story.grade, id=identity, text=story.text, responsible=owners)
        return action | ({"due": due.isoformat()} if due else {})

    def _for_some(self, key: str, before: int) -> list[dict[str, Any]]:
        """Parts that only single organisations may know (`hanya`), after all others."""
        found = []
        told = _FOR_SOME.get(self.slot.day.isoformat(), {}).get(key, ())
        for number, (names, words) in enumerate(told, before + 1):
            part = {"grade": "terbatas", "hanya": [self.offices[name].id for name in names]}
            part |= {"id": self._part_id(_LETTERS[key], number, "sangat_rahasia")}
            if key == "agenda":
                part |= {"title": words}
            elif key == "decisions":
                part |= {"text": words}
            else:
                part |= {"text": words, "responsible": part["hanya"][:1], "due": "2025-01-31"}
            found.append(part)
        return found

    def _fields_for_some(self, record: dict[str, Any]) -> dict[str, Any]:
        """`record` with single fields that only single organisations may know (`hanya_kolom`)."""
        for path, field, names, words in _FIELDS_FOR_SOME.get(self.slot.day.isoformat(), ()):
            entry: Any = record
            for step in path:
                entry = entry[step]
            if words:
                entry[field] = words
            entry["hanya_kolom"] = {field: [self.offices[name].id for name in names]}
        return record

    # What became of earlier action items

    def _follow_ups(self) -> list[dict[str, Any]]:
        old = [one for one in self.book.pending if not one.target.startswith(f"{self.id}#")]
        rest = [one for one in old if not one.story]
        overdue = [one for one in rest if one.due is None or one.due <= self.slot.day]
        chosen = [*overdue[:5], *self.dice.some(rest[5:], 1)]
        unique = {one.target: one for one in chosen}
        return [*self._told(), *(self._follow_up(one) for one in unique.values())]

    def _told(self) -> list[dict[str, Any]]:
        """The steps of stories that fall into this meeting."""
        return [
            self._step(pending, step)
            for pending in self.book.pending
            if pending.story and self.slot.kind != "khusus"
            for step in STORIES[pending.story].steps.get(self.slot.month, ())
            if self.slot.stage == "disahkan"
        ]

    def _step(self, pending: Pending, step: Step) -> dict[str, Any]:
        told: dict[str, Any] = {"grade": step.grade or pending.grade, **step.more}
        told |= {"action": pending.target, "status": step.status}
        if step.ago:
            told["date"] = (self.slot.day - timedelta(days=step.ago)).isoformat()
        if step.days:
            told["due"] = (self.slot.day + timedelta(days=step.days)).isoformat()
        if step.to:
            told["responsible"] = [self.offices[short].id for short in step.to]
        if step.into:
            into = next(one for one in self.book.pending if one.story == step.into)
            told["into"] = into.target
        return told | {"note": self._say("tindak-lanjut", step.status)}

    def _follow_up(self, pending: Pending) -> dict[str, Any]:
        status = self._status(pending)
        grade = pending.grade
        if grade != "terbuka" and self.dice.chance(0.1):
            grade = "terbuka"  # the editor forgot; the item itself is still withheld
        raised = {"grades": {"note": "terbatas"}} if self.dice.chance(0.03) else {}
        follow_up = {"grade": grade, **raised, "action": pending.target, "status": status}
        if self.dice.chance(0.8):
            follow_up["note"] = self._say("tindak-lanjut", status)
        if status == "ditunda":
            later = max(pending.due or self.slot.day, self.slot.day)
            pending.due = later + timedelta(days=self.dice.between(25, 50))
            follow_up["due"] = pending.due.isoformat()
        if status in ("selesai", "dihentikan"):
            self.book.pending.remove(pending)
        return follow_up

    def _status(self, pending: Pending) -> str:
        pending.asked += 1
        throw = self.dice.below(100)
        if throw < 20 and pending.postponed < 2:
            pending.postponed += 1
            return "ditunda"
        if throw < 40 and pending.asked < 3:
            return "berjalan"
        return "dihentikan" if throw > 93 else "selesai"

    # Attachments, corrections, notes

    def _attachments(self) -> list[dict[str, Any]]:
        wanted = ATTACHED.get(self.slot.month, ()) if self.slot.stage == "disahkan" else ()
        return [
            self._attachment(number, kind, grade or None)
            for number, (kind, grade) in enumerate(wanted, 1)
        ]

    def _attachment(self, number: int, kind: str, grade: str | None) -> dict[str, Any]:
        identity = self._part_id("l", number, grade)
        least = highest(self.slot.least, grade or "terbatas")
        name = f"lampiran-{self.slot.day:%Y-%m}-{number}"
        remark = f"contoh: data rekaan, rapat {self.slot.day}"
        if least != "terbuka":
            name = self.canaries.slug(least, f"{self.slot.day} berkas {number}")
            remark += f" {self.canaries.mint(least, f'{self.slot.day} isi {number}')}"
        raw = attached_bytes(
            kind, remark, [self._say(topic, "ringkas") for topic in self.topics], self.dice
        )
        file = f"{self.slot.day.year}/{name}.{kind}"
        self.book.attachments[f"attachments/{file}"] = raw
        return self._graded(
            grade,
            id=identity,
            title=f"{TITLES[kind]} {self.slot.day} (contoh)",
            file=file,
            sha256=hashlib.sha256(raw).hexdigest(),
        )

    def _name_evidence(self, record: dict[str, Any]) -> None:
        """The first items reported as done point to this meeting's attachments."""
        done = [one for one in record["follow_ups"] if one["status"] == "selesai"]
        for follow_up, attachment in zip(done, record["attachments"], strict=False):
            follow_up["evidence"] = attachment["id"]

    def _corrections(self, decisions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if self.slot.stage != "disahkan" or not self.dice.chance(0.25):
            return []
        day = self.slot.day + timedelta(days=self.dice.between(10, 40))
        what, _, why = self._say("pembetulan", "salah").partition(" | ")
        hidden = self.dice.chance(0.3)  # an open correction of a closed decision
        fitting = [one["id"] for one in decisions if (one.get("grade") != "terbuka") == hidden]
        named = {"part": fitting[0]} if fitting else {}
        grade = "terbuka" if self.slot.month[1] % 2 else None
        about = self.canaries.grade_of(f"{self.id}#{fitting[0]}") if fitting else "terbuka"
        named |= {"id": self._part_id("p", 1, highest(grade or "terbatas", about))}
        return [self._graded(grade, date=day.isoformat(), **named, what=what, why=why)]

    def _notes(self) -> dict[str, Any]:
        notes = {}
        if self.dice.chance(0.7):
            notes["secretariat_note"] = self._say("sekretariat")
        if self.slot.least != "terbuka" and self.dice.chance(0.5):
            notes["secretariat_note"] = (
                f"Bahan awal berasal dari [[{self.offices['pos'].id}]]. {self._say('sekretariat')}"
            )
        if self.dice.chance(0.5):
            notes["confidential_note"] = self._say("catatan-rahasia")
        return notes
