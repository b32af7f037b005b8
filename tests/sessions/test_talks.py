"""A talk about a card: from both having asked for it to its end, aloud and in writing."""

from __future__ import annotations

import pytest

from couples.access import Holder
from couples.infrastructure.refusals import NotHere, Refused
from exercises import commands, rules
from exercises.models import Answer
from exercises.presenters.session import comparison_page, own_page, session_view
from exercises.rules import SessionWord, clock
from exercises.rules.words import Card
from exercises.screens import (
    LetterSent,
    LettersOpen,
    Reveal,
    Step,
    TalkAloud,
    TalkAsked,
    Talked,
    WriteLetter,
)
from exercises.web import panels
from tests.support.couples.paired import Pair, start_together

CARD = "talk-1.card-1"
LETTER = f"first.{CARD}.letter"
MINE = "I went quiet because the day was long.\n\nIt was not about you."
YOURS = "I thought it was about me, and said nothing either."


@pytest.fixture
def revealed(pair: Pair) -> Pair:
    """Both are here, at the first card."""
    pair.reveal()
    return pair


def talk(pair: Pair, way: str = "room", card: str = CARD) -> None:
    for who in pair.both:
        pair.say(who, f"{card}.{way}")


def speaking(pair: Pair) -> tuple[Holder, Holder]:
    """Who speaks first, and who listens."""
    return (pair.alex, pair.sam) if pair.screen(pair.alex).mine else (pair.sam, pair.alex)


def send(pair: Pair, who: Holder, text: str, base: int = 0) -> commands.Outcome:
    return commands.answer(who, pair.code, step=LETTER, base=base, raw={"letter": text}, share={})


# ---- the way to it --------------------------------------------------------------------------------------


def test_every_card_offers_a_talk_about_it(revealed: Pair) -> None:
    screen = revealed.screen(revealed.alex)
    assert isinstance(screen, Reveal) and screen.talk is not None
    assert (screen.talk.round, screen.talk.name, screen.talk.again) == ("first", CARD, False)
    page = comparison_page.present_comparison(revealed.state(revealed.alex))
    assert page.cards[0].talk == screen.talk


def test_who_is_asked_sees_it_at_once_on_the_same_card(revealed: Pair) -> None:
    version, before = revealed.versions()[1], frames(revealed, revealed.sam)
    revealed.say(revealed.alex, f"{CARD}.room")
    asks, asked = (revealed.screen(who) for who in revealed.both)
    assert isinstance(asks, Reveal) and (asks.talk.mine, asks.talk.theirs) == ("room", None)
    assert isinstance(asked, Reveal) and (asked.talk.mine, asked.talk.theirs) == (None, "room")
    after = frames(revealed, revealed.sam)
    assert revealed.versions()[1] > version
    assert [name for name in after if after[name].etag != before[name].etag] == ["stage"]
    assert "would like to talk about this" in after["stage"].html
    revealed.say(revealed.alex, f"{CARD}.call")
    assert revealed.screen(revealed.sam).talk.theirs == "call"


def test_who_is_asked_elsewhere_sees_it_beside_what_they_do(revealed: Pair) -> None:
    """Nothing that somebody types on is swapped for it."""
    revealed.close()
    for who in revealed.both:
        revealed.say(who, "more")
    title = comparison_page.present_comparison(revealed.state(revealed.alex)).cards[1].title
    before = frames(revealed, revealed.sam)
    revealed.say(revealed.alex, "talk-1.card-2.write")
    seen = session_view.present(revealed.state(revealed.sam), origin="http://here")
    assert isinstance(seen.screen, Step) and seen.asked_of_me is not None
    assert (seen.asked_of_me.title, seen.asked_of_me.talk.theirs) == (title, "write")
    after = panels.render(seen)
    assert [name for name in after if after[name].etag != before[name].etag] == ["progress"]
    assert isinstance(revealed.screen(revealed.alex), TalkAsked)
    revealed.say(revealed.sam, "talk-1.card-2.write")
    for who in revealed.both:
        now = session_view.present(revealed.state(who), origin="http://here")
        assert isinstance(now.screen, WriteLetter) and now.asked_of_me is None


