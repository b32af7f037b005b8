"""An export as plain text, for people. Pure.

Whatever somebody wrote stands indented under a label, every line of it: so no words can pass for another's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exercises.exporting.document import Exercise, Export, Kept, OnlyMine
from exercises.exporting.lines import check_in, heading, line, over_time, quoted, some, time, title, twice
from exercises.exporting.of_both import Moment, Named, People, Ring, Said, SideBySide, Step, ThenAndNow, Who

FILLED = {"circle": "●", "diamond": "◆"}
HOLLOW = {"circle": "○", "diamond": "◇"}
NO_PARTNER = "Your partner"


def as_text(export: Export) -> str:
    """Everything of the export, as one text that ends in a line's end."""
    writer = _Writer(export.people)
    return "\n".join(writer.export(export)).rstrip("\n") + "\n"


class _Writer:
    def __init__(self, people: People) -> None:
        self._people = people

    def export(self, export: Export) -> Iterator[str]:
        me = self._people.me
        yield from title("Notes")
        yield f"{self.own('me')} and {self.own('partner')}"
        yield f"What {me.name} can see. Filled: what one says of oneself. Hollow: how one reads the other."
        yield ""
        for exercise in export.exercises:
            yield from self.exercise(exercise)
        yield from self.kept(export.kept)
        for series in export.check_ins:
            yield from title(f"My check-ins: {series.title}")
            yield from over_time(series)

    # ---- people

    def own(self, who: Who) -> str:
        return self.shape(who, FILLED) + self._name(who)

    def guess(self, who: Who) -> str:
        return self.shape(who, HOLLOW) + self._name(who)

    def shape(self, who: Who, shapes: Mapping[str, str]) -> str:
        person = self._person(who)
        return "" if person is None else f"{shapes[person.shape]} "

    def _name(self, who: Who) -> str:
        person = self._person(who)
        return NO_PARTNER if person is None else person.name

    def _person(self, who: Who) -> Named | None:
        return self._people.me if who == "me" else self._people.partner

    # ---- one exercise

    def exercise(self, exercise: Exercise) -> Iterator[str]:
        yield from title(exercise.title)
        if not exercise.readable:
            yield from ("It can’t be shown at the moment.", "")
        if exercise.side_by_side is not None:
            yield from self.side_by_side(exercise.side_by_side)
        if exercise.then_and_now is not None:
            yield from self.then_and_now(exercise.then_and_now)
        if exercise.only_mine is not None:
            yield from self.only_mine(exercise.only_mine)
        if exercise.readable and exercise.side_by_side is None and exercise.only_mine is None:
            yield from ("Nothing of it has been shown.", "")

    def side_by_side(self, page: SideBySide) -> Iterator[str]:
        yield from heading("What we both showed")
        for moment in page.moments:
            yield from self.moment(moment)
        if page.ring is not None:
            yield from self.ring(page.ring)
        for step in page.steps:
            yield from self.step(step)
        if page.what_then:
            yield from heading("What then, and what would help")
        for then in page.what_then:
            yield then.title
            yield from quoted(f"{self.own(then.reader)} would most likely", [then.would_most_likely])
            yield from quoted(f"{self.own(then.actor)} would welcome", [then.would_welcome])
            yield ""
        if page.feelings:
            yield from heading("What each would feel")
        for felt in page.feelings:
            yield felt.title
            yield from quoted("Both of you", felt.both)
            yield from quoted(f"{self.own('me')} only", felt.only_me)
            yield from quoted(f"{self.own('partner')} only", felt.only_partner)
            yield ""
        for letters in page.letters:
            yield from heading(f"Two letters: {letters.title}")
            for letter in letters.letters:
                yield from quoted(self.own(letter.by), [letter.text])
            yield ""
        if page.rest:
            yield from heading("The rest")
        for moment in page.rest:
            yield from self.moment(moment)

    def ring(self, ring: Ring) -> Iterator[str]:
        yield ring.title
        for half in ring.halves:
            yield f"{half.moment}:"
            yield from quoted(f"{self.guess(half.by)} thinks", [half.thinks])
            yield from quoted(f"{self.own(half.by)} would then", [half.would_then])
        yield from (ring.question, "")

    def moment(self, moment: Moment) -> Iterator[str]:
        yield moment.title
        yield from quoted(f"{self.guess(moment.reader)}’s first thought", [moment.first_thought])
        yield from some(moment.how_sure)
        yield from quoted(f"{self.own(moment.actor)} says it usually means", [moment.usually_means])
        yield from quoted(
            f"{self.guess(moment.actor)} expected this first thought", [moment.expected_to_be_taken_as]
        )
        guess = f"{self.guess(moment.reader)} on a calm day guessed"
        yield from quoted(guess, [moment.guessed_on_a_calm_day])
        yield " ".join([f"{moment.distance}.", *moment.remarks])
        yield from (moment.question, "")

    def step(self, step: Step) -> Iterator[str]:
        yield step.title
        yield from some(step.was_asked)
        if step.about is not None:
            yield from quoted(f"{self.own(step.about.by)} {step.about.how}", step.about.lines)
        for asked in step.asked:
            if asked.question:
                yield from quoted(
                    f"{self.own(asked.moment_of)} tells" if asked.moment_of else "", [asked.question]
                )
            yield from quoted("Both of you", map(line, asked.both))
            for said in asked.said:
                yield from self.said(said)
            yield from some(asked.remark)
        for guess in step.guesses:
            yield from self.said(guess, f"{self.guess(guess.by)} on a calm day guessed")
        yield from (*some(step.question), "")

    def said(self, said: Said, label: str = "") -> Iterator[str]:
        other: Who = "partner" if said.by == "me" else "me"
        yield from quoted(f"{self.own(other)} had said", said.in_answer_to)
        yield from quoted(label or self.own(said.by), map(line, said.lines))

    def then_and_now(self, both: ThenAndNow) -> Iterator[str]:
        yield from heading("Then and now")
        for entry in (*both.moments, *both.steps):
            yield entry.title
            for each in entry.said:
                label = f"{self.shape(each.by, HOLLOW if each.guess else FILLED)}{each.label}"
                if each.then == each.now:
                    yield from time(label, "then and now", each.now)
                else:
                    yield from time(label, "then", each.then)
                    yield from time(label, "now", each.now)
            yield ""

    # ---- only mine

    def only_mine(self, page: OnlyMine) -> Iterator[str]:
        yield from heading("Only for me")
        yield from twice("First thought, and on a calm day", page.first_thought_and_calm_guess)
        yield from twice(
            f"When I do it, and when {self._name('partner')} does", page.when_i_do_it_and_when_they_do
        )
        yield from twice(f"What I guessed, and what {self._name('partner')} says", page.guesses)
        for note in page.notes:
            yield from quoted(note.title, note.lines)
            yield ""
        if page.check_in is not None:
            yield from check_in(page.check_in)
        if page.in_this_set:
            yield from (page.in_this_set, "")

    # ---- what is kept

    def kept(self, kept: Kept) -> Iterator[str]:
        if not (kept.taken_along or kept.glossary or kept.plans):
            return
        yield from title("What we saved")
        for taken in kept.taken_along:
            what = "note to self" if taken.only_mine else "for next time"
            label = f"{self.own(taken.by)}, {what}, from {taken.exercise}"
            yield from quoted(label, [taken.line])
        if kept.glossary:
            yield from heading("Our glossary")
        for entry in kept.glossary:
            yield from quoted(
                f"{self.own(entry.by)}: {entry.moment}, it usually means", [entry.usually_means]
            )
            yield from quoted("What helps", [entry.what_helps])
        if kept.plans:
            yield from heading("Plans")
        for plan in kept.plans:
            alone = ", only for me" if plan.only_mine else ""
            yield from quoted(f"{self.own(plan.by)}, from {plan.exercise}{alone}", [plan.text])
