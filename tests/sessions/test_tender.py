"""The one tender topic of a round: folded, opened by both, or put away by either."""

from __future__ import annotations

import pytest

from couples.access import Holder
from exercises import rules, screens
from exercises.models import Milestone
from exercises.presenters.session import comparison_page, session_view
from exercises.screens import CardsDone
from exercises.web import panels
from tests.support.couples.paired import Pair, start_together

A_DAY_MS = 24 * 3_600_000


def view(pair: Pair, who: Holder) -> screens.SessionView:
    return session_view.present(pair.state(who), origin="http://testserver")


def fold(pair: Pair, who: Holder) -> screens.Fold | None:
    screen = view(pair, who).screen
    assert isinstance(screen, CardsDone)
    return screen.fold


def test_a_tender_topic_is_folded_and_opens_only_by_both(pair: Pair) -> None:
    pair.reveal_a_hurt()
    pair.close()
    assert fold(pair, pair.alex) == fold(pair, pair.sam) == screens.Fold(mine=False, card=None)
    pair.say(pair.alex, "tender")
    assert fold(pair, pair.alex) == screens.Fold(mine=True, card=None)
    assert fold(pair, pair.sam) == screens.Fold(mine=False, card=None)  # nor can sam see that alex tapped
    pair.say(pair.sam, "tender")
    assert pair.milestones("tender") == [("first", "tender-open")]
    for who in pair.both:
        opened = fold(pair, who)
        assert opened is not None and opened.card is not None
        assert opened.card.title.startswith("When Alex goes quiet")


def test_a_tap_on_the_fold_can_be_taken_back_until_it_is_open(pair: Pair) -> None:
    pair.reveal_a_hurt()
    pair.say(pair.alex, "tender")
    pair.say(pair.alex, "tender", on=False)
    pair.say(pair.sam, "tender")
    assert pair.milestones("tender") == []
    pair.say(pair.alex, "tender")
    with pytest.raises(rules.NotYet):
        pair.say(pair.sam, "tender", on=False)


def test_where_there_is_no_fold_there_is_nothing_to_open(pair: Pair) -> None:
    pair.come_to("closed")
    assert fold(pair, pair.alex) is None
    with pytest.raises(rules.NotYet):
        pair.say(pair.alex, "tender")


def test_for_good_takes_the_fold_away_for_both_whoever_says_it(pair: Pair) -> None:
    pair.reveal_a_hurt()
    pair.close()
    pair.say(pair.alex, "tender")
    before = pair.versions()
    pair.say(pair.sam, "for-good")
    assert pair.milestones("tender") == [("first", "tender-away")]
    assert all(after > earlier for after, earlier in zip(pair.versions(), before, strict=True))
    for who in pair.both:
        assert fold(pair, who) is None
    with pytest.raises(rules.NothingToOpen):
        pair.say(pair.sam, "tender")
    pair.say(pair.alex, "tender")  # once more, because the reply was lost: it opens nothing
    assert pair.milestones("tender") == [("first", "tender-away")]


def test_what_was_put_away_looks_as_if_it_had_never_been_there(pair: Pair) -> None:
    pair.reveal_a_hurt()
    assert view(pair, pair.alex).screen.folded  # type: ignore[union-attr]
    there = panels.etags(view(pair, pair.alex))["stage"]
    pair.say(pair.alex, "for-good")
    for who in pair.both:
        assert not view(pair, who).screen.folded  # type: ignore[union-attr]
    assert panels.etags(view(pair, pair.alex))["stage"] != there
    pair.close()
    for who in pair.both:
        pair.say(who, "rest")
    for who in pair.both:
        page = comparison_page.present_comparison(pair.state(who))
        assert page.fold is None and not any("pulling away" in card.meaning for card in page.cards)
        assert not any("pulling away" in card.meaning for card in page.rest) and page.rest_open


def stages_when_put_away(by_alex: bool) -> list[str]:
    """What both see of it, without what differs between any two sessions."""
    pair = start_together()
    pair.reveal_a_hurt()
    pair.close()
    assert "A sensitive one" in panels.render(view(pair, pair.alex))["stage"].html
    pair.say(pair.alex if by_alex else pair.sam, "for-good")
    found = [panels.render(view(pair, who))["stage"].html for who in pair.both]
    return [html.replace(pair.code, "code").replace(pair.couple_code, "couple") for html in found]


def test_nothing_on_a_screen_tells_who_put_it_away(db: None) -> None:
    assert stages_when_put_away(by_alex=True) == stages_when_put_away(by_alex=False)


def test_a_tender_topic_that_is_open_cannot_be_put_away_and_for_good_cannot_be_taken_back(
    pair: Pair,
) -> None:
    pair.reveal_a_hurt()
    for who in pair.both:
        pair.say(who, "tender")
    with pytest.raises(rules.NotYet):
        pair.say(pair.sam, "for-good")
    assert pair.milestones("tender") == [("first", "tender-open")]


