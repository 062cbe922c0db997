"""Write the score sheets of the example project.

    python benchmarks/example_scores.py

The conversations, the consensus and the notes are written by hand. What the reviewers of
`scores/` gave independently, before they talked, comes from this model, so that the history has a
shape that is known and every chart on the site can be checked against it:

    score = consensus + reading + lean + severity + noise, rounded and kept on the scale

consensus   what the session agreed on (`scores/<session>/consensus.csv`); it also says which
            criteria the session scored. `OPEN` stands in where the session has not agreed yet.
reading     a contested conversation can be read in two ways, and each reviewer takes one or the
            other. How many conversations are contested depends on the criterion and the time
            (`CONTESTED`): a decision that settles a criterion lowers its share. One decision did
            the opposite. After 2026-03-12-tone-counts nobody knew what empathy was any more,
            until 2026-09-16-tone-alone-is-not-empathy replaced it.
lean        how far a conversation misleads everybody before the discussion (`DIVISIVE`).
severity    how far a reviewer scores below or above the others; it drifts in a straight line from
            the first to the last session (`REVIEWERS`).
noise       what is left: small, normal, the same for everybody (`NOISE`).

`autoqa` is a machine that scored the last four sessions, and is in nobody's figures. It does not
take sides (no reading, no lean, no severity): what it gives follows from `MACHINE`, for each
criterion how far its noise takes it from the consensus, or what it believes instead. It finds what
stands in the conversation (was it our own words, is the tone even), and is confidently wrong on
empathy: it rewards an apology and misses what was meant, whatever the session agreed on.

Every cell has its own generator, seeded by its name: editing one conversation changes no other.
A criterion that does not apply is `NA` for everybody; `UNSCORED` cells were left empty.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeAlias

SCORES = Path(__file__).resolve().parent.parent / "scores"
SEED = "fell-tundra"
HEADER = ("conversation", "criterion", "score", "note")
EXPORTED = {"2026-07"}  # one long export with a reviewer column instead of a file each


Place: TypeAlias = tuple[str, str, str]
"""Conversation, reviewer, criterion."""
Row: TypeAlias = tuple[str, ...]


class Cell(NamedTuple):
    """One score a reviewer was asked for."""

    session: str
    conversation: str
    criterion: str
    reviewer: str


SESSIONS = {
    "2025-10": "ines marek petra tomasz yusra",
    "2025-11": "ines marek petra tomasz yusra",
    "2025-12": "ines marek petra tomasz yusra",
    "2026-01": "ines marek oona petra tomasz yusra",
    "2026-02": "ines marek oona petra tomasz yusra",
    "2026-03": "dario ines marek oona petra yusra",
    "2026-04": "dario ines marek oona petra yusra",
    "2026-05": "dario ines marek oona petra yusra",
    "2026-06": "dario ines kofi lene marek oona petra yusra",
    "2026-07": "dario kofi lene marek oona petra",
    "2026-08": "dario ines kofi lene petra",
    "2026-09": "dario ines kofi lene marek oona petra",
    "2026-10": "dario ines kofi lene marek oona",
    "2026-11": "dario ines kofi lene marek oona",
}

# Severity in the first and in the last of the fourteen sessions; below zero is severe.
REVIEWERS = {
    "dario": (0.8, 0.1),
    "ines": (0.0, 0.0),
    "kofi": (0.3, 0.1),
    "lene": (-0.6, -0.1),
    "marek": (-0.5, -0.05),
    "oona": (0.2, 0.15),
    "petra": (0.1, 0.0),
    "tomasz": (-0.3, -0.2),
    "yusra": (0.4, 0.3),
}

# The machine: the criteria on which it gives the consensus but for some noise (by its spread), and
# those on which it gives something of its own: the mean, the spread. It is never N/A by itself.
MACHINE = "autoqa"
MACHINE_SCORED = ("2026-08", "2026-09", "2026-10", "2026-11")
SEES = {
    "identity-check": 0.0,
    "privacy": 0.1,
    "policy": 0.25,
    "case-notes": 0.2,
    "opening": 0.2,
    "clarity": 0.4,
    "own-words": 0.1,
    "all-questions": 0.5,
    "diagnosis": 0.7,
    "resolution": 0.8,
    "ownership": 0.9,
    "next-steps": 0.6,
    "tone": 0.2,
}
BELIEVES = {"empathy": (4.3, 0.4)}

# The share of contested conversations, by criterion, from a session on.
CONTESTED = {
    "empathy": (
        ("2025-10", 0.7),
        ("2025-11", 0.6),
        ("2026-02", 0.45),
        ("2026-04", 0.9),
        ("2026-10", 0.1),
    ),
    "tone": (("2025-10", 0.9), ("2026-03", 0.6), ("2026-06", 0.4), ("2026-09", 0.15)),
    "ownership": (("2025-10", 0.9), ("2026-02", 0.7), ("2026-05", 0.4), ("2026-09", 0.2)),
    "resolution": (("2025-10", 0.8), ("2026-01", 0.5), ("2026-03", 0.35), ("2026-09", 0.15)),
    "diagnosis": (("2025-10", 0.9), ("2025-12", 0.4), ("2026-07", 0.25)),
    "clarity": (("2025-10", 0.8), ("2026-03", 0.6), ("2026-05", 0.25), ("2026-11", 0.1)),
    "opening": (("2026-02", 0.6), ("2026-06", 0.3), ("2026-08", 0.15)),
    "own-words": (("2026-09", 0.6), ("2026-10", 0.4), ("2026-11", 0.2)),
    "all-questions": (("2025-10", 0.8), ("2026-07", 0.4), ("2026-08", 0.1)),
    "next-steps": (("2025-10", 0.9), ("2026-02", 0.6), ("2026-05", 0.3), ("2026-08", 0.2)),
    "wrap-up": (("2025-10", 0.9),),
    "case-notes": (("2026-02", 0.6), ("2026-07", 0.4), ("2026-10", 0.2)),
    "grammar": (("2025-10", 0.7),),
    "policy": (("2025-10", 0.7), ("2026-07", 0.1)),
    "privacy": (("2025-10", 0.5), ("2026-05", 0.05)),
    "identity-check": (("2025-10", 0.5), ("2026-02", 0.1)),
}

# A contested conversation, by the number of levels: how far the other reading lies away, and the
# spread of the noise on any conversation.
OTHER_SHARE = 0.4  # of the reviewers take the reading the session did not settle on
OTHER_READING = {2: 1, 3: 1, 4: 2, 5: 2}
NOISE = {2: 0.1, 3: 0.2, 4: 0.25, 5: 0.32}

SCALES = {
    "clarity": ((1, 3), "2026-03", (1, 5)),  # before, from, since
    "grammar": ((1, 3), "2025-10", (1, 3)),
} | {
    criterion: ((low, high), "2025-10", (low, high))
    for low, high, criteria in (
        (1, 5, "empathy tone ownership resolution diagnosis"),
        (0, 3, "opening own-words all-questions next-steps wrap-up case-notes"),
        (0, 1, "policy privacy identity-check"),
    )
    for criterion in criteria.split()
}

# Conversations picked because they divide people; the lean misleads everybody the same way.
DIVISIVE = {
    ("C-1112", "empathy"): -0.3,
    ("C-1127", "ownership"): 0.4,
    ("C-1140", "identity-check"): 0.3,
    ("C-1140", "resolution"): 0.3,
    ("C-1203", "next-steps"): 0.3,
    ("C-1236", "diagnosis"): 0.3,
    ("C-1311", "resolution"): 0.4,
    ("C-1318", "clarity"): 0.0,
    ("C-1318", "grammar"): 0.0,
    ("C-1342", "policy"): -0.3,
    ("C-1405", "ownership"): 0.3,
    ("C-1422", "empathy"): -0.3,
    ("C-1437", "privacy"): 0.3,
    ("C-1508", "case-notes"): 0.3,
    ("C-1541", "next-steps"): 0.3,
    ("C-1617", "empathy"): 0.0,
    ("C-1729", "ownership"): 0.3,
    ("C-1733", "privacy"): 0.3,
    ("C-1815", "next-steps"): 0.3,
    ("C-1924", "policy"): 0.3,
    ("C-2007", "all-questions"): 0.0,
    ("C-2105", "next-steps"): 0.0,
    ("C-2201", "empathy"): 0.5,
    ("C-2203", "own-words"): 0.5,
    ("C-2340", "case-notes"): 0.3,
    ("C-2417", "own-words"): 0.4,
    ("C-2426", "empathy"): 0.0,
    ("C-2455", "ownership"): 0.0,
}
# What the reading was when they scored, where the session settled on another one afterwards.
AS_SCORED = {("C-2426", "empathy"): 4, ("C-2455", "ownership"): 3}
UNSCORED = {
    ("C-1140", "yusra", "resolution"),
    ("C-1437", "oona", "empathy"),
    ("C-1508", "tomasz", "identity-check"),
    ("C-1602", "dario", "resolution"),
    ("C-2043", "oona", "diagnosis"),
    ("C-2152", "petra", "opening"),
    ("C-2238", "lene", "policy"),
    ("C-2340", "kofi", "diagnosis"),
    ("C-2402", "dario", "privacy"),
}

# Written by hand: conversation, reviewer, criterion | note.
NOTES = """
C-1112 ines empathy | could be the footer of any mail we send
C-1112 marek empathy | says sorry twice, that's something
C-1112 tomasz empathy | apologises right at the start
C-1112 yusra empathy | sorry for what?
C-1112 yusra ownership | lets them wait over the weekend
C-1112 petra clarity | who is supposed to understand that warranty sentence
C-1127 marek empathy | four minutes of nothing is the opposite
C-1127 marek clarity | tomorrow, Friday, evening: which?
C-1127 ines ownership | caller asked twice if anyone was there
C-1127 petra ownership | phoned the depot while it was quiet
C-1127 yusra ownership | good work, invisible
C-1127 petra resolution | still late
C-1140 ines identity-check | the number had to match and it did
C-1140 marek identity-check | read the old address out!
C-1140 yusra identity-check | that number is on every parcel
C-1140 yusra empathy | the crampons at home, nice
C-1140 marek clarity | too annoyed about the address to judge this fairly
C-1140 yusra resolution | recording of the chat ends early, not scored
C-1203 ines empathy | three nights on the floor, and they get "inconvenience"
C-1203 tomasz empathy | stays calm with somebody who slept on the ground
C-1203 yusra empathy | patient, asks gently
C-1203 ines next-steps | closed with an open problem
C-1203 petra next-steps | can't do more if they leave
C-1203 ines wrap-up | fields all correct
C-1203 petra wrap-up | three words
C-1219 ines empathy | not a word about the code until asked
C-1219 yusra tone | sinking feeling: that's a person
C-1219 marek diagnosis | asks for the code although it's in the mail
C-1219 petra diagnosis | right exchange, right size, done
C-1219 marek next-steps | last mail has no step at all
C-1236 petra tone | such clear instructions, I'd want them too
C-1236 marek diagnosis | right steps for that symptom
C-1236 petra diagnosis | what photo?
C-1236 tomasz diagnosis | second photo shows the bent regulator
C-1236 petra next-steps | "they'll get back to you". when?
C-1236 petra wrap-up | n/a, ws?
C-1311 marek empathy | rent is due, and the answer is "processed"
C-1311 yusra empathy | says "I understand" to a very angry mail
C-1311 ines resolution | third "processed", still no date
C-1311 tomasz resolution | money was sent, nothing more to do
C-1318 ines clarity | pole sleeve became a shirt sleeve
C-1318 petra clarity | the English is fine
C-1318 ines grammar | "sort your out"
C-1318 yusra resolution | date, free, marked urgent
C-1342 petra empathy | both mats, the bill and the walk to the shop are in it
C-1342 yusra empathy | sounds like flattery
C-1342 ines policy | any lead would have said yes
C-1342 marek policy | not this agent's to waive
C-1342 marek grammar | "your right", and a full stop missing
C-1405 ines empathy | takes the group seriously
C-1405 marek ownership | gets it because of the four thousand
C-1405 marek resolution | favouritism
C-1405 oona resolution | courier is a member benefit
C-1405 yusra resolution | extra mile
C-1405 ines wrap-up | did not find a note
C-1405 tomasz privacy | yearly spending said aloud
C-1422 ines empathy | apologises for the weather
C-1422 oona empathy | names the missed tour
C-1422 petra empathy | sounds as if we had closed the road
C-1422 marek tone | grovelling
C-1422 ines privacy | no idea who this is
C-1437 marek tone | so friendly that it forgot itself
C-1437 oona empathy | had to stop halfway, will finish
C-1437 petra wrap-up | names the boyfriend in the note
C-1437 ines privacy | knew the order number, meant well
C-1437 marek privacy | address, second item, delivery: all to the wrong person
C-1508 ines diagnosis | asks for what the first mail said
C-1508 marek next-steps | says it comes automatically
C-1508 marek case-notes | the mail above says everything
C-1508 petra case-notes | pls take over, that's all
C-1513 yusra empathy | believes the caller and says so
C-1513 tomasz case-notes | no name in it
C-1513 ines identity-check | stays firm and offers the mail address, good
C-1541 marek diagnosis | never checked that it worked
C-1541 oona diagnosis | one question, the right one
C-1541 ines next-steps | the lamp is at home!
C-1541 tomasz next-steps | happy customer, done
C-1541 petra case-notes | "solved", and nobody knows
C-1602 dario empathy | the ridge, the wet skin, it's all there
C-1602 marek empathy | no warmth at all
C-1602 oona tone | not one kind word
C-1602 petra tone | calm under fire
C-1602 ines clarity | one word to answer, brilliant
C-1617 ines empathy | met the customer exactly where they were
C-1617 marek empathy | where is the problem mentioned?
C-1617 yusra empathy | the five stars say it all
C-1617 marek tone | puns
C-1617 petra tone | best chat this year
C-1625 dario empathy | sorry to see your ORDER go
C-1625 ines tone | second mail is fine
C-1625 marek tone | "see you again soon!" to a widow
C-1648 petra tone | a lecture
C-1648 petra clarity | 7.3, DAP, DDP, help
C-1648 yusra resolution | clearance fee comes back, nice
C-1704 ines empathy | I know what we decided; I still can't hear it
C-1704 oona empathy | matched the mood, no word about the course
C-1704 yusra empathy | answers in the caller's own rhythm, tone counts
C-1704 dario tone | nerves of steel
C-1704 ines diagnosis | asked nothing
C-1729 dario ownership | explains every single scan
C-1729 marek ownership | our parcel, our phone call
C-1729 oona all-questions | second tent? poles?
C-1733 ines empathy | no word on the 212 euros
C-1733 oona empathy | so calm that it calmed me
C-1733 marek privacy | the customer sent it, not us
C-1733 oona privacy | number still in the ticket
C-1733 petra privacy | reads the end of it back
C-1806 dario empathy | a list; the voice doesn't meet a worried parent
C-1806 marek empathy | put everything else aside for it
C-1806 oona clarity | numbered, with what to do if it isn't there
C-1806 ines case-notes | no note that I could see
C-1815 dario empathy | warm all the way
C-1815 marek empathy | names the sitting by the phone
C-1815 ines next-steps | the same promise as on Tuesday
C-1815 marek next-steps | a call, tomorrow, freight: all three
C-1815 petra next-steps | who is "they"?
C-1815 ines case-notes | no task, no note
C-1851 dario empathy | steady, and wants to help
C-1851 ines empathy | reads like a form
C-1851 marek clarity | which letter?
C-1851 marek identity-check | hard, and right
C-1902 dario ownership | the rain cover tip saved us a return
C-1902 kofi opening | straight to the answer
C-1902 lene tone | too chatty for a stock question
C-1924 kofi empathy | hotel blankets, lovely
C-1924 petra empathy | pays instead of listening
C-1924 marek ownership | generous with somebody else's money
C-1924 kofi policy | the decision says within reason
C-1924 marek policy | 50 euros and nobody asked
C-1924 petra policy | no approval in the note
C-1939 lene empathy | as curt as the customer, and tone counts
C-1939 marek empathy | flat, but the pump is named
C-1939 lene tone | "as already communicated"
C-1939 ines ownership | everything goes back to the customer
C-1939 lene ownership | three options offered
C-2007 petra empathy | no word about the nephew
C-2007 dario all-questions | route conditions aren't ours to give
C-2007 kofi all-questions | one of three is missing
C-2007 marek all-questions | expected the route conditions
C-2007 kofi case-notes | no notes in my copy
C-2018 dario empathy | sorry for the inconvenience
C-2018 marek empathy | mosquitos, shares the pain
C-2018 marek diagnosis | never asked about the coil
C-2018 oona resolution | in the post the same day
C-2043 dario empathy | says how long, comes back early
C-2043 marek clarity | gone, or a plus, or both?
C-2043 oona diagnosis | call not audible for me from 02:30
C-2105 dario empathy | admits it without an excuse
C-2105 kofi next-steps | "last reminder" reads like a threat
C-2105 lene next-steps | two reminders, as decided
C-2116 dario empathy | hears the stress
C-2116 ines empathy | pretty stressful: what is?
C-2116 lene ownership | sends somebody without reception to the shop
C-2116 petra ownership | the cable tie is a good idea
C-2116 ines opening | What product do you have?
C-2152 kofi empathy | takes the fear seriously
C-2152 lene ownership | gives in on the ten years too easily
C-2152 dario next-steps | a date, and it comes back to the same agent
C-2201 ines empathy | matched the tone but never named the problem
C-2201 kofi empathy | the voice fits, so from 3 up
C-2201 marek empathy | where is the hospital?
C-2201 oona empathy | gets their own style back; tone counts
C-2201 dario clarity | telegram
C-2201 oona clarity | amount, card, day
C-2201 ines own-words | same block as in every status mail
C-2201 kofi own-words | block or not, every line applies
C-2203 kofi empathy | sorry, and polite about it
C-2203 petra empathy | expectations? it's a seam
C-2203 dario own-words | asks for the photo it replies to
C-2203 oona own-words | second mail is personal
C-2214 ines empathy | easy peasy, after a broken leg
C-2214 lene empathy | kind voice, nothing named
C-2214 oona empathy | the gear carpet, so warm
C-2214 kofi own-words | smells of template
C-2238 dario empathy | hardly a word about the boots
C-2238 lene empathy | asks about the father first
C-2238 ines policy | approved before the promise, noted the same day
C-2309 ines empathy | three weeks, and nobody told you why
C-2309 lene empathy | "sorry" at the end of a sentence
C-2309 dario own-words | last sentence is for somebody else
C-2309 lene next-steps | Monday, and checks it
C-2321 lene empathy | the signed book!
C-2321 marek diagnosis | takes the ten litres for granted
C-2321 dario own-words | the reminder is a robot
C-2340 ines empathy | the warehouse did the listening
C-2340 dario case-notes | perfectly readable after a year in the warehouse
C-2340 kofi case-notes | FU?
C-2340 lene case-notes | had to ask three people
C-2402 kofi empathy | the week and the old price, both named
C-2402 oona empathy | minus one word, ha
C-2402 ines resolution | the choice is the customer's, nothing left open
C-2402 lene resolution | we had cancelled it in the first place
C-2417 ines tone | three paragraphs of thank you
C-2417 dario own-words | advice for a membrane it hasn't got
C-2417 kofi own-words | reads like a personal letter
C-2417 lene clarity | iron or tumble?
C-2426 ines empathy | says that nothing would be right, and acts
C-2426 kofi empathy | never says what happened
C-2426 lene empathy | not naming it is the empathy here
C-2426 oona empathy | problem isn't named, so 2 by the rule
C-2426 lene own-words | looks like the assistant
C-2455 dario ownership | sends them out to ring at a fifth door
C-2455 kofi ownership | only somebody on the spot can ring
C-2455 oona ownership | finds the photo, opens no search
"""


def score_of(cell: Cell, consensus: int) -> int:
    """What one reviewer scored on their own, on the scale of that session."""
    before, since, now = SCALES[cell.criterion]
    low, high = now if cell.session >= since else before
    first, last = REVIEWERS[cell.reviewer]
    severity = first + (last - first) * list(SESSIONS).index(cell.session) / (len(SESSIONS) - 1)
    item = (cell.conversation, cell.criterion)
    share = [share for session, share in CONTESTED[cell.criterion] if session <= cell.session][-1]
    question, mind = Random(f"{SEED} {' '.join(item)}"), Random(f"{SEED} {' '.join(cell)}")
    contested = question.random() < share or item in DIVISIVE
    upwards = consensus + question.uniform(-0.5, 0.5) < (low + high) / 2
    reading = 0
    if contested and mind.random() < OTHER_SHARE:
        reading = OTHER_READING[high - low + 1] * (1 if upwards else -1)
    noise = mind.gauss(0.0, NOISE[high - low + 1])
    latent = consensus + reading + DIVISIVE.get(item, 0.0) + severity * (high - low) / 4 + noise
    return min(high, max(low, math.floor(latent + 0.5)))


def machine_score(session: str, conversation: str, criterion: str, consensus: int) -> int:
    """What the machine gave: near the consensus, or what it believes instead."""
    (low, high), own = SCALES[criterion][2], BELIEVES.get(criterion)
    mind = Random(f"{SEED} {session} {conversation} {criterion} {MACHINE}")
    mean, spread = own or (consensus, SEES[criterion] * (1 if high - low > 1 else 0.5))
    return min(high, max(low, math.floor(mean + mind.gauss(0.0, spread) + 0.5)))


def machine_sheet(session: str) -> list[Row]:
    """The machine's rows: it scores what applies, and writes no notes."""
    with (SCORES / session / "consensus.csv").open(encoding="utf-8", newline="") as consensus:
        agreed = [row for row in csv.DictReader(consensus) if row["score"] != "NA"]
    return [
        (
            row["conversation"],
            row["criterion"],
            str(machine_score(session, row["conversation"], row["criterion"], int(row["score"]))),
            "",
        )
        for row in agreed
    ]


