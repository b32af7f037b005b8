"""Taking it out: two files that hold what their owner can read on the pages, and nothing else."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.db.models import F

from couples import seats
from couples.access import Holder
from couples.models import Lease
from exercises import commands, library
from exercises.exporting import gathering
from exercises.exporting.document import Export, schema
from exercises.models import Milestone, PairedSession
from tests.support.couples.paired import Pair, start_together
from tests.support.http.html_page import Page
from tests.support.http.visitors import Visitor
from tests.support.scripts.answer_script import Name
from tests.support.scripts.every_day import each_make
from tests.support.scripts.playing import play

PUBLISHED = json.loads((Path(__file__).parents[2] / "docs/export.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(PUBLISHED)
MOST_QUERIES = 8  # six to sit down everywhere, one for the letters, one for the glossary
# What is in no list begins elsewhere, and looks back at something.
SHIPPED = tuple(each.slug for each in library.load(library.SHIPPED).listed())
CANARY = re.compile(r"z(?:alex|sam)\.[\w.\-]*\w")
NO_WORDS_OF_A_PAGE = {"format", "shape", "by", "reader", "actor"}  # how the file names what a page draws


def visitor(pair: Pair, who: Holder) -> Visitor:
    """Somebody who has these seats' cookies in their browser."""
    found = Visitor("alex" if who == pair.alex else "sam")
    name, _, value = pair.cookies(who).partition("=")
    found.cookies[name] = value
    return found


def files(pair: Pair, who: Holder) -> tuple[dict[str, Any], str]:
    """Both files, as this person gets them from their page."""
    person = visitor(pair, who)
    page = person.open(f"/us/{pair.couple_code}/export/")
    assert person.status == 200
    text = person.ask(page.links["As text, to read"])
    data = person.ask(page.links["As JSON, for a program"])
    assert (text.status, data.status) == (200, 200)
    return json.loads(data.text), text.text


def on_pages(pair: Pair, who: Holder, codes: list[str]) -> str:
    """Everything that this person can read of these sessions and of what is kept."""
    person = visitor(pair, who)
    paths = [f"/us/{pair.couple_code}/{page}" for page in ("", "glossary/", "checkins/")]
    paths += [f"/s/{code}/{page}" for code in codes for page in ("", "own/", "comparison/")]
    pages = [text_of(answer.text) for path in paths if (answer := person.ask(path)).status == 200]
    return " ".join(pages)


def text_of(page: str) -> str:
    """Its text, and what stands in its fields."""
    return html.unescape(" ".join([Page(page).text, *re.findall(r'value="([^"]*)"', page)]))


