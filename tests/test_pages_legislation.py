"""What other systems read: the keys of the JDIHN, schema.org, and nothing that was not verified."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from generator.disclosure.view import Card
from generator.engine.build import Options, build
from generator.pages.law import derive_law
from generator.pages.legislation import jdihn_documents, schema_org
from generator.settings import read_settings
from generator.vocabulary import Gazette, RegulationStatus, RegulationType
from generator.vocabulary import RelationKind as Kind
from tests.cards import in_force, passage, relation, rule, view

TODAY = date(2025, 1, 6)
BASE = "https://timpora.contoh.example"
CONTOH = Path(__file__).parent / "sites" / "contoh" / "site_config.yml"
KEYS = [
    "idData", "tahun_pengundangan", "tanggal_penetapan", "tanggal_pengundangan", "jenis",
    "noPeraturan", "judul", "noPanggil", "singkatanJenis", "tempatTerbit", "penerbit",
    "deskripsiFisik", "sumber", "subjek", "isbn", "status", "bahasa", "bidangHukum",
    "teuBadan", "nomorIndukBuku", "fileDownload", "urlDownload", "abstrak", "urlabstrak",
    "urlDetailPeraturan", "operasi", "display"
]  # fmt: skip


def _law_of_2011(**more) -> Card:
    known = {
        "type": RegulationType.UU,
        "number": "6",
        "title": passage("Keimigrasian"),
        "enacted": date(2011, 5, 5),
        "gazette": (
            Card({"series": Gazette.LN, "year": 2011, "number": 52}),
            Card({"series": Gazette.TLN, "year": None, "number": 5216}),
        ),
        "topics": ("imigrasi",),
        "official_text": "https://jdih.contoh.example/naskah/uu-6-2011.pdf",
    }
    return in_force("uu-6-2011", "2011-05-05", **(known | more))


def _document(card: Card, base: str = BASE) -> dict[str, str]:
    (document,) = jdihn_documents(derive_law(view(card)), TODAY, base)
    return dict(document)


def test_the_keys_are_those_of_the_contract_and_every_value_is_a_string():
    document = _document(_law_of_2011())
    assert list(document) == KEYS
    assert all(isinstance(value, str) and value for value in document.values())


def test_what_was_verified_is_said():
    everything = "title enacted promulgated gazette topics official_text status"
    document = _document(_law_of_2011(verified=everything))
    assert {key: value for key, value in document.items() if value != "-"} == {
        "idData": "uu-6-2011",
        "tahun_pengundangan": "2011",
        "tanggal_penetapan": "2011-05-05",
        "tanggal_pengundangan": "2011-05-05",
        "jenis": "Undang-Undang",
        "noPeraturan": "6",
        "judul": "Undang-Undang Nomor 6 Tahun 2011 tentang Keimigrasian",
        "singkatanJenis": "UU",
        "sumber": "LN 2011 (52)",
        "subjek": "imigrasi",
        "status": "Berlaku",
        "teuBadan": "Indonesia",
        "fileDownload": "uu-6-2011.pdf",
        "urlDownload": "https://jdih.contoh.example/naskah/uu-6-2011.pdf",
        "urlDetailPeraturan": f"{BASE}/peraturan/uu-6-2011/",
        "operasi": "4",
        "display": "1",
    }


def test_what_was_not_verified_is_empty():
    document = _document(_law_of_2011(verified="title"), base="")
    for key in (
        *("tahun_pengundangan", "tanggal_penetapan", "tanggal_pengundangan", "sumber", "subjek"),
        *("status", "fileDownload", "urlDownload", "urlDetailPeraturan"),
    ):
        assert document[key] == "-", key


def test_a_rule_whose_title_nobody_verified_is_not_in_the_feed():
    law = derive_law(view(_law_of_2011(verified="promulgated status")))
    assert jdihn_documents(law, TODAY, BASE) == ()


@pytest.mark.parametrize(
    ("newer", "said"),
    [
        (relation(Kind.REVOKES, "uu-6-2011"), "Tidak Berlaku"),
        (relation(Kind.AMENDS, "uu-6-2011"), "Berlaku"),
        (relation(Kind.ENACTS, "uu-6-2011"), "-"),
    ],
)
def test_the_status_is_one_of_two_words_or_nothing(newer, said):
    law = derive_law(view(_law_of_2011(), in_force("baru", "2024-01-01", newer)))
    assert {one["idData"]: one["status"] for one in jdihn_documents(law, TODAY, BASE)}[
        "uu-6-2011"
    ] == said


def test_that_an_act_ended_with_its_parent_is_not_exported_as_a_fact():
    amending = in_force(
        *("ubah", "2018-02-05", relation(Kind.AMENDS, "lama")), title=passage("Perubahan atas X")
    )
    shown = view(
        in_force("lama", "2016-05-09"),
        amending,
        in_force("baru", "2022-08-01", relation(Kind.REVOKES, "lama")),
    )
    law = derive_law(shown)
    assert law.status(amending, TODAY) is RegulationStatus.ABSORBED
    assert {one["idData"]: one["status"] for one in jdihn_documents(law, TODAY, BASE)} == {
        "lama": "Tidak Berlaku",
        "ubah": "-",
        "baru": "Berlaku",
    }
    assert "legislationLegalForce" not in schema_org(amending, RegulationStatus.ABSORBED, BASE)


def test_schema_org_says_what_is_verified():
    card = rule(
        "permen-3-2022",
        relation(Kind.REVOKES, "permen-12-2016"),
        relation(Kind.REVOKES, "permen-1-2010", part="pasal-2"),
        relation(Kind.IMPLEMENTS, "perpres-4-2015", part="pasal-2"),
        enacted=date(2022, 6, 20),
        promulgated=date(2022, 6, 27),
        effective=date(2022, 8, 1),
        year=2022,
        verified="title promulgated effective relations status",
    )
    assert schema_org(card, RegulationStatus.IN_FORCE, BASE) == {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": f"{BASE}/peraturan/permen-3-2022/",
        "url": f"{BASE}/peraturan/permen-3-2022/",
        "legislationIdentifier": "PERMEN-3-2022",
        "legislationType": "Peraturan Menteri",
        "legislationJurisdiction": "ID",
        "inLanguage": "id",
        "name": "Peraturan Menteri Nomor 1 Tahun 2022 tentang Contoh",
        "datePublished": "2022-06-27",
        "legislationDateOfApplicability": "2022-08-01",
        "legislationLegalForce": "https://schema.org/InForce",
        "legislationRepeals": [
            {
                "@type": "Legislation",
                "@id": f"{BASE}/peraturan/permen-12-2016/",
                "url": f"{BASE}/peraturan/permen-12-2016/",
                "legislationIdentifier": "permen-12-2016",
            }
        ],
        "isBasedOn": [
            {
                "@type": "Legislation",
                "@id": f"{BASE}/peraturan/perpres-4-2015/",
                "url": f"{BASE}/peraturan/perpres-4-2015/",
                "legislationIdentifier": "perpres-4-2015",
            }
        ],
    }


def test_schema_org_says_nothing_of_what_is_not():
    bare = schema_org(_law_of_2011(verified=""), RegulationStatus.UNVERIFIED, "")
    assert set(bare) == {
        *("@context", "@type", "legislationIdentifier", "legislationType"),
        *("legislationJurisdiction", "inLanguage"),
    }


# As they leave the house


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """Both sites of the fictional office."""
    out = tmp_path_factory.mktemp("contoh") / "situs"
    project, _ = read_settings(CONTOH.resolve())
    assert project is not None
    assert build(project, Options(TODAY, output=out)).output
    return out


def test_the_feed_of_the_public_site_is_json(office: Path):
    documents = json.loads((office / "public/feed/document.json").read_text(encoding="utf-8"))
    known = {document["idData"]: document for document in documents}
    assert all(list(document) == KEYS for document in documents)
    assert known["permen-contoh-12-2016"]["status"] == "Tidak Berlaku"
    assert known["permen-contoh-5-2018"]["status"] == "-"
    assert "pergub-contoh-21-2019" not in known
    assert not (office / "internal/feed").exists()


def test_every_public_page_of_a_rule_holds_valid_json_ld(office: Path):
    pages = sorted((office / "public").glob("**/peraturan/*/index.html"))
    assert len(pages) > 15
    for page in pages:
        html = page.read_text(encoding="utf-8")
        (script,) = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL
        )
        assert json.loads(script)["@type"] == "Legislation"
    for page in (office / "internal").glob("peraturan/*/index.html"):
        assert "ld+json" not in page.read_text(encoding="utf-8")


def test_no_value_ends_the_script(site: Path, tmp_path: Path):
    path = site / "content" / "regulations" / "uu-6-2011.yml"
    checked = """  relations: {evidence: sekunder, source: JDIH, date: 2025-01-02}