def test_for_good_said_twice_or_by_both_changes_nothing_more(pair: Pair) -> None:
    pair.reveal_a_hurt()
    pair.say(pair.alex, "for-good")
    before = pair.stored()
    pair.say(pair.alex, "for-good")
    with pytest.raises(rules.NothingToOpen):  # as where there never was one
        pair.say(pair.sam, "for-good")
    assert pair.stored() == before
    with pytest.raises(rules.NotYet):
        pair.say(pair.alex, "for-good", on=False)
    assert pair.stored() == before


def tomorrow(pair: Pair) -> None:
    """Everything of this pair lies a day back."""
    for row in Milestone.objects.filter(session__code=pair.code):
        Milestone.objects.filter(pk=row.pk).update(at=row.at - A_DAY_MS)


def test_not_today_takes_the_fold_from_both_until_tomorrow_as_often_as_it_is_said(pair: Pair) -> None:
    pair.reveal_a_hurt()
    pair.close()
    for number in (1, 2):
        pair.say(pair.alex, "tender")
        there = fold(pair, pair.sam)
        assert there is not None and there.later_word == f"later-{number}"
        pair.say(pair.sam, there.later_word)
        assert [fold(pair, who) for who in pair.both] == [None, None]
        with pytest.raises(rules.NothingToOpen):
            pair.say(pair.sam, "tender")
        with pytest.raises(rules.NothingToOpen):
            pair.say(pair.alex, f"later-{number + 1}")
        tomorrow(pair)
        for who in pair.both:
            assert fold(pair, who) == screens.Fold(False, None, f"later-{number + 1}")
    for who in pair.both:
        pair.say(who, "tender")
    opened = fold(pair, pair.sam)
    assert opened is not None and opened.card is not None
    with pytest.raises(rules.NotYet):
        pair.say(pair.alex, "later-3")


@pytest.mark.parametrize("put_off_by", ["alex", "sam"])
def test_not_today_takes_back_what_was_tapped_before_whoever_says_it(pair: Pair, put_off_by: str) -> None:
    pair.reveal_a_hurt()
    pair.close()
    pair.say(pair.alex, "tender")
    done = pair.say(pair.alex if put_off_by == "alex" else pair.sam, "later-1")
    assert not any(signal.word is rules.RoundWord.TENDER for signal in done.state.said)
    tomorrow(pair)
    pair.say(pair.sam, "tender")
    assert pair.milestones("tender") == [], "alex's last word of it, or sam's, was not today"
    assert fold(pair, pair.sam) == screens.Fold(True, None, "later-2")
    pair.say(pair.alex, "tender")
    assert pair.milestones("tender") == [("first", "tender-open")]


def test_not_today_counts_once_and_is_not_taken_back(pair: Pair) -> None:
    pair.reveal_a_hurt()
    with pytest.raises(rules.NotYet):
        pair.say(pair.alex, "later-2")
    pair.say(pair.alex, "later-1")
    before = pair.stored()
    for who in pair.both:
        pair.say(who, "later-1")
    with pytest.raises(rules.NotYet):
        pair.say(pair.alex, "later-1", on=False)
    assert pair.stored() == before


@pytest.mark.parametrize("word", ["for-good", "not-today"])
@pytest.mark.parametrize("put_off_by", ["alex", "sam"])
def test_for_good_counts_also_while_it_is_put_off(pair: Pair, put_off_by: str, word: str) -> None:
    """not-today is how an older page spells it."""
    pair.reveal_a_hurt()
    pair.close()
    pair.say(pair.alex if put_off_by == "alex" else pair.sam, "later-1")
    pair.say(pair.sam, word)
    assert pair.milestones("tender") == [("first", "tender-away")]
    tomorrow(pair)
    assert [fold(pair, who) for who in pair.both] == [None, None]


def test_whoever_puts_it_off_at_the_cards_may_close_it_for_good_and_the_other_learns_nothing(
    pair: Pair,
) -> None:
    pair.reveal_a_hurt()
    pair.say(pair.alex, "later-1")
    with pytest.raises(rules.NothingToOpen):
        pair.say(pair.sam, "for-good")
    pair.close()
    with pytest.raises(rules.NothingToOpen):  # sam came to the end of the cards when it was no longer there
        pair.say(pair.sam, "for-good")
    pair.say(pair.alex, "for-good")
    assert pair.milestones("tender") == [("first", "tender-away")]


def test_who_was_not_at_the_end_of_the_cards_does_not_learn_what_was_put_off_there(pair: Pair) -> None:
    pair.reveal_a_hurt()
    pair.depart(pair.sam)
    for number in range(1, 9):
        pair.say(pair.alex, f"next-{number}")
        if pair.milestones("closed"):
            break
    pair.say(pair.alex, "later-1")
    with pytest.raises(rules.NothingToOpen):
        pair.say(pair.sam, "for-good")
    tomorrow(pair)
    pair.say(pair.sam, "for-good")
    assert pair.milestones("tender") == [("first", "tender-away")]


def test_where_nothing_is_tender_there_is_nothing_to_put_away(pair: Pair) -> None:
    pair.come_to("closed")
    with pytest.raises(rules.NothingToOpen):
        pair.say(pair.alex, "for-good")
    assert pair.milestones("tender") == []
