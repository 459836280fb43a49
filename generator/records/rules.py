"""What a record must satisfy beyond its types. Each rule is a small generator of problems."""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from generator.fields import CODE, Text, months
from generator.problems import Problem, quoted, suggest
from generator.records.base import Graded
from generator.records.library import Library, address_of
from generator.records.meeting import Attachment, Meeting
from generator.records.organisation import Organisation, PlaceRecord, Validity
from generator.records.reader import Record, unreadable
from generator.records.regulation import Regulation
from generator.records.shape import shape_of
from generator.records.statistics import DEFAULT_THRESHOLD, Dataset, PeriodData
from generator.vocabulary import Grade, MeetingSource, PlaceLevel, RelationKind, Stage

Rule = Callable[[Library, Record], Iterator[Problem]]
_Edges = dict[str, dict[str, tuple[str | int, ...]]]

_TAG = "a|audio|base|button|embed|form|iframe|img|input|link|meta|object|script|style|svg|video"
_HTML = re.compile(
    r"<(?:[A-Za-z][\w-]*(?![\w.+-]*[:@])[^<>]*|/[A-Za-z][^<>]*|[!?][^<>]*)>"
    rf"|<(?:{_TAG})\b[^<>]*\Z",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(!\[[^\]]*)?\]\(\s*<?\s*([^)\s>]+)|<([a-zA-Z][a-zA-Z0-9+.-]*:[^>\s]*)>|^\s*\[[^\]]+\]:\s*<?(\S+)",
    re.MULTILINE,
)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|#|\.{0,2}/(?!/)|[\w.-]+(?:/|$|#|\?))", re.IGNORECASE)
_SCHEME = re.compile(r"(?:javascript|vbscript|data|file|blob)\W", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20\u00a0\u00ad\u200b-\u200f\ufeff\ufffd]+")


def check_library(library: Library) -> list[Problem]:
    """Every rule on every record."""
    problems = [
        problem
        for record in library.every
        for rule in (*_EVERY, *_RULES.get(record.kind, ()))
        if record.touched.isdisjoint(_NEEDS.get(rule, ()))
        for problem in rule(library, record)
    ]
    return (
        problems
        + list(_one_address_each(library))
        + list(_relation_loops(library))
        + list(_parent_loops(library))
        + list(_periods_once(library))
        + list(_public_periods_apart(library))
        + list(_attachments_graded_alike(library))
        + list(_places_lie_in_others(library))
    )


# Every record


def _texts_are_safe(library: Library, record: Record) -> Iterator[Problem]:
    """No raw HTML, no script or foreign picture behind a link."""
    for leaf in record.leaves:
        if isinstance(leaf.value, Text):
            yield from _unsafe_parts(record, leaf.path, "id", leaf.value.id)
            yield from _unsafe_parts(record, leaf.path, "en", leaf.value.en or "")


def _unsafe_parts(
    record: Record, path: tuple[str | int, ...], lang: str, text: str
) -> Iterator[Problem]:
    if not ("<" in text or "](" in text or "]:" in text):
        return
    seen: Counter[str] = Counter()
    for code, needle in _unsafe_spots(CODE.sub(lambda match: " " * len(match.group()), text)):
        spot = (lang, needle, seen[needle])
        seen[needle] += 1
        yield record.text_problem(code, path, spot, found=quoted(needle))


def _unsafe_spots(text: str) -> Iterator[tuple[str, str]]:
    """The rule that is broken and the words that break it."""
    opened: set[str] = set()
    for match in _HTML.finditer(text):
        name = re.match(r"</?([\w-]*)", match.group())
        tag = name[1].lower() if name else ""
        if not match.group().startswith("</") or tag not in opened:
            yield "TXT001", match.group()
        opened.add(tag)
    for match in _LINK.finditer(text):
        target = match[2] or match[3] or match[4]
        meant = _BLANK.sub("", unquote(html.unescape(target)))
        if not _SAFE_LINK.match(meant) or _SCHEME.match(meant):
            yield "TXT002", target
        elif match[1] and re.match(r"(?:https?:)?//", meant):
            yield "TXT003", target


