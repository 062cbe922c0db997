"""A site rendered into a folder: only if something has changed, and again while it is edited."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs_rubric.diagnostics import Severity, formats
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.publish.again import made_of
from mkdocs_rubric.publish.folder import Outcome, OutFolder
from mkdocs_rubric.publish.following import edits
from mkdocs_rubric.publish.rendered import Rendered, SiteRenderer
from mkdocs_rubric.publish.settings import SiteSettings
from mkdocs_rubric.publish.site_file import site_file

_NO_KEY = (
    "the pseudonyms have no key, so whoever knows the team can find out who is who; set "
    "pseudonym_key to any secret text, such as !ENV RUBRIC_PSEUDONYM_KEY"
)


class Publishing:
    """A site that is rendered into a folder, once or again and again.

    Args:
        config: The file that configures the site, or its folder.
        generator: Who will build it.
        out: The folder.
        with_drafts: Whether drafts are made.
        instead: Settings in the place of those in the file.

    Raises:
        RubricError: The folder is one that is read: what is written there would be read again.
    """

    def __init__(
        self,
        config: Path,
        generator: str,
        out: Path,
        *,
        with_drafts: bool = False,
        instead: Mapping[str, Any] | None = None,
    ) -> None:
        self._config, self._generator, self._out = config, generator, out
        self._instead = instead or {}
        self._with_drafts = with_drafts
        self._renderer = SiteRenderer(
            config, generator, out, with_drafts=with_drafts, instead=instead
        )
        self._folder = OutFolder(out)
        settings = SiteSettings.of(site_file(config))
        read = [settings.docs.resolve(), *(folder.resolve() for folder in settings.folders)]
        if found := next((each for each in read if out.resolve().is_relative_to(each)), None):
            raise RubricError(
                f"{out} lies in {found.name}/, which is read", help="name a folder outside of it"
            )

    def once(self) -> Outcome:
        """Render, and write what has changed.

        Raises:
            RubricError: The configuration is wrong, there is no rubric, a template is broken, or
                something is in the way that we did not write.
        """
        file = site_file(self._config).changed(self._instead)
        apart = [self._out, SiteSettings.of(file).site]
        now = made_of(file, self._generator, self._places(), apart, drafts=self._with_drafts)
        if self._folder.is_as_left(now.digest):
            return Outcome(None, tuple(self._folder.said))
        rendered = self._renderer.rendered()
        said = _said(rendered)
        return Outcome(self._folder.write(rendered.files, now, said), tuple(said))

    def following(self, stopped: Callable[[], bool] = lambda: False) -> Iterator[list[str]]:
        """The files of each edit from now on; what is to be done about it is the caller's."""
        return edits(self._places, [self._out], stopped=stopped)

    def _places(self) -> list[Path]:
        """All that a site is made of."""
        given = self._config
        try:
            file = site_file(given)
            settings = SiteSettings.of(file)
        except RubricError:  # it is being edited
            return [given] if given.is_file() else list(given.glob("*.yml"))
        own = [settings.options.templates, file.text("theme", "custom_dir")]
        below = [settings.root / name for name in own if name]
        return [*file.read, settings.docs, *settings.folders, *below]


def _said(rendered: Rendered) -> list[str]:
    checked = rendered.site.checked
    said = [
        formats.block(found, checked.source_line)
        for found in checked.found
        if found.severity is Severity.ERROR
    ]
    said += [f"warning: {each}" for each in rendered.wrong]
    said += [f"note: {each}" for each in rendered.told]
    warnings = sum(1 for found in checked.found if found.severity is Severity.WARNING)
    if warnings:
        count = f"{warnings} warning" + ("" if warnings == 1 else "s")
        said.append(f"note: {count}; `rubric check` lists them")
    if rendered.site.no_history:
        said.append(f"note: {rendered.site.no_history}")
    options = rendered.settings.options
    if options.reviewers == "pseudonyms" and not options.pseudonym_key and checked.project.people:
        said.append(f"note: {_NO_KEY}")
    return said
