"""Which figures an edition shows: those that its plan asks for, and no others."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

from scorecard.values import IndicatorValue, Key, Values


class _Asked(dict[Key, IndicatorValue]):
    """Figures that remember which of them were asked for."""

    def __init__(self, figures: Mapping[Key, IndicatorValue]) -> None:
        super().__init__(figures)
        self.keys_asked: set[Key] = set()

    def get(self, key: Key, default: object = None) -> IndicatorValue | None:  # type: ignore[override]
        found = super().get(key)
        if found is not None:
            self.keys_asked.add(key)
        return found

    def __getitem__(self, key: Key) -> IndicatorValue:
        self.keys_asked.add(key)
        return super().__getitem__(key)


def asked_for(values: Values, makes: Callable[[Values], object]) -> set[Key]:
    """The figures that are asked for while something is made from the values, such as the plan of an edition with its
    commentary: what the edition can show. `makes` is called once, with a copy that remembers.
    """
    figures = _Asked(values.figures)
    makes(dataclasses.replace(values, figures=figures))
    return figures.keys_asked
