"""A standard whose team writes German, for sites in that language."""

FILES = {
    "rubric/rubric.yaml": """\
title: Gesprächsqualität
version: "1.0"
effective: 2026-01-01
description: So bewerten wir. Fragen beantwortet Anouk.
scales:
  quality:
    levels: {1: Schwach, 2: Ausreichend, 3: Gut}
    tolerance: 0
groups:
  - {id: umgang, title: Umgang mit Menschen, criteria: [einfuehlung, klarheit]}
passing: 80
""",
    "rubric/criteria/einfuehlung.yaml": """\
title: Einfühlung
question: Ist die Lage der Kundin **vor** der Lösung benannt?
scale: quality
weight: 3
not_applicable: Niemand ist verärgert oder in Not.
tags: [Ton]
levels:
  3:
    description: Nennt das Problem beim Namen.
    examples: [{text: Drei Wochen sind zu lang., why: Es ist benannt.}]
  2: {description: Nennt nur ein Gefühl., examples: [{text: Das tut mir leid.}]}
  1: {description: Nennt gar nichts., examples: [{text: Wie schon gesagt.}]}
edge_cases:
  - id: beleidigt
    situation: Die Kundin wird ausfallend. Sie beleidigt den Mitarbeiter.
    guidance: >-
      Bewertet wird nur, was geschrieben steht, wie
      [entschieden](../../decisions/2026-02-01-geschrieben.md).
    score: 2
    decision: 2026-02-01-geschrieben
""",
    "rubric/criteria/klarheit.yaml": """\
title: Klarheit
question: Konnte die Kundin danach handeln?
scale: quality
levels:
  3: {description: Sofort., examples: [{text: Drücken Sie den roten Knopf.}]}
  2: {description: Mit Mühe., examples: [{text: Benutzen Sie den Knopf.}]}
  1: {description: Nein., examples: [{text: Sehen Sie bitte nach.}]}
""",
    "decisions/2026-02-01-geschrieben.md": """\
---
title: Es gilt das geschriebene Wort
status: accepted
date: 2026-02-01
criteria: [einfuehlung]
session: s1
deciders: [anouk, bram]
---
## Situation

Die Notiz ließ zwei Lesarten zu.

## Decision

Es zählt nur, was im Gespräch geschrieben steht.
""",
    "scores/s1/session.yaml": """\
date: 2026-01-31
reviewers: [anouk, bram]
facilitator: anouk
conversations:
  - {id: C-1, summary: Ein verärgerter Anfang.}
settled:
  - conversation: C-1
    criterion: einfuehlung
    no_change: Bram hatte den Anhang übersehen.
""",
    "scores/s1/anouk.csv": """\
conversation,criterion,score,note
C-1,einfuehlung,3,Sie hat das Problem genannt
C-1,klarheit,3,
""",
    "scores/s1/bram.csv": """\
conversation,criterion,score,note
C-1,einfuehlung,1,Kein Wort davon
C-1,klarheit,2,
""",
}
