"""How anything wrong is said: rules, problems as data, and their printed form.

A problem names a rule of the catalogue below; the sentence is made when it is
printed, in Indonesian or English. Nothing here raises for wrong content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from unicodedata import combining, east_asian_width

Said = str | tuple[str, str]  # the same in both languages, or (Indonesian, English)


class Severity(IntEnum):
    """How much a problem weighs; only errors stop a build (warnings too under --strict)."""

    WARNING = 1
    ERROR = 2


class Exit(IntEnum):
    """Exit codes of every command."""

    FINE = 0
    PROBLEMS = 1
    USAGE = 2
    WOULD_DISCLOSE = 3
    INTERNAL = 4


class ProblemError(Exception):
    """Work that cannot go on for a reason that is said as a problem; carries it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True)
class Rule:
    """One rule: its stable code, what it demands and what to do, in both languages."""

    code: str
    severity: Severity
    says: tuple[str, str]
    hint: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Place:
    """Where in the content: path relative to the project, line and column from 1 (0 = whole file)."""

    path: str
    line: int = 0
    col: int = 0

    def __str__(self) -> str:
        """`path:line:col`, the form editors make clickable."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.col) if n)])


@dataclass(frozen=True)
class Problem:
    """Wrong content, said as data: which rule, where, what was found."""

    code: str
    place: Place
    found: str = ""
    key: str = ""
    excerpt: str = ""
    suggestion: str = ""
    params: Mapping[str, Said] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """`params` are read-only, which cannot be kept as it is."""
        given = (self.code, self.place, self.found, self.key, self.excerpt, self.suggestion)
        return type(self), (*given, dict(self.params))

    @property
    def rule(self) -> Rule:
        """The rule that was broken."""
        return RULES[self.code]

    @property
    def severity(self) -> Severity:
        """Warning or error."""
        return self.rule.severity

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """Order of printing: file, line, column, code."""
        return (
            self.place.path,
            self.place.line,
            self.place.col,
            self.code,
            self.key,
            self.found,
        )

    def message(self, lang: str = "id") -> str:
        """The rule as one sentence with the key and the value found."""
        index = 1 if lang == "en" else 0
        says = self.rule.says[index].format_map(self._params(index))
        key = f"{visible(self.key)}: " if self.key else ""
        found = f" ({_FOUND[index]} {self.found})" if self.found else ""
        return f"{key}{says}{found}"

    def hint(self, lang: str = "id") -> str:
        """What to do about it, with a suggestion where there is one."""
        index = 1 if lang == "en" else 0
        meant = _MEANT[index].format(self.suggestion) if self.suggestion else ""
        told = self.rule.hint[index].format_map(self._params(index))
        if meant and "{known}" in self.rule.hint[index]:  # the one word is better than all words
            return meant
        return " ".join(part for part in (meant, told) if part)

    def _params(self, index: int) -> dict[str, str]:
        """What fills the rule's sentence, in one language, fit for a terminal."""
        return {
            name: visible(said if isinstance(said, str) else said[index])
            for name, said in self.params.items()
        }

    def as_dict(self, lang: str = "id") -> dict[str, object]:
        """The problem as JSON-ready values (`--format json`)."""
        return {
            "path": visible(self.place.path),
            "line": self.place.line,
            "column": self.place.col,
            "severity": self.severity.name.lower(),
            "code": self.code,
            "key": visible(self.key),
            "message": self.message(lang),
            "found": self.found,
            "excerpt": next(_pointed(self.excerpt, self.place.col)),
            "hint": self.hint(lang),
        }


_FOUND = ("ditemukan", "found")
_MEANT = ("Maksud Anda {}?", "Did you mean {}?")
_SEVERITY_LABELS = {
    Severity.ERROR: ("galat", "error"),
    Severity.WARNING: ("peringatan", "warning"),
}


def visible(text: str) -> str:
    """`text` with every character that does not print (control, direction, lone half) as <U+...>."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text)


def exact(value: object) -> str:
    """`value` between quotes with every letter that is not plain Latin as <U+...>, for look-alikes."""
    return re.sub(r"[^\x00-\x7f…]", lambda match: f"<U+{ord(match.group()):04X}>", quoted(value))


def quoted(value: object, limit: int = 60) -> str:
    """`value` as it was found, between quotes, shortened, on one line."""
    text = str(value) if not isinstance(value, (dict, list)) else _GROUPED[type(value)]
    text = re.sub(r"[ \t\n]+", " ", text[: limit * 4]).strip(" ")
    return f"'{visible(text[: limit - 1])}…'" if len(text) > limit else f"'{visible(text)}'"


_GROUPED = {dict: "{...}", list: "[...]"}


def suggest(word: str, known: Iterable[str]) -> str:
    """The known word nearest to `word`, quoted, or "" when none is near."""
    return _suggest(word.lower(), tuple(known)) if len(word) <= 80 else ""


@lru_cache(maxsize=4096)
def _suggest(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return quoted(near[0]) if near else ""


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems without repeats, by file, line and column."""
    return tuple(sorted(set(problems), key=lambda problem: problem.sort_key))


def has_errors(problems: Iterable[Problem], strict: bool = False) -> bool:
    """Whether anything stops the build; `strict` counts warnings as errors."""
    floor = Severity.WARNING if strict else Severity.ERROR
    return any(problem.severity >= floor for problem in problems)


def format_problem(problem: Problem, lang: str = "id") -> str:
    """One problem as text: clickable place, sentence, excerpt with caret, hint."""
    label = _SEVERITY_LABELS[problem.severity][1 if lang == "en" else 0]
    place = visible(str(problem.place))
    lines = [f"{place}: {label} {problem.code}: {problem.message(lang)}"]
    if problem.excerpt:
        lines += [f"    {line}" for line in _pointed(problem.excerpt, problem.place.col)]
    hint = problem.hint(lang)
    if hint:
        lines.append(f"    = {hint}")
    return "\n".join(lines)


def _pointed(line: str, col: int, before: int = 60, after: int = 60) -> Iterator[str]:
    """The part of `line` around column `col` (from 1), and a caret below that column."""
    start = max(0, col - 1 - before) if len(line) > before + after else 0
    end = start + before + after
    head = ("…" if start else "") + visible(line[start : max(col - 1, start)].replace("\t", " "))
    tail = visible(line[max(col - 1, start) : end].replace("\t", " "))
    yield (head + tail + ("…" if end < len(line) else "")).rstrip()
    if col:
        yield " " * sum(map(_cells, head)) + "^"


def _cells(char: str) -> int:
    """How many columns of a terminal a character takes."""
    return 0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1


