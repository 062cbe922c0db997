"""A small team with a session that was held and one that is to come."""

import datetime as dt
import textwrap

from mkdocs_rubric.load import DictTree
from mkdocs_rubric.site import Options, Privacy, Renderer, Repository, build
from sites import a_repository

TODAY = dt.date(2026, 2, 10)
HOST = Repository(
    edit="https://git.example/edit/{path}",
    folder="https://git.example/tree/{path}",
    new="https://git.example/new/{folder}?name={name}&text={text}",
    new_empty="https://git.example/new/{folder}?name={name}",
)
HEAD = "conversation,criterion,score,note\n"
SHORT = "22,clarity,2,\n"
PLANNED = """\
    date: 2026-02-20
    due: 2026-02-18
    minutes: 60
    facilitator: anouk
    reviewers: [anouk, bram, cleo]
    conversations:
      - {id: C-7, picked_as: edge-case, channel: chat, summary: A zebra in the parcel.}
      - {id: C-8, transcript: C-8.md}
    """
HELD = """\
    date: 2026-01-31
    minutes: 45
    facilitator: anouk
    reviewers: [anouk, bram, cleo]
    conversations:
      - {id: C-1, channel: email, summary: A hostile start., transcript: C-1.md}
      - {id: "22", summary: A short one.}
    """


def files(planned=PLANNED, held=HELD, **changes):
    """The team's files; `changes` name further ones by their stem."""
    made = a_repository(
        session=textwrap.dedent(held),
        anouk=f"{HEAD}C-1,empathy,3,the problem is named\nC-1,clarity,3,\n{SHORT}22,empathy,NA,\n",
        bram=f"{HEAD}C-1,empathy,1,says Anouk: nothing is named\nC-1,clarity,3,\n{SHORT}"
        "22,empathy,2,\n",
        **changes,
    )
    made["scores/s1/cleo.csv"] = f"{HEAD}C-1,empathy,3,\nC-1,clarity,3,\n{SHORT}"
    if planned:
        made["scores/s2/session.yaml"] = textwrap.dedent(planned)
        made["scores/s2/C-8.md"] = "Customer: Hello?\n\nAgent: Hi.\n"
    return made


def pages(found=None, *, today=TODAY, privacy=Privacy.NAMES, **options):
    """The site of some files, which are the team's by default."""
    options = {"repository": HOST, "site_url": "https://q.example/"} | options
    tree = DictTree(files() if found is None else found)
    chosen = Options(privacy=privacy, pseudonym_key="k", **options)
    return build(tree, chosen, Renderer(), today=today)