def test_who_goes_on_takes_back_what_they_asked(revealed: Pair) -> None:
    revealed.say(revealed.alex, f"{CARD}.room")
    assert revealed.screen(revealed.sam).talk.theirs == "room"
    revealed.say(revealed.alex, "next-1")
    assert revealed.screen(revealed.sam).talk.theirs is None
    revealed.say(revealed.sam, "next-1")
    seen = session_view.present(revealed.state(revealed.sam), origin="http://here")
    assert isinstance(seen.screen, Reveal) and seen.asked_of_me is None


def frames(pair: Pair, who: Holder) -> dict[str, panels.Panel]:
    return panels.render(session_view.present(pair.state(who), origin="http://here"))


def test_it_begins_for_both_when_the_other_says_yes(revealed: Pair) -> None:
    talk(revealed)
    screens = [revealed.screen(who) for who in revealed.both]
    assert all(isinstance(screen, TalkAloud) for screen in screens)
    assert {screen.mine for screen in screens} == {True, False}
    assert screens[0].ends_at == screens[1].ends_at
    assert screens[0].ends_at > clock.now_ms() + 119_000  # the start lies ahead, and leaves the whole turn


def test_who_says_yes_may_choose_another_way(revealed: Pair) -> None:
    revealed.say(revealed.alex, f"{CARD}.room")
    revealed.say(revealed.sam, f"{CARD}.write")
    assert [type(revealed.screen(who)) for who in revealed.both] == [WriteLetter, WriteLetter]


def test_to_ask_for_one_talk_is_to_ask_for_no_other(revealed: Pair) -> None:
    revealed.close()
    revealed.say(revealed.alex, f"{CARD}.room")
    revealed.say(revealed.alex, "talk-1.card-2.call")
    revealed.say(revealed.sam, f"{CARD}.room")
    assert isinstance(revealed.screen(revealed.sam), TalkAsked)
    assert not revealed.milestones("talk")
    revealed.say(revealed.sam, "talk-1.card-2.call")
    assert revealed.screen(revealed.sam).way == "call"


def test_not_now_takes_it_back(revealed: Pair) -> None:
    revealed.say(revealed.alex, f"{CARD}.room")
    revealed.say(revealed.alex, f"{CARD}.room", on=False)
    assert isinstance(revealed.screen(revealed.alex), Reveal)
    revealed.say(revealed.sam, f"{CARD}.room")
    assert not revealed.milestones("talk")


@pytest.mark.parametrize(
    "card", ["talk-1.card-2", "talk-1.card-9", "talk-1.tender", "talk-1.rest-1", "talk-2.card-1"]
)
def test_nobody_talks_about_a_card_that_they_have_not_come_to(revealed: Pair, card: str) -> None:
    before = revealed.stored()
    with pytest.raises(Refused):
        revealed.say(revealed.alex, f"{card}.room")
    assert revealed.stored() == before


def test_a_stranger_has_no_part_in_a_talk(revealed: Pair, stranger: Holder) -> None:
    talk(revealed)
    with pytest.raises(NotHere):
        revealed.say(stranger, f"{CARD}.end")


def test_it_waits_for_who_is_away_and_begins_when_they_come(revealed: Pair) -> None:
    revealed.depart(revealed.sam)
    talk(revealed)
    offer = revealed.screen(revealed.alex).talk
    assert (offer.mine, offer.theirs) == ("room", "room")
    revealed.arrive(revealed.alex)
    revealed.arrive(revealed.sam)
    assert isinstance(revealed.screen(revealed.alex), TalkAloud)


# ---- aloud ----------------------------------------------------------------------------------------------


