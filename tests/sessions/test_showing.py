"""What its owner shows later: the line to take along, and calm guesses. Once, and for good."""

from __future__ import annotations

import pytest

from couples.access import Holder
from couples.positions import BOTH
from exercises import commands, rules, screens
from exercises.models import Answer
from exercises.presenters.session import comparison_page, own_page
from exercises.queries import guesses, reveals
from exercises.rules import TAKEAWAY_STEP
from tests.support.couples.paired import Pair, start_together
from tests.support.scripts.answer_script import Script

LINE = "z.ask-before-i-decide"


def show(
    pair: Pair, who: Holder, step: str = TAKEAWAY_STEP, part: str = "line", on: bool = True
) -> commands.Outcome:
    own = pair.state(who).own.get(step)
    base = own.revision if own is not None else 0
    return commands.answer(who, pair.code, step=step, base=base, raw=None, share={part: on})


# ---- the line to take along ---------------------------------------------------------------------------


def test_a_line_is_its_owners_until_they_show_it(pair: Pair) -> None:
    pair.come_to("finished")
    assert (pair.screen(pair.alex).mine_shared, pair.screen(pair.sam).theirs) == (False, "")
    show(pair, pair.alex)
    assert (pair.screen(pair.alex).mine_shared, pair.screen(pair.sam).theirs) == (True, "Ask first.")
    assert pair.screen(pair.alex).theirs == ""


def test_a_line_that_is_shown_before_the_other_has_finished_is_no_news_for_them(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.alex, LINE)
    before = pair.versions()
    show(pair, pair.alex)
    assert pair.versions() == (before[0] + 1, before[1])
    assert LINE not in repr(pair.screen(pair.sam))
    pair.take_along(pair.sam)
    assert pair.screen(pair.sam).theirs == LINE
    before = pair.versions()
    show(pair, pair.sam)
    assert pair.versions() == (before[0] + 1, before[1] + 1)


def test_a_line_that_was_shown_stays_shown(pair: Pair) -> None:
    pair.come_to("finished")
    show(pair, pair.alex)
    before = pair.stored()
    with pytest.raises(rules.NotYet) as refused:
        show(pair, pair.alex, on=False)
    assert "it stays" in refused.value.message
    show(pair, pair.alex)
    assert pair.stored() == before


def test_a_line_that_is_not_there_cannot_be_shown(pair: Pair) -> None:
    pair.come_to("takeaway")
    with pytest.raises(rules.Unready):
        show(pair, pair.alex)
    commands.pass_(pair.alex, pair.code, step=TAKEAWAY_STEP)
    before = pair.stored()
    show(pair, pair.alex)
    assert pair.stored() == before


def test_after_the_end_a_line_stays_where_it_is(pair: Pair) -> None:
    pair.come_to("finished")
    commands.stop(pair.sam, pair.code)
    before = pair.stored()
    with pytest.raises(rules.SessionEnded):
        show(pair, pair.alex)
    assert pair.stored() == before


def test_a_screen_that_is_behind_shows_nothing(pair: Pair) -> None:
    pair.come_to("finished")
    with pytest.raises(rules.Stale):
        commands.answer(pair.alex, pair.code, step=TAKEAWAY_STEP, base=7, raw=None, share={"line": True})
    assert pair.screen(pair.sam).theirs == ""


# ---- calm guesses -------------------------------------------------------------------------------------

WISE = "late-no-message.calm"


@pytest.fixture
def guessed(pair: Pair) -> Pair:
    """Both have gone through the second round, with a guess at every moment."""
    pair.come_to("closed")
    for who in pair.both:
        pair.say(who, "more")
    pair.reveal("more", {pair.alex: dict.fromkeys(calm_steps(pair), "external")})
    pair.close("more")
    return pair


def calm_steps(pair: Pair) -> list[str]:
    return [step for step in pair.state(pair.alex).layout.steps if step.endswith(".calm")]


def opened_to_read(pair: Pair, who: Holder) -> list[str]:
    """The calm steps of this person whose moment is open to them in the direction that they read."""
    state = pair.state(who)
    topics = reveals.all_open(state, reveals.revealed(state, "more"))
    return [f"{topic.cue}.calm" for topic in topics if topic.reader == state.me]


