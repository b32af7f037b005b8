"""Situations that two people can come to, worked out: what each gives, and what is open to both in the end.

Tests render them through real pages and frames; `tests/pictures/situations.py` takes pictures of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from exercises import commands
from exercises.rules import TAKEAWAY_STEP
from exercises.screens import CardsDone, Reveal
from tests.support.couples.paired import CORE, Pair, start_together
from tests.support.scripts.playthrough import NAMES, Play, Plot

DINNER, KIND, FINE = "quiet-at-dinner", "unprompted-compliment", "says-its-fine"


def reads(who: str, cue: str) -> frozenset[str]:
    """What is open of a direction: the reader's first thought, and what the other says it means."""
    other = "sam" if who == "alex" else "alex"
    return frozenset({f"{who} {cue}.receiver.reading", f"{other} {cue}.sender.meaning"})


@dataclass(frozen=True)
class Situation:
    """plot: what happens. opened: of all that was written ("alex quiet-at-dinner.sender.meaning"), what the
    other may have seen in the end; None where the content's own marks tell. words: instead of canaries.
    """

    plot: Plot
    opened: frozenset[str] | None = frozenset()
    exercise: str = CORE
    names: tuple[str, str] = ("Alex", "Sam")
    words: dict[tuple[str, str, str], str] = field(default_factory=dict)
    share_all: bool = True

    def begin(self) -> Play:
        pair: Pair = start_together(*self.names, exercise=self.exercise)
        play = Play(pair, dict(self.words))  # type: ignore[arg-type]
        for name in NAMES:
            play.scripts[name].share_all = self.share_all
        return play


# ---- the first round ----------------------------------------------------------------------------------


def identical(play: Play) -> Iterator[None]:
    alike = ("strain", "strain", "strain", "strain")
    yield from play.round("first", dict.fromkeys((DINNER, KIND, FINE), alike))
    play.both("enough")
    for name in NAMES:
        play.take_along(name)
    yield


def everything_passed(play: Play) -> Iterator[None]:
    for name in NAMES:  # something was written, and thought better of
        commands.draft(
            play.who(name), play.pair.code, step=f"{DINNER}.receiver", base=0,
            raw={"reading": "other", "reading.words": f"z{name}.draft"},
        )  # fmt: skip
        play.written[name, f"{DINNER}.receiver", "draft"] = [f"z{name}.draft"]
        yield
    yield from play.round("first", {})


def one_keeps_everything(play: Play) -> Iterator[None]:
    kept = ("own keep", "own:2 keep", "own", "own")
    yield from play.round("first", dict.fromkeys((DINNER, KIND, FINE), kept))
    play.both("rest")
    yield


def nothing_in_common(play: Play) -> Iterator[None]:
    yield from play.round("first", {
        DINNER: ("own", "pass", "own keep", "pass"), KIND: ("pass", "own", "pass", "own keep"),
        FINE: ("na", "own", "na", "own"),
    })  # fmt: skip


def one_moment(play: Play) -> Iterator[None]:
    yield from play.round("first", {DINNER: ("own:1", "own", "own", "own")})


def one_direction(play: Play) -> Iterator[None]:
    yield from play.round("first", {DINNER: ("own:1", "own keep", "own", "own")})


def far_apart(play: Play) -> Iterator[None]:
    """The heart of it: one takes it as being about the two of them, the other doesn't."""
    yield from play.round("first", {
        DINNER: ("us_mild", "caring", "strain", "strain"),
        KIND: ("strain", "external", "rejecting", "strain"),
        FINE: ("own:2", "own", "caring", "external"),
    })  # fmt: skip


def the_rest_is_opened(play: Play) -> Iterator[None]:
    all_own = ("own:1", "own", "own", "own")
    yield from play.round("first", dict.fromkeys((DINNER, KIND, FINE), all_own))
    play.both("rest")
    yield


# ---- one tender topic ---------------------------------------------------------------------------------

HURT = {DINNER: ("own:1", "pass", "pass", "own:2")}  # sam shares that it hurts


def only_tender(play: Play) -> Iterator[None]:
    yield from play.round("first", HURT)
    play.pair.say(play.pair.alex, "tender")  # one of them alone opens nothing
    yield


def tender_opened(play: Play) -> Iterator[None]:
    yield from only_tender(play)
    play.pair.say(play.pair.sam, "tender")
    yield


