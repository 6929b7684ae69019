"""A package imports only what stands before it on the data's way."""

import ast
from importlib.resources import files

import pytest

WAY = ("mending", "lexicon", "language", "reading", "relations", "standing", "rules", "judge")


def _imported(package: str) -> set[str]:
    return {
        node.module.split(".")[1]
        for path in files(f"reviewer.{package}").iterdir()
        if path.name.endswith(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reviewer.")
    }


@pytest.mark.parametrize("package", WAY)
def test_nothing_is_imported_against_the_way(package):
    behind = WAY[WAY.index(package) + 1 :]
    assert not _imported(package).intersection(behind)
