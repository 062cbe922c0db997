"""Parsing in pieces gives what parsing as a whole gives."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_rubric.load import pieces as module
from mkdocs_rubric.load.pieces import Pieces
from mkdocs_rubric.load.yaml import parse

ROOT = Path(__file__).parents[2]
FILES = sorted((*ROOT.glob("rubric/**/*.yaml"), *ROOT.glob("tests/cases/**/*.yaml")))
EMPATHY = (ROOT / "rubric/criteria/empathy.yaml").read_text(encoding="utf-8")
LINES = EMPATHY.splitlines(keepends=True)
HARD = [
    *('"open\n', "x: 'a\nb'\n", "levels: {\n  5: a }\n", "a: &x 1\n", "b: *x\n", "---\n"),
    *("# c\n", "- item\n", "title: again\n", "  5: {description: twice}\n", "\tx\n", "key\n"),
    *("text: |\n  a\n\n  # b\n", "? q\n: r\n", "  - id: more\n", "\n", "      deeper\n"),
    *(
        "a: b: c\n",
        "more: |+\n  a\n\n",
        "more: |\n  a\n",
        "more: |-\n  a\n",
        "%TAG\n",
        "...\n",
        "a: 1\r\n",
    ),
]


def whole(text):
    return parse(text, "")[0].value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_we_have(path):
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        pytest.skip("not UTF-8")
    assert Pieces().value(text) == whole(text)


@given(st.data())
@settings(max_examples=300)
def test_files_that_were_cut_moved_and_mixed(data):
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["insert", "drop", "swap"]))
        if change == "insert":
            lines.insert(place, data.draw(st.sampled_from(HARD)))
        elif change == "drop":
            del lines[place]
        else:
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[place], lines[other] = lines[other], lines[place]
    text = "".join(lines)
    known = Pieces()
    known.value(EMPATHY)
    assert known.value(text) == whole(text)


def test_what_is_the_same_is_not_parsed_again(monkeypatch):
    parsed = []

    def counted(text, path):
        parsed.append(text)
        return parse(text, path)

    monkeypatch.setattr(module, "parse", counted)
    known = Pieces()
    known.value(EMPATHY)
    parsed.clear()
    known.value(EMPATHY.replace("weight: 12", "weight: 13").replace("Fits every", "Suits every"))
    assert len(parsed) == 2
    assert sum(map(len, parsed)) < len(EMPATHY) / 4