def _grades_name_fields(library: Library, record: Record) -> Iterator[Problem]:
    """`grades:` names optional fields that exist, in the record and in each of its parts."""
    for entry, path in _graded_entries(record.body, ()):
        fields = {
            field.key: field
            for field in shape_of(type(entry))
            if field.key not in ("grade", "grades")
        }
        for key in entry.grades:
            if key not in fields:
                known = ", ".join(name for name, field in fields.items() if not field.required)
                yield record.problem(
                    "KEY001",
                    (*path, "grades", key),
                    on_key=True,
                    found=quoted(key),
                    suggestion=suggest(key, fields),
                    params={"known": known},
                )
            elif fields[key].fixed or key in _ALWAYS_SAID:
                yield record.problem(
                    "GRD001", (*path, "grades", key), on_key=True, found=quoted(key)
                )


# What a meeting is taken for without its stage is not what it is.
_ALWAYS_SAID = frozenset(("stage",))


def _graded_entries(
    entry: Graded, path: tuple[str | int, ...]
) -> Iterator[tuple[Graded, tuple[str | int, ...]]]:
    yield entry, path
    for field in shape_of(type(entry)):
        if field.many and field.inner and issubclass(field.inner, Graded):
            for index, item in enumerate(getattr(entry, field.name) or ()):
                yield from _graded_entries(item, (*path, field.key, index))


# Meetings


def _meeting_fits_its_source(library: Library, record: Record) -> Iterator[Problem]:
    """Own minutes have a stage; press coverage has a source and nothing that only minutes can hold."""
    meeting: Meeting = record.body
    if meeting.source is MeetingSource.MINUTES:
        if meeting.stage is None:
            yield record.problem("MTG001")
        return
    for name in ("stage", "number", "chair", "minute_taker", "agenda", "decisions"):
        if getattr(meeting, name):
            yield record.problem("MTG002", (name,), on_key=True, params={"what": name})
    if not meeting.sources:
        yield record.problem("MTG003")


def _planned_meeting_is_empty(library: Library, record: Record) -> Iterator[Problem]:
    meeting: Meeting = record.body
    if meeting.stage is Stage.PLANNED:
        for name in ("decisions", "actions", "follow_ups", "corrections"):
            if getattr(meeting, name):
                yield record.problem("MTG007", (name,), on_key=True, params={"what": name})


def _meeting_dates_agree(library: Library, record: Record) -> Iterator[Problem]:
    meeting: Meeting = record.body
    if meeting.start and meeting.end and meeting.end < meeting.start:
        yield record.problem(
            "MTG005", ("end",), found=quoted(f"{meeting.start:%H:%M}-{meeting.end:%H:%M}")
        )
    if not record.id.startswith(meeting.date.isoformat()):
        yield record.problem(
            "MTG009", ("date",), found=quoted(record.id), params={"date": meeting.date.isoformat()}
        )
    for index, action in enumerate(meeting.actions):
        if action.due and action.due < meeting.date:
            params = {"due": action.due.isoformat(), "date": meeting.date.isoformat()}
            yield record.problem("MTG004", ("actions", index, "due"), params=params)


def _part_ids_once(library: Library, record: Record) -> Iterator[Problem]:
    """Agenda items, decisions, action items and attachments (or articles) share one set of ids."""
    seen: Counter[str] = Counter()
    for leaf in record.leaves:
        if leaf.shape.key == "id" and len(leaf.path) == 3:
            seen[str(leaf.value)] += 1
            if seen[str(leaf.value)] > 1:
                yield record.problem("MTG008", leaf.path, params={"id": str(leaf.value)})


def _local_references(library: Library, record: Record) -> Iterator[Problem]:
    """`agenda:`, `decision:`, `evidence:` and `part:` name a part of the same record."""
    parts = library.parts_of(record)
    for leaf in record.leaves:
        if leaf.shape.form != "part":
            continue
        value = str(leaf.value)
        if value not in parts:
            near = suggest(value, parts)
            yield record.problem("REF001", leaf.path, suggestion=near, params={"target": value})
        elif parts[value] > leaf.grade and not record.grade_is_unsure:
            params = {"own": str(leaf.grade), "target": value, "other": str(parts[value])}
            yield record.problem("REF004", leaf.path, params=params)


