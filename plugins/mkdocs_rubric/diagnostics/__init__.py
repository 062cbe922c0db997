"""A diagnostic is data; how it is shown is another matter.

`Diagnostic` says what is wrong and where, a `Rule` subclass documents one kind of defect, and
`formats` holds the four renderings.
"""

from mkdocs_rubric.diagnostics.diagnostic import Diagnostic, Location, Severity
from mkdocs_rubric.diagnostics.row_ranges import named
from mkdocs_rubric.diagnostics.rule import Rule, catalogue
from mkdocs_rubric.diagnostics.suggest import did_you_mean

__all__ = ["Diagnostic", "Location", "Rule", "Severity", "catalogue", "did_you_mean", "named"]
