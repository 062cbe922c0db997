"""Where each page is, as paths of Markdown files from the site's root."""

import datetime as dt
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import chain, count

_LATIN = "\u036f"  # up to here, but for a few signs
HOME = "index.md"


CRITERIA = "criteria/index.md"


DECISIONS = "decisions/index.md"


CALIBRATION = "calibration/index.md"


AGREEMENT = "agreement/index.md"


REVIEWERS = "agreement/reviewers.md"
MACHINES = "agreement/machines.md"
LIVE = "agreement/live.md"


TAGS = "tags.md"


CHECKS = "checks.md"
DISPUTES = "disputes.md"
AS_OF = "as-of.md"


CHANGES = "changes.md"


FEED = "changes/feed.xml"


RESULT = "method/result.md"


MEANING = "method/agreement.md"


GLOSSARY = "glossary.md"


START = "start.md"


PRACTICE = "practice/index.md"


EDGE_CASES = "edge-cases.md"


POCKET = "pocket.md"


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


def walk_uri(name: str) -> str:
    """The page a session is led from."""
    return f"calibration/{name}/walk.md"


def invitation_uri(name: str) -> str:
    """The file for calendars of a session that is to come."""
    return f"calibration/{name}.ics"


def score_form_uri(name: str) -> str:
    """The page on which a session is scored."""
    return f"calibration/{name}/score.md"


def practice_uri(name: str) -> str:
    """The page on which somebody practises."""
    return f"practice/{name}.md"


def warm_up_uri(name: str) -> str:
    """The page with a few of a practice's conversations, before a session."""
    return f"practice/{name}/warm-up.md"


def relative(target: str, page: str) -> str:
    """The path from one page's file to another's."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def slug(text: str) -> str:
    """An anchor from any text: `C-2201` is `c-2201`, and other scripts keep their letters."""
    folded = text.casefold()
    if any(_is_of_another_script(sign) for sign in folded):
        folded = unicodedata.normalize("NFC", folded)
        signs = (sign if unicodedata.category(sign)[0] in "LMN" else "-" for sign in folded)
        return re.sub("-+", "-", "".join(signs)).strip("-")
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-") or "x"


def slugs(texts: Iterable[str]) -> Mapping[str, str]:
    """An anchor for each of some texts, no two alike: the first keeps the plain one."""
    anchors: dict[str, str] = {}
    taken: set[str] = set()
    for text in texts:
        if text not in anchors:
            plain = slug(text)
            numbered = (f"{plain}-{number}" for number in count(2))
            anchors[text] = next(each for each in chain([plain], numbered) if each not in taken)
            taken.add(anchors[text])
    return anchors


def _is_of_another_script(sign: str) -> bool:
    return sign > _LATIN and sign.isalpha() and "LATIN" not in unicodedata.name(sign, "")
