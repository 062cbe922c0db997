"""The command `rubric`: a module for each of its commands.

`--help` has to be quick, so what a command needs is imported when it runs.
"""

import gc
import os
import sys

import click

from mkdocs_rubric.cli.agreement import agreement
from mkdocs_rubric.cli.check import check
from mkdocs_rubric.cli.decide import decide
from mkdocs_rubric.cli.diff import diff
from mkdocs_rubric.cli.explain import explain
from mkdocs_rubric.cli.export import export
from mkdocs_rubric.cli.fmt import fmt
from mkdocs_rubric.cli.import_ import import_
from mkdocs_rubric.cli.init import init
from mkdocs_rubric.cli.live import live
from mkdocs_rubric.cli.practice import practice
from mkdocs_rubric.cli.rename import rename
from mkdocs_rubric.cli.render import build, render, serve
from mkdocs_rubric.cli.schema import schema
from mkdocs_rubric.cli.score import score
from mkdocs_rubric.cli.session import session
from mkdocs_rubric.cli.show import show


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-rubric", prog_name="rubric")
def main() -> None:
    """A support team's scoring standard, kept as files in git.

    \b
    Begin a repository:    rubric init
    Check the files:       rubric check
    Understand a message:  rubric explain R104
    What does a change do: rubric diff
    What did it say then:  rubric show empathy --as-of 2026-03-14
    Plan a session:        rubric session new 2026-12 --sealed
    Score it:              rubric score 2026-12 --as ana
    Settle a gap:          rubric decide 2026-12 C-2501 empathy
    Bring in scores:       rubric import table scores.xlsx --into 2026-12
    Give to other tools:   rubric export judge empathy
    Who is calibrated:     rubric practice status
    Count daily reviews:   rubric live reduce
    Format the files:      rubric fmt
    Rename a criterion:    rubric rename criterion empathy acknowledgement
    See the agreement:     rubric agreement
    Help your editor:      rubric schema
    See the site:          rubric serve    (with `plugins: [search, rubric]` in mkdocs.yml)
    """


for command in (
    init,
    check,
    serve,
    build,
    render,
    session,
    score,
    decide,
    import_,
    export,
    practice,
    live,
    diff,
    agreement,
    explain,
    fmt,
    rename,
    schema,
    show,
):
    main.add_command(command)


def run() -> None:
    """The program: `main`, left without taking apart all the objects that a check has made."""
    gc.disable()
    # Nobody's pydantic plugin has a say in this; looking for some costs a listing of all packages.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
