"""The command line: the only place that prints, exits, reads the clock or the environment."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import wraps
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator import __version__
from generator.locating import CONFIG_NAME, find_config
from generator.problems import (
    Exit,
    Place,
    Problem,
    Severity,
    format_problem,
    has_errors,
    sort_problems,
    suggest,
    summary,
    visible,
)

if TYPE_CHECKING:
    from generator.disclosure.history import Reader
    from generator.disclosure.past import Log
    from generator.disclosure.protection.system import Standard
    from generator.editing.importing import Request
    from generator.editing.releasing import Draft
    from generator.engine.build import Options
    from generator.engine.handing import Outcome
    from generator.engine.unchanged import Built
    from generator.pages.plan import World
    from generator.settings import Project

_CONTEXT = {"help_option_names": ["-h", "--help"]}


def main() -> NoReturn:
    """Run the program; an unexpected error is one line and exit code 4, with details on request."""
    try:
        code = timpora.main(prog_name="timpora", standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.Abort:
        click.echo("Dihentikan.", err=True)
        code = 130
    except click.ClickException as wrong:
        wrong.show()
        code = Exit.USAGE
    except Exception as error:
        if os.environ.get("TIMPORA_DEBUG"):
            raise
        what = visible(f"{type(error).__name__}: {error}")
        click.echo(f"timpora: galat internal ({what}). Situs lama tidak diubah.", err=True)
        click.echo("Jalankan ulang dengan TIMPORA_DEBUG=1 untuk rinciannya.", err=True)
        code = Exit.INTERNAL
    sys.exit(int(code or 0))


@click.group(context_settings=_CONTEXT)
@click.version_option(__version__, "-V", "--version")
def timpora() -> None:
    """Notula, peraturan dan statistik dalam YAML menjadi situs publik dan situs anggota.

    Minutes, regulations and statistics in YAML become a public and an internal website.
    """


@dataclass(frozen=True)
class _Common:
    """What every command on a project takes: which project, how strict, how to speak."""

    config_file: Path | None
    strict: bool
    quiet: bool
    verbose: bool
    lang: str
    color: bool | None
    form: str
    as_of: datetime | None


_LANG = click.option("--lang", type=click.Choice(["id", "en"]), default="id", help="Bahasa pesan.")
_OPTIONS = (
    click.option(
        "-f", "--config-file", type=click.Path(path_type=Path), help="site_config.yml yang dipakai."
    ),
    click.option("-s", "--strict", is_flag=True, help="Peringatan dianggap galat."),
    click.option("-q", "--quiet", is_flag=True, help="Hanya galat yang dicetak."),
    click.option("-v", "--verbose", is_flag=True, help="Setiap tahap dicetak dengan lamanya."),
    _LANG,
    click.option("--color/--no-color", default=None, help="Warna di terminal."),
    click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Hari yang dianggap hari ini."),
)


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the common options, spelt as MkDocs spells them, as its first argument."""
    return _speaking("text", "json", "github", "gitlab", "sarif")(command)


