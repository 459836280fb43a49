"""The members' site: finished page bodies put into a MkDocs theme (the only importer of mkdocs).

Comes in: bodies with their specs, from the view of the site. Goes out: every file by its name.
MkDocs gives the configuration, the theme's environment, the navigation and the plugin events;
its build loop is not used, since that would render the navigation of every record on every page
(see `_navigation`) and pass finished HTML through Markdown once more.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation, Section, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.locating import CONFIG_NAME, templates_dir
from generator.pages import markup
from generator.pages.plan import PageSpec
from generator.pages.words import WORDS, Words
from generator.problems import Place, Problem
from generator.settings import INTERNAL, OWN_THEME, Settings, SettingsError

_STYLE = "aset/gaya.css"
_SECTIONS = (
    "home", "actions", "meetings", "regulations", "statistics", "organisations", "knowledge",
    "glossary", "places", "search",
)  # fmt: skip
_HEADING = re.compile(r"<h([1-3])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
_TAG = re.compile(r"<[^>]+>")
# A relative link to a folder; the letters that it begins with come first, which finds it faster.
_FOLDER = re.compile(r"""href=(?<=\shref=)(["'])(?!//|["'#?])((?:[^"'#?:]*/)?\.{0,2})(?=["'#?])""")
_REQUEST = re.compile(
    r"""<link\b[^>]*\shref=["']?(?:https?:)?//[^>]*>"""
    r"""|<script\b[^>]*\ssrc=["']?(?:https?:)?//[^>]*>\s*</script>"""
    r"""|<img\b[^>]*\ssrc=["']?(?:https?:)?//[^>]*>"""
)
_REM = re.compile(r"(\d*\.?\d+)rem\b")
_NOINDEX = '<meta name="robots" content="noindex, nofollow">'


def render_briefing(
    bodies: Sequence[tuple[PageSpec, str]], settings: Settings, assets: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Every file of the members' site. Raises `SettingsError` when MkDocs refuses."""
    if together(settings):
        return _render_together(bodies, settings, assets)
    briefing = Briefing([spec for spec, _ in bodies], settings, assets)
    return briefing.shared() | {spec.file: briefing.page(spec, body) for spec, body in bodies}


def together(settings: Settings) -> bool:
    """Whether all pages have to be made in one go: a plugin may read or change any of them."""
    return bool(settings.mkdocs.plugins)


class Briefing:
    """The members' site without plugins, a page at a time.

    What its pages share follows from the settings, from which sections there are and from the day,
    so that several processes can each make it and render some of the pages. Of `specs` only the
    index pages of the sections matter. Raises `SettingsError` when MkDocs refuses.
    """

    def __init__(
        self, specs: Sequence[PageSpec], settings: Settings, assets: Mapping[str, bytes]
    ) -> None:
        index = [(spec, "") for spec in specs if _is_index(spec)]
        with _refusals(), TemporaryDirectory() as folder:
            self._site = _Site(index, settings, assets, Path(folder))

    def shared(self) -> dict[str, bytes]:
        """The files that are no page of ours: assets, and what the theme brings with it."""
        return self._site.others()

    def page(self, spec: PageSpec, body: str) -> bytes:
        """The whole page of a body."""
        page = self._site.find_page(spec)
        self._site.fill(page, body)
        return self._site.write(page)


def _render_together(
    bodies: Sequence[tuple[PageSpec, str]], settings: Settings, assets: Mapping[str, bytes]
) -> dict[str, bytes]:
    with _refusals(), TemporaryDirectory() as folder:
        return _Site(bodies, settings, assets, Path(folder)).render()


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except MkDocsException as refused:
        raise _refusal(refused.format_message()) from refused


class _Site:
    """One run of MkDocs, in the order of its own build, with all pages in memory."""

    def __init__(
        self,
        bodies: Sequence[tuple[PageSpec, str]],
        settings: Settings,
        assets: Mapping[str, bytes],
        folder: Path,
    ) -> None:
        self.bodies = {_source(spec): body for spec, body in bodies}
        self.own = settings.mkdocs.theme == OWN_THEME
        self.settings = settings
        self.day = _day(bodies)
        self.config = _configure(settings, [spec for spec, _ in bodies], folder)
        self.config.plugins.on_startup(command="build", dirty=False)
        self.config = self.config.plugins.on_config(self.config)
        self.config.plugins.on_pre_build(config=self.config)
        self.env = self.config.theme.get_env()
        self.files = self._gather(bodies, assets)
        self.nav = self._navigate()
        self.listed = [page.file for page in self.nav.pages]

    def render(self) -> dict[str, bytes]:
        """All pages, the theme's files and what plugins wrote."""
        plugins = self.config.plugins
        pages = [cast(Page, file.page) for file in self.files.documentation_pages()]
        for page in pages:
            self.fill(page, self.bodies.get(page.file.src_uri))
        self.env = plugins.on_env(self.env, config=self.config, files=self.files)
        done = self.others()
        done |= {page.file.dest_uri: self.write(page) for page in pages}
        plugins.on_post_build(config=self.config)
        return done | _written(Path(self.config.site_dir))

    def others(self) -> dict[str, bytes]:
        """The files that are no pages, and the theme's pages that stand for themselves."""
        done = {
            file.dest_uri: file.content_bytes
            for file in self.files
            if not file.is_documentation_page()
        }
        for name in sorted(self.config.theme.static_templates - {"sitemap.xml"}):
            done[name] = self._static(name).encode()
        return done

    def find_page(self, spec: PageSpec) -> Page:
        """The page of a spec: one of the navigation, or a new one below its section."""
        source = _source(spec)
        if source in self.bodies:
            return cast(Page, self.files.src_uris[source].page)
        page = Page(None, self._file(source, ""), self.config)
        page.parent = self._section(page)
        return page

    def _gather(self, bodies: Sequence[tuple[PageSpec, str]], assets: Mapping[str, bytes]) -> Files:
        config = self.config
        pages = (self._file(_source(spec), body) for spec, body in bodies)
        others = (
            self._file(name, content)
            for name, content in {**assets, **_style(assets, self.own)}.items()
        )
        files = Files([*pages, *others])
        files.add_files_from_theme(self.env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        return files

    def _file(self, name: str, content: str | bytes) -> File:
        level = InclusionLevel.NOT_IN_NAV
        return File.generated(self.config, name, content=content, inclusion=level)

    def _navigate(self) -> Navigation:
        """The navigation; a record's page has the index page of its section for a parent."""
        nav = get_navigation(self.files, self.config)
        nav = self.config.plugins.on_nav(nav, config=self.config, files=self.files)
        self.index = {page.url.strip("/"): page for page in nav.pages}
        for file in self.files.documentation_pages():
            page = cast(Page, file.page)
            if page.parent is None and page not in nav.pages:
                page.parent = self._section(page)
        return nav

    def _section(self, page: Page) -> Section:
        return cast(Section, self.index.get(page.url.partition("/")[0]))

    def fill(self, page: Page, body: str | None) -> None:
        """What MkDocs would read from Markdown, taken from the finished body; None: it has none."""
        config, files, plugins = self.config, self.files, self.config.plugins
        plugins.on_pre_page(page, config=config, files=files)
        if body is not None:
            title, tokens = _headings(body)
            page.markdown, page.meta = "", {}
            page.title = page.title if page in self.nav.pages and page.title else title
            page.toc = get_toc(cast(Any, tokens))
            page.content = body if self.own else _framed(body, self.settings)
        else:  # a plugin's page, in Markdown
            page.read_source(config)
            page.markdown = plugins.on_page_markdown(
                page.markdown or "", page=page, config=config, files=files
            )
            page.render(config, files)
        page.update_date = self.day.isoformat()
        page.content = plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )

    def write(self, page: Page) -> bytes:
        """The whole page, in the frame of the theme."""
        page.active = True
        context = get_context(self.nav, self.listed, self.config, page)
        context["build_date_utc"] = self._moment()
        plugins = self.config.plugins
        context = plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
        template = self.env.get_template(page.meta.get("template", "main.html"))
        output = plugins.on_post_page(template.render(context), page=page, config=self.config)
        page.active = False
        return _finished(output).encode()

    def _static(self, name: str) -> str:
        """A page of the theme that stands for itself, such as 404.html.

        That one may be shown at any address, so it needs links from the server's root, as far as
        the settings say where that is.
        """
        plugins = self.config.plugins
        template = plugins.on_pre_template(
            self.env.get_template(name), template_name=name, config=self.config
        )
        base = urlsplit(self.settings.sites[INTERNAL].base_url or "").path.rstrip("/") or "."
        context = get_context(self.nav, self.files, self.config, base_url=base)
        context["build_date_utc"] = self._moment()
        context = plugins.on_template_context(context, template_name=name, config=self.config)
        output = template.render(context)
        return _finished(plugins.on_post_template(output, template_name=name, config=self.config))

    def _moment(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)


def _configure(settings: Settings, specs: Sequence[PageSpec], folder: Path) -> MkDocsConfig:
    """A validated configuration; MkDocs looks for no file of its own."""
    site = settings.sites[INTERNAL]
    (folder / "docs").mkdir()
    (folder / "site").mkdir()
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": site.title.id,
            "site_description": site.tagline.id if site.tagline else "",
            "docs_dir": str(folder / "docs"),
            "site_dir": str(folder / "site"),
            "theme": _theme(settings.mkdocs.theme),
            "plugins": list(settings.mkdocs.plugins),
            "nav": list(_navigation(specs)),
            "extra_css": [_STYLE],
            "extra": {"generator": False, "t": Words("id"), **_labels(settings)},
        }
    )
    errors, _ = config.validate()
    if errors:
        raise _refusal("; ".join(f"{key}: {error}" for key, error in errors))
    return config


def _refusal(why: str) -> SettingsError:
    return SettingsError(Problem("CFG004", Place(CONFIG_NAME), params={"why": why}))


def _theme(name: str) -> dict[str, Any]:
    """The theme with what keeps it from asking other servers for fonts and scripts."""
    if name == OWN_THEME:
        folder = str(templates_dir() / "internal" / "theme")
        return {"name": None, "custom_dir": folder, "static_templates": ["404.html"]}
    if name != "material":
        return {"name": name, "locale": "id", "highlightjs": False}
    schemes = {"default": "light", "slate": "dark"}
    palette = [
        {"media": f"(prefers-color-scheme: {mode})", "scheme": scheme, "primary": "indigo"}
        for scheme, mode in schemes.items()
    ]
    return {"name": name, "language": "id", "font": False, "palette": palette}


def _navigation(specs: Sequence[PageSpec]) -> Iterator[dict[str, str]]:
    """The index page of each section. Records are reached from there and never listed."""
    index = {spec.section: _source(spec) for spec in specs if _is_index(spec)}
    for section in _SECTIONS:
        if section in index:
            yield {WORDS[section][0]: index[section]}


def _is_index(spec: PageSpec) -> bool:
    return spec.address.count("/") <= 1


def _style(assets: Mapping[str, bytes], own: bool) -> dict[str, bytes]:
    """The style sheet; under another theme it holds inside `_framed` only, and knows no `rem`."""
    if own or _STYLE not in assets:
        return {}
    text = assets[_STYLE].decode().replace(":root", "&")
    text = _REM.sub(lambda size: f"{float(size[1]) * 16:g}px", text)
    return {_STYLE: f".timpora.timpora {{\n{text}\n}}\n".encode()}


def _source(spec: PageSpec) -> str:
    """The Markdown file that MkDocs takes a page to come from."""
    return spec.file.removesuffix(".html") + ".md"


def _day(bodies: Sequence[tuple[PageSpec, str]]) -> date:
    """The day on which the site is read; themes print it as the day of the build."""
    days = (spec.reads["today"] for spec, _ in bodies if "today" in spec.reads)
    return next(days, date(2000, 1, 1))


def _labels(settings: Settings) -> dict[str, str]:
    """What every page says of itself, as HTML: the office's notice, and who may read the page."""
    grade = settings.sites[INTERNAL].clearance.label()
    return {
        "notice": markup.settle(markup.inline(settings.notice, "id"), "")
        if settings.notice
        else "",
        "grade": html.escape(WORDS["members_only"][0] % grade),
    }


def _framed(body: str, settings: Settings) -> str:
    """A body for a theme that knows nothing of grades: notice above, grade below."""
    labels = _labels(settings)
    notice = f'<p class="callout" role="note">{labels["notice"]}</p>' if labels["notice"] else ""
    grade = f'<p class="grade-line">{labels["grade"]}</p>'
    return f'<div class="timpora">{notice}{body}{grade}</div>'


def _headings(body: str) -> tuple[str, list[dict[str, Any]]]:
    """The page's title, and its second and third level headings as nested tokens."""
    title, tokens = "", cast(list[dict[str, Any]], [])
    for level, attributes, inner in _HEADING.findall(body):
        text = " ".join(_TAG.sub("", inner).split())
        found = _ID.search(attributes)
        if level == "1":
            title = title or html.unescape(text)
        elif found:
            token: dict[str, Any] = {
                "level": int(level),
                "id": found[1],
                "name": text,
                "children": [],
            }
            (tokens[-1]["children"] if level == "3" and tokens else tokens).append(token)
    return title, tokens


def _finished(page: str) -> str:
    """A rendered page that asks no other server, is not indexed, and works from a disk."""
    page = _REQUEST.sub("", page)
    if 'name="robots"' not in page:
        page = page.replace("<head>", f"<head>\n{_NOINDEX}", 1)
    return _FOLDER.sub(_with_index, page)


def _with_index(match: re.Match[str]) -> str:
    path = f"{match[2].rstrip('/')}/index.html"
    return f"href={match[1]}{path.removeprefix('./')}"


def _written(folder: Path) -> dict[str, bytes]:
    """What plugins wrote by themselves."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
