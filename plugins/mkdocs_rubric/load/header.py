"""What the columns of a score sheet are, by its header."""

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_rubric.load.vocabulary import Vocabulary, key, plain_score

COLUMNS = ("conversation", "criterion", "score", "note", "reviewer")
REQUIRED = COLUMNS[:3]
WHEN = "timestamp"
_CALLED: Mapping[str, str] = {
    "conversation": """conversation id, conversations, ticket, ticket id, ticket number, ticket no,
        case, case id, case number, call id, chat id, interaction, interaction id, contact id,
        gespräch, gesprächs-id, ticketnummer, vorgang, conversación, conversacion, caso, billete,
        conversation n°, dossier, conversa, atendimento, conversazione, gesprek, zaak, 会话, 对话,
        工单, 会話, チケット, 通話""",
    "criterion": """criterion id, question id, criteria, question, item, attribute, parameter,
        kriterium, criterio, critère, critere, critério,
        criteria id, 评分项, 评分标准, 指标, 基準, 評価項目""",
    "score": """rating, score given, points, grade, mark, result, bewertung, punkte, punktzahl,
        wertung, puntuación, puntuacion,
        puntaje, note obtenue, pontuação, pontuacao, nota dada, punteggio, cijfer, waardering,
        分数, 得分, 评分, スコア, 点数, 得点""",
    "note": """notes, comment, comments, remark, remarks, reason, rationale, feedback, anmerkung,
        anmerkungen, kommentar, kommentare, bemerkung, comentario, comentarios, commentaire,
        commentaires, remarque, comentário, comentários, commento, commenti, opmerking,
        opmerkingen, toelichting, 备注, 评语, コメント, 備考""",
    "reviewer": """reviewers, reviewer name, reviewed by, scored by, email, email address, e-mail,
        e-mail address, grader, rater, evaluator, evaluated by, qa, qa analyst, assessor, auditor,
        prüfer, bewerter, bewertet von, revisor, evaluador, évaluateur, evaluateur, avaliador,
        valutatore, beoordelaar, 评审, 评分人, 评估人, レビュアー, 評価者""",
    WHEN: """date, time, submitted at, submitted, start time, completion time, zeitstempel, datum,
        marca temporal, fecha, horodateur, carimbo de data/hora, informazioni cronologiche,
        tijdstempel, 时间戳, タイムスタンプ""",
}
_NAMES = {name: name for name in (*COLUMNS, WHEN)} | {
    key(word): name for name, words in _CALLED.items() for word in words.split(",")
}
_APART = re.compile(r"[\s_]+")


@dataclass(frozen=True)
class SheetLayout:
    """What stands in which column of a sheet.

    Attributes:
        columns: The place of each known column.
        twice: The place of a second column of a name, by that name.
        reviewers: In a grid, the place of each reviewer's column, and who it is.
        criteria: In a grid, the place of each criterion's column, and its id.
        conversations: In a grid, the place of each conversation's column, and its id.
        unread: The places of columns that are none of these and have text.
        names: What the header says, as it stands.
    """

    names: Sequence[str]
    columns: Mapping[str, int] = field(default_factory=dict)
    twice: Mapping[str, int] = field(default_factory=dict)
    reviewers: Mapping[int, str] = field(default_factory=dict)
    criteria: Mapping[int, str] = field(default_factory=dict)
    conversations: Mapping[int, str] = field(default_factory=dict)
    unread: Sequence[int] = ()

    @property
    def is_long(self) -> bool:
        """Whether each row is one score."""
        return all(name in self.columns for name in REQUIRED)

    @property
    def heads(self) -> Mapping[int, str]:
        """In a grid, the place of each column of scores, and whose or what's it is."""
        return self.conversations or (self.reviewers if self.grid == "reviewer" else self.criteria)

    @property
    def grid(self) -> str:
        """What stands in the header of a grid, such as "reviewer"; "" of no grid."""
        if self.conversations:
            return "conversation"
        if "conversation" not in self.columns or "score" in self.columns:
            return ""
        if "criterion" in self.columns:
            alone = self.reviewers and "reviewer" not in self.columns
            return "reviewer" if alone else ""
        return "criterion" if self.criteria else ""

    def name(self, place: int) -> str:
        """What a column is called in a message; by its letter where it has no header."""
        shown = self.names[place].strip()[:40] if place < len(self.names) else ""
        letters = string.ascii_uppercase
        return f'"{shown}"' if shown else letters[place] if place < len(letters) else str(place + 1)


def layout_of(
    header: Sequence[str], cells: Sequence[Sequence[str]], vocabulary: Vocabulary
) -> SheetLayout:
    """What each column of a sheet is.

    A known word names a column; then a reviewer's or a criterion's name makes it one of a grid.

    Args:
        header: The first row.
        cells: The cells of each column below it.
        vocabulary: The reviewers and the criteria there are.
    """
    columns: dict[str, int] = {}
    twice: dict[str, int] = {}
    free: list[int] = []
    exact = {key(each) for each in header} & set(COLUMNS)
    for place, text in enumerate(header):
        name = column_of(text)
        if name in exact and key(text) != name:
            free.append(place)  # "comment" beside "note" is another column
        elif name in columns:
            twice.setdefault(name, place)
        elif name:
            columns[name] = place
        else:
            free.append(place)
    reviewers: dict[int, str] = {}
    criteria: dict[int, str] = {}
    conversations: dict[int, str] = {}
    unread: list[int] = []
    is_across = "criterion" in columns and not {"conversation", "score"} & columns.keys()
    for place in free:
        talk = vocabulary.conversation(header[place]) if is_across else None
        who, what = vocabulary.reviewer(header[place]), vocabulary.criterion(header[place])
        if talk:
            conversations[place] = talk
        elif "score" not in columns and who and "criterion" in columns:
            reviewers[place] = who
        elif "score" not in columns and what and "criterion" not in columns:
            criteria[place] = what
        elif key(header[place]) not in vocabulary.ignored and _has_text(header, cells, place):
            unread.append(place)
    return SheetLayout(header, columns, twice, reviewers, criteria, conversations, unread)


def column_of(text: str) -> str:
    """The known column that a header names; "" for any other."""
    word = _APART.sub(" ", key(text))
    return _NAMES.get(word) or _NAMES.get(word.rstrip(":.* ")) or ""


def looks_scored(column: Sequence[str]) -> bool:
    """Whether a column has scores, and nothing but scores."""
    found = {plain_score(each) for each in column}
    return None not in found and any(isinstance(each, int) for each in found)


def _has_text(header: Sequence[str], cells: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a column says anything; the running numbers of an export say nothing."""
    column = cells[place] if place < len(cells) else ()
    if header[place].strip():
        return any(each.strip() for each in column)
    numbers = [each.strip() for each in column]
    counted = [[str(n + first) for n in range(len(numbers))] for first in (0, 1)]
    return any(numbers) and numbers not in counted
