"""A guess that is shown while the two go through the cards apart: news only for who has come to its card."""

from __future__ import annotations

import pytest

from exercises import commands
from exercises.presenters.session.comparison_page import present_comparison
from exercises.queries import reveals
from tests.support.couples.paired import Pair

ROUND = "more"


@pytest.fixture
def apart(pair: Pair) -> Pair:
    """The second round, apart: alex has guessed at every moment and is through; sam is at the first card."""
    pair.come_to("closed")
    for who in pair.both:
        pair.say(who, "more")
    layout = pair.state(pair.alex).layout
    calm = {spec.id: "external" for spec in layout.of_round(ROUND) if spec.id.endswith(".calm")}
    for who in pair.both:
        pair.answer_round(who, ROUND, calm)
        pair.say(who, "apart", ROUND)
        pair.release(who, ROUND)
    for number in range(1, reveals.card_count(pair.state(pair.alex)) + 1):
        pair.say(pair.alex, f"next-{number}", ROUND)
    return pair


def guesses_by_card(pair: Pair) -> dict[int, str]:
    """alex's calm steps by the number of the card on which the guess would stand."""
    state = pair.state(pair.alex)
    cards = reveals.revealed(state, ROUND).comparison.cards
    return {number: f"{card.cue}.calm" for number, card in enumerate(cards, 1) if card.reader == 1}


def show(pair: Pair, step: str) -> None:
    revision = pair.state(pair.alex).own[step].revision
    commands.answer(pair.alex, pair.code, step=step, base=revision, raw=None, share={"guess": True})


def sam_goes_to(pair: Pair, card: int) -> None:
    for number in range(1, card):
        pair.say(pair.sam, f"next-{number}", ROUND)


def seen_by_sam(pair: Pair) -> list[str]:
    return [card.guess for card in present_comparison(pair.state(pair.sam)).cards if card.guess]


def test_a_guess_on_a_card_to_come_is_no_news_for_the_other(apart: Pair) -> None:
    by_card = guesses_by_card(apart)
    last = max(by_card)
    sam_goes_to(apart, last - 1)
    before = apart.versions()
    show(apart, by_card[last])
    assert apart.versions() == (before[0] + 1, before[1])
    assert not seen_by_sam(apart)
    sam_goes_to(apart, last)
    assert seen_by_sam(apart)


def test_a_guess_on_the_card_where_the_other_is_is_news(apart: Pair) -> None:
    by_card = guesses_by_card(apart)
    sam_goes_to(apart, max(by_card))
    before = apart.versions()
    show(apart, by_card[max(by_card)])
    assert apart.versions() == (before[0] + 1, before[1] + 1)
