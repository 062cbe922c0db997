"""Where a pipeline runs: a clone at a proposal, with pip, gh and curl that only note their call."""

import ast
import os
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from sites import write

TODAY = "1795392000"  # 2026-11-23
EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""The tree without a file, which git knows in every repository."""
_ALIEN = ("GIT_", "GITHUB_", "CI", "PYTHON", "RUBRIC_")
_NOTES_ITS_CALL = """\
#!{python}
import pathlib, sys
folder = pathlib.Path({folder!r})
changes = any(word in sys.argv for word in ("PATCH", "POST", "PUT"))
with (folder / "calls.txt").open("a") as file:
    print(repr([{name!r}, *sys.argv[1:]]), file=file)
answer = folder / "{name}.txt"
if answer.exists() and not changes:
    print(answer.read_text(), end="")
sys.exit(int((folder / "{name}.exit").read_text()) if (folder / "{name}.exit").exists() else 0)
"""


@dataclass
class Machine:
    """A clone, programs before the others on the PATH, and variables the host sets."""

    folder: Path
    programs: Path
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, script, **variables):
        """A script as the hosts' shells run it."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(_ALIEN)}
        path = [str(self.programs), str(Path(sys.executable).parent), os.environ["PATH"]]
        settings = {
            "PATH": os.pathsep.join(path),
            "SOURCE_DATE_EPOCH": TODAY,
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env=kept | settings | self.variables | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def answers(self, program, text="", code=0):
        """What one of our programs prints when it is asked something, and how it ends."""
        (self.programs / f"{program}.txt").write_text(text, encoding="utf-8")
        (self.programs / f"{program}.exit").write_text(str(code), encoding="utf-8")

    def calls(self, program):
        """How one of our programs was called, as lists of words."""
        path = self.programs / "calls.txt"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        found = map(ast.literal_eval, lines)
        return [one[1:] for one in found if one[0] == program]

    def text(self, path):
        return (self.folder / path).read_text(encoding="utf-8")


def a_machine(root, before, change):
    """A machine whose clone is at the merge of a branch, as the hosts check it out.

    `before` is what is on main, `change` what the branch writes.
    """
    origin, clone, programs = (root / name for name in ("origin", "clone", "programs"))
    write(origin, before)
    git(origin, "init", "--quiet", "--initial-branch", "main")
    commit(origin, "Begin the standard")
    git(origin, "switch", "--quiet", "--create", "proposal")
    write(origin, change)
    commit(origin, "Propose something")
    git(origin, "switch", "--quiet", "main")
    git(root, "clone", "--quiet", str(origin), str(clone))
    git(clone, "switch", "--quiet", "--detach")
    git(clone, "merge", "--quiet", "--no-ff", "--no-edit", "origin/proposal")
    programs.mkdir()
    for name in ("pip", "gh", "curl"):
        text = _NOTES_ITS_CALL.format(python=sys.executable, folder=str(programs), name=name)
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    return Machine(clone, programs)


def commit(folder, message):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)


def git(folder, *arguments):
    """What git prints; it is nobody's git but ours."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-c", "user.name=Test", "-c", "user.email=test@test.example", *arguments],
        cwd=folder,
        env=kept | {"GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, shlex.join(arguments) + done.stderr
    return done.stdout.strip()
