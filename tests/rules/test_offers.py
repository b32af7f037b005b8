"""What leaves its owner at a release: every fate of every part, and the one same nothing."""

from __future__ import annotations

from typing import Any

import pytest

from exercises import library, rules
from exercises.content.answer_body import AnswerBody
from exercises.content.cues import Cue
from exercises.content.kinds import Part, choose_reading, next_move, scale
from exercises.library import SHIPPED, ScreenSpec
from exercises.steps import cleaning, sharing
from exercises.steps.cue_selection import select_cues
from exercises.steps.layout import Layout, StepSpec, lay_out

CONTENT = library.load(SHIPPED)
CORE = CONTENT.exercise("two-sides-of-a-cue")
LAYOUT = lay_out(CORE, CONTENT.cues, select_cues(CORE, CONTENT, bytes(32), first=True))
MORE = LAYOUT.of_round("more")
FIRST_READING = LAYOUT.steps["quiet-at-dinner.receiver"]
FIRST_MEANING = LAYOUT.steps["quiet-at-dinner.sender"]
READING = next(step for step in MORE if step.voice == "receiver")
MEANING = next(step for step in MORE if step.voice == "sender")
CALM = next(step for step in MORE if step.voice == "calm")
OWN = {"words": "They count the plates.", "about": "external", "feel": "-1"}
NOTHING = None


def pick(step: StepSpec, category: str) -> str:
    return next(reading.id for reading in step.cue.readings if reading.category == category)


def threat(step: StepSpec, value: int) -> str:
    return next(reading.id for reading in step.cue.readings if reading.threat == value)


def own_words(step: StepSpec) -> dict[str, str]:
    main = step.main.id
    return {main: "other", **{f"{main}.{name}": text for name, text in OWN.items()}}


def body(step: StepSpec, raw: dict[str, Any], share: dict[str, bool] | None = None) -> AnswerBody:
    parts = cleaning.clean(LAYOUT.steps[step.id], raw)
    return AnswerBody(parts, AnswerBody().decided(parts, share or {}))


def fate(step: StepSpec, part: str, answer: AnswerBody) -> bool | None:
    return sharing.is_shared(step, next(each for each in step.parts if each.id == part), answer)


def offered(step: StepSpec, answer: AnswerBody) -> Any:
    return sharing.released_body(LAYOUT, step.id, answer)


# ---- the fate of a pick -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step, value, expected",
    [
        (FIRST_READING, -2, True),
        (FIRST_READING, 0, True),
        (FIRST_READING, 1, True),
        (FIRST_READING, 2, True),  # a first thought that hurts is asked about, and shared unless kept
        (FIRST_MEANING, -2, True),
        (FIRST_MEANING, 0, True),
        (FIRST_MEANING, 1, None),  # a mild one is its owner's to decide
        (FIRST_MEANING, 2, False),  # a hurt stays unless it is offered
    ],
)
def test_the_fate_of_a_pick_follows_from_what_it_says_until_it_is_decided(
    step: StepSpec, value: int, expected: bool | None
) -> None:
    main = step.main.id
    raw = {main: threat(step, value)}
    assert fate(step, main, body(step, raw)) is expected
    assert fate(step, main, body(step, raw, {main: True})) is True
    assert fate(step, main, body(step, raw, {main: False})) is False


@pytest.mark.parametrize(
    "step, value, asked",
    [
        (FIRST_READING, 1, False),
        (FIRST_READING, 2, True),
        (FIRST_MEANING, 0, False),
        (FIRST_MEANING, 1, True),
        (FIRST_MEANING, 2, True),
    ],
)
def test_only_a_tender_pick_is_asked_about_singly(step: StepSpec, value: int, asked: bool) -> None:
    answer = body(step, {step.main.id: threat(step, value)})
    assert sharing.is_tender(step, step.main, answer) is asked


@pytest.mark.parametrize("feel, expected", [("2", False), ("1", None), ("0", True)])
def test_own_words_are_as_tender_as_their_owner_says(feel: str, expected: bool | None) -> None:
    raw = {**own_words(FIRST_MEANING), "meaning.feel": feel}
    assert fate(FIRST_MEANING, "meaning", body(FIRST_MEANING, raw)) is expected


def test_what_does_not_come_up_is_shared_and_asks_nothing() -> None:
    answer = body(FIRST_MEANING, {"meaning": "na"})
    assert fate(FIRST_MEANING, "meaning", answer) is True
    assert not sharing.is_tender(FIRST_MEANING, FIRST_MEANING.main, answer)
    assert offered(FIRST_MEANING, answer) == {"meaning": {"pick": "na"}}


# ---- the fate of everything else ----------------------------------------------------------------------


