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
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator import __version__
from generator.problems import (
    Exit,
    Problem,
    Severity,
    format_problem,
    has_errors,
    sort_problems,
    summary,
    visible,
)
from generator.settings import CONFIG_NAME, Project, find_config, read_settings

if TYPE_CHECKING:
    from generator.engine.build import Built, Options

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
    click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "github", "gitlab", "sarif"]),
        default="text",
        help="Bentuk pesan.",
    ),
    click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Hari yang dianggap hari ini."),
)


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the common options, spelt as MkDocs spells them, as its first argument."""

    @wraps(command)
    def _with_common(**given: Any) -> None:
        common = _Common(**{field.name: given.pop(field.name) for field in fields(_Common)})
        command(common, **given)

    wrapped: Callable[..., None] = _with_common
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


@timpora.command()
@_shared
def check(common: _Common) -> None:
    """Periksa isi tanpa membuat situs."""
    from generator.engine.permanence import check_project

    project = _open(common)
    records, problems = check_project(project, _today(project, common.as_of))
    _show(problems, common)
    if common.form == "text" and not common.quiet:
        words = {"id": "catatan diperiksa", "en": "records checked"}
        click.echo(f"{records} {words[common.lang]}: {summary(problems, common.lang)}")
    sys.exit(Exit.PROBLEMS if has_errors(problems, common.strict) else Exit.FINE)


@timpora.command()
@_shared
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Folder hasil.")
def build(common: _Common, site_dir: Path | None) -> None:
    """Periksa isi, lalu buat situs publik dan situs anggota."""
    from generator.engine.build import build as build_sites

    project = _open(common)
    output = (Path.cwd() / site_dir) if site_dir else None
    with _progress(common) as advance:
        built = build_sites(project, replace(_options(project, common), output=output), advance)
    _show(built.problems, common)
    if common.form == "text" and not (common.quiet and built.exit is Exit.FINE):
        _report(built, common.lang)
    sys.exit(built.exit)


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


@timpora.command(name="list")
@_shared
@click.argument(
    "what", required=False, type=click.Choice(["planned", "unapproved", "overdue", "unverified"])
)
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON.")
def list_(common: _Common, what: str | None, as_json: bool) -> None:
    """Tampilkan yang menunggu: rapat terjadwal, notula belum sah, lewat tenggat, belum diverifikasi."""
    from generator.disclosure.disclose import disclose
    from generator.editing.listing import HEADINGS, list_waiting
    from generator.pages.plan import derive
    from generator.settings import INTERNAL

    project = _open(common)
    today = _today(project, common.as_of)
    disclosed = disclose(project, today)
    if has_errors(disclosed.problems, common.strict):
        _show(disclosed.problems, common)
        sys.exit(Exit.PROBLEMS)
    lines = list_waiting(derive(disclosed.views[INTERNAL], today), what)
    if as_json or common.form == "json":
        _show_data([line.as_dict() for line in lines])
        return
    for name in [what] if what else HEADINGS:
        indonesian, english = HEADINGS[name]
        found = [line for line in lines if line.what == name]
        click.echo(f"{english if common.lang == 'en' else indonesian} ({len(found)})")
        for line in found:
            parts = (line.day, line.id, line.title, line.who)
            click.echo("  " + "  ".join(part for part in parts if part))


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
    today = _today(project, common.as_of)
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
    found = find_addresses(project, _today(project, common.as_of))
    _show(found.problems, common)
    if has_errors(found.problems, common.strict):
        sys.exit(Exit.PROBLEMS)
    lines = list_addresses(found)
    if update:
        update_addresses(project, found)
    if as_json or common.form == "json":
        _show_data([line.as_dict() for line in lines])
    elif not common.quiet:
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


def _end_as_by_ctrl_c(*names: str) -> None:
    """A closed terminal or `kill` ends the program as Ctrl-C does, so that it can tidy up.

    SIGINT too: a shell that starts a program in the background has it ignored.
    """
    for name in names:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def _open(common: _Common) -> Project:
    """The project that the command works on; ends the program when there is none."""
    path = (common.config_file or find_config(Path.cwd()) or Path(CONFIG_NAME)).absolute()
    project, problems = read_settings(path)
    if project is None or has_errors(problems):
        _show(problems, replace(common, quiet=False))
        sys.exit(Exit.USAGE)
    return project


def _options(project: Project, common: _Common) -> Options:
    """How to build: what comes in from outside, the day and the history."""
    from generator.editing.history import historian_of
    from generator.engine.build import Options

    today = _today(project, common.as_of)
    return Options(today, common.strict, historian=historian_of(project))


def _today(project: Project, as_of: datetime | None) -> date:
    """The day on which the sites are read: --as-of, SOURCE_DATE_EPOCH, newest commit, today."""
    from generator.editing.history import newest_commit_day

    if as_of:
        return as_of.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return newest_commit_day(project.root) or datetime.now(UTC).date()


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
    "public": ("membuat situs publik", "making the public site"),
    "internal": ("membuat situs anggota", "making the members' site"),
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
