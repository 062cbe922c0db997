"""Which column of a table of scores is what, by its header."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_rubric.exchange.matched import criterion_like
from mkdocs_rubric.exchange.profile import Profile, ProfileColumns
from mkdocs_rubric.load.vocabulary import key
from mkdocs_rubric.model import Project

_WORDS: Mapping[str, str] = {
    word.strip(): role
    for role, words in {
        "conversation": "conversation, conversation id, conversation number, ticket, ticket id,"
        "ticket number, ticket #, case, case id, case number, chat id, call id, interaction,"
        "interaction id, contact id, conversationid, ticketid, externalid, external id, id del"
        " ticket, vorgang, ticketnummer, fallnummer, numero de ticket, n\u00b0 ticket",
        "reviewer": "reviewer, rater, evaluator, grader, scored by, reviewed by, reviewer email,"
        "reviewer name, email address, email, username, your name, evaluated by, pr\u00fcfer,"
        "bewerter, bewertet von, evaluador, \u00e9valuateur, e-mail-adresse, adresse e-mail",
        "criterion": "criterion, criteria, category, question, attribute, rating category,"
        "kriterium, criterio, crit\u00e8re, kategorie, categor\u00eda",
        "score": "score, rating, level, result, points, mark, grade, answer, value, bewertung,"
        "punkte, puntuaci\u00f3n, note attribu\u00e9e",
        "note": "note, notes, comment, comments, remark, remarks, reason, feedback, kommentar,"
        "comentario, commentaire, anmerkung",
        "time": "timestamp, time, date, reviewed at, review date, scored at, submitted at,"
        "created at, updated at, zeitstempel, marca temporal, horodateur, datum, fecha",
        "fingerprint": "fingerprint",
        "channel": "channel, source, kanal, canal",
        "session": "session, session id, calibration, calibration session, calibration id",
    }.items()
    for word in words.split(",")
}
AGREED = frozenset(
    {
        *("consensus", "agreed", "agreed score", "consensus score", "final", "final score"),
        *("calibrated", "calibrated score", "konsens", "consenso"),
    }
)
"""Headers and reviewers that are what a session agreed on."""
PERSONAL: Mapping[str, str] = {
    word: whose
    for whose, words in {
        "agents": ("agent", "agent name", "agent email", "assignee", "advisor", "reviewee", "rep"),
        "customers": ("customer", "customer name", "customer email", "requester", "contact"),
    }.items()
    for word in words
}
"""ProfileColumns that are never read, except to keep the names in them out of notes."""
NOTE = ": note"
"""What stands after a reviewer's name above a column of notes."""
_NOTED = re.compile(
    r"(?:(?:comments?|notes?|remarks?|feedback) *(?:on|for|about|to|:|-)? *)?(?P<of>.+?)"
    r"(?:[\s:(\[\u2013-]*(?:comments?|notes?|remarks?|feedback|kommentar|comentarios?|commentaires?)"
    r"[)\]]?)?",
    re.IGNORECASE,
)
"""`Empathy comment`, `Notes on empathy`."""
_RANGE = re.compile(r"\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]\s*$")
_POINTS = re.compile(r"\d+\s*(?:[-\u2013\u2014/]|to|bis|a|\u00e0)\s*\d+")
"""What stands in brackets behind a question and is no conversation: the levels."""
_ROW = re.compile(r"(?P<question>.+?)\s*\[(?P<row>[^\[\]]+)\]\s*$")


@dataclass
class Shape:
    """What the columns of a table are, by their places.

    Attributes:
        roles: The place of each role.
        personal: Columns of agents and customers, and whose names they are.
        criteria: Columns that are a criterion each: the criterion's name and, for a form's grid,
            the conversation in brackets.
        reviewers: Columns that are a reviewer each.
        conversations: Columns that are a conversation each, in a table with a criterion a row.
        notes: The column of a reviewer's or a criterion's notes, by the column of its scores.
        ignored: Headers that are not read, with the reason.
        unknown: Headers that nobody knows.
    """

    roles: dict[str, int] = field(default_factory=dict)
    personal: dict[int, str] = field(default_factory=dict)
    criteria: dict[int, tuple[str, str]] = field(default_factory=dict)
    conversations: dict[int, str] = field(default_factory=dict)
    notes: dict[int, int] = field(default_factory=dict)
    reviewers: dict[int, str] = field(default_factory=dict)
    ignored: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def columns(self, header: Sequence[str]) -> ProfileColumns:
        """The roles by the headers' words, for the profile."""
        return ProfileColumns(**{role: header[place] for role, place in self.roles.items()})


