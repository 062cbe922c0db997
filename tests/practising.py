"""A practice of two sets on a small team, and hands that score it."""

import json
from decimal import Decimal

from factories import a_criterion, a_scale
from mkdocs_rubric.agreement.quantiles import t_quantile
from mkdocs_rubric.calibration.practice import PracticeQuestion
from mkdocs_rubric.model import Mark
from sites import a_repository

RUBRIC = """\
title: Conversation quality
version: "1.0"
scales:
  quality: {levels: {1: Poor, 2: Fair, 3: Good}, tolerance: 0}
  met: {levels: {0: Not met, 1: Met}}
groups:
  - {id: all, title: All of it, criteria: [empathy, privacy]}
"""
PRIVACY = """\
title: Privacy
question: Did data stay where it belongs?
scale: met
critical: true
levels:
  1: {description: It did., examples: [{text: "Who am I speaking to?"}]}
  0: {description: It did not., examples: [{text: Here is her address.}]}
"""
SESSION = """\
date: 2026-03-31
reviewers: [anouk, bram]
conversations:
  - {id: K-1, summary: The first., transcript: K-1.md}
  - {id: K-2, summary: The second., transcript: K-2.md}
  - {id: K-3, summary: The third., transcript: K-3.md}
settled:
  - {conversation: K-1, criterion: empathy, no_change: Bram read over the second sentence.}
"""
PRACTICE = """\
title: First days
description: Take your time.
sets:
  - title: Beginning
    conversations:
      - {session: s2, conversation: K-1, notice: Read the second sentence again.}
      - {session: s2, conversation: K-2}
  - title: Going on
    conversations:
      - {session: s2, conversation: K-3}
calibrated: {agreement: 80}
listed: true
"""
CONSENSUS = {
    ("K-1", "empathy"): "3",
    ("K-1", "privacy"): "1",
    ("K-2", "empathy"): "NA",
    ("K-2", "privacy"): "1",
    ("K-3", "empathy"): "2",
    ("K-3", "privacy"): "0",
}
ALL_RIGHT = "31n120"
"""The keys that score everything as the team did, but for the ones that show each conversation."""


def practice_files(rubric=RUBRIC, practice=PRACTICE, **more):
    files = {
        path: text
        for path, text in a_repository(rubric=rubric).items()
        if not path.endswith("clarity.yaml")
    }
    files["rubric/criteria/privacy.yaml"] = PRIVACY
    files["scores/s2/session.yaml"] = SESSION
    head = "conversation,criterion,score,note\n"
    rows = [f"{one},{of},{score}," for (one, of), score in CONSENSUS.items()]
    files["scores/s2/anouk.csv"] = head + "\n".join(rows) + "\n"
    files["scores/s2/bram.csv"] = head + "\n".join(["K-1,empathy,1,", *rows[1:]]) + "\n"
    files["scores/s2/consensus.csv"] = head + "\n".join(
        ["K-1,empathy,3,the zebra was named", *rows[1:], ""]
    )
    for name in ("K-1", "K-2", "K-3"):
        files[f"scores/s2/{name}.md"] = f"Customer: I am {name}.\n\nAgent: Hello.\n"
    files["practice/first.yaml"] = practice
    return files | more


def random_practice(random):
    """Questions on scales of every kind, scores of them, and the same for the page's script."""
    scales = [
        a_scale(0, 1),
        a_scale(1, 2, 3, tolerance=0),
        a_scale(1, 2, 3, 4, 5),
        a_scale(0, 25, 50, 100, tolerance=25),
        a_scale(*range(1, 11)),
        a_scale(*(Decimal(half) / 2 for half in range(2, 11)), tolerance=Decimal("0.5")),
        a_scale(-1, 0, Decimal("0.25"), tolerance=Decimal("0.25")),
    ]
    only = random.choice([scales, scales[2:3]])
    criteria = [
        (a_criterion(f"c{n}", not_applicable="Never."), random.choice(only))
        for n in range(random.randint(1, 5))
    ]
    wrong = random.random() * random.random()
    questions, given, items = [], {}, []
    for conversation in range(random.randint(1, 9)):
        for criterion, scale in criteria:
            if random.random() < 0.2:
                continue
            cells = [*scale.scores, Mark.NOT_APPLICABLE]
            agreed = random.choice(cells)
            cell = random.choice(cells) if random.random() < wrong else agreed
            place = ("s", f"K-{conversation}", criterion.id)
            questions.append(PracticeQuestion(place, criterion, scale, agreed, "", ()))
            given[place] = cell
            items.append(
                {
                    "conversation": place[1],
                    "criterion": criterion.id,
                    "given": "NA" if isinstance(cell, Mark) else str(cell),
                    "agreed": "NA" if isinstance(agreed, Mark) else str(agreed),
                    "values": [float(score) for score in scale.scores],
                    "within": float(scale.agree_within),
                }
            )
    return questions, given, items


def quantiles(many):
    return json.dumps([t_quantile(0.975, float(n - 1)) for n in range(3, many + 1)])
