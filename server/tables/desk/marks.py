"""The marks by which tables are recognised, as the phone draws them (pwa/src/ui/marks.ts)."""

from __future__ import annotations

from dataclasses import dataclass

COLOURS = (
    ("#e69f00", "orange"),
    ("#56b4e9", "light blue"),
    ("#009e73", "green"),
    ("#f0e442", "yellow"),
    ("#0072b2", "dark blue"),
    ("#d55e00", "red"),
    ("#cc79a7", "pink"),
    ("#2b211a", "black"),
)
SHAPES = {
    "circle": "M24 4a20 20 0 1 1 0 40a20 20 0 1 1 0-40z",
    "square": "M7 7h34v34H7z",
    "triangle": "M24 4l21 37H3z",
    "diamond": "M24 2l19 22-19 22L5 24z",
    "pentagon": "M24 3l21 15.5L37 43H11L3 18.5z",
    "star": "M24 2l6.2 14.3 15.6 1.5-11.8 10.3 3.5 15.2"
    "L24 35.3 10.5 43.3 14 28.1 2.2 17.8l15.6-1.5z",
    "cross": "M17 4h14v13h13v14H31v13H17V31H4V17h13z",
    "drop": "M24 2c8 10 15 17 15 27a15 15 0 0 1-30 0c0-10 7-17 15-27z",
}


@dataclass(frozen=True)
class Mark:
    """A table's mark. `words`: "orange circle"; `path`: of an SVG of 48 by 48."""

    colour: str
    words: str
    path: str


def mark_of(number: int) -> Mark:
    """Return the mark of a table, by its number from 1. The first 64 all differ."""
    lap, place = divmod(number - 1, len(COLOURS))
    colour, name = COLOURS[place]
    shape = list(SHAPES)[(place + lap) % len(SHAPES)]
    return Mark(colour, f"{name} {shape}", SHAPES[shape])