def guesses_on(pair: Pair, who: Holder) -> list[str]:
    page = comparison_page.present_comparison(pair.state(who))
    return [card.guess for card in (*page.cards, *page.rest) if card.guess]


def shown_on_own_page(pair: Pair, who: Holder) -> list[bool]:
    return [
        each.show.shown
        for each in own_page.present_own_page(pair.state(who)).guesses
        if each.show is not None
    ]


def test_a_guess_is_its_owners_until_they_show_it_and_then_stands_on_its_card(guessed: Pair) -> None:
    step, *others = opened_to_read(guessed, guessed.alex)
    assert guesses_on(guessed, guessed.sam) == []
    assert shown_on_own_page(guessed, guessed.alex) == [False] * (1 + len(others))
    before = guessed.versions()
    show(guessed, guessed.alex, step, "guess")
    assert guessed.versions() == (before[0] + 1, before[1] + 1)
    for who in guessed.both:
        [words] = guesses_on(guessed, who)
        [card] = [card for card in comparison_page.present_comparison(guessed.state(who)).cards if card.guess]
        assert card.reader.name == "Alex" and words
    assert sorted(shown_on_own_page(guessed, guessed.alex)) == [False] * len(others) + [True]
    assert not any(shown_on_own_page(guessed, guessed.sam))


def test_a_guess_that_was_shown_stays_shown_and_weighs_what_nothing_weighed(guessed: Pair) -> None:
    step = opened_to_read(guessed, guessed.sam)[0]
    show(guessed, guessed.sam, step, "guess")
    before = guessed.stored()
    show(guessed, guessed.sam, step, "guess")
    with pytest.raises(rules.NotYet):
        show(guessed, guessed.sam, step, "guess", on=False)
    assert guessed.stored() == before
    rows = Answer.objects.filter(session__code=guessed.code).values_list("shared_sealed", flat=True)
    assert len({len(row) for row in rows}) == 1


def test_a_guess_about_what_is_not_open_cannot_be_shown(guessed: Pair) -> None:
    closed = set(calm_steps(guessed)) - set(opened_to_read(guessed, guessed.alex))
    assert closed, "all is open, so this test would show nothing"
    before = guessed.stored()
    for step in closed:
        with pytest.raises(rules.NotYet):
            show(guessed, guessed.alex, step, "guess")
    assert guessed.stored() == before


def test_once_the_rest_is_open_its_guesses_may_be_shown_too(guessed: Pair) -> None:
    few = opened_to_read(guessed, guessed.alex)
    for who in guessed.both:
        guessed.say(who, "rest", "more")
    more = opened_to_read(guessed, guessed.alex)
    assert set(more) > set(few)
    assert len(own_page.present_own_page(guessed.state(guessed.alex)).guesses) == len(more)
    show(guessed, guessed.alex, next(iter(set(more) - set(few))), "guess")
    assert len(guesses_on(guessed, guessed.sam)) == 1


def test_before_the_reveal_a_decision_about_a_guess_shows_nothing(pair: Pair) -> None:
    pair.come_to("closed")
    for who in pair.both:
        pair.say(who, "more")
    for who in pair.both:
        for spec in pair.state(who).layout.of_round("more"):
            pair.answer(who, spec.id, share={"guess": True} if spec.id in calm_steps(pair) else None)
        pair.arrive(who)
        pair.release(who, "more")
    pair.close("more")
    for who in pair.both:
        assert guesses_on(pair, who) == [] and not any(shown_on_own_page(pair, who))
    sealed = pair.state(pair.alex).shared("more")
    assert not any(sealed[position].get(step) for position in BOTH for step in calm_steps(pair))


def test_after_the_end_no_guess_can_be_shown_and_none_is_asked_for(guessed: Pair) -> None:
    step, shown = opened_to_read(guessed, guessed.alex)[:2]
    show(guessed, guessed.alex, shown, "guess")
    commands.stop(guessed.sam, guessed.code)
    with pytest.raises(rules.SessionEnded):
        show(guessed, guessed.alex, step, "guess")
    assert shown_on_own_page(guessed, guessed.alex) == [True]
    assert len(guesses_on(guessed, guessed.sam)) == 1