def tender_put_away(play: Play) -> Iterator[None]:
    yield from only_tender(play)
    play.pair.say(play.pair.sam, "for-good")
    yield
    play.both("rest")
    yield


# ---- further on ---------------------------------------------------------------------------------------


def second_round(play: Play) -> Iterator[None]:
    yield from play.round("first", {DINNER: ("strain", "strain", "strain", "strain")})
    play.both("more")
    yield


def all_of_the_second_round(play: Play) -> Iterator[None]:
    """All that can be is shown; of the guesses and of the two lines to take along one is shown later."""
    yield from second_round(play)
    drawn = more_moments(play)
    play.opened |= reads("sam", drawn[0]) | {f"alex {drawn[0]}.sender.wish"}
    for cue in drawn:
        play.opened |= reads("alex", cue) | {f"sam {cue}.sender.wish"}
    yield from play.round("more", dict.fromkeys(drawn, ("own:1", "own", "own", "own")))
    play.pair.say(play.pair.alex, "rest", "more")
    yield
    play.show_later("alex", f"{drawn[0]}.calm", "guess")
    yield
    for name in NAMES:
        play.take_along(name)
        yield
    play.show_later("sam", TAKEAWAY_STEP, "line")
    yield


def a_lean(play: Play) -> Iterator[None]:
    """Alex's first thoughts are about the two of them wherever sam means no harm: a lean, for alex alone."""
    alike = ("us_mild", "strain", "strain", "caring")
    yield from play.round("first", dict.fromkeys(ALL_THREE, alike))
    play.both("more")
    yield
    yield from play.round("more", dict.fromkeys(more_moments(play), ("own:1", "own", "own", "own")))


def more_moments(play: Play) -> list[str]:
    layout = play.pair.state(play.pair.alex).layout
    return list(dict.fromkeys(step.required_cue.id for step in layout.of_round("more")))


def one_is_ahead(play: Play) -> Iterator[None]:
    """Each when they can: alex has seen every card, sam stands at the first."""
    for name in NAMES:
        play.answer(name, "first", dict.fromkeys((DINNER, KIND, FINE), ("own:1", "own", "own", "own")))
        play.pair.say(play.who(name), "apart")
        yield
    yield from play.show("first")
    for number in range(1, 5):
        play.pair.say(play.pair.alex, f"next-{number}")
        yield


def stopped_behind_a_reveal(play: Play) -> Iterator[None]:
    yield from second_round(play)
    play.answer("alex", "more", dict.fromkeys(more_moments(play), ("own", "own", "own", "own")))
    yield
    play.pair.release(play.pair.alex, "more")
    yield
    commands.stop(play.pair.sam, play.pair.code)
    yield


def to_the_end(play: Play) -> Iterator[None]:
    yield from play.to_the_end()


def a_look_for_oneself(play: Play) -> Iterator[None]:
    """What is entered there is numbers: alex says 4 everywhere, sam 5."""
    for name, number in (("alex", "4 of 6"), ("sam", "5 of 6")):
        play.written[name, "close", "close"] = [number]  # type: ignore[index]
    yield from play.to_the_end()


def at_the_first_card(play: Play) -> Iterator[None]:
    yield from play.until(lambda: isinstance(play.pair.screen(play.pair.alex), Reveal))


def gate_stays_shut(play: Play) -> Iterator[None]:
    """One "not yet" at the door of the second round is enough to leave it there."""
    yield from play.until(lambda: isinstance(play.pair.screen(play.pair.alex), CardsDone))
    play.pair.say(play.pair.alex, "more", "near")
    yield
    play.pair.say(play.pair.sam, "enough", "near")
    yield


# ---- what people write --------------------------------------------------------------------------------

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 8
LETTER = (
    "I remember the evening by the lake, when the car would not start and you laughed before I could say "
    "anything. I had been sure that it was my doing, and that you would go quiet as you do. You sat on the "
    "bonnet and said that now we would have to see the stars. I did not say it then, so I say it now: I was "
    "so glad of you that I could not speak, and it looked as if I were cross. I was not. I was only trying "
    "not to cry, and I have thought of it every time since."
)
HEBREW = "כשאת שותקת ליד השולחן אני חושב שעשיתי משהו, ואז גם אני שותק."
ARABIC = "أحياناً أكون متعبة فقط، ولا علاقة لك بالأمر، لكني لا أجد الكلمات 🌙"
SIXTY = "Maximiliane-Wilhelmine von und zu Hohenlohe-Waldenburg-Schil"
EMOJI = "🌻 Ré 👩🏽‍🌾 Ōu"


