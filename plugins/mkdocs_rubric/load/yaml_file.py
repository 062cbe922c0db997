"""A YAML file, or the front matter of a Markdown file, to a model."""

from pydantic import BaseModel

from mkdocs_rubric.diagnostics import Diagnostic
from mkdocs_rubric.load.reader import FileRead, Make
from mkdocs_rubric.load.shape import validate
from mkdocs_rubric.load.yaml import Document, parse


def yaml_file(model: type[BaseModel], **extra: str) -> Make:
    """How a file of one model is read; `extra` are fields that come from the file's name."""

    def make(text: str, path: str) -> FileRead:
        document, found = parse(text, path)
        return modelled(model, document, found, path=path, **extra)

    return make


def modelled(
    model: type[BaseModel], document: Document, found: list[Diagnostic], **extra: str | int
) -> FileRead:
    """A parsed document as a model. One that could not be read has been reported already."""
    if document.value is None and found:
        return FileRead(None, document, tuple(found))
    shaped = validate(model, document, extra)
    return FileRead(shaped.value, document, (*found, *shaped.found), shaped.lost)
