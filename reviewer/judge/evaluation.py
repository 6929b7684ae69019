"""How well the judge agrees with people: labelled rows against what was predicted for them.

Knows nothing of how rows are judged. Accuracy and Cohen's κ are exact fractions; κ has a bootstrap
interval whose draws are seeded, so that the same figures come out again.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from reviewer.judge.labels import ORIGINS, QUESTIONS, Label

RESAMPLES = 2000
TAIL = Fraction(25, 1000)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the judge says about a row: the verdict, and its answers in words ("true", "own")."""

    verdict: str
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far labels and predictions agree on one question.

    Attributes:
        name: the question, or "verdict".
        rows: how many rows have both a label and a prediction.
        missing: how many labels have no prediction.
        table: how many rows by (label, prediction).
        accuracy: the share of rows that agree, None without rows.
        kappa: Cohen's κ, None where it is undefined: without rows, or where everything is one
            and the same value.
        interval: the bounds of κ's 95% bootstrap interval, None where κ is undefined.
    """

    name: str
    rows: int
    missing: int
    table: Mapping[Pair, int]
    accuracy: Fraction | None
    kappa: Fraction | None
    interval: tuple[Fraction, Fraction] | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures: the verdict, each question, and the verdict over real and synthetic rows."""

    verdict: Agreement
    questions: tuple[Agreement, ...]
    by_origin: Mapping[str, Agreement]
    unjudged: tuple[str, ...]


def evaluate(
    labels: Sequence[Label],
    predictions: Mapping[str, Prediction],
    *,
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> Evaluation:
    """Compare labels with the predictions for them, by label id.

    A row that the judge left undecided counts as a disagreement with any other verdict; its
    questions, like those of rows without prediction, are missing.
    """

    def verdicts(name: str, chosen: Iterable[Label]) -> Agreement:
        found = [
            (label.verdict, predictions[label.id].verdict if label.id in predictions else None)
            for label in chosen
        ]
        return agreement(name, found, seed=seed, resamples=resamples)

    def question(name: str) -> Agreement:
        found = [
            (label.answers[name], predictions[label.id].answers.get(name))
            if label.id in predictions
            else (label.answers[name], None)
            for label in labels
            if name in label.answers
        ]
        return agreement(name, found, seed=seed, resamples=resamples)

    return Evaluation(
        verdict=verdicts("verdict", labels),
        questions=tuple(question(name) for name in QUESTIONS),
        by_origin={
            origin: verdicts(origin, [label for label in labels if label.origin == origin])
            for origin in ORIGINS
        },
        unjudged=tuple(label.id for label in labels if label.id not in predictions),
    )


def agreement(
    name: str,
    found: Sequence[tuple[str, str | None]],
    *,
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> Agreement:
    """The figures for pairs of label and prediction, None where there is none."""
    pairs: list[Pair] = [(label, said) for label, said in found if said is not None]
    table = Counter(pairs)
    return Agreement(
        name=name,
        rows=len(pairs),
        missing=len(found) - len(pairs),
        table=dict(table),
        accuracy=Fraction(_agreed(table), len(pairs)) if pairs else None,
        kappa=kappa(table),
        interval=bootstrap(pairs, seed=seed, resamples=resamples),
    )


def kappa(table: Mapping[Pair, int]) -> Fraction | None:
    """Cohen's κ of a confusion table; None where chance alone would agree everywhere."""
    rows = sum(table.values())
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for (label, said), count in table.items():
        ours[label] += count
        theirs[said] += count
    chance = sum(count * theirs[value] for value, count in ours.items())
    if chance == rows * rows:
        return None
    return Fraction(rows * _agreed(table) - chance, rows * rows - chance)


def bootstrap(
    pairs: Sequence[Pair], *, seed: int = 0, resamples: int = RESAMPLES
) -> tuple[Fraction, Fraction] | None:
    """κ's 95% interval: percentiles over rows drawn with replacement.

    Draws in which κ is undefined are left out; None where κ itself is.
    """
    if kappa(Counter(pairs)) is None:
        return None
    draw = random.Random(seed)  # noqa: S311 - repeatable is what it has to be
    drawn = (kappa(Counter(draw.choices(pairs, k=len(pairs)))) for _ in range(resamples))
    values = sorted(value for value in drawn if value is not None)
    if not values:
        return None
    last = len(values) - 1
    return values[int(TAIL * last)], values[last - int(TAIL * last)]


def _agreed(table: Mapping[Pair, int]) -> int:
    return sum(count for (label, said), count in table.items() if label == said)
