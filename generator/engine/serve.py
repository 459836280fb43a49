"""`timpora serve`: both sites on this computer, built anew whenever something changes.

The sites are built into a private temporary folder, never into the project's own output. While
the content is wrong, the last good sites stay, with the problems on every page.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from errno import EADDRINUSE
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from traceback import extract_tb
from typing import Any

from generator.engine.answer import State, answer, is_local
from generator.engine.build import Options, build
from generator.engine.watching import WatchError, next_changes, watched
from generator.locating import templates_dir
from generator.problems import (
    Exit,
    Place,
    Problem,
    ProblemError,
    format_problem,
    has_errors,
    sort_problems,
    summary,
)
from generator.settings import INTERNAL, PUBLIC, Project, read_settings

_HIGHEST_PORT = 65535


class ServeError(ProblemError):
    """The preview cannot run."""


@dataclass(frozen=True)
class Address:
    """Where the public site listens; the members' site takes the next port. Port 0: any free one."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Address | None:
        """The address written as `host:port`; None when it is not one."""
        match = re.fullmatch(r"([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})", text.strip())
        if match is None or int(match[2]) >= _HIGHEST_PORT:
            return None
        return cls(match[1].strip("[]"), int(match[2]))

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def next(self) -> Address:
        """The address of the members' site."""
        return Address(self.host, self.port + 1 if self.port else 0)

    @property
    def is_loopback(self) -> bool:
        """Whether only this computer can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


@dataclass(frozen=True)
class Voice:
    """How the preview speaks on the terminal: news, problems, and in which language."""

    say: Callable[[str], None]
    complain: Callable[[str], None]
    lang: str = "id"

    def tell(self, indonesian: str, english: str) -> None:
        """One piece of news."""
        self.say(english if self.lang == "en" else indonesian)


def serve_sites(
    project: Project,
    address: Address,
    voice: Voice,
    *,
    options: Callable[[Project], Options],
    open_browser: bool = False,
) -> None:
    """Serve until Ctrl-C; `options` are asked for before each build.

    Raises `ServeError` when the address or the watching is refused.
    """
    if not address.is_loopback:
        raise ServeError(Problem("SRV002", Place(str(address)), params={"host": address.host}))
    try:
        with TemporaryDirectory(prefix="timpora-") as folder, ExitStack() as stack:
            preview = _Preview(project, Path(folder) / "site", voice, options)
            public, internal = (
                stack.enter_context(_listening(at, site, preview))
                for at, site in ((address, PUBLIC), (address.next, INTERNAL))
            )
            voice.tell(f"Situs publik:  {public}", f"Public site:   {public}")
            voice.tell(f"Situs anggota: {internal}", f"Members' site: {internal}")
            voice.tell(
                "Perubahan isi langsung terlihat di peramban. Ctrl-C untuk berhenti.",
                "Changes show in the browser at once. Press Ctrl-C to stop.",
            )
            if open_browser:
                webbrowser.open(public)
            _follow(preview)
    except WatchError as error:
        params = {"why": str(error)}
        raise ServeError(Problem("SRV004", Place("content"), params=params)) from error
    except KeyboardInterrupt:
        voice.tell("Selesai.", "Stopped.")


class _Preview:
    """The sites in their private folder and what their last build said. One thread builds."""

    def __init__(
        self,
        project: Project,
        folder: Path,
        voice: Voice,
        options: Callable[[Project], Options],
    ) -> None:
        self.project = project
        self.folder = folder
        self.voice = voice
        self.options = options
        self._run = secrets.token_hex(4)
        self._builds = 0
        self.state = State(self._run, lang=voice.lang)

    def build(self, changed: Iterable[str] = ()) -> None:
        """Build once more and say how it went; the state changes only now, in one step."""
        names = ", ".join(sorted(_shown(name, self.project) for name in changed))
        if names:
            self.voice.tell(f"Berubah: {names}", f"Changed: {names}")
        trouble = self._build()
        self._builds += 1
        self.state = State(f"{self._run}-{self._builds}", trouble, self.voice.lang)

    def _build(self) -> str:
        """Build; what is wrong as text, or "" when both sites are new."""
        try:
            problems = self._attempt()
        except Exception as error:  # a template that is being edited may fail in any way
            trouble = f"{_template_place(error)}{type(error).__name__}: {error}"
        else:
            trouble = self._report(problems) if problems else ""
        if trouble:
            self.voice.complain(trouble)
        return trouble

    def _attempt(self) -> tuple[Problem, ...]:
        """The problems that kept the sites from being built; the settings are read anew."""
        project, problems = read_settings(self.project.root / self.project.config_name)
        if project is None or has_errors(problems):
            return sort_problems(problems)
        self.project = project
        built = build(project, replace(self.options(project), output=self.folder, preview=True))
        if built.exit is not Exit.FINE:
            return sort_problems(built.problems)
        for problem in sort_problems(built.problems):
            self.voice.complain(format_problem(problem, self.voice.lang))
        seconds = f"{built.seconds:.1f}"
        self.voice.tell(
            f"{built.records} catatan, {seconds.replace('.', ',')} detik. {summary(built.problems)}.",
            f"{built.records} records, {seconds} s. {summary(built.problems, 'en')}.",
        )
        return ()

    def _report(self, problems: Iterable[Problem]) -> str:
        lang = self.voice.lang
        lines = [format_problem(problem, lang) for problem in problems]
        return "\n".join([*lines, summary(problems, lang)])


def _template_place(error: Exception) -> str:
    """`path:line: ` in the innermost template that an error came through, or ""."""
    folder = templates_dir()
    for frame in reversed(extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(folder):
            return f"{folder.name}/{path.relative_to(folder).as_posix()}:{frame.lineno}: "
    return ""


def _shown(name: str, project: Project) -> str:
    """A changed file as the terminal names it: below the project, or by its own name."""
    path = Path(name)
    if path.is_relative_to(project.root):
        return path.relative_to(project.root).as_posix()
    return path.name


def _follow(preview: _Preview) -> None:
    """Build now and after every change, for ever.

    What is watched is chosen anew when the settings or the content folder changed. Each build
    comes after its watch has begun, so that an edit during the build is not missed.
    """
    names: frozenset[str] = frozenset()
    while True:
        project = preview.project
        with watched(project) as reports:
            preview.build(names)
            names = frozenset()
            while preview.project.content == project.content:
                changes = next_changes(reports)
                if changes.moved:
                    names = changes.names
                    break
                preview.build(changes.names)


class _Server(ThreadingHTTPServer):
    """Serves one site of the preview."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: Address, site: str, preview: _Preview) -> None:
        self.site, self.preview = site, preview
        self.address_family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        host = "127.0.0.1" if address.host == "localhost" else address.host
        super().__init__((host, address.port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away before it had everything is not worth a word."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        preview = self.server.preview
        if not is_local(self.headers.get("Host")):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        reply = answer(preview.folder / self.server.site, self.path, preview.state)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if reply.location:
            self.send_header("Location", reply.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def version_string(self) -> str:
        return "timpora"

    def log_message(self, *_: object) -> None:
        """Requests are not news."""


@contextmanager
def _listening(address: Address, site: str, preview: _Preview) -> Iterator[str]:
    """A running server; gives the address of its site."""
    try:
        server = _Server(address, site, preview)
    except OSError as error:
        code = "SRV001" if error.errno == EADDRINUSE else "SRV003"
        params = {"port": str(address.port), "why": error.strerror or str(error)}
        raise ServeError(Problem(code, Place(str(address)), params=params)) from error
    thread = Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        yield f"http://{Address(address.host, server.server_port)}/"
    finally:
        server.shutdown()
        server.server_close()
