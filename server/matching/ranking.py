"""The order of a list that is made for one person: by lot among equals, reasons taking turns."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from server.matching.blocks import BLOCKS
from server.matching.columns import Floats
from server.matching.saying import Profile
from server.matching.scale import Places

FADING = 0.85  # in a mixed list, what is left of a value each time a reason is repeated


def lots(me: Profile, others: Sequence[Profile], seed: int) -> npt.NDArray[np.uint64]:
    """Draw a lot for each of `others`: a hash of both ids and the seed (mixed as splitmix64)."""
    mine = np.uint64(zlib.crc32(f"{seed} {me.id}".encode()) << 32)
    theirs = (zlib.crc32(other.id.encode()) for other in others)
    drawn = np.fromiter(theirs, np.uint64, len(others)) | mine
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        drawn = (drawn ^ drawn >> np.uint64(shift)) * np.uint64(factor)
    return drawn ^ drawn >> np.uint64(31)


def mixed(ranked: Places, worth: Floats, reasons: npt.NDArray[np.int8]) -> Places:
    """Return the ranked with reasons taking turns, those of great value more often."""
    ours = reasons[ranked]
    heard = np.zeros(len(ranked))
    for reason in range(len(BLOCKS)):
        heard[ours == reason] = np.arange(np.count_nonzero(ours == reason))
    return ranked[np.argsort(-worth[ranked] * FADING**heard, kind="stable")]