def summary(problems: Iterable[Problem], lang: str = "id") -> str:
    """The closing count line."""
    found = list(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    warnings = len(found) - errors
    if lang == "en":
        return f"{errors} error(s), {warnings} warning(s)"
    return f"{errors} galat, {warnings} peringatan"


def _rule(
    code: str, severity: Severity, says: tuple[str, str], hint: tuple[str, str] = ("", "")
) -> Rule:
    return Rule(code, severity, says, hint)


_E, _W = Severity.ERROR, Severity.WARNING


def _private(code: str, says: tuple[str, str]) -> Rule:
    """A rule on personal data: all can be mended, or accepted, in the same way."""
    hint = (
        "Hapus, atau tutup dengan kelas (grade, grades). Hanya bila memang boleh terbit, terima di accepted.yml: - {accept}",
        "Delete it, or close it with a grade. Only if it may really be published, accept it in accepted.yml: - {accept}",
    )
    return _rule(code, Severity.ERROR, says, hint)


_MEND = (
    "Cari tahu siapa yang mengubahnya, lalu hapus folder hasil itu dan jalankan 'timpora build'.",
    "Find out who changed it, then delete the output folder and run 'timpora build'.",
)


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in (
            # Files
            _rule(
                "FILE001",
                _E,
                ("berkas atau folder tidak dapat dibaca", "the file or folder cannot be read"),
                (
                    "Periksa hak aksesnya, dan pastikan bahwa ini berkas biasa.",
                    "Check its permissions, and that it is an ordinary file.",
                ),
            ),
            _rule(
                "FILE002",
                _E,
                ("isi berkas bukan teks UTF-8", "the file is not UTF-8 text"),
                (
                    "Buka di penyunting teks, lalu simpan ulang dengan pengodean UTF-8.",
                    "Open it in a text editor and save it again as UTF-8.",
                ),
            ),
            _rule(
                "FILE003",
                _E,
                ("berkas kosong", "the file is empty"),
                ("Isi berkas ini atau hapus.", "Fill it in or delete it."),
            ),
            _rule(
                "FILE004",
                _E,
                (
                    "karakter yang tidak tercetak tidak boleh ada di dalam teks",
                    "characters that do not print are not allowed in text",
                ),
                (
                    "Hapus karakter itu, lalu ketik ulang kata di sekitarnya; biasanya terbawa saat menyalin dari program lain.",
                    "Delete it and retype the words around it; it usually comes from pasting.",
                ),
            ),
            _rule(
                "FILE005",
                _W,
                (
                    "berkas diawali tanda BOM; tanda itu diabaikan",
                    "the file starts with a BOM, which is ignored",
                ),
                (
                    "Simpan sebagai 'UTF-8', bukan 'UTF-8 with BOM'.",
                    "Save as 'UTF-8', not 'UTF-8 with BOM'.",
                ),
            ),
            _rule(
                "FILE006",
                _E,
                ("berkas lebih besar daripada {limit}", "the file is larger than {limit}"),
                (
                    "Pecah menjadi beberapa berkas, atau simpan di content/attachments/.",
                    "Split it, or store it in content/attachments/.",
                ),
            ),
            _rule(
                "FILE007",
                _E,
                (
                    "tautan simbolis tidak boleh menunjuk ke luar content/",
                    "a symbolic link must not lead out of content/",
                ),
                ("Salin berkas aslinya ke dalam content/.", "Copy the file itself into content/."),
            ),
            _rule(
                "FILE008",
                _E,
                (
                    "nama berkas dan folder hanya boleh memuat huruf kecil a-z, angka, titik, dan tanda hubung",
                    "names of files and folders may hold only a-z, digits, dots and hyphens",
                ),
                (
                    "Ganti namanya; nama itu menjadi alamat halaman.",
                    "Rename it; the name becomes part of an address.",
                ),
            ),
            _rule(
                "FILE009",
                _E,
                (
                    "berkas ini tidak pada tempatnya di content/",
                    "this file has no place here in content/",
                ),
                (
                    "Lihat daftar folder di README; lampiran disimpan di content/attachments/.",
                    "See the list of folders in README; attachments live in content/attachments/.",
                ),
            ),
            _rule(
                "FILE010",
                _E,
                ("folder isi tidak ditemukan", "the content folder is missing"),
                (
                    "Perbaiki 'content' di site_config.yml, atau mulai dengan 'timpora init FOLDER'.",
                    "Correct 'content' in site_config.yml, or begin with 'timpora init FOLDER'.",
                ),
            ),
            _rule(
                "FILE011",
                _E,
                (
                    "nama berkas YAML harus berakhir dengan .yml",
                    "the name of a YAML file must end in .yml",
                ),
                ("Ganti akhiran .yaml dengan .yml.", "Change the ending .yaml to .yml."),
            ),
            _rule(
                "FILE012",
                _E,
                (
                    "tautan simbolis ini tidak menunjuk ke berkas mana pun",
                    "this symbolic link leads to no file",
                ),
                (
                    "Hapus tautan itu, atau salin berkas aslinya ke sini.",
                    "Delete the link, or copy the file itself here.",
                ),
            ),
            _rule(
                "FILE013",
                _E,
                (
                    "terjemahan ini tidak punya halaman Indonesia '{page}'",
                    "this translation has no Indonesian page '{page}'",
                ),
                (
                    "Samakan nama keduanya, atau buat halaman Indonesianya dulu.",
                    "Make the two names agree, or write the Indonesian page first.",
                ),
            ),
            _rule(
                "FILE014",
                _E,
                (
                    "berkas CSV ini tidak dipakai oleh periode mana pun",
                    "no period uses this CSV file",
                ),
                (
                    "Tulis 'csv: NAMA.csv' di berkas periodenya, atau hapus berkas ini.",
                    "Write 'csv: NAME.csv' in the file of its period, or delete this file.",
                ),
            ),
            _rule(
                "FILE015",
                _E,
                (
                    "tautan simbolis ke folder tidak diikuti",
                    "symbolic links to folders are not followed",
                ),
                ("Salin isi folder itu ke sini.", "Copy the contents of that folder here."),
            ),
            _rule(
                "FILE016",
                _E,
                (
                    "terjemahan tidak memakai bagian depan (---)",
                    "a translation has no front matter (---)",
                ),
                (
                    "Hapus bagian depan; judul Inggris ditulis di halaman Indonesia: title: {{id: ..., en: ...}}.",
                    "Delete it; the English title stands in the Indonesian page: title: {{id: ..., en: ...}}.",
                ),
            ),
            _rule(
                "FILE017",
                _E,
                (
                    "isi halaman tidak ditulis di bagian depan",
                    "the text of a page does not belong in the front matter",
                ),
                ("Pindahkan ke bawah --- yang kedua.", "Move it below the second ---."),
            ),
            # YAML
            _rule(
                "YAML001",
                _E,
                ("tulisan YAML salah: {why}", "invalid YAML: {why}"),
                (
                    "Periksa lekukan, titik dua, dan tanda kutip pada baris ini dan baris sebelumnya.",
                    "Check indentation, colons and quotation marks on this line and the one before.",
                ),
            ),
            _rule(
                "YAML002",
                _E,
                (
                    "kunci ini ditulis dua kali; yang pertama di baris {first}",
                    "this key is written twice; first on line {first}",
                ),
                (
                    "Gabungkan isinya di satu tempat, lalu hapus yang lain.",
                    "Merge both in one place and delete the other.",
                ),
            ),
            _rule(
                "YAML003",
                _E,
                (
                    "jangkar (&) dan alias (*) tidak boleh dipakai",
                    "anchors (&) and aliases (*) are not allowed",
                ),
                (
                    "Tulis isinya secara lengkap; beri tanda kutip bila teksnya memang diawali & atau *.",
                    "Write the value out; quote the text if it really begins with & or *.",
                ),
            ),
            _rule(
                "YAML004",
                _E,
                ("tag (!) tidak boleh dipakai", "tags (!) are not allowed"),
                (
                    "Hapus tag itu; beri tanda kutip bila teksnya memang diawali tanda seru.",
                    "Delete the tag; quote the text if it really begins with an exclamation mark.",
                ),
            ),
            _rule(
                "YAML005",
                _E,
                ("lekukan tidak boleh memakai tab", "indentation must not use tabs"),
                ("Ganti setiap tab dengan dua spasi.", "Replace every tab with two spaces."),
            ),
            _rule(
                "YAML006",
                _E,
                (
                    "susunan lebih dalam daripada {limit} tingkat",
                    "nested deeper than {limit} levels",
                ),
                (
                    "Sederhanakan susunannya; periksa kurung dan lekukan yang berlebih.",
                    "Simplify it; look for stray brackets and indentation.",
                ),
            ),
            _rule(
                "YAML007",
                _E,
                (
                    "berkas harus berisi pasangan 'kunci: nilai'",
                    "the file must hold 'key: value' pairs",
                ),
                (
                    "Contoh baris pertama: title: Rapat koordinasi.",
                    "A first line might be: title: Rapat koordinasi.",
                ),
            ),
            _rule(
                "YAML008",
                _E,
                (
                    "satu berkas hanya boleh berisi satu dokumen; tanda --- dan ... tidak boleh dipakai sebagai pemisah",
                    "a file holds one document only; --- and ... must not separate more",
                ),
                (
                    "Pindahkan bagian berikutnya ke berkas tersendiri.",
                    "Move what follows to a file of its own.",
                ),
            ),
            _rule(
                "YAML009",
                _E,
                ("kunci harus berupa kata", "a key must be a word"),
                (
                    "Tulis 'kunci: nilai' tanpa tanda ? dan kurung di depannya.",
                    "Write 'key: value' without ? or brackets before it.",
                ),
            ),
            _rule(
                "YAML010",
                _E,
                (
                    "teks lebih panjang daripada {limit} karakter",
                    "the text is longer than {limit} characters",
                ),
                (
                    "Pindahkan teks panjang ke lampiran atau halaman pengetahuan.",
                    "Move long text to an attachment or a knowledge page.",
                ),
            ),
            _rule(
                "YAML011",
                _E,
                (
                    "halaman harus diawali bagian depan di antara dua baris ---",
                    "a page must begin with front matter between two lines ---",
                ),
                (
                    "Mulai dengan ---, lalu title: dan grade:, lalu --- lagi.",
                    "Begin with ---, then title: and grade:, then --- again.",
                ),
            ),
            # Fields
            _rule(
                "KEY001",
                _E,
                ("kunci ini tidak dikenal di sini", "this key is not known here"),
                ("Yang dikenal: {known}.", "Known here: {known}."),
            ),
            _rule(
                "KEY002",
                _E,
                ("wajib diisi ({label})", "required, but missing ({label})"),
                ("{help}", "In Indonesian: {help}"),
            ),
            _rule("VAL001", _E, ("harus salah satu dari: {allowed}", "must be one of: {allowed}")),
            _rule(
                "VAL002",
                _E,
                (
                    "harus berupa tanggal yang benar-benar ada, ditulis TTTT-BB-HH",
                    "must be a date that exists, written YYYY-MM-DD",
                ),
                ("Contoh: 2024-10-16.", "Example: 2024-10-16."),
            ),
            _rule(
                "VAL003",
                _E,
                (
                    "harus berupa jam JJ:MM antara 00:00 dan 23:59",
                    "must be a time HH:MM between 00:00 and 23:59",
                ),
                ("Contoh: 09:30.", "Example: 09:30."),
            ),
            _rule(
                "VAL004",
                _E,
                (
                    "harus berupa bilangan bulat tanpa pemisah ribuan, koma, atau nol di depan",
                    "must be a whole number without separators or leading zeros",
                ),
                ("Contoh: 1943, bukan 1.943 atau 01943.", "Example: 1943, not 1,943 or 01943."),
            ),
            _rule(
                "VAL005",
                _E,
                ("harus berupa teks", "must be text"),
                (
                    "Tulis teksnya langsung; bila kolom ini dwibahasa: {{id: ..., en: ...}}.",
                    "Write the text; where the field has two languages: {{id: ..., en: ...}}.",
                ),
            ),
            _rule(
                "VAL006",
                _E,
                ("harus berupa daftar", "must be a list"),
                (
                    "Awali setiap butir dengan tanda hubung dan spasi, misalnya: - uu-6-2011.",
                    "Begin each item with a hyphen and a space, for instance: - uu-6-2011.",
                ),
            ),
            _rule(
                "VAL007",
                _E,
                ("harus berupa pasangan 'kunci: nilai'", "must be 'key: value' pairs"),
                (
                    "Tulis setiap pasangan di baris sendiri, menjorok dua spasi.",
                    "Write each pair on a line of its own, indented by two spaces.",
                ),
            ),
            _rule(
                "VAL008",
                _E,
                ("harus true atau false", "must be true or false"),
                ("Tulis true untuk ya, false untuk tidak.", "Write true for yes, false for no."),
            ),
            _rule("VAL009", _E, ("tidak sesuai: {why}", "invalid: {why}")),
            _rule(
                "VAL010",
                _E,
                (
                    "harus berupa alamat web yang diawali https:// atau http://",
                    "must be a web address beginning with https:// or http://",
                ),
                (
                    "Salin alamat lengkapnya dari peramban.",
                    "Copy the full address from the browser.",
                ),
            ),
            _rule(
                "VAL011",
                _E,
                (
                    "id hanya boleh memuat huruf kecil a-z, angka, titik, dan tanda hubung",
                    "an id may hold only a-z, digits, dots and hyphens",
                ),
                ("Contoh: polres-jakut, uu-6-2011.", "Example: polres-jakut, uu-6-2011."),
            ),
            _rule(
                "VAL012",
                _E,
                ("tidak boleh kosong", "must not be empty"),
                (
                    "Isi nilainya, atau hapus kuncinya bila tidak wajib.",
                    "Give a value, or delete the key if it is optional.",
                ),
            ),
            _rule(
                "VAL013",
                _E,
                ("bilangan tidak boleh negatif", "the number must not be negative"),
                ("Tulis 0 atau bilangan yang lebih besar.", "Write 0 or more."),
            ),
            _rule(
                "VAL014",
                _E,
                (
                    "tidak boleh lebih kecil daripada {minimum}",
                    "must not be smaller than {minimum}",
                ),
                (
                    "Ambang yang lebih rendah dapat membuka identitas orang.",
                    "A lower threshold could reveal who somebody is.",
                ),
            ),
            _rule(
                "VAL015",
                _E,
                (
                    "harus berupa periode: tahun, semester, triwulan, bulan, atau rentang bulan yang berurutan",
                    "must be a period: a year, half-year, quarter, month, or a range of months in order",
                ),
                (
                    "Contoh: 2024, 2024-S1, 2024-Q3, 2024-10, 2023-01/2023-08.",
                    "Examples: 2024, 2024-S1, 2024-Q3, 2024-10, 2023-01/2023-08.",
                ),
            ),
            _rule(
                "VAL016",
                _E,
                (
                    "harus berupa sidik SHA-256: 64 karakter 0-9 dan a-f",
                    "must be a SHA-256 checksum: 64 characters 0-9 and a-f",
                ),
                ("Salin keluaran 'sha256sum BERKAS'.", "Copy what 'sha256sum FILE' prints."),
            ),
            _rule(
                "VAL017",
                _E,
                (
                    "isi salah satu saja: 'target' atau 'unlisted'",
                    "give either 'target' or 'unlisted', not both or neither",
                ),
                (
                    "Pakai 'target' bila peraturannya ada di sini, 'unlisted' bila tidak.",
                    "Use 'target' for a rule that is recorded here, 'unlisted' for any other.",
                ),
            ),
            # Text
            _rule(
                "TXT001",
                _E,
                ("HTML tidak boleh ditulis di dalam teks", "HTML must not be written in text"),
                (
                    "Pakai Markdown: **tebal**, _miring_, [teks](https://...).",
                    "Use Markdown: **bold**, _italic_, [text](https://...).",
                ),
            ),
            _rule(
                "TXT002",
                _E,
                (
                    "tautan hanya boleh memakai https:, http:, atau mailto:",
                    "links may only use https:, http: or mailto:",
                ),
                (
                    "Untuk merujuk catatan lain, tulis [[id]].",
                    "To point to another record, write [[id]].",
                ),
            ),
            _rule(
                "TXT003",
                _E,
                (
                    "gambar tidak boleh diambil dari situs lain",
                    "pictures must not be loaded from another site",
                ),
                (
                    "Simpan gambarnya sebagai lampiran rapat.",
                    "Store the picture as an attachment of a meeting.",
                ),
            ),
            # Identity and references
            _rule(
                "ID001",
                _E,
                ("id '{id}' sudah dipakai di {other}", "the id '{id}' is already used in {other}"),
                (
                    "Ganti salah satunya; satu id hanya untuk satu catatan, apa pun jenisnya.",
                    "Change one of them; an id belongs to one record, of whatever kind.",
                ),
            ),
            _rule(
                "ID002",
                _E,
                (
                    "alamat halaman '{url}' sudah dipakai oleh {other}",
                    "the address '{url}' is already used by {other}",
                ),
                ("Ganti nama salah satu berkas.", "Rename one of the files."),
            ),
            _rule(
                "REF001",
                _E,
                (
                    "merujuk ke '{target}' yang tidak ada",
                    "points to '{target}', which does not exist",
                ),
                (
                    "Periksa ejaannya, atau buat catatannya dulu.",
                    "Check the spelling, or create the record first.",
                ),
            ),
            _rule(
                "REF002",
                _E,
                ("harus merujuk ke {expected}", "must point to {expected}"),
                ("Pakai id catatan yang jenisnya sesuai.", "Use the id of a record of that kind."),
            ),
            _rule(
                "REF003",
                _E,
                (
                    "teks berkelas '{own}' merujuk ke '{target}' yang berkelas '{other}'",
                    "text graded '{own}' points to '{target}', which is graded '{other}'",
                ),
                (
                    "Hapus rujukannya, atau naikkan kelas teks ini; judul catatan yang tertutup tidak boleh terbaca.",
                    "Remove the reference or raise the grade of this text; a withheld title must not be readable.",
                ),
            ),
            _rule(
                "REF004",
                _W,
                (
                    "butir berkelas '{own}' merujuk ke '{target}' yang berkelas '{other}'; rujukan itu tidak ditampilkan di situs berkelas '{own}'",
                    "an item graded '{own}' points to '{target}', which is graded '{other}'; sites for '{own}' leave the reference out",
                ),
                (
                    "Bila memang demikian, naikkan kelas butir ini agar jelas.",
                    "If that is intended, raise the grade of this item to make it plain.",
                ),
            ),
            _rule(
                "REF005",
                _E,
                (
                    "hubungan peraturan berputar: {loop}",
                    "relations between rules form a loop: {loop}",
                ),
                (
                    "Tulis hubungan hanya pada peraturan yang lebih baru.",
                    "Write the relation on the newer rule only.",
                ),
            ),
            _rule(
                "REF006",
                _E,
                (
                    "teks yang boleh dibaca '{organisation}' menyebut '{target}', yang bukan untuk organisasi itu",
                    "a text that '{organisation}' may read names '{target}', which is not for that organisation",
                ),
                (
                    "Samakan 'hanya' keduanya, atau hapus rujukan itu.",
                    "Give both the same 'hanya', or remove the reference.",
                ),
            ),
            # Grades
            _rule(
                "GRD001",
                _E,
                (
                    "kolom ini selalu ada nilainya, jadi tidak dapat diberi kelas tersendiri",
                    "this field always has a value, so it cannot have a grade of its own",
                ),
                (
                    "Naikkan kelas seluruh catatan atau butirnya.",
                    "Raise the grade of the whole record or item.",
                ),
            ),
            _rule(
                "GRD002",
                _E,
                ("tidak menyebut satu organisasi pun", "names no organisation"),
                (
                    "Tulis id organisasi yang boleh membacanya. Tanpa 'hanya' semua pembaca kelasnya melihatnya.",
                    "Write the ids of those who may read it. Without 'hanya' all readers of its grade see it.",
                ),
            ),
            # Meetings
            _rule(
                "MTG001",
                _E,
                (
                    "notula sendiri harus menyebut tahap rapat ('stage')",
                    "own minutes must give the stage of the meeting ('stage')",
                ),
                (
                    "Tulis stage: direncanakan, berlangsung, atau disahkan.",
                    "Write stage: direncanakan, berlangsung or disahkan.",
                ),
            ),
            _rule(
                "MTG002",
                _E,
                (
                    "liputan pers bukan notula; '{what}' tidak boleh diisi",
                    "press coverage is not minutes; '{what}' must not be given",
                ),
                (
                    "Tulis isi berita di 'summary', 'discussion', atau 'actions'.",
                    "Put what was reported in 'summary', 'discussion' or 'actions'.",
                ),
            ),
            _rule(
                "MTG003",
                _E,
                (
                    "liputan pers harus menyebut sumbernya ('sources')",
                    "press coverage must name its source ('sources')",
                ),
                (
                    "Isi 'sources' dengan judul, penerbit, dan tanggal.",
                    "Give 'sources' with title, publisher and date.",
                ),
            ),
            _rule(
                "MTG004",
                _E,
                (
                    "tenggat {due} mendahului tanggal rapat {date}",
                    "the due date {due} is before the meeting's date {date}",
                ),
                (
                    "Perbaiki tenggatnya, atau hapus bila tidak disepakati.",
                    "Correct it, or remove it if none was agreed.",
                ),
            ),
            _rule(
                "MTG005",
                _E,
                (
                    "jam selesai tidak boleh mendahului jam mulai",
                    "the end must not be before the start",
                ),
                ("Perbaiki 'start' atau 'end'.", "Correct 'start' or 'end'."),
            ),
            _rule(
                "MTG006",
                _E,
                (
                    "menyebut butir dari rapat {born} yang tidak mendahului rapat ini ({date}); butir itu di {other}",
                    "names an item of a meeting of {born}, which is not before this one ({date}); the item: {other}",
                ),
                (
                    "Pindahkan ke notula rapat yang lebih kemudian.",
                    "Move it to the minutes of a later meeting.",
                ),
            ),
            _rule(
                "MTG007",
                _E,
                (
                    "rapat yang masih direncanakan belum dapat berisi '{what}'",
                    "a planned meeting cannot have '{what}' yet",
                ),
                (
                    "Ubah 'stage' sesudah rapat berlangsung.",
                    "Change 'stage' once the meeting was held.",
                ),
            ),
            _rule(
                "MTG008",
                _E,
                (
                    "id '{id}' dipakai lebih dari sekali dalam catatan ini",
                    "the id '{id}' is used more than once in this record",
                ),
                ("Beri setiap bagian id sendiri.", "Give each part an id of its own."),
            ),
            _rule(
                "MTG009",
                _W,
                (
                    "nama berkas tidak diawali tanggal rapat {date}",
                    "the file name does not begin with the meeting's date {date}",
                ),
                (
                    "Samakan keduanya; nama berkas menjadi id dan alamat halaman.",
                    "Make them agree; the name becomes the id and the address.",
                ),
            ),
            _rule(
                "MTG010",
                _E,
                ("'{action}' bukan butir tindak lanjut", "'{action}' is not an action item"),
                (
                    "Tulis id rapat dan id butirnya, misalnya 2024-09-11-rakor#t1.",
                    "Write the meeting's id and the item's, for instance 2024-09-11-rakor#t1.",
                ),
            ),
            # Action ledger
            _rule(
                "LED001",
                _E,
                (
                    "melaporkan butir yang sudah ditutup dengan '{closed}' di {other}",
                    "reports on an item that was closed with '{closed}' in {other}",
                ),
                (
                    "Perbaiki keadaan yang menutupnya, atau buat butir baru bila pekerjaannya memang dibuka lagi.",
                    "Correct the state that closed it, or write a new item if the work was taken up again.",
                ),
            ),
            _rule(
                "LED002",
                _E,
                (
                    "'{status}' bertentangan dengan '{said}' untuk butir yang sama dalam rapat ini, di {other}",
                    "'{status}' contradicts '{said}' for the same item in this meeting, in {other}",
                ),
                (
                    "Tulis satu keadaan untuk tiap butir; hanya dialihkan yang boleh mendampingi berjalan atau ditunda.",
                    "Write one state for each item; only dialihkan may stand beside berjalan or ditunda.",
                ),
            ),
            _rule(
                "LED003",
                _E,
                (
                    "tidak urut: mendahului {before}, yang tercatat di {other}",
                    "out of order: before {before}, as recorded in {other}",
                ),
                (
                    "Perbaiki 'date'; kosongkan bila kejadiannya pada hari rapat.",
                    "Correct 'date'; leave it out if it happened on the day of the meeting.",
                ),
            ),
            _rule(
                "LED004",
                _E,
                (
                    "hanya notula rapat yang sudah berlangsung dapat melaporkan perkembangan; butirnya di {other}",
                    "only minutes of a meeting that was held can report progress; the item: {other}",
                ),
                (
                    "Ubah 'stage' sesudah rapat berlangsung; laporan dari berita ditulis di 'summary'.",
                    "Change 'stage' once the meeting was held; put what the press reports in 'summary'.",
                ),
            ),
            _rule(
                "LED005",
                _E,
                (
                    "tanggal kejadian sesudah hari rapat {date}, yang tertulis di {other}",
                    "happened after the meeting's own day {date}, given in {other}",
                ),
                (
                    "Laporkan di rapat sesudahnya, atau perbaiki 'date'.",
                    "Report it at a later meeting, or correct 'date'.",
                ),
            ),
            _rule(
                "LED006",
                _E,
                (
                    "'{what}' wajib diisi bila keadaannya '{status}'; sebelumnya: {other}",
                    "'{what}' must be given where the state is '{status}'; until now: {other}",
                ),
                (
                    "ditunda memerlukan due, dialihkan memerlukan responsible, digabung memerlukan into.",
                    "ditunda needs due, dialihkan needs responsible, digabung needs into.",
                ),
            ),
            _rule(
                "LED007",
                _E,
                (
                    "tenggat baru tidak lebih kemudian daripada {least}, yang tertulis di {other}",
                    "the new due date is not later than {least}, given in {other}",
                ),
                (
                    "Tulis tenggat sesudah tenggat yang lama dan tidak sebelum hari rapat.",
                    "Give a day after the old due date and not before the meeting.",
                ),
            ),
            _rule(
                "LED008",
                _E,
                (
                    "tenggat {due} sudah ditetapkan di {other}; 'berjalan' tidak mengubahnya",
                    "the due date {due} was set in {other}; 'berjalan' does not change it",
                ),
                ("Tulis status: ditunda.", "Write status: ditunda."),
            ),
            _rule(
                "LED009",
                _E,
                (
                    "'{what}' hanya untuk keadaan {allowed}, bukan '{status}'; sebelumnya: {other}",
                    "'{what}' goes with {allowed} only, not with '{status}'; until now: {other}",
                ),
                (
                    "Hapus kunci ini, atau perbaiki 'status'.",
                    "Remove this key, or correct 'status'.",
                ),
            ),
            _rule(
                "LED010",
                _E,
                (
                    "penggabungan butir berputar: {loop}; lihat {other}",
                    "items are merged in a circle: {loop}; see {other}",
                ),
                (
                    "Gabungkan semuanya ke satu butir yang masih terbuka.",
                    "Merge all of them into one item that is still open.",
                ),
            ),
            _rule(
                "LED011",
                _E,
                (
                    "digabung ke butir {target} yang sudah ditutup dengan '{closed}' di {other}",
                    "merged into {target}, which was closed with '{closed}' in {other}",
                ),
                ("Pilih butir yang masih terbuka.", "Choose an item that is still open."),
            ),
            _rule(
                "LED012",
                _W,
                (
                    "kabar {grade} ini menutup butir {own}, yang bagi pembaca kelas {own} tetap terbuka; butirnya di {other}",
                    "this {grade} report closes a {own} item, which stays open for readers of {own}; the item: {other}",
                ),
                (
                    "Samakan kelasnya, atau tulis kabar penutup yang boleh dibaca mereka di rapat lain.",
                    "Give both the same grade, or report the end at another meeting in words that they may read.",
                ),
            ),
            # Attachments
            _rule(
                "ATT001",
                _E,
                (
                    "lampiran tidak ditemukan di content/attachments/",
                    "the attachment is not in content/attachments/",
                ),
                (
                    "Simpan berkasnya di sana, atau perbaiki ejaannya.",
                    "Put the file there, or correct the spelling.",
                ),
            ),
            _rule(
                "ATT002",
                _E,
                (
                    "lampiran harus berada di dalam content/attachments/",
                    "an attachment must lie in content/attachments/",
                ),
                (
                    "Tulis alamatnya mulai dari folder itu, tanpa '/' di depan dan tanpa '..'.",
                    "Write the path from that folder on, without a leading '/' and without '..'.",
                ),
            ),
            _rule(
                "ATT003",
                _E,
                (
                    "sidik SHA-256 tidak cocok; sidik berkasnya {actual}",
                    "the SHA-256 does not match; that of the file is {actual}",
                ),
                (
                    "Pastikan berkasnya benar, lalu perbarui 'sha256'.",
                    "Make sure that the file is the right one, then update 'sha256'.",
                ),
            ),
            _rule(
                "ATT004",
                _W,
                (
                    "berkas ini berkelas '{own}' di sini, tetapi '{grade}' di {other}",
                    "this file is graded '{own}' here, but '{grade}' in {other}",
                ),
                (
                    "Berkas yang sama terbit menurut kelas yang lebih rendah; samakan kelasnya bila itu tidak dimaksudkan.",
                    "The same file goes out under the lower grade; make them agree if that is not intended.",
                ),
            ),
            # Corrections
            _rule(
                "COR001",
                _E,
                (
                    "pembetulan bertanggal {day}, sebelum rapatnya ({date})",
                    "the correction is dated {day}, before its meeting ({date})",
                ),
                (
                    "Tulis tanggal pembetulan itu dibuat.",
                    "Write the day on which the correction was made.",
                ),
            ),
            # Regulations
            _rule(
                "REG001",
                _E,
                (
                    "'{later_name}' {later} mendahului '{earlier_name}' {earlier}",
                    "'{later_name}' {later} is before '{earlier_name}' {earlier}",
                ),
                (
                    "Periksa kedua tanggal itu pada naskahnya.",
                    "Check both dates against the text of the rule.",
                ),
            ),
            _rule(
                "REG002",
                _E,
                (
                    "'verified' menyebut kolom yang tidak ada",
                    "'verified' names a field that does not exist",
                ),
                ("Yang ada: {known}.", "Existing: {known}."),
            ),
            _rule(
                "REG003",
                _E,
                (
                    "peraturan tahun {year} tidak dapat {relation} '{target}' dari tahun {target_year}",
                    "a rule of {year} cannot ({relation}) '{target}' of {target_year}",
                ),
                (
                    "Tulis hubungan pada peraturan yang lebih baru.",
                    "Write the relation on the newer rule.",
                ),
            ),
            _rule(
                "REG004",
                _E,
                (
                    "nama berkas harus '{expected}.yml' (singkatan, nomor, tahun)",
                    "the file name must be '{expected}.yml' (abbreviation, number, year)",
                ),
                (
                    "Ganti nama berkas, atau perbaiki singkatan, nomor, atau tahunnya.",
                    "Rename the file, or correct abbreviation, number or year.",
                ),
            ),
            _rule(
                "REG005",
                _W,
                (
                    "{cites} '{target}', yang pada {when} ({date}) {standing}",
                    "{cites} '{target}', on {when} ({date}) {standing}",
                ),
                (
                    "Peraturan yang menggantikannya pada hari itu: {instead}.{advice}",
                    "What stood in its place on that day: {instead}.{advice}",
                ),
            ),
            _rule(
                "REG006",
                _W,
                (
                    "{cites} '{target}', yang pada {when} ({date}) belum berlaku; berlaku sejak {since}",
                    "{cites} '{target}', on {when} ({date}) not yet in force; in force from {since}",
                ),
                (
                    "Yang masih berlaku pada hari itu: {instead}.{advice}",
                    "Still in force on that day: {instead}.{advice}",
                ),
            ),
            # Statistics
            _rule(
                "STA001",
                _E,
                (
                    "kode '{code}' tidak ada dalam dimensi '{dimension}'",
                    "code '{code}' is not in the dimension '{dimension}'",
                ),
                (
                    "Pakai kode dari dataset.yml, atau tambahkan di sana.",
                    "Use a code of dataset.yml, or add it there.",
                ),
            ),
            _rule(
                "STA002",
                _E,
                (
                    "baris untuk {cell} ditulis lebih dari sekali",
                    "the row for {cell} is written more than once",
                ),
                (
                    "Gabungkan baris itu, atau perbaiki kodenya.",
                    "Merge the rows, or correct the code.",
                ),
            ),
            _rule(
                "STA003",
                _E,
                (
                    "'total' {total} tidak sama dengan jumlah barisnya, {sum}",
                    "'total' {total} differs from the sum of the rows, {sum}",
                ),
                (
                    "Cocokkan dengan sumbernya; jangan menyesuaikan angka sendiri.",
                    "Compare with the source; do not adjust figures yourself.",
                ),
            ),
            _rule(
                "STA004",
                _E,
                (
                    "baris ini tidak menyebut dimensi {missing}",
                    "this row does not name the dimension {missing}",
                ),
                ("Tambahkan kodenya.", "Add its code."),
            ),
            _rule(
                "STA005",
                _E,
                (
                    "baris pertama CSV harus berisi nama kolom: count, dan satu kolom per dimensi",
                    "the first line of the CSV must name the columns: count, and one per dimension",
                ),
                (
                    "Contoh: jenis,count. Pisahkan dengan koma, tanpa nama kolom yang kosong atau berulang.",
                    "Example: jenis,count. Separate by commas, without empty or repeated names.",
                ),
            ),
            _rule(
                "STA006",
                _E,
                (
                    "periode '{row}' di luar periode berkas '{period}'",
                    "period '{row}' lies outside the file's period '{period}'",
                ),
                (
                    "Pindahkan baris itu ke berkas periodenya.",
                    "Move the row to the file of its period.",
                ),
            ),
            _rule(
                "STA008",
                _E,
                (
                    "periode '{period}' sudah dilaporkan di {other}",
                    "period '{period}' is already reported in {other}",
                ),
                (
                    "Gabungkan kedua berkas, atau perbaiki periodenya.",
                    "Merge the two files, or correct the period.",
                ),
            ),
            _rule(
                "STA010",
                _E,
                (
                    "folder statistik ini tidak punya dataset.yml",
                    "this statistics folder has no dataset.yml",
                ),
                (
                    "Buat dataset.yml berisi konsep, definisi, dan dimensinya.",
                    "Write a dataset.yml with concept, definition and dimensions.",
                ),
            ),
            _rule(
                "STA011",
                _E,
                ("isi salah satu saja: 'rows' atau 'csv'", "give either 'rows' or 'csv', not both"),
                ("Hapus salah satunya.", "Delete one of them."),
            ),
            _rule(
                "STA012",
                _E,
                (
                    "berkas CSV tidak ada di folder yang sama",
                    "there is no such CSV file in the same folder",
                ),
                (
                    "Tulis nama berkasnya saja, misalnya 2024.csv.",
                    "Write the bare file name, for instance 2024.csv.",
                ),
            ),
            _rule(
                "STA013",
                _E,
                (
                    "baris CSV harus berisi {expected} kolom",
                    "a CSV line must have {expected} columns",
                ),
                (
                    "Periksa koma dan tanda kutip di baris ini.",
                    "Check commas and quotation marks on this line.",
                ),
            ),
            _rule(
                "STA014",
                _E,
                (
                    "tanda kutip di baris CSV ini tidak ditutup atau salah tempat",
                    "a quotation mark on this CSV line is not closed or misplaced",
                ),
                (
                    "Periksa tanda kutip di baris ini dan baris sebelumnya.",
                    "Check the quotation marks on this line and the one before.",
                ),
            ),
            _rule(
                "STA015",
                _E,
                (
                    "periode '{period}' bertumpang-tindih dengan '{other}'; kejadian yang sama terhitung dua kali",
                    "period '{period}' overlaps '{other}'; the same events would be counted twice",
                ),
                (
                    "Terbitkan satu saja; periode lainnya diberi grade: terbatas. Jumlah setahun di samping bulan diminta dengan 'time' di 'publish'.",
                    "Publish only one; give the other period grade: terbatas. Yearly sums beside months come from 'time' in 'publish'.",
                ),
            ),
            _rule(
                "STA016",
                _E,
                (
                    "baris ini tidak menyebut periode, padahal baris lain menyebutnya",
                    "this row gives no period although others do",
                ),
                (
                    "Tulis periodenya di semua baris, atau tidak di satu pun; kalau tidak, deret waktunya kurang.",
                    "Give it on all rows or on none; otherwise the series would fall short.",
                ),
            ),
            _rule(
                "STA017",
                _E,
                (
                    "'{id}' sudah dipakai di sini",
                    "'{id}' is used here already",
                ),
                (
                    "Beri setiap dimensi, tingkat, kode, dan tabel sebutan sendiri.",
                    "Give each dimension, level, code and table a name of its own.",
                ),
            ),
            _rule(
                "STA019",
                _E,
                (
                    "angka terbit harus berupa bilangan, c, d, ~15 (dibulatkan) atau ~1-7",
                    "a published figure must be a number, c, d, ~15 (rounded) or ~1-7",
                ),
                (
                    "Berkas ini ditulis oleh 'timpora release'; kembalikan isinya dari git.",
                    "This file is written by 'timpora release'; restore it from git.",
                ),
            ),
            _rule(
                "STA020",
                _W,
                (
                    "angka periode {period} belum dirilis; situs publik belum menayangkannya",
                    "the figures of {period} are not released; the public site does not show them",
                ),
                (
                    "Jalankan 'timpora release {dataset}', lalu simpan published.yml ke git.",
                    "Run 'timpora release {dataset}', then commit published.yml.",
                ),
            ),
            _rule(
                "STA021",
                _E,
                (
                    "angka yang sudah terbit berubah tanpa revisi: {figures}",
                    "published figures have changed without a revision: {figures}",
                ),
                (
                    "Kembalikan angkanya, atau tulis 'revisions' dengan tanggal, jenis, dan alasan.",
                    "Restore the figures, or write 'revisions' with date, kind and reason.",
                ),
            ),
            _rule(
                "STA022",
                _W,
                (
                    "revisi ini belum dirilis; situs publik masih menayangkan angka lama",
                    "this revision is not released; the public site still shows the old figures",
                ),
                (
                    "Jalankan 'timpora release {dataset}'.",
                    "Run 'timpora release {dataset}'.",
                ),
            ),
            _rule(
                "STA023",
                _E,
                (
                    "revisi tidak cocok dengan yang sudah terbit: {figures}",
                    "the revision does not agree with what was published: {figures}",
                ),
                (
                    "Susulan hanya menambah, penarikan hanya mengurangi; periksa jenis revisi dan angkanya.",
                    "Late reports only add, withdrawals only take away; check the kind of revision and the figures.",
                ),
            ),
            _rule(
                "STA024",
                _W,
                (
                    "rencana publikasi berubah sejak rilis terakhir",
                    "the publication plan has changed since the last release",
                ),
                (
                    "Jalankan 'timpora release {dataset}' untuk merilis menurut rencana baru.",
                    "Run 'timpora release {dataset}' to release by the new plan.",
                ),
            ),
            _rule(
                "STA025",
                _W,
                (
                    "tabel '{table}' tidak dirilis: {share} angkanya harus ditutup, paling banyak {most}",
                    "table '{table}' is not released: {share} of its counts would be hidden, {most} at most",
                ),
                (
                    "Pakai tabel yang lebih kasar dalam 'publish'{instead}.",
                    "Use a coarser table in 'publish'{instead}.",
                ),
            ),
            _rule(
                "STA026",
                _W,
                (
                    "tabel '{table}' tidak dirilis: rata-rata angkanya di bawah ambang {threshold}",
                    "table '{table}' is not released: its counts are below the threshold {threshold} on average",
                ),
                (
                    "Pakai tabel yang lebih kasar dalam 'publish'{instead}.",
                    "Use a coarser table in 'publish'{instead}.",
                ),
            ),
            _rule(
                "STA027",
                _W,
                (
                    "tabel '{table}' tidak dapat dilindungi di samping yang sudah terbit: {figures}",
                    "table '{table}' cannot be protected beside what was published: {figures}",
                ),
                (
                    "Pakai tabel yang lebih kasar dalam 'publish'{instead}.",
                    "Use a coarser table in 'publish'{instead}.",
                ),
            ),
            _rule(
                "STA028",
                _E,
                (
                    "dimensi '{name}' sudah pernah terbit dan tidak boleh hilang dari dataset.yml",
                    "dimension '{name}' was published and must stay in dataset.yml",
                ),
                (
                    "Kembalikan dimensinya; kode yang tidak dipakai lagi diberi 'until'.",
                    "Put the dimension back; give codes that are out of use an 'until'.",
                ),
            ),
            _rule(
                "STA029",
                _E,
                (
                    "rilis harus berurutan menurut tanggal",
                    "releases must be in order of date",
                ),
                (
                    "Kembalikan published.yml dari git.",
                    "Restore published.yml from git.",
                ),
            ),
            _rule(
                "STA030",
                _E,
                (
                    "kode induk berputar: {loop}",
                    "parent codes form a loop: {loop}",
                ),
                (
                    "Setiap kode hanya boleh berada di bawah kode yang lebih luas.",
                    "A code may stand only under a wider one.",
                ),
            ),
            _rule(
                "STA031",
                _E,
                (
                    "kode '{code}' berada di tingkat ke-{depth}, padahal tingkatnya hanya: {levels}",
                    "code '{code}' stands at level {depth}, but the levels are only: {levels}",
                ),
                (
                    "Tambahkan nama tingkatnya di 'levels', atau perbaiki 'parent'.",
                    "Add the level's name to 'levels', or correct 'parent'.",
                ),
            ),
            _rule(
                "STA032",
                _E,
                (
                    "'until' tidak boleh lebih awal daripada 'since'",
                    "'until' must not be earlier than 'since'",
                ),
                (
                    "Perbaiki salah satunya.",
                    "Correct one of them.",
                ),
            ),
            _rule(
                "STA033",
                _E,
                (
                    "huruf Pasal 75 ayat (2) hanya untuk dimensi berjenis tindakan, bukan '{dimension}'",
                    "letters of article 75(2) are only for a dimension of kind tindakan, not '{dimension}'",
                ),
                (
                    "Tulis 'kind: tindakan' pada dimensinya, atau hapus hurufnya.",
                    "Write 'kind: tindakan' on the dimension, or delete the letter.",
                ),
            ),
            _rule(
                "STA034",
                _E,
                (
                    "kode '{code}' dalam dimensi berjenis tindakan harus menyebut hurufnya",
                    "code '{code}' in a dimension of kind tindakan must name its letter",
                ),
                (
                    "Tulis 'letter' a sampai f menurut UU 6/2011 Pasal 75 ayat (2), pada kode ini atau induknya; bila bukan tindakan, jenis dimensinya 'lain'.",
                    "Write 'letter' a to f of UU 6/2011 article 75(2), on this code or its parent; if it is no such action, the dimension's kind is 'lain'.",
                ),
            ),
            _rule(
                "STA035",
                _E,
                (
                    "huruf {letter} sudah dipakai oleh kode '{other}'",
                    "letter {letter} is used already by code '{other}'",
                ),
                (
                    "Satu huruf satu kode; untuk memecahnya, buat kode induk dengan huruf itu.",
                    "One letter, one code; to split it, make a parent code with that letter.",
                ),
            ),
            _rule(
                "STA036",
                _E,
                (
                    "tabel ini menyebut dimensi '{dimension}' lebih dari sekali",
                    "this table names the dimension '{dimension}' more than once",
                ),
                (
                    "Hapus yang berulang.",
                    "Delete the repeat.",
                ),
            ),
            _rule(
                "STA037",
                _E,
                (
                    "'level' menyebut dimensi '{dimension}', yang tidak disilangkan tabel ini",
                    "'level' names the dimension '{dimension}', which this table does not cross",
                ),
                (
                    "Tulis dimensinya juga di 'by', atau hapus dari 'level'.",
                    "Name the dimension in 'by' too, or delete it from 'level'.",
                ),
            ),
            _rule(
                "STA038",
                _E,
                (
                    "'{level}' bukan tingkat dimensi '{dimension}'",
                    "'{level}' is not a level of the dimension '{dimension}'",
                ),
                (
                    "Pakai id dari 'levels' dimensi itu.",
                    "Use an id from that dimension's 'levels'.",
                ),
            ),
            _rule(
                "STA039",
                _E,
                (
                    "tabel '{table}' dan '{other}' memuat angka yang sama, yang satu dibulatkan dan yang lain persis",
                    "tables '{table}' and '{other}' hold the same counts, one rounded and one exact",
                ),
                (
                    "Pakai 'protection' yang sama; angka persis membatalkan pembulatan.",
                    "Use the same 'protection'; exact counts undo the rounding.",
                ),
            ),
            _rule(
                "STA040",
                _E,
                (
                    "kode '{code}' memuat kode lain ({finer}); baris hanya memakai kode yang terinci",
                    "code '{code}' contains others ({finer}); rows use the finest codes only",
                ),
                (
                    "Pecah angkanya menurut kode terinci; jumlahnya dihitung sendiri. Bila rinciannya tidak diketahui, tambahkan kode khusus untuk itu.",
                    "Split the count by the finest codes; sums are computed. If the split is unknown, add a code that says so.",
                ),
            ),
            _rule(
                "STA041",
                _E,
                (
                    "kode '{code}' tidak berlaku pada periode '{period}' (berlaku {stretch})",
                    "code '{code}' is not in use in the period '{period}' (in use {stretch})",
                ),
                (
                    "Pakai kode yang berlaku pada periode itu, atau perbaiki 'since' dan 'until' di dataset.yml.",
                    "Use the code of that period, or correct 'since' and 'until' in dataset.yml.",
                ),
            ),
            _rule(
                "STA042",
                _E,
                (
                    "'persons' tidak ditulis bila yang dihitung orang",
                    "'persons' is not written where persons are counted",
                ),
                (
                    "Hapus 'persons'; angkanya sudah 'count'. Bila yang dihitung tindakan, perbaiki 'measure'.",
                    "Delete 'persons', it is 'count' already. If actions are counted, correct 'measure'.",
                ),
            ),
            _rule(
                "STA043",
                _E,
                (
                    "di balik 'count' {count} ada paling sedikit satu dan tidak lebih dari {count}; di balik 0 tidak ada",
                    "behind a 'count' of {count} there is at least one and no more than {count}; behind 0 there is none",
                ),
                (
                    "Cocokkan dengan sumbernya; orang, kejadian, dan tindakan tidak boleh tertukar.",
                    "Compare with the source; do not mix up persons, incidents and actions.",
                ),
            ),
            _rule(
                "STA044",
                _E,
                (
                    "{rows} baris tidak menyebut 'incidents', padahal dataset ini menetapkan 'minimum_incidents'",
                    "{rows} row(s) do not give 'incidents' although this dataset sets 'minimum_incidents'",
                ),
                (
                    "Tulis banyaknya kejadian di setiap baris yang angkanya bukan nol.",
                    "Give the number of incidents on every row whose count is not zero.",
                ),
            ),
            _rule(
                "STA045",
                _E,
                (
                    "tanggal {day} lebih awal daripada rilis atau perubahan sebelumnya, {before}",
                    "date {day} is earlier than the release or the change before it, {before}",
                ),
                (
                    "Urutkan dari yang terlama; perubahan selalu sesudah 'released'.",
                    "Put the oldest first; changes always come after 'released'.",
                ),
            ),
            _rule(
                "STA046",
                _W,
                (
                    "tidak ada angka untuk {missing}",
                    "there are no counts for {missing}",
                ),
                (
                    "Tambahkan berkasnya; periode yang ditarik tetap punya berkas dengan 'withdrawn'.",
                    "Add its file; a withdrawn period keeps a file with 'withdrawn'.",
                ),
            ),
            _rule(
                "STA047",
                _W,
                (
                    "jumlah {period} adalah {total}, jumlah {previous} {before}: berubah lebih dari {factor} kali",
                    "the total of {period} is {total}, of {previous} {before}: a change of more than {factor} times",
                ),
                (
                    "Cocokkan dengan sumbernya: satuan, angka nol yang hilang, atau periode yang tertukar. Bila benar, naikkan 'jump_factor'.",
                    "Compare with the source: the unit, a lost zero, or periods mixed up. If it is right, raise 'jump_factor'.",
                ),
            ),
            _rule(
                "STA048",
                _W,
                (
                    "angka tindakan ini terbit tanpa banyaknya orang di baliknya",
                    "these counts of actions are public without the number of persons behind them",
                ),
                (
                    "Tulis 'persons' di setiap baris, atau 'persons_unknown: true' bila tidak dicatat.",
                    "Give 'persons' on every row, or 'persons_unknown: true' if it is not recorded.",
                ),
            ),
            _rule(
                "STA049",
                _W,
                (
                    "satuan menyebut {other}, padahal yang dihitung {measure}",
                    "the unit speaks of {other}, but {measure} are counted",
                ),
                (
                    "Orang, tindakan, dan dokumen tidak pernah dicampur; perbaiki 'unit' atau 'measure'.",
                    "Persons, actions and documents are never mixed; correct 'unit' or 'measure'.",
                ),
            ),
            _rule(
                "STA050",
                _E,
                (
                    "'{id}' tidak dapat menjadi sebutan dimensi, karena sudah nama kolom berkas data atau kunci baris ({columns})",
                    "'{id}' cannot be the id of a dimension, as it is a column of the data files or a key of rows ({columns})",
                ),
                (
                    "Pilih sebutan yang lebih khusus, misalnya 'status-izin' alih-alih 'status', dan tulis sama di semua baris dan tabelnya.",
                    "Choose a more specific id, such as 'permit-status' instead of 'status', and write the same in all its rows and tables.",
                ),
            ),
            _rule(
                "STA060",
                _E,
                (
                    "baris pertama CSV harus berisi nama kolom: {columns}",
                    "the first line of the CSV must hold the columns: {columns}",
                ),
                (
                    "Kolom time dan value wajib; kolom dimensi boleh kosong bila angka itu jumlahnya.",
                    "time and value are required; a dimension may be empty where the figure is a sum.",
                ),
            ),
            _rule(
                "STA061",
                _E,
                (
                    "angka ini bertentangan dengan yang sudah tercatat terbit: {figures}",
                    "these figures contradict what is recorded as published: {figures}",
                ),
                (
                    "Periksa berkas dan published.yml; yang pernah terbit tidak dapat diganti.",
                    "Check the file and published.yml; what was published cannot be replaced.",
                ),
            ),
            # Organisations, places
            _rule(
                "ORG001",
                _E,
                (
                    "masa berlaku bertumpang-tindih atau tidak berurutan pada {day}",
                    "stretches overlap or are out of order at {day}",
                ),
                (
                    "Urutkan dari yang terlama; 'from' harus sesudah 'to' sebelumnya.",
                    "Put the oldest first; 'from' must come after the 'to' before it.",
                ),
            ),
            _rule(
                "ORG002",
                _E,
                ("'from' tidak boleh sesudah 'to'", "'from' must not be after 'to'"),
                ("Perbaiki salah satu tanggalnya.", "Correct one of the dates."),
            ),
            _rule(
                "ORG003",
                _E,
                ("induk organisasi berputar: {loop}", "parent organisations form a loop: {loop}"),
                ("Periksa 'parents' setiap organisasi itu.", "Check 'parents' of each of them."),
            ),
            _rule(
                "PLC001",
                _E,
                (
                    "kode wilayah harus berbentuk 31, 31.72, 31.72.06, atau 31.72.06.1001",
                    "a place code looks like 31, 31.72, 31.72.06 or 31.72.06.1001",
                ),
                (
                    "Pakai kode Kemendagri; beri tanda kutip.",
                    "Use the Kemendagri code, in quotation marks.",
                ),
            ),
            _rule(
                "PLC002",
                _E,
                (
                    "tingkat '{level}' tidak cocok dengan kode '{code}'",
                    "level '{level}' does not fit code '{code}'",
                ),
                ("Periksa 'level' atau 'code'.", "Check 'level' or 'code'."),
            ),
            _rule(
                "PLC003",
                _E,
                (
                    "wilayah di atasnya, '{around}', tidak ada dalam daftar",
                    "the place around it, '{around}', is not in the list",
                ),
                (
                    "Tambahkan wilayah itu, atau perbaiki kodenya.",
                    "Add that place, or correct the code.",
                ),
            ),
            # Settings
            _rule(
                "CFG001",
                _E,
                ("'{path}' tidak ditemukan", "'{path}' not found"),
                (
                    "Jalankan di folder proyek, atau tunjuk dengan -f.",
                    "Run inside the project, or point to it with -f.",
                ),
            ),
            _rule(
                "CFG003",
                _E,
                (
                    "situs ini harus berkelas '{wanted}'",
                    "the clearance of this site must be '{wanted}'",
                ),
                (
                    "Tulis clearance: {wanted}.",
                    "Write clearance: {wanted}.",
                ),
            ),
            _rule(
                "CFG009",
                _E,
                (
                    "situs anggota tidak dapat berkelas 'sangat_rahasia': yang diberi 'hanya' akan tampil di sana",
                    "the members' site cannot have the clearance 'sangat_rahasia': it would show what 'hanya' keeps for single organisations",
                ),
                (
                    "Tulis clearance: terbatas.",
                    "Write clearance: terbatas.",
                ),
            ),
            _rule(
                "CFG004",
                _E,
                ("MkDocs menolak setelan 'mkdocs': {why}", "MkDocs refuses the settings: {why}"),
                (
                    "Tema dan pengaya harus terpasang dahulu, misalnya dengan pip install mkdocs-material.",
                    "Themes and plugins must be installed first, for instance with pip install mkdocs-material.",
                ),
            ),
            _rule(
                "SRCH001",
                _W,
                (
                    "situs dibuat tanpa pencarian: Pagefind tidak dapat dijalankan ({why})",
                    "the sites were made without a search: Pagefind could not run ({why})",
                ),
                (
                    "Pasang pagefind-bin, atau tulis search: false dalam site_config.yml.",
                    "Install pagefind-bin, or write search: false in site_config.yml.",
                ),
            ),
            # Disclosure
            _rule(
                "DIS001",
                _E,
                (
                    "keluaran memuat nilai yang tidak boleh tampil di situs '{site}' (dari {source})",
                    "the output holds a value that must not appear on site '{site}' (from {source})",
                ),
                (
                    "Situs lama tidak diubah. Periksa teks yang terbuka: nilai itu ditulis ulang di sana.",
                    "The old sites are unchanged. Look for the value written out in open text.",
                ),
            ),
            _rule(
                "DIS020",
                _E,
                (
                    "angka yang dilindungi dapat disimpulkan dari angka publik: {why}",
                    "a protected figure follows from public figures: {why}",
                ),
                (
                    "Situs lama tidak diubah. Terbitkan lewat timpora release, atau keluarkan tabelnya dari rencana publikasi.",
                    "The old sites are unchanged. Publish with timpora release, or take the table out of the publication plan.",
                ),
            ),
            _rule(
                "DIS021",
                _E,
                (
                    "angka publik saling bertentangan: {why}",
                    "public figures contradict each other: {why}",
                ),
                (
                    "Periksa angka-angka itu di published.yml; perlindungan tidak dapat diperiksa selama belum cocok.",
                    "Check these figures in published.yml; protection cannot be audited until they agree.",
                ),
            ),
            _rule(
                "DIS022",
                _E,
                (
                    "CSV dan JSON data ini berbeda",
                    "the CSV and the JSON of this dataset differ",
                ),
                (
                    "Buat ulang kedua berkas dari sumber yang sama.",
                    "Make both files anew from the same source.",
                ),
            ),
            _rule(
                "DIS023",
                _E,
                (
                    "'{figure}' terlihat, padahal ditutup atau dibulatkan ketika terbit",
                    "'{figure}' is visible although it was hidden or rounded when it was published",
                ),
                (
                    "Yang pernah ditutup tetap ditutup. Kembalikan published.yml seperti semula.",
                    "What was hidden stays hidden. Restore published.yml.",
                ),
            ),
            _rule(
                "DIS024",
                _E,
                (
                    "'{figure}' berbeda dari yang sudah terbit, tanpa revisi",
                    "'{figure}' differs from what was published, without a revision",
                ),
                (
                    "Perubahan angka terbit lewat 'revisions' dan timpora release.",
                    "A changed figure is published through 'revisions' and timpora release.",
                ),
            ),
            _rule(
                "DIS025",
                _E,
                (
                    "'{figure}' belum pernah dirilis",
                    "'{figure}' was never released",
                ),
                (
                    "Rilis dahulu dengan timpora release; hanya angka dalam published.yml yang tampil.",
                    "Release it first with timpora release; only figures in published.yml are shown.",
                ),
            ),
            _rule(
                "DIS026",
                _E,
                (
                    "berkas data ini tidak berbentuk seperti yang diperiksa",
                    "this data file is not of the form that is audited",
                ),
                (
                    "Apa yang tidak dikenal pemeriksaan tidak diterbitkan.",
                    "What the audit does not know is not published.",
                ),
            ),
            _rule(
                "DIS027",
                _E,
                (
                    "perlindungan '{figure}' tidak dapat dibuktikan dalam waktu yang ada",
                    "the protection of '{figure}' could not be proved in time",
                ),
                (
                    "Sederhanakan rencana publikasi: lebih sedikit tabel silang.",
                    "Simplify the publication plan: fewer crossed tables.",
                ),
            ),
            _rule(
                "DIS002",
                _E,
                (
                    "catatan '{record}' memuat yang belum disetujui untuk publik: {what}",
                    "record '{record}' holds what was not approved for the public: {what}",
                ),
                (
                    "Baca dengan 'timpora diff --approved'; yang berwenang menyetujui dengan 'timpora approve'. Situs lama tidak diubah.",
                    "Read it with 'timpora diff --approved'; who may do so approves with 'timpora approve'. The old sites are unchanged.",
                ),
            ),
            _rule(
                "DIS003",
                _E,
                (
                    "situs publik memerlukan persetujuan (require_approval), dan belum ada",
                    "the public site needs an approval (require_approval), and there is none",
                ),
                (
                    "Baca dengan 'timpora diff'; yang berwenang menyetujui dengan 'timpora approve'. Situs lama tidak diubah.",
                    "Read it with 'timpora diff'; who may do so approves with 'timpora approve'. The old sites are unchanged.",
                ),
            ),
            _rule(
                "DIS004",
                _E,
                (
                    "sidik daftar dalam persetujuan tidak cocok dengan isinya; berkas ini disunting sesudah dibuat",
                    "the hash in the approval does not fit what it lists; the file was edited after it was made",
                ),
                (
                    "Buat lagi dengan 'timpora approve'.",
                    "Make it anew with 'timpora approve'.",
                ),
            ),
            _rule(
                "DIS005",
                _E,
                (
                    "bukan sidik yang ditulis 'timpora approve'",
                    "not a digest as 'timpora approve' writes it",
                ),
                (
                    "Berkas ini tidak disunting dengan tangan; buat lagi dengan 'timpora approve'.",
                    "This file is not edited by hand; make it anew with 'timpora approve'.",
                ),
            ),
            _rule(
                "DIS007",
                _E,
                (
                    "persetujuan ini ditulis oleh versi program yang lama dan tidak dapat dibaca lagi",
                    "this approval was written by an earlier version of the program and can no longer be read",
                ),
                (
                    "Baca 'timpora diff', lalu yang berwenang menyetujui sekali lagi dengan 'timpora approve'. Situs lama tidak diubah.",
                    "Read 'timpora diff', then who may do so approves once more with 'timpora approve'. The old sites are unchanged.",
                ),
            ),
            _rule(
                "DIS006",
                _E,
                (
                    "yang tampil sekarang bukan daftar yang dibaca; sidiknya '{hash}'",
                    "what is shown now is not the list that was read; its hash is '{hash}'",
                ),
                (
                    "Isi berubah sesudah daftar itu dicetak. Baca lagi dengan 'timpora diff', lalu setujui dengan sidik yang baru.",
                    "The content changed after the list was printed. Read it again with 'timpora diff', and approve with the new hash.",
                ),
            ),
            # Personal data
            _private(
                "PRV001",
                (
                    "NIK tidak boleh tampil di situs publik",
                    "a national identity number (NIK) must not appear on the public site",
                ),
            ),
            _private(
                "PRV002",
                (
                    "nomor paspor tidak boleh tampil di situs publik",
                    "a passport number must not appear on the public site",
                ),
            ),
            _private(
                "PRV003",
                (
                    "nomor visa atau izin tinggal tidak boleh tampil di situs publik",
                    "the number of a visa or stay permit must not appear on the public site",
                ),
            ),
            _private(
                "PRV004",
                (
                    "NIP tidak boleh tampil di situs publik",
                    "a civil servant's number (NIP) must not appear on the public site",
                ),
            ),
            _private(
                "PRV005",
                (
                    "nomor telepon akan tampil di situs publik",
                    "a telephone number would appear on the public site",
                ),
            ),
            _private(
                "PRV006",
                (
                    "alamat surel akan tampil di situs publik",
                    "an e-mail address would appear on the public site",
                ),
            ),
            _private(
                "PRV007",
                (
                    "tanggal lahir tidak boleh tampil di situs publik",
                    "a birthday must not appear on the public site",
                ),
            ),
            _private(
                "PRV008",
                (
                    "alamat sampai RT tidak boleh tampil di situs publik",
                    "an address down to the neighbourhood (RT) must not appear on the public site",
                ),
            ),
            _private(
                "PRV009",
                (
                    "inisial atau nama orang asing dengan kewarganegaraan atau umurnya tidak boleh tampil di situs publik",
                    "a foreigner's initials or name with nationality or age must not appear on the public site",
                ),
            ),
            _private(
                "PRV010",
                (
                    "koordinat akan tampil di situs publik",
                    "coordinates would appear on the public site",
                ),
            ),
            _private(
                "PRV011",
                (
                    "data tentang berkas (metadata) menyebut siapa yang membuat atau mengubahnya",
                    "the file's metadata names who made or changed it",
                ),
            ),
            _private(
                "PRV012",
                (
                    "lampiran memuat yang tersembunyi: komentar, perubahan terlacak, catatan, atau lembar tersembunyi",
                    "the attachment holds what is hidden: comments, tracked changes, notes or hidden sheets",
                ),
            ),
            _private(
                "PRV013",
                (
                    "gambar membawa gambar kecil di dalamnya, yang dapat memperlihatkan bagian yang sudah dipotong",
                    "the picture carries a small one inside, which may show what was cropped away",
                ),
            ),
            _private(
                "PRV014",
                (
                    "isi lampiran tidak dapat diperiksa (terkunci, terlalu besar, atau bentuk yang tidak dikenal)",
                    "the attachment cannot be examined (locked, too large, or of an unknown form)",
                ),
            ),
            _rule(
                "PRV015",
                _E,
                (
                    "nama berkas memuat data pribadi, dan nama itu menjadi alamat halaman",
                    "the file's name holds personal data, and becomes the address of a page",
                ),
                ("Ganti nama berkas itu.", "Rename the file."),
            ),
            _rule(
                "PRV020",
                _W,
                (
                    "tidak ada lagi temuan yang cocok dengan penerimaan ini",
                    "nothing that is found fits this acceptance any more",
                ),
                (
                    "Hapus butir ini. Bila nilai atau tempatnya berubah, pertimbangkan lagi seperti temuan baru.",
                    "Delete the entry. If the value or its place changed, consider it anew.",
                ),
            ),
            # Earlier states
            _rule(
                "GIT001",
                _E,
                (
                    "revisi ini tidak dikenal git di sini, atau proyek belum ada di dalamnya",
                    "git does not know this revision here, or the project is not in it",
                ),
                (
                    "Lihat revisi yang ada dengan 'git log --oneline'; di server pembuat, ambil riwayat lengkap.",
                    "See 'git log --oneline' for what there is; on a build server, fetch the whole history.",
                ),
            ),
            _rule(
                "GIT002",
                _E,
                (
                    "isi pada revisi '{revision}' tidak lolos pemeriksaan ({count}), jadi tidak dapat dibandingkan",
                    "the content at revision '{revision}' does not pass the check ({count}), so it cannot be compared with",
                ),
                (
                    "Pilih revisi lain, atau bandingkan dengan yang terakhir dibuat: 'timpora diff' tanpa revisi.",
                    "Choose another revision, or compare with what was built last: 'timpora diff' without one.",
                ),
            ),
            # Output
            _rule(
                "OUT001",
                _E,
                (
                    "folder '{path}' bukan buatan timpora dan tidak akan disentuh",
                    "folder '{path}' was not made by timpora and is left alone",
                ),
                (
                    "Pilih folder lain dengan -d, atau kosongkan folder itu sendiri.",
                    "Choose another folder with -d, or empty it yourself.",
                ),
            ),
            _rule(
                "OUT004",
                _E,
                ("folder '{path}' tidak kosong", "folder '{path}' is not empty"),
                (
                    "Pilih folder baru; isi yang ada tidak disentuh.",
                    "Choose a new folder; nothing is overwritten.",
                ),
            ),
            _rule(
                "OUT002",
                _E,
                (
                    "pembuatan situs lain ke '{path}' sedang berjalan (PID {pid} di {host}, sejak {since})",
                    "another build into '{path}' is running (PID {pid} on {host}, since {since})",
                ),
                (
                    "Tunggu sampai selesai, atau pakai --wait DETIK. Bila proses itu berhenti dengan cara apa pun, kuncinya lepas sendiri.",
                    "Wait for it to finish, or use --wait SECONDS. However that process ends, its lock ends with it.",
                ),
            ),
            _rule(
                "OUT003",
                _E,
                ("tidak dapat menulis ke '{path}': {why}", "cannot write to '{path}': {why}"),
                (
                    "Situs lama tidak diubah. Periksa ruang disk dan hak akses.",
                    "The old sites are unchanged. Check disk space and permissions.",
                ),
            ),
            _rule(
                "OUT005",
                _E,
                (
                    "'{path}' sudah ada dan tidak ditimpa",
                    "'{path}' is there already and is not overwritten",
                ),
                (
                    "Sunting berkas itu, atau hapus dulu bila tidak dipakai.",
                    "Edit that file, or delete it first if it is of no use.",
                ),
            ),
            _rule(
                "OUT006",
                _E,
                (
                    "isi folder '{path}' belum ada, atau bukan lagi seperti yang diterbitkan",
                    "folder '{path}' holds no state yet, or no longer the one that was published",
                ),
                (
                    "Jalankan 'timpora build'; bila folder itu sudah berisi, hapus dulu.",
                    "Run 'timpora build'; if the folder holds anything, delete it first.",
                ),
            ),
            _rule(
                "OUT007",
                _E,
                (
                    "isi berkas ini bukan lagi yang diterbitkan",
                    "the content of this file is no longer what was published",
                ),
                _MEND,
            ),
            _rule(
                "OUT008",
                _E,
                ("berkas ini hilang", "this file is missing"),
                _MEND,
            ),
            _rule(
                "OUT009",
                _E,
                (
                    "berkas ini tidak dibuat oleh timpora",
                    "this file was not made by timpora",
                ),
                _MEND,
            ),
            # Packs and minutes
            _rule(
                "PACK001",
                _E,
                ("tidak ada rapat '{meeting}'", "there is no meeting '{meeting}'"),
                (
                    "Pakai id rapat: nama berkasnya tanpa .yml.",
                    "Use the id of a meeting: its file name without .yml.",
                ),
            ),
            _rule(
                "PACK002",
                _E,
                (
                    "tidak ada organisasi '{organisation}'",
                    "there is no organisation '{organisation}'",
                ),
                (
                    "Pakai id organisasi: nama berkasnya tanpa .yml.",
                    "Use the id of an organisation: its file name without .yml.",
                ),
            ),
            _rule(
                "PACK003",
                _E,
                (
                    "{organisation} bukan anggota tim pada hari rapat dan tidak disebut dalam '{meeting}'",
                    "{organisation} was no member of the team on that day and is not named in '{meeting}'",
                ),
                (
                    "Catat keanggotaannya (member) atau undangannya (attendance) bila memang berhak.",
                    "Record its membership (member) or its invitation (attendance) if it is entitled.",
                ),
            ),
            _rule(
                "PACK004",
                _E,
                (
                    "'{meeting}' adalah liputan pers; liputan pers tidak punya notula",
                    "'{meeting}' is press coverage; press coverage has no minutes",
                ),
                (
                    "Notula hanya dibuat dari rapat dengan source: notula.",
                    "Minutes are made only of meetings with source: notula.",
                ),
            ),
            _rule(
                "PACK005",
                _E,
                (
                    "rapat '{meeting}' baru direncanakan, jadi belum ada notulanya",
                    "meeting '{meeting}' is only planned, so there are no minutes yet",
                ),
                (
                    "Untuk persiapannya pakai 'timpora pack'.",
                    "To prepare for it, use 'timpora pack'.",
                ),
            ),
            _rule(
                "PACK006",
                _E,
                ("tidak dapat menulis '{path}': {why}", "cannot write '{path}': {why}"),
                (
                    "Berkas lama tidak diubah. Periksa folder, ruang disk dan hak akses.",
                    "The old file is unchanged. Check the folder, disk space and permissions.",
                ),
            ),
            # Case files
            _rule(
                "CASE001",
                _E,
                (
                    "berkas kasus bukan JSON yang benar: {why}",
                    "the case file is no valid JSON: {why}",
                ),
                (
                    "Perbaiki di tempat itu, atau buat ulang berkasnya dari program asalnya.",
                    "Mend it there, or export it again from the program it came from.",
                ),
            ),
            _rule(
                "CASE002",
                _E,
                ("harus {wanted}", "must be {wanted}"),
                (
                    "Bentuk berkas kasus dijelaskan di docs/protection.md.",
                    "docs/protection.md describes the form of a case file.",
                ),
            ),
            _rule(
                "CASE003",
                _E,
                ("sel ini tercantum dua kali", "this cell is listed twice"),
                (
                    "Angka yang sama di dua tabel adalah satu sel; hapus salah satunya.",
                    "The same figure in two tables is one cell; delete one of them.",
                ),
            ),
            _rule(
                "CASE004",
                _E,
                ("sel ini tidak ada di 'cells'", "this cell is not in 'cells'"),
                (
                    "Tambahkan selnya, atau perbaiki id-nya.",
                    "Add the cell, or correct the id.",
                ),
            ),
            _rule(
                "CASE005",
                _E,
                (
                    "jumlahnya {total}, tetapi bagian-bagiannya berjumlah {parts}",
                    "the total is {total}, but its parts add up to {parts}",
                ),
                (
                    "Perbaiki nilainya, atau lengkapi daftar bagiannya.",
                    "Correct the value, or complete the list of parts.",
                ),
            ),
            _rule(
                "CASE006",
                _E,
                (
                    "hasilnya {sum}, di luar batas {bounds}",
                    "it comes to {sum}, outside its bounds {bounds}",
                ),
                (
                    "Perbaiki nilai, faktor atau batasnya.",
                    "Correct the values, the factors or the bounds.",
                ),
            ),
            _rule(
                "CASE007",
                _E,
                (
                    "sel ini harus tampil, padahal nilainya kecil atau harus disembunyikan",
                    "this cell must be shown, but is small or must be hidden",
                ),
                (
                    "Hapus dari 'forced_published'; angka kecil tidak dapat ditampilkan dan dilindungi sekaligus.",
                    "Take it out of 'forced_published'; a small count cannot be both shown and protected.",
                ),
            ),
            _rule(
                "CASE008",
                _E,
                (
                    "sel ini bernilai 0 dan harus disembunyikan, padahal nol selalu tampil",
                    "this cell is 0 and must be hidden, but zeros are always shown",
                ),
                (
                    "Tulis zero_policy 'may', atau jangan sembunyikan selnya.",
                    "Set zero_policy to 'may', or do not hide the cell.",
                ),
            ),
            # Importing spreadsheets
            _rule(
                "IMP001",
                _E,
                (
                    "berkas harus .xlsx atau .csv",
                    "the file must be .xlsx or .csv",
                ),
                (
                    "Buka di LibreOffice atau Excel, lalu simpan sebagai .xlsx.",
                    "Open it in LibreOffice or Excel and save it as .xlsx.",
                ),
            ),
            _rule(
                "IMP002",
                _E,
                (
                    "berkas tidak dapat dibaca: {why}",
                    "the file cannot be read: {why}",
                ),
                (
                    "Periksa jalur dan hak aksesnya; berkas yang rusak atau bersandi disimpan ulang dulu.",
                    "Check path and permissions; a damaged or encrypted file has to be saved again first.",
                ),
            ),
            _rule(
                "IMP003",
                _E,
                (
                    "berkas atau lembarnya terlalu besar untuk sebuah tabel",
                    "the file or its sheet is too large for a table",
                ),
                (
                    "Salin tabelnya saja ke berkas baru; tabel berisi jumlah, bukan daftar.",
                    "Copy the table alone into a new file; a table holds counts, not a list.",
                ),
            ),
            _rule(
                "IMP004",
                _E,
                (
                    "berkas ini punya beberapa lembar: {sheets}",
                    "this file has several sheets: {sheets}",
                ),
                (
                    'Pilih satu dengan --sheet "NAMA".',
                    'Choose one with --sheet "NAME".',
                ),
            ),
            _rule(
                "IMP005",
                _E,
                (
                    "lembar ini tidak ada; yang ada: {sheets}",
                    "there is no such sheet; there are: {sheets}",
                ),
                (
                    "Tulis nama lembarnya persis seperti di berkas; CSV tidak punya lembar.",
                    "Write the sheet's name as the file has it; a CSV has no sheets.",
                ),
            ),
            _rule(
                "IMP006",
                _E,
                (
                    "dataset ini tidak ada; yang ada: {known}",
                    "there is no such dataset; there are: {known}",
                ),
                (
                    "Pakai nama folder di content/statistics/, atau buat dataset.yml dulu.",
                    "Use a folder's name in content/statistics/, or write its dataset.yml first.",
                ),
            ),
            _rule(
                "IMP007",
                _E,
                (
                    "tidak ada tabel: tidak satu baris pun berisi keterangan dan angka di sebelah kanannya",
                    "there is no table: no row holds a label with a number to its right",
                ),
                (
                    "Periksa lembar yang dipilih; tabel berupa gambar tidak dapat dibaca.",
                    "Check the sheet that was chosen; a picture of a table cannot be read.",
                ),
            ),
            _rule(
                "IMP008",
                _E,
                (
                    "kolom ini tampaknya berisi data perorangan: {columns}",
                    "these columns look like data about single persons: {columns}",
                ),
                (
                    "Hanya jumlah yang boleh masuk. Buat rekapitulasinya di berkas lain, tanpa nama, nomor, dan tanggal lahir.",
                    "Only counts may come in. Make a summary in another file, without names, numbers and birth dates.",
                ),
            ),
            _rule(
                "IMP009",
                _E,
                (
                    "hasil rumus ini tidak tersimpan di berkas",
                    "the result of this formula is not stored in the file",
                ),
                (
                    "Buka di LibreOffice atau Excel, simpan sekali, lalu impor lagi.",
                    "Open it in LibreOffice or Excel, save it once, and import again.",
                ),
            ),
            _rule(
                "IMP010",
                _E,
                (
                    "bukan angka",
                    "not a number",
                ),
                (
                    "Perbaiki selnya di berkas sumber; satuan dan catatan tidak ditulis di sel angka.",
                    "Correct the cell in the source file; units and notes do not belong in it.",
                ),
            ),
            _rule(
                "IMP011",
                _E,
                (
                    "bukan bilangan bulat",
                    "not a whole number",
                ),
                (
                    "Bila maksudnya ribuan (1.234), ketik 1234 di berkas sumber; persentase tidak diimpor.",
                    "If thousands are meant (1.234), type 1234 in the source file; percentages are not imported.",
                ),
            ),
            _rule(
                "IMP012",
                _E,
                (
                    "angka tidak boleh negatif",
                    "a count must not be negative",
                ),
                (
                    "Koreksi periode lain ditulis di periode itu, sebagai revisi.",
                    "A correction of another period is written there, as a revision.",
                ),
            ),
            _rule(
                "IMP013",
                _E,
                (
                    "koma ini dapat berarti ribuan atau pecahan",
                    "this comma may mean thousands or a fraction",
                ),
                (
                    "Ketik angkanya tanpa pemisah di berkas sumber.",
                    "Type the number without separators in the source file.",
                ),
            ),
            _rule(
                "IMP014",
                _E,
                (
                    "teks ini tidak dikenal dalam daftar kode",
                    "this text is not known from the code lists",
                ),
                (
                    "Katakan artinya dengan {example}, atau tambahkan kodenya di dataset.yml.",
                    "Say what it means with {example}, or add its code to dataset.yml.",
                ),
            ),
            _rule(
                "IMP015",
                _E,
                (
                    "satu angka di beberapa sel gabungan",
                    "one number in several merged cells",
                ),
                (
                    "Pisahkan selnya di berkas sumber; satu sel satu angka.",
                    "Split the cells in the source file; one cell, one number.",
                ),
            ),
            _rule(
                "IMP016",
                _E,
                (
                    "baris ini tidak dimengerti",
                    "this row is not understood",
                ),
                (
                    "Lengkapi keterangannya, atau pindahkan ke bawah tabel; satu lembar satu tabel.",
                    "Complete its label, or move it below the table; one sheet, one table.",
                ),
            ),
            _rule(
                "IMP017",
                _E,
                (
                    "kolom {column} tidak dimengerti",
                    "column {column} is not understood",
                ),
                (
                    'Katakan artinya dengan --map "JUDUL KOLOM=dimensi", atau =abaikan bila tidak dipakai.',
                    'Say what it is with --map "HEADING=dimension", or =abaikan to leave it out.',
                ),
            ),
            _rule(
                "IMP018",
                _E,
                (
                    "kolom angka ini tidak punya judul",
                    "this column of numbers has no heading",
                ),
                (
                    "Beri judul di berkas sumber.",
                    "Give it one in the source file.",
                ),
            ),
            _rule(
                "IMP019",
                _E,
                (
                    "kolom ini tidak menyebut {dimension}, padahal kolom lain menyebutnya",
                    "this column does not name {dimension} although others do",
                ),
                (
                    "Lengkapi judulnya; kolom jumlah diberi judul Jumlah.",
                    "Complete its heading; a column of totals is headed Jumlah.",
                ),
            ),
            _rule(
                "IMP020",
                _E,
                (
                    "judul ini menyebut dua kode dimensi '{dimension}': {one} dan {other}",
                    "this heading names two codes of the dimension '{dimension}': {one} and {other}",
                ),
                (
                    "Sisakan satu.",
                    "Keep one of them.",
                ),
            ),
            _rule(
                "IMP021",
                _E,
                (
                    "dimensi '{dimension}' disebut di baris dan juga di kolom",
                    "the dimension '{dimension}' is named both in rows and in columns",
                ),
                (
                    "Kategori yang berbeda perlu dimensi yang berbeda di dataset.yml.",
                    "Different categories need different dimensions in dataset.yml.",
                ),
            ),
            _rule(
                "IMP022",
                _E,
                (
                    "lembar ini tidak menyebut dimensi '{dimension}'",
                    "this sheet does not name the dimension '{dimension}'",
                ),
                (
                    'Bila seluruh lembar untuk satu kode: --map "{dimension}=KODE".',
                    'If the whole sheet is about one code: --map "{dimension}=CODE".',
                ),
            ),
            _rule(
                "IMP023",
                _E,
                (
                    "tidak ada kolom yang menghitung {measure}",
                    "no column counts {measure}",
                ),
                (
                    'Orang, tindakan, dan dokumen tidak saling menggantikan; pakai tabel lain, atau --map "JUDUL KOLOM=count" bila yakin.',
                    'Persons, actions and documents do not replace each other; use another table, or --map "HEADING=count" if you are sure.',
                ),
            ),
            _rule(
                "IMP024",
                _E,
                (
                    "{count} sel kosong atau bertanda '-': {cells}",
                    "{count} cells are blank or hold '-': {cells}",
                ),
                (
                    "Nol atau tidak diketahui? Katakan dengan --dash nol atau --dash kosong.",
                    "Zero or unknown? Say so with --dash nol or --dash kosong.",
                ),
            ),
            _rule(
                "IMP025",
                _E,
                (
                    "tidak ada angka untuk {period}; periode di lembar ini: {found}",
                    "there are no counts for {period}; periods on this sheet: {found}",
                ),
                (
                    "Periksa --period dan lembar yang dipilih.",
                    "Check --period and the sheet that was chosen.",
                ),
            ),
            _rule(
                "IMP026",
                _E,
                (
                    "periode sel ini tidak jelas di dalam {period}",
                    "the period of this cell is not clear within {period}",
                ),
                (
                    "Tulis bulan dan tahunnya di judul; hari tidak diimpor.",
                    "Write month and year in the heading; days are not imported.",
                ),
            ),
            _rule(
                "IMP027",
                _E,
                (
                    "kolom ini tidak menghitung {measure}",
                    "this column does not count {measure}",
                ),
                (
                    'Orang, tindakan, dan dokumen tidak dicampur; kolom lain dilewati dengan --map "JUDUL KOLOM=abaikan".',
                    'Persons, actions and documents are not mixed; leave the column out with --map "HEADING=abaikan".',
                ),
            ),
            _rule(
                "IMP028",
                _E,
                (
                    "{count} angka tidak diketahui ({cells}), padahal baris yang tidak ada berarti nol",
                    "{count} counts are unknown ({cells}), but a row that is not there means zero",
                ),
                (
                    "Lengkapi angkanya, atau impor tabel yang lebih kasar; hanya periode yang seluruhnya kosong dapat dilewati.",
                    "Complete them, or import a coarser table; only a period that is blank throughout can be left out.",
                ),
            ),
            _rule(
                "IMP029",
                _E,
                (
                    "angka untuk {cell} sudah ada di sel {other}",
                    "the count for {cell} is in cell {other} already",
                ),
                (
                    "Satu angka satu sel; periksa keterangan yang berulang.",
                    "One count, one cell; look for a repeated label.",
                ),
            ),
            _rule(
                "IMP030",
                _E,
                (
                    "hanya ada jumlah untuk {cell}, tanpa bagian-bagiannya",
                    "there is only a total for {cell}, without its parts",
                ),
                (
                    "Dataset ini mencatat kode yang terinci; impor tabel yang memuat rinciannya.",
                    "This dataset records the finest codes; import a table that has them.",
                ),
            ),
            _rule(
                "IMP031",
                _E,
                (
                    "jumlah tertulis {total}, bagian-bagiannya ({cells}) berjumlah {sum}",
                    "the total says {total}, its parts ({cells}) add up to {sum}",
                ),
                (
                    "Cocokkan dengan laporan asalnya; jangan menyesuaikan angka sendiri.",
                    "Compare with the report it comes from; do not adjust figures yourself.",
                ),
            ),
            _rule(
                "IMP032",
                _E,
                (
                    "teks ini cocok dengan beberapa kode: {codes}",
                    "this text fits several codes: {codes}",
                ),
                (
                    'Tulis kodenya di lembar, atau --map "TEKS=dimensi:kode".',
                    'Write the code on the sheet, or --map "TEXT=dimension:code".',
                ),
            ),
            _rule(
                "IMP033",
                _E,
                (
                    "arti '{text}' dalam --map tidak dikenal",
                    "what --map gives for '{text}' is not known",
                ),
                (
                    "Tulis kode, id dimensi, dimensi:kode, count, persons, incidents, period, total, atau abaikan.",
                    "Write a code, a dimension's id, dimension:code, count, persons, incidents, period, total or abaikan.",
                ),
            ),
            _rule(
                "IMP034",
                _E,
                (
                    "periode {period} sudah ada",
                    "the period {period} is there already",
                ),
                (
                    "Pakai --replace; perbedaannya ditunjukkan lebih dahulu.",
                    "Use --replace; the differences are shown first.",
                ),
            ),
            _rule(
                "IMP035",
                _E,
                (
                    "angka di berkas ini tidak dapat diganti tanpa mengubah isi lainnya",
                    "the figures in this file cannot be replaced without changing the rest",
                ),
                (
                    "Tulis setiap kunci di awal barisnya sendiri, lalu ulangi.",
                    "Write each key at the beginning of a line of its own, then try again.",
                ),
            ),
            _rule(
                "IMP036",
                _W,
                (
                    "judul menyebut '{words}' ({found}), padahal yang diimpor periode {period}",
                    "a title says '{words}' ({found}), but the period imported is {period}",
                ),
                (
                    "Pastikan periodenya: tabel 'sepanjang tahun' bisa saja baru sampai Agustus.",
                    "Make sure of the period: a table 'throughout the year' may end in August.",
                ),
            ),
            _rule(
                "IMP037",
                _W,
                (
                    "angka periode ini sudah terbit",
                    "figures of this period were published",
                ),
                (
                    "Tulis 'revisions' dengan tanggal, jenis, dan alasan di berkas ini, lalu 'timpora release'.",
                    "Write 'revisions' with date, kind and reason in this file, then 'timpora release'.",
                ),
            ),
            _rule(
                "IMP038",
                _W,
                (
                    "bagian yang disembunyikan: {hidden}",
                    "hidden parts: {hidden}",
                ),
                (
                    "Baris dan kolom tersembunyi ikut dihitung, lembar tersembunyi tidak; periksa di berkas sumber.",
                    "Hidden rows and columns are counted, hidden sheets are not; look at the source file.",
                ),
            ),
            _rule(
                "IMP039",
                _E,
                ("tidak dapat menulis ke '{path}': {why}", "cannot write to '{path}': {why}"),
                (
                    "Berkas yang ada tidak diubah. Periksa ruang disk dan hak akses.",
                    "The files that are there are unchanged. Check disk space and permissions.",
                ),
            ),
            # Public addresses
            _rule(
                "ADR001",
                _E,
                (
                    "halaman publik yang pernah terbit di alamat ini hilang",
                    "the public page that was published at this address is gone",
                ),
                (
                    "Tulis di addresses.yml ke mana halaman itu pindah (moved: address, to), atau kapan dan mengapa ditarik (withdrawn: address, since, why).",
                    "Write in addresses.yml where it moved (moved: address, to), or when and why it was withdrawn (withdrawn: address, since, why).",
                ),
            ),
            _rule(
                "ADR002",
                _E,
                (
                    "di alamat baru ini tidak ada halaman publik",
                    "there is no public page at the new address",
                ),
                (
                    "Halaman yang dituju harus ada di situs publik; yang hanya untuk anggota tidak dapat dituju.",
                    "The page must exist on the public site; one for members only cannot be led to.",
                ),
            ),
            _rule(
                "ADR003",
                _E,
                (
                    "alamat baru ini sendiri sudah pindah atau ditarik",
                    "the new address has itself moved or been withdrawn",
                ),
                (
                    "Tulis alamat halaman yang terakhir; pengalihan tidak boleh beruntun.",
                    "Write the address of the last page; redirects must not lead to each other.",
                ),
            ),
            _rule(
                "ADR004",
                _E,
                (
                    "di alamat ini ada halaman publik, jadi tidak pindah dan tidak ditarik",
                    "there is a public page at this address, so it has neither moved nor been withdrawn",
                ),
                (
                    "Hapus entri ini, atau ganti id catatan yang baru.",
                    "Delete this entry, or give the new record another id.",
                ),
            ),
            _rule(
                "ADR005",
                _E,
                ("alamat ini sudah disebut di atas", "this address is named above already"),
                ("Sisakan satu entri.", "Keep one entry."),
            ),
            _rule(
                "ADR006",
                _E,
                (
                    "alamat harus berupa nama folder yang diakhiri garis miring, misalnya rapat/2024/",
                    "an address must be names of folders that end in a slash, such as rapat/2024/",
                ),
                (
                    "Salin dari peramban bagian sesudah nama situs, tanpa index.html; di moved dan withdrawn juga tanpa en/.",
                    "Copy the part after the site's name from the browser, without index.html; in moved and withdrawn also without en/.",
                ),
            ),
            # Glossary
            _rule(
                "TERM001",
                _W,
                (
                    "istilah '{other}' ditulis sama",
                    "the term '{other}' is written the same",
                ),
                (
                    "Teks yang memakai kata ini ditautkan ke istilah yang id-nya lebih dulu menurut abjad. Hapus sebutan itu dari salah satunya.",
                    "Text that uses the word is linked to the term whose id comes first. Remove it from one of them.",
                ),
            ),
            # Preview
            _rule(
                "SRV001",
                _E,
                ("port {port} sedang dipakai program lain", "port {port} is in use"),
                (
                    "Pilih port lain dengan --dev-addr 127.0.0.1:PORT; situs anggota memakai port berikutnya.",
                    "Choose another with --dev-addr 127.0.0.1:PORT; the members' site takes the next one.",
                ),
            ),
            _rule(
                "SRV002",
                _E,
                (
                    "'{host}' dapat dijangkau komputer lain; pratinjau memuat situs anggota dan hanya tayang di komputer ini",
                    "'{host}' can be reached by other computers; the preview holds the members' site and stays on this one",
                ),
                ("Pakai 127.0.0.1 atau localhost.", "Use 127.0.0.1 or localhost."),
            ),
            _rule(
                "SRV003",
                _E,
                ("alamat ini tidak dapat dipakai: {why}", "this address cannot be used: {why}"),
                (
                    "Pilih alamat lain dengan --dev-addr; port di bawah 1024 biasanya tertutup.",
                    "Choose another with --dev-addr; ports below 1024 are usually closed.",
                ),
            ),
            _rule(
                "SRV004",
                _E,
                ("perubahan tidak dapat dipantau: {why}", "changes cannot be watched: {why}"),
                (
                    "Coba lagi dengan WATCHFILES_FORCE_POLLING=1.",
                    "Try again with WATCHFILES_FORCE_POLLING=1.",
                ),
            ),
        )
    }
)
