"""A rule asks readers and relations; it holds no regular expression of its own."""

import ast
from importlib.resources import files


def _imports_re(source: str) -> bool:
    return any(
        (isinstance(node, ast.Import) and any(one.name == "re" for one in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "re")
        for node in ast.walk(ast.parse(source))
    )


def test_no_rule_holds_a_regular_expression():
    modules = [path for path in files("reviewer.rules").iterdir() if path.name.endswith(".py")]
    found = {
        path.name.removesuffix(".py") for path in modules if _imports_re(path.read_text("utf-8"))
    }
    assert not found
