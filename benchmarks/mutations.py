"""How many single-line faults the tests of the pages, the rendering and the plugin notice.

Breaks random lines, one at a time, in a copy of the package that comes first on the path, and runs
the tests without a browser. What goes unnoticed is printed with its line: read it, and ask whether
somebody who looks at the site would see it.

    python benchmarks/mutations.py --number 40 --seed 1
"""

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins/mkdocs_rubric"
FOLDERS = ("pages", "render", "mkdocs_plugin")
TESTS = (
    ("tests/pages/test_specification.py", "tests/mkdocs_plugin/test_specification.py"),
    ("tests/pages", "tests/render", "tests/mkdocs_plugin"),
)
"""What is run first, and what is run where that notices nothing."""

# Slow, and about watching files: not what a page says.
LEFT_OUT = ("tests/mkdocs_plugin/test_serve.py",)
_LIMIT = 300
"""Seconds; a fault that hangs is noticed too."""


@dataclass(frozen=True)
class Fault:
    """A line that is broken.

    Attributes:
        path: The file, from the package.
        line: Its number.
        was: The line.
        now: What it becomes; "" where it goes.
        text: The whole file with it.
    """

    path: str
    line: int
    was: str
    now: str
    text: str


_SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.And: ast.Or,
    ast.Or: ast.And,
}  # fmt: skip


class _Breaker(ast.NodeTransformer):
    """Breaks the place with a number, and notes the line of each place it could break."""

    def __init__(self, target: int = -1) -> None:
        self.target = target
        self.lines: list[int] = []

    def _is_it(self, node: ast.AST) -> bool:
        self.lines.append(getattr(node, "lineno", self.lines[-1] if self.lines else 1))
        return len(self.lines) - 1 == self.target

    def visit(self, node: ast.AST) -> ast.AST | list[ast.AST]:
        """Types, imports and docstrings are no faults that a page shows."""
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Assert):
            return node
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return node
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            return node
        if isinstance(node, ast.Assign) and "__all__" in ast.unparse(node.targets[0]):
            return node
        return super().visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = self._several(node.body)
        node.args.kw_defaults = [one and self.visit(one) for one in node.args.kw_defaults]
        node.args.defaults = [self.visit(one) for one in node.args.defaults]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [self.visit(one) for one in node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.value = node.value and self.visit(node.value)
        return node

    def _several(self, body: list[ast.stmt]) -> list[ast.stmt]:
        kept: list[ast.stmt] = []
        for one in body:
            docstring = isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
            may_go = isinstance(one, ast.AugAssign | ast.Expr)
            if may_go and not docstring and self._is_it(one):
                kept.append(ast.copy_location(ast.Pass(), one))
                continue
            kept.append(self.visit(one))
        return kept

    def visit_If(self, node: ast.If) -> ast.AST:
        node.test = self.visit(node.test)
        if self._is_it(node):
            node.test = ast.UnaryOp(ast.Not(), node.test)
        node.body, node.orelse = self._several(node.body), self._several(node.orelse)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        if self._is_it(node):
            node.body, node.orelse = node.orelse, node.body
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Not | ast.USub) and self._is_it(node):
            return node.operand
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if type(node.ops[0]) in _SWAPS and self._is_it(node):
            node.ops[0] = _SWAPS[type(node.ops[0])]()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if type(node.op) in _SWAPS and self._is_it(node):
            node.op = _SWAPS[type(node.op)]()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if self._is_it(node):
            node.op = _SWAPS[type(node.op)]()
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool):
            other: object = not node.value
        elif isinstance(node.value, int | float):
            other = node.value + 1
        elif isinstance(node.value, str):
            other = "" if node.value.strip() else "x"
        else:
            return node
        return ast.copy_location(ast.Constant(other), node) if self._is_it(node) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        for one in node.values:
            if isinstance(one, ast.FormattedValue):
                one.value = self.visit(one.value)
            elif isinstance(one, ast.Constant) and one.value.strip() and self._is_it(one):
                one.value = ""
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if len(node.args) > 1 and self._is_it(node):
            node.args[0], node.args[1] = node.args[1], node.args[0]
        for one in node.keywords:
            if one.arg == "reverse" and self._is_it(node):
                one.value = ast.Constant(value=False)
        if ast.unparse(node.func) in ("sorted", "reversed") and self._is_it(node):
            return ast.Call(ast.Name("list"), node.args[:1], [])
        return node


def python_places(path: Path) -> dict[int, list[int]]:
    """What can be broken in a module, by line."""
    breaker = _Breaker()
    breaker.visit(ast.parse(path.read_text(encoding="utf-8")))
    found: dict[int, list[int]] = {}
    for number, line in enumerate(breaker.lines):
        found.setdefault(line, []).append(number)
    return found


