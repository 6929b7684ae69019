"""Every concept of every lexicon is found where its examples say so, and nowhere else."""

from importlib.resources import files

import pytest

from reviewer.lexicon import lexicon

NAMES = sorted(
    path.name.removesuffix(".toml")
    for path in files("reviewer.lexicon").iterdir()
    if path.name.endswith(".toml")
)
CONCEPTS = [
    (name, concept, table)
    for name in NAMES
    for concept, table in lexicon(name).concepts.items()
    if "words" in table
]
SENTENCES = [
    (name, concept, kind == "examples", text)
    for name, concept, table in CONCEPTS
    for kind in ("examples", "counterexamples")
    for text in table.get(kind, ())
]


@pytest.mark.parametrize(("name", "concept", "table"), CONCEPTS)
def test_every_concept_has_an_example(name, concept, table):
    assert table["examples"]


@pytest.mark.parametrize(("name", "concept", "found", "text"), SENTENCES)
def test_examples_hold_their_concept(name, concept, found, text):
    assert lexicon(name).holds(text, concept) is found


@pytest.mark.parametrize(("name", "concept", "table"), CONCEPTS)
def test_no_word_stands_twice(name, concept, table):
    words = table["words"].split()
    assert len(words) == len(set(words))


def test_a_common_concept_is_spelt_out_among_words_and_beside_them():
    words = lexicon("verdicts")
    assert {"未能", "无法"} <= set(words.words("negation"))
    assert not words.holds("未能如期完工", "in_time")
