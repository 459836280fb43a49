"""One request of the preview becomes one answer: a file of a site, pages with a little added.

What is added to a page, on the way out only: a script that reloads it after the next build, and
the problems of the content when there are some. The built files stay as they are.
"""

from __future__ import annotations

import json
import mimetypes
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

STAMP_ADDRESS = "/__timpora"
_HTML, _PLAIN = "text/html; charset=utf-8", "text/plain; charset=utf-8"
# Named here because what a machine's own table says of them differs.
_KINDS = {
    ".html": _HTML,
    ".txt": _PLAIN,
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


@dataclass(frozen=True)
class State:
    """What the last build left: a stamp that changes with every build, and what was wrong."""

    stamp: str
    trouble: str = ""
    lang: str = "id"


@dataclass(frozen=True)
class Answer:
    """What goes back to the browser."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = _PLAIN
    location: str = ""


def answer(site: Path, target: str, state: State) -> Answer:
    """The answer to a request for `target` (path and query) from the finished files in `site`."""
    parts = _parts(target)
    if parts is None:
        return Answer(HTTPStatus.NOT_FOUND, b"404\n")
    if "/" + "/".join(parts) == STAMP_ADDRESS:
        return Answer(HTTPStatus.OK, state.stamp.encode())
    if not site.is_dir():
        return _without_site(state)
    path = site.joinpath(*parts)
    if not path.resolve().is_relative_to(site.resolve()):
        return _missing(site, state)
    if path.is_dir():
        if parts and not _path(target).endswith("/"):
            return Answer(HTTPStatus.FOUND, location=f"/{quote('/'.join(parts))}/")
        path /= "index.html"
    if not path.is_file():
        return _missing(site, state)
    return _file(path, HTTPStatus.OK, state)


def is_local(host: str | None) -> bool:
    """Whether a request's Host header names this machine.

    Another name means that a page on the web has pointed its own name here, to read the
    members' site through the browser of somebody who is previewing it.
    """
    try:
        name = urlsplit(f"//{host or ''}").hostname or ""
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _path(target: str) -> str:
    return target.partition("?")[0].partition("#")[0]


def _parts(target: str) -> list[str] | None:
    """The folder and file names that a request asks for; None when they cannot be names."""
    try:
        path = unquote(_path(target), errors="strict")
    except ValueError:
        return None
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if any(part == ".." or "\0" in part or "\\" in part for part in parts):
        return None
    return parts


def _file(path: Path, status: HTTPStatus, state: State) -> Answer:
    try:
        body = path.read_bytes()
    except OSError:  # the next build is being put in place
        return Answer(HTTPStatus.NOT_FOUND, b"404\n")
    kind = _KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    if kind == _HTML:
        body = _with_additions(body, state)
    return Answer(status, body, kind or "application/octet-stream")


def _missing(site: Path, state: State) -> Answer:
    page = site / "404.html"
    if page.is_file():
        return _file(page, HTTPStatus.NOT_FOUND, state)
    return Answer(HTTPStatus.NOT_FOUND, b"404\n")


def _without_site(state: State) -> Answer:
    """The page that stands in for a site that was not built yet."""
    title = "There is no site here yet" if state.lang == "en" else "Belum ada situs di sini"
    page = (
        f'<!DOCTYPE html>\n<html lang="{state.lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title} - timpora</title>'
        f"</head><body><p>{title}.</p></body></html>\n"
    )
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, _with_additions(page.encode(), state), _HTML)


def _with_additions(page: bytes, state: State) -> bytes:
    """`page` with the reload script, and the problems if any, before its end."""
    added = (_trouble_box(state) if state.trouble else "") + _reload_script(state)
    head, end, tail = page.rpartition(b"</body>")
    return head + added.encode() + end + tail if end else page + added.encode()


def _reload_script(state: State) -> str:
    return _SCRIPT.replace("STAMP", json.dumps(state.stamp)).replace(
        "ADDRESS", json.dumps(STAMP_ADDRESS)
    )


def _trouble_box(state: State) -> str:
    heading = (
        "Something is wrong; this page is as it was before."
        if state.lang == "en"
        else "Ada yang belum benar; halaman ini masih seperti sebelumnya."
    )
    return _BOX.format(heading=escape(heading), trouble=escape(state.trouble))


_SCRIPT = """<script>
(() => {
  const ask = async () => {
    try {
      const answer = await fetch(ADDRESS, {cache: "no-store"});
      if (answer.ok && (await answer.text()) !== STAMP) return location.reload();
    } catch { /* timpora serve is not running; ask again */ }
    setTimeout(ask, 700);
  };
  ask();
})();
</script>
"""

_BOX = """<details id="timpora-trouble" role="alert" open style="position:fixed;inset:auto 0 0 0;\
z-index:2147483647;box-sizing:border-box;max-height:60vh;overflow:auto;margin:0;padding:16px 20px;\
background:#fff;color:#1a1a1a;border:0;border-top:4px solid #b3261e;border-radius:0;\
box-shadow:0 -2px 12px #0004;font:15px/1.5 system-ui,sans-serif;text-align:left">
<summary style="cursor:pointer;font-weight:600;color:#8c1d18">{heading}</summary>
<pre tabindex="0" style="margin:8px 0 0;padding:0;border:0;background:none;color:inherit;\
font:13px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere">{trouble}</pre>
</details>
"""