def test_a_part_that_asks_is_off_until_it_is_switched_on() -> None:
    raw = {"reading": pick(READING, "strain"), "feelings": ["tense"], "next": "ask gently"}
    answer = body(READING, raw)
    assert fate(READING, "feelings", answer) is False and fate(READING, "next", answer) is False
    answer = body(READING, raw, {"feelings": True})
    assert fate(READING, "feelings", answer) is True and fate(READING, "next", answer) is False


@pytest.mark.parametrize("step, part, raw", [(READING, "matter", "3"), (CALM, "guess", "strain")])
def test_what_is_its_owners_alone_is_never_shared_whatever_is_asked(
    step: StepSpec, part: str, raw: str
) -> None:
    typed = {step.main.id: pick(step, "strain"), part: pick(step, raw) if part == "guess" else raw}
    answer = body(step, typed, {part: True})
    assert fate(step, part, answer) is False
    assert part not in (offered(step, answer) or {})


def test_nothing_of_a_passed_step_is_shared_whatever_was_decided() -> None:
    value = {"pick": threat(FIRST_READING, 0)}
    answer = AnswerBody(parts={"reading": value}, share={"reading": True}, passed=True)
    assert fate(FIRST_READING, "reading", answer) is False
    assert offered(FIRST_READING, answer) is NOTHING


# ---- what is offered ----------------------------------------------------------------------------------


def test_a_shared_reading_is_offered_with_its_band_and_without_its_certainty() -> None:
    answer = body(FIRST_READING, {"reading": threat(FIRST_READING, 1), "sure": "80"})
    (part,) = offered(FIRST_READING, answer).values()
    assert part == {
        "pick": threat(FIRST_READING, 1),
        "t": 1,
        "cat": "us_mild",
        "band": "sure",
        "pull": part["pull"],
    }
    assert "80" not in str(part)


def step_of(cue: Cue, *parts: Part) -> StepSpec:
    screen = ScreenSpec(voice="receiver", prompt="My first thought", parts=parts)
    return StepSpec(f"{cue.id}.receiver", "first", cue, screen)


def test_sureness_that_is_its_owners_alone_leaves_no_band() -> None:
    def band(visibility: Any, sure: int | None) -> str:
        spec = step_of(
            READING.cue,
            choose_reading.Part(id="first", kind="choose_reading", visibility="shared"),
            scale.Part(id="how", kind="scale", visibility=visibility, tiles=(20, 80), words=("a", "b")),
        )
        parts = {"first": {"pick": pick(READING, "strain")}, **({} if sure is None else {"how": sure})}
        layout = Layout({spec.id: spec}, ())
        out = sharing.released_body(layout, spec.id, AnswerBody(parts))
        assert out is not None
        return str(out["first"]["band"])

    assert band("shared_as_band", 80) != band("shared_as_band", None)
    assert band("self", 80) == band("self", 20) == band("self", None)


def test_a_part_is_found_by_what_it_adds_whatever_it_is_called() -> None:
    spec = step_of(
        READING.cue,
        choose_reading.Part(id="first", kind="choose_reading", visibility="shared"),
        next_move.Part(id="then", kind="next_move", visibility="ask"),
    )
    assert sharing.part_of(spec, "move") == "then"
    assert sharing.part_of(spec, "felt") == ""


def test_how_much_it_matters_only_pulls() -> None:
    raw = {"reading": pick(READING, "us_mild"), "sure": "50"}
    nothing_said = offered(READING, body(READING, raw))
    a_lot = offered(READING, body(READING, {**raw, "matter": "3"}))
    assert set(nothing_said) == set(a_lot) == {"reading"}
    assert set(nothing_said["reading"]) == set(a_lot["reading"]) == {"pick", "t", "cat", "band", "pull"}
    assert nothing_said["reading"]["pull"] != a_lot["reading"]["pull"]


def test_a_shared_meaning_is_offered_without_any_band() -> None:
    answer = body(FIRST_MEANING, {"meaning": threat(FIRST_MEANING, 0)})
    assert offered(FIRST_MEANING, answer) == {
        "meaning": {"pick": threat(FIRST_MEANING, 0), "t": 0, "cat": "strain"}
    }


def test_own_words_are_offered_as_they_were_typed() -> None:
    (part,) = offered(FIRST_READING, body(FIRST_READING, own_words(FIRST_READING))).values()
    assert part["pick"] == "other" and part["words"] == OWN["words"]
    assert (part["t"], part["cat"]) == (-1, "external")


def test_kept_own_words_are_offered_nowhere() -> None:
    answer = body(FIRST_READING, own_words(FIRST_READING), {"reading": False})
    assert offered(FIRST_READING, answer) is NOTHING


