"""The finished files and everything published before are attacked before they go out.

In: the bytes of a dataset's JSON and CSV, the history of its figures, and what must be protected.
Out: a verdict. Reads no memory of those who chose what to hide, and shares no code with them.
"""

from __future__ import annotations

from generator.disclosure.audit.claims import Claims, Outgoing
from generator.disclosure.audit.judging import audit, digest
from generator.disclosure.audit.verdict import Audited, Verdict, from_json, to_json

__all__ = ["Audited", "Claims", "Outgoing", "Verdict", "audit", "digest", "from_json", "to_json"]
