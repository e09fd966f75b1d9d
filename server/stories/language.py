"""Which language a story is told in, as far as its words tell.

py3langid knows by which letters follow one another. Of what works without a network it alone is
small (its model is 5 MB, where lingua's is 100) and says how sure it is even of one sentence.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

POSSIBLE = 0.2  # share of certainty from which a language that is spoken here is meant
SURE = 0.5  # ... and from which any other is
ALSO = {"no": "nb"}  # as phones name it


def language_of(text: str, *, spoken: Collection[str]) -> str | None:
    """Return the language of a text as a BCP 47 tag; None where its words do not tell.

    spoken: the languages of the conference and of the author, of which it is one more likely.
    """
    ranked = [(ALSO.get(label, label), share) for label, share in _identifier().rank(text)]
    here = {tag.partition("-")[0]: tag for tag in reversed(list(spoken))}
    for label, share in ranked:
        if label in here and share >= POSSIBLE:
            return here[label]
    label, share = ranked[0]
    return label if share >= SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    """Read the model, which takes a second, once. Phones name languages by two letters."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier
