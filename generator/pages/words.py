"""The words that the sites themselves say, in both languages; templates name them as `t.<word>`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "home": ("Beranda", "Home"),
    "meetings": ("Rapat", "Meetings"),
    "regulations": ("Peraturan", "Regulations"),
    "statistics": ("Statistik", "Statistics"),
    "organisations": ("Organisasi", "Organisations"),
    "places": ("Wilayah", "Places"),
    "glossary": ("Istilah", "Glossary"),
    "knowledge": ("Pengetahuan", "Knowledge"),
    "about": ("Tentang situs ini", "About this site"),
    "sources": ("Sumber", "Sources"),
    "actions": ("Tindak lanjut", "Action items"),
    "not_found": ("Halaman tidak ditemukan", "Page not found"),
}


class Words:
    """The interface words of one language, as attributes; an unknown word is an error."""

    def __init__(self, lang: str) -> None:
        index = 1 if lang == "en" else 0
        self.__dict__.update({name: said[index] for name, said in WORDS.items()})


def spoken() -> Iterator[str]:
    """Every interface word in every language."""
    return (word for said in WORDS.values() for word in said)