def test_one_speaks_the_other_says_it_back_then_the_other_way_round(revealed: Pair) -> None:
    talk(revealed)
    first, second = speaking(revealed)
    order = []
    for floor, who in ((2, first), (3, second), (4, second), (5, first)):
        screen = revealed.screen(who)
        order.append((screen.mine, screen.says_back))
        assert screen.hand_word == f"{CARD}.floor-{floor}"
        revealed.say(who, screen.hand_word)
    assert order == [(True, False), (True, True), (True, False), (True, True)]
    assert revealed.screen(first).holder is None  # both have been heard


def test_the_one_who_listens_cannot_take_the_floor(revealed: Pair) -> None:
    talk(revealed)
    _, listens = speaking(revealed)
    assert revealed.screen(listens).hand_word == ""
    with pytest.raises(Refused):
        revealed.say(listens, f"{CARD}.floor-2")


def test_either_may_pause_and_in_a_pause_both_may_breathe(revealed: Pair) -> None:
    talk(revealed)
    _, listens = speaking(revealed)
    revealed.say(listens, f"{CARD}.pause-1")
    screens = [revealed.screen(who) for who in revealed.both]
    assert all(screen.paused and screen.breath is not None for screen in screens)
    revealed.say(revealed.alex, f"{CARD}.breathe-1")
    assert revealed.screen(revealed.sam).breath.starts_at is None
    revealed.say(revealed.sam, f"{CARD}.breathe-1")
    starts = [revealed.screen(who).breath.starts_at for who in revealed.both]
    assert starts[0] == starts[1] and starts[0] is not None
    revealed.say(revealed.alex, f"{CARD}.resume-1")
    assert not revealed.screen(revealed.sam).paused


def test_nobody_breathes_while_somebody_speaks(revealed: Pair) -> None:
    talk(revealed)
    with pytest.raises(Refused):
        revealed.say(revealed.alex, f"{CARD}.breathe-1")


def test_either_ends_it_for_both_and_each_goes_on_alone(revealed: Pair) -> None:
    talk(revealed)
    _, listens = speaking(revealed)
    revealed.say(listens, f"{CARD}.end")
    assert [type(revealed.screen(who)) for who in revealed.both] == [Talked, Talked]
    revealed.say(revealed.alex, f"{CARD}.done")
    back = revealed.screen(revealed.alex)
    assert isinstance(back, Reveal) and back.talk is not None and back.talk.again
    assert isinstance(revealed.screen(revealed.sam), Talked)


def test_a_second_talk_about_the_same_card_is_a_new_one(revealed: Pair) -> None:
    talk(revealed)
    revealed.say(revealed.alex, f"{CARD}.end")
    for who in revealed.both:
        revealed.say(who, f"{CARD}.done")
    talk(revealed, card="talk-2.card-1")
    assert isinstance(revealed.screen(revealed.alex), TalkAloud)
    with pytest.raises(Refused):
        revealed.say(revealed.alex, f"{CARD}.pause-1")  # said to the talk that is over


def test_to_end_it_twice_is_to_end_it(revealed: Pair) -> None:
    talk(revealed)
    revealed.say(revealed.alex, f"{CARD}.end")
    before = revealed.stored()
    revealed.say(revealed.alex, f"{CARD}.end")
    revealed.say(revealed.sam, f"{CARD}.end")
    assert revealed.stored() == before


def test_a_talk_is_possible_when_everything_else_is_through(revealed: Pair) -> None:
    revealed.close()
    for who in revealed.both:
        revealed.say(who, "enough")
        revealed.take_along(who)
    talk(revealed)
    assert isinstance(revealed.screen(revealed.alex), TalkAloud)
    revealed.say(revealed.sam, f"{CARD}.end")
    revealed.say(revealed.alex, f"{CARD}.done")
    assert revealed.stage(revealed.alex) is rules.Stage.FINISHED


# ---- in writing -----------------------------------------------------------------------------------------


@pytest.fixture
def writing(revealed: Pair) -> Pair:
    talk(revealed, "write")
    return revealed


