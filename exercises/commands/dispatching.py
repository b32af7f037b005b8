"""Every command of a session as data, and its use case: a socket and a form send the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from couples.access import Holder
from exercises.commands.answers import answer, draft, pass_
from exercises.commands.endings import stop
from exercises.commands.persistence import Outcome
from exercises.commands.signalling import ready, release
from exercises.rules.words import Said

RawParts = Mapping[str, str | list[str]]  # the fields of a step's form, without their prefix


@dataclass(frozen=True)
class Draft:
    step: str
    base: int
    parts: RawParts


@dataclass(frozen=True)
class Answer:
    """Without parts it only decides what is shared of what is already in."""

    step: str
    base: int
    parts: RawParts | None = None
    share: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Pass:
    """Without a base it passes whatever is stored; with one, a late resend passes nothing newer."""

    step: str
    base: int | None = None


@dataclass(frozen=True)
class Ready:
    """word: None where what was sent is no word; it is refused as any unknown one."""

    round: str
    word: Said | None
    on: bool = True


@dataclass(frozen=True)
class Release:
    """A whole preview: "show ours" with every decision in it.

    bases: the revisions that the decisions are about. apart, together: I would rather look at the cards
    otherwise than was chosen at the start. all_of_mine: whatever is off unless its owner says
    otherwise is on.
    """

    round: str
    shares: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    bases: Mapping[str, int] = field(default_factory=dict)
    apart: bool = False
    all_of_mine: bool = False
    together: bool = False


@dataclass(frozen=True)
class Stop:
    """Let's stop here: for both."""


Command = Draft | Answer | Pass | Ready | Release | Stop


def obey(holder: Holder, code: str, command: Command) -> Outcome:
    """Do what this command says, for whoever holds the seat: one call of its use case."""
    match command:
        case Draft(step, base, parts):
            return draft(holder, code, step=step, base=base, raw=parts)
        case Answer(step, base, parts, share):
            return answer(holder, code, step=step, base=base, raw=parts, share=share)
        case Pass(step, base):
            return pass_(holder, code, step=step, base=base)
        case Ready(round_id, word, on):
            return ready(holder, code, round=round_id, word=word, on=on)
        case Release(round_id, shares, bases, apart, all_of_mine, together):
            return release(
                holder, code, round=round_id, shares=shares, bases=bases, apart=apart, together=together,
                all_of_mine=all_of_mine,
            )  # fmt: skip
        case Stop():
            return Outcome(stop(holder, code))
