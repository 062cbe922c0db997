"""The example's files, damaged at random: `check` and a build say so, and never break down.

MUTATIONS=6000 pytest tests/test_mutations.py tries as many as were tried when this was written.
"""

# ruff: noqa: E501 - odd things, many to a line

import os
import random
from pathlib import Path

import pytest

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.site import Options, Renderer, build, load_and_check

ROOT = Path(__file__).parents[1]
FOLDERS = ("rubric", "decisions", "scores")
TRIED = int(os.environ.get("MUTATIONS", "60"))
BUILT = 8
"""Of how many damaged examples one is built: that takes longer."""
ODD = (
    b"", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\n", b"\r", b"\t", b'"', b"'", b",", b":", b"- ", b"{", b"}",
    b"[", b"]", b"&a ", b"*a", b"!!x ", b"|", b">", b"#", b"---\n", b"...\n", b"~", b"null", b"no", b"1e999",
    b"-1", b"99999999999999999999", b"0x1F", b"2026-13-45", "\u202e".encode(), "\u0130\u0131".encode(), b"<<: *a\n", b"? ",
    b"<script>", b"{{ x }}", b"](", b"NA", b".nan", b"0.1", "\U0001f600".encode(),
)  # fmt: skip


@pytest.fixture(scope="module")
def example():
    paths = [path for name in FOLDERS for path in sorted((ROOT / name).rglob("*"))]
    found = {p.relative_to(ROOT).as_posix(): p.read_bytes() for p in paths if p.is_file()}
    return {path: text for path, text in found.items() if not path.startswith("rubric/schema")}


def damaged(files, chance):
    """The files with one to four of them changed as editors, merges and people change them."""
    made = dict(files)
    for _ in range(chance.randint(1, 4)):
        path = chance.choice(sorted(made))
        text = made[path]
        lines = text.splitlines(keepends=True) or [b""]
        at, to = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        row = chance.randrange(len(lines))
        kind = chance.randrange(9)
        if kind == 0:
            made[path] = text[:at] + chance.choice(ODD) + text[at:]
        elif kind == 1:
            made[path] = text[:at] + text[min(to, at + chance.randrange(40)) :]
        elif kind == 2:
            made[path] = b"".join(lines[:row] + lines[row : row + 1] * 2 + lines[row + 1 :])
        elif kind == 3:
            made[path] = b"".join(lines[:row] + lines[row + 1 :])
        elif kind == 4:
            made[path] = b"".join(chance.sample(lines, len(lines)))
        elif kind == 5:
            made[path] = text[:at]
        elif kind == 6:
            made[path] = made[chance.choice(sorted(made))]
        elif kind == 7:
            del made[path]
        else:
            word = chance.choice(text.split() or [b"x"])
            made[path] = text.replace(word, chance.choice(ODD))
    return made


@pytest.mark.parametrize("seed", range(TRIED))
def test_damage_is_told_and_breaks_nothing(example, seed):
    tree = DictTree(damaged(example, random.Random(seed)))
    try:
        if seed % BUILT:
            load_and_check(tree)
        else:
            build(tree, Options(pseudonym_key="k"), Renderer())
    except RubricError as error:
        assert "there is no rubric/rubric.yaml here" in str(error)  # noqa: PT017 - the only one
