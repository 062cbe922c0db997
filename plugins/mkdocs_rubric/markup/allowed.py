"""The elements, attributes and addresses that may stand."""

import html
import re
from collections.abc import Mapping

TAGS = frozenset("""
    a abbr acronym address article aside audio b bdi bdo big blockquote br button caption
    center cite code col colgroup dd del details dfn div dl dt em figcaption figure footer
    h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label li main mark nav ol p
    picture pre q rp rt ruby s samp section small source span strike strong sub summary sup
    table tbody td tfoot th thead time tr track tt u ul var video wbr
    """.split())  # fmt: skip
WITH_CONTENT = frozenset("script style template noscript iframe object embed xmp".split())
"""Elements that are taken out with what is in them; of others the text stays."""
EVERYWHERE = frozenset("class dir hidden id lang role tabindex title translate".split())
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset("href name rel target hreflang download".split()),
    "audio": frozenset("src controls preload loop muted".split()),
    "button": frozenset({"type", "disabled"}),
    "col": frozenset({"span", "width"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open", "name"}),
    "img": frozenset("src alt width height align loading srcset sizes".split()),
    "input": frozenset("type checked disabled name".split()),
    "ins": frozenset({"cite", "datetime"}),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "blockquote": frozenset({"cite"}),
    "q": frozenset({"cite"}),
    "source": frozenset("src srcset sizes type media".split()),
    "table": frozenset({"align", "border", "summary"}),
    "td": frozenset("align colspan rowspan headers style valign".split()),
    "th": frozenset("align colspan rowspan headers scope style abbr valign".split()),
    "time": frozenset({"datetime"}),
    "tr": frozenset({"align", "valign"}),
    "track": frozenset("src kind srclang label default".split()),
    "video": frozenset("src controls preload loop muted poster width height".split()),
}
PREFIXES = ("data-", "aria-")
STYLES = frozenset({"text-align"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ADDRESSES = frozenset({"href", "src", "cite", "poster", "srcset"})
_ONE_OF = {
    ("input", "type"): frozenset({"checkbox", "radio"}),
    ("button", "type"): frozenset({"button"}),
    ("a", "target"): frozenset({"_blank"}),
}
_ALIGNED = re.compile(r"\s*text-align\s*:\s*(?:left|right|center|justify|start|end)\s*;?\s*")
_THEMES_OWN = re.compile(r"__(?!tabbed_\d|codelineno-|span-\d|code_\d)")
"""Ids by which Material finds its own elements: the first one on a page counts."""
_OVER_THE_PAGE = re.compile(
    r"(?:^|\s)(?:md-(?!button|tag|icon|typeset|code)|wy-|rst-|(?:fixed|sticky|position|card-img)-"
    r"|(?:modal|offcanvas|stretched|popover|toast|navbar|dropdown|carousel))"
)
"""Classes by which themes lay something over a page: a link that covers all of it."""
_OF_OURS = re.compile(r"(data\\*-rubric)\\*-", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


def is_allowed(tag: str) -> bool:
    """Whether an element may stand."""
    return tag in TAGS


def may_have(tag: str, attribute: str, value: str) -> bool:
    """Whether an element that may stand may have this attribute."""
    if not attribute.startswith(PREFIXES) and attribute not in (
        EVERYWHERE | ATTRIBUTES.get(tag, frozenset())
    ):
        return False
    if _is_the_themes(attribute, value):
        return False
    if attribute == "style":
        return _ALIGNED.fullmatch(value) is not None
    if attribute in _ADDRESSES and any(
        scheme_of(part) not in {"", *SCHEMES}
        for part in (value.split(",") if attribute == "srcset" else [value])
    ):
        return False
    allowed = _ONE_OF.get((tag, attribute))
    return allowed is None or value.lower() in allowed


def _is_the_themes(attribute: str, value: str) -> bool:
    """Whether a theme would take an element with this for one of its own."""
    if attribute in ("id", "name"):
        return _THEMES_OWN.match(value) is not None
    covers = attribute == "class" and _OVER_THE_PAGE.search(value)
    return bool(covers) or attribute.startswith("data-md-")


def is_of_ours(attribute: str) -> bool:
    """Whether our scripts look for an attribute: they would lead away, or lay hold of the page."""
    return _OF_OURS.match(attribute) is not None


def not_of_ours(text: str) -> str:
    """An author's text in which no attribute is one that our scripts look for.

    It is changed before it stands among our own elements, which have them.
    """
    return _OF_OURS.sub(r"\1_", text)


def scheme_of(address: str) -> str:
    """What an address starts with, as a browser reads it: `javascript` of `java&#10;script:`."""
    found = _SCHEME.match(_INVISIBLE.sub("", html.unescape(address)))
    return found[1].lower() if found else ""
