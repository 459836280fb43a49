"""A derivation as a sentence that a clerk can follow, in Indonesian and English.

With `numbers` it can be checked on paper, and holds what must stay inside: for members' pages only.
Without, it names the cells and no figure: for messages, which may be kept in logs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.disclosure.attack.derivation import Derivation, How, Proof, Term
from generator.disclosure.attack.public import Id, Sum

Said = tuple[str, str]  # Indonesian, English
Label = Callable[[Id], Said]

_MOST = 12  # terms that a sentence names; what needs more is said by its sums

_LEFT = {
    0: (" = ", " = "),
    1: (" paling sedikit ", " is at least "),
    -1: (" paling banyak ", " is at most "),
}
_AT_LEAST = ("paling sedikit {}", "at least {}")
_AT_MOST = ("paling banyak {}", "at most {}")
_AT_LEAST_NO = ("batas bawahnya", "its lower bound")
_AT_MOST_NO = ("batas atasnya", "its upper bound")
_LIMIT = ("batas perubahan", "the limit of the change")
_LESS = (" dikurangi ", " less ")
_AND = (" dan ", " and ")
_COMMA = (", ", ", ")
_VISIBLE = ("{cell} tertulis dalam berkas publik", "{cell} stands in the public files")
_WHOLE = (
    "{cell} terbuka karena jumlah orang selalu bilangan bulat",
    "{cell} is given away because counts are whole numbers",
)
_FOLLOWS = ("{cell} = {value}", "{cell} = {value}")
_ONLY = (
    "{cell}: hanya {low} sampai {high} yang mungkin",
    "{cell}: only {low} to {high} are possible",
)
_MANY = (
    "gabungan {sums} penjumlahan yang memuat {cells}",
    "{sums} sums combined, which hold {cells}",
)
_MORE = ("{count} lainnya", "{count} more")


def sentence(derivation: Derivation, label: Label, *, numbers: bool) -> Said:
    """How `derivation.target` is given away; cells are called what `label` says."""
    one, other = (_said(derivation, label, index, numbers) for index in (0, 1))
    return one, other


def equation(said: Sum, label: Label) -> Said:
    """A public sum without its figures: `whole = part + part`."""
    one, other = (_equation(said, label, index) for index in (0, 1))
    return one, other


def _equation(said: Sum, label: Label, lang: int) -> str:
    def named(sign: int) -> str:
        cells = [label(cell)[lang] for cell, factor in said.terms.items() if factor * sign > 0]
        kept = cells if len(cells) <= _MOST else cells[: _MOST - 1]
        more = [_MORE[lang].format(count=len(cells) - len(kept))] if kept is not cells else []
        return " + ".join([*kept, *more]) or "0"

    relation = "=" if said.exact else "≥" if said.high is None else "≤"
    return f"{named(1)} {relation} {named(-1)}"


def _said(derivation: Derivation, label: Label, lang: int, numbers: bool) -> str:
    cell = label(derivation.target)[lang]
    if derivation.how is How.VISIBLE:
        return _VISIBLE[lang].format(cell=cell)
    proofs = [proof for proof in derivation.proofs if not _plain(proof, derivation.target)]
    parts = [_proof(proof, cell, label, lang, numbers) for proof in proofs]
    if derivation.how is How.WHOLE:
        parts.append(_WHOLE[lang].format(cell=cell))
    if numbers and (closing := _closing(derivation, cell, lang)):
        parts.append(closing)
    return "; ".join(parts)


def _closing(derivation: Derivation, cell: str, lang: int) -> str:
    """What is left in the end, where the sums alone do not show it."""
    found = derivation.found
    if derivation.how in (How.SUBTRACTION, How.COMBINATION):
        return ""
    if found.single:
        return _FOLLOWS[lang].format(cell=cell, value=found.low)
    if found.low is None or found.high is None:
        return ""
    return _ONLY[lang].format(cell=cell, low=found.low, high=found.high)


def _proof(proof: Proof, cell: str, label: Label, lang: int, numbers: bool) -> str:
    shown = _terms(proof, label, lang, numbers)
    if not numbers:
        return f"{cell}{_LEFT[proof.side][lang]}{shown}"
    end = f" = {proof.value}" if proof.figures or proof.bounds else ""
    return f"{cell}{_LEFT[proof.side][lang]}{shown}{end}"


def _plain(proof: Proof, target: Id) -> bool:
    """Whether this is only what everybody knows of the target itself."""
    return not proof.sums and [term.cell for term in proof.bounds] == [target]


def _terms(proof: Proof, label: Label, lang: int, numbers: bool) -> str:
    """The terms with their signs; beside others visible zeros are left out: they change nothing."""
    figures = [term for term in proof.figures if term.value] or proof.figures
    if len(figures) + len(proof.bounds) > _MOST:
        return _many(proof, figures, label, lang)

    def named(term: Term, note: str) -> str:
        times = f"{abs(term.factor)} × " if abs(term.factor) != 1 else ""
        return f"{times}{label(term.cell)[lang]}{note}"

    said = [
        *((term.factor, named(term, f" ({term.value})" if numbers else "")) for term in figures),
        *((term.factor, named(term, _bound(term, proof, lang, numbers))) for term in proof.bounds),
    ]
    if proof.constant:
        limit = str(abs(proof.constant)) if numbers else _LIMIT[lang]
        said.append((proof.constant, limit))
    plus = [text for factor, text in said if factor > 0]
    minus = [text for factor, text in said if factor < 0]
    if len(plus) == 1 and minus:
        return plus[0] + _LESS[lang] + _joined(minus, lang)
    return (" + ".join(plus) or "0") + "".join(f" − {text}" for text in minus)


def _bound(term: Term, proof: Proof, lang: int, numbers: bool) -> str:
    """The bound with which a hidden cell counts.

    A lower bound makes a lower end when it is added, and an upper end when it is taken off.
    """
    least = (term.factor > 0) == (proof.side > 0)
    if numbers:
        return f" ({(_AT_LEAST if least else _AT_MOST)[lang].format(term.value)})"
    return f" ({(_AT_LEAST_NO if least else _AT_MOST_NO)[lang]})"


def _many(proof: Proof, figures: Sequence[Term], label: Label, lang: int) -> str:
    cells = [label(term.cell)[lang] for term in figures[:_MOST]]
    rest = len(figures) + len(proof.bounds) - len(cells)
    cells.append(_MORE[lang].format(count=rest))
    return _MANY[lang].format(sums=len(proof.sums), cells=_joined(cells, lang))


def _joined(parts: Sequence[str], lang: int) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _COMMA[lang].join(parts[:-1]) + _AND[lang] + parts[-1]
