"""Where the settings of an office and the templates lie; known before anything else is loaded."""

from __future__ import annotations

from pathlib import Path

import generator

CONFIG_NAME = "site_config.yml"


def find_config(start: Path) -> Path | None:
    """`site_config.yml` in `start` or the nearest folder above it."""
    return next(
        (
            folder / CONFIG_NAME
            for folder in (start, *start.parents)
            if (folder / CONFIG_NAME).is_file()
        ),
        None,
    )


def templates_dir() -> Path:
    """The templates: inside an installed package, else beside it in a checkout."""
    installed = Path(generator.__file__).parent / "templates"
    return installed if installed.is_dir() else Path(generator.__file__).parent.parent / "templates"
