"""`timpora build --check-output`: whether the output is still, byte for byte, what was published."""

from __future__ import annotations

from pathlib import Path

from generator.engine.manifest import Difference, differences, read_manifest, read_state
from generator.problems import Place, Problem

_CODES = {Difference.CHANGED: "OUT007", Difference.MISSING: "OUT008", Difference.SURPLUS: "OUT009"}
_ATTEMPTS = 3


def examine_output(output: Path) -> tuple[int, list[Problem]]:
    """How many files were published, and every file that is not so any more; nothing is written.

    Without a manifest that fits its marker nothing can be said: OUT006. A build that puts a new
    state in place meanwhile makes the work begin again.
    """
    found: tuple[int, list[Problem]] = (0, [])
    for _ in range(_ATTEMPTS):
        state = read_state(output)
        found = _examine(output)
        if read_state(output) == state:
            break
    return found


def _examine(output: Path) -> tuple[int, list[Problem]]:
    manifest = read_manifest(output)
    if manifest is None:
        return 0, [Problem("OUT006", Place(output.name), params={"path": str(output)})]
    problems = [
        Problem(_CODES[difference], Place(f"{output.name}/{name}"))
        for name, difference in differences(output, manifest)
    ]
    return len(manifest.lines), problems
