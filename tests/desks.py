"""A team with two criteria on five levels, to bring exports into."""

import json
from textwrap import dedent

from mkdocs_rubric.exchange import Asked, Hints, bring
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.meeting.desk import Desk

LEVELS = f"levels: {{{', '.join(f'{n}: {{description: L}}' for n in range(1, 6))}}}"
FILES = {
    "rubric/rubric.yaml": dedent("""\
        title: Quality
        version: "1"
        scales:
          quality: {levels: {1: Level 1, 2: Level 2, 3: Level 3, 4: Level 4, 5: Level 5}}
        groups:
          - {id: all, title: All, criteria: [empathy, clarity]}
        """),
    "rubric/criteria/empathy.yaml": (
        f"title: Empathy\nquestion: Was it met?\nscale: quality\n{LEVELS}\n"
    ),
    "rubric/criteria/clarity.yaml": (
        f"title: Clarity\nquestion: Was it clear?\nscale: quality\n"
        f"not_applicable: No words.\n{LEVELS}\n"
    ),
}


def a_desk(**more):
    return Desk(DictTree({**FILES, **more}))


def brought(tmp_path, source, content, *, desk=None, into=None, live=False, hints=None, **more):
    """What an import of one file comes to."""
    ending = "csv" if source == "table" else "json"
    path = tmp_path / f"export.{ending}"
    if not isinstance(content, (str, bytes)):
        content = json.dumps(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    asked = Asked(source, [path], into, live, None, hints or Hints(), **more)
    return bring(desk or a_desk(), asked)


def files(result):
    return {path: content.decode() for path, content in result.patch.after.items()}
