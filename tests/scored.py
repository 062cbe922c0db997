"""Sessions made of scores, and the site of them: for tests of what is said of figures."""

import datetime as dt
import json

from mkdocs_rubric.load import DictTree
from mkdocs_rubric.site import Options, Renderer, build
from sites import a_repository


def a_session(number, scores, *, day=None, version='"1.0"'):
    """Files of a session. `scores` maps a reviewer to {(conversation, criterion): score}."""
    folder = f"scores/s{number:03}"
    conversations = sorted({place[0] for sheet in scores.values() for place in sheet})
    listed = ", ".join(f"{{id: {one}}}" for one in conversations)
    names = ", ".join(json.dumps(name) for name in scores)
    day = day or dt.date(2026, 2, 1) + dt.timedelta(days=30 * number)
    files = {
        f"{folder}/session.yaml": f"date: {day}\nrubric_version: {version}\n"
        f"reviewers: [{names}]\nconversations: [{listed}]\n"
    }
    rows = ["reviewer,conversation,criterion,score,note"]
    for name, sheet in scores.items():
        rows += [f"{name},{c},{k},{score}," for (c, k), score in sheet.items()]
    return files | {f"{folder}/all.csv": "\n".join(rows) + "\n"}


def sessions(number, of, **kwargs):
    """`number` sessions of four conversations, scored as `of(session, conversation)` says."""
    files = {}
    for n in range(number):
        scores = {}
        for c in range(4):
            for name, score in of(n, c).items():
                scores.setdefault(name, {})[f"C-{n:03}{c}", "empathy"] = score
        files |= a_session(n, scores, **kwargs)
    return files


def built(files, **options):
    base = {k: v for k, v in a_repository().items() if not k.startswith("scores/")}
    base["decisions/2026-02-01-new.md"] = base["decisions/2026-02-01-new.md"].replace(
        "session: s1\ndeciders: [anouk, bram]\n", ""
    )
    return build(DictTree(base | files), Options(**options), Renderer(), today=dt.date(2036, 3, 1))


def alike(_, c):
    return {"ana": 1 + c % 3, "ben": 1 + c % 3, "cleo": 1 + c % 3}


def apart(n, c):
    return {"ana": 1 + c % 3, "ben": 1 + (c + n) % 3, "cleo": 3}