def _follow_ups_come_later(library: Library, record: Record) -> Iterator[Problem]:
    meeting: Meeting = record.body
    for index, follow_up in enumerate(meeting.follow_ups):
        identity, _, part = follow_up.action.partition("#")
        origin = library.by_id.get(identity)
        if origin is None or origin.kind != "meeting":
            continue
        path = ("follow_ups", index, "action")
        actions = [action.id for action in origin.body.actions]
        if part not in actions:
            # A part that does not exist at all is a dangling reference, said already.
            if not origin.partial and (not part or part in library.parts_of(origin)):
                near = suggest(part, actions)
                params = {"action": follow_up.action}
                yield record.problem("MTG010", path, suggestion=near, params=params)
        elif origin.body.date > meeting.date or origin is record:
            params = {"born": origin.body.date.isoformat(), "date": meeting.date.isoformat()}
            yield record.problem("MTG006", path, params=params)


def _attachments_are_there(library: Library, record: Record) -> Iterator[Problem]:
    meeting: Meeting = record.body
    for index, attachment in enumerate(meeting.attachments):
        path = ("attachments", index, "file")
        parts = PurePosixPath(attachment.file).parts
        if attachment.file.startswith("/") or "\\" in attachment.file or ".." in parts:
            yield record.problem("ATT002", path, found=quoted(attachment.file))
        elif attachment.file not in library.attachments:
            near = suggest(attachment.file, library.attachments)
            yield record.problem("ATT001", path, found=quoted(attachment.file), suggestion=near)
        else:
            yield from _checksum_fits(
                record, index, attachment, library.attachments[attachment.file]
            )


def _attachments_graded_alike(library: Library) -> Iterator[Problem]:
    """One file is not attached openly here and withheld there without a word about it."""
    uses: dict[str, list[tuple[Grade, Record, int]]] = {}
    for record in library.of("meeting"):
        for leaf in record.leaves:
            if leaf.path[0] == "attachments" and leaf.shape.key == "sha256":
                uses.setdefault(leaf.value, []).append((leaf.grade, record, int(leaf.path[1])))
    for found in uses.values():
        highest, other, _ = max(found, key=lambda use: use[0])
        for grade, record, index in found:
            if grade < highest:
                params = {"own": str(grade), "other": other.doc.path, "grade": str(highest)}
                yield record.problem("ATT004", ("attachments", index, "file"), params=params)


def _checksum_fits(
    record: Record, index: int, attachment: Attachment, file: Path
) -> Iterator[Problem]:
    try:
        with file.open("rb") as stream:
            actual = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        yield unreadable(f"{file.parent.name}/{file.name}", error)
        return
    if actual != attachment.sha256:
        yield record.problem("ATT003", ("attachments", index, "sha256"), params={"actual": actual})


# Regulations


def _regulation_id_names_it(library: Library, record: Record) -> Iterator[Problem]:
    rule: Regulation = record.body
    expected = re.sub(r"[^a-z0-9]+", "-", f"{rule.abbreviation}-{rule.number}-{rule.year}".lower())
    if record.id != expected:
        yield record.problem("REG004", found=quoted(record.id), params={"expected": expected})


def _regulation_dates_in_order(library: Library, record: Record) -> Iterator[Problem]:
    rule: Regulation = record.body
    dated = [
        ("enacted", rule.enacted),
        ("promulgated", rule.promulgated),
        ("effective", rule.effective),
    ]
    known = [(name, day) for name, day in dated if day is not None]
    for (earlier_name, earlier), (later_name, later) in pairwise(known):
        if later < earlier and later_name == "promulgated":
            params = {
                "earlier_name": earlier_name,
                "earlier": earlier.isoformat(),
                "later_name": later_name,
                "later": later.isoformat(),
            }
            yield record.problem("REG001", (later_name,), params=params)


_NOT_FACTS = ("grade", "grades", "verified", "note", "sources", "secretariat_note")


