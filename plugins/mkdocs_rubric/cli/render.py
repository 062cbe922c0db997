"""`rubric render`, `build` and `serve`: the site, with any of three generators."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.terminal import fail

if TYPE_CHECKING:
    from mkdocs_rubric.publish.folder import Outcome
    from mkdocs_rubric.publish.site_file import SiteFile

_GENERATORS = ("mkdocs", "properdocs", "zensical")
_config = click.option(
    "-f",
    "--config-file",
    "config",
    type=click.Path(path_type=Path, exists=True),
    default=".",
    help="The file that configures the site, or its folder; by default mkdocs.yml here.",
)
_generator = click.option(
    "--with",
    "asked",
    type=click.Choice(_GENERATORS),
    help="The generator; by default the one that mkdocs.yml names, or MkDocs.",
)


@click.command(short_help="Write the site as plain files.")
@_config
@_generator
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to.",
)
@click.option("--watch", is_flag=True, help="Follow edits until stopped.")
def render(config: Path, asked: str | None, out: Path, *, watch: bool) -> None:
    """Write the whole site as plain files that a generator builds without any plugin.

    \b
    docs/         Markdown, style, scripts, data, redirects, your own pages
    overrides/    templates that lie over the theme's
    mkdocs.yml    your configuration, with the navigation written out

    Only what has changed is written, and nothing that was not written by this command is written
    over. Where this package is installed, `zensical build` or `mkdocs build` in that folder makes
    the site.

    \b
    Exit codes: 0 written, 1 written, and the files have errors, 2 could not run.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.publish.publishing import Publishing

    try:
        _, generator = _chosen(config, asked, must_be_there=False)
        publishing = Publishing(config, generator, out, with_drafts=watch)
        outcome = publishing.once()
        _tell(outcome, f"in {out}")
        if not watch:
            sys.exit(1 if outcome.errors else 0)
        click.echo("Following edits; Ctrl+C stops it.", err=True)
        for _ in publishing.following():
            _carefully(lambda: _tell(publishing.once(), f"in {out}"))
    except RubricError as error:
        fail(error)
    except KeyboardInterrupt:
        sys.exit(0)


@click.command(short_help="Build the site.")
@_config
@_generator
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to build into; by default the one in mkdocs.yml.",
)
@click.option("--strict", is_flag=True, help="Fail on errors in the files, and on warnings.")
@click.option(
    "--no-directory-urls",
    "by_file",
    is_flag=True,
    help="Addresses are files, so that the site can be read from a disk.",
)
def build(
    config: Path, asked: str | None, site_dir: Path | None, *, strict: bool, by_file: bool
) -> None:
    """Build the site with MkDocs, ProperDocs or Zensical: the same addresses, the same words.

    \b
    Exit codes: 0 built, 1 not built, 2 could not run.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.publish.running import build_with

    try:
        file, generator = _chosen(config, asked)
        done = build_with(
            file,
            generator,
            site_dir,
            lambda made: _tell(made, ""),
            strict=strict,
            by_file=by_file,
        )
    except RubricError as error:
        fail(error)
    sys.exit(0 if done else 1)


@click.command(short_help="Serve the site, with every edit.")
@_config
@_generator
@click.option(
    "-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, help="Host and port."
)
def serve(config: Path, asked: str | None, dev_addr: str) -> None:
    """Serve the site with MkDocs, ProperDocs or Zensical, and reload pages as files are edited.

    \b
    Exit codes: 0 stopped, 1 the server ended by itself, 2 could not run.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.publish.running import serve_with

    def trouble(text: str) -> None:
        click.echo(f"rubric: {text}", err=True)

    try:
        file, generator = _chosen(config, asked)
        code = serve_with(file, generator, dev_addr, lambda made: _tell(made, ""), trouble)
    except RubricError as error:
        fail(error)
    sys.exit(1 if code else 0)


def _chosen(
    config: Path, asked: str | None, *, must_be_there: bool = True
) -> tuple["SiteFile", str]:
    from mkdocs_rubric.publish.site_file import site_file
    from mkdocs_rubric.publish.which import chosen, is_installed

    file = site_file(config)
    there: Callable[[str], bool] = is_installed if must_be_there else lambda _: True
    return file, chosen(file, asked, there)


def _tell(outcome: "Outcome", where: str) -> None:
    for each in outcome.said:
        click.echo(each, err=True)
    written = outcome.written
    if written is None:
        click.echo(f"Rendered before, nothing has changed {where}".rstrip())
    else:
        counts = f"{len(written.changed)} written, {written.kept} as they were"
        gone = f", {len(written.removed)} removed" if written.removed else ""
        click.echo(f"Rendered: {counts}{gone} {where}".rstrip())


def _carefully(work: Callable[[], None]) -> None:
    """Go on after what an edit has broken: the next one mends it."""
    from mkdocs_rubric.errors import RubricError

    try:
        work()
    except RubricError as error:
        click.echo(f"rubric: {error}", err=True)
