"""How many threads numpy's library of matrices may start, to be said before numpy is imported."""

from __future__ import annotations

import os
from collections.abc import MutableMapping

OPENBLAS_VARIABLE = "OPENBLAS_NUM_THREADS"


def keep_to_one_thread(environ: MutableMapping[str, str] = os.environ) -> None:
    """Have it work on the caller's thread, here and in the processes started from here.

    One thread a core would be started otherwise, which spin for a tenth of a second while numpy is
    imported, on the cores that a start needs; and no matrix here is large enough for them.
    What the person has set stays.
    """
    environ.setdefault(OPENBLAS_VARIABLE, "1")
