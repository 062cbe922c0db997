"""`rubric score`: a reviewer's sheet, in the terminal."""

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.changing import Mode, answer, carry_out, changing
from mkdocs_rubric.cli.terminal import desk_of, fail, project_option, with_layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_rubric.checked import Layout
    from mkdocs_rubric.meeting.desk import Desk
    from mkdocs_rubric.meeting.handing_over import HandedOver
    from mkdocs_rubric.model import Cell, Conversation, Criterion, Held

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(short_help="Score the conversations of a session.")
@click.argument("session")
@click.option("--as", "reviewer", required=True, metavar="REVIEWER", help="Who you are.")
@click.option("--from", "sheet", type=_FILE, help="A sheet you have filled in already.")
@project_option
@changing
@with_layout
def score(
    session: str, reviewer: str, sheet: Path | None, project: Path, layout: "Layout", mode: Mode
) -> None:
    """Score the conversations of SESSION, blind: nobody's scores are shown.

    Goes through the conversations criterion by criterion. A number is a score, `na` is N/A, `?`
    shows the levels and edge cases, `n` takes a note, `b` goes back, `s` leaves it open, `q` stops:
    what you have so far is kept on this computer, and the same command goes on. At the end it
    writes your sheet, sealed if the session is.

    \b
    Score:                rubric score 2026-12 --as ana
    Hand over a sheet:    rubric score 2026-12 --as ana --from ana.csv

    Exit codes: 0 done; 1 it would change something (with --check); 2 could not run, and nothing
    was changed.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.meeting import handed_over, sheet_text
    from mkdocs_rubric.meeting.handing_over import checked_sheet, refuse_late

    desk = desk_of(project, layout)
    draft = _draft(project, session, reviewer)
    try:
        held = desk.session(session)
        refuse_late(held, reviewer)
        if sheet is not None:
            content = checked_sheet(desk, held, reviewer, sheet.read_bytes())
        else:
            given = _Scoring(desk, held, draft).run()
            if given is None:
                click.echo("Kept on this computer. The same command goes on where you stopped.")
                return
            content = sheet_text(desk.project, held, given).encode()
        done = handed_over(desk, session, reviewer, content)
        if mode.writes:
            _keep(done, draft.parent)  # before the hash of it binds anybody
        carry_out(done.patch, project, mode)
    except RubricError as error:
        fail(error)
    answer(done.patch, mode)
    if mode.writes:
        draft.unlink(missing_ok=True)
        _tell(done, draft.parent)


def _tell(done: "HandedOver", folder: Path) -> None:
    for path in done.patch.after:
        click.echo(f"wrote {path}")
    if done.keep:
        names = " and ".join(done.keep)
        click.echo(f"Keep {names} in {folder}, and hand them over once everybody's hash is in.")
    if done.receipt:
        click.echo(f"Receipt: {done.receipt}. Keep it: by it you recognise your sheet.")
    click.echo("Commit it.")


def _keep(done: "HandedOver", folder: Path) -> None:
    """Keep what a hash was made of: without it the sheet can never be shown."""
    from mkdocs_rubric.writing import write_whole

    for name, content in (done.keep or {}).items():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(folder / name, content, tidy=True)


def _draft(project: Path, session: str, reviewer: str) -> Path:
    """Where a sheet is kept while it is filled in: outside the repository, nobody else's."""
    where = sha256(str(project.resolve()).encode()).hexdigest()[:12]
    folder = Path(click.get_app_dir("mkdocs-rubric")) / "drafts" / where / session
    return folder / f"{sha256(reviewer.encode()).hexdigest()[:16]}.json"