def python_fault(path: Path, number: int) -> Fault | None:
    """A module with one of its places broken; None where that changes nothing."""
    source = path.read_text(encoding="utf-8")
    breaker = _Breaker(number)
    text = ast.unparse(ast.fix_missing_locations(breaker.visit(ast.parse(source))))
    plain = ast.unparse(ast.parse(source))
    pairs = zip(plain.splitlines(), text.splitlines(), strict=False)
    now = next((b for a, b in pairs if a != b), None)
    if now is None:
        return None
    line = breaker.lines[number]
    was = source.splitlines()[line - 1].strip()
    return Fault(path.relative_to(PACKAGE).as_posix(), line, was, now.strip(), text)


_TEMPLATE = (
    (r"\{% if not ", "{% if "),
    (r"\{% if (?!not )", "{% if not "),
    (r"\{% elif ", "{% elif not "),
    (r" and ", " or "),
    (r" == ", " != "),
    (r"\b(\d+)\b", lambda found: str(int(found[1]) + 1)),
    (r"\{\{ .*? \}\}", ""),
    (r">[A-Z][a-z][^<{]*<", "><"),
    (r'class="rubric-', 'class="'),
)


def template_faults(path: Path) -> Iterator[Fault]:
    """A line that goes, or says something else."""
    lines, name = (
        path.read_text(encoding="utf-8").splitlines(),
        path.relative_to(PACKAGE).as_posix(),
    )
    for place, line in enumerate(lines):
        words = line.strip()
        if not words or words.startswith(("{#", "{% extends", "{% import", "- {% end")):
            continue
        changed = [re.sub(old, new, line, count=1) for old, new in _TEMPLATE]
        if not words.startswith("{%") or "%}" in words[:-2] or "{{" in words:
            opened = len(re.findall(r"\{% (?:if|for|block|macro|filter)\b", line))
            closed = len(re.findall(r"\{% end", line))
            if opened == closed:
                changed.append("")
        for now in dict.fromkeys(changed):
            if now != line:
                text = "\n".join([*lines[:place], now, *lines[place + 1 :]]) + "\n"
                yield Fault(name, place + 1, words, now.strip(), text)


def chosen(number: int, seed: int) -> list[Fault]:
    """Faults by chance: a line, then one of its faults, so that no line is likelier than others."""
    lines: list[tuple[Path, int, list[Fault] | list[int]]] = []
    for folder in FOLDERS:
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            lines += [(path, line, places) for line, places in python_places(path).items()]
        for path in sorted((PACKAGE / folder).rglob("*.jinja")):
            by_line: dict[int, list[Fault]] = {}
            for one in template_faults(path):
                by_line.setdefault(one.line, []).append(one)
            lines += [(path, line, found) for line, found in by_line.items()]
    chance = random.Random(seed)
    chance.shuffle(lines)
    found: list[Fault] = []
    while len(found) < number:
        path, _, places = lines.pop()
        one = chance.choice(places)
        fault = python_fault(path, one) if isinstance(one, int) else one
        if fault is not None:
            found.append(fault)
    return found


def noticed(fault: Fault) -> str:
    """The test that notices a fault; "" where none does."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "mkdocs_rubric"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        (copy / fault.path).write_text(fault.text, encoding="utf-8")
        environment = {
            **os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1",
            "NO_MKDOCS_2_WARNING": "1",
        }  # fmt: skip
        return next(filter(None, (_failed(tests, folder, environment) for tests in TESTS)), "")


def _failed(tests: tuple[str, ...], folder: str, environment: dict[str, str]) -> str:
    """The first of some tests that fails; "" where none does."""
    ignored = [f"--ignore={one}" for one in LEFT_OUT]
    command = ["-m", "pytest", "-x", "-q", "-m", "not browser", *ignored, *tests]
    try:
        done = subprocess.run(
            [sys.executable, *command, f"--basetemp={folder}/tests"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "took too long"
    found = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return found[1].rpartition("/")[2] if found else "stopped" if done.returncode else ""


def main() -> None:
    """Print each fault and what noticed it, then how many were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    faults = chosen(options.number, options.seed)
    found = 0
    with ThreadPoolExecutor(options.workers) as workers:
        for fault, test in zip(faults, workers.map(noticed, faults), strict=True):
            found += bool(test)
            print(f"{'noticed  ' if test else 'UNNOTICED'} {fault.path}:{fault.line}  {test}")
            print(f"    - {fault.was}\n    + {fault.now or '(gone)'}", flush=True)
    print(f"{found} of {options.number} noticed")


if __name__ == "__main__":
    main()
