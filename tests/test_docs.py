"""The documentation names everything there is, and what it shows is true."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from generator.cli import timpora
from generator.editing.reference import reference_pages
from generator.problems import RULES, Exit
from generator.records.reader import _FOLDERS, _LISTS, ATTACHMENTS
from generator.records.shape import shape_of
from generator.settings import MkDocsSettings, Settings, SiteSettings
from generator.vocabulary import Grade

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "generator" / "editing" / "starter"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
WRITTEN = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", reference_pages())
def test_generated_pages_are_current(name):
    kept = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert kept == reference_pages()[name], "run 'make docs'"


def options():
    """Each command and option, also those of the program itself and of commands inside others."""
    inner = [
        (f"{name} {one}", command)
        for name, group in timpora.commands.items()
        if isinstance(group, click.Group)
        for one, command in group.commands.items()
    ]
    for name, command in [("", timpora), *timpora.commands.items(), *inner]:
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for spelt in (*parameter.opts, *parameter.secondary_opts):
                    yield name, spelt


@pytest.mark.parametrize("name", timpora.commands)
def test_every_command_is_explained(name):
    assert re.search(rf"^\| `timpora {name}\b", README, re.MULTILINE)


@pytest.mark.parametrize(("command", "option"), sorted(set(options())))
def test_every_option_is_explained(command, option):
    assert re.search(rf"`{re.escape(option)}(?![\w-])", README), f"{command} {option}"


def test_every_list_is_named():
    (what,) = (one for one in timpora.commands["list"].params if isinstance(one, click.Argument))
    choices = "\\|".join(what.type.choices)
    assert f"`timpora list [{choices}]`" in README


@pytest.mark.parametrize("code", Exit)
def test_every_exit_code_is_explained(code):
    assert re.search(rf"^\| {int(code)} \| \w", README, re.MULTILINE)


@pytest.mark.parametrize("grade", Grade)
def test_every_grade_is_explained(grade):
    assert f"`{grade}`" in README


@pytest.mark.parametrize("model", [Settings, SiteSettings, MkDocsSettings])
def test_every_setting_is_explained_where_an_office_meets_it(model):
    starter = (STARTER / "site_config.yml").read_text(encoding="utf-8")
    for field in shape_of(model):
        assert re.search(rf"^ *(# )?{field.key}:", starter, re.MULTILINE), field.key
        assert f"`{field.key}`" in WRITTEN, field.key


@pytest.mark.parametrize("name", [*_FOLDERS, *_LISTS, ATTACHMENTS, "statistics", "knowledge"])
def test_every_place_in_content_is_named(name):
    assert re.search(rf"^      {re.escape(name)}", README, re.MULTILINE)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_listed(code):
    assert f"| `{code}` |" in (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        found = path.parent / name if name else path
        assert found.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", found.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {heading.lower().replace(" ", "-") for heading in headings}, target


def test_make_targets_that_are_mentioned_exist():
    mentioned = set(re.findall(r"`make ([a-z-]+)|^    make ([a-z-]+)", WRITTEN, re.MULTILINE))
    assert {one or other for one, other in mentioned} <= TARGETS
    assert {"site", "test", "check", "docs"} <= TARGETS


def test_the_example_in_the_readme_is_the_starters_own():
    (shown,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    meeting = STARTER / "content/meetings/2026/2026-11-12-rapat-contoh.yml"
    lines = iter(meeting.read_text(encoding="utf-8").splitlines())
    for line in shown.splitlines():
        assert line in lines, f"not there, or not in this order: {line}"


def test_pictures_are_small():
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    assert pictures
    for picture in pictures:
        assert picture.read_bytes().startswith(b"\x89PNG"), picture.name
        assert picture.stat().st_size < 150_000, picture.name
        assert picture.name in README
