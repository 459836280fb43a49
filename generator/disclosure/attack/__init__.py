"""An exact attacker: what the figures that are public, now or ever, give away of those that are not.

In: everything public (`Public`). Out: for each target the smallest and the largest whole number that
it can have for all that a reader can work out. Shares no code with the choice of what is hidden.
Source of the method: Hundepool et al., Statistical Disclosure Control (2012), section 4.3 (the
intruder's problem as two linear programs a cell), in whole numbers.
"""

from __future__ import annotations

from generator.disclosure.attack.attacker import Attacker, attack
from generator.disclosure.attack.derivation import Derivation, How
from generator.disclosure.attack.public import (
    COUNT,
    Id,
    Interval,
    Public,
    Sum,
    known,
    revised,
    total,
)
from generator.disclosure.attack.system import ContradictionError
from generator.disclosure.attack.wording import equation, sentence

__all__ = [
    "COUNT",
    "Attacker",
    "ContradictionError",
    "Derivation",
    "How",
    "Id",
    "Interval",
    "Public",
    "Sum",
    "attack",
    "equation",
    "known",
    "revised",
    "sentence",
    "total",
]
