"""One reader for each tool: a function from a document to what it says."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from mkdocs_rubric.exchange.node import Node
from mkdocs_rubric.exchange.records import Export
from mkdocs_rubric.exchange.sources import (
    amazon_connect,
    freshdesk,
    intercom,
    label_studio,
    zendesk,
    zendesk_qa,
)

ReadDocument: TypeAlias = Callable[[Node, Export], None]

TABLE = "table"
READERS: Mapping[str, ReadDocument] = {
    "zendesk-qa": zendesk_qa.read,
    "zendesk": zendesk.read,
    "intercom": intercom.read,
    "freshdesk": freshdesk.read,
    "amazon-connect": amazon_connect.read,
    "label-studio": label_studio.read,
}
"""By the name of the tool on the command line. Tables are read by their profile instead."""
FINISH: Mapping[str, Callable[[Export], None]] = {"zendesk": zendesk.finish}
"""What is done once all files of a tool are read."""

__all__ = ["FINISH", "READERS", "TABLE", "ReadDocument"]
