"""The preview: what it answers, what it refuses, and the whole of it with a real browser."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date
from http import HTTPStatus
from pathlib import Path

import pytest

from generator.engine.answer import STAMP_ADDRESS, State, answer, is_local
from generator.engine.serve import Address, ServeError, Voice, serve_sites
from generator.settings import read_settings

TITLE = "Rapat koordinasi awal tahun"
MEETING = "content/meetings/2025/2025-01-15-rakor-timpora-contoh.yml"
QUIET = Voice(say=lambda _: None, complain=lambda _: None)


# Addresses


@pytest.mark.parametrize(
    ("text", "written", "following"),
    [
        ("127.0.0.1:8000", "127.0.0.1:8000", "127.0.0.1:8001"),
        ("localhost:80", "localhost:80", "localhost:81"),
        ("[::1]:8000", "[::1]:8000", "[::1]:8001"),
        ("127.0.0.1:0", "127.0.0.1:0", "127.0.0.1:0"),
    ],
)
def test_an_address_is_a_host_and_a_port(text, written, following):
    address = Address.parse(text)
    assert address is not None
    assert (str(address), str(address.next)) == (written, following)


@pytest.mark.parametrize(
    "text", ["", "8000", ":8000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65535", "a b:80", "::1:80"]
)
def test_anything_else_is_no_address(text):
    assert Address.parse(text) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "kantor.example", "[::]"])
def test_an_address_that_others_can_reach_is_refused(site, host):
    project, _ = read_settings(site / "site_config.yml")
    with pytest.raises(ServeError) as refused:
        serve_sites(project, Address.parse(f"{host}:8000"), QUIET, options=lambda _: None)
    assert refused.value.problem.code == "SRV002"


def test_a_port_in_use_is_said_before_anything_is_built(site):
    project, _ = read_settings(site / "site_config.yml")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = Address("127.0.0.1", taken.getsockname()[1])
        with pytest.raises(ServeError) as refused:
            serve_sites(project, address, QUIET, options=lambda _: None)
    assert refused.value.problem.code == "SRV001"


# Answers


@pytest.fixture
def built(tmp_path):
    """A finished site: two pages, a folder without a page, and a secret beside the site."""
    folder = tmp_path / "public"
    for name, text in {
        "index.html": "<!doctype html><body><p>Beranda</p></body>",
        "404.html": "<!doctype html><body><p>Tidak ada</p></body>",
        "rapat/index.html": "<!doctype html><body><p>Rapat</p></body>",
        "aset/gaya.css": "body {}",
        "data/angka.csv": "a,b\n",
        "data/acara.ics": "BEGIN:VCALENDAR\n",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "rahasia.html").write_text("RAHASIA")
    (tmp_path / "public-lama").mkdir()
    (tmp_path / "public-lama" / "index.html").write_text("RAHASIA")
    return folder


FRESH = State("cap-1")


def test_a_folder_is_its_index_page_with_the_reload_script_before_its_end(built):
    reply = answer(built, "/rapat/?x=1", FRESH)
    assert (reply.status, reply.kind) == (HTTPStatus.OK, "text/html; charset=utf-8")
    body = reply.body.decode()
    assert "<p>Rapat</p>" in body
    assert body.endswith("</script>\n</body>")
    assert '"cap-1"' in body
    assert "timpora-trouble" not in body
    assert "script" not in (built / "rapat/index.html").read_text()


def test_a_folder_without_its_slash_is_sent_there(built):
    reply = answer(built, "/rapat", FRESH)
    assert (reply.status, reply.location) == (HTTPStatus.FOUND, "/rapat/")


@pytest.mark.parametrize("target", ["//rapat", "//rapat/..", "/%2Frapat", "///rapat"])
def test_nobody_is_sent_to_another_host(built, target):
    reply = answer(built, target, FRESH)
    assert not reply.location.startswith("//")


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/aset/gaya.css", "text/css; charset=utf-8"),
        ("/data/angka.csv", "text/csv; charset=utf-8"),
        ("/data/acara.ics", "text/calendar; charset=utf-8"),
    ],
)
def test_other_files_go_out_as_they_are(built, target, kind):
    reply = answer(built, target, FRESH)
    assert (reply.status, reply.kind) == (HTTPStatus.OK, kind)
    assert reply.body == (built / target.lstrip("/")).read_bytes()


@pytest.mark.parametrize("target", ["/tidak-ada/", "/rapat/x.html", "/aset/", "/data"])
def test_what_is_not_there_is_the_sites_own_404_page(built, target):
    reply = answer(built, target, FRESH)
    if target == "/data":
        assert reply.location == "/data/"
        reply = answer(built, "/data/", FRESH)
    assert reply.status == HTTPStatus.NOT_FOUND
    assert b"Tidak ada" in reply.body


@pytest.mark.parametrize(
    "target",
    [
        "/../rahasia.html",
        "/%2e%2e/rahasia.html",
        "/rapat/../../rahasia.html",
        "/..%2frahasia.html",
        "/..%5crahasia.html",
        "/../public-lama/index.html",
        "/rahasia.html%00.css",
        "/%ff",
        "//../rahasia.html",
        "http://[/",
    ],
)
def test_nothing_outside_the_site_can_be_read(built, target):
    reply = answer(built, target, FRESH)
    assert reply.status == HTTPStatus.NOT_FOUND
    assert b"RAHASIA" not in reply.body


def test_a_link_out_of_the_site_is_not_followed(built):
    (built / "keluar.html").symlink_to(built.parent / "rahasia.html")
    assert answer(built, "/keluar.html", FRESH).status == HTTPStatus.NOT_FOUND


def test_problems_lie_over_every_page_and_are_escaped(built):
    wrong = State("cap-2", "a.yml:1:1: galat <script>alert(1)</script>")
    for target in ("/", "/rapat/", "/tidak-ada/"):
        body = answer(built, target, wrong).body.decode()
        assert "galat &lt;script&gt;alert(1)&lt;/script&gt;" in body
        assert "alert(1)</script>" not in body
    assert answer(built, "/aset/gaya.css", wrong).body == b"body {}"


def test_before_the_first_good_build_the_problems_are_a_page(tmp_path):
    reply = answer(tmp_path / "public", "/rapat/x/", State("cap", "galat", "en"))
    assert reply.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert b"There is no site here yet" in reply.body
    assert b"galat" in reply.body


def test_the_stamp_tells_pages_when_to_reload(built):
    assert answer(built, STAMP_ADDRESS, FRESH).body == b"cap-1"


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("LOCALHOST", True),
        ("[::1]:8000", True),
        ("127.0.0.1.penyerang.example", False),
        ("penyerang.example:8000", False),
        ("[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_requests_to_this_computers_own_names_are_answered(host, local):
    assert is_local(host) is local


# The whole of it


@contextmanager
def serving(site: Path, *options: str, polling: bool = False):
    """`timpora serve` on free ports; gives the addresses of both sites, then presses Ctrl-C."""
    private = site.parent / "sementara"
    private.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "TMPDIR": str(private),
    }
    if polling:
        environment |= {"WATCHFILES_FORCE_POLLING": "1", "WATCHFILES_POLL_DELAY_MS": "100"}
    command = [sys.executable, "-m", "generator", "serve", "-a", "127.0.0.1:0", *options]
    with (site / "keluaran.txt").open("w+") as output:
        run = subprocess.Popen(
            command, cwd=site, env=environment, stdout=output, stderr=output, text=True
        )
        try:
            yield _addresses(site / "keluaran.txt", run)
            run.send_signal(signal.SIGINT)
            code = run.wait(timeout=20)
        finally:
            run.kill()
            run.wait()
    said = (site / "keluaran.txt").read_text()
    assert code == 0, said
    assert "Traceback" not in said
    assert list(private.iterdir()) == []


def _addresses(output: Path, run: subprocess.Popen[str]) -> list[str]:
    """Waits for the first build and reads where the sites are."""
    found: list[str] = []
    for _ in range(300):
        said = output.read_text()
        found = re.findall(r"http://127\.0\.0\.1:\d+/", said)
        if len(found) == 2 and "-" in _get(found[0], STAMP_ADDRESS)[1]:
            return found
        assert run.poll() is None, said
        time.sleep(0.1)
    raise AssertionError(output.read_text())


def _get(address: str, target: str, host: str | None = None) -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection(address.split("/")[2], timeout=10)
    headers = {"Host": host} if host else {}
    connection.request("GET", target, headers=headers)
    reply = connection.getresponse()
    body = reply.read().decode()
    connection.close()
    return reply.status, body, dict(reply.getheaders())


def _until(address: str, target: str, text: str, there: bool = True) -> str:
    """Asks until the page has `text`, or has it no more."""
    body = ""
    for _ in range(150):
        body = _get(address, target)[1]
        if (text in body) is there:
            return body
        time.sleep(0.1)
    raise AssertionError(f"{text!r} there={there}:\n{body}")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    _save(path, text.replace(old, new))


def _save(path: Path, text: str) -> None:
    """Write, a second or more after the last time: polling sees whole seconds only."""
    later = path.stat().st_mtime + 2
    path.write_text(text, encoding="utf-8")
    os.utime(path, (later, later))


@pytest.mark.parametrize("polling", [False, True], ids=["events", "polling"])
def test_changes_problems_and_repairs_reach_both_sites(site, polling):
    meeting = site / MEETING
    page = "/rapat/2025/2025-01-15-rakor-timpora-contoh/"
    with serving(site, polling=polling) as (public, internal):
        status, body, headers = _get(public, page)
        assert (status, headers["Cache-Control"]) == (200, "no-store")
        assert TITLE in body
        assert _get(public, page, host="penyerang.example")[0] == 403
        assert _get(internal, "/%2e%2e/public/index.html")[0] == 404

        _replace(meeting, TITLE, "Judul yang baru")
        _until(public, page, "Judul yang baru")
        _until(internal, page, "Judul yang baru")

        good = meeting.read_text()
        _save(meeting, good + "salah_ketik: 1\n")
        body = _until(public, page, "KEY001")
        assert "Judul yang baru" in body
        _save(meeting, good)
        _until(public, page, "timpora-trouble", there=False)

        _replace(site / "site_config.yml", "title: {id: Timpora Contoh", "title: {id: Nama Lain")
        _until(public, "/", "Nama Lain")
    assert not (site / "site").exists()


def test_a_bad_start_shows_the_problems_until_they_are_solved(site):
    meeting = site / MEETING
    good = meeting.read_text()
    _save(meeting, good + "salah_ketik: 1\n")
    with serving(site, "--lang", "en") as (public, _):
        status, body, _ = _get(public, "/")
        assert status == 503
        assert "error KEY001" in body
        _save(meeting, good)
        _until(public, "/", "timpora-trouble", there=False)


def test_a_failing_template_is_named_with_its_line(site, tmp_path, monkeypatch):
    from generator.engine import build, serve
    from generator.pages.render import Renderer

    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "home.html").write_text("\n{{ nothing }}\n")

    def fail(*_):
        template = compile("\n1 / 0", str(templates / "home.html"), "exec")
        exec(template, {})

    monkeypatch.setattr(serve, "templates_dir", lambda: templates)
    monkeypatch.setattr(Renderer, "page", fail)
    project, _ = read_settings(site / "site_config.yml")
    heard: list[str] = []
    voice = Voice(say=lambda _: None, complain=heard.append)
    options = build.Options(date(2025, 3, 1))
    preview = serve._Preview(project, tmp_path / "site", voice, lambda _: options)
    preview.build()
    assert heard == ["templates/home.html:2: ZeroDivisionError: division by zero"]
    assert preview.state.trouble == heard[0]


@pytest.mark.browser
def test_an_open_page_reloads_itself(site, chromium):
    meeting = site / MEETING
    with serving(site) as (public, _):
        page = chromium.new_page()
        page.goto(f"{public}rapat/2025/2025-01-15-rakor-timpora-contoh/")
        assert TITLE in page.inner_text("main")

        _replace(meeting, TITLE, "Judul dari penyunting")
        page.wait_for_function("document.body.innerText.includes('Judul dari penyunting')")

        good = meeting.read_text()
        _save(meeting, good + "salah_ketik: 1\n")
        box = page.locator("#timpora-trouble")
        box.wait_for()
        assert f"{MEETING}:" in box.inner_text()
        assert "galat KEY001" in box.inner_text()
        assert "Judul dari penyunting" in page.inner_text("main")

        _save(meeting, good)
        box.wait_for(state="detached")
        page.close()