def _verified_names_fields(library: Library, record: Record) -> Iterator[Problem]:
    known = [field.key for field in shape_of(Regulation) if field.key not in _NOT_FACTS]
    known.append("status")
    for name in record.body.verified:
        if name not in known:
            yield record.problem(
                "REG002",
                ("verified", name),
                on_key=True,
                found=quoted(name),
                suggestion=suggest(name, known),
                params={"known": ", ".join(known)},
            )


def _relations_point_back(library: Library, record: Record) -> Iterator[Problem]:
    """A relation names one rule, and that rule is not newer."""
    rule: Regulation = record.body
    for index, relation in enumerate(rule.relations):
        if (relation.target is None) == (relation.unlisted is None):
            yield record.problem(
                "VAL017",
                ("relations", index),
            )
        target = library.by_id.get((relation.target or "").partition("#")[0])
        if target is None or target.kind != "regulation" or relation.kind is RelationKind.REFERS:
            continue
        if target.body.year > rule.year:
            params = {
                "year": str(rule.year),
                "relation": str(relation.kind),
                "target": target.id,
                "target_year": str(target.body.year),
            }
            yield record.problem("REG003", ("relations", index, "target"), params=params)


def _relation_loops(library: Library) -> Iterator[Problem]:
    """Following relations never leads back to where it began."""
    edges: _Edges = {
        record.id: {
            relation.target.partition("#")[0]: ("relations", index, "target")
            for index, relation in enumerate(record.body.relations)
            if relation.target
        }
        for record in library.of("regulation")
    }
    yield from _loop_problems(library, "REF005", edges)


def _parent_loops(library: Library) -> Iterator[Problem]:
    """No organisation belongs, over any steps, to itself."""
    edges: _Edges = {
        record.id: {
            parent.organisation: ("parents", index, "organisation")
            for index, parent in enumerate(record.body.parents)
        }
        for record in library.of("organisation")
    }
    yield from _loop_problems(library, "ORG003", edges)


def _loop_problems(library: Library, code: str, edges: _Edges) -> Iterator[Problem]:
    done: set[str] = set()
    for start in edges:
        for loop in _loops_from(start, edges, done):
            path = edges[loop[-2]][loop[-1]]
            yield library.by_id[loop[-2]].problem(code, path, params={"loop": " → ".join(loop)})


