"""Label Studio's JSON export: tasks, annotations, predictions."""

from collections.abc import Iterator

from mkdocs_rubric.exchange.node import Node
from mkdocs_rubric.exchange.records import Export, Rating

_ID_KEYS = ("conversation", "conversation_id", "ticket_id", "ticket", "id")


def read(document: Node, export: Export) -> None:
    """Tasks: an array, or one a line."""
    for task in document.entries():
        _task(task, export)


def _task(task: Node, export: Export) -> None:
    task.skip("created_at", "updated_at", "project", "meta", "inner_id", "total_annotations")
    data = task.inside("data")
    data.skip(*_ID_KEYS)
    task.skip("id")
    name = data.id(*_ID_KEYS) or task.id("id")
    for key in data.value if isinstance(data.value, dict) else ():
        if key not in _ID_KEYS:
            data.drop(key)
    for annotation in task.each("annotations"):
        annotation.skip("id", "created_at", "lead_time", "result_count", "task", "unique_id")
        who = _who(annotation)
        if annotation.flag("was_cancelled"):
            annotation.skip("result", "updated_at")
            export.account.leave("annotations", "skipped by the reviewer", annotation.where)
            continue
        agreed = annotation.flag("ground_truth")
        when = annotation.time("updated_at", "created_at")
        base = Rating(name, "", "consensus" if agreed else who, "", when=when, consensus=agreed)
        _results(annotation, base, export)
    for prediction in task.each("predictions"):
        prediction.skip("id", "score", "created_ago", "task", "project", "created_at", "updated_at")
        machine = prediction.text("model_version") or "prediction"
        _results(prediction, Rating(name, "", machine, "", machine=True), export)


def _who(annotation: Node) -> str:
    """`completed_by` is a number, or a user with an address."""
    whole = annotation.value.get("completed_by") if isinstance(annotation.value, dict) else None
    if isinstance(whole, dict):
        user = annotation.inside("completed_by")
        user.drop("first_name", "last_name", "avatar", "initials", "phone")
        user.skip("id", "username")
        return user.text("email", "username") or user.id("id")
    return annotation.id("completed_by")


def _results(owner: Node, base: Rating, export: Export) -> None:
    """A control's answers; a text area for the same field is the note on it."""
    results = list(owner.each("result"))
    notes: dict[str, str] = {}
    for result in results:
        result.skip("id", "origin", "to_name", "type", "from_name")
        if result.text("type") == "textarea":
            name = result.text("from_name").removesuffix("_note").removesuffix("-note")
            notes[name] = " / ".join(result.inside("value").texts("text"))
    scored = [each for each in results if each.text("type") != "textarea"]
    rest = " / ".join(text for name, text in notes.items() if name not in _names(scored))
    for result in scored:
        name, kind = result.text("from_name"), result.text("type")
        value = result.inside("value")
        choices = value.texts("choices")
        if kind not in ("choices", "rating", "number") or len(choices) > 1:
            why = "several at once" if choices[1:] else f"of type {kind or 'unknown'}: no score"
            value.skip("rating", "number")
            export.account.leave("answers", why, result.where)
            continue
        number = value.number("rating", "number")
        text = choices[0] if choices else "" if number is None else f"{number.normalize():f}"
        note = " / ".join(filter(None, (notes.get(name, ""), rest)))
        rest = ""
        export.add(
            Rating(
                base.conversation,
                name,
                base.reviewer,
                text,
                note,
                when=base.when,
                machine=base.machine,
                consensus=base.consensus,
                where=result.where,
            )
        )


def _names(results: list[Node]) -> Iterator[str]:
    for result in results:
        yield result.text("from_name")