def test_a_guess_in_own_words_is_shown_without_what_its_owner_said_about_it(pair: Pair) -> None:
    pair.come_to("closed")
    for who in pair.both:
        pair.say(who, "more")
    about = {"guess.words": "z.a-long-day", "guess.about": "rejecting", "guess.feel": "2"}
    for step in calm_steps(pair):
        pair.answer(pair.alex, step, "other", **about)
    for who in pair.both:
        for spec in pair.state(who).layout.of_round("more"):
            if spec.id not in pair.state(who).own:
                pair.answer(who, spec.id)
        pair.arrive(who)
        pair.release(who, "more")
    pair.close("more")
    entry = own_page.present_own_page(pair.state(pair.alex)).guesses[0]
    assert entry.left == "z.a-long-day" and entry.show is not None
    show(pair, pair.alex, entry.show.step, "guess")
    sealed = pair.state(pair.sam).shared("more")[1][entry.show.step]
    assert sealed == {"guess": {"pick": "other", "words": "z.a-long-day"}}
    assert guesses_on(pair, pair.sam) == ["z.a-long-day"]


def test_a_guess_about_a_plain_step_stands_on_the_sheet_about_it(db: None) -> None:
    pair = start_together(exercise="where-i-go")
    state = pair.state(pair.alex)
    first = state.layout.rounds[0]
    for who in pair.both:
        for spec in state.layout.of_round(first.id):
            part = spec.main
            if part is not None and part.kind == "choose_many":
                pair.fill_in(who, spec.id, {part.id: True}, **{part.id: [part.options[0]]})
            elif part is not None and part.kind == "predict":
                pair.fill_in(who, spec.id, **{part.id: part.options[1]})
            elif part is not None:
                commands.pass_(who, pair.code, step=spec.id)
            else:
                pair.fill_in(who, spec.id)
        pair.arrive(who)
        pair.release(who, first.id)
    [entry] = own_page.present_own_page(pair.state(pair.alex)).guesses or [None]
    assert entry is None, "not before the last card"
    pair.close(first.id)
    [entry] = own_page.present_own_page(pair.state(pair.alex)).guesses
    assert isinstance(entry, screens.BeforeAfter) and entry.show is not None
    assert entry.left not in repr(comparison_page.present_comparison(pair.state(pair.sam)).sheets)
    show(pair, pair.alex, entry.show.step, entry.show.field.rpartition(".")[2])
    for who in pair.both:
        [side] = [
            side
            for sheet in comparison_page.present_comparison(pair.state(who)).sheets
            for side in sheet.guesses
        ]
        assert (side.person.name, side.lines[0].text) == ("Alex", entry.left)


def test_a_guess_that_is_shown_is_no_card_of_its_own(db: None) -> None:
    """Else the cards behind it would be counted anew, and a talk would be about another one."""
    pair = start_together(exercise="where-i-go")
    for who in pair.both:
        pair.arrive(who)
    scripts = {pair.alex: Script("alex", share_all=True), pair.sam: Script("sam", share_all=True)}
    for who, script in scripts.items():
        for spec in pair.state(who).layout.steps.values():
            own = pair.state(who).own.get(spec.id)
            if spec.main is None:
                pair.fill_in(who, spec.id)
            elif own is None:
                commands.answer(
                    who, pair.code, step=spec.id, base=0, raw=script.parts(spec), share=script.shares(spec)
                )
        pair.release(who, pair.state(who).layout.rounds[0].id)
    pair.close(pair.state(pair.alex).layout.rounds[0].id)
    before = [sheet.title for sheet in comparison_page.present_comparison(pair.state(pair.sam)).sheets]
    guess = next(
        spec for spec in pair.state(pair.alex).layout.steps.values() if guesses.part_of(spec) is not None
    )
    assert guess.main is not None
    revision = pair.state(pair.alex).own[guess.id].revision
    commands.answer(pair.alex, pair.code, step=guess.id, base=revision, raw=None, share={guess.main.id: True})
    after = comparison_page.present_comparison(pair.state(pair.sam)).sheets
    assert [sheet.title for sheet in after] == before
    assert any(sheet.guesses for sheet in after), "it stands beside what it was about"
