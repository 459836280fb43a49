"""Drawings: a Vega-Lite specification filled in with figures becomes static SVG.

What a chart looks like stands in templates/charts/*.vl.json; `charts` and `panels` say which
specification, sizes and figures make one `Drawing`. Drawing is slow, so what was drawn is kept,
under a key made of everything that it depends on: the specification with its figures and the
version of the library. What was kept is read as carefully as what Vega writes; spoilt entries are
drawn again, and the folder may be deleted at any time.
"""

from __future__ import annotations

import json
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from generator.locating import templates_dir
from generator.pages.lettering import clean

SVG_NS = "http://www.w3.org/2000/svg"
WIDTH = 420  # designed narrow, so that 14 units of type are still 11 CSS px on a 360 px telephone
_MAX_WIDTH = "32rem"
_LOCALES = {
    "id": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["Rp", ""]},
}
_VEGA_LITE = "6.1"  # pinned: another compiler may lay out differently
_WEEK = 7 * 24 * 3600  # seconds
_LONG = 13 * _WEEK
_KEPT_FORM = "1"  # of kept drawings; another number makes all of them be drawn again
_COLOUR = re.compile(r"var\(--[\w-]+, ([^()]+)\)")
_STYLE = f"display:block;width:100%;max-width:{_MAX_WIDTH};height:auto;overflow:visible"

Data = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Frame:
    """Height of the plot and the margins around it; the whole is always `WIDTH` wide."""

    height: int
    left: int
    top: int
    right: int
    bottom: int
    lang: str = "id"


@dataclass(frozen=True)
class Drawing:
    """A picture that is still to be drawn: its specification, sizes and figures.

    `title` and `description` are what a screen reader says of it.
    """

    title: str
    description: str
    name: str
    frame: Frame
    params: Mapping[str, Any]
    data: Data


@dataclass(frozen=True)
class Kept:
    """Drawings kept in `folder` (None: only until the program ends)."""

    folder: Path | None = None

    def find(self, name: str) -> str | None:
        """The kept drawing `name`; None when there is none or it is spoilt."""
        if self.folder is None:
            return None
        path = self.folder / name
        try:
            digest, _, body = path.read_text(encoding="utf-8").partition("\n")
            if time.time() - path.stat().st_mtime > _WEEK:
                path.touch()  # still in use
        except (OSError, ValueError):
            return None
        return body if digest == sha256(body.encode()).hexdigest() else None

    def keep(self, name: str, body: str) -> None:
        """Keep a drawing; a disk that is full or closed to us is no reason to stop."""
        if self.folder is None:
            return
        text = f"{sha256(body.encode()).hexdigest()}\n{body}"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("wb", dir=self.folder, suffix=".tmp", delete=False) as file:
                file.write(text.encode())
            Path(file.name).replace(self.folder / name)

    def tidy(self) -> None:
        """Delete the drawings that no page has asked for in a long time."""
        if self.folder is None or not self.folder.is_dir():
            return
        limit = time.time() - _LONG
        for path in self.folder.iterdir():
            with suppress(OSError):
                if path.suffix in (".svg", ".tmp") and path.stat().st_mtime < limit:
                    path.unlink()


def draw(drawing: Drawing | None, kept: Kept | None = None) -> str:
    """The SVG of a drawing, to put inline in a page; "" for none. ValueError: a bad specification."""
    if drawing is None:
        return ""
    file = f"{drawing.name}.vl.json"
    try:
        body = _body(_filled(drawing), drawing.frame.lang, kept or Kept())
    except (OSError, ValueError, LookupError, TypeError, ET.ParseError) as error:
        raise ValueError(f"{file}: {error}") from error
    return _figure(drawing.title, drawing.description, body)


def draw_for_print(drawing: Drawing) -> str:
    """The same SVG in plain colours: a typesetter reads no style sheet, so what stands in `var()`
    for want of one is what it gets."""
    return _COLOUR.sub(r"\1", draw(drawing))


def _filled(drawing: Drawing) -> str:
    """The specification with the sizes and figures of a drawing, as text."""
    path = templates_dir() / "charts" / f"{drawing.name}.vl.json"
    frame = drawing.frame
    spec = json.loads(path.read_text(encoding="utf-8"))
    spec["width"] = WIDTH - frame.left - frame.right
    spec["height"] = frame.height
    sides = ("left", "top", "right", "bottom")
    spec["padding"] = {side: getattr(frame, side) for side in sides}
    others = [param for param in spec["params"] if param["name"] not in drawing.params]
    own = [{"name": key, "value": value} for key, value in drawing.params.items()]
    spec["params"] = own + others
    spec["datasets"] = drawing.data  # nothing of the samples is left
    return json.dumps(spec, ensure_ascii=False)