def leaves(plain: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a document, with the name that it stands under."""
    if isinstance(plain, dict):
        for name, value in plain.items():
            yield from leaves(value, name)
    elif isinstance(plain, list):
        for value in plain:
            yield from leaves(value, key)
    elif isinstance(plain, str):
        yield key, plain


def plain(text: str) -> str:
    """Its letters alone: where a page has a name in an element of its own, no space may follow."""
    return "".join(text.split()).lower()


def holds_exactly(pair: Pair, who: Holder, codes: list[str]) -> tuple[dict[str, Any], str]:
    """Hold both files against the pages, both ways, and against the schema. Returns them."""
    data, text = files(pair, who)
    VALIDATOR.validate(data)
    pages = on_pages(pair, who, codes)
    letters = plain(pages)
    missing = [
        (key, leaf)
        for key, leaf in leaves(data)
        if key not in NO_WORDS_OF_A_PAGE and plain(leaf) not in letters
    ]
    assert missing == [], "it stands in the file and on no page"
    seen = set(CANARY.findall(pages))
    assert set(CANARY.findall(json.dumps(data))) == seen
    assert set(CANARY.findall(text)) == seen
    return data, text


# ---- exactly the owner's view -----------------------------------------------------------------------------


def holders(pair: Pair) -> tuple[tuple[Name, Holder, Name], ...]:
    return ("alex", pair.alex, "sam"), ("sam", pair.sam, "alex")


def check_exercise(slug: str) -> None:
    hidden: dict[Name, set[str]] = {}
    for share_all in (False, True):
        pair = start_together(exercise=slug)
        scripts = play(pair, share_all=share_all, share_line=share_all)
        for name, who, partner in holders(pair):
            _, text = holds_exactly(pair, who, [pair.code])
            entered = set(CANARY.findall(repr(scripts[partner].entered))) | {f"z{partner}.takeaway"}
            unseen = {each for each in entered if each not in text}
            if not share_all:
                hidden[name] = unseen
            else:  # it can fail: what was hidden there is in the file when its owner shares it
                exercise = library.current().exercise(slug)
                if exercise.comparison == "page" and exercise.closing == "takeaway":
                    assert hidden[name] - unseen, slug


@pytest.mark.parametrize("slug", each_make(*SHIPPED))
def test_a_file_holds_what_its_owner_can_read_and_nothing_else(db: None, slug: str) -> None:
    check_exercise(slug)


def test_so_it_does_with_a_deck_that_uses_every_kind(db: None, own_deck: Path) -> None:
    check_exercise("every-kind")


def test_several_exercises_and_the_same_one_again_stand_in_one_file(db: None) -> None:
    first = start_together()
    play(first, share_all=True)
    codes = [first.code]
    for slug, earlier in (("two-sides-of-a-cue", first.code), ("if-then-pact", "")):
        code = commands.start(slug, holder=first.sam, couple_code=first.couple_code, earlier=earlier).code
        play(Pair(code, first.couple_code, first.alex, first.sam), share_all=True)
        codes.append(code)
    for _, who, _ in holders(first):
        data, text = holds_exactly(first, who, codes)
        titles = [each["title"] for each in data["exercises"]]
        assert titles == ["A plan for next time", "What I read, what you mean", "What I read, what you mean"]
        assert [each["then_and_now"] is not None for each in data["exercises"]] == [False, True, False]
        assert "Then and now" in text and data["kept"]["plans"] and data["kept"]["taken_along"]


def test_a_later_look_at_plans_stands_there_with_the_plans(db: None) -> None:
    first = start_together(exercise="if-then-pact")
    play(first, share_all=True)
    Milestone.objects.update(at=F("at") - timedelta(days=8) // timedelta(milliseconds=1))
    code = commands.start(
        "follow-up", holder=first.sam, couple_code=first.couple_code, earlier=first.code
    ).code
    play(Pair(code, first.couple_code, first.alex, first.sam), share_all=True)
    for _, who, _ in holders(first):
        data, text = holds_exactly(first, who, [first.code, code])
        steps = data["exercises"][0]["side_by_side"]["steps"]
        assert {step["about"]["by"] for step in steps} == {"me", "partner"}
        assert text.count(steps[0]["about"]["lines"][0]) >= 2, "the plan itself, and what became of it"


def test_check_ins_over_time_are_in_their_owners_file_alone(db: None) -> None:
    first = start_together(exercise="weather-check")
    codes = [first.code]
    again = commands.start("weather-check", holder=first.alex, couple_code=first.couple_code).code
    for run in (first, Pair(again, first.couple_code, first.alex, first.sam)):
        for step in ("good", "valued", "safe", "understood", "room", "repair"):
            run.fill_in(first.alex, step, **{step: "4"})
    data, text = holds_exactly(first, first.alex, [*codes, again])
    (series,) = data["check_ins"]
    assert [look["where"] for look in series["looks"]] == ["mostly"] * 2
    assert "mostly" in text and "4 of 6" in text and "4.0" not in text
    data, text = holds_exactly(first, first.sam, [*codes, again])
    assert not any(look["where"] for each in data["check_ins"] for look in each["looks"])
    assert "mostly" not in text and "of 6" not in text


def test_letters_are_in_both_files_once_both_are_open_and_else_in_their_owners(db: None) -> None:
    pair = start_together()
    pair.reveal()
    for who in pair.both:
        pair.say(who, "talk-1.card-1.write")
    letter = "first.talk-1.card-1.letter"
    written = {who: f"z{name}.{letter}\nand one more line" for name, who, _ in holders(pair)}

    def send(who: Holder) -> None:
        raw: dict[str, str | list[str]] = {"letter": written[who]}
        commands.answer(who, pair.code, step=letter, base=0, raw=raw, share={})

    send(pair.alex)
    assert [CANARY.findall(files(pair, who)[1]) for who in pair.both] == [[], []], "it is on no page to read"
    send(pair.sam)
    for who in pair.both:
        data, text = holds_exactly(pair, who, [pair.code])
        (letters,) = data["exercises"][0]["side_by_side"]["letters"]
        found = {each["by"]: each["text"] for each in letters["letters"]}
        other = pair.sam if who == pair.alex else pair.alex
        assert found == {"me": written[who], "partner": written[other]}
        assert "    and one more line\n" in text, "every line of a letter is indented"


def test_a_guess_is_in_the_partners_file_once_its_owner_has_shown_it(pair: Pair) -> None:
    pair.come_to("closed")
    for who in pair.both:
        pair.say(who, "more")
    pair.reveal("more", {pair.sam: {}})
    pair.close("more")
    cue = next(step.required_cue.id for step in pair.state(pair.sam).layout.of_round("more"))

    def guesses() -> list[str]:
        data, _ = holds_exactly(pair, pair.alex, [pair.code])
        moments = data["exercises"][0]["side_by_side"]["moments"]
        return [each["guessed_on_a_calm_day"] for each in moments if each["guessed_on_a_calm_day"]]

    assert guesses() == []
    own = pair.state(pair.sam).own[f"{cue}.calm"]
    shown = {"step": f"{cue}.calm", "base": own.revision, "raw": None, "share": {"guess": True}}
    commands.answer(pair.sam, pair.code, **shown)  # type: ignore[arg-type]
    assert len(guesses()) == 1
    mine, _ = holds_exactly(pair, pair.sam, [pair.code])
    assert [each["shown"] for each in mine["exercises"][0]["only_mine"]["guesses"]].count(True) == 1


def test_swapped_shapes_are_swapped_in_the_file_and_nothing_else_is(pair: Pair) -> None:
    pair.come_to("closed")
    before, text = holds_exactly(pair, pair.sam, [pair.code])
    seats.swap_shapes(pair.alex, pair.couple_code, True)
    after, swapped = holds_exactly(pair, pair.sam, [pair.code])
    assert before["people"]["me"]["shape"] == "diamond" and after["people"]["me"]["shape"] == "circle"
    assert {**after, "people": before["people"]} == before
    assert swapped == text.translate(str.maketrans("●○◆◇", "◆◇●○"))


def test_two_of_one_name_are_still_two(db: None) -> None:
    pair = start_together("Sam", "Sam")
    pair.come_to("closed")
    data, _ = files(pair, pair.alex)
    moments = data["exercises"][0]["side_by_side"]["moments"]
    assert {each["reader"] for each in moments} == {"me", "partner"}
    assert all(each["reader"] != each["actor"] for each in moments)


def test_a_tender_topic_is_in_no_file_before_both_opened_it_and_never_once_it_is_put_away(
    pair: Pair,
) -> None:
    pair.reveal_a_hurt()
    pair.close()

    def tender() -> list[bool]:
        return ["When Alex goes quiet" in repr(files(pair, who)) for who in pair.both]

    assert tender() == [False, False]
    pair.say(pair.alex, "tender")
    assert tender() == [False, False]
    pair.say(pair.sam, "tender")
    assert tender() == [True, True]
    other = start_together("Kim", "Lou")
    other.reveal_a_hurt()
    other.close()
    other.say(other.sam, "for-good")
    for who in other.both:
        data, text = holds_exactly(other, who, [other.code])
        assert "When Kim goes quiet" not in text


def test_it_is_as_many_queries_however_much_there_is(
    db: None, django_assert_num_queries: Callable[[int], Any]
) -> None:
    first = start_together(exercise="weather-check")

    def export() -> Export:
        with django_assert_num_queries(MOST_QUERIES):
            return gathering.gather(first.alex, first.couple_code)

    def begin(slug: str, earlier: str = "") -> Pair:
        code = commands.start(slug, holder=first.sam, couple_code=first.couple_code, earlier=earlier).code
        return Pair(code, first.couple_code, first.alex, first.sam)

    def write(pair: Pair) -> None:
        for who in pair.both:
            pair.say(who, "talk-1.card-1.write")
        for who in pair.both:
            letter, raw = "first.talk-1.card-1.letter", {"letter": "Dear you"}
            commands.answer(who, pair.code, step=letter, base=0, raw=dict(raw), share={})

    pair = begin("two-sides-of-a-cue")
    pair.come_to("reveal")
    write(pair)
    pair.come_to("finished")
    assert len(export().exercises) == 2
    for _ in range(3):
        pair = begin("two-sides-of-a-cue", earlier=pair.code)
        play(pair, share_all=True)
        run = begin("weather-check")
        for step in run.state(first.alex).layout.steps:
            run.fill_in(first.alex, step, **{step: "4"})
    write_in = begin("two-sides-of-a-cue", earlier=pair.code)
    write_in.come_to("reveal")
    write(write_in)
    found = export()
    assert sum(each.then_and_now is not None for each in found.exercises) == 4
    pages = [each.side_by_side for each in found.exercises if each.side_by_side is not None]
    assert sum(len(page.letters) for page in pages) == 2
    assert [len(series.looks) for series in found.check_ins] == [4]


# ---- before it is opened, and where something is wrong ----------------------------------------------------


@pytest.mark.parametrize("stage", ["step", "preview", "waiting", "reveal", "closed"])
def test_at_every_stage_it_holds_no_more_than_the_pages(pair: Pair, stage: str) -> None:
    pair.come_to(stage)
    for _, who, _ in holders(pair):
        data, _ = holds_exactly(pair, who, [pair.code])
        opened = data["exercises"][0]["side_by_side"]
        assert (opened is not None) is (stage in ("reveal", "closed"))
        assert opened is None or len(opened["moments"]) == (1 if stage == "reveal" else 4)


@pytest.fixture
def pair(db: None) -> Pair:
    return start_together()


def test_whoever_is_alone_has_a_file_too(db: None) -> None:
    alex = Visitor("alex")
    alex.start()
    alex.open(alex.page.links["The two of us"])
    answer = alex.ask(f"{alex.path}export/export.json")
    data = json.loads(answer.text)
    VALIDATOR.validate(data)
    assert data["people"] == {"me": {"name": "Alex", "shape": "circle"}, "partner": None}


def test_a_session_that_cannot_be_shown_says_so_and_the_rest_is_there(pair: Pair) -> None:
    pair.come_to("closed")
    code = commands.start("small-asks", holder=pair.alex, couple_code=pair.couple_code).code
    PairedSession.objects.filter(code=code).update(content_digest="0" * 64)
    data, text = files(pair, pair.sam)
    VALIDATOR.validate(data)
    assert [each["readable"] for each in data["exercises"]] == [False, True]
    assert data["exercises"][1]["side_by_side"]["moments"] and "can’t be shown" in text


def test_after_an_erasure_there_is_nothing_to_take(pair: Pair) -> None:
    pair.come_to("closed")
    sam = visitor(pair, pair.sam)
    paths = [f"/us/{pair.couple_code}/export/{name}" for name in ("", "export.json", "export.txt")]
    assert [sam.ask(path).status for path in paths] == [200] * 3
    seats.erase(pair.alex, pair.couple_code)
    assert [sam.ask(path).status for path in paths] == [404] * 3


# ---- who may, and how it is handed over ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "export.json", "export.txt"])
def test_a_stranger_takes_nothing(pair: Pair, stranger: Visitor, name: str) -> None:
    path = f"/us/{pair.couple_code}/export/{name}"
    assert visitor(pair, pair.alex).ask(path).status == 200
    assert stranger.ask(path).status == 404
    stranger.start()
    assert stranger.ask(path).status == 404
    assert stranger.ask("/us/0123456789abcdef/export/" + name).status == 404


@pytest.mark.parametrize("ending, kind", [("json", "application/json"), ("txt", "text/plain; charset=utf-8")])
def test_a_file_has_a_neutral_name_and_nobody_keeps_a_copy(pair: Pair, ending: str, kind: str) -> None:
    response = visitor(pair, pair.alex).get(f"/us/{pair.couple_code}/export/export.{ending}")
    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"] == f'attachment; filename="notes.{ending}"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("ending", ["json", "txt"])
def test_a_link_on_another_site_leaves_no_file_on_anybodys_device(pair: Pair, site: str, ending: str) -> None:
    path = f"/us/{pair.couple_code}/export/export.{ending}"
    alex = visitor(pair, pair.alex)
    answer = alex.ask(path, **{"sec-fetch-site": site})
    assert (answer.status, answer.location) == (303, f"/us/{pair.couple_code}/export/")
    assert alex.ask(path, **{"sec-fetch-site": "same-origin"}).status == 200
    assert alex.ask(path, {}).status == 405


def test_taking_a_file_is_no_sign_of_life(pair: Pair) -> None:
    pair.come_to("closed")
    Lease.objects.all().delete()
    before = pair.stored()
    files(pair, pair.alex)
    assert pair.stored() == before and not Lease.objects.exists()


# ---- the schema -------------------------------------------------------------------------------------------


def test_the_published_schema_is_the_one_of_the_models() -> None:
    assert schema() == PUBLISHED, "manage.py exportschema > docs/export.schema.json"
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)


def test_a_file_from_before_still_fits_the_schema(pair: Pair) -> None:
    pair.come_to("closed")
    data, _ = files(pair, pair.alex)
    assert "summary" not in data["exercises"][0]["side_by_side"]
    data["exercises"][0]["side_by_side"]["summary"] = "One was close."
    step = {"title": "An ask", "about": None, "asked": [{"question": "", "said": [], "both": []}]}
    data["exercises"][0]["side_by_side"]["steps"] = [{**step, "guesses": [], "question": ""}]
    look = {"day": "1 May", "score": "4.0", "why": ""}
    data["check_ins"] = [{"title": "Weather check", "looks": [look], "change": ""}]
    VALIDATOR.validate(data)
    look["mean"] = "4.0"
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(data)


@pytest.mark.parametrize("damage", ["more", "less", "else"])
def test_the_schema_lets_nothing_pass_that_is_not_in_it(pair: Pair, damage: str) -> None:
    pair.come_to("closed")
    data, _ = files(pair, pair.alex)
    VALIDATOR.validate(data)
    moment = data["exercises"][0]["side_by_side"]["moments"][0]
    if damage == "more":
        moment["matter"] = 2
    elif damage == "less":
        del moment["usually_means"]
    else:
        moment["reader"] = "Sam"
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(data)