class _Scoring:
    """The conversation with a reviewer about one session."""

    def __init__(self, desk: "Desk", held: "Held", draft: Path) -> None:
        from mkdocs_rubric.meeting.handing_over import scored_in

        self.desk, self.held, self.draft = desk, held, draft
        criteria = scored_in(desk.project, held)
        self.steps = [(c, criterion) for c in held.session.conversations for criterion in criteria]
        self.given: dict[tuple[str, str], tuple[Cell, str]] = self._kept()

    def run(self) -> "Mapping[tuple[str, str], tuple[Cell, str]] | None":
        """Every score that was given; None when the reviewer stops."""
        place = next(
            (n for n, (c, step) in enumerate(self.steps) if (c.id, step.id) not in self.given), 0
        )
        shown = ""
        while place < len(self.steps):
            conversation, criterion = self.steps[place]
            if conversation.id != shown:
                self._show(conversation)
                shown = conversation.id
            said = click.prompt(
                self._question(place), prompt_suffix=" ", default="?", show_default=False
            ).strip()
            if said == "q":
                return None
            place = max(0, place + self._take(said, conversation, criterion))
            if place == len(self.steps):
                place = self._last(place)
        return self.given

    def _last(self, place: int) -> int:
        """Where to go on at the end: back, if something is missing and that was not meant."""
        missing = [n for n, (c, step) in enumerate(self.steps) if (c.id, step.id) not in self.given]
        if not missing or click.confirm(f"{len(missing)} are left open. Hand it over like this?"):
            return place
        return missing[0]

    def _question(self, place: int) -> str:
        from mkdocs_rubric.visible import printable

        conversation, criterion = self.steps[place]
        scale = self.desk.project.rubric.scale(criterion, self.held.session.date)
        levels = " ".join(map(str, scale.scores)) if scale else ""
        known = self.given.get((conversation.id, criterion.id))
        now = f" [{known[0].value if hasattr(known[0], 'value') else known[0]}]" if known else ""
        na = " na" if criterion.not_applicable else ""
        number = f"{place + 1} of {len(self.steps)}"
        return f"({number}) {conversation.id} {printable(criterion.title)}{now}: {levels}{na} ?"

    def _take(self, said: str, conversation: "Conversation", criterion: "Criterion") -> int:
        """Do what was typed; how many steps to go on."""
        from mkdocs_rubric.model import Mark

        key = (conversation.id, criterion.id)
        scale = self.desk.project.rubric.scale(criterion, self.held.session.date)
        by_text = {str(score): score for score in (scale.scores if scale else ())}
        note = self.given.get(key, (None, ""))[1]
        if said in by_text:
            self._keep(key, by_text[said], note)
            return 1
        if said.casefold() in ("na", "n/a") and criterion.not_applicable:
            self._keep(key, Mark.NOT_APPLICABLE, note)
            return 1
        if said == "n":
            text = click.prompt("Note", default=note, show_default=bool(note))
            self._keep(key, self.given.get(key, (Mark.NOT_SCORED, ""))[0], text)
            return 0
        if said in ("b", "s"):
            return -1 if said == "b" else 1
        if said != "?":
            click.echo(f"  {said[:20]!r} is no score here.")
        self._explain(criterion)
        return 0

    def _show(self, conversation: "Conversation") -> None:
        from mkdocs_rubric.visible import printable

        click.echo(f"\n{'=' * 72}\n{conversation.id}")
        if conversation.summary:
            click.echo(printable(conversation.summary))
        transcript = self.held.transcripts.get(conversation.transcript or "", "")
        if transcript:
            click.echo()
            click.echo("\n".join(printable(line) for line in transcript.splitlines()))

    def _explain(self, criterion: "Criterion") -> None:
        from mkdocs_rubric.criterion_text import worded

        scale = self.desk.project.rubric.scale(criterion, self.held.session.date)
        click.echo(worded(criterion, scale))

    def _keep(self, key: tuple[str, str], cell: "Cell", note: str) -> None:
        """Take a score, and keep all of them: nothing typed is lost."""
        from mkdocs_rubric.model import Mark
        from mkdocs_rubric.writing import write_whole

        self.given[key] = (cell, note)
        rows = [
            [*place, cell.value if isinstance(cell, Mark) else str(cell), note]
            for place, (cell, note) in self.given.items()
        ]
        self.draft.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(self.draft, json.dumps(rows).encode(), tidy=True)

    def _kept(self) -> "dict[tuple[str, str], tuple[Cell, str]]":
        from mkdocs_rubric.model import Mark
        from mkdocs_rubric.model.score import number

        marks = {mark.value: mark for mark in Mark}
        known = {(c.id, step.id) for c, step in self.steps}
        try:
            rows = json.loads(self.draft.read_bytes())
            found = {
                (row[0], row[1]): (cell, str(row[3]))
                for row in rows
                if (row[0], row[1]) in known
                and (cell := marks.get(row[2], number(row[2]))) is not None
            }
        except (OSError, ValueError, TypeError, LookupError):
            return {}
        if found:
            click.echo(f"Going on with {len(found)} scores from before.")
        return found
