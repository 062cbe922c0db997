"""The rules about files as such: where they are and what they are called."""

from mkdocs_rubric.diagnostics import Rule, Severity


class Unreadable(Rule):
    """A file that cannot be read.

    ## What is wrong
    The file is missing, too large, a folder, not permitted to be read, or a link to something that
    is not the project's: only files of the rubric's, the decisions' and the sessions' folder are
    read, so that nothing else of the repository is ever published.

    ## Why it matters
    What it contains is left out of the site.

    ## How to fix it
    The message says which of these it is.

    ## Example
    `rubric/criteria/empathy.yaml` as a symbolic link to somebody's home folder.
    """

    code = "R001"


class FileName(Rule):
    """A file whose name cannot be an id.

    ## What is wrong
    The name of a criterion's or decision's file, and of a session's folder, is its id, its
    address on the site and the word others refer to it by.

    ## Why it matters
    Names with spaces, capitals or other characters differ between systems, and names such as
    `con` cannot exist on Windows at all.

    ## How to fix it
    Rename the file: lower-case letters, digits and single hyphens.

    ## Example
    `Active Listening.yaml` becomes `active-listening.yaml`.
    """

    code = "R012"


class SameName(Rule):
    """Two names that are equal but for upper and lower case, or for their ending.

    ## What is wrong
    Two files would have the same id.

    ## Why it matters
    On Windows and macOS one overwrites the other at the next checkout.

    ## How to fix it
    Rename or delete one of them.

    ## Example
    `empathy.yaml` beside `Empathy.yaml`, or beside `empathy.yml`.
    """

    code = "R013"


class MisplacedFile(Rule):
    """A file in a place where nothing reads it.

    ## What is wrong
    Criteria are `rubric/criteria/*.yaml`, decisions `decisions/*.md`, sessions folders in
    `scores/` with a `session.yaml`. This file is something else.

    ## Why it matters
    Its author thinks it counts, and it does not.

    ## How to fix it
    Move it, give it the right ending, or delete it. A `README.md` may stand anywhere.

    ## Example
    `decisions/2026-09-16-tone.txt`, or sheets in a folder without `session.yaml`.
    """

    code = "R017"
    severity = Severity.WARNING