def each_way(*said: str) -> dict[tuple[str, str, str], str]:
    """Own words for both directions of the first moment: alex reads, alex means, sam reads, sam means."""
    places = [(name, f"{DINNER}.{voice}", part) for name in NAMES
              for voice, part in (("receiver", "reading.words"), ("sender", "meaning.words"))]  # fmt: skip
    return dict(zip(places, said, strict=True))


def letters(alex: str, sam: str) -> dict[tuple[str, str, str], str]:
    """What each writes in "Nine questions for two"; one text a level for both, another one for each."""
    return {("alex", "smile", "smile"): alex, ("sam", "smile", "smile"): sam,
            ("sam", "another-time", "another_time"): alex}  # fmt: skip


ALL_THREE = (DINNER, KIND, FINE)
ONE_MOMENT = reads("alex", DINNER) | reads("sam", DINNER)
# Sam has come to the first card only; alex to all four of them.
AHEAD = reads("sam", DINNER) | {f"sam {cue}.sender.meaning" for cue in ALL_THREE}
NEAR = frozenset(f"{name} {step}.{step.replace('-', '_')}" for name in NAMES
                 for step in ("smile", "another-time", "looking-forward"))  # fmt: skip
EVERY_KIND = "every-kind"  # a deck of one's own, see every_kind.py
SITUATIONS: dict[str, Situation] = {
    "identical": Situation(identical),
    "everything passed": Situation(everything_passed),
    "one keeps everything": Situation(one_keeps_everything),
    "nothing in common": Situation(nothing_in_common),
    "one moment": Situation(one_moment, ONE_MOMENT),
    "one direction": Situation(one_direction, reads("alex", DINNER)),
    "far apart": Situation(far_apart, reads("alex", FINE)),
    "the rest is opened": Situation(
        the_rest_is_opened, frozenset().union(*(reads(who, cue) for who in NAMES for cue in ALL_THREE))
    ),
    "only tender": Situation(only_tender),
    "tender, opened": Situation(tender_opened, reads("alex", DINNER)),
    "tender, put away": Situation(tender_put_away),
    "all of the second round": Situation(all_of_the_second_round),
    "a lean": Situation(a_lean, None),
    "one is ahead": Situation(one_is_ahead, AHEAD),
    "stopped behind a reveal": Situation(stopped_behind_a_reveal),
    "right to left": Situation(
        one_moment, ONE_MOMENT, names=("נועה", "عبد الرحمن"), words=each_way(HEBREW, HEBREW, ARABIC, ARABIC)
    ),
    "emoji and a name of sixty": Situation(
        one_moment, ONE_MOMENT, names=(EMOJI, SIXTY), words=each_way("🤐🍽️?", "😴💤", "🙄 → 🤷🏽", "🫶" * 80)
    ),
    "words without an end": Situation(
        one_moment, ONE_MOMENT, names=("W" * 60, "Sam"), words=each_way(*[LONG[:160]] * 4)
    ),
    "letters": Situation(
        gate_stays_shut, NEAR, exercise="small-openings", words=letters(LETTER[:399], "The neighbour’s cat.")
    ),
    "letters on a card": Situation(
        at_the_first_card, None, exercise="small-openings", words=letters(LETTER[:399], LETTER[30:429])
    ),
    "letters without an end": Situation(
        gate_stays_shut, NEAR, exercise="small-openings", words=letters(LONG[:400], "\n".join([HEBREW] * 6))
    ),
    "how each expects to be taken": Situation(to_the_end, None, exercise="how-i-come-across"),
    "every kind, all shared": Situation(to_the_end, None, exercise=EVERY_KIND),
    "every kind, each way": Situation(to_the_end, None, exercise=EVERY_KIND, share_all=False),
    "a look for oneself": Situation(a_look_for_oneself, exercise="weather-check"),
    "a gate stays shut": Situation(gate_stays_shut, None, exercise="small-openings", share_all=False),
}