def _loops_from(start: str, edges: _Edges, done: set[str]) -> list[list[str]]:
    """The loops met on the way from `start`, each closed; visited ids go to `done`."""
    loops: list[list[str]] = []
    trail: list[str] = []
    stack = [(start, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            trail.pop()
        elif node in trail:
            loops.append([*trail[trail.index(node) :], node])
        elif node not in done:
            done.add(node)
            trail.append(node)
            stack.append((node, True))
            stack += [(target, False) for target in reversed(edges.get(node, {}))]
    return loops


# Statistics


def _dataset_is_sound(library: Library, record: Record) -> Iterator[Problem]:
    dataset: Dataset = record.body
    if dataset.threshold < DEFAULT_THRESHOLD:
        yield record.problem(
            "VAL014",
            ("threshold",),
            found=quoted(dataset.threshold),
            params={"minimum": str(DEFAULT_THRESHOLD)},
        )
    yield from _codes_once(record, dataset)
    known = ["period", *(dimension.id for dimension in dataset.dimensions)]
    for index, name in enumerate(dataset.publish):
        if name not in known:
            yield record.problem(
                "REF001",
                ("publish", index),
                suggestion=suggest(name, known),
                params={"target": name},
            )


def _codes_once(record: Record, dataset: Dataset) -> Iterator[Problem]:
    """Dimensions differ from each other and from the columns of their own, codes in a dimension too."""
    seen = {"count", "period"}
    for index, dimension in enumerate(dataset.dimensions):
        path = ("dimensions", index)
        if dimension.id in seen:
            yield record.problem("STA017", (*path, "id"), params={"id": dimension.id})
        seen.add(dimension.id)
        codes: set[str] = set()
        for place, code in enumerate(dimension.codes):
            if code.code in codes:
                yield record.problem(
                    "STA017", (*path, "codes", place, "code"), params={"id": code.code}
                )
            codes.add(code.code)


def _rows_fit_the_dataset(library: Library, record: Record) -> Iterator[Problem]:
    """Each row names every dimension with a known code, once, inside the file's period."""
    period: PeriodData = record.body
    dataset_record = library.by_id.get(record.id.split("/")[0])
    if dataset_record is None or dataset_record.kind != "dataset" or dataset_record.partial:
        return
    dataset: Dataset = dataset_record.body
    codes = {
        dimension.id: {code.code for code in dimension.codes} for dimension in dataset.dimensions
    }
    seen: set[tuple[object, ...]] = set()
    for index, row in enumerate(period.rows or ()):
        path = ("rows", index)
        missing = [name for name in codes if name not in row.codes]
        if missing:
            yield record.problem("STA004", path, params={"missing": ", ".join(missing)})
        for name, code in row.codes.items():
            yield from _code_is_known(record, path, name, code, codes)
        cell = (row.period, *sorted(row.codes.items()))
        if cell in seen:
            named = ", ".join(filter(None, [row.period, *row.codes.values()]))
            yield record.problem("STA002", path, params={"cell": named})
        seen.add(cell)
        if row.period and not _within(row.period, period.period):
            yield record.problem(
                "STA006", (*path, "period"), params={"row": row.period, "period": period.period}
            )


def _code_is_known(
    record: Record, path: tuple[str | int, ...], name: str, code: str, codes: dict[str, set[str]]
) -> Iterator[Problem]:
    if name not in codes:
        params = {"known": ", ".join(["count", "period", *codes])}
        yield record.problem(
            "KEY001",
            (*path, name),
            on_key=True,
            found=quoted(name),
            suggestion=suggest(name, codes),
            params=params,
        )
    elif code not in codes[name]:
        params = {"code": str(code), "dimension": name}
        yield record.problem(
            "STA001", (*path, name), suggestion=suggest(str(code), codes[name]), params=params
        )


def _row_periods_add_up(library: Library, record: Record) -> Iterator[Problem]:
    """All rows have a period of their own or none has, and these lie beside each other."""
    period: PeriodData = record.body
    rows = period.rows or ()
    dated = {row.period for row in rows if row.period}
    for index, row in enumerate(rows):
        if dated and not row.period:
            yield record.problem("STA016", ("rows", index))
    for one, other in pairwise(sorted(dated, key=lambda name: (months(name), name))):
        if months(other)[0] <= months(one)[1]:
            index = next(index for index, row in enumerate(rows) if row.period == other)
            params = {"period": other, "other": one}
            yield record.problem("STA015", ("rows", index, "period"), params=params)


def _total_reconciles(library: Library, record: Record) -> Iterator[Problem]:
    period: PeriodData = record.body
    total = sum(row.count for row in period.rows or ())
    if period.total is not None and period.rows is not None and total != period.total:
        yield record.problem(
            "STA003", ("total",), params={"total": str(period.total), "sum": str(total)}
        )


def _within(inner: str, outer: str) -> bool:
    first, last = months(outer)
    start, end = months(inner)
    return first <= start and end <= last


def _periods_once(library: Library) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Record] = {}
    for record in library.of("period"):
        key = (record.id.split("/")[0], record.body.period)
        other = seen.setdefault(key, record)
        if other is not record:
            params = {"period": record.body.period, "other": str(other.place)}
            yield record.problem("STA008", ("period",), params=params)


def _public_periods_apart(library: Library) -> Iterator[Problem]:
    """Public periods of a dataset do not overlap: the difference of two tables is a third one."""
    public: dict[str, list[Record]] = {}
    for record in library.of("period"):
        dataset = library.by_id.get(record.id.split("/")[0])
        if dataset is None or dataset.kind != "dataset" or dataset.partial or record.partial:
            continue
        if dataset.body.publish and library.grade(record) is Grade.TERBUKA:
            public.setdefault(dataset.id, []).append(record)
    for records in public.values():
        ordered = sorted(records, key=lambda record: (months(record.body.period), record.id))
        for one, other in combinations(ordered, 2):
            apart = months(other.body.period)[0] > months(one.body.period)[1]
            if not apart and one.body.period != other.body.period:  # alike is STA008
                params = {"period": other.body.period, "other": one.body.period}
                yield other.problem("STA015", ("period",), params=params)


# Organisations and places


def _validity_in_order(library: Library, record: Record) -> Iterator[Problem]:
    organisation: Organisation = record.body
    for group, stretches in (("names", organisation.names), ("parents", organisation.parents)):
        yield from _stretches_in_order(record, group, stretches)


def _stretches_in_order(
    record: Record, group: str, stretches: tuple[Validity, ...]
) -> Iterator[Problem]:
    for index, stretch in enumerate(stretches):
        if stretch.since and stretch.until and stretch.until < stretch.since:
            yield record.problem(
                "ORG002", (group, index), found=quoted(f"{stretch.since} - {stretch.until}")
            )
    for index, (earlier, later) in enumerate(pairwise(stretches)):
        if later.since is None or earlier.until is None or later.since <= earlier.until:
            yield record.problem(
                "ORG001",
                (group, index + 1),
                params={"day": str(later.since or earlier.until or "—")},
            )


_PLACE_DEPTH = {
    PlaceLevel.PROVINSI: 1,
    PlaceLevel.KOTA: 2,
    PlaceLevel.KABUPATEN: 2,
    PlaceLevel.KECAMATAN: 3,
    PlaceLevel.KELURAHAN: 4,
}


def _place_code_fits(library: Library, record: Record) -> Iterator[Problem]:
    place: PlaceRecord = record.body
    if not re.fullmatch(r"\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?", place.code):
        yield record.problem("PLC001", ("code",), found=quoted(place.code))
    elif place.code.count(".") + 1 != _PLACE_DEPTH[place.level]:
        yield record.problem(
            "PLC002", ("level",), params={"level": str(place.level), "code": place.code}
        )


def _places_lie_in_others(library: Library) -> Iterator[Problem]:
    """The code of a place begins with that of the place around it, listed too unless a province."""
    places = {record.id for record in library.of("place")}
    for record in library.of("place"):
        around = record.body.code.rpartition(".")[0]
        if "." in around and around not in places and not record.partial:
            params = {"around": around}
            yield record.problem("PLC003", ("code",), found=quoted(record.id), params=params)


def _one_address_each(library: Library) -> Iterator[Problem]:
    """No two records claim one page."""
    seen: dict[str, Record] = {}
    for record in library.every:
        address = address_of(record)
        other = seen.setdefault(address, record)
        if other is not record:
            yield record.problem("ID002", params={"url": address, "other": str(other.place)})


_EVERY: tuple[Rule, ...] = (_texts_are_safe, _grades_name_fields)
_RULES: dict[str, tuple[Rule, ...]] = {
    "meeting": (
        _meeting_fits_its_source,
        _planned_meeting_is_empty,
        _meeting_dates_agree,
        _part_ids_once,
        _local_references,
        _follow_ups_come_later,
        _attachments_are_there,
    ),
    "regulation": (
        _part_ids_once,
        _regulation_id_names_it,
        _regulation_dates_in_order,
        _verified_names_fields,
        _relations_point_back,
    ),
    "dataset": (_dataset_is_sound,),
    "period": (_rows_fit_the_dataset, _row_periods_add_up, _total_reconciles),
    "organisation": (_validity_in_order,),
    "place": (_place_code_fits,),
}
# What a rule cannot do without: it is left out where one of these keys was not understood.
_NEEDS: dict[Rule, tuple[str, ...]] = {
    _meeting_fits_its_source: ("source", "stage", "sources"),
    _meeting_dates_agree: ("date",),
    _local_references: ("agenda", "decisions", "actions", "attachments"),
    _follow_ups_come_later: ("date",),
    _regulation_id_names_it: ("abbreviation", "number", "year"),
    _relations_point_back: ("year", "relations"),
    _dataset_is_sound: ("dimensions",),
    _rows_fit_the_dataset: ("period",),
    _row_periods_add_up: ("rows", "csv"),
    _total_reconciles: ("rows", "total", "csv"),
    _validity_in_order: ("names", "parents"),
    _place_code_fits: ("level", "code"),
}