def _speaking(*forms: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The common options, for a command whose answer has one of `forms`."""
    form = click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], help="Bentuk pesan."
    )

    def _decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def _with_common(**given: Any) -> None:
            common = _Common(**{field.name: given.pop(field.name) for field in fields(_Common)})
            command(common, **given)

        wrapped: Callable[..., None] = _with_common
        for option in reversed((*_OPTIONS, form)):
            wrapped = option(wrapped)
        return wrapped

    return _decorate


@timpora.command()
@_shared
def check(common: _Common) -> None:
    """Periksa isi tanpa membuat situs."""
    from generator.engine.checking import check as check_content
    from generator.engine.workers import Workers

    project = _open(common)
    workers = Workers.of_this_machine()
    records, problems = check_content(project, _today(project.root, common.as_of), workers)
    _show(problems, common)
    if common.form == "text" and not common.quiet:
        words = {"id": "catatan diperiksa", "en": "records checked"}
        click.echo(f"{records} {words[common.lang]}: {summary(problems, common.lang)}")
    sys.exit(Exit.PROBLEMS if has_errors(problems, common.strict) else Exit.FINE)


@timpora.command()
@_shared
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Folder hasil.")
@click.option(
    "-j", "--jobs", type=click.IntRange(0), default=0, help="Jumlah proses; 0: satu per inti."
)
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=0.0,
    metavar="DETIK",
    help="Berapa lama menunggu pembuatan situs lain yang sedang berjalan.",
)
@click.option("--verify", is_flag=True, help="Bandingkan hasil dengan pembuatan dari nol.")
@click.option("--profile", is_flag=True, help="Cetak lama setiap tahap.")
@click.option(
    "--check-output", is_flag=True, help="Periksa saja apakah hasil masih seperti yang diterbitkan."
)
def build(
    common: _Common,
    site_dir: Path | None,
    jobs: int,
    wait: float,
    *,
    verify: bool,
    profile: bool,
    check_output: bool,
) -> None:
    """Periksa isi, lalu buat situs publik dan situs anggota."""
    output = (Path.cwd() / site_dir) if site_dir else None
    if check_output:
        sys.exit(_examine(output or _open(common).output, common))
    before = None if profile or verify else _built_before(common, output)
    if before is not None:
        _say_built(before, common)
        sys.exit(before.exit)

    from generator.engine.build import build as build_sites
    from generator.engine.workers import Workers

    project = _open(common)
    workers = Workers.of_this_machine(jobs)
    options = replace(_options(project, common), output=output, workers=workers, wait=wait)
    times = _Times() if profile else None
    with _progress(common) as advance:
        built = build_sites(project, options, times.watching(advance) if times else advance)
    if times:
        times.show(common.lang)
    _say_built(built, common)
    if verify and built.exit is Exit.FINE:
        _verify(project, options, common)
    sys.exit(built.exit)


def _built_before(common: _Common, output: Path | None) -> Built | None:
    """The last build, if another one would make what is there; found without reading the settings."""
    from generator.editing.history import newest_state
    from generator.engine.unchanged import last_if_unchanged, mark_of

    config = _config(common)
    today, history = _today(config.parent, common.as_of), newest_state(config.parent)
    return last_if_unchanged(config, mark_of(today, strict=common.strict, history=history), output)


def _say_built(built: Built, common: _Common) -> None:
    """What is wrong with the content, and what was made."""
    _show(built.problems, common)
    if common.form == "text" and not (common.quiet and built.exit is Exit.FINE):
        _report(built, common.lang)


def _verify(project: Project, options: Options, common: _Common) -> None:
    """Compare the output with a clean build; the first difference ends the program with code 4."""
    from generator.engine.verify import verify

    _, found = verify(project, options)
    english = common.lang == "en"
    if found is None:
        if not common.quiet:
            same = "Same as a clean build." if english else "Sama dengan pembuatan dari nol."
            click.echo(same)
        return
    kinds = {
        "missing": ("tidak ada", "is missing"),
        "surplus": ("seharusnya tidak ada", "should not be there"),
        "changed": ("isinya berbeda", "differs"),
    }
    what = kinds[found.kind][english]
    compared = "compared with a clean build" if english else "dibanding pembuatan dari nol"
    advice = (
        "Delete .timpora-cache and build again; please report this."
        if english
        else "Hapus .timpora-cache lalu buat lagi; mohon laporkan hal ini."
    )
    click.echo(f"{visible(found.name)} {what}, {compared}.\n{advice}", err=True)
    sys.exit(Exit.INTERNAL)


@timpora.command()
@_shared
@click.option(
    "-a",
    "--dev-addr",
    default="127.0.0.1:8000",
    help="Alamat dan port situs publik; situs anggota di port berikutnya.",
)
@click.option("-o", "--open", "open_browser", is_flag=True, help="Buka peramban.")
def serve(common: _Common, dev_addr: str, open_browser: bool) -> None:
    """Tayangkan kedua situs di komputer ini dan muat ulang setiap kali isi berubah."""
    from generator.engine.serve import Address, ServeError, Voice, serve_sites

    project = _open(common)
    address = Address.parse(dev_addr)
    if address is None:
        raise click.BadParameter(dev_addr, param_hint="--dev-addr")
    _end_as_by_ctrl_c("SIGINT", "SIGTERM", "SIGHUP")
    try:
        serve_sites(
            project,
            address,
            Voice(
                say=lambda text: None if common.quiet else click.echo(text),
                complain=lambda text: click.echo(text, err=True),
                lang=common.lang,
            ),
            options=lambda current: _options(current, common),
            open_browser=open_browser,
        )
    except ServeError as error:
        _show([error.problem], replace(common, quiet=False))
        sys.exit(Exit.USAGE)


@timpora.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_LANG
def init(folder: Path, lang: str) -> None:
    """Mulai repositori kantor sendiri di FOLDER, kecil tetapi lengkap."""
    from generator.editing.starting import start_project

    names, problems = start_project(folder)
    for problem in problems:
        click.echo(format_problem(problem, lang), err=True)
    if problems:
        sys.exit(Exit.USAGE)
    for name in names:
        click.echo(f"  {folder / name}")
    after = {
        "id": "Berikutnya: cd {0}, sunting content/, lalu 'timpora build' atau 'timpora serve'.",
        "en": "Next: cd {0}, edit content/, then 'timpora build' or 'timpora serve'.",
    }
    click.echo(after[lang].format(folder))


@timpora.command()
@_shared
@click.argument("dataset", nargs=-1)
@click.option("-y", "--yes", is_flag=True, help="Tulis tanpa bertanya.")
@click.option("-n", "--dry-run", is_flag=True, help="Tunjukkan saja; tidak ada yang ditulis.")
@click.option(
    "--elsewhere",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV angka yang sudah terbit di tempat lain: time, dimensi, value.",
)
@click.option("--source", default="", help="Di mana angka itu terbit; wajib dengan --elsewhere.")
def release(
    common: _Common,
    dataset: tuple[str, ...],
    yes: bool,
    dry_run: bool,
    elsewhere: Path | None,
    source: str,
) -> None:
    """Rilis angka: lindungi bersama semua yang pernah terbit, lalu catat di published.yml."""
    from generator.disclosure.disclose import read_library
    from generator.editing.releasing import Elsewhere, draft_elsewhere, draft_releases

    project = _open(common)
    library, problems = read_library(project)
    if has_errors(problems, common.strict):
        _show(problems, common)
        sys.exit(Exit.PROBLEMS)
    records = {record.id: record for record in library.of("dataset")}
    unknown = [name for name in dataset if name not in records]
    if unknown:
        raise click.BadParameter(", ".join(unknown), param_hint="DATASET")
    today = _today(project.root, common.as_of)
    if elsewhere is None:
        drafts = draft_releases(library, project.content, today, dataset)
        sys.exit(max([_offer(draft, common, yes, dry_run) for draft in drafts], default=Exit.FINE))
    if len(dataset) != 1 or not source:
        raise click.UsageError("--elsewhere: sebutkan satu DATASET dan --source.")
    published = Elsewhere(elsewhere, today, source)
    draft, problems = draft_elsewhere(library, project.content, records[dataset[0]], published)
    _show(problems, common)
    sys.exit(_offer(draft, common, yes, dry_run) if draft else Exit.PROBLEMS)


def _offer(draft: Draft, common: _Common, yes: bool, dry_run: bool) -> Exit:
    """Show what a release would publish and write it when agreed; unwritten is `USAGE`, as in import."""
    from generator.editing.releasing import write_ledger

    _show(draft.problems, common)
    if not (common.quiet and yes):
        for line in draft.lines(common.lang):
            click.echo(line)
    if any(problem.code.startswith("DIS") for problem in draft.problems):
        return Exit.WOULD_DISCLOSE
    if has_errors(draft.problems, common.strict):
        return Exit.PROBLEMS
    if draft.text is None:
        return Exit.WOULD_DISCLOSE if draft.problems else Exit.FINE
    if dry_run:
        return Exit.FINE
    if not _agreed(draft.path, yes, common.lang):
        return Exit.USAGE
    write_ledger(draft)
    return Exit.FINE


@timpora.command(name="import")
@_shared
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--dataset", required=True, metavar="ID", help="Folder dataset di content/statistics/."
)
@click.option(
    "--period", required=True, help="Periode yang diimpor: 2024, 2024-10, 2023-01/2023-08."
)
@click.option("--sheet", metavar="NAMA", help="Lembar yang dibaca, bila ada beberapa.")
@click.option("--dash", type=click.Choice(["nol", "kosong"]), help="Arti sel kosong dan '-'.")
@click.option("--map", "means", multiple=True, metavar="TEKS=KODE", help="Arti sebuah teks.")
@click.option("--replace", is_flag=True, help="Ganti angka periode yang sudah ada.")
@click.option("-y", "--yes", is_flag=True, help="Tulis tanpa bertanya.")
def import_(
    common: _Common, *, period: str, means: tuple[str, ...], yes: bool, **given: Any
) -> None:
    """Ambil angka satu periode dari FILE.xlsx atau .csv: tunjukkan, periksa, tanya, lalu tulis."""
    from generator.editing.explaining import explain
    from generator.editing.importing import Request, check_import, prepare_import, write_import
    from generator.periods import is_period

    if not is_period(period):
        raise click.BadParameter(period, param_hint="--period")
    project = _open(common)
    request = Request(period=period, means=_pairs(means), **given)
    try:
        made, problems = prepare_import(project, request)
        while made is None and (answered := _answered(request, problems, common)) != request:
            request = answered
            made, problems = prepare_import(project, request)
        if made is not None:
            problems += check_import(project, made)
        wrong = has_errors(problems, common.strict)
        if made is not None and common.form == "text" and not (common.quiet and yes):
            for line in explain(made, common.lang):
                click.echo(line)
        _show(problems, common)
        if made is None or wrong:
            sys.exit(Exit.PROBLEMS)
        if not _agreed(made.path, yes, common.lang):
            sys.exit(Exit.USAGE)
        write_import(made)
    except OSError as error:
        params = {"path": error.filename or str(given["file"]), "why": error.strerror or str(error)}
        _show([Problem("IMP039", Place(str(given["file"])), params=params)], common)
        sys.exit(Exit.USAGE)
    if common.form == "text" and not common.quiet:
        for name in made.written.files:
            click.echo(f"  {_from_here(made.folder / name)}")


def _pairs(means: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`--map` as pairs; the last = parts a text from its meaning."""
    pairs = []
    for given in means:
        text, sign, target = given.rpartition("=")
        if not (text.strip() and sign and target.strip()):
            raise click.BadParameter(given, param_hint="--map")
        pairs.append((text.strip(), target.strip()))
    return tuple(pairs)


def _answered(request: Request, problems: list[Problem], common: _Common) -> Request:
    """The request with what the person at the terminal says of near misses and of empty cells."""
    from generator.editing.importing import open_questions

    if not sys.stdin.isatty():
        return request
    for question in open_questions(problems):
        click.echo(format_problem(question.problem, common.lang), err=True)
        if question.target:
            ask = {"id": "'{0}' memang {1}?", "en": "Is '{0}' {1}?"}[common.lang]
            if click.confirm(ask.format(question.text, question.problem.suggestion), default=False):
                pair = (question.text, question.target)
                request = replace(request, means=(*request.means, pair))
        else:
            ask = {"id": "Sel kosong berarti", "en": "Empty cells are"}[common.lang]
            request = replace(request, dash=click.prompt(ask, type=click.Choice(["nol", "kosong"])))
    return request


def _agreed(path: Path, yes: bool, lang: str) -> bool:
    """Whether the person at the terminal lets `path` be written; without one, nobody does."""
    ask = {"id": "Tulis ke {}?", "en": "Write to {}?"}[lang].format(_from_here(path))
    if yes:
        return True
    if not sys.stdin.isatty():
        hint = {"id": "Tidak ditulis; pakai --yes.", "en": "Not written; use --yes."}
        click.echo(hint[lang], err=True)
        return False
    return click.confirm(ask, default=False)


@timpora.command()
@click.argument("case", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--standard",
    type=click.Choice(["beyond", "cover", "exact"]),
    default="beyond",
    help="Yang harus tetap mungkin bagi pembaca.",
)
@click.option(
    "--weight",
    type=click.Choice(["sum", "log", "count"]),
    default="sum",
    help="Kerugian per sel: nilainya, ln(1+nilai), atau 1.",
)
@click.option(
    "--singles/--no-singles", default=True, help="Angka 1 adalah orang yang tahu nilainya sendiri."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Berkas hasil; tanpa ini stdout."
)
@_LANG
def protect(
    case: Path, standard: Standard, weight: str, singles: bool, output: Path | None, lang: str
) -> None:
    """Untuk ahli: pilih sel yang disembunyikan dalam satu berkas kasus JSON."""
    from generator.disclosure.protection.case import Weight, as_result, is_safe, read_case
    from generator.disclosure.protection.suppress import suppress

    read, problems = read_case(case, Weight(weight), singles=singles)
    for problem in problems:
        click.echo(format_problem(problem, lang), err=True)
    if read is None:
        sys.exit(Exit.PROBLEMS)
    found = suppress(read.system, standard)
    text = json.dumps(as_result(read, found, standard), ensure_ascii=False, indent=2) + "\n"
    try:
        output.write_text(text, encoding="utf-8") if output else click.echo(text, nl=False)
    except OSError as error:
        params = {"path": str(output), "why": error.strerror or str(error)}
        click.echo(
            format_problem(Problem("OUT003", Place(str(output)), params=params), lang), err=True
        )
        sys.exit(Exit.USAGE)
    if not is_safe(found):
        click.echo(_UNPROTECTED[lang].format(len(found.failed), len(found.insiders)), err=True)
        sys.exit(Exit.WOULD_DISCLOSE)


_UNPROTECTED = {
    "id": "Jangan terbitkan: {} sel tidak dapat dilindungi, {} dapat dihitung oleh orang dalam.",
    "en": "Do not publish: {} cells cannot be protected, {} can be worked out by an insider.",
}


@timpora.group(context_settings=_CONTEXT)
def new() -> None:
    """Buat berkas catatan baru di content/, siap disunting."""


@new.command()
@_shared
@click.option("--date", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Hari rapat.")
@click.option("--title", help="Judul; bakunya judul rapat terakhir.")
@click.option("--venue", help="Tempat rapat; bakunya yang biasa.")
@click.option("--place", metavar="KODE", help="Kode wilayah; bakunya yang biasa.")
@click.option("--start", type=click.DateTime(["%H:%M", "%H.%M"]), help="Jam mulai.")
def meeting(
    common: _Common,
    day: datetime,
    title: str | None,
    venue: str | None,
    place: str | None,
    start: datetime | None,
) -> None:
    """Siapkan rapat berikutnya: nomor, tempat, pimpinan, undangan, tindak lanjut yang terbuka."""
    from generator.editing.new_meeting import Wishes, new_meeting

    project = _open(common)
    wishes = Wishes(day.date(), title, venue, place, start.time() if start else None)
    draft, problems = new_meeting(project, wishes)
    if draft is None:
        _show(problems, common)
        in_content = not {problem.place.path for problem in problems} & {"--place"}
        refused = any(problem.code.startswith("OUT") for problem in problems)
        sys.exit(Exit.PROBLEMS if in_content and not refused else Exit.USAGE)
    after = {
        "id": (
            "{0}: {1} tindak lanjut terbuka, {2} undangan.\n"
            "Berikutnya: sunting berkas itu, lalu 'timpora check'; 'timpora serve' menampilkannya."
        ),
        "en": (
            "{0}: {1} open action items, {2} invited.\n"
            "Next: edit that file, then 'timpora check'; 'timpora serve' shows it."
        ),
    }
    path = _from_here(project.root / draft.name)
    click.echo(after[common.lang].format(path, draft.items, draft.invited))


_MEETING = click.argument("meeting")
_COPY = click.option("--copy", type=click.IntRange(1), help="Nomor salinan di setiap halaman.")
_OUT = click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Berkas hasil; yang sudah ada diganti.",
)


@timpora.command()
@_shared
@_MEETING
@click.option("--for", "organisation", metavar="ID", default="", help="Organisasi yang membacanya.")
@_COPY
@_OUT
def pack(common: _Common, meeting: str, organisation: str, copy: int | None, out: Path) -> None:
    """Cetak bahan rapat MEETING sebagai PDF, tindak lanjut pembacanya lebih dulu."""
    from generator.engine.handing import Wish, hand_pack

    project = _open(common)
    wish = Wish(meeting, out, _today(project.root, common.as_of), organisation, copy)
    _handed(hand_pack(project, replace(wish, strict=common.strict)), out, common)


@timpora.command()
@_speaking("pdf", "docx")
@_MEETING
@_COPY
@_OUT
def minutes(common: _Common, meeting: str, copy: int | None, out: Path) -> None:
    """Cetak notula rapat MEETING, siap ditandatangani, sebagai PDF atau DOCX (--format)."""
    from generator.engine.handing import Wish, hand_minutes

    project = _open(common)
    wish = Wish(meeting, out, _today(project.root, common.as_of), copy=copy, form=common.form)
    _handed(
        hand_minutes(project, replace(wish, strict=common.strict)),
        out,
        replace(common, form="text"),
    )


def _handed(outcome: Outcome, out: Path, common: _Common) -> NoReturn:
    """Say what came of a document, and end."""
    code, problems = outcome
    _show(problems, common)
    if code is Exit.FINE and common.form == "text" and not common.quiet:
        click.echo(f"  {_from_here(out.absolute())}")
    sys.exit(code)


@timpora.command(name="list")
@_shared
@click.argument(
    "what",
    required=False,
    type=click.Choice(["planned", "unapproved", "overdue", "unverified", "actions"]),
)
@click.option("--organisation", metavar="ID", help="actions: hanya milik organisasi ini.")
@click.option("--overdue", is_flag=True, help="actions: hanya yang lewat tenggat.")
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON.")
def list_(
    common: _Common, what: str | None, organisation: str | None, overdue: bool, as_json: bool
) -> None:
    """Tampilkan yang menunggu: rapat terjadwal, notula belum sah, lewat tenggat, belum diverifikasi.

    'actions' menampilkan semua tindak lanjut yang terbuka.
    """
    from generator.editing.listing import HEADINGS, OWED, list_owed, list_waiting

    if what != "actions" and (organisation or overdue):
        raise click.UsageError("--organisation dan --overdue hanya untuk 'timpora list actions'.")
    world = _members_world(common)
    if what == "actions":
        _known_organisation(world, organisation)
        owed = list_owed(world, organisation, overdue=overdue)
        if as_json or common.form == "json":
            _show_data([one.as_dict() for one in owed])
        else:
            _show_list(OWED, [one.line(common.lang) for one in owed], common)
        return
    lines = list_waiting(world, what)
    if as_json or common.form == "json":
        _show_data([line.as_dict() for line in lines])
        return
    for name in [what] if what else HEADINGS:
        found = [line for line in lines if line.what == name]
        texts = ["  ".join(filter(None, (one.day, one.id, one.title, one.who))) for one in found]
        _show_list(HEADINGS[name], texts, common)


def _members_world(common: _Common) -> World:
    """The members' view with all that is derived; ends the program when the content has errors."""
    from generator.disclosure.disclose import disclose
    from generator.pages.plan import derive
    from generator.settings import INTERNAL

    project = _open(common)
    today = _today(project.root, common.as_of)
    disclosed = disclose(project, today)
    if has_errors(disclosed.problems, common.strict):
        _show(disclosed.problems, common)
        sys.exit(Exit.PROBLEMS)
    return derive(disclosed.views[INTERNAL], today)


def _known_organisation(world: World, identity: str | None) -> None:
    """Refuse an id that no organisation of the members' view has."""
    known = [card.id for card in world.view.of("organisation")]
    if identity and identity not in known:
        near = suggest(identity, known)
        meant = f" Maksud Anda {near}?" if near else ""
        raise click.BadParameter(f"'{identity}' tidak ada.{meant}", param_hint="--organisation")


def _show_list(heading: tuple[str, str], lines: Iterable[str], common: _Common) -> None:
    """A heading with its count, then one line an entry."""
    shown = list(lines)
    click.echo(f"{heading[common.lang == 'en']} ({len(shown)})")
    for line in shown:
        click.echo(f"  {line}")


@timpora.command()
@_shared
@click.argument("rule", required=False)
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON.")
def law(common: _Common, rule: str | None, as_json: bool) -> None:
    """Tampilkan status peraturan, atau satu peraturan RULE, pada hari --as-of."""
    from generator.disclosure.disclose import disclose
    from generator.editing.standings import list_standings
    from generator.pages.forms import long_date
    from generator.pages.plan import derive
    from generator.settings import INTERNAL

    project = _open(common)
    today = _today(project.root, common.as_of)
    disclosed = disclose(project, today)
    if has_errors(disclosed.problems, common.strict):
        _show(disclosed.problems, common)
        sys.exit(Exit.PROBLEMS)
    lines = list_standings(derive(disclosed.views[INTERNAL], today).law, today, rule, common.lang)
    if rule and not lines:
        raise click.BadParameter(rule, param_hint="RULE")
    if as_json or common.form == "json":
        _show_data([line.as_dict() for line in lines])
        return
    words = {"id": "Status pada", "en": "Standing on"}
    click.echo(f"{words[common.lang]} {long_date(today, common.lang)} ({len(lines)})")
    for line in lines:
        click.echo("  " + "  ".join(part for part in (line.short, line.label, line.why) if part))


@timpora.command()
@_shared
@click.option("-u", "--update", is_flag=True, help="Tambahkan alamat yang baru ke addresses.yml.")
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON.")
def addresses(common: _Common, update: bool, as_json: bool) -> None:
    """Tampilkan alamat halaman publik: yang baru, pindah, ditarik, atau hilang tanpa keterangan."""
    from generator.editing.remembering import list_addresses, update_addresses
    from generator.engine.permanence import find_addresses

    project = _open(common)
    found = find_addresses(project, _today(project.root, common.as_of))
    _show(found.problems, common)
    if has_errors(found.problems, common.strict):
        sys.exit(Exit.PROBLEMS)
    lines = list_addresses(found)
    if update:
        update_addresses(project, found)
    if as_json or common.form == "json":
        _show_data([line.as_dict() for line in lines])
    elif common.form == "text" and not common.quiet:
        for line in lines:
            click.echo("  ".join(part for part in line.parts(common.lang) if part))
        click.echo(_remembered(len(found.new), update, common.lang))


def _remembered(count: int, update: bool, lang: str) -> str:
    """How many addresses are new, and whether they are remembered now."""
    if lang == "en":
        done = "added to addresses.yml" if update else "new; remember them with --update"
        return f"{count} address(es) {done}."
    done = "ditambahkan ke addresses.yml" if update else "baru; catat dengan --update"
    return f"{count} alamat {done}."


@timpora.command()
@_speaking("text", "json", "markdown")
@click.argument("base", required=False)
@click.option("--approved", is_flag=True, help="Bandingkan dengan yang terakhir disetujui.")
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Folder hasil.")
def diff(common: _Common, base: str | None, approved: bool, site_dir: Path | None) -> None:
    """Tampilkan apa yang berubah di situs publik: dibandingkan dengan revisi git BASE, atau dengan yang
    terakhir dibuat."""
    from generator.editing.differing import FORMS, Base, difference

    if base and approved:
        raise click.UsageError("BASE dan --approved tidak dapat dipakai bersama.")
    project = _open(common)
    output = (Path.cwd() / site_dir) if site_dir else project.output
    chosen = Base(base, approved, output)
    found, problems, code = difference(project, chosen, _today(project.root, common.as_of))
    if found is None or has_errors(problems, common.strict):
        _show(problems, common)
        sys.exit(code if found is None else Exit.PROBLEMS)
    click.echo(FORMS[common.form](found, common.lang), color=common.color)


@timpora.command()
@_shared
@click.argument("sidik", required=False)
@click.option("--by", help="Siapa yang menyetujui; bila kosong, nama di setelan git.")
def approve(common: _Common, sidik: str | None, by: str | None) -> None:
    """Setujui semua yang kini tampil di situs publik; SIDIK: sidik daftar yang dicetak diff."""
    from generator.disclosure.approval import APPROVED, Signature
    from generator.editing.approving import approve_facts
    from generator.editing.history import user

    project = _open(common)
    today = _today(project.root, common.as_of)
    who = by or user(project.root)
    if not who:
        raise click.UsageError("Siapa yang menyetujui? Pakai --by, atau atur user.name di git.")
    signature = Signature(who, _clock_day(), today)
    approved, problems = approve_facts(project, signature, sidik)
    _show(problems, common)
    if approved is None:
        sys.exit(Exit.PROBLEMS)
    if common.form == "text" and not common.quiet:
        click.echo(approved.said(common.lang))
        after = {
            "id": "Tertulis di {0}; simpan dengan git.",
            "en": "Written to {0}; commit it.",
        }
        click.echo(after[common.lang].format(_from_here(project.root / APPROVED)))


def _end_as_by_ctrl_c(*names: str) -> None:
    """A closed terminal or `kill` ends the program as Ctrl-C does, so that it can tidy up.

    SIGINT too: a shell that starts a program in the background has it ignored.
    """
    for name in names:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def _open(common: _Common) -> Project:
    """The project that the command works on; ends the program when there is none."""
    from generator.settings import read_settings

    project, problems = read_settings(_config(common))
    if project is None or has_errors(problems):
        _show(problems, replace(common, quiet=False))
        sys.exit(Exit.USAGE)
    return project


def _config(common: _Common) -> Path:
    """Where the settings lie, or should."""
    return (common.config_file or find_config(Path.cwd()) or Path(CONFIG_NAME)).absolute()


def _options(project: Project, common: _Common) -> Options:
    """How to build: what comes in from outside, the day and the history."""
    from generator.editing.history import newest_state
    from generator.engine.build import Options

    def _read_log(reader: Reader) -> Log:
        from generator.editing.past_changes import read_log  # only when something has changed

        return read_log(project.root, reader)

    return Options(
        today=_today(project.root, common.as_of),
        strict=common.strict,
        historian=_read_log,
        history=newest_state(project.root),
    )


def _today(root: Path, as_of: datetime | None) -> date:
    """The day on which the sites are read: --as-of, SOURCE_DATE_EPOCH, newest commit, today."""
    from generator.editing.history import newest_commit_day

    if as_of:
        return as_of.date()
    return _epoch_day() or newest_commit_day(root) or datetime.now(UTC).date()


def _clock_day() -> date:
    """The day on which something is done: SOURCE_DATE_EPOCH, else the day itself."""
    return _epoch_day() or datetime.now().astimezone().date()


def _epoch_day() -> date | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else None


def _show(problems: Iterable[Problem], common: _Common) -> None:
    """Print problems in the asked form; text goes to stderr, data to stdout."""
    from generator.editing.report import FORMS

    floor = Severity.ERROR if common.quiet else Severity.WARNING
    ordered = [one for one in sort_problems(problems) if one.severity >= floor]
    if common.form in FORMS:
        report = FORMS[common.form](ordered, common.lang)
        click.echo(report, nl=bool(report))
        return
    for problem in ordered:
        text = format_problem(problem, common.lang)
        first, _, rest = text.partition("\n")
        tint = "red" if problem.severity is Severity.ERROR else "yellow"
        click.secho(first, fg=tint, err=True, color=common.color)
        if rest:
            click.echo(rest, err=True, color=common.color)


def _show_data(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _report(built: Built, lang: str) -> None:
    """What the build made, or that it made nothing."""
    english = lang == "en"
    if built.output is None:
        kept = "nothing was changed" if english else "situs tidak diubah"
        click.echo(f"{summary(built.problems, lang)}; {kept}.", err=True)
        return
    pages = ", ".join(f"{name} {count}" for name, count in built.pages.items())
    counts = summary(built.problems, lang)
    seconds = f"{built.seconds:.1f}"
    if english:
        click.echo(f"{built.records} records, pages: {pages}; {seconds} s. {counts}.")
        click.echo("Open:")
    else:
        seconds = seconds.replace(".", ",")
        click.echo(f"{built.records} catatan, halaman: {pages}; {seconds} detik. {counts}.")
        click.echo("Buka:")
    for name in built.pages:
        click.echo(f"  {name:<9} {_from_here(built.output) / name / 'index.html'}")


def _examine(output: Path, common: _Common) -> Exit:
    """Says which files of the output are not as they were published: exit code 1 if any."""
    from generator.engine.examining import examine_output

    count, problems = examine_output(output)
    _show(problems, common)
    if common.form == "text" and not common.quiet:
        words = {"id": "berkas terbit diperiksa", "en": "published files checked"}
        click.echo(f"{count} {words[common.lang]}: {summary(problems, common.lang)}")
    return Exit.PROBLEMS if problems else Exit.FINE


def _from_here(path: Path) -> Path:
    """The path as it is spelt in the current folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _progress(common: _Common) -> AbstractContextManager[Callable[[str, int, int], None]]:
    """A bar on a terminal; in a log, or when asked for more, a plain line for each stage."""
    if common.quiet or common.form != "text":
        return nullcontext(lambda *_: None)
    if sys.stderr.isatty() and not common.verbose:
        return _terminal_progress()
    return nullcontext(_Stages(common))


_STAGES = {
    "read": ("membaca dan memeriksa isi", "reading and checking the content"),
    "plan": ("merencanakan halaman", "planning the pages"),
    "public": ("membuat situs publik", "making the public site"),
    "internal": ("membuat situs anggota", "making the members' site"),
    "audit": ("menguji perlindungan angka", "testing the protection of figures"),
    "guard": ("mencari nilai yang ditahan", "looking for withheld values"),
    "search": ("membuat indeks pencarian", "making the search indexes"),
    "publish": ("memasang hasil", "putting the result in place"),
}


class _Stages:
    """Says each stage once, when it begins; with --verbose also the seconds since the start."""

    def __init__(self, common: _Common) -> None:
        self.common = common
        self.started = time.perf_counter()
        self.stage = ""

    def __call__(self, stage: str, _done: int, total: int) -> None:
        if stage == self.stage:
            return
        self.stage = stage
        said = _STAGES[stage][self.common.lang == "en"]
        count = f" ({total})" if total else ""
        seconds = f"{time.perf_counter() - self.started:6.2f} s  " if self.common.verbose else ""
        click.echo(f"{seconds}{said}{count}", err=True)


class _Times:
    """How long each stage took: wall seconds, and processor seconds with those of the workers."""

    def __init__(self) -> None:
        self.laps: list[tuple[str, float, float]] = [("read", *_clocks())]

    def watching(self, advance: Callable[[str, int, int], None]) -> Callable[[str, int, int], None]:
        """The same progress, with the clock read whenever a stage begins."""

        def _advance(stage: str, done: int, total: int) -> None:
            if stage != self.laps[-1][0]:
                self.laps.append((stage, *_clocks()))
            advance(stage, done, total)

        return _advance

    def show(self, lang: str) -> None:
        """The table, one line a stage."""
        spent: dict[str, tuple[float, float]] = {}
        for (stage, *begin), (_, *end) in pairwise([*self.laps, ("", *_clocks())]):
            before = spent.get(stage, (0.0, 0.0))
            spent[stage] = before[0] + end[0] - begin[0], before[1] + end[1] - begin[1]
        rows = [(_STAGES[stage][lang == "en"], *times) for stage, times in spent.items()]
        name = "total" if lang == "en" else "jumlah"
        rows.append((name, sum(row[1] for row in rows), sum(row[2] for row in rows)))
        heads = ("wall s", "cpu s") if lang == "en" else ("detik", "detik inti")
        click.echo(f"{'':40} {heads[0]:>9} {heads[1]:>11}", err=True)
        for name, wall, busy in rows:
            click.echo(f"{name:40} {wall:9.3f} {busy:11.3f}", err=True)


def _clocks() -> tuple[float, float]:
    spent = os.times()
    return time.perf_counter(), sum(spent[:4])


@contextmanager
def _terminal_progress() -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if total:
                if stage not in tasks:
                    tasks[stage] = bar.add_task(stage, total=total)
                bar.update(tasks[stage], completed=done + 1)

        yield advance
