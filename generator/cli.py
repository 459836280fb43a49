"""The command line: the only place that prints, exits, reads the clock or the environment."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.problems import Exit, format_problem, has_errors, sort_problems, summary
from generator.records.library import join
from generator.records.reader import read_content
from generator.records.rules import check_library
from generator.settings import CONFIG_NAME, find_config, read_settings


@click.group()
def main() -> None:
    """Timpora."""


@main.command()
@click.option("-f", "--config-file", type=click.Path(path_type=Path), default=None)
@click.option("--lang", type=click.Choice(["id", "en"]), default="id")
def check(config_file: Path | None, lang: str) -> None:
    """Check the content."""
    path = config_file or find_config(Path.cwd()) or Path(CONFIG_NAME)
    project, problems = read_settings(path.resolve())
    if project:
        content, found = read_content(project.content, project.root)
        problems += found
        library, found = join(content)
        problems += found + check_library(library)
    for problem in sort_problems(problems):
        click.echo(format_problem(problem, lang))
    click.echo(summary(problems, lang))
    sys.exit(Exit.PROBLEMS if has_errors(problems) else Exit.FINE)