def test_what_is_switched_on_is_offered_beside_a_shared_pick() -> None:
    raw = {"reading": pick(READING, "strain"), "feelings": ["tense", "lonely"], "next": "ask gently"}
    answer = body(READING, raw, {"feelings": True})
    assert set(offered(READING, answer)) == {"reading", "feelings"}
    assert offered(READING, answer)["feelings"] == ["tense", "lonely"]


def test_a_wish_beside_a_kept_meaning_stays_too() -> None:
    raw = {"meaning": pick(MEANING, "strain"), "wish": "sit with me"}
    assert offered(MEANING, body(MEANING, raw, {"wish": True}))["wish"] == "sit with me"
    assert offered(MEANING, body(MEANING, raw, {"wish": True, "meaning": False})) is NOTHING


@pytest.mark.parametrize(
    "answer",
    [
        body(FIRST_READING, {"reading": threat(FIRST_READING, 0)}, {"reading": False}),
        AnswerBody(passed=True),
        AnswerBody(),
        AnswerBody(draft={"reading": "strain"}),
    ],
    ids=["kept", "passed", "missing", "only a draft"],
)
def test_kept_passed_and_missing_are_one_and_the_same_nothing(answer: AnswerBody) -> None:
    assert offered(FIRST_READING, answer) is NOTHING


def test_a_calm_guess_is_offered_to_nobody() -> None:
    assert offered(CALM, body(CALM, {"guess": pick(CALM, "strain")})) is NOTHING


@pytest.mark.parametrize(
    "answer, expected",
    [
        (AnswerBody({"line": "Ask first."}, {"line": True}), {"line": "Ask first."}),
        (AnswerBody({"line": "Ask first."}, {"line": False}), NOTHING),
        (AnswerBody({"line": "Ask first."}), NOTHING),
        (AnswerBody(passed=True), NOTHING),
    ],
    ids=["shared", "kept", "not decided", "passed"],
)
def test_a_takeaway_is_offered_only_when_its_owner_says_so(answer: AnswerBody, expected: object) -> None:
    assert sharing.released_body(LAYOUT, rules.TAKEAWAY_STEP, answer) == expected


# ---- before a release ---------------------------------------------------------------------------------


def test_a_release_waits_for_the_one_line_that_is_still_to_decide() -> None:
    calm = body(FIRST_READING, {"reading": threat(FIRST_READING, 0)})
    raw = {"meaning": threat(FIRST_MEANING, 1)}
    bodies = {FIRST_READING.id: calm, FIRST_MEANING.id: body(FIRST_MEANING, raw)}
    assert sharing.undecided(FIRST_MEANING, bodies[FIRST_MEANING.id]) == ("meaning",)
    with pytest.raises(rules.Undecided):
        sharing.all_decided(LAYOUT, bodies)
    for choice in (True, False):
        bodies[FIRST_MEANING.id] = body(FIRST_MEANING, raw, {"meaning": choice})
        sharing.all_decided(LAYOUT, bodies)


# ---- decisions ----------------------------------------------------------------------------------------


def test_a_decision_outlives_only_the_value_that_it_was_made_about() -> None:
    kept = body(FIRST_READING, {"reading": threat(FIRST_READING, 0), "sure": "50"}, {"reading": False})
    same = cleaning.clean(FIRST_READING, {"reading": threat(FIRST_READING, 0), "sure": "80"})
    other = cleaning.clean(FIRST_READING, {"reading": threat(FIRST_READING, 2), "sure": "50"})
    assert kept.decided(same, {}) == {"reading": False}
    assert kept.decided(other, {}) == {}
    assert kept.decided(other, {"reading": True}) == {"reading": True}


def test_a_decision_about_what_is_not_there_is_not_kept() -> None:
    answer = body(READING, {"reading": pick(READING, "strain")}, {"feelings": True, "no-such": True})
    assert answer.share == {}


# ---- the owner's own view of it -----------------------------------------------------------------------


def test_the_owners_page_knows_everything_whatever_was_shared() -> None:
    cue = READING.cue.id
    mine = {
        READING.id: body(READING, {"reading": pick(READING, "us_mild"), "sure": "80"}, {"reading": False}),
        LAYOUT.steps[f"{cue}.sender"].id: AnswerBody(passed=True),
        LAYOUT.steps[f"{cue}.calm"].id: body(LAYOUT.steps[f"{cue}.calm"], {"guess": pick(READING, "strain")}),
    }
    own = sharing.own_answers(LAYOUT, cue, mine)
    assert own.reading is not None and own.reading.cert == 80
    assert own.meaning is None
    assert own.guess is not None and own.guess.cat == "strain"
