"""An export as plain text, for people. Pure.

Whatever somebody wrote stands indented under a label, every line of it: so no words can pass for another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from exercises.exporting.document import (
    CheckIn,
    Exercise,
    Export,
    Kept,
    Line,
    Moment,
    Named,
    OnlyMine,
    People,
    Said,
    SideBySide,
    Step,
    ThenAndNow,
    Twice,
    Who,
    Words,
)

FILLED = {"circle": "●", "diamond": "◆"}
HOLLOW = {"circle": "○", "diamond": "◇"}
INDENT = "    "
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
        yield from _title("Notes")
        yield f"{self.own('me')} and {self.own('partner')}"
        yield f"What {me.name} can see. Filled: what one says of oneself. Hollow: how one reads the other."
        yield ""
        for exercise in export.exercises:
            yield from self.exercise(exercise)
        yield from self.kept(export.kept)

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
        yield from _title(exercise.title)
        if not exercise.readable:
            yield from ("It can’t be shown at the moment.", "")
        if exercise.side_by_side is not None:
            yield from self.side_by_side(exercise.side_by_side)
        if exercise.then_and_now is not None:
            yield from self.then_and_now(exercise.then_and_now)
        if exercise.only_mine is not None:
            yield from self.only_mine(exercise.only_mine)
        if exercise.readable and exercise.side_by_side is None and exercise.only_mine is None:
            yield from ("Nothing of it is open.", "")

    def side_by_side(self, page: SideBySide) -> Iterator[str]:
        yield from _heading("Side by side")
        if page.summary:
            yield from (page.summary, "")
        for moment in page.moments:
            yield from self.moment(moment)
        for step in page.steps:
            yield from self.step(step)
        if page.what_then:
            yield from _heading("What then, and what would help")
        for then in page.what_then:
            yield then.title
            yield from _quoted(f"{self.own(then.reader)} would most likely", [then.would_most_likely])
            yield from _quoted(f"{self.own(then.actor)} would welcome", [then.would_welcome])
            yield ""
        if page.feelings:
            yield from _heading("What each would feel")
        for felt in page.feelings:
            yield felt.title
            yield from _quoted("Both of you", felt.both)
            yield from _quoted(f"{self.own('me')} only", felt.only_me)
            yield from _quoted(f"{self.own('partner')} only", felt.only_partner)
            yield ""
        for letters in page.letters:
            yield from _heading(f"Two letters: {letters.title}")
            for letter in letters.letters:
                yield from _quoted(self.own(letter.by), [letter.text])
            yield ""
        if page.rest:
            yield from _heading("The rest")
        for moment in page.rest:
            yield from self.moment(moment)

    def moment(self, moment: Moment) -> Iterator[str]:
        yield moment.title
        yield from _quoted(f"{self.guess(moment.reader)}’s first thought", [moment.first_thought])
        if moment.how_sure:
            yield INDENT + moment.how_sure
        yield from _quoted(f"{self.own(moment.actor)} says it usually means", [moment.usually_means])
        yield from _quoted(
            f"{self.guess(moment.actor)} expected to be taken as", [moment.expected_to_be_taken_as]
        )
        yield " ".join([f"{moment.distance}.", *moment.remarks])
        yield from (moment.question, "")

    def step(self, step: Step) -> Iterator[str]:
        yield step.title
        for asked in step.asked:
            if asked.question:
                yield from _quoted("", [asked.question])
            yield from _quoted("Both of you", map(_line, asked.both))
            for said in asked.said:
                yield from self.said(said)
        yield from (step.question, "") if step.question else ("",)

    def said(self, said: Said) -> Iterator[str]:
        other: Who = "partner" if said.by == "me" else "me"
        yield from _quoted(f"{self.own(other)} had said", said.in_answer_to)
        yield from _quoted(self.own(said.by), map(_line, said.lines))

    def then_and_now(self, both: ThenAndNow) -> Iterator[str]:
        yield from _heading("Then and now")
        for entry in (*both.moments, *both.steps):
            yield entry.title
            for each in entry.said:
                label = f"{self.shape(each.by, HOLLOW if each.guess else FILLED)}{each.label}"
                if each.then == each.now:
                    yield from _time(label, "then and now", each.now)
                else:
                    yield from _time(label, "then", each.then)
                    yield from _time(label, "now", each.now)
            yield ""

    # ---- only mine

    def only_mine(self, page: OnlyMine) -> Iterator[str]:
        yield from _heading("Only mine")
        yield from _twice("First thought, and on a calm day", page.first_thought_and_calm_guess)
        yield from _twice("When I do it, and when they do it", page.when_i_do_it_and_when_they_do)
        yield from _twice("My calm guess, and what they say", page.guesses)
        for note in page.notes:
            yield from _quoted(note.title, note.lines)
            yield ""
        if page.check_in is not None:
            yield from _check_in(page.check_in)
        if page.in_this_set:
            yield from (page.in_this_set, "")

    # ---- what is kept

    def kept(self, kept: Kept) -> Iterator[str]:
        if not (kept.taken_along or kept.glossary or kept.plans):
            return
        yield from _title("What we keep")
        for line in kept.taken_along:
            alone = ", only for me" if line.only_mine else ""
            yield from _quoted(f"{self.own(line.by)} takes along from {line.exercise}{alone}", [line.line])
        if kept.glossary:
            yield from _heading("Our glossary")
        for entry in kept.glossary:
            yield from _quoted(
                f"{self.own(entry.by)}: {entry.moment}, it usually means", [entry.usually_means]
            )
            yield from _quoted("What helps", [entry.what_helps])
        if kept.plans:
            yield from _heading("Plans")
        for plan in kept.plans:
            alone = ", only for me" if plan.only_mine else ""
            yield from _quoted(f"{self.own(plan.by)}, from {plan.exercise}{alone}", [plan.text])


# ---- lines ------------------------------------------------------------------------------------------------


def _title(text: str) -> Iterator[str]:
    yield from (text, "=" * max(3, len(text)), "")


def _heading(text: str) -> Iterator[str]:
    yield from (text, "-" * max(3, len(text)), "")


def _quoted(label: str, texts: Iterable[str]) -> Iterator[str]:
    """A label, and under it every line of these texts, indented. Nothing where there are none."""
    lines = [line for text in texts if text for line in text.splitlines()]
    if lines and label:
        yield f"{label}:"
    for line in lines:
        yield INDENT + line


def _time(label: str, when: str, words: Words) -> Iterator[str]:
    yield from _quoted(f"{label}, {when}, to", words.in_answer_to)
    yield from _quoted(f"{label}, {when}", words.lines)


def _line(line: Line) -> str:
    return f"{line.text} ({line.about})" if line.about else line.text


def _twice(heading: str, entries: Iterable[Twice]) -> Iterator[str]:
    first = True
    for entry in entries:
        if first:
            yield from (heading, "")
            first = False
        yield entry.title
        yield from _quoted(entry.one.label, [entry.one.text])
        yield from _quoted(entry.other.label, [entry.other.text])
        yield ""


def _check_in(look: CheckIn) -> Iterator[str]:
    yield "My own weather"
    for item in look.items:
        yield f"{INDENT}{item.name}: {'left out' if item.answer is None else f'{item.answer} of 6'}"
    if look.score:
        yield f"{INDENT}All together {look.score} of 6. {look.change}".rstrip()
    yield from (
        "Only I see this. It is not a validated test; the border of a clear change is a cautious guess.",
        "",
    )
