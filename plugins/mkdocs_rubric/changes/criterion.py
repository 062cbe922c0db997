"""What is different about one criterion, and about one scale."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from mkdocs_rubric.changes.change_kinds import Change, ChangeKind
from mkdocs_rubric.changes.redline import Redline
from mkdocs_rubric.model import (
    Criterion,
    EarlierScale,
    EdgeCase,
    Example,
    LevelKey,
    Scale,
    Score,
    Span,
    as_written,
    score_text,
)

_TEXTS = (
    (ChangeKind.QUESTION, "question", "the question"),
    (ChangeKind.DESCRIPTION, "description", "the description"),
)
_LISTS = (
    (ChangeKind.WHEN, "use_when", "when to score it here"),
    (ChangeKind.WHEN, "avoid_when", "when not to score it here"),
)
_LABELS = (
    ("tags", "tags"),
    ("keywords", "search words"),
    ("see_also", "see also"),
    ("aliases", "earlier ids"),
    ("earlier_scales", "earlier scales"),
)


def criterion_changes(
    before: Criterion, after: Criterion, labels: Mapping[Score, str]
) -> Iterator[Change]:
    """What is different about a criterion, in the order of its page.

    Args:
        before: As it was.
        after: As it is.
        labels: What the levels are called, for the sentences.
    """
    old, new = before.__dict__, after.__dict__
    # What is the same object is equal: most of two revisions is.
    changed = {name for name in new if old[name] is not new[name] and old[name] != new[name]}
    if not changed:
        return
    change = partial(Change, path=after.path, criterion=after.id)
    yield from _identity(before, after, change)
    for kind, name, words in _TEXTS:
        if name in changed:
            redline = Redline(old[name] or "", new[name] or "")
            yield change(kind, _worded(words, old[name], new[name]), redline=redline)
    yield from _scoring(before, after, change)
    if "levels" in changed:
        yield from _levels(before, after, labels, change)
    for kind, name, words in _LISTS:
        if name in changed:
            redline = Redline("\n".join(old[name]), "\n".join(new[name]))
            yield change(kind, _worded(f'"{words}"', old[name], new[name]), redline=redline)
    if "edge_cases" in changed:
        yield from _edge_cases(before, after, change)
    for name, words in _LABELS:
        if name in changed:
            yield change(ChangeKind.LABELS, f"{words}: {_difference(old[name], new[name])}")


def scale_changes(name: str, before: Scale, after: Scale, path: str = "") -> Iterator[Change]:
    """What is different about a scale of that name."""
    change = partial(Change, path=path)
    for score in sorted(before.levels.keys() | after.levels.keys(), reverse=True):
        old, new = before.levels.get(score), after.levels.get(score)
        if old is None:
            yield change(ChangeKind.SCALE_LEVELS, f'scale "{name}": level {score} ({new}) added')
        elif new is None:
            yield change(ChangeKind.SCALE_LEVELS, f'scale "{name}": level {score} ({old}) removed')
        elif old != new:
            sentence = f'scale "{name}": level {score} is called "{new}", was "{old}"'
            yield change(ChangeKind.SCALE_LABEL, sentence, redline=Redline(old, new))
    if before.agree_within != after.agree_within:
        sentence = f'scale "{name}": tolerance {before.agree_within} → {after.agree_within}'
        yield change(ChangeKind.TOLERANCE, sentence)


def _identity(before: Criterion, after: Criterion, change: partial[Change]) -> Iterator[Change]:
    if before.id != after.id:
        known = before.id in after.aliases
        told = "" if known else ", not listed under aliases: links to the old id break"
        yield change(ChangeKind.RENAMED, f'renamed, id "{before.id}" → "{after.id}"{told}')
    if before.title != after.title:
        redline = Redline(before.title, after.title)
        yield change(
            ChangeKind.TITLE, f'called "{after.title}", was "{before.title}"', redline=redline
        )
    if before.retired is None and after.retired is not None:
        instead = f', replaced by "{after.replaced_by}"' if after.replaced_by else ""
        yield change(ChangeKind.RETIRED, f"retired on {after.retired}{instead}")
    elif before.retired is not None and after.retired is None:
        yield change(ChangeKind.RESTORED, "no longer retired")
    elif before.retired != after.retired:
        yield change(ChangeKind.RETIRED, f"retired on {after.retired}, was on {before.retired}")
    elif before.replaced_by != after.replaced_by:
        yield change(ChangeKind.LABELS, f"replaced by: {after.replaced_by or 'nothing'}")


def _scoring(before: Criterion, after: Criterion, change: partial[Change]) -> Iterator[Change]:
    if before.weight != after.weight:
        yield change(
            ChangeKind.WEIGHT, f"weight {as_written(before.weight)} → {as_written(after.weight)}"
        )
    if before.scale != after.scale:
        yield change(ChangeKind.SCALE, f'scale "{before.scale}" → "{after.scale}"')
    if before.critical != after.critical:
        now = "critical now: its lowest level fails the whole review"
        yield change(ChangeKind.CRITICAL, now if after.critical else "no longer critical")
    old, new = before.not_applicable, after.not_applicable
    if old != new:
        allowed = (old is None) != (new is None)
        sentence = (
            f"N/A is {'not allowed any more' if new is None else 'allowed now'}"
            if allowed
            else "when to score N/A reworded"
        )
        kind = ChangeKind.APPLICABLE if allowed else ChangeKind.NOT_APPLICABLE
        yield change(kind, sentence, redline=Redline(old or "", new or ""))


def _levels(
    before: Criterion, after: Criterion, labels: Mapping[Score, str], change: partial[Change]
) -> Iterator[Change]:
    for score in sorted(before.levels.keys() | after.levels.keys(), reverse=True):
        old, new = before.levels.get(score), after.levels.get(score)
        if old is new:
            continue
        name = f"level {score}" + _called(labels, score)
        texts = Redline(old.description if old else "", new.description if new else "")
        place = str(score)
        if old is None or new is None:
            verb = "added" if old is None else "removed"
            yield change(ChangeKind.LEVELS, f"{name} {verb}", redline=texts, place=place)
            continue
        if texts.before != texts.after:
            yield change(ChangeKind.LEVEL, f"{name} reworded", redline=texts, place=place)
        for verb, redline in _examples(old.examples, new.examples):
            yield change(
                ChangeKind.EXAMPLE, f"{name}: example {verb}", redline=redline, place=place
            )


def _called(labels: Mapping[Score, str], key: LevelKey) -> str:
    return f" ({labels[key]})" if not isinstance(key, Span) and key in labels else ""


def _examples(before: Sequence[Example], after: Sequence[Example]) -> Iterator[tuple[str, Redline]]:
    """What became of examples: those not found again are taken in order, as reworded."""
    gone = [example for example in before if example not in after]
    come = [example for example in after if example not in before]
    reworded = min(len(gone), len(come))
    for old, new in zip(gone, come, strict=False):
        yield "reworded", Redline(_example(old), _example(new))
    for example in gone[reworded:]:
        yield "removed", Redline(_example(example), "")
    for example in come[reworded:]:
        yield "added", Redline("", _example(example))


def _example(example: Example) -> str:
    return f"{example.text}\n{example.why}" if example.why else example.text


def _edge_cases(before: Criterion, after: Criterion, change: partial[Change]) -> Iterator[Change]:
    old = {case.id: case for case in before.edge_cases}
    new = {case.id: case for case in after.edge_cases}
    renamed = dict(_renamed(old, new))
    for name, case in old.items():
        if name not in new and name not in renamed:
            score = f", which was scored {score_text(case.score)}" if case.score else ""
            yield change(
                ChangeKind.EDGE_CASE_REMOVED,
                f'edge case "{name}" removed{score}',
                redline=Redline(f"{case.situation}\n{case.guidance}", ""),
                place=name,
            )
    was = {now: then for then, now in renamed.items()}
    for name, case in new.items():
        earlier = old.get(was.get(name, name))
        if earlier is None:
            score = f": score {score_text(case.score)}" if case.score else ""
            yield change(
                ChangeKind.EDGE_CASE_ADDED,
                f'edge case "{name}" added{score}',
                redline=Redline("", f"{case.situation}\n{case.guidance}"),
                place=name,
            )
        elif earlier != case:
            yield from _edge_case(earlier, case, partial(change, place=name))


def _renamed(old: Mapping[str, EdgeCase], new: Mapping[str, EdgeCase]) -> Iterator[tuple[str, str]]:
    """Edge cases under another id: the same situation, word for word."""
    by_situation = {case.situation: name for name, case in new.items() if name not in old}
    for name, case in old.items():
        if name not in new and case.situation in by_situation:
            yield name, by_situation[case.situation]


def _edge_case(before: EdgeCase, after: EdgeCase, change: partial[Change]) -> Iterator[Change]:
    name = f'edge case "{after.id}"'
    if before.id != after.id:
        yield change(ChangeKind.EDGE_CASE, f'edge case id "{before.id}" → "{after.id}"')
    if before.score != after.score:
        old, new = score_text(before.score) or "none", score_text(after.score) or "none"
        yield change(ChangeKind.EDGE_CASE_SCORE, f"{name} re-scored {old} → {new}")
    for field in ("situation", "guidance"):
        redline = Redline(getattr(before, field), getattr(after, field))
        if redline.before != redline.after:
            yield change(ChangeKind.EDGE_CASE, f"{name}: {field} reworded", redline=redline)
    if before.decision != after.decision:
        settled = f"settled by {after.decision} now" if after.decision else "settled by none now"
        earlier = f", was by {before.decision}" if before.decision else ""
        yield change(ChangeKind.EDGE_CASE_DECISION, f"{name} {settled}{earlier}")
    if before.confirmed != after.confirmed and after.confirmed:
        yield change(ChangeKind.CONFIRMED, f"{name} confirmed on {after.confirmed}")
    for field, words in (("tags", "tags"), ("keywords", "search words")):
        old_words, new_words = getattr(before, field), getattr(after, field)
        if old_words != new_words:
            difference = _difference(old_words, new_words)
            yield change(ChangeKind.LABELS, f"{name}: {words} {difference}")


def _worded(words: str, before: object, after: object) -> str:
    if not before:
        return f"{words} added"
    return f"{words} {'reworded' if after else 'removed'}"


def _difference(before: Sequence[object], after: Sequence[object]) -> str:
    """`+new, -gone`."""
    come = [f"+{_label(label)}" for label in after if label not in before]
    gone = [f"-{_label(label)}" for label in before if label not in after]
    return ", ".join(come + gone) or "in another order"


def _label(label: object) -> str:
    if isinstance(label, EarlierScale):
        return f'"{label.scale}" before {label.before}'
    return str(label)
