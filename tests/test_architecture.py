"""The layers, kept by import-linter; and a few habits a linter does not know."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugins" / "mkdocs_rubric"
MODULES = sorted(PACKAGE.rglob("*.py"))
OWN = ("diagnostics", "model", "load", "check", "calibration")


def test_each_layer_imports_only_from_below():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_no_module_is_too_long_to_read():
    for path in MODULES:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 400, f"split {path} by what it is about"


def test_the_tree_that_is_described_is_the_tree_there_is():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    described = re.findall(r"^  (\w+)(?:/|\.py) ", text, re.MULTILINE)
    there = {one.stem for one in PACKAGE.iterdir() if one.suffix == ".py" or one.is_dir()}
    assert set(described) == there - {"__init__", "__main__", "__pycache__", "py"}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    assert described == re.findall(r"\w+", " ".join(layers)), "from the top down, as they stand"


@pytest.mark.parametrize("name", OWN)
def test_the_lower_layers_neither_print_nor_read_the_clock(name):
    for path in (PACKAGE / name).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            words = {getattr(called, "id", ""), getattr(called, "attr", "")}
            assert not words & {"print", "today", "now", "utcnow"}, f"{path}:{node.lineno}"


def test_a_rule_stands_beside_the_code_that_finds_it():
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            bases = [getattr(base, "id", "") for base in getattr(node, "bases", ())]
            if "Rule" in bases and path.name not in {"files.py", "words.py"}:
                used = len(re.findall(rf"\b{node.name}\b", text)) > 1
                assert used or path.name == "references.py", (path, node.name)
