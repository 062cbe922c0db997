"""Whatever happens to an export on its way, there is a message and never a traceback.

`RUBRIC_DAMAGES=10000 pytest tests/exchange/test_damage.py` does to each what CI does a little of.
"""

import json
import os
import random

import pytest

import exports
from damage import restructured, scratched
from desks import a_desk, brought
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.exchange import Hints

DAMAGES = int(os.environ.get("RUBRIC_DAMAGES", "150"))
KNOWN = Hints(
    criteria={"54321": "empathy", "Empathy": "empathy"},
    labels={"pass": "5", "fail": "1"},
    reviewers={"ana": "ana", "ben": "ben"},
)


def survives(tmp_path, source, content, **more):
    try:
        result = brought(tmp_path, source, content, desk=a_desk(), hints=KNOWN, **more)
    except RubricError as error:
        return not str(error)
    assert "\n".join((*result.lines, *result.replaced))
    return True


@pytest.mark.parametrize("source", exports.JSON)
def test_a_damaged_document_is_read_or_refused(tmp_path, source):
    chance = random.Random(source)
    document = exports.JSON[source]
    text = json.dumps(document, ensure_ascii=False)
    read = 0
    for number in range(DAMAGES):
        if number % 2:
            content = json.dumps(restructured(document, chance)).encode()
        else:
            content = scratched(text, chance)
        where = {"into": "2026-12"} if number % 4 < 3 else {"live": True}
        read += survives(tmp_path, source, content, **where)
    assert read < DAMAGES, "some damages are too much"
    assert survives(tmp_path, source, text, into="2026-12", conversations=_one(source))


def _one(source):
    return {"freshdesk": ["31"], "zendesk": ["4711"]}.get(source, [])


@pytest.mark.parametrize("shape", exports.TABLES)
def test_a_damaged_table_is_read_or_refused(tmp_path, shape):
    chance = random.Random(shape)
    read = 0
    for _ in range(DAMAGES):
        read += survives(
            tmp_path, "table", scratched(exports.TABLES[shape], chance), into="2026-12"
        )
    assert 0 < read < DAMAGES


def test_a_deeply_nested_document_is_refused(tmp_path):
    assert not survives(tmp_path, "zendesk-qa", "[" * 100_000, into="2026-12")
    deep = '{"conversations":' * 400 + "[]" + "}" * 400
    assert not survives(tmp_path, "zendesk-qa", deep, into="2026-12")
