"""Public addresses stay: which pages answer at the addresses of former ones.

Comes in: what is remembered (`disclosure.addresses`), and the pages that the public site is about to
have. Goes out: problems, and the pages that answer at former addresses: a redirect to where a page
moved, or a note that says when and why it was withdrawn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.disclosure.addresses import AddressFile, Moved, Remembered, Withdrawn
from generator.pages.plan import PageSpec
from generator.problems import Problem, quoted, suggest
from generator.settings import LANGUAGES, language_folder


def public_addresses(pages: Iterable[PageSpec]) -> tuple[str, ...]:
    """The addresses of planned pages that are worth remembering: all but the root, which stays."""
    return tuple(sorted(page.address for page in pages if page.is_folder and page.address))


def plan_former(remembered: Remembered, languages: Sequence[str]) -> Iterator[PageSpec]:
    """The pages that answer at former addresses, in each language of the site.

    Addresses in a language that the site has no more are answered in its own.
    """
    for folder, lang in _folders(languages):
        is_spoken = folder == language_folder(lang)
        for address, entry in remembered.former.items():
            if is_spoken or folder + address in remembered.published:
                yield _answer(folder + address, entry, lang)
    for address, own in _given_up(remembered, languages):
        yield _redirect(address, own, languages[0])


def check_addresses(
    remembered: Remembered, addresses: Collection[str], languages: Sequence[str]
) -> Iterator[Problem]:
    """What is wrong with the file when the public site has pages at `addresses`.

    A redirect leads to a page at once, never to another redirect: so there are no loops. That of a
    language which the site has no more leads to a page as well, so it says nothing of its own.
    """
    there, doc = frozenset(addresses), remembered.doc
    answered = there.union(spec.address for spec in plan_former(remembered, languages))
    start = language_folder(languages[0])
    pages = {*there, start}  # the root is no remembered address, and always there
    answered -= {old for old, own in _given_up(remembered, languages) if start + own not in pages}
    for index, address in enumerate(remembered.file.published):
        if address not in answered:
            yield doc.problem("ADR001", ("published", index), found=quoted(address))
    for index, moved in enumerate(remembered.file.moved):
        path = ("moved", index, "to")
        if moved.to in remembered.former:
            yield doc.problem("ADR003", path, found=quoted(moved.to))
        elif moved.to not in there:
            near = suggest(moved.to, there)
            yield doc.problem("ADR002", path, found=quoted(moved.to), suggestion=near)
    seen: set[str] = set()
    for at, address in _named(remembered.file):
        if address in there:
            yield doc.problem("ADR004", at, found=quoted(address))
        if address in seen:
            yield doc.problem("ADR005", at, found=quoted(address))
        seen.add(address)


def _given_up(remembered: Remembered, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Published addresses in a language that the site has no more, with and without its folder.

    What is said of a former page holds for them too, and is not repeated here.
    """
    spoken = {language_folder(lang) for lang in languages}
    for address in remembered.file.published:
        folders = (language_folder(lang) for lang in LANGUAGES)
        folder = next((one for one in folders if one and address.startswith(one)), "")
        own = address.removeprefix(folder)
        if folder not in spoken and own not in remembered.former:
            yield address, own


def _named(file: AddressFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where the file names each former page, and its address."""
    yield from ((("moved", i, "address"), one.address) for i, one in enumerate(file.moved))
    yield from ((("withdrawn", i, "address"), one.address) for i, one in enumerate(file.withdrawn))


def _answer(address: str, entry: Moved | Withdrawn, lang: str) -> PageSpec:
    if isinstance(entry, Moved):
        return _redirect(address, entry.to, lang)
    reads = {"entry": entry, "prefix": language_folder(lang)}
    return PageSpec(address, "public/withdrawn.html", "", reads, lang)


def _redirect(address: str, target: str, lang: str) -> PageSpec:
    """A page that leads to `target` in its language."""
    reads = {"target": language_folder(lang) + target, "prefix": language_folder(lang)}
    return PageSpec(address, "public/moved.html", "", reads, lang)


def _folders(languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The folder of every language, and the language in which the site answers there."""
    for lang in LANGUAGES:
        yield language_folder(lang), lang if lang in languages else languages[0]
