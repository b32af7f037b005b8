"""What a file of one's own begins with: sound as it stands, and commented.

Pure. Each is filled in by `format(slug=…)`, so that braces of YAML are written twice.
"""

from __future__ import annotations

EXERCISE = """\
# An exercise of your own. Put this file into the folder that EXERCISES_PATH names, then run
#   manage.py content check
# docs/authoring.md explains every key. Ids are permanent: what people answered is kept under them, and the
# name of the file is the id of the exercise.
id: {slug}
section: ambiguous  # distancing, control, ambiguous, trust or satisfaction
title: A title in a few words
minutes: 10
evidence: C  # A: tried with couples; B: a part of it was; C: an idea
tender: light  # how close it goes: light, some or deep
purpose: One sentence that says what it is for.
do:  # what the two will do, in a few short lines
- Say what two moments look like to each of you.
- Write one sentence each.

rounds:
# A round of moments. Each screen with a voice is asked once for each moment.
- id: moments
  cues: 2  # how many moments are drawn; or which, e.g. [quiet-at-dinner, phone-while-talking]
  screens:
  - voice: receiver  # the one who sees it
    kicker: What I read
    prompt: My first thought would be ...
    hint: The first thing that comes to mind, not the fair one.
    parts:
    # visibility: who may see it. shared (offered to the other, on), ask (offered, off), self (its owner only)
    - {{id: reading, kind: choose_reading, visibility: shared}}
    - id: sure
      kind: scale
      visibility: shared_as_band
      prompt: How sure? A tap sends it.
      tiles: [20, 50, 80]
      words: [just a guess, leaning, quite sure]
  - voice: sender  # the one who does it
    kicker: What I mean
    prompt: When I do this, it usually means ...
    hint: A tap sends it.
    parts:
    - {{id: meaning, kind: own_meaning, visibility: shared}}

# A round of plain screens, about no moment: each has an id instead of a voice, and is asked once.
- id: words
  optional: One sentence more?  # the question that offers this round; leave it out and the round follows
  screens:
  - id: wish
    name: A wish  # its short title, where answers are listed
    prompt: "One small thing that would help me:"  # words with a colon need quotes
    hint: Something that takes less than ten minutes.
    asked: What small thing would help each of you?  # what its card, which is about both, says was asked
    parts:
    - {{id: wish, kind: text, visibility: ask, max: 160}}
    opener: What would make this easy?  # the question on its card: every card asks one

opener: cue.opener  # the question on the card of a moment: each moment's own
"""

CUES = """\
# Moments of your own. This file belongs into the folder cues/ inside the one that EXERCISES_PATH names. Run
#   manage.py content check
# docs/authoring.md explains every key. Ids are permanent: what people answered is kept under them, and the
# name of the file is the theme.
theme: {slug}
cues:
- id: {slug}
  section: ambiguous  # distancing, control, ambiguous, trust or satisfaction
  sensitivity: low  # only what is low is drawn; a medium or high one comes where an exercise names it
  title: When {{sender}} waters the plants first  # a name stands in for {{sender}} and {{receiver}}
  short: Plants first
  acts: I water the plants first  # in the glossary, behind "When"; the other is "you" there
  stem:  # the moment, as each of the two would tell it; {{partner}} is the other
    receiver: We meet in the evening, and {{partner}} waters the plants first.
    sender: We meet in the evening, and I water the plants first.
  # What the card asks both, in at most 14 words: where they see it apart, and where they see it alike.
  opener: What does each of you need in the first minutes together?
  opener_alike: Which greeting do the two of you like best?
  # Five readings, one of each category. The threat is how much it would hurt: from -2 (a kindness) to 2,
  # each once; us_mild is always 1 and rejecting always 2. Neither is ever shown.
  readings:
  - id: caring
    category: caring
    threat: -2
    receiver: "{{partner}} wants it to be nice for us."
    sender: I want it to be nice for us.
    kindly: true  # the sender says that it is done for the other, or out of warmth: not every caring one does
  - id: external
    category: external
    threat: -1
    receiver: The plants were dry.
    sender: The plants were dry.
  - id: strain
    category: strain
    threat: 0
    receiver: "{{partner}} needs a moment to arrive."
    sender: I need a moment to arrive.
  - id: us_mild
    category: us_mild
    threat: 1
    receiver: "{{partner}} is still a bit cross about this morning."
    sender: I'm still a bit cross about this morning.
  - id: rejecting
    category: rejecting
    threat: 2
    receiver: "{{partner}} would rather be alone than with me."
    sender: I'm hurt, and keep away from you.
    voices_differ: true  # the two say different things on purpose: both picking it is no match
"""