def _body(spec: str, lang: str, kept: Kept) -> ET.Element:
    """The bare drawing of a filled specification, drawn or kept from before."""
    name = sha256("\0".join((_KEPT_FORM, _library(), lang, spec)).encode()).hexdigest() + ".svg"
    body = kept.find(name)
    if body is not None:
        with suppress(ValueError, ET.ParseError):
            return _tidy(ET.fromstring(body))
    drawn = _drawn(spec, lang)
    kept.keep(name, drawn)
    return _tidy(ET.fromstring(drawn))


@cache
def _library() -> str:
    """Which versions draw; asked without loading them."""
    return f"vl-convert-python {version('vl-convert-python')}, vega-lite {_VEGA_LITE}"


# A preview asks for the same drawings after every change.
@lru_cache(maxsize=1024)
def _drawn(spec: str, lang: str) -> str:
    return ET.tostring(_tidy(ET.fromstring(_convert(json.loads(spec), lang))), encoding="unicode")


def _convert(spec: dict[str, Any], lang: str) -> str:
    """What vl_convert draws; imported here because its first use costs half a second."""
    import vl_convert

    return vl_convert.vegalite_to_svg(
        spec, vl_version=_VEGA_LITE, allowed_base_urls=[], format_locale=_LOCALES[lang]
    )


# Everything else Vega writes (roles, classes, aria labels with raw values, fonts) is dropped.
_PLACE = "d transform x y x1 x2 y1 y2 dx dy width height"
_LOOK = (
    "fill fill-opacity stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin"
    " font-size font-style font-weight text-anchor"
)
_KEPT = frozenset(f"{_PLACE} {_LOOK}".split())
_GEOMETRY = frozenset(_PLACE.split())
_SHAPES = frozenset(("path", "line", "rect"))


def _tidy(svg: ET.Element) -> ET.Element:
    """Only shapes and text, only attributes that draw, coordinates to a hundredth."""
    bare = ET.Element("svg", viewBox=svg.attrib["viewBox"])
    for child in svg:
        bare.extend(_tidied(child))
    return bare


def _tidied(element: ET.Element) -> list[ET.Element]:
    """`element` without what draws nothing; a group without attributes gives its children."""
    tag = element.tag.removeprefix(f"{{{SVG_NS}}}")
    if tag not in _SHAPES | {"g", "text", "tspan"}:
        raise ValueError(f"<{tag}> has no place in an inline chart")
    attributes = {
        key: _rounded(value) if key in _GEOMETRY else value
        for key, value in element.attrib.items()
        if key in _KEPT and value not in {"", "translate(0,0)"}
    }
    if tag in _SHAPES and not (attributes.get("fill") or attributes.get("stroke")):
        return []
    children = [part for child in element for part in _tidied(child)]
    if tag == "g" and (not attributes or not children):
        return children
    copy = ET.Element(tag, attributes)
    copy.text = element.text if tag in {"text", "tspan"} else None
    copy.extend(children)
    return [copy]


def _rounded(value: str) -> str:
    """Coordinates to a hundredth; adding 0.0 turns -0.0 into 0."""
    return re.sub(
        r"-?\d+\.\d+(?:e-?\d+)?", lambda match: f"{round(float(match[0]), 2) + 0.0:g}", value
    )


def _figure(title: str, description: str, drawing: ET.Element) -> str:
    """The drawing as one picture with a name and a description, its ids made from its content."""
    title, description = clean(title), clean(description)
    for part in drawing:
        part.set("aria-hidden", "true")
    body = "".join(ET.tostring(part, encoding="unicode") for part in drawing)
    digest = sha256("\0".join((title, description, body)).encode()).hexdigest()[:12]
    ids = {"title": f"chart-{digest}-title", "desc": f"chart-{digest}-desc"}
    root = ET.Element(
        "svg",
        {
            "xmlns": SVG_NS,
            "class": "chart",
            "viewBox": drawing.attrib["viewBox"],
            "role": "img",
            "aria-labelledby": " ".join(ids.values()),
            "style": _STYLE,
        },
    )
    for tag, text in (("title", title), ("desc", description)):
        ET.SubElement(root, tag, id=ids[tag]).text = text
    root.extend(drawing)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)
