"""`site_config.yml` becomes `Settings`: what the sites are called, their clearance and languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.fields import AsList, Entry, Flag, Line, LocalId, Url, Words, key, wrong
from generator.locating import CONFIG_NAME
from generator.problems import Place, Problem, ProblemError, quoted, suggest
from generator.source import SourceDoc, read_yaml
from generator.validate import salvage, validate
from generator.vocabulary import Grade

LANGUAGES = ("id", "en")
OWN_THEME = "timpora"  # of the members' site


def language_folder(lang: str) -> str:
    """The folder of a language below the site's root; Indonesian stands at the root itself."""
    return "" if lang == "id" else f"{lang}/"


def _languages(value: Any) -> Any:
    """A non-empty list of known languages; the first one is the site's own."""
    if not isinstance(value, list) or not value:
        raise wrong("VAL006", found=quoted(value))
    for language in value:
        if language not in LANGUAGES:
            near = suggest(str(language), LANGUAGES)
            allowed = ", ".join(LANGUAGES)
            raise wrong("VAL001", allowed=allowed, found=quoted(language), suggestion=near)
    return value


class SiteSettings(Entry):
    """One output: who may read it and how it is made."""

    clearance: Grade = key(
        "Kelas pembaca", "Kelas tertinggi yang boleh dibaca pengunjung situs ini."
    )
    title: Words = key("Judul situs", "Nama situs.")
    tagline: Words | None = key("Keterangan", "Satu kalimat di bawah judul.", default=None)
    languages: Annotated[tuple[str, ...], BeforeValidator(_languages)] = key(
        "Bahasa", "Daftar bahasa: id, en.", default=("id",)
    )
    base_url: Url | None = key(
        "Alamat situs", "Alamat terbit, untuk peta situs dan umpan.", default=None
    )


class MkDocsSettings(Entry):
    """What the members' site passes on to MkDocs."""

    theme: Line = key(
        "Tema", "timpora, material, atau tema MkDocs lain yang terpasang.", default=OWN_THEME
    )
    plugins: Annotated[tuple[Line, ...], AsList] = key(
        "Pengaya", "Nama pengaya MkDocs yang dipakai.", default=()
    )


class Settings(Entry):
    """Everything that an office sets in `site_config.yml`."""

    office: LocalId | None = key("Kantor", "Id organisasi kantor penyelenggara.", default=None)
    notice: Words | None = key(
        "Pemberitahuan", "Kalimat yang tampil di setiap halaman, misalnya 'contoh'.", default=None
    )
    report: Words | None = key(
        "Cara melapor",
        "Bagaimana masyarakat dapat melapor; tampil di beranda publik.",
        default=None,
    )
    repository: Url | None = key(
        "Repositori",
        "Alamat web repositori isi; situs anggota menautkan riwayat halaman ke sana.",
        default=None,
    )
    require_approval: Flag = key(
        "Wajib disetujui",
        "true bila situs publik hanya memuat yang disetujui dengan 'timpora approve'.",
        default=False,
    )
    search: Flag = key(
        "Pencarian",
        "false bila situs tidak memakai pencarian; halaman Cari lalu hanya berisi daftar.",
        default=True,
    )
    content: Line = key("Folder isi", "Relatif terhadap site_config.yml.", default="content")
    output: Line = key("Folder hasil", "Relatif terhadap site_config.yml.", default="site")
    sites: Mapping[str, SiteSettings] = key("Situs", "public dan internal.")
    mkdocs: MkDocsSettings = key("MkDocs", "Setelan situs anggota.", default=MkDocsSettings())


class SettingsError(ProblemError):
    """A setting names something that cannot be used here."""


@dataclass(frozen=True)
class Project:
    """A folder with a `site_config.yml`: where things are, and its settings."""

    root: Path
    settings: Settings
    config_name: str = CONFIG_NAME

    @property
    def content(self) -> Path:
        """The folder of the records."""
        return self.root / self.settings.content

    @property
    def output(self) -> Path:
        """The folder of the finished sites."""
        return self.root / self.settings.output


PUBLIC, INTERNAL = "public", "internal"


_SITE_HELP = {
    PUBLIC: "Situs publik, clearance: terbuka.",
    INTERNAL: "Situs anggota, clearance: terbatas.",
}


def read_settings(path: Path) -> tuple[Project | None, list[Problem]]:
    """The project of the configuration file at `path`, or what is wrong with it."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None, [Problem("CFG001", Place(path.name), params={"path": str(path)})]
    doc, problems = read_yaml(path.name, raw)
    if doc is None:
        return None, problems
    settings, found = validate(Settings, doc)
    problems += found
    if settings is None:
        return None, problems + _check_salvaged(doc)
    problems += _check_sites(doc, settings)
    return Project(path.parent, settings, path.name), problems


def _check_salvaged(doc: SourceDoc) -> list[Problem]:
    """What else is wrong with the sites when something is wrong already."""
    saved = salvage(Settings, doc.data)
    if saved is None or "sites" in saved.invented:
        return []
    found = _check_sites(replace(doc, dropped=saved.dropped), saved.body)
    lost = {str(path[1]) for path in saved.dropped if path[0] == "sites" and len(path) == 2}
    return [problem for problem in found if problem.key not in lost]


def _check_sites(doc: SourceDoc, settings: Settings) -> list[Problem]:
    """The two site names are fixed: a mistyped one is an error, never a third, open site."""
    found = [
        doc.problem(
            "KEY002", ("sites",), key=name, params={"label": name, "help": _SITE_HELP[name]}
        )
        for name in (PUBLIC, INTERNAL)
        if name not in settings.sites
    ]
    for name, site in settings.sites.items():
        if name not in (PUBLIC, INTERNAL):
            near = suggest(name, (PUBLIC, INTERNAL))
            params = {"known": f"{PUBLIC}, {INTERNAL}"}
            found.append(
                doc.problem(
                    "KEY001",
                    ("sites", name),
                    on_key=True,
                    found=quoted(name),
                    suggestion=near,
                    params=params,
                )
            )
        wanted = Grade.TERBUKA if name == PUBLIC else Grade.TERBATAS
        if site.clearance < wanted or (name == PUBLIC and site.clearance > wanted):
            path = ("sites", name, "clearance")
            params = {"wanted": str(wanted)}
            found.append(doc.problem("CFG003", path, found=quoted(site.clearance), params=params))
        elif site.clearance is Grade.SANGAT_RAHASIA:
            found.append(doc.problem("CFG009", ("sites", name, "clearance")))
    return found