def shape_of(header: Sequence[str], profile: Profile, project: Project) -> Shape:
    """What each column is.

    Args:
        header: The headers.
        profile: What was said of them before.
        project: Whose criteria and reviewers may be headers.
    """
    shape = Shape()
    there = set(map(key, header))
    said = {key(text): role for role, text in profile.columns if text and key(text) in there}
    ignored = set(map(key, profile.ignore))
    rest = []
    for place, text in enumerate(header):
        if not text:
            continue
        if whose := PERSONAL.get(key(text)):
            shape.personal[place] = whose
            shape.ignored[text] = f"personal: {whose} are never read"
        elif key(text) in ignored:
            shape.ignored[text] = "as the profile says"
        elif (role := said.get(key(text))) and role not in shape.roles:
            shape.roles[role] = place
        else:
            rest.append(place)
    named = {key(name) for name in profile.criteria} | {key(name) for name in profile.reviewers}
    for place in list(rest):
        role = _WORDS.get(key(header[place]))
        if role and key(header[place]) not in named and role not in {*shape.roles, *said.values()}:
            shape.roles[role] = place
            rest.remove(place)
    if "criterion" in shape.roles:
        _reviewer_columns(shape, header, rest, profile, project)
    else:
        _criterion_columns(shape, header, rest, profile, project)
    return shape


def _reviewer_columns(
    shape: Shape, header: Sequence[str], rest: Sequence[int], profile: Profile, project: Project
) -> None:
    """In a table with a criterion a row, other columns may be a reviewer each."""
    known = {key(name) for name in (*project.people, *project.rubric.reviewers, *profile.reviewers)}
    for reviewer in project.rubric.reviewers.values():
        known |= set(map(key, reviewer.spellings))
    wide = "score" not in shape.roles
    talks = {} if "conversation" in shape.roles or not wide else _conversations(project)
    known |= AGREED
    of = {key(header[place]): place for place in rest}
    for place in rest:
        word = key(header[place])
        if word in talks:
            shape.conversations[place] = talks[word]
        elif wide and (word in known or word.partition("@")[0] in known):
            shape.reviewers[place] = header[place]
        elif wide and word.endswith(NOTE) and word.removesuffix(NOTE) in of:
            shape.notes[of[word.removesuffix(NOTE)]] = place
        else:
            shape.unknown.append(header[place])


def _criterion_columns(
    shape: Shape, header: Sequence[str], rest: Sequence[int], profile: Profile, project: Project
) -> None:
    """In a table with a form's answers, other columns may be a criterion each."""
    said = {key(name): name for name in profile.criteria}
    for place in rest:
        text = header[place]
        grid = None if "conversation" in shape.roles else _ROW.match(text)
        if grid and _POINTS.fullmatch(grid["row"].strip()):
            grid = None
        for name, row in (
            (text, ""),
            (grid["question"], grid["row"]) if grid else ("", ""),
            (_RANGE.sub("", text), ""),
        ):
            if name and (key(name) in said or criterion_like(name, project)):
                shape.criteria[place] = (said.get(key(name), name), row)
                break
        else:
            shape.unknown.append(text)
    _notes_of_criteria(shape, header)
    if shape.criteria and "score" in shape.roles:
        total = header[shape.roles.pop("score")]
        shape.ignored[total] = "a total, as every criterion has a column of its own"


def _notes_of_criteria(shape: Shape, header: Sequence[str]) -> None:
    """Columns of notes that say which criterion they are on, or stand right of each."""
    of = {key(header[place]): place for place in shape.criteria}
    for place, text in enumerate(header):
        found = _NOTED.fullmatch(text) if text in shape.unknown else None
        about = of.get(key(found["of"])) if found else None
        if about is not None:
            shape.notes[about] = place
            shape.unknown.remove(text)
    alike = [place for place, text in enumerate(header) if _WORDS.get(key(text)) == "note"]
    if len(alike) > 1 and all(place - 1 in shape.criteria for place in alike):
        shape.roles.pop("note", None)
        shape.notes |= {place - 1: place for place in alike}
        shape.unknown = [text for text in shape.unknown if _WORDS.get(key(text)) != "note"]


def _conversations(project: Project) -> Mapping[str, str]:
    """The conversations of all sessions."""
    sessions = (*project.sessions.values(), *project.upcoming.values())
    return {key(each.id): each.id for held in sessions for each in held.session.conversations}
