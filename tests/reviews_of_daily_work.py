"""A team with reviews of daily work in a CSV file, to be counted."""

import csv
import datetime as dt
import random

from desks import FILES

SOURCE = """\
files: [reviews/*.csv]
time_zone: Europe/Berlin
columns: {conversation: ticket, criterion: category, reviewer: grader, score: rating,
          time: at, channel: channel}
criteria: {Showed empathy: empathy}
reviewers: {ana@northwind.example: ana}
labels: {great: 5}
"""
NAMES = ("ticket", "category", "grader", "rating", "at", "channel")


def rows(count=400, seed=3):
    """Reviews: some twice, some N/A, some in the first hour of a month in Berlin."""
    chance = random.Random(seed)
    made = []
    for n in range(count):
        ticket = f"T-{n % 150}"
        when = dt.datetime(2026, 8, 31, 21, 30, tzinfo=dt.UTC) + dt.timedelta(hours=n % 60)
        made.append(
            (
                ticket,
                chance.choice(("Showed empathy", "clarity")),
                chance.choice(("ana@northwind.example", "ben", "cleo")),
                chance.choice(("1", "2", "3", "4", "great")),
                when.isoformat().replace("+00:00", "Z"),
                chance.choice(("email", "chat")),
            )
        )
    made.append(("T-1", "clarity", "ben", "NA", "2026-09-02T10:00:00Z", "chat"))
    return made


def a_team_with_reviews(folder, some, source=SOURCE):
    for path, text in {**FILES, "live/source.yaml": source}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    (folder / "reviews").mkdir(exist_ok=True)
    with (folder / "reviews/one.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(NAMES)
        writer.writerows(some)
    return folder
