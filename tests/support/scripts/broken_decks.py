"""Decks that are sound, and what is left of them after one slip each: what an author would be told of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exercises.library import SHIPPED

PLAIN = """\
id: deck
section: trust
title: A deck
minutes: 5
evidence: C
purpose: To be a deck.
rounds:
- id: first
  screens:
  - id: news
    prompt: Something good
    opener: What made it good?
    parts:
    - {id: news, kind: text, visibility: shared, max: 160}
    - {id: quiet, kind: text, visibility: self, max: 160}
  - id: area
    per: [{id: home, name: home}, {id: plans, name: plans}]
    prompt: Who decides about {item}?
    opener: And {item}, what then?
    alike: now
    chosen_by: first
    parts:
    - {id: now, kind: choose_one, visibility: ask, options: [mostly me, mostly you, both], mirrored: [mostly me, mostly you]}
    - {id: much, kind: scale, visibility: self, ends: [not at all, very]}
  - id: which
    prompt: What comes first?
    opener: Which one would you begin with?
    parts:
    - {id: first, kind: choose_one, visibility: ask, source: area}
  - id: note
    prompt: Only for me
    parts:
    - {id: note, kind: private_note, visibility: device}
  - id: calm
    prompt: A minute
    parts:
    - {id: calm, kind: breathe, seconds: 60}
- id: second
  screens:
  - id: answer
    prompt: An answer
    opener: What was it like to hear?
    parts:
    - {id: answer, kind: respond, visibility: shared, about: news, options: [I hear you, Tell me more]}
    - {id: guess, kind: predict, visibility: self, of: news, free: true}
"""  # noqa: E501

MOMENTS = """\
id: deck
section: ambiguous
title: A deck
minutes: 5
evidence: C
purpose: To be a deck.
rounds:
- id: first
  cues: 2
  screens:
  - voice: receiver
    prompt: My first thought
    parts:
    - {id: reading, kind: choose_reading, visibility: shared}
    - id: sure
      kind: scale
      visibility: shared_as_band
      tiles: [20, 50, 80]
      words: [a guess, leaning, sure]
  - voice: sender
    prompt: What I mean
    parts:
    - {id: meaning, kind: own_meaning, visibility: shared}
  - voice: calm
    prompt: On a calm day
    parts:
    - {id: guess, kind: predict, visibility: self, of: meaning}
