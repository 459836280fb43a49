"""The same records for other generators: finished Markdown, and the leanest site each can make of it.

Comes in: a corpus. Goes out: the peer's files by name, and its command. The peers get
every page, list and link ready made and build one site, so what they take is the least they can take.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from tests.bench.corpus import Corpus

_LIST = "daftar.md"
_PAGE = (
    "<!doctype html><html lang='id'><head><title>{title}</title></head><body>{body}</body></html>\n"
)


@dataclass(frozen=True)
class Peer:
    """Another generator: its folder of Markdown, its definition by file name, its two commands."""

    name: str
    markdown: str
    definition: Mapping[str, str]
    cold: tuple[str, ...]
    again: tuple[str, ...]

    def files(self, records: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
        """Everything that the peer reads."""
        yield from self.definition.items()
        for name, text in finished(records):
            yield f"{self.markdown}/{name}", text


def mkdocs() -> Peer:
    """MkDocs with a theme of one line; after the first build only pages whose file changed."""
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    config = {"site_name": "Contoh", "site_dir": "out", "plugins": [], "validation": {"links": {}}}
    page = _PAGE.format(
        title="{{ page.title if page else '' }}", body="{{ page.content if page else '' }}"
    )
    return Peer(
        name="mkdocs --dirty",
        markdown="docs",
        definition={
            "mkdocs.yml": json.dumps({**config, "theme": {"name": None, "custom_dir": "theme"}}),
            "theme/main.html": page,
        },
        cold=command,
        again=(*command, "--dirty"),
    )


def hugo(program: str) -> Peer:
    """Hugo with a layout of one line; it always builds everything."""
    page = _PAGE.format(title="{{ .Title }}", body="{{ .Content }}")
    command = (program, "--quiet", "--noBuildLock", "--destination", "out")
    config = {"title": "Contoh", "disableKinds": ["taxonomy", "term", "rss", "sitemap"]}
    return Peer(
        name="hugo",
        markdown="content",
        definition={
            "hugo.json": json.dumps(config),
            "layouts/_default/single.html": page,
            "layouts/_default/list.html": page,
        },
        cold=command,
        again=command,
    )


def finished(records: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """A page a record, and a list for each of their folders."""
    lists: dict[PurePosixPath, list[str]] = defaultdict(list)
    for path, record in records.items():
        name = PurePosixPath(path).relative_to("content").with_suffix(".md")
        title = str(record.get("title", name.stem))
        lists[name.parent].append(f"- [{title}](/{name.with_suffix('')}/)")
        yield str(name), _page(title, "\n".join(_lines(record)))
    for folder, lines in lists.items():
        yield str(folder / _LIST), _page(f"Daftar {folder}", "\n".join(lines))


def changed_by_title(corpus: Corpus, title: str) -> list[tuple[str, str]]:
    """The finished pages that change with the title of the edited meeting: its own, and its list."""
    name = corpus.edited
    own = PurePosixPath(name).relative_to("content").with_suffix(".md")
    records = {**corpus.records, name: {**corpus.records[name], "title": title}}
    changed = (str(own), str(own.parent / _LIST))
    return [(page, text) for page, text in finished(records) if page in changed]


def _page(title: str, body: str) -> str:
    return f"---\ntitle: {json.dumps(title)}\n---\n# {title}\n\n{body}\n"


def _lines(record: Mapping[str, Any]) -> Iterator[str]:
    """A heading a key; what is a list of entries becomes a list, one line an entry."""
    for key, value in record.items():
        yield f"## {key}\n"
        if isinstance(value, list):
            yield from (f"- {_inline(one)}" for one in value)
            yield ""
        else:
            yield f"{_inline(value)}\n"


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"**{key}** {_inline(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(map(_inline, value))
    return str(value)
