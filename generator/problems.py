"""How anything wrong is said: rules, problems as data, and their printed form.

A problem names a rule of the catalogue below; the sentence is made when it is
printed, in Indonesian or English. Nothing here raises for wrong content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum
from types import MappingProxyType


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
    params: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

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
        says = self.rule.says[index].format_map(self.params)
        key = f"{self.key}: " if self.key else ""
        found = f" ({_FOUND[index]} {self.found})" if self.found else ""
        return f"{key}{says}{found}"

    def hint(self, lang: str = "id") -> str:
        """What to do about it, with a suggestion where there is one."""
        index = 1 if lang == "en" else 0
        meant = _MEANT[index].format(self.suggestion) if self.suggestion else ""
        return " ".join(
            part for part in (meant, self.rule.hint[index].format_map(self.params)) if part
        )

    def as_dict(self, lang: str = "id") -> dict[str, object]:
        """The problem as JSON-ready values (`--format json`)."""
        return {
            "path": self.place.path,
            "line": self.place.line,
            "column": self.place.col,
            "severity": self.severity.name.lower(),
            "code": self.code,
            "message": self.message(lang),
            "hint": self.hint(lang),
        }


_FOUND = ("ditemukan", "found")
_MEANT = ("Maksud Anda {}?", "Did you mean {}?")
_SEVERITY_LABELS = {
    Severity.ERROR: ("galat", "error"),
    Severity.WARNING: ("peringatan", "warning"),
}


def quoted(value: object, limit: int = 60) -> str:
    """`value` as it was found, between quotes, shortened, on one line."""
    text = " ".join(str(value).split())
    return f"'{text[: limit - 1]}…'" if len(text) > limit else f"'{text}'"


def suggest(word: str, known: Iterable[str]) -> str:
    """The known word nearest to `word`, quoted, or "" when none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"'{near[0]}'" if near else ""


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
    lines = [f"{problem.place}: {label} {problem.code}: {problem.message(lang)}"]
    if problem.excerpt:
        lines.append(f"    {problem.excerpt}")
        if problem.place.col:
            lines.append("    " + " " * (problem.place.col - 1) + "^")
    hint = problem.hint(lang)
    if hint:
        lines.append(f"    = {hint}")
    return "\n".join(lines)


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
                ("berkas tidak dapat dibaca", "the file cannot be read"),
                (
                    "Periksa hak akses berkas, lalu ulangi.",
                    "Check the file's permissions and try again.",
                ),
            ),
            _rule(
                "FILE002",
                _E,
                ("berkas harus berupa teks UTF-8", "the file must be UTF-8 text"),
                (
                    "Simpan ulang dengan penyandian UTF-8 di penyunting teks.",
                    "Save it again as UTF-8.",
                ),
            ),
            _rule(
                "FILE003",
                _E,
                ("berkas kosong", "the file is empty"),
                ("Isi berkas atau hapus.", "Fill it in or delete it."),
            ),
            _rule(
                "FILE004",
                _E,
                (
                    "berkas memuat karakter kendali yang tidak boleh ada",
                    "the file holds a forbidden control character",
                ),
                (
                    "Hapus karakter itu; biasanya terbawa saat menyalin dari program lain.",
                    "Delete the character; it usually comes from pasting.",
                ),
            ),
            _rule(
                "FILE005",
                _W,
                (
                    "berkas diawali penanda BOM; isinya dibaca tanpa penanda itu",
                    "the file starts with a BOM; it is read without it",
                ),
                ("Simpan sebagai 'UTF-8' biasa, bukan 'UTF-8 with BOM'.", "Save as plain 'UTF-8'."),
            ),
            _rule(
                "FILE006",
                _E,
                ("berkas lebih besar dari {limit}", "the file is larger than {limit}"),
                (
                    "Pecah menjadi beberapa berkas, atau lampirkan sebagai lampiran.",
                    "Split it or attach it.",
                ),
            ),
            _rule(
                "FILE007",
                _E,
                (
                    "tautan simbolis tidak boleh menunjuk ke luar content/",
                    "a symbolic link must not leave content/",
                ),
                ("Salin berkasnya ke dalam content/.", "Copy the file into content/."),
            ),
            _rule(
                "FILE008",
                _E,
                (
                    "nama berkas hanya boleh memuat huruf kecil a-z, angka, titik dan tanda hubung",
                    "a file name may hold only a-z, digits, dots and hyphens",
                ),
                (
                    "Ganti nama berkas; nama itu menjadi alamat halaman.",
                    "Rename it; the name becomes an address.",
                ),
            ),
            _rule(
                "FILE009",
                _E,
                ("berkas ini tidak punya tempat di content/", "this file has no place in content/"),
                (
                    "Lihat daftar folder di README; lampiran disimpan di content/attachments/.",
                    "See the folder list in README; attachments live in content/attachments/.",
                ),
            ),
            _rule(
                "FILE010",
                _E,
                ("folder isi tidak ditemukan", "the content folder is missing"),
                (
                    "Jalankan 'timpora init FOLDER' untuk memulai, atau perbaiki 'content' di site_config.yml.",
                    "Run 'timpora init DIR', or correct 'content' in site_config.yml.",
                ),
            ),
            _rule(
                "FILE011",
                _E,
                ("berkas YAML harus diakhiri .yml", "a YAML file must end in .yml"),
                ("Ganti nama berkas.", "Rename the file."),
            ),
            # YAML
            _rule(
                "YAML001",
                _E,
                ("tulisan YAML tidak sah: {why}", "invalid YAML: {why}"),
                (
                    "Periksa lekukan, titik dua dan tanda kutip di baris ini dan baris sebelumnya.",
                    "Check indentation, colons and quotes on this line and the one before.",
                ),
            ),
            _rule(
                "YAML002",
                _E,
                (
                    "kunci ditulis dua kali; yang pertama di baris {first}",
                    "the key is written twice; first on line {first}",
                ),
                (
                    "Gabungkan keduanya; hanya satu yang akan terbaca.",
                    "Merge them; only one would be read.",
                ),
            ),
            _rule(
                "YAML003",
                _E,
                (
                    "jangkar dan alias (& dan *) tidak dipakai",
                    "anchors and aliases (& and *) are not used",
                ),
                (
                    "Tulis isinya langsung; beri tanda kutip bila memang diawali & atau *.",
                    "Write the value out; quote it if it really starts with & or *.",
                ),
            ),
            _rule(
                "YAML004",
                _E,
                ("tag (!) tidak dipakai", "tags (!) are not used"),
                ("Hapus tag, atau beri tanda kutip.", "Remove the tag, or quote the value."),
            ),
            _rule(
                "YAML005",
                _E,
                ("tab tidak boleh dipakai untuk lekukan", "tabs must not be used for indentation"),
                ("Ganti setiap tab dengan dua spasi.", "Replace every tab with two spaces."),
            ),
            _rule(
                "YAML006",
                _E,
                (
                    "susunan bertingkat lebih dari {limit} tingkat",
                    "nesting deeper than {limit} levels",
                ),
                ("Sederhanakan susunannya.", "Simplify the structure."),
            ),
            _rule(
                "YAML007",
                _E,
                (
                    "berkas harus berisi daftar 'kunci: nilai'",
                    "the file must hold 'key: value' pairs",
                ),
                (
                    "Lihat contoh dengan 'timpora new --help' atau README.",
                    "See the example in README.",
                ),
            ),
            _rule(
                "YAML008",
                _E,
                (
                    "berkas hanya boleh memuat satu dokumen (---)",
                    "the file may hold one document only (---)",
                ),
                (
                    "Pisahkan menjadi berkas tersendiri.",
                    "Put the other document in a file of its own.",
                ),
            ),
            _rule(
                "YAML009",
                _E,
                ("kunci harus berupa kata", "a key must be a word"),
                ("Tulis 'kunci: nilai'.", "Write 'key: value'."),
            ),
            _rule(
                "YAML010",
                _E,
                (
                    "tulisan panjang melebihi {limit} karakter",
                    "the text is longer than {limit} characters",
                ),
                (
                    "Pindahkan isi panjang ke lampiran atau halaman pengetahuan.",
                    "Move long content to an attachment or a knowledge page.",
                ),
            ),
            _rule(
                "YAML011",
                _E,
                (
                    "bagian depan (---) halaman pengetahuan tidak ada atau tidak ditutup",
                    "the front matter (---) is missing or not closed",
                ),
                (
                    "Mulai berkas dengan ---, lalu title: dan grade:, lalu --- lagi.",
                    "Start with ---, then title: and grade:, then --- again.",
                ),
            ),
            # Fields
            _rule(
                "KEY001",
                _E,
                ("kunci tidak dikenal", "unknown key"),
                ("Kunci yang dikenal di sini: {known}.", "Known keys here: {known}."),
            ),
            _rule(
                "KEY002", _E, ("wajib diisi: {label}", "required: {label}"), ("{help}", "{help}")
            ),
            _rule("VAL001", _E, ("harus salah satu dari {allowed}", "must be one of {allowed}")),
            _rule(
                "VAL002",
                _E,
                (
                    "harus berupa tanggal yang ada, ditulis TTTT-BB-HH",
                    "must be an existing date written YYYY-MM-DD",
                ),
                ("Contoh: 2024-10-16.", "Example: 2024-10-16."),
            ),
            _rule(
                "VAL003",
                _E,
                (
                    "harus berupa jam JJ:MM (00:00 sampai 23:59)",
                    "must be a time HH:MM (00:00 to 23:59)",
                ),
                ("Contoh: 09:30.", "Example: 09:30."),
            ),
            _rule(
                "VAL004",
                _E,
                (
                    "harus berupa bilangan bulat tanpa titik, koma atau nol di depan",
                    "must be a whole number without separators or leading zeros",
                ),
                ("Contoh: 1943, bukan 1.943.", "Example: 1943, not 1.943."),
            ),
            _rule(
                "VAL005",
                _E,
                ("harus berupa teks", "must be text"),
                (
                    "Tulis teks langsung, atau {{id: ..., en: ...}}.",
                    "Write text, or {{id: ..., en: ...}}.",
                ),
            ),
            _rule(
                "VAL006",
                _E,
                (
                    "harus berupa daftar; setiap butir diawali tanda hubung (-)",
                    "must be a list; each item starts with a hyphen (-)",
                ),
            ),
            _rule(
                "VAL007",
                _E,
                ("harus berupa kelompok 'kunci: nilai'", "must be a group of 'key: value' pairs"),
            ),
            _rule("VAL008", _E, ("harus true atau false", "must be true or false")),
            _rule("VAL009", _E, ("tidak sesuai: {why}", "invalid: {why}")),
            _rule(
                "VAL010",
                _E,
                ("harus diawali https:// atau http://", "must start with https:// or http://"),
                ("Salin alamat lengkap dari peramban.", "Copy the full address from the browser."),
            ),
            _rule(
                "VAL011",
                _E,
                (
                    "id hanya boleh memuat huruf kecil a-z, angka, titik dan tanda hubung",
                    "an id may hold only a-z, digits, dots and hyphens",
                ),
                ("Contoh: polres-jakut, uu-6-2011.", "Example: polres-jakut, uu-6-2011."),
            ),
            _rule(
                "VAL012",
                _E,
                ("tidak boleh kosong", "must not be empty"),
                ("Isi, atau hapus kuncinya.", "Fill it in, or remove the key."),
            ),
            _rule(
                "VAL013", _E, ("bilangan tidak boleh negatif", "the number must not be negative")
            ),
            _rule(
                "VAL014",
                _E,
                ("tidak boleh lebih kecil dari {minimum}", "must not be smaller than {minimum}"),
            ),
            _rule(
                "VAL015",
                _E,
                (
                    "periode ditulis 2024, 2024-10 atau 2023-01/2023-08",
                    "a period is written 2024, 2024-10 or 2023-01/2023-08",
                ),
            ),
            # Text
            _rule(
                "TXT001",
                _E,
                (
                    "HTML mentah tidak boleh ditulis di dalam teks",
                    "raw HTML must not be written in text",
                ),
                (
                    "Pakai Markdown: **tebal**, _miring_, [teks](https://...).",
                    "Use Markdown: **bold**, _italic_, [text](https://...).",
                ),
            ),
            _rule(
                "TXT002",
                _E,
                (
                    "tautan hanya boleh https:, http: atau mailto:",
                    "links may only be https:, http: or mailto:",
                ),
                (
                    "Untuk menunjuk catatan lain, tulis [[id]].",
                    "To point to another record write [[id]].",
                ),
            ),
            _rule(
                "TXT003",
                _E,
                (
                    "gambar tidak boleh diambil dari alamat luar",
                    "pictures must not be loaded from another site",
                ),
                ("Simpan gambarnya sebagai lampiran.", "Store the picture as an attachment."),
            ),
            # Identity and references
            _rule(
                "ID001",
                _E,
                ("id '{id}' dipakai juga di {other}", "id '{id}' is also used in {other}"),
                (
                    "Ganti salah satu; id berlaku untuk semua jenis catatan.",
                    "Rename one; ids are shared by all kinds.",
                ),
            ),
            _rule(
                "ID002",
                _E,
                (
                    "alamat halaman '{url}' diminta juga oleh {other}",
                    "the address '{url}' is also claimed by {other}",
                ),
                ("Ganti nama salah satu berkas.", "Rename one of the files."),
            ),
            _rule(
                "REF001",
                _E,
                (
                    "menunjuk ke '{target}' yang tidak ada",
                    "points to '{target}', which does not exist",
                ),
                (
                    "Periksa ejaan id, atau buat catatannya dulu.",
                    "Check the id, or create the record first.",
                ),
            ),
            _rule("REF002", _E, ("harus menunjuk ke {expected}", "must point to {expected}")),
            _rule(
                "REF003",
                _E,
                (
                    "teks berkelas '{own}' menunjuk ke '{target}' yang berkelas '{other}'",
                    "text graded '{own}' points to '{target}', graded '{other}'",
                ),
                (
                    "Hapus rujukan itu, atau naikkan kelas catatan ini; judul yang tertutup tidak boleh terbaca.",
                    "Remove the reference or raise this record's grade.",
                ),
            ),
            _rule(
                "REF004",
                _W,
                (
                    "butir berkelas '{own}' menunjuk ke '{target}' yang berkelas '{other}'; rujukannya tidak tampil di situs berkelas '{own}'",
                    "item graded '{own}' points to '{target}', graded '{other}'; the reference is left out where '{own}' is shown",
                ),
                (
                    "Bila memang begitu, naikkan kelas butir ini agar jelas.",
                    "If intended, raise this item's grade to make it plain.",
                ),
            ),
            _rule(
                "REF005",
                _E,
                ("rujukan berputar: {loop}", "references form a loop: {loop}"),
                (
                    "Tulis hubungan satu arah saja, pada peraturan yang lebih baru.",
                    "Write the relation on the newer rule only.",
                ),
            ),
            # Grades
            _rule(
                "GRD001",
                _E,
                (
                    "kolom wajib tidak dapat diberi kelas tersendiri",
                    "a required field cannot have its own grade",
                ),
                ("Naikkan kelas seluruh catatan.", "Raise the grade of the whole record."),
            ),
            _rule(
                "GRD002",
                _W,
                (
                    "kelas tidak ditulis; dianggap 'terbatas' dan tidak tampil di situs publik",
                    "no grade; taken as 'terbatas' and not shown on the public site",
                ),
                (
                    "Tulis 'grade: terbuka' bila boleh dibaca umum.",
                    "Write 'grade: terbuka' if everyone may read it.",
                ),
            ),
            # Meetings
            _rule(
                "MTG001",
                _E,
                (
                    "tahap rapat wajib diisi untuk notula sendiri",
                    "a stage is required for own minutes",
                ),
                (
                    "Tulis stage: direncanakan, berlangsung atau disahkan.",
                    "Write stage: direncanakan, berlangsung or disahkan.",
                ),
            ),
            _rule(
                "MTG002",
                _E,
                (
                    "liputan pers bukan notula: {what} tidak boleh diisi",
                    "press coverage is not minutes: {what} must not be given",
                ),
                (
                    "Tulis isi berita di 'summary', 'discussion' dan 'actions' dengan sumbernya.",
                    "Put what was reported in 'summary', 'discussion' and 'actions', with its source.",
                ),
            ),
            _rule(
                "MTG003",
                _E,
                ("liputan pers harus menyebut sumbernya", "press coverage must name its source"),
                (
                    "Isi 'sources' dengan judul, penerbit dan tanggal.",
                    "Give 'sources' with title, publisher and date.",
                ),
            ),
            _rule(
                "MTG004",
                _E,
                (
                    "tenggat {due} mendahului tanggal rapat {date}",
                    "due date {due} is before the meeting's date {date}",
                ),
                (
                    "Perbaiki tenggat, atau kosongkan bila tidak disepakati.",
                    "Correct it, or leave it empty if none was agreed.",
                ),
            ),
            _rule(
                "MTG005",
                _E,
                (
                    "jam selesai tidak boleh mendahului jam mulai",
                    "the end must not be before the start",
                ),
            ),
            _rule(
                "MTG006",
                _E,
                (
                    "menindaklanjuti butir yang lahir pada {born}, sesudah rapat ini ({date})",
                    "follows up an item born on {born}, after this meeting ({date})",
                ),
                ("Pindahkan ke notula rapat yang benar.", "Move it to the right meeting."),
            ),
            _rule(
                "MTG007",
                _E,
                (
                    "rapat yang masih direncanakan belum dapat berisi {what}",
                    "a planned meeting cannot have {what} yet",
                ),
                ("Ubah 'stage' sesudah rapat berlangsung.", "Change 'stage' once it was held."),
            ),
            _rule(
                "MTG008",
                _E,
                (
                    "id '{id}' dipakai dua kali dalam rapat ini",
                    "id '{id}' is used twice in this meeting",
                ),
            ),
            _rule(
                "MTG009",
                _W,
                (
                    "nama berkas tidak diawali tanggal rapat {date}",
                    "the file name does not start with the meeting's date {date}",
                ),
                (
                    "Nama berkas adalah id dan alamat halaman; samakan dengan tanggalnya.",
                    "The name is the id and the address; make them agree.",
                ),
            ),
            # Attachments
            _rule(
                "ATT001",
                _E,
                ("lampiran tidak ditemukan", "the attachment is missing"),
                (
                    "Simpan berkasnya di content/attachments/.",
                    "Put the file in content/attachments/.",
                ),
            ),
            _rule(
                "ATT002",
                _E,
                (
                    "lampiran harus berada di dalam content/attachments/",
                    "an attachment must lie in content/attachments/",
                ),
                ("Tulis alamat relatif tanpa '..'.", "Write a relative path without '..'."),
            ),
            _rule(
                "ATT003",
                _E,
                (
                    "sidik SHA-256 lampiran berbeda; berkasnya {actual}",
                    "the attachment's SHA-256 differs; the file has {actual}",
                ),
                (
                    "Pastikan berkasnya benar, lalu perbarui 'sha256'.",
                    "Make sure the file is right, then update 'sha256'.",
                ),
            ),
            # Regulations
            _rule(
                "REG001",
                _E,
                (
                    "tanggal {later_name} {later} mendahului {earlier_name} {earlier}",
                    "{later_name} {later} is before {earlier_name} {earlier}",
                ),
            ),
            _rule(
                "REG002",
                _E,
                (
                    "'verified' menyebut kolom yang tidak ada",
                    "'verified' names a field that does not exist",
                ),
                ("Kolom yang ada: {known}.", "Existing fields: {known}."),
            ),
            _rule(
                "REG003",
                _E,
                (
                    "peraturan {year} tidak dapat {relation} peraturan yang lebih baru '{target}' ({target_year})",
                    "a rule of {year} cannot '{relation}' the newer '{target}' ({target_year})",
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
                    "id harus '{expected}' (singkatan penerbit, nomor, tahun)",
                    "the id must be '{expected}' (issuer's abbreviation, number, year)",
                ),
                (
                    "Ganti nama berkas; nomor yang sama dapat terbit di kementerian lain.",
                    "Rename the file; other ministries may use the same number.",
                ),
            ),
            # Statistics
            _rule(
                "STA001",
                _E,
                (
                    "kode '{code}' tidak ada dalam daftar '{dimension}'",
                    "code '{code}' is not in the list '{dimension}'",
                ),
            ),
            _rule(
                "STA002",
                _E,
                ("baris untuk {cell} ditulis dua kali", "the row for {cell} is written twice"),
            ),
            _rule(
                "STA003",
                _E,
                (
                    "jumlah {total} tidak sama dengan jumlah bagian-bagiannya {sum}",
                    "the total {total} differs from the sum of its parts {sum}",
                ),
                (
                    "Periksa ke sumbernya; jangan menyesuaikan angka sendiri.",
                    "Check the source; do not adjust figures yourself.",
                ),
            ),
            _rule(
                "STA004",
                _E,
                (
                    "baris harus menyebut dimensi {missing}",
                    "the row must name the dimension {missing}",
                ),
            ),
            _rule(
                "STA005",
                _E,
                (
                    "berkas CSV harus berkolom {expected}",
                    "the CSV file must have the columns {expected}",
                ),
            ),
            _rule(
                "STA006",
                _E,
                (
                    "periode '{row}' di luar periode berkas '{period}'",
                    "period '{row}' lies outside the file's period '{period}'",
                ),
            ),
            _rule(
                "STA007",
                _E,
                (
                    "satuan '{unit}' tidak cocok dengan ukuran '{measure}'",
                    "unit '{unit}' does not fit the measure '{measure}'",
                ),
            ),
            _rule(
                "STA008",
                _E,
                (
                    "periode '{period}' dilaporkan dua kali, juga di {other}",
                    "period '{period}' is reported twice, also in {other}",
                ),
            ),
            _rule(
                "STA009",
                _E,
                (
                    "tabel '{table}' tidak dapat dilindungi: {why}",
                    "table '{table}' cannot be protected: {why}",
                ),
                (
                    "Keluarkan tabel itu dari 'publish' atau gabungkan kategorinya.",
                    "Take the table out of 'publish' or merge categories.",
                ),
            ),
            # Organisations, places
            _rule(
                "ORG001",
                _E,
                (
                    "masa berlaku nama atau induk tumpang tindih pada {day}",
                    "validity periods overlap on {day}",
                ),
            ),
            _rule("ORG002", _E, ("'from' harus mendahului 'to'", "'from' must be before 'to'")),
            _rule(
                "PLC001",
                _E,
                (
                    "kode wilayah harus berbentuk 31, 31.72, 31.72.06 atau 31.72.06.1001",
                    "a place code looks like 31, 31.72, 31.72.06 or 31.72.06.1001",
                ),
            ),
            _rule(
                "PLC002",
                _E,
                (
                    "tingkat '{level}' tidak cocok dengan kode '{code}'",
                    "level '{level}' does not fit code '{code}'",
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
            _rule("CFG002", _E, ("situs '{site}' tidak ada", "there is no site '{site}'")),
            _rule(
                "CFG003",
                _E,
                (
                    "situs publik harus berkelas 'terbuka'",
                    "the public site's clearance must be 'terbuka'",
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
