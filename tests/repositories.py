"""Git repositories with real commits, made for a test and thrown away."""

import os
import subprocess
from pathlib import Path
from unittest import mock

from sites import a_repository, a_site, write


class Repository:
    """A repository, and the commits a test makes in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments, day=None, author="Rae"):
        when = f"{day}T12:00:00+00:00" if day else "2026-01-01T12:00:00+00:00"
        who = {
            f"GIT_{role}_{field}": value
            for role in ("AUTHOR", "COMMITTER")
            for field, value in (("NAME", author), ("EMAIL", "a@b.example"), ("DATE", when))
        }
        done = subprocess.run(
            ["git", "-C", str(self.root), "-c", "commit.gpgsign=false", *arguments],
            env={**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, day, message, files=None, *, removed=(), author="Rae"):
        """Write files, remove others, and commit everything on a day."""
        write(self.root, files or {})
        for name in removed:
            (self.root / name).unlink()
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message, day=day, author=author)
        return self.git("rev-parse", "HEAD")

    def edit(self, day, message, path, old, new, **more):
        """Replace some text in a file, and commit."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        return self.commit(day, message, {path: text.replace(old, new)}, **more)

    def merge(self, branch, day, message):
        self.git("merge", "--quiet", "--no-ff", "-m", message, branch, day=day, author="Lead")


def a_remembered_site(root, config="", author="Anouk de Wit"):
    """A site whose empathy has four wordings, under versions 1.0, 1.1 and 1.2."""
    repository = Repository(root)
    repository.commit("2026-01-02", "Start", a_repository(), author=author)
    rubric, criterion = "rubric/rubric.yaml", "rubric/criteria/empathy.yaml"
    repository.edit(
        "2026-02-03", "Say it (#4)", criterion, "a feeling", "some feeling", author=author
    )
    more = {criterion: (root / criterion).read_text().replace("weight: 3", "weight: 5")}
    text = (root / rubric).read_text().replace('"1.0"', '"1.1"')
    repository.commit("2026-03-04", "Anouk weighs (#5)", more | {rubric: text}, author=author)
    repository.edit("2026-04-05", "Next", rubric, '"1.1"', '"1.2"', author=author)
    repository.edit("2026-05-06", "Plainer", criterion, "some feeling", "feelings", author=author)
    with mock.patch.dict(os.environ, SOURCE_DATE_EPOCH="1780272000"):  # 2026-06-01
        return a_site(root, config, files={})
