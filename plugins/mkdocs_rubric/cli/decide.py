"""`rubric decide`: from a gap to the record."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mkdocs_rubric.cli.changing import Mode, answer, carry_out, changing
from mkdocs_rubric.cli.terminal import desk_of, fail, project_option, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.calibration import Spread
    from mkdocs_rubric.checked import Layout


@click.command(short_help="Settle a gap of a session.")
@click.argument("session")
@click.argument("conversation")
@click.argument("criterion")
@click.option("--no-change", metavar="REASON", help="The guideline is clear, and why.")
@click.option("--title", help="What is decided, as a statement.")
@click.option("--decision", help="How it is scored from now on.")
@click.option("--why", help="The reason, for the next person who asks.")
@click.option("--score", default="", help="What the edge case scores: 2, or 2-3.")
@click.option("--situation", default="", help="What happened. Default: the conversation's summary.")
@click.option("--guidance", default="", help="What the edge case says. Default: the decision.")
@click.option("--edge-case", default="", metavar="ID", help="Its id, or one that says otherwise.")
@click.option("--supersedes", multiple=True, metavar="ID", help="A decision this one replaces.")
@click.option("--decider", "deciders", multiple=True, help="Who decided. Default: who scored.")
@click.option("--review-by", type=click.DateTime(["%Y-%m-%d"]), help="Default: in half a year.")
@project_option
@changing
@with_layout
def decide(
    session: str,
    conversation: str,
    criterion: str,
    project: Path,
    layout: "Layout",
    mode: Mode,
    no_change: str | None,
    **said: Any,
) -> None:
    """Settle the gap on CRITERION in CONVERSATION of SESSION.

    Writes the decision with the situation and how it was read, adds its edge case to the
    criterion, and settles the gap in session.yaml: all of it, or nothing. What is not given is
    asked for. With --no-change the gap is settled without a decision.

    \b
    Decide:           rubric decide 2026-11 C-2426 empathy
    All at once:      rubric decide 2026-11 C-2426 empathy --score 2 \\
                        --title "An apology is answered" --decision "…" --why "…"
    It was clear:     rubric decide 2026-11 C-2455 ownership --no-change "Two missed the note."
    See it first:     rubric decide … --dry-run

    Exit codes: 0 done; 1 it would change something (with --check); 2 could not run, and nothing
    was changed.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.meeting import Ruling, settle_without_change
    from mkdocs_rubric.meeting import decide as decided
    from mkdocs_rubric.meeting.decide import open_gap

    desk = desk_of(project, layout)
    try:
        spread = open_gap(desk, desk.session(session), conversation, desk.criterion(criterion))
        if no_change is not None:
            patch = settle_without_change(desk, session, conversation, criterion, no_change)
        else:
            _ask(said, spread)
            day = said.pop("review_by")
            given = Ruling(**said, review_by=day.date() if day else None)
            patch = decided(desk, session, conversation, criterion, given)
        carry_out(patch, project, mode)
    except RubricError as error:
        fail(error)
    answer(patch, mode)
    if mode.writes:
        new = sorted(patch.after.keys() - patch.before.keys())
        changed = sorted(patch.after.keys() & patch.before.keys())
        for path in sorted(patch.after):
            click.echo(f"{'wrote  ' if path in new else 'changed'} {path}")
        undo = [f"git checkout -- {' '.join(changed)}", *(f"rm {path}" for path in new)]
        click.echo(f"Read them, then commit. To take it back before that: {' && '.join(undo)}")


def _ask(said: dict[str, Any], spread: "Spread") -> None:
    """Ask for what a decision cannot do without.

    Raises:
        RubricError: Nobody is there to ask.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.meeting.decide import how_read
    from mkdocs_rubric.visible import printable

    questions = {
        "title": "What is decided, as a statement",
        "decision": "How is it scored from now on",
        "why": "Why",
    }
    missing = [name for name in questions if not (said[name] or "").strip()]
    if not missing:
        return
    if not sys.stdin.isatty():
        raise RubricError(
            f"a decision needs {', '.join(f'--{name}' for name in missing)}",
            help="or --no-change REASON, if the guideline is clear",
        )
    click.echo(f"{printable(spread.criterion.title)} on {printable(spread.conversation)}.")
    click.echo(printable(how_read(spread)))
    for name in missing:
        said[name] = click.prompt(questions[name])
    if not said["score"]:
        said["score"] = click.prompt("The score, if there is one", default="", show_default=False)
