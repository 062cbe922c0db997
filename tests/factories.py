"""Small valid things. Say only what matters to the test; the rest is filled in."""

# ruff: noqa: A002 - an id is called id, as in the files

import datetime as dt
from textwrap import dedent

from mkdocs_rubric.diagnostics import Diagnostic, Location, Severity
from mkdocs_rubric.load import DictTree, load_project
from mkdocs_rubric.model import (
    Criterion,
    Decision,
    EdgeCase,
    Group,
    Held,
    Level,
    Project,
    Rubric,
    Scale,
    Session,
    Sheet,
    Status,
)
from mkdocs_rubric.model.session import Conversation
from mkdocs_rubric.site import load_and_check

TODAY = dt.date(2026, 6, 1)


def a_scale(*scores, tolerance=None):
    return Scale(levels={score: f"Level {score}" for score in scores}, tolerance=tolerance)


def a_criterion(id="empathy", *, scores=(1, 2, 3), **changes):
    level = Level(description="What earns it.")
    filled = {"title": id.title(), "question": "Did they?", "scale": "quality"}
    filled |= {"levels": dict.fromkeys(scores, level), "path": f"rubric/criteria/{id}.yaml"}
    return Criterion(id=id, **(filled | changes))


def an_edge_case(id="hostile", **changes):
    return EdgeCase(id=id, **({"situation": "It happens.", "guidance": "Score it."} | changes))


def a_rubric(*criteria, **changes):
    """A rubric with one group that lists every criterion, all on `quality` unless they say so."""
    criteria = criteria or (a_criterion(),)
    group = Group(id="all", title="All", criteria=tuple(one.id for one in criteria))
    filled = {"title": "Quality", "version": "1", "groups": (group,), "path": "rubric/rubric.yaml"}
    filled |= {"scales": {"quality": a_scale(1, 2, 3)}}
    return Rubric(criteria={one.id: one for one in criteria}, **(filled | changes))


def a_decision(id="2026-03-10-tone", **changes):
    filled = {"title": "Tone", "status": Status.ACCEPTED, "date": dt.date.fromisoformat(id[:10])}
    filled |= {"criteria": ("empathy",), "path": f"decisions/{id}.md"}
    return Decision(id=id, **(filled | changes))


def a_sheet(reviewer, rows, path=None):
    """`rows` are (conversation, criterion, cell)."""
    conversations, criteria, cells = zip(*rows, strict=True) if rows else ((), (), ())
    return Sheet(
        path=path or f"scores/2026-03/{reviewer}.csv",
        reviewers=(reviewer,) * len(rows),
        conversations=conversations,
        criteria=criteria,
        cells=cells,
        notes=("",) * len(rows),
        lines=range(2, len(rows) + 2),
    )


def a_session(*sheets, id="2026-03", date=dt.date(2026, 3, 10), **changes):
    conversations = dict.fromkeys(name for sheet in sheets for name in sheet.conversations)
    filled = {
        "reviewers": tuple(dict.fromkeys(name for sheet in sheets for name in sheet.reviewers)),
        "conversations": tuple(Conversation(id=name) for name in conversations),
        "path": f"scores/{id}/session.yaml",
    }
    return Held(Session(id=id, date=date, **(filled | changes)), tuple(sheets))


def a_project(rubric=None, *, decisions=(), sessions=(), **changes):
    filled = {"broken": (), "files": (), "locate": lambda path, *_, **__: Location(path)}
    return Project(
        rubric=rubric or a_rubric(),
        decisions={one.id: one for one in decisions},
        sessions={one.id: one for one in sessions},
        **(filled | changes),
    )


def a_diagnostic(path="a.yaml", line=1, column=1, **changes):
    width = changes.pop("width", 1)
    filled = {"code": "R104", "severity": Severity.ERROR, "message": 'unknown key "sumary"'}
    return Diagnostic(where=Location(path, line, column, width), **(filled | changes))


FILES = {
    "rubric/rubric.yaml": """
        title: Support quality
        version: "1.0"
        scales:
          quality:
            levels: {1: Weak, 2: Fine, 3: Strong}
        groups:
          - {id: communication, title: Communication, criteria: [empathy]}
        """,
    "rubric/criteria/empathy.yaml": """
        title: Empathy
        question: Did the agent acknowledge the situation?
        scale: quality
        levels:
          1: {description: Ignored., examples: [{text: Your order number please.}]}
          2: {description: In general., examples: [{text: Sorry for that.}]}
          3: {description: Named., examples: [{text: Two broken zips in a row.}]}
        """,
}


def a_tree(files=None, **named):
    """A minimal valid project as files, with some of them added or replaced; None removes one.

    `named` are shorthands: `rubric`, `empathy`, `session`, `ana` (a sheet) and `decision`.
    """
    paths = {
        "rubric": "rubric/rubric.yaml",
        "empathy": "rubric/criteria/empathy.yaml",
        "session": "scores/2026-03/session.yaml",
        "ana": "scores/2026-03/ana.csv",
        "decision": "decisions/2026-03-10-tone.md",
    }
    everything = FILES | {paths[name]: text for name, text in named.items()} | (files or {})
    return DictTree(
        {
            path: dedent(text).lstrip("\n") if isinstance(text, str) else text
            for path, text in everything.items()
            if text is not None
        }
    )


def loaded(files=None, **named):
    return load_project(a_tree(files, **named))


def findings(files=None, *, today=TODAY, **named):
    """`path:line:column code message` of everything that is wrong, in reading order."""
    checked = load_and_check(a_tree(files, **named), today=today)
    return [f"{one.where} {one.code} {one.message}" for one in checked.found]
