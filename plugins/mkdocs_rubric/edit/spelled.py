"""Keys and values as they are written: on their line if they fit, in the style they have."""

import json

from yaml.nodes import Node, ScalarNode

from mkdocs_rubric.edit.comments import UnusualYamlError
from mkdocs_rubric.entries.folded import WIDTH, folded, literal
from mkdocs_rubric.load.scalar import scalar


def is_block(node: Node) -> bool:
    """Whether a node is text on lines of its own, under a header."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def raw(node: Node, text: str) -> str:
    """A node as it is written."""
    return text[node.start_mark.index : node.end_mark.index]


def key(node: Node, text: str) -> tuple[str | int, str]:
    """A key as `load` reads it, and as it is written.

    Raises:
        UnusualYamlError: It is no word, or on several lines.
    """
    written = raw(node, text)
    if not isinstance(node, ScalarNode) or not written or "\n" in written:
        raise UnusualYamlError("a key that is no word", node.start_mark.line)
    value = scalar(node.value)
    return (value if type(value) is int and not node.style else str(node.value)), written


def on_one_line(node: ScalarNode, text: str) -> str | None:
    """A value as it is written, or put on one line; None where it needs several."""
    written = raw(node, text)
    if "\n" not in written:
        return written
    value = str(node.value)
    if is_block(node) or not value.isprintable():
        return None
    if node.style == "'":
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(value, ensure_ascii=False) if node.style else value


def lines_of(head: str, node: ScalarNode, text: str, indent: int) -> tuple[list[str], int]:
    """The lines of a value after its key, and which of them a comment may follow.

    Args:
        head: The key or dash, indented.
        node: The value.
        text: The text it is from.
        indent: How far its own lines are indented.
    """
    if is_block(node):
        folds = node.style == ">"
        first, *lines = (folds and folded(node.value, indent)) or literal(node.value, indent)
        return [f"{head} {first}", *lines], 0
    line = on_one_line(node, text)
    if line is not None and len(head) + 1 + len(line) <= WIDTH:
        return [f"{head} {line}".rstrip()], 0
    if _is_prose(node) and (wrapped := folded(node.value, indent)):
        return [f"{head} {wrapped[0]}", *wrapped[1:]], 0
    if line is not None:
        return [f"{head} {line}"], 0
    first, *rest = raw(node, text).split("\n")
    more = (line.lstrip(" \t") for line in rest)
    return [f"{head} {first}", *(" " * indent + line if line else "" for line in more)], -1


def _is_prose(node: ScalarNode) -> bool:
    """Whether a value is text that can be broken: `folded` does not look at what it stands for."""
    is_text = bool(node.style) or isinstance(scalar(node.value), str)
    return is_text and " " in node.value and "\n" not in node.value
