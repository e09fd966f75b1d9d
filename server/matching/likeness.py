"""How alike stories are: short rows of numbers, one for each, whose products say it.

Any other model may stand in the place of this one (`Likeness`), one that a package ships, say.
This one knows words alone, and needs nothing but NumPy. A word counts the more the fewer stories
have it (Spärck Jones, "A statistical interpretation of term specificity", 1972), and is known by
its hash (Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009). Of
so many dimensions those few are kept in which the stories of a room have most in common
(Deerwester et al., "Indexing by latent semantic analysis", 1990), found from a random beginning
(Halko, Martinsson & Tropp, "Finding structure with randomness", 2011). As many random ones would
say of any two stories that they are a fifth alike, more or less, which is more than most are.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from server.matching.columns import Floats
from server.stories.words import words

DIMENSIONS = 24  # of all languages together: each more is another column of the whole room's
KEYS = 2**14  # that words are hashed to
LEARNT_FROM = 2_000  # stories of a language, at most
PASSES = 4
NOTHING = 1e-12  # of the greatest
CLEAR = 0.5  # of a story is in the dimensions kept: one of which less is, is like hardly any
AT_ONCE = 10_000  # numbers to be summed

Ints = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.float64]
Texts = Sequence[str]
Rows = Callable[[Texts, Texts], Floats]  # texts, languages -> [text, dimension]


class Likeness(Protocol):
    """Learns from the stories of a room, and returns what makes rows of any.

    A text that is empty has a row of noughts. The product of two rows is at most 1, which is the
    same, and nought where the languages differ.
    """

    def __call__(self, texts: Texts, languages: Texts) -> Rows:
        """Learn from these. languages: of each text."""
        ...


def by_words(texts: Texts, languages: Texts) -> Rows:
    """Learn which words are rare here and go together. A `Likeness`."""
    told: dict[str, list[str]] = {}
    for text, language in zip(texts, languages, strict=True):
        if text:
            told.setdefault(language, []).append(text)
    often_first = sorted(told, key=lambda language: (-len(told[language]), language))
    learnt: dict[str, tuple[slice, _Language]] = {}
    stories, free = sum(map(len, told.values())), DIMENSIONS
    for language in often_first:
        share = min(len(told[language]), max(2, DIMENSIONS * len(told[language]) // stories), free)
        if share > 1:  # one story alone is like no other
            place = slice(DIMENSIONS - free, DIMENSIONS - free + share)
            learnt[language] = place, _Language(told[language], share)
            free -= share

    def rows(texts: Texts, languages: Texts) -> Floats:
        found = np.zeros((len(texts), DIMENSIONS), np.float32)
        spoken = np.array(languages)
        for language, (place, one) in learnt.items():
            ours = np.flatnonzero(spoken == language)
            found[ours, place] = one.rows([texts[number] for number in ours.tolist()])
        return found

    return rows


class _Entries(NamedTuple):
    """Which text has which key, and what it counts there: all of a text together make one."""

    text: Ints
    key: Ints
    weight: Numbers


class _Language:
    """The stories of one language: how rare each word is in them, and the dimensions kept."""

    def __init__(self, texts: Texts, count: int) -> None:
        some = texts[:: -(-len(texts) // LEARNT_FROM)]
        known = np.concatenate([_hashed(text)[0] for text in some])
        by = np.bincount(known, minlength=KEYS)
        self._rarity: Numbers = np.log((len(some) + 1) / np.clip(by, 1, len(some)))
        there = np.flatnonzero(by)
        self._kept: Numbers = np.zeros((count, KEYS))
        self._kept[:, there] = np.random.default_rng(0).standard_normal((count, len(there)))
        said = self._weighed(some)
        for _ in range(PASSES):
            of_texts = _sums(said.text, said.weight, self._kept, said.key, len(some))
            of_keys = _sums(said.key, said.weight, of_texts, said.text, KEYS)
            self._kept = _at_right_angles(of_keys)

    def rows(self, texts: Texts) -> Floats:
        """Return [text, dimension]."""
        said = self._weighed(texts)
        found = _sums(said.text, said.weight, self._kept, said.key, len(texts))
        clear = np.maximum(np.sqrt((found**2).sum(axis=0)), CLEAR)
        rows: Floats = (found / clear).T.astype(np.float32)
        return rows

    def _weighed(self, texts: Texts) -> _Entries:
        found = [_hashed(text) for text in texts]
        text = np.repeat(np.arange(len(texts)), [len(keys) for keys, _ in found])
        key = np.concatenate([np.zeros(0, np.intp), *(keys for keys, _ in found)])
        weight = np.concatenate([np.zeros(0), *(weights for _, weights in found)])
        weight *= self._rarity[key]
        length = np.sqrt(np.bincount(text, weight**2, len(texts)))
        return _Entries(text, key, weight / length[text])


@lru_cache(maxsize=10_000)
def _hashed(text: str) -> tuple[Ints, Numbers]:
    """Return the keys of a text's words, and how much each is said: twice is not twice as much.

    Half of the words count below nought, so that those which fall on one key do not add up.
    """
    said = Counter(words(text))
    hashes = np.array([zlib.crc32(word.encode()) for word in said], np.int64)
    weights = 1 + np.log(np.array(list(said.values()), np.float64))
    return (hashes % KEYS).astype(np.intp), np.where(hashes >> 31, -weights, weights)


def _at_right_angles(rows: Numbers) -> Numbers:
    """Return as many rows of length one that span the same; noughts where they span less."""
    square, turn = np.linalg.eigh(rows @ rows.T)
    there = square > NOTHING * square[-1]
    turned: Numbers = turn.T @ rows
    turned[~there] = 0
    turned[there] /= np.sqrt(square[there, None])
    return turned


def _sums(to: Ints, weight: Numbers, table: Numbers, at: Ints, count: int) -> Numbers:
    """Return [dimension, to]: what a table has where each entry points, by its weight, summed.

    As many dimensions are counted at once as are few numbers: of one text all, of many one.
    """
    step = max(AT_ONCE // max(len(to), 1), 1)
    sums = np.empty((len(table), count))
    for start in range(0, len(table), step):
        rows = table[start : start + step]
        places = to + count * np.arange(len(rows))[:, None]
        weights = rows[:, at] * weight
        found = np.bincount(places.ravel(), weights.ravel(), len(rows) * count)
        sums[start : start + step] = found.reshape(len(rows), count)
    return sums
