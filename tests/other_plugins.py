"""Tiny plugins that do what plugins of others do: the same hook, the same priority, no more."""

import re
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files


class Exclude(BasePlugin):
    """mkdocs-exclude: the files that are left, in a list of their own."""

    def on_files(self, files, **_):
        return Files([one for one in files if not one.src_uri.startswith("decisions/")])


class I18n(BasePlugin):
    """mkdocs-static-i18n, at its second language: files of its own, of what is in docs_dir."""

    @event_priority(-100)
    def on_files(self, files, config):
        return Files([found for one in files if (found := self._translated(one, config))])

    def _translated(self, file, config):
        if not PurePosixPath(file.abs_src_path).is_relative_to(config.docs_dir):
            return None if file.is_documentation_page() else file
        page = file.is_documentation_page()
        dest = f"de/{file.dest_uri}" if page else file.dest_uri
        made = File(file.src_uri, config.docs_dir, file.dest_uri, True, dest_uri=dest)
        made.inclusion = file.inclusion
        made.abs_dest_path = f"{config.site_dir}/{dest}"
        return made


class Macros(BasePlugin):
    """mkdocs-macros: fills in what stands between braces, in titles too."""

    def on_page_markdown(self, markdown, page, **_):
        page.title = self._filled(page.title)
        return self._filled(markdown)

    @staticmethod
    def _filled(text):
        return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "FILLED IN", text, flags=re.DOTALL)


class IncludeMarkdown(BasePlugin):
    """mkdocs-include-markdown: files in the place of what names them, before other plugins."""

    @event_priority(100)
    def on_page_markdown(self, markdown, **_):
        return re.sub(r'\{%\s*include(-markdown)?\s+"[^"]*"\s*%\}|\{!.*?!\}', "INCLUDED", markdown)


class GenFiles(BasePlugin):
    """mkdocs-gen-files: a file of a script's own in the place of another, or with more in it."""

    written = ("", "")

    def on_files(self, files, config):
        uri, text = self.written
        was = files.get_file_from_path(uri)
        made = File(uri, None, config.site_dir, use_directory_urls=True)
        made.content_string = f"{was.content_string}\n\nWritten below.\n" if text is None else text
        made.generated_by = "gen-files"
        return Files([made if one is was else one for one in files])


class GitDates(BasePlugin):
    """Asks git when the file of a page was changed, and by whom.

    git-revision-date-localized asks for the Markdown, rss for the HTML, git-authors for both that
    and the finished page.
    """

    asked = {}  # noqa: RUF012 - the test reads it

    def on_page_markdown(self, markdown, page, **_):
        self._ask("markdown", page)
        return markdown

    def on_page_content(self, html, page, **_):
        self._ask("content", page)
        return html

    def on_page_context(self, context, page, **_):
        self._ask("context", page)
        return context

    def _ask(self, event, page):
        path = None if page.file.generated_by else page.file.abs_src_path
        self.asked[page.file.src_uri, event] = path


class LiterateNav(BasePlugin):
    """mkdocs-literate-nav without a file: every page there is."""

    class config:  # noqa: N801 - as the real one has it
        nav_file = "SUMMARY.md"

    def load_config(self, *_args, **_options):
        return [], []

    @event_priority(-100)
    def on_files(self, files, config):
        config.nav = [one.src_uri for one in files.documentation_pages()]


class Entry:
    """What an installed package says of its plugin."""

    def __init__(self, plugin):
        self.plugin = plugin

    def load(self):
        return self.plugin


def install(monkeypatch, **plugins):
    """Make plugins available under names, for one test."""
    known = dict(MkDocsConfig._schema)["plugins"].installed_plugins
    for name, plugin in plugins.items():
        monkeypatch.setitem(known, name.replace("_", "-"), Entry(plugin))
