"""Files named by somebody hostile: what commands print of them is text, in every format."""

import unicodedata

import pytest
from click.testing import CliRunner

from mkdocs_rubric.cli import main
from sites import EMPATHY, a_repository, write

FORGED = "a\n::error::forged"
COLOUR = "b\x1b[31mred"
TITLE = "c\x1b]0;title\x07"
TURNED = "d\u202egnp.exe"
BACK = "e\rforged"
LINE = "f\u2028forged"
NAMES = (FORGED, COLOUR, TITLE, TURNED, BACK, LINE, "g\x9b31m", "h\x00".replace("\x00", "\x7f"))


@pytest.fixture
def folder(tmp_path):
    files = a_repository()
    for name in NAMES:
        files[f"rubric/criteria/{name}.yaml"] = EMPATHY
        files[f"rubric/{name}.yaml"] = "x: 1\n"
        files[f"decisions/{name}.md"] = "---\ntitle: 1\n---\n"
        files[f"scores/s1/{name}.csv"] = "conversation,criterion,score\nC-1,empathy,7\nC-9,nope,1\n"
        files[f"scores/{name}/session.yaml"] = "date: 2026-01-31\nnope: 1\n"
    return write(tmp_path, files)


COMMANDS = [
    *[["check", ".", "--format", shape] for shape in ("text", "json", "github", "gitlab", "sarif")],
    *[["agreement", ".", "--by", by] for by in ("session", "reviewer", "pair")],
    *[["agreement", ".", "--format", shape] for shape in ("json", "csv")],
    ["fmt", "."],
    ["fmt", ".", "--check"],
    ["fmt", ".", "--dry-run"],
    ["fmt", f"rubric/criteria/{FORGED}.yaml"],
    ["show"],
    ["show", COLOUR],
    ["show", FORGED],
    ["diff", ".", "."],
    *[["diff", ".", ".", "--format", shape] for shape in ("json", "markdown", "github")],
    ["diff", FORGED, TURNED],
    ["rename", "criterion", "empathy", FORGED],
    ["rename", "criterion", COLOUR, "x"],
    ["rename", "criterion", "empathy", "kindness", "--dry-run"],
    ["schema"],
    ["init", FORGED, "--yes"],
    ["init", "x", "--yes", "--from", f"scores/s1/{FORGED}.csv"],
    ["explain", COLOUR],
    ["check", f"scores/{FORGED}"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: ascii(" ".join(command)))
def test_what_is_printed_is_text(folder, command, monkeypatch):
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(main, command)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    odd = {c for c in done.output if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Zl"}}
    assert odd == set()
    forged = [line for line in done.output.splitlines() if line.lstrip().startswith("::error::")]
    assert forged == []
