"""Personal data in a text: what does not belong on a public page, and where it stands.

Comes in: one text. Goes out: `Found` spans, each with the rule that it breaks. What is looked for is
what UU 27/2022 article 4 calls personal data that is general or combined to identify, in the forms
that Indonesian offices write:

- NIK (PP 37/2007 article 37: codes of province, regency and district, birthday with 40 added for
  women, number) and NIP (Peraturan Kepala BKN 22/2007: birthday, month of appointment, sex, number);
- passport and permit numbers, telephone, e-mail, birthdays, addresses down to RT;
- a foreigner's initials or name with nationality and age; coordinates.

A number that only may be one (passport, permit, birthday) counts when the word for it stands near.
Numbers inside web addresses are left alone, as press addresses are full of them, unless the address
itself is one (`wa.me`, `tel:`, a map with coordinates).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

NIK, PASSPORT, PERMIT, NIP = "PRV001", "PRV002", "PRV003", "PRV004"
PHONE, EMAIL, BIRTH, ADDRESS = "PRV005", "PRV006", "PRV007", "PRV008"
FOREIGNER, COORDINATES = "PRV009", "PRV010"


@dataclass(frozen=True, order=True)
class Found:
    """A stretch of a text that looks like personal data."""

    start: int
    end: int
    rule: str


# The first two digits of Kemendagri's codes of areas.
_PROVINCES = re.compile("1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7]")
_MONTHS = (
    "jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?"
    "|agu(?:stus)?|aug(?:ust)?|sep(?:t(?:ember)?)?|o[kc]t(?:ober)?|nov(?:ember)?|de[sc](?:ember)?"
)
_DATE = (
    rf"(?:\d{{1,2}}[ ./-]{{1,2}}(?:\d{{1,2}}|{_MONTHS})[ ./,-]{{1,2}}(?:19|20)?\d\d"
    rf"|(?:{_MONTHS})\s+\d{{1,2}},?\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)"
)
_I = re.IGNORECASE
_DIGITS = re.compile(
    r"(?<![^\W_])(?<!\d[.,/-])\d(?:[ .-]?\d){15}(?:[ .-]?\d\d)?(?![^\W_])(?![.,/-]\d)"
)
_NIK_SAID = re.compile(
    r"\b(?:NIK|no(?:mor|\.)?\s*KTP)\b[^\n\d]{0,20}(\d(?:[ .-]?\d){15})(?!\d)", _I
)
_PASSPORT = re.compile(
    r"\b(?:paspor\w*|passports?)\b(?:\W{1,3}(?!\d)[\w.]+){0,4}?\W{1,3}((?-i:[A-Z]{1,2}) ?\d{6,8})(?!\w)"
    r"|\b(?:paspor\w*|passports?)\b(?:\W{1,3}(?:nomor|no|nr|number|num))?\s*[:.#]*\s*(?<=[\s:.#])"
    r"((?=(?:[A-Z]*\d){5})(?-i:[A-Z0-9]{7,9}))(?![\w/-])"
    r"|(?<!\w)((?-i:[A-Z]{1,2})\d{6,8})\s*\((?:no\.?\s*)?(?:paspor|passport)",
    _I,
)
_PERMIT = re.compile(
    r"\b(?:KITAS|KITAP|ITAS|ITAP|ITK|VITAS|e-?visa|visa|izin tinggal\w*(?: (?:terbatas|tetap|kunjungan))?"
    r"|(?:stay|residence) permit|RPTKA|IMTA|NIORA)\b"
    r"(?:\W{1,3}(?:nomor|no|nr|number|num|kunjungan|tinggal|terbatas|elektronik))*\s*[:.#]*\s*"
    r"(?<=[\s:.#])((?=[A-Z0-9/-]*\d[A-Z0-9/-]*\d[A-Z0-9/-]*\d[A-Z0-9/-]*\d)"
    r"(?=[0-9/-]*[A-Z]|\d{8})(?-i:[A-Z0-9][A-Z0-9/-]{5,}[A-Z0-9]))(?!\w)",
    _I,
)
_PHONE = re.compile(
    r"(?<![\w./:-])(?:"
    r"(?:\+?62|0)[ .-]?8[1-9]\d(?:[ .-]?\d){6,9}"
    r"|\+[1-9]\d{0,2}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d){5,10}"
    r"|\(0[2-9]\d{1,2}\)[ .-]?\d{3,4}[ .-]?\d{2,4}"
    r"|0[2-9]\d{1,2}[ -]\d{3,4}[ .-]?\d{3,4}"
    r")(?![\w/])(?![.,-]\d)"
)
_PHONE_SAID = re.compile(
    r"\b(?:telepon|telp?|hp|wa|whatsapp|ponsel|handphone|phone|call|fax|faks)\b[\s.:]{1,3}"
    r"(?:nomor|no\.?|number)?[\s.:]{0,3}((?:\(\d{2,4}\)\s?)?\d(?:[ .-]?\d){5,13})(?!\w)",
    _I,
)
_PHONE_LINK = re.compile(r"(?:wa\.me/|api\.whatsapp\.com/send\?phone=|tel:)\+?(\d{8,15})", _I)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[\[(](?:at|et|@)[\])]\s?)"
    r"(?:[\w-]{1,63}(?:\.|\s?[\[(](?:dot|titik)[\])]\s?)){1,5}[a-z]{2,24}(?![\w@])",
    _I,
)
_BIRTH = re.compile(
    r"\b(?:lahir|kelahiran|TTL|born|birth|DOB)\b"
    r"(?:(?!\b(?:sebelum|sesudah|setelah|sejak|before|after|since)\b)(?:[^\n.;\d]|\.(?=\s?\w))){0,60}?"
    rf"(?<!\d)({_DATE})",
    _I,
)
_ADDRESS = re.compile(
    r"\bRT(?:\s*/\s*RW)?(?:\.|:)?\s{0,2}0{0,2}\d{1,3}"
    r"(?:\s{0,2}[/,]?\s{0,2}(?:RW\.?\s{0,2})?0{0,2}\d{1,3})?(?!\d)"
)
_CITIZEN = (
    r"(?:WNA?|warga\s+(?:negara|asal)|berkewarganegaraan|kewarganegaraan|asal|national of|citizen of"
    r"|from)"
)
_AGE = r"\d{1,2}(?:\s*(?:tahun|thn|th|years?(?:\s+old)?|yo))?"
_PERSON = r"(?:[A-Z]{1,4}|[A-Z]\.(?:\s?[A-Z]\.)+|[A-Z][a-z'’-]+(?:\s+[A-Z][a-z'’-]+){0,3})"
_COUNTRY = r"[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?"
_FOREIGNER = re.compile(
    rf"(?<!\w){_PERSON}\s*[(,]\s*{_AGE}\s*[),]\s*,?\s*(?:(?:seorang|adalah|a|an)\s+)?"
    rf"(?:{_CITIZEN}\s+{_COUNTRY}|{_COUNTRY}\s+(?:national|citizen))"
    rf"|(?<!\w)[A-Z]{{2,3}}\s*(?:\(|,)\s*{_CITIZEN}\s+{_COUNTRY}"
    rf"|{_CITIZEN}\s+{_COUNTRY},?\s+(?:bernama\s+|atas nama\s+)?{_PERSON}\s*[(,]\s*{_AGE}\s*[),]"
    rf"|\b(?:berinisial|inisial|with the initials|initials)\s+[\"'“(]?[A-Z]{{1,4}}\b"
    rf"(?:\s*\(\s*{_AGE}\s*\))?"
)
# What stands in all of these, and is soon looked for.
_COUNTRY_SAID = re.compile(
    r"(?:WNA?|asal|negara|kewarganegaraan|national of|citizen of|from)\s+[A-Z]"
    r"|national|citizen|inisial|initials"
)
_NOT_INITIALS = re.compile(r"\b(?:WN[AI]?|TPI|UU|PP|RI|TNI|BIN|BNN|ASN)\b\s*[(,]")
_DECIMAL = r"[+-]?\d{1,3}\.\d{4,}"
_COORDINATES = re.compile(
    rf"(?<![\w.])({_DECIMAL})(?:\s*[,;/ ]\s*|,\+?|%2C)({_DECIMAL})(?!\w|\.\d)"
    r"|\d{1,3}\s?°\s?\d{1,2}\s?['’′](?:\s?\d{1,2}(?:[.,]\d+)?\s?(?:\"|”|″|''))?\s?[NSLUEWBT]{1,2}\b"
)
_PRECISE = re.compile(r"\.\d{4}|°")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>)\]]+", _I)


def find_personal(text: str) -> list[Found]:
    """Everything in `text` that looks like personal data, in order; no two stretches overlap."""
    return [*(_in_short(text) if len(text) <= _SHORT else _in_text(text))]


@lru_cache(maxsize=20_000)
def _in_short(text: str) -> tuple[Found, ...]:
    """The same for names, offices, ids and days, which stand in hundreds of records."""
    return tuple(_in_text(text))


def _in_text(text: str) -> list[Found]:
    hinted = {
        rule
        for index, _, _ in _HINTS.find_matches_as_indexes(text.lower(), overlapping=True)
        for rule in _HINTED[index]
    }
    has_number = _LONG_NUMBER.search(text) is not None
    if not (hinted or has_number):
        return []
    found: list[Found] = []
    for rule, words, search in _SEARCHES:
        if not (has_number if words is None else rule in hinted):
            continue
        for start, end in search(text):
            if not any(one.start < end and start < one.end for one in found):
                found.append(Found(start, end, rule))
    return sorted(_outside_addresses(text, found)) if found else []


def _outside_addresses(text: str, found: list[Found]) -> Iterator[Found]:
    """What was found, less what stands in web addresses and says nothing there."""
    web = [match.span() for match in _WEB.finditer(text)]
    for one in found:
        inside = any(start <= one.start < end for start, end in web)
        if not (inside and one.rule in _NOT_IN_ADDRESSES):
            yield one


def mask(text: str) -> str:
    """`text` with all but its first signs hidden; blanks and punctuation stay, so that it is known again."""
    shown = 2 if len(text) >= 8 else 1
    return text[:shown] + re.sub(r"\w", "•", text[shown:])


_Spans = Iterator[tuple[int, int]]


def _niks(text: str) -> _Spans:
    yield from (match.span() for match in _DIGITS.finditer(text) if _is_nik(_bare(match[0])))
    yield from (match.span(1) for match in _NIK_SAID.finditer(text))


def _nips(text: str) -> _Spans:
    yield from (match.span() for match in _DIGITS.finditer(text) if _is_nip(_bare(match[0])))


def _bare(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_nik(digits: str) -> bool:
    if len(digits) != 16 or not _PROVINCES.match(digits) or digits[12:] == "0000":
        return False
    day = int(digits[6:8])
    born = day - 40 if day > 40 else day
    return 1 <= born <= 31 and 1 <= int(digits[8:10]) <= 12 and digits[2:6] > "0100"


def _is_nip(digits: str) -> bool:
    if len(digits) != 18 or digits[14] not in "12":
        return False
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        began = date(int(digits[8:12]), int(digits[12:14]), 1)
    except ValueError:
        return False
    return born.year >= 1930 and 15 <= began.year - born.year <= 70


def _every(*patterns: re.Pattern[str]) -> Callable[[str], _Spans]:
    """The spans of all matches; of the group that matched, where a pattern has groups."""

    def _search(text: str) -> _Spans:
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield match.span(match.lastindex or 0)

    return _search


def _coordinates(text: str) -> _Spans:
    if not _PRECISE.search(text):
        return
    for match in _COORDINATES.finditer(text):
        if match[1] is None or (abs(float(match[1])) <= 90 and abs(float(match[2])) <= 180):
            yield match.span()


def _addresses(text: str) -> _Spans:
    if "RT" in text:
        yield from (match.span() for match in _ADDRESS.finditer(text))


def _foreigners(text: str) -> _Spans:
    if not _COUNTRY_SAID.search(text):
        return
    for match in _FOREIGNER.finditer(text):
        if not _NOT_INITIALS.match(match[0]):
            yield match.span()


# What is looked for, in the order in which one stretch is given to a rule, each with words of which
# one stands in every text that can hold it (None: a long number does).
_SHORT = 60
_LONG_NUMBER = re.compile(r"\d(?:\D?\d){5}")
_SEARCHES: tuple[tuple[str, tuple[str, ...] | None, Callable[[str], _Spans]], ...] = (
    (NIP, None, _nips),
    (NIK, None, _niks),
    (COORDINATES, (".", "°"), _coordinates),
    (BIRTH, ("lahir", "ttl", "born", "birth", "dob"), _every(_BIRTH)),
    (PASSPORT, ("paspor", "passport"), _every(_PASSPORT)),
    (
        PERMIT,
        ("itas", "itap", "itk", "visa", "tinggal", "permit", "rptka", "imta", "niora"),
        _every(_PERMIT),
    ),
    (EMAIL, ("@", "[at", "(at", "[et", "(et"), _every(_EMAIL)),
    (PHONE, None, _every(_PHONE_LINK, _PHONE, _PHONE_SAID)),
    (ADDRESS, ("rt",), _addresses),
    (
        FOREIGNER,
        ("wn", "warga", "inisial", "initials", "national", "citizen", "from", "asal"),
        _foreigners,
    ),
)
_WORDS = sorted({word for _, words, _ in _SEARCHES for word in words or ()})
_HINTS = AhoCorasick(_WORDS)
_HINTED = tuple(
    tuple(rule for rule, words, _ in _SEARCHES if words and word in words) for word in _WORDS
)
_NOT_IN_ADDRESSES = frozenset((NIP, BIRTH, PASSPORT, PERMIT, ADDRESS, FOREIGNER))
