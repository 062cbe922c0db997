"""The engine stands on numpy alone, and its public names are all there are."""

import ast
from pathlib import Path

import mkdocs_rubric.agreement as engine

FOLDER = Path(engine.__file__).parent
ALLOWED = {"numpy", "mkdocs_rubric.agreement"}
STANDARD = {
    "abc",
    "collections",
    "concurrent",
    "dataclasses",
    "enum",
    "functools",
    "itertools",
    "math",
}
STANDARD |= {"os", "statistics", "types", "typing"}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_nothing_but_numpy_and_the_standard_library():
    for path in FOLDER.glob("*.py"):
        for name in imports(path):
            inside = name.startswith(tuple(ALLOWED))
            assert inside or name.partition(".")[0] in STANDARD, f"{path.name} imports {name}"


def test_public_names_are_documented_and_sorted():
    assert engine.__all__ == sorted(
        engine.__all__, key=lambda n: (not n.isupper(), n[0].islower(), n)
    )
    for name in engine.__all__:
        assert hasattr(engine, name)
        assert not callable(getattr(engine, name)) or getattr(engine, name).__doc__