def test_two_letters_open_together(writing: Pair) -> None:
    send(writing, writing.alex, MINE)
    assert isinstance(writing.screen(writing.alex), LetterSent)
    assert isinstance(writing.screen(writing.sam), WriteLetter)
    send(writing, writing.sam, YOURS)
    for who in writing.both:
        screen = writing.screen(who)
        assert isinstance(screen, LettersOpen)
        assert {letter.text for letter in screen.letters} == {MINE, YOURS}
    found = comparison_page.present_comparison(writing.state(writing.sam)).letters
    assert len(found) == 1 and {letter.text for letter in found[0].letters} == {MINE, YOURS}


def test_a_letter_is_in_nothing_of_the_others_before_both_are_there(writing: Pair) -> None:
    version, before = writing.versions()[1], frames(writing, writing.sam)
    commands.draft(writing.alex, writing.code, step=LETTER, base=0, raw={"letter": MINE})
    send(writing, writing.alex, MINE, base=1)
    assert (writing.versions()[1], frames(writing, writing.sam)) == (version, before)
    with pytest.raises(AssertionError):
        writing.state(writing.sam).letters(rules.Talk("first", 1, Card(1)))


def test_a_sent_letter_can_be_looked_at_again_until_the_other_one_is_there(writing: Pair) -> None:
    send(writing, writing.alex, MINE)
    writing.say(writing.alex, f"{CARD}.letter", on=False)
    screen = writing.screen(writing.alex)
    assert isinstance(screen, WriteLetter) and screen.text == MINE
    assert bytes(Answer.objects.get(step=LETTER).shared_sealed) == b""
    send(writing, writing.sam, YOURS)
    assert isinstance(writing.screen(writing.sam), LetterSent)  # mine is not there any more
    send(writing, writing.alex, MINE + " Truly.", base=1)
    with pytest.raises(rules.BothIn):
        writing.say(writing.alex, f"{CARD}.letter", on=False)


def test_a_letter_whose_reply_was_lost_can_be_sent_again(writing: Pair) -> None:
    send(writing, writing.alex, MINE)
    send(writing, writing.sam, YOURS)
    assert send(writing, writing.alex, MINE).revision == 1


def test_an_empty_letter_and_one_that_is_too_long_are_refused(writing: Pair) -> None:
    for text in ("", "  \n ", "x" * 1_201):
        with pytest.raises(Refused):
            send(writing, writing.alex, text)


def test_a_letter_full_of_the_widest_characters_can_be_opened(writing: Pair) -> None:
    send(writing, writing.alex, "\U0001f642" * 1_200)
    send(writing, writing.sam, YOURS)
    assert isinstance(writing.screen(writing.sam), LettersOpen)


def test_nobody_has_to_write(writing: Pair) -> None:
    with pytest.raises(Refused):
        commands.pass_(writing.alex, writing.code, step=LETTER)
    with pytest.raises(Refused):
        commands.answer(writing.alex, writing.code, step=LETTER, base=0, raw=None, share={"letter": False})


def test_who_leaves_it_unopened_takes_nothing_from_anybody(writing: Pair) -> None:
    send(writing, writing.alex, MINE)
    commands.draft(writing.sam, writing.code, step=LETTER, base=0, raw={"letter": YOURS})
    writing.say(writing.sam, f"{CARD}.end")
    assert all(bytes(row.shared_sealed) == b"" for row in Answer.objects.filter(step=LETTER))
    for who, text, others in ((writing.alex, MINE, YOURS), (writing.sam, YOURS, MINE)):
        screen = writing.screen(who)
        assert isinstance(screen, Talked) and screen.unsent
        noted = [
            line for entry in own_page.present_own_page(writing.state(who)).noted for line in entry.lines
        ]
        assert text in noted and others not in noted


def test_letters_that_were_opened_stay_when_somebody_stops(writing: Pair) -> None:
    send(writing, writing.alex, MINE)
    send(writing, writing.sam, YOURS)
    commands.stop(writing.sam, writing.code)
    found = comparison_page.present_comparison(writing.state(writing.alex)).letters
    assert {letter.text for letter in found[0].letters} == {MINE, YOURS}