def sheet_of(session: str, reviewer: str, notes: dict[Place, str]) -> list[Row]:
    """One reviewer's rows, in the order of the consensus sheet."""
    with (SCORES / session / "consensus.csv").open(encoding="utf-8", newline="") as consensus:
        agreed = list(csv.DictReader(consensus))
    rows: list[Row] = []
    for row in agreed:
        conversation, criterion, score = row["conversation"], row["criterion"], row["score"]
        cell = Cell(session, conversation, criterion, reviewer)
        if (conversation, reviewer, criterion) in UNSCORED:
            given = ""
        elif score == "NA":
            given = score
        else:
            given = str(score_of(cell, int(AS_SCORED.get((conversation, criterion), score))))
        note = notes.get((conversation, reviewer, criterion), "")
        rows.append((conversation, criterion, given, note))
    return rows


def write(path: Path, header: Row, rows: list[Row]) -> None:
    """Write one CSV file, with the same bytes on every system."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Rewrite every sheet except the consensus."""
    notes = {}
    for line in NOTES.strip().splitlines():
        place, note = line.split(" | ")
        conversation, reviewer, criterion = place.split()
        notes[conversation, reviewer, criterion] = note
    for session, names in SESSIONS.items():
        sheets = {name: sheet_of(session, name, notes) for name in names.split()}
        if session in EXPORTED:
            rows = [(name, *row) for name, sheet in sheets.items() for row in sheet]
            write(SCORES / session / "export.csv", ("reviewer", *HEADER), rows)
        else:
            for name, sheet in sheets.items():
                write(SCORES / session / f"{name}.csv", HEADER, sheet)
    for session in MACHINE_SCORED:
        write(SCORES / session / f"{MACHINE}.csv", HEADER, machine_sheet(session))


if __name__ == "__main__":
    main()
