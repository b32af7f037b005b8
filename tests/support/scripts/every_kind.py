"""A deck of somebody's own that uses every kind there is: it is not shipped, and no code knows it."""
# ruff: noqa: E501  # YAML as somebody would write it

from __future__ import annotations

EVERY_KIND = """\
id: every-kind
section: trust
title: A bit of everything
minutes: 20
evidence: C
tender: light
purpose: To see that every kind of part can be used in a deck of one's own.
intro: Written for a test.
do: [Answer a little of everything, Look at it together]
opener: cue.opener
rounds:
- id: alone
  cues: [quiet-at-dinner]
  screens:
  - id: opening
    name: Opening
    prompt: Before you begin
    parts:
    - {id: words, kind: read, text: Take your time.}
  - id: settle
    name: Settle
    prompt: Breathe together
    parts:
    - {id: air, kind: breathe, seconds: 60, breathe_in: 4, breathe_out: 6, note: Stop if you feel dizzy.}
  - id: only-here
    name: Only here
    prompt: Something for you alone
    parts:
    - {id: note, kind: private_note, visibility: device, prompt: A few words, checklist: [one thing, another thing]}
  - voice: receiver
    prompt: My first thought would be ...
    parts:
    - {id: thought, kind: choose_reading, visibility: shared}
    - {id: sure, kind: scale, visibility: shared_as_band, tiles: [20, 50, 80], words: [a guess, leaning, sure]}
    folded:
    - {id: felt, kind: feelings, visibility: ask, prompt: I would feel ...}
    - {id: then, kind: next_move, visibility: ask, prompt: Then I would ...}
    - {id: counts, kind: matter, visibility: self, prompt: "How much would it matter?"}
  - voice: sender
    prompt: It usually means ...
    parts:
    - {id: intent, kind: own_meaning, visibility: shared}
    folded:
    - {id: hope, kind: text, visibility: ask, max: 100, prompt: I would like you to ...}
  - voice: expected
    prompt: I expect it to be taken as ...
    parts:
    - {id: expected, kind: forecast, visibility: shared}
  - voice: calm
    prompt: On a calm day, what would {partner} say?
    parts:
    - {id: guess, kind: predict, visibility: self, of: intent}
  - id: ways
    name: Ways
    prompt: When I step back, I ...
    opener: What does stepping back do for each of you?
    parts:
    - {id: ways, kind: choose_many, visibility: ask, max: 3, options: [go quiet, get busy, make a joke of it]}
  - id: guess-ways
    name: A guess
    prompt: What would {partner} name first?
    parts:
    - {id: guess_ways, kind: predict, visibility: self, of: ways}
  - id: area
    per: [{id: money, name: Money}, {id: time, name: Free time}]
    prompt: "{item}: who decides?"
    asked: Who decides?
    opener: "{item}: what would each of you like here?"
    alike: now
    chosen_by: look_at
    parts:
    - {id: now, kind: choose_one, visibility: ask, prompt: As it is, options: [mostly me, mostly you, together], mirrored: [mostly me, mostly you], named: "mostly {partner}", where_same: You both see it this way., where_other: You see it differently.}
    - {id: fine, kind: scale, visibility: self, prompt: "How all right is it?", ends: [not at all, completely]}
  - id: look
    name: One to look at
    prompt: Is there one to look at together?
    parts:
    - {id: look_at, kind: choose_one, visibility: ask, source: area}
  - id: moment
    name: A moment
    prompt: A small moment that puzzled me
    opener: What would a camera not have seen?
    parts:
    - {id: moment, kind: text, visibility: ask, max: 200, facts_only: true}
  - id: asking
    name: What I ask for
    prompt: One thing I would like to ask
    opener: What does each of you hear in it?
    parts:
    - {id: soft, kind: text, visibility: ask, max: 80, boxes: ["When this happened:", "I felt:"], hint_words: [always]}
  - id: kind-word
    name: A kind word
    prompt: A kind word I remember
    opener: What makes it easy to believe?
    parts:
    - {id: word, kind: recall, visibility: shared, max: 100}
  - id: plan
    name: My plan
    prompt: If it comes up again
    opener: What could get in the way?
    parts:
    - {id: plan, kind: if_then, visibility: shared}
  - id: look-at-us
    name: A look
    prompt: I feel good about us.
    parts:
    - {id: good, kind: rate, visibility: self, text: I feel good about us., name: feeling good, ends: [not at all, completely]}
- id: both
  screens:
  - id: door
    prompt: Shall we go on?
    parts:
    - {id: door, kind: ready_gate, prompt: "Shall we go on?", no_text: A good place to stop.}
  - id: mine
    name: Other stories
    prompt: It could also have been ...
    parts:
    - {id: mine, kind: alternatives, visibility: shared, min: 2, max: 5, aim: 3, categories_min: 2}
  - id: theirs
    name: Stories
    prompt: For {partner} it could have been ...
    opener: Which of these would each of you check first?
    parts:
    - {id: theirs, kind: alternatives, visibility: shared, min: 1, max: 5, about: moment}
  - id: answer
    name: An answer
    prompt: What would you answer?
    opener: What was it like to ask?
    parts:
    - {id: reply, kind: respond, visibility: shared, about: word, options: [Gladly, "Not this one, but I could ..."]}
- id: floor
  screens:
  - id: talk
    name: Turns
    prompt: Tell each other
    parts:
    - {id: talk, kind: turns, seconds: 60, rounds: 1, listener_picks: 1, listener_options: ["What was the best part?"]}
  - id: ever
    name: Ever true
    prompt: Which of these are ever true?
    opener: What would have been good to know?
    parts:
    - {id: ever, kind: choose_many, visibility: ask, source: stories, max: 10}
- id: back
  screens:
  - id: say
    name: Said back
    prompt: What I hear is ...
    opener: What did each of you notice?
    parts:
    - {id: back, kind: paraphrase, visibility: shared, about: soft, max: 200, confirm: ["Yes, that is it", Almost]}
"""
