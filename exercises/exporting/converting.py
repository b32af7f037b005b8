"""From what the pages of one exercise show to what an export says of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from exercises import screens
from exercises.exporting import document, of_both
from exercises.exporting.of_both import Who
from exercises.screens import Person


class Converting:
    """Says "me" and "partner" where the screens have a person."""

    def __init__(self, me: Person) -> None:
        self._me = me

    def who(self, person: Person) -> Who:
        return "me" if person == self._me else "partner"

    # ---- side by side

    def side_by_side(self, page: screens.Comparison) -> of_both.SideBySide:
        tender = [page.fold.card] if page.fold is not None and page.fold.card is not None else []
        return of_both.SideBySide(
            moments=[self.moment(card) for card in (*page.cards, *tender)],
            rest=[self.moment(card) for card in page.rest],
            ring=self.ring(page.ring) if page.ring is not None else None,
            steps=[self.step(sheet) for sheet in page.sheets],
            what_then=[self.what_then(facing) for facing in page.facing],
            feelings=[self.feelings(page.first, felt) for felt in page.feelings],
            letters=[self.letters(each) for each in page.letters],
        )

    def moment(self, card: screens.Card) -> of_both.Moment:
        return of_both.Moment(
            title=card.title,
            reader=self.who(card.reader),
            first_thought=card.reading,
            how_sure=card.felt,
            actor=self.who(card.actor),
            usually_means=card.meaning,
            expected_to_be_taken_as=card.expected,
            guessed_on_a_calm_day=card.guess,
            distance=card.gap_word,
            remarks=_said(card.expected_line, card.line),
            question=card.opener,
            at_a_glance=card.said,
        )

    def step(self, sheet: screens.PlainCard) -> of_both.Step:
        return of_both.Step(
            title=sheet.title,
            was_asked=sheet.asked,
            about=self._quoted(sheet.about) if sheet.about is not None else None,
            asked=[self._asked(part) for part in sheet.parts],
            guesses=[self.said(side) for side in sheet.guesses],
            question=sheet.opener,
        )

    def _quoted(self, quote: screens.Quote) -> of_both.Quoted:
        return of_both.Quoted(by=self.who(quote.person), how=quote.how, lines=list(quote.lines))

    def _asked(self, part: screens.PartCard) -> of_both.Asked:
        return of_both.Asked(
            question=part.label,
            moment_of=self.who(part.by) if part.by is not None else None,
            said=[self.said(side) for side in part.sides],
            both=[_line(told) for told in part.both],
            remark=part.line,
        )

    def said(self, side: screens.Side) -> of_both.Said:
        return of_both.Said(
            by=self.who(side.person),
            lines=[_line(told) for told in side.lines],
            in_answer_to=list(side.to),
        )

    def what_then(self, facing: screens.Facing) -> of_both.WhatThen:
        return of_both.WhatThen(
            title=facing.title,
            reader=self.who(facing.reader),
            would_most_likely=facing.next_move,
            actor=self.who(facing.actor),
            would_welcome=facing.wish,
        )

    def feelings(self, first: Person, felt: screens.Feelings) -> of_both.Feelings:
        mine, theirs = felt.first_only, felt.second_only
        if self.who(first) == "partner":
            mine, theirs = theirs, mine
        return of_both.Feelings(
            title=felt.title, only_me=list(mine), both=list(felt.both), only_partner=list(theirs)
        )

    def ring(self, ring: screens.Ring) -> of_both.Ring:
        return of_both.Ring(
            title=ring.title,
            halves=[
                of_both.Half(
                    by=self.who(half.person), moment=half.when, thinks=half.thinks, would_then=half.does
                )
                for half in (ring.first, ring.second)
            ],
            question=ring.opener,
        )

    def letters(self, letters: screens.Letters) -> of_both.Letters:
        return of_both.Letters(
            title=letters.title,
            letters=[of_both.Letter(by=self.who(each.person), text=each.text) for each in letters.letters],
        )

    # ---- then and now

    def then_and_now(self, both: screens.ThenAndNow) -> of_both.ThenAndNow:
        return of_both.ThenAndNow(
            moments=[self._recurring(each) for each in both.moments],
            steps=[self._recurring(each) for each in both.steps],
        )

    def _recurring(self, entry: screens.Recurring) -> of_both.Recurring:
        said = [
            of_both.SaidTwice(
                by=self.who(each.person),
                label=f"{each.person.name}{each.ending} {each.about}".rstrip(),
                guess=each.guess,
                then=_words(each.then),
                now=_words(each.now),
            )
            for each in entry.said
        ]
        return of_both.Recurring(title=entry.title, said=said)

    # ---- only mine

    def only_mine(self, page: screens.OwnPage) -> document.OnlyMine | None:
        """None where the page has nothing on it."""
        found = document.OnlyMine(
            first_thought_and_calm_guess=[_twice(each) for each in page.first_against_calm],
            when_i_do_it_and_when_they_do=[_twice(each) for each in page.excuse_against_suspect],
            guesses=[_twice(each) for each in page.guesses],
            in_this_set=page.lean,
            notes=[document.Noted(title=each.title, lines=list(each.lines)) for each in page.noted],
            check_in=_check_in(page.checkin) if page.checkin is not None else None,
        )
        return found if any(dict(found).values()) else None

    # ---- what is kept

    def kept(self, kept: screens.Keepsakes) -> document.Kept:
        return document.Kept(
            taken_along=[
                document.TakenAlong(
                    by=self.who(each.person),
                    line=each.line,
                    exercise=each.exercise,
                    only_mine=each.only_mine,
                )
                for each in kept.taken
            ],
            glossary=[
                document.GlossaryLine(
                    by=self.who(each.person),
                    moment=each.when,
                    usually_means=each.means,
                    what_helps=each.helps,
                )
                for each in kept.glossary
            ],
            plans=[
                document.Plan(
                    by=self.who(each.person),
                    text=each.text,
                    exercise=each.exercise,
                    only_mine=each.only_mine,
                )
                for each in kept.plans
            ],
        )

    def check_ins(self, page: screens.CheckIns) -> list[document.CheckIns]:
        return [
            document.CheckIns(
                title=series.title,
                looks=[document.Look(day=look.day, where=look.where, why=look.why) for look in series.looks],
            )
            for series in page.series
        ]


def _said(*sentences: str) -> list[str]:
    return [sentence for sentence in sentences if sentence]


def _line(told: screens.Line) -> of_both.Line:
    return of_both.Line(text=told.text, about=told.tag)


def _words(words: screens.Words) -> of_both.Words:
    return of_both.Words(lines=list(words.lines), in_answer_to=list(words.to))


def _twice(entry: screens.BeforeAfter) -> document.Twice:
    return document.Twice(
        title=entry.title,
        one=document.Labelled(label=entry.left_label, text=entry.left),
        other=document.Labelled(label=entry.right_label, text=entry.right),
        note=entry.note,
        shown=entry.show is not None and entry.show.shown,
    )


def _check_in(checkin: screens.CheckIn) -> document.CheckIn:
    items: Iterable[tuple[str, int | None]] = checkin.items
    return document.CheckIn(
        items=[document.CheckInItem(name=name, answer=answer) for name, answer in items],
    )
