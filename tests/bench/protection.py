"""How long the suppressor takes and what it hides: `python -m tests.bench.protection [CASE ...]`.

Nothing here is a test: times depend on the machine.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.disclosure.protection.case import Weight, as_result, read_case
from generator.disclosure.protection.suppress import suppress

CASES = Path(__file__).parent.parent / "sdc"
LARGE = ["23_publication_set_coarse", "18_year_kec_dense"]


def measure(name: str, zeros: str, standard: str) -> str:
    """One line: the case, cells and sum hidden beside the small ones, seconds."""
    data = json.loads((CASES / f"{name}.json").read_text("utf-8")) | {"zero_policy": zeros}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.json"
        path.write_text(json.dumps(data), "utf-8")
        start = time.perf_counter()
        case, _ = read_case(path, Weight.SUM)
        found = suppress(case.system, standard)
        seconds = time.perf_counter() - start
    cost = as_result(case, found, standard)["cost"]
    return f"{name:28} {zeros:8} {standard:7} {cost['cells']:4} / {cost['sum']:<5} {seconds:6.2f} s"


if __name__ == "__main__":
    for case_name in sys.argv[1:] or LARGE:
        for zeros_are in ("publish", "may"):
            for asked in ("cover", "beyond"):
                print(measure(case_name, zeros_are, asked), flush=True)
