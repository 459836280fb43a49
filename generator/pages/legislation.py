"""What other systems read of the public regulations: the JDIHN feed and schema.org/Legislation.

Only what was verified leaves as a fact. A rule whose title nobody verified is not in the feed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.disclosure.view import Card
from generator.pages.law import Law
from generator.standing import IN_FORCE
from generator.vocabulary import Gazette, RegulationStatus, RegulationType, RelationKind

NOTHING = "-"  # what members of the JDIHN write for an empty value
FEED = "feed/document.json"

_ABBREVIATIONS = {
    RegulationType.UU: "UU",
    RegulationType.PERPPU: "PERPU",
    RegulationType.PP: "PP",
    RegulationType.PERPRES: "PERPRES",
    RegulationType.PERMEN: "PERMEN",
    RegulationType.PERGUB: "PERGUB",
}
# What each standing is in the feed and in schema.org; where it is missing nothing is said. That an
# amending act ended with its parent is our inference, so it stays out.
_JDIHN_STATUS = {
    **dict.fromkeys(IN_FORCE, "Berlaku"),
    RegulationStatus.REVOKED: "Tidak Berlaku",
}
_LEGAL_FORCE = {
    RegulationStatus.IN_FORCE: "InForce",
    RegulationStatus.AMENDED: "InForce",
    RegulationStatus.PARTLY_REVOKED: "PartiallyInForce",
    RegulationStatus.REVOKED: "NotInForce",
    RegulationStatus.PROMULGATED: "NotInForce",
}


def jdihn_documents(law: Law, today: date, base: str) -> tuple[Mapping[str, str], ...]:
    """The objects of `feed/document.json`, by id; the keys are those that JDIHN members expose.

    Their mixed spelling is the contract as seen at several members; all values are strings. What
    `operasi` and `display` mean is not known to us; they are always "4" and "1".
    """
    rules = sorted(law.rules.values(), key=lambda rule: rule.id)
    return tuple(_document(law, rule, today, base) for rule in rules if "title" in rule.verified)


def _document(law: Law, rule: Card, today: date, base: str) -> Mapping[str, str]:
    enacted, promulgated = _day(rule, "enacted"), _day(rule, "promulgated")
    text = rule.official_text if "official_text" in rule.verified else None
    return {
        "idData": rule.id,
        "tahun_pengundangan": promulgated[:4] or NOTHING,
        "tanggal_penetapan": enacted or NOTHING,
        "tanggal_pengundangan": promulgated or NOTHING,
        "jenis": rule.type.label(),
        "noPeraturan": rule.number,
        "judul": _name(rule),
        "noPanggil": NOTHING,
        "singkatanJenis": _ABBREVIATIONS.get(rule.type, NOTHING),
        "tempatTerbit": NOTHING,
        "penerbit": NOTHING,
        "deskripsiFisik": NOTHING,
        "sumber": _gazette(rule) or NOTHING,
        "subjek": ", ".join(rule.topics) if "topics" in rule.verified else NOTHING,
        "isbn": NOTHING,
        "status": _JDIHN_STATUS.get(law.status(rule, today), NOTHING),
        "bahasa": NOTHING,
        "bidangHukum": NOTHING,
        "teuBadan": _heading(rule) or NOTHING,
        "nomorIndukBuku": NOTHING,
        "fileDownload": text.rstrip("/").rsplit("/", 1)[-1] if text else NOTHING,
        "urlDownload": text or NOTHING,
        "abstrak": NOTHING,
        "urlabstrak": NOTHING,
        "urlDetailPeraturan": f"{base}/{rule.address}" if base else NOTHING,
        "operasi": "4",
        "display": "1",
    }


def _name(rule: Card) -> str:
    return f"{rule.type.label()} Nomor {rule.number} Tahun {rule.year} tentang {rule.title.id}"


def _day(rule: Card, name: str) -> str:
    """A verified day as ISO 8601, else ""."""
    day = vars(rule)[name]
    return day.isoformat() if day and name in rule.verified else ""


def _gazette(rule: Card) -> str:
    """`LN 2011 (52)`, as the guide to Permenkumham 8/2019 writes it; we know no number of pages."""
    series = (Gazette.LN, Gazette.BN, Gazette.BD)
    found = [one for one in rule.gazette if one.series in series and one.year]
    if "gazette" not in rule.verified or not found:
        return ""
    return "; ".join(f"{one.series.value} {one.year} ({one.number})" for one in found)


def _heading(rule: Card) -> str:
    """The main heading for the body (T.E.U. Badan), where the guide says how it is made."""
    if rule.type in (RegulationType.UU, RegulationType.PP):
        return "Indonesia"
    if rule.type is RegulationType.PERMEN and rule.issuer and "issuer" in rule.verified:
        return f"Indonesia. {rule.issuer.title.id}"
    return ""


def schema_org(rule: Card, status: RegulationStatus, base: str) -> Mapping[str, Any]:
    """A rule as schema.org/Legislation (JSON-LD), verified facts only; `base` is the site's address."""
    known: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        **_address(rule.address, base),
        "legislationIdentifier": rule.short,
        "legislationType": rule.type.label(),
        "inLanguage": "id",
    }
    if rule.type in _NATIONAL:
        known["legislationJurisdiction"] = "ID"
    if "title" in rule.verified:
        known["name"] = _name(rule)
    days = {
        "legislationDate": _day(rule, "enacted"),
        "datePublished": _day(rule, "promulgated"),
        "legislationDateOfApplicability": _day(rule, "effective"),
    }
    known |= {name: day for name, day in days.items() if day}
    force = _LEGAL_FORCE.get(status)
    if force:
        known["legislationLegalForce"] = f"https://schema.org/{force}"
    if "relations" in rule.verified:
        known |= _relations(rule, base)
    return known


_NATIONAL = frozenset(RegulationType) - {
    RegulationType.PERGUB,
    RegulationType.KEPUTUSAN,
    RegulationType.SURAT_EDARAN,
    RegulationType.SOP,
}
_PROPERTIES = {
    RelationKind.AMENDS: "legislationAmends",
    RelationKind.REVOKES: "legislationRepeals",
    RelationKind.IMPLEMENTS: "isBasedOn",
    RelationKind.ENACTS: "legislationChanges",
}


def _relations(rule: Card, base: str) -> Mapping[str, Any]:
    """What the rule does to others; that only a part is repealed cannot be said, so that is left out."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for one in rule.relations:
        part = one.partial or (one.target and one.target.part)
        if one.kind not in _PROPERTIES or (one.kind is RelationKind.REVOKES and part):
            continue
        name = one.target.short.removeprefix(_part_of(one.target)) if one.target else one.unlisted
        about = _address(one.target.address.partition("#")[0], base) if one.target else {}
        other = {"@type": "Legislation", **about, "legislationIdentifier": name}
        entries = found.setdefault(_PROPERTIES[one.kind], [])
        if other not in entries:
            entries.append(other)
    return found


def _part_of(link: Any) -> str:
    """What the short name of an article says before that of its rule."""
    return f"{link.title.id} " if link.part else ""


def _address(address: str, base: str) -> Mapping[str, str]:
    return {"@id": f"{base}/{address}", "url": f"{base}/{address}"} if base else {}
