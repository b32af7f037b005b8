"""Two people who go through a session the quick way, by a table of what each gives to each moment.

    play = Play(start_together())
    for _ in play.round("first", {"quiet-at-dinner": ("own:1", "pass", "own keep", "own")}):
        ...                                   # something has happened: look at what each sees now

What they write is a canary: it names who wrote it and where. A gift is a reading's id, `na`, `pass`, or `own`
(words of one's own, about something harmless; `own:2`: as dark as 2), with ` keep` after it to keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from couples.access import Holder
from exercises import commands
from exercises.queries import earlier_answers
from exercises.queries.session_state import SessionState
from exercises.rules import TAKEAWAY_STEP, RoundMilestone, Stage, stage_of
from exercises.screens import Breath, CardsDone, Floor, Reveal, Step
from exercises.steps.layout import StepSpec
from tests.support.couples.paired import Pair, screen_of
from tests.support.scripts.answer_script import CAN_BE_SHARED, Name, Script

Gifts = tuple[str, str, str, str]  # alex reads, alex means, sam reads, sam means
Table = Mapping[str, Gifts]
NAMES: tuple[Name, Name] = ("alex", "sam")
OTHER: Mapping[Name, Name] = {"alex": "sam", "sam": "alex"}
NOTHING: Gifts = ("pass", "pass", "pass", "pass")
MOST_DEEDS = 600


@dataclass
class Play:
    """words: what somebody writes instead of a canary, by step and field: `words["sam", step, field]`.

    written: every text, by who wrote it, step and part. shown: what of it its owner has shown later.
    opened: what a plot knows to be open, where that depends on the moments that were drawn. share_all: where
    they do what a screen asks for, what can be shared is, and nothing is passed; share_line: so is what they
    take along.
    """

    pair: Pair
    words: dict[tuple[Name, str, str], str] = field(default_factory=dict)
    scripts: dict[Name, Script] = field(default_factory=dict)
    written: dict[tuple[Name, str, str], list[str]] = field(default_factory=dict)
    shown: set[tuple[Name, str, str]] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    share_all: bool = True
    share_line: bool = False

    def __post_init__(self) -> None:
        self.scripts = {name: Script(name, self.share_all) for name in NAMES}

    def who(self, name: Name) -> Holder:
        return self.pair.alex if name == "alex" else self.pair.sam

    # ---- one step

    def give(self, name: Name, spec: StepSpec, gift: str) -> None:
        """Give this to a step that stands open."""
        pick, _, fate = gift.partition(" ")
        who = self.who(name)
        if pick == "pass":
            commands.pass_(who, self.pair.code, step=spec.id)
            return
        main = spec.pick
        raw = self.scripts[name].parts(spec)
        if pick.startswith("own"):
            feel = int(pick.partition(":")[2] or "0")
            raw[f"{main.id}.feel"] = str(feel)
            raw[f"{main.id}.about"] = "us_mild" if feel > 0 else "strain"
        else:
            own = {field: value for field, value in raw.items() if field.startswith(f"{main.id}.")}
            raw = {field: value for field, value in raw.items() if field not in own} | {main.id: pick}
        self.send(name, spec, raw, share=fate != "keep")

    def send(self, name: Name, spec: StepSpec, raw: Mapping[str, Any], *, share: bool) -> None:
        """Send these fields, and remember what was written."""
        sent = dict(raw)
        for part in spec.parts:
            for at, value in sent.items():
                if at == part.id or at.startswith(f"{part.id}."):
                    sent[at] = self.words.get((name, spec.id, at), value)
                    if isinstance(value, str) and value.startswith(f"z{name}."):
                        self.written.setdefault((name, spec.id, part.id), []).append(sent[at])
        shares = {part.id: share for part in spec.parts if part.visibility in CAN_BE_SHARED}
        own = self.pair.state(self.who(name)).own.get(spec.id)
        commands.answer(
            self.who(name), self.pair.code, step=spec.id, base=own.revision if own else 0, raw=sent,
            share=shares,
        )  # fmt: skip

    # ---- a round about moments

    def round(self, round_id: str, table: Table, guess: str = "own") -> Iterator[None]:
        """Both answer by the table, show theirs, and go through all cards. Yields after each thing."""
        for name in NAMES:
            self.answer(name, round_id, table, guess)
            yield
        yield from self.show(round_id)
        yield from self.through(round_id)

    def answer(self, name: Name, round_id: str, table: Table, guess: str = "own") -> None:
        for spec in self.pair.state(self.who(name)).layout.of_round(round_id):
            self.give(name, spec, self.gift(name, spec, table, guess))

    def gift(self, name: Name, spec: StepSpec, table: Table, guess: str) -> str:
        alex_reads, alex_means, sam_reads, sam_means = table.get(spec.required_cue.id, NOTHING)
        reads, means = (alex_reads, alex_means) if name == "alex" else (sam_reads, sam_means)
        return {"receiver": reads, "sender": means, "expected": means, "calm": guess}[spec.voice]

    def show(self, round_id: str) -> Iterator[None]:
        for name in NAMES:
            self.pair.arrive(self.who(name))
            self.pair.release(self.who(name), round_id)
            yield

    def through(self, round_id: str) -> Iterator[None]:
        number = 1
        while (round_id, "closed") not in self.pair.milestones("closed"):
            for name in NAMES:
                self.pair.say(self.who(name), f"next-{number}", round_id)
            number += 1
            yield

    def both(self, what: str, round_id: str = "first") -> None:
        for who in self.pair.both:
            self.pair.say(who, what, round_id)

    def show_later(self, name: Name, step: str, part: str) -> None:
        share = {part: True}
        commands.answer(self.who(name), self.pair.code, step=step, base=1, raw=None, share=share)
        self.shown.add((name, step, part))

    def take_along(self, name: Name, *, share: bool = False) -> None:
        line = self.words.get((name, TAKEAWAY_STEP, "line"), f"z{name}.takeaway.line")
        self.written[name, TAKEAWAY_STEP, "line"] = [line]
        self.pair.take_along(self.who(name), line, share=share)

    # ---- any exercise, whatever it asks for

    def go_on(self, name: Name, known: SessionState | None = None) -> bool:
        """Do the one thing that the screen asks for. False when there is nothing to do but wait.

        known: this person's state, where nothing has happened since it was loaded.
        """
        pair, who = self.pair, self.who(name)
        state = pair.state(who) if known is None else known
        if state.me not in state.here:
            state = pair.arrive(who)
        where, screen = stage_of(state.facts, state.me), screen_of(state)
        round_id = where.round.id if where.round is not None else ""
        match where.stage:
            case Stage.LOBBY:
                pair.say(who, "begin", "")
            case Stage.STEP:
                assert isinstance(screen, Step)
                return self._step(name, screen)
            case Stage.PREVIEW:
                pair.say(who, "preview", round_id)
            case Stage.REVEAL if isinstance(screen, Reveal):
                if screen.said_next:
                    return False
                pair.say(who, screen.next_word, round_id)
            case Stage.REVEAL if not state.facts.reached(round_id, RoundMilestone.CLOSED):
                return False  # each when they can, and the other is not through
            case Stage.REVEAL:
                assert isinstance(screen, CardsDone)
                pair.say(who, "yes" if screen.confirm else "more", round_id)
            case Stage.TAKEAWAY:
                self.take_along(name, share=self.share_line)
            case _:
                return False
        return True

    def _step(self, name: Name, screen: Step) -> bool:
        pair, who, script = self.pair, self.who(name), self.scripts[name]
        together: Breath | Floor | None = screen.breath or screen.floor
        if together is not None and not together.said:
            word = together.word if isinstance(together, Breath) else together.start_word
            pair.say(who, word, together.round)
            return True
        if screen.floor is not None and not screen.floor.over:
            if screen.floor.hand_word:
                pair.say(who, screen.floor.hand_word, screen.floor.round)
            return bool(screen.floor.hand_word)
        spec = earlier_answers.complete_step(pair.state(who), screen.ref)
        if not screen.takes:
            pair.fill_in(who, spec.id)
        elif script.deed(spec) == "pass":
            commands.pass_(who, pair.code, step=spec.id)
        else:
            self.send(name, spec, script.parts(spec), share=script.deed(spec) == "share")
        return True

    def _states(self) -> dict[Name, SessionState]:
        return {name: self.pair.state(self.who(name)) for name in NAMES}

    def to_the_end(self) -> Iterator[None]:
        """Both do what their screens ask for, up to the end. Yields when what is asked is another thing."""
        return self.until(lambda: False)

    def until(self, holds: Callable[[], bool]) -> Iterator[None]:
        states = self._states()
        for _ in range(MOST_DEEDS):
            if holds():
                return
            first, second = NAMES
            done = [self.go_on(first, states[first]), self.go_on(second)]  # both, also where the first did
            if not any(done):
                return
            before, states = states, self._states()
            if _stages(before) != _stages(states):
                yield
                states = self._states()  # whoever looks on may have done something, too
        raise AssertionError("no end is in sight")


def _stages(states: Mapping[Name, SessionState]) -> list[Stage]:
    return [stage_of(state.facts, state.me).stage for state in states.values()]


Plot = Callable[[Play], Iterator[None]]
