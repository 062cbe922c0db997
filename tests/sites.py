"""Small repositories and sites, built for a test and thrown away."""

import html
import logging
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

RUBRIC = """\
title: Conversation quality
version: "1.0"
effective: 2026-01-01
description: How we score. Ask Anouk.
scales:
  quality:
    levels: {1: Poor, 2: Fair, 3: Good}
    tolerance: 0
groups:
  - {id: communication, title: Communication, criteria: [empathy, clarity]}
passing: 80
"""
EMPATHY = """\
title: Empathy
question: Did the agent acknowledge the situation?
scale: quality
weight: 3
not_applicable: Nobody is upset.
aliases: [compassion]
tags: [tone]
levels:
  3: {description: Names the problem., examples: [{text: Three weeks is too long., why: Named.}]}
  2: {description: Names a feeling., examples: [{text: Sorry about that.}]}
  1: {description: Names nothing., examples: [{text: As stated.}]}
edge_cases:
  - id: hostile
    situation: The customer is hostile. They insult the agent.
    guidance: >-
      Score only what the agent wrote, as in [the decision](../../decisions/2026-02-01-new.md).
    score: 2
    decision: 2026-02-01-new
"""
CLARITY = """\
title: Clarity
question: Could the customer act on it?
scale: quality
levels:
  3: {description: At once., examples: [{text: Press the red button.}]}
  2: {description: With effort., examples: [{text: Use the button.}]}
  1: {description: No., examples: [{text: Look into it.}]}
"""


def a_decision(title="Score what is written", status="accepted", date="2026-02-01", more=""):
    return (
        f"---\ntitle: {title}\nstatus: {status}\ndate: {date}\ncriteria: [empathy]\n{more}---\n"
        "## Situation\n\nTwo readings.\n\n## Decision\n\nOnly what is written counts.\n"
    )


def a_repository(**changes: str | None) -> dict[str, str]:
    """Files of a small valid repository. Keywords name a file by its stem, None removes it."""
    files = {
        "rubric/rubric.yaml": RUBRIC,
        "rubric/criteria/empathy.yaml": EMPATHY,
        "rubric/criteria/clarity.yaml": CLARITY,
        "decisions/2026-01-15-old.md": a_decision("Tone counts", date="2026-01-15"),
        "decisions/2026-02-01-new.md": a_decision(
            more="supersedes: [2026-01-15-old]\nsession: s1\ndeciders: [anouk, bram]\n"
        ),
        "scores/s1/session.yaml": textwrap.dedent("""\
            date: 2026-01-31
            reviewers: [anouk, bram]
            facilitator: anouk
            conversations:
              - {id: C-1, summary: A hostile start., transcript: C-1.md}
            settled:
              - {conversation: C-1, criterion: empathy, no_change: Bram missed the attachment.}
            """),
        "scores/s1/C-1.md": "Customer (09:00): <b>Hello</b>\n\nAgent (09:05): Hi {{ page }}.\n",
        "scores/s1/anouk.csv": (
            "conversation,criterion,score,note\nC-1,empathy,3,<script>x</script>\n"
        ),
        "scores/s1/bram.csv": "conversation,criterion,score,note\nC-1,empathy,2,\n",
    }
    by_stem = {Path(path).stem: path for path in files}
    for stem, content in changes.items():
        path = by_stem[stem]
        if content is None:
            del files[path]
        else:
            files[path] = content
    return files


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def a_site(root: Path, config: str = "", *, files=None, strict: bool = True) -> Path:
    """Build a site in `root` and return its folder. Fails as `mkdocs build --strict` does."""
    write(root, a_repository() if files is None else files)
    (root / "docs").mkdir(parents=True, exist_ok=True)
    settings = textwrap.dedent(config)
    if "plugins:" not in settings:
        settings += "plugins: [search, rubric]\n"
    if "theme:" not in settings:
        settings += "theme: material\n"
    (root / "mkdocs.yml").write_text(f"site_name: Test\n{settings}", encoding="utf-8")
    return rebuild(root, strict=strict)


def rebuild(root: Path, *, strict: bool = True) -> Path:
    loaded = load_config(config_file=str(root / "mkdocs.yml"), strict=strict)
    loaded.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(loaded)
    finally:
        loaded.plugins.on_shutdown()
        logging.getLogger("mkdocs").handlers.clear()
    return root / "site"


def as_read(page: str) -> str:
    """A generated page as a person reads it: its lines, cells of a table between bars."""
    body = page.partition("\n---\n")[2]
    body = re.sub(r" *\{: .*?\}|<i [^>]*></i>|\*\*", "", body)
    body = re.sub(r"</t[hd]><t[hd][^>]*>", " | ", body).replace("</a> <a", "</a> · <a")
    plain = html.unescape(re.sub(r"<[^>]+>", "", body))
    lines = [" ".join(line.split()) for line in plain.split("\n")]
    return "\n".join(line for line in lines if line) + "\n"


def all_text(site: Path) -> str:
    """Every byte of a site that is text: pages, search index, scripts, maps."""
    kept = [
        p for p in sorted(site.rglob("*")) if p.suffix in {".html", ".json", ".xml", ".txt", ".js"}
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in kept)
