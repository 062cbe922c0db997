"""Where each page is, as paths of Markdown files from the site's root."""

import datetime as dt
import posixpath
import re

HOME = "index.md"


CRITERIA = "criteria/index.md"


DECISIONS = "decisions/index.md"


CALIBRATION = "calibration/index.md"


AGREEMENT = "agreement/index.md"


REVIEWERS = "agreement/reviewers.md"


TAGS = "tags.md"


CHECKS = "checks.md"


CHANGES = "changes.md"


FEED = "changes/feed.xml"


RESULT = "method/result.md"


MEANING = "method/agreement.md"


GLOSSARY = "glossary.md"


def criterion_uri(name: str) -> str:
    """The page of a criterion."""
    return f"criteria/{name}.md"


def history_uri(name: str) -> str:
    """The page of a criterion's history."""
    return f"criteria/{name}/history.md"


def version_uri(name: str, version: str) -> str:
    """The page of a criterion as it stood in a version of the rubric."""
    label = re.sub(r"[^\w.]+", "-", version.casefold()).strip("-.") or "x"
    return f"criteria/{name}/{'' if label.startswith('v') else 'v'}{label}.md"


def wording_uri(name: str, first: dt.date) -> str:
    """The page of a criterion as it stood from a day on, within a version."""
    return f"criteria/{name}/{first.isoformat()}.md"


def is_earlier(uri: str) -> bool:
    """Whether a page is about an earlier wording, or the history, of a criterion."""
    return uri.startswith("criteria/") and uri.count("/") > 1


def decision_uri(name: str) -> str:
    """The page of a decision."""
    return f"decisions/{name}.md"


def session_uri(name: str) -> str:
    """The page of a session."""
    return f"calibration/{name}.md"


def relative(target: str, page: str) -> str:
    """The path from one page's file to another's."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def slug(text: str) -> str:
    """An anchor from any text: `C-2201` is `c-2201`."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "x"
