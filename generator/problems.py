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
                    "harus berupa periode: tahun, tahun-bulan, atau rentang yang berurutan",
                    "must be a period: a year, a month, or a range in order",
                ),
                (
                    "Contoh: 2024, 2024-10, 2023-01/2023-08.",
                    "Examples: 2024, 2024-10, 2023-01/2023-08.",
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
                    "menindaklanjuti butir dari rapat {born} yang tidak mendahului rapat ini ({date})",
                    "follows up an item of a meeting of {born}, which is not before this one ({date})",
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
                    "keputusan ini bersandar pada '{target}', yang pada hari rapat ({date}) {standing}",
                    "this decision rests on '{target}', on the day of the meeting ({date}) {standing}",
                ),
                (
                    "Peraturan yang menggantikannya pada hari itu: {instead}.",
                    "What stood in its place on that day: {instead}.",
                ),
            ),
            _rule(
                "REG006",
                _W,
                (
                    "keputusan ini bersandar pada '{target}', yang pada hari rapat ({date}) belum berlaku; berlaku sejak {since}",
                    "this decision rests on '{target}', on the day of the meeting ({date}) not yet in force; in force from {since}",
                ),
                (
                    "Yang masih berlaku pada hari itu: {instead}.",
                    "Still in force on that day: {instead}.",
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
                    "periode '{period}' bertumpang-tindih dengan '{other}'; selisihnya membuka angka yang dilindungi",
                    "period '{period}' overlaps '{other}'; their difference gives protected counts away",
                ),
                (
                    "Terbitkan satu saja; periode lainnya diberi grade: terbatas.",
                    "Publish only one; give the other period grade: terbatas.",
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
                    "'{id}' sudah dipakai di sini, atau nama kolom tersendiri (count, period)",
                    "'{id}' is used here already, or is a column of its own (count, period)",
                ),
                (
                    "Beri setiap dimensi dan setiap kode sebutan sendiri.",
                    "Give each dimension and each code a name of its own.",
                ),
            ),
            _rule(
                "STA018",
                _W,
                (
                    "tabel '{table}' periode ini tidak terbit di situs publik: angka kecilnya tidak dapat dilindungi",
                    "table '{table}' of this period stays off the public site: its small counts cannot be protected",
                ),
                (
                    "Gabungkan kategori, atau keluarkan tabel itu dari 'publish'.",
                    "Merge categories, or take the table out of 'publish'.",
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
                "CFG004",
                _E,
                ("MkDocs menolak setelan 'mkdocs': {why}", "MkDocs refuses the settings: {why}"),
                (
                    "Tema dan pengaya harus terpasang dahulu, misalnya dengan pip install mkdocs-material.",
                    "Themes and plugins must be installed first, for instance with pip install mkdocs-material.",
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
                    "pembuatan situs lain sedang berjalan (PID {pid})",
                    "another build is running (PID {pid})",
                ),
                ("Tunggu sampai selesai.", "Wait for it to finish."),
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
