"""The YAML parser: libyaml, or PyYAML's own where it was built without it."""

from typing import TYPE_CHECKING

from yaml.composer import Composer
from yaml.parser import Parser as PythonParser
from yaml.reader import Reader
from yaml.scanner import Scanner


class PureParser(Reader, Scanner, PythonParser, Composer):
    """Stands in for libyaml: the same events, nodes and marks, slower."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        PythonParser.__init__(self)
        Composer.__init__(self)


if TYPE_CHECKING:
    from yaml._yaml import CParser as Parser
else:
    try:
        from yaml.cyaml import CParser as Parser
    except ImportError:
        Parser = PureParser

__all__ = ["Parser", "PureParser"]