def test_what_was_left_unopened_stays_with_its_owner_when_somebody_stops_later(writing: Pair) -> None:
    send(writing, writing.alex, MINE)
    writing.say(writing.sam, f"{CARD}.end")
    commands.stop(writing.sam, writing.code)
    noted = [
        line for entry in own_page.present_own_page(writing.state(writing.alex)).noted for line in entry.lines
    ]
    assert MINE in noted


def test_letters_that_were_not_opened_go_when_somebody_stops(writing: Pair) -> None:
    send(writing, writing.alex, MINE)
    assert Answer.objects.filter(step=LETTER).exists()
    commands.stop(writing.sam, writing.code)
    assert not Answer.objects.filter(step=LETTER).exists()


# ---- what went astray once --------------------------------------------------------------------------------


def test_a_letter_that_was_taken_back_can_be_sent_again_as_it_was(writing: Pair) -> None:
    send(writing, writing.alex, MINE)
    writing.say(writing.alex, f"{CARD}.letter", on=False)
    send(writing, writing.alex, MINE, base=1)
    assert isinstance(writing.screen(writing.alex), LetterSent)
    send(writing, writing.sam, YOURS)
    assert isinstance(writing.screen(writing.alex), LettersOpen)


def test_what_is_typed_when_the_other_ends_it_still_reaches_its_owner(writing: Pair) -> None:
    writing.say(writing.sam, f"{CARD}.end")
    version = writing.versions()[1]
    commands.draft(writing.alex, writing.code, step=LETTER, base=0, raw={"letter": "I meant"})
    assert "I meant" in own_lines(writing)
    send(writing, writing.alex, MINE, base=1)
    assert MINE in own_lines(writing)
    assert writing.screen(writing.alex).unsent
    assert bytes(Answer.objects.get(step=LETTER).shared_sealed) == b""
    assert writing.versions()[1] == version, "and nobody else"


def test_of_a_letter_that_was_changed_and_left_the_newest_words_stay(writing: Pair) -> None:
    send(writing, writing.alex, "Short.")
    writing.say(writing.alex, f"{CARD}.letter", on=False)
    commands.draft(writing.alex, writing.code, step=LETTER, base=1, raw={"letter": MINE})
    writing.say(writing.alex, f"{CARD}.end")
    assert own_lines(writing) == [MINE]


def own_lines(pair: Pair) -> list[str]:
    return [line for entry in own_page.present_own_page(pair.state(pair.alex)).noted for line in entry.lines]


def test_nine_talks_about_a_card_are_enough(revealed: Pair) -> None:
    for number in range(1, 10):
        talk(revealed, card=f"talk-{number}.card-1")
        revealed.say(revealed.alex, f"talk-{number}.card-1.end")
        for who in revealed.both:
            revealed.say(who, f"talk-{number}.card-1.done")
    assert revealed.screen(revealed.alex).talk is None


def test_a_breath_that_both_asked_for_does_not_begin_when_the_talk_is_over(revealed: Pair) -> None:
    talk(revealed)
    revealed.say(revealed.alex, f"{CARD}.pause-1")
    revealed.depart(revealed.sam)
    for who in revealed.both:
        revealed.say(who, f"{CARD}.breathe-1")
    revealed.say(revealed.alex, f"{CARD}.end")
    before = revealed.milestones("talk")
    revealed.arrive(revealed.sam)
    assert revealed.milestones("talk") == before


def test_where_nothing_is_laid_side_by_side_nobody_writes_letters(db: None) -> None:
    pair = start_together(exercise="under-the-grip")
    for who in pair.both:
        commands.ready(who, pair.code, round="", word=SessionWord.BEGIN)
        pair.arrive(who)
    first = pair.state(pair.alex).layout.rounds[0].id
    for who in pair.both:
        pair.pass_all(who, first)
        pair.release(who, first)
    offer = pair.screen(pair.alex).talk
    assert offer is not None and not offer.can_write
    with pytest.raises(Refused):
        pair.say(pair.alex, f"{CARD}.write", first)
    pair.say(pair.alex, f"{CARD}.room", first)
