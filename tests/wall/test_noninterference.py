"""What lies above a site's clearance cannot be felt in that site: not in a byte, name or count."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.disclosure.addresses import read_addresses
from generator.disclosure.view import View, cut
from generator.engine.rendering import render_site
from generator.pages.calendars import calendar_files
from generator.pages.data import data_files
from generator.pages.plan import derive, plan_internal
from generator.pages.render import render_page
from generator.records.library import join
from generator.records.reader import read_content
from generator.settings import INTERNAL, PUBLIC, Project, read_settings
from tests.wall.tampering import Folder

CONTOH = Path(__file__).parent.parent / "sites" / "contoh"
TODAY = date(2025, 1, 6)
CLEARANCES = {PUBLIC: 0, INTERNAL: 1}


def examples(few: int) -> int:
    """A few examples in `make test`, a hundred times as many under HYPOTHESIS_PROFILE=long."""
    return few * 100 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else few


# A seed is not smaller for being a smaller number, so failing examples are not shrunk.
_SLOW = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@pytest.fixture(scope="module")
def folder() -> Folder:
    return Folder(CONTOH)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("usik") / "kantor"


def _open(root: Path) -> Project:
    project, problems = read_settings(root / "site_config.yml")
    assert project is not None, problems
    return project


def _view(project: Project, site: str) -> View:
    """One site's view, also of content whose withheld references lead nowhere after tampering."""
    library, _ = join(read_content(project.content, project.root)[0])
    return cut(library, site, project.settings.sites[site].clearance, TODAY)


def _files(root: Path, site: str) -> Mapping[str, bytes]:
    """A site's files; of the members' site the page bodies, before MkDocs puts its frame around."""
    project = _open(root)
    world = derive(_view(project, site), TODAY)
    if site == PUBLIC:
        remembered, _ = read_addresses(project)
        return render_site(world, project.settings, remembered)
    bodies = {
        spec.file: render_page(spec, site, project.settings).encode()
        for spec in plan_internal(world)
    }
    calendars = dict(calendar_files(world, project.settings))
    return {**bodies, **dict(data_files(world.readings)), **calendars}


@cache
def _before(site: str) -> Mapping[str, bytes]:
    return _files(CONTOH, site)


@cache
def _view_before(site: str) -> View:
    return _view(_open(CONTOH), site)


def _differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


@pytest.mark.parametrize("site", [PUBLIC, INTERNAL])
@settings(_SLOW, max_examples=examples(20))
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 60))
def test_the_view_does_not_feel_withheld_changes(
    site: str, seed: int, changes: int, folder: Folder, workplace: Path
) -> None:
    changed = folder.tampered(seed, CLEARANCES[site], changes)
    view = _view(_open(folder.write(workplace, changed)), site)
    before = _view_before(site)
    assert view.cards == before.cards
    assert list(view.attachments) == list(before.attachments)


@pytest.mark.parametrize("site", [PUBLIC, INTERNAL])
@settings(_SLOW, max_examples=examples(3))
@given(seed=st.integers(0, 2**32))
def test_no_byte_name_or_count_feels_withheld_changes(
    site: str, seed: int, folder: Folder, workplace: Path
) -> None:
    changed = folder.tampered(seed, CLEARANCES[site], 80)
    after = _files(folder.write(workplace, changed), site)
    assert list(after) == list(_before(site))
    assert _differing(after, _before(site)) == []


@pytest.mark.parametrize("site", [PUBLIC, INTERNAL])
def test_tampering_really_changes_the_content(site: str, folder: Folder) -> None:
    """The property would hold trivially if nothing were ever changed."""
    touched = [folder.tampered(seed, CLEARANCES[site], 60) for seed in range(5)]
    for changed in touched:
        different = [n for n, data in changed.items() if data != folder.data.get(n)]
        assert len(different) >= 5