relations:
  - {kind: mencabut, unlisted: 'UU </script><script>alert(1)</script> 9/1992', evidence: naskah}
"""
    path.write_text(path.read_text(encoding="utf-8") + checked, encoding="utf-8")
    project, _ = read_settings(site / "site_config.yml")
    assert project is not None
    assert build(project, Options(TODAY, output=tmp_path / "situs")).output
    html = (tmp_path / "situs/public/peraturan/uu-6-2011/index.html").read_text(encoding="utf-8")
    assert html.count("<script") == html.count("</script>") == 1
    (script,) = re.findall(r'ld\+json">(.*?)</script>', html, re.DOTALL)
    (repealed,) = json.loads(script)["legislationRepeals"]
    assert "alert(1)" in repealed["legislationIdentifier"]


def test_a_meeting_shows_how_its_rules_stood_on_its_day_and_today(office: Path):
    """The old rule was revoked since; the new one is named where it stands in its place."""
    path = "public/rapat/2022/2022-07-13-rakor-timpora-kota-contoh/index.html"
    html = (office / path).read_text(encoding="utf-8")
    decisions = html.split('id="_keputusan"')[1].split("</section>")[0]
    line = next(one for one in decisions.split("<li>") if "Permen Contoh 12/2016" in one)
    text = " ".join(re.sub(r"<[^>]+>", "", line).split())
    assert "Berlaku, telah diubah dengan Permen Contoh 5/2018 pada hari rapat;" in text
    assert "Dicabut dengan Permen Contoh 3/2022 hari ini" in text


def test_the_same_word_for_another_reason_is_not_said_of_both_days(site: Path, tmp_path: Path):
    """Amended then by one rule and today by two: the page must not say that it was by two then."""
    folder = site / "content" / "regulations"
    for number, day in (("1", "2016-03-01"), ("2", "2025-01-02")):
        (folder / f"uu-contoh-{number}-{day[:4]}.yml").write_text(
            f"""title: Contoh
type: uu
abbreviation: UU Contoh
number: '{number}'
year: {day[:4]}
grade: terbuka
promulgated: {day}
relations:
  - {{kind: mengubah, target: uu-6-2011, evidence: naskah}}
verified:
  promulgated: {{evidence: naskah, source: Naskah contoh, date: 2025-01-03}}
""",
            encoding="utf-8",
        )
    project, _ = read_settings(site / "site_config.yml")
    assert project is not None
    assert build(project, Options(TODAY, output=tmp_path / "situs")).output
    page = tmp_path / "situs/public/rapat/2024/2024-09-11-rakor-timpora-contoh/index.html"
    html = page.read_text(encoding="utf-8")
    line = html.split('id="_keputusan"')[1].split('class="bases"')[1].split("</ul>")[0]
    text = " ".join(re.sub(r"<[^>]+>", "", line).split())
    then, today = text.split("pada hari rapat;")
    assert "UU Contoh 1/2016" in then
    assert "UU Contoh 2/2025" not in then
    assert "UU Contoh 2/2025" in today
