"""Problems in the forms that other programs read: JSON, GitHub, GitLab and SARIF.

Each form takes the problems in printing order and the language of the sentences, and gives one
text. GitLab's is the Code Quality report (a JSON list), SARIF is version 2.1.0 (OASIS).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.problems import Problem, Severity, visible

Form = Callable[[Sequence[Problem], str], str]


def _as_json(problems: Sequence[Problem], lang: str) -> str:
    return _dump([problem.as_dict(lang) for problem in problems])


def _as_github(problems: Sequence[Problem], lang: str) -> str:
    """Workflow commands, a line each; signs with a meaning there are written as GitHub asks."""
    return "\n".join(_github_line(problem, lang) for problem in problems)


def _github_line(problem: Problem, lang: str) -> str:
    place = problem.place
    path = visible(place.path).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    where = f"file={path},line={place.line or 1},col={place.col or 1}"
    said = _said(problem, lang).replace("%", "%25")
    return f"::{_level(problem)} {where},title={problem.code}::{said}"


def _as_gitlab(problems: Sequence[Problem], lang: str) -> str:
    seen: dict[str, int] = {}
    return _dump([_gitlab_entry(problem, lang, seen) for problem in problems])


def _gitlab_entry(problem: Problem, lang: str, seen: dict[str, int]) -> dict[str, Any]:
    """One finding; its fingerprint does not move with the lines above it."""
    same = f"{problem.code}|{problem.place.path}|{problem.key}|{problem.found}"
    seen[same] = seen.get(same, 0) + 1
    return {
        "description": _said(problem, lang),
        "check_name": problem.code,
        "fingerprint": hashlib.sha256(f"{same}|{seen[same]}".encode()).hexdigest(),
        "severity": "major" if problem.severity is Severity.ERROR else "minor",
        "location": {"path": problem.place.path, "lines": {"begin": problem.place.line or 1}},
    }


def _as_sarif(problems: Sequence[Problem], lang: str) -> str:
    index = 1 if lang == "en" else 0
    rules = {problem.code: problem.rule for problem in problems}
    driver = {
        "name": "timpora",
        "version": __version__,
        "rules": [
            {"id": code, "shortDescription": {"text": rule.says[index]}}
            for code, rule in sorted(rules.items())
        ],
    }
    results = [_sarif_result(problem, lang) for problem in problems]
    return _dump({"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]})


def _sarif_result(problem: Problem, lang: str) -> dict[str, Any]:
    place = problem.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.path)}}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": place.col or 1}
    return {
        "ruleId": problem.code,
        "level": _level(problem),
        "message": {"text": _said(problem, lang)},
        "locations": [{"physicalLocation": physical}],
    }


def _level(problem: Problem) -> str:
    return "error" if problem.severity is Severity.ERROR else "warning"


def _said(problem: Problem, lang: str) -> str:
    return ". ".join(part for part in (problem.message(lang), problem.hint(lang)) if part)


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


FORMS: Mapping[str, Form] = {
    "json": _as_json,
    "github": _as_github,
    "gitlab": _as_gitlab,
    "sarif": _as_sarif,
}