"""

CUES = (
    (SHIPPED / "cues" / "quiet.yaml").read_text().split("\n\n- id:")[0].replace("theme: quiet", "theme: deck")
)
ASKS = "What would the two of you like to hear?"
ALIKE = "What told the two of you?"
ONE_CUE = (
    re.sub("opener: .*", f"opener: {ASKS}", CUES.replace("- id: quiet-at-dinner", "- id: deck-one")) + "\n"
)
ONE_CUE = re.sub("opener_alike: .*", f"opener_alike: {ALIKE}", ONE_CUE)
FOUR_READINGS = ONE_CUE[: ONE_CUE.rindex("  - id: rejecting")]
BOMB = "\n".join(["a0: &a0 [lol]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))])

NEWS = "rounds.0.screens.0.parts.0"
AREA = "rounds.0.screens.1"
ANSWER = "rounds.1.screens.0"


@dataclass(frozen=True)
class Deck:
    """A file that is not sound. said: of an error its line, its key (or none) and a part of its words.

    several: the slip shows in more places than this one.
    """

    raw: str | bytes
    said: tuple[int, str, str]
    name: str = "deck.yaml"
    several: bool = False


def whole(raw: str | bytes, line: int, key: str, words: str, **more: object) -> Deck:
    """A deck with one error that is not about one place of a sound one."""
    return Deck(raw, (line, key, words), **more)  # type: ignore[arg-type]


def changed(text: str, old: str, new: str, key: str, words: str, down: int = 0, **more: object) -> Deck:
    """A sound deck in which `old` became `new`. The error is said of that line, or so many further down."""
    assert text.count(old) == 1, old
    line = text[: text.index(old)].count("\n") + 1 + down
    return whole(text.replace(old, new), line, key, words, **more)


DECKS = {
    # ---- not a file that can be read
    "ten megabytes": whole(PLAIN + "#" * 10_000_000, 1, "", "at most 250 kB"),
    "a bomb of aliases": whole(
        BOMB, 1, "", "everything written out; anchors (&) and aliases (*) are not read"
    ),
    "a tag that constructs an object": changed(
        PLAIN, "title: A deck", "title: !!python/object/apply:os.system [id]", "", "tags (!) are not read"
    ),
    "words that begin with a star": changed(
        PLAIN, "prompt: A minute", "prompt: *slowly*", "", "quotes around words that begin with a sign"
    ),
    "latin letters in an old encoding": whole(
        PLAIN.replace("A minute", "Café").encode("latin-1"), 35, "", "text in UTF-8"
    ),
    "the other Unicode of an old editor": whole(PLAIN.encode("utf-16"), 1, "", "text in UTF-8"),
    "a tab for an indent": changed(PLAIN, "    prompt: A minute", "\tprompt: A minute", "", "no tabs"),
    "a quote that is not closed": changed(
        PLAIN, "title: A deck", 'title: "A deck', "", "a quote that is closed"
    ),
    "a bracket that is not closed": changed(
        PLAIN,
        "ends: [not at all, very]}",
        "ends: [not at all, very}",
        "",
        "a bracket that closes the one in line",
    ),
    "a question in brackets": changed(
        PLAIN, "Tell me more]", "And you?]", "", "quotes around words with a question mark"
    ),
    "a colon in the words": changed(PLAIN, "title: A deck", "title: Note: a deck", "", "quotes around words"),
    "words behind a quote": changed(
        PLAIN, "title: A deck", 'title: "A" deck', "", "quotes around all the words"
    ),
    "words that begin with a brace": changed(
        PLAIN, "Something good", "{partner} and me", "", "quotes around all the words"
    ),
    "an indent that fits nothing": changed(PLAIN, "minutes: 5", " minutes: 5", "", "an indent"),
    "two documents": whole(PLAIN + "---\n" + PLAIN, PLAIN.count("\n") + 1, "", "one document"),
    "an empty file": whole("", 1, "", "something in it; it is empty"),
    "nothing but a comment": whole("# soon\n", 1, "", "something in it; it is empty"),
    "a list at its top": whole("- id: deck\n", 1, "", "keys with their values"),
    "a sentence": whole("Our own deck.\n", 1, "", "keys with their values"),
    "nesting without end": whole("id: " + "[" * 100_000, 1, "", "at most 20 levels"),
    "a control character": changed(
        PLAIN, "title: A deck", "title: A \x07deck", "", "without control characters"
    ),
    "a control character in disguise": changed(
        PLAIN,
        "title: A deck",
        r'title: "A \e[31mdeck"',
        "title",
        "one line of text, without control characters",
    ),
    "a key that would steer a terminal": changed(
        PLAIN, "minutes: 5", 'minutes: 5\n"\\e[2J": 1', "\ufffd[2J", "is not known here", down=1
    ),
    "another ending": whole(PLAIN, 1, "", "a name that ends in .yaml", name="deck.yml"),
    "an ending that hides": whole(PLAIN, 1, "", "a name that ends in .yaml", name="deck.yaml.txt"),
    # ---- keys and values
    "a key that comes twice": changed(
        PLAIN, "minutes: 5", "minutes: 5\nminutes: 6", "minutes", "once; it is there already", down=1
    ),
    "a key that is not known": changed(
        PLAIN, "minutes: 5", "minutes: 5\nauthor: me", "author", "not known", down=1
    ),
    "no title": whole(PLAIN.replace("title: A deck\n", ""), 1, "title", "is missing"),
    "no id of its own": whole(PLAIN.replace("id: deck\n", ""), 1, "id", "is missing"),
    "a part without an id": changed(
        PLAIN, "{id: news, kind: text", "{kind: text", f"{NEWS}.id", "is missing"
    ),
    "a section that is not known": changed(
        PLAIN, "section: trust", "section: joy", "section", "'distancing',"
    ),
    "minutes in words": changed(PLAIN, "minutes: 5", "minutes: five", "minutes", "a whole number"),
    "a title that is a number": changed(
        PLAIN, "title: A deck", "title: 2026", "title", "in quotes where they are"
    ),
    "a title that is nothing": changed(PLAIN, "title: A deck", "title:", "title", "words; there are none"),
    "a title that is a list": changed(PLAIN, "title: A deck", "title: [A, deck]", "title", "words"),
    "an option that is a yes": changed(
        PLAIN, "[I hear you, Tell me more]", "[yes, Tell me more]", f"{ANSWER}.parts.0.options.0", "in quotes"
    ),
    "rounds that are no list": whole(PLAIN[: PLAIN.index("rounds:")] + "rounds: 2\n", 7, "rounds", "a list"),
    "no rounds": whole(
        PLAIN[: PLAIN.index("rounds:")] + "rounds: []\n", 7, "rounds", "at least 1 in the list"
    ),
    "words that are too long": changed(
        PLAIN,
        "prompt: A minute",
        f"prompt: {'a' * 401}",
        "rounds.0.screens.4.prompt",
        "at most 400 characters",
    ),
    "a placeholder that is not known": changed(
        PLAIN,
        "prompt: A minute",
        "prompt: A minute with {name}",
        "rounds.0.screens.4.prompt",
        "{name} cannot be",
    ),
    "an id with capitals": changed(
        PLAIN, "- id: second", "- id: Second", "rounds.1.id", "small letters and digits"
    ),
    # ---- kinds
    "a kind that is not known": changed(
        PLAIN,
        "kind: text, visibility: shared",
        "kind: essay, visibility: shared",
        f"{NEWS}.kind",
        "one of alternatives,",
    ),
    "a part without a kind": changed(
        PLAIN, "kind: text, visibility: shared", "visibility: shared", f"{NEWS}.kind", "one of alternatives,"
    ),
    "a private note that is shared": changed(
        PLAIN, "visibility: device", "visibility: shared", "rounds.0.screens.3.parts.0.visibility", "'device'"
    ),
    "a rate that is shared": changed(
        PLAIN,
        "{id: quiet, kind: text, visibility: self, max: 160}",
        "{id: quiet, kind: rate, visibility: shared, text: I feel well., name: well, ends: [little, much]}",
        "rounds.0.screens.0.parts.1.visibility",
        "'self'",
    ),
    "a text of no characters": changed(
        PLAIN, "visibility: shared, max: 160", "visibility: shared, max: 0", f"{NEWS}.max", "at least 1"
    ),
    "tiles that fall": changed(
        MOMENTS,
        "[20, 50, 80]",
        "[80, 50, 20]",
        "rounds.0.screens.0.parts.1.tiles",
        "rising numbers from 0 to 100",
    ),
    "ends with one word": changed(
        PLAIN,
        "ends: [not at all, very]",
        "ends: [very]",
        f"{AREA}.parts.1",
        "ends: two, for the first and the last",
    ),
    "mirrored words that are no options": changed(
        PLAIN,
        "mirrored: [mostly me, mostly you]",
        "mirrored: [me, you]",
        f"{AREA}.parts.0",
        "two of the options",
    ),
    "one option": changed(
        PLAIN,
        "[I hear you, Tell me more]",
        "[I hear you]",
        f"{ANSWER}.parts.0.options",
        "at least 2 in the list",
    ),
    "an option that comes twice": changed(
        PLAIN, "[I hear you, Tell me more]", "[So, So]", f"{ANSWER}.parts.0.options", "each option once"
    ),
    "breathing for a moment only": changed(
        PLAIN, "seconds: 60", "seconds: 5", "rounds.0.screens.4.parts.0.seconds", "at least 30"
    ),
    # ---- what has to agree
    "a screen without voice and id": changed(
        MOMENTS,
        "voice: sender\n    prompt",
        "prompt",
        "rounds.0.screens.1",
        "a voice, for a screen about moments; or an id",
        several=True,
    ),
    "a voice where there are no moments": changed(
        MOMENTS, "  cues: 2\n", "", "rounds.0.screens.0.voice", "this round has no cues", down=1, several=True
    ),
    "a step whose id is taken": changed(
        PLAIN, "- id: calm", "- id: news", "rounds.0.screens.4.id", "an id of its own"
    ),
    "about nothing": changed(
        PLAIN, "about: news", "about: olds", f"{ANSWER}.parts.0.about", "the id of one part of a plain screen"
    ),
    "about something in the same round": changed(
        PLAIN,
        "- id: second\n  screens:\n",
        "",
        "rounds.0.screens.5.parts.0.about",
        "of an earlier round",
        down=4,
    ),
    "about something that stays with its owner": changed(
        PLAIN, "about: news", "about: quiet", f"{ANSWER}.parts.0.about", "a part that can be shared"
    ),
    "a guess at nothing": changed(
        PLAIN, "of: news", "of: olds", f"{ANSWER}.parts.1.of", "the id of a part of this exercise"
    ),
    "a guess at no meaning": changed(
        MOMENTS, "of: meaning", "of: sure", "rounds.0.screens.2.parts.0.of", "the id of an own_meaning part"
    ),
    "a ready gate in the first round": changed(
        PLAIN,
        "{id: calm, kind: breathe, seconds: 60}",
        "{id: calm, kind: ready_gate}",
        "rounds.0.screens.4",
        "a ready gate alone on the first screen of a further round",
        down=-3,
    ),
    "a ready gate beside other parts": changed(
        PLAIN,
        "    - {id: answer,",
        "    - {id: gate, kind: ready_gate}\n    - {id: answer,",
        ANSWER,
        "a ready gate alone",
        down=-4,
        several=True,
    ),
    "breathing beside other parts": changed(
        PLAIN,
        "seconds: 60}",
        "seconds: 60}\n    - {id: more, kind: text, visibility: ask, max: 9}",
        "rounds.0.screens.4.parts.0.kind",
        "alone on its screen",
        several=True,
    ),
    "alike where nothing is asked in turn": changed(
        PLAIN,
        "    prompt: What comes first?\n",
        "    prompt: What comes first?\n    alike: first\n",
        "rounds.0.screens.2",
        "only where there is a list `per`",
        down=-1,
    ),
    "a source that is not there": changed(
        PLAIN,
        "source: area",
        "source: garden",
        "rounds.0.screens.2.parts.0.source",
        "there is no garden",
        several=True,
    ),
    "a moment that is not there": changed(
        MOMENTS, "cues: 2", "cues: [moonlight]", "rounds.0.cues.0", "there is no moonlight"
    ),
    "more moments than there are": changed(
        MOMENTS, "cues: 2", "cues: 9", "rounds.0.cues", "a number from 1 to 8"
    ),
    # ---- what the cards ask
    "a card without a question": whole(
        PLAIN.replace("    opener: What made it good?\n", ""),
        10,
        "rounds.0.screens.0",
        "an opener; its card asks the two nothing",
    ),
    "a card that asks what another one asks": changed(
        PLAIN,
        "What was it like to hear?",
        "What made it  good?",
        f"{ANSWER}.opener",
        "another question; a card before this one asks it",
    ),
    "a question that is asked again at the end": whole(
        PLAIN + "opener: What was it like to hear?\n", 46, "opener", "another question"
    ),
    "a question of fifteen words": changed(
        PLAIN,
        "What made it good?",
        "What made it good, and what made it so good that it was this good?",
        f"{NEWS[: NEWS.index('.parts')]}.opener",
        "at most 14 words; these are 15",
    ),
    "a card that tells and asks nothing": changed(
        PLAIN, "What made it good?", "Talk about it.", "rounds.0.screens.0.opener", "one question"
    ),
    "a card that asks twice": changed(
        PLAIN, "made it good?", "was it? Was it good?", "rounds.0.screens.0.opener", "one question"
    ),
    "a list of cards that ask the same": changed(
        PLAIN, "And {item}, what then?", "What then?", f"{AREA}.opener", "a question with {item} in it"
    ),
    "one question for the cards of several moments": whole(
        MOMENTS + "opener: What helps then?\n", 28, "opener", "cue.opener; the cards of several moments"
    ),
    "a name for options that change no places": changed(
        PLAIN,
        "mirrored: [mostly me, mostly you]",
        'named: "mostly {partner}"',
        f"{AREA}.parts.0",
        "named: words with {partner}, for options that are mirrored",
    ),
    # ---- names and places
    "a name that is not its id": whole(PLAIN, 1, "id", "mine, like the name of the file", name="mine.yaml"),
    "an id that is shipped": whole(
        PLAIN.replace("id: deck", "id: two-sides-of-a-cue"),
        1,
        "id",
        "is in content/en/exercises/",
        name="two-sides-of-a-cue.yaml",
    ),
    "a moment that never comes up": changed(
        ONE_CUE,
        "sensitivity: low",
        "sensitivity: medium",
        "cues.0.sensitivity",
        "low, or an exercise that names deck-one",
        name="cues/deck.yaml",
    ),
    "an exercise among the cues": whole(PLAIN, 7, "rounds", "this is an exercise", name="cues/deck.yaml"),
    "cues among the exercises": whole(ONE_CUE, 1, "theme", "the folder cues", name="deck.yaml"),
    # ---- cues
    "a moment with four readings": whole(
        FOUR_READINGS, 14, "cues.0.readings", "five readings", name="cues/deck.yaml"
    ),
    "a threat that is too large": whole(
        ONE_CUE.replace("threat: 2", "threat: 5"),
        14,
        "cues.0.readings",
        "each threat from -2 to 2",
        name="cues/deck.yaml",
    ),
    "a threat in words": changed(
        ONE_CUE,
        "threat: 2",
        "threat: a lot",
        "cues.0.readings.4.threat",
        "a whole number",
        name="cues/deck.yaml",
    ),
    "a moment that is shipped": whole(
        CUES + "\n", 3, "cues.0.id", "quiet-at-dinner is in content/en/cues/quiet.yaml", name="cues/deck.yaml"
    ),
    "a partner who is they": changed(
        ONE_CUE,
        "{partner} is worn out",
        "They're worn out",
        "cues.0.readings.2.receiver",
        "words without “they”",
        name="cues/deck.yaml",
    ),
    "a kindness that is none": whole(
        ONE_CUE.replace("sender: I'm worn out.", "sender: I'm worn out.\n    kindly: true"),
        30,
        "cues.0.readings.2.kindly",
        "only a caring reading is meant kindly",
        name="cues/deck.yaml",
    ),
    "a kindness that admits something": whole(
        ONE_CUE.replace("sender: I'm at ease", "admits: true\n    kindly: true\n    sender: I'm at ease"),
        20,
        "cues.0.readings.0.kindly",
        "a reading that admits something has its own line",
        name="cues/deck.yaml",
    ),
    "a partner who is them in the moment itself": changed(
        ONE_CUE,
        "Over dinner, I go quiet",
        "Over dinner with them, I go quiet",
        "cues.0.stem.sender",
        "words without “them”",
        name="cues/deck.yaml",
    ),
    "a partner who has their title": changed(
        ONE_CUE,
        "goes quiet over dinner",
        "goes quiet over their dinner",
        "cues.0.title",
        "words without “their”",
        name="cues/deck.yaml",
    ),
    "a reading that is too long": changed(
        ONE_CUE,
        "{partner} is worn out.",
        "{partner} is worn out, and would be with anybody at all, today too.",
        "cues.0.readings.2.receiver",
        "at most 60 characters, a name counted as 8; these are 66",
        name="cues/deck.yaml",
    ),
    "a question that is too long": changed(
        ONE_CUE,
        ASKS,
        "What would the two of you like to hear from each other before the meal?",
        "cues.0.opener",
        "at most 14 words; these are 15",
        name="cues/deck.yaml",
    ),
    "a question that is none": changed(
        ONE_CUE, ALIKE, "Talk about it.", "cues.0.opener_alike", "one question", name="cues/deck.yaml"
    ),
    "two questions in one": changed(
        ONE_CUE,
        ALIKE,
        "What told you? And when?",
        "cues.0.opener_alike",
        "one question",
        name="cues/deck.yaml",
    ),
    "a question that is asked already": changed(
        ONE_CUE,
        ALIKE,
        ASKS,
        "cues.0.opener_alike",
        "a question of its own; it is asked already (deck-one, opener)",
        name="cues/deck.yaml",
    ),
    "a question of a moment that is shipped": changed(
        ONE_CUE,
        ASKS,
        "What lies behind a quiet meal for each of you, and what would help?",
        "cues.0.opener",
        "a question of its own; it is asked already (quiet-at-dinner, opener)",
        name="cues/deck.yaml",
    ),
    "a moment with a line where its theme has none": changed(
        ONE_CUE.replace("theme: deck", "theme: power"),
        "- id: deck-one",
        "- id: deck-one",
        "cues.0",
        "plain: true; every moment of the theme power is plain",
        name="cues/power.yaml",
    ),
    "a moment that is not plain where its file says that all are": changed(
        ONE_CUE.replace("theme: deck", "theme: deck\nall_plain: true"),
        "  sensitivity: low\n",
        "  sensitivity: low\n  plain: false\n",
        "cues.0.plain",
        "plain: true; every moment of the theme deck is plain",
        down=1,
        name="cues/deck.yaml",
    ),
    "a first session without a kind act": whole(
        "round_1: [quiet-at-dinner, says-its-fine]\n",
        1,
        "round_1",
        "a kind act among them",
        name="first_session.yaml",
    ),
    "a first session of nothing": whole(
        "round_1: [moonlight]\n", 1, "round_1.0", "there is no moonlight", name="first_session.yaml"
    ),
}
