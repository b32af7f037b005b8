"""The sentences of a comparison: as written, with both names in their places, and none that judges."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from exercises.comparison import Compared, Offered, compare, words
from exercises.comparison.said import Said, word

THREATS = {"caring": -2, "external": -1, "strain": 0, "us_mild": 1, "rejecting": 2}
JUDGING = re.compile(
    r"\b(wrong|(?<!all )right(?! now)|mistaken|misread|fault|blame|guilty of|paranoid|insecure|clingy|needy"
    r"|toxic|narcissist|gaslight|attachment style|codependent|abuser|victim|diagnosis|disorder|compatible"
    r"|compatibility|match score|winner|loser|failed|should trust|must|husband|wife)\b|[%\d'\"]",
    re.IGNORECASE,
)


def card(reads: str, meant: str, band: str = "leaning") -> Compared:
    reading = {"pick": reads, "t": THREATS[reads], "cat": reads, "band": band, "pull": "mid"}
    found = compare(Offered.from_json(reading), Offered(meant, THREATS[meant], meant))
    assert found.status == "compared"
    return found


def every_string() -> Iterator[str]:
    for name, value in vars(words).items():
        if name.isupper():
            texts = (
                value.values() if isinstance(value, dict) else [value] if isinstance(value, str) else value
            )
            yield from texts


def of(pick: str, **more: bool) -> Said:
    return Said(pick, THREATS[pick], **more)


@pytest.mark.parametrize(
    ("read", "meant", "line"),
    [
        (of("strain"), of("strain"), "Sam read it the way Alex says it’s meant."),
        (
            of("us_mild"),
            of("strain"),
            "Sam took it as being about the two of you. Alex says it usually has another reason.",
        ),
        (
            of("us_mild"),
            of("caring", kindly=True),
            "It brought up a worry for Sam. Alex says it is meant kindly.",
        ),
        (
            of("us_mild"),
            of("caring"),
            "It brought up a worry for Sam. Alex says it usually means something else.",
        ),
        (
            of("us_mild"),
            of("caring", own=True),
            "It brought up a worry for Sam. Alex says it is meant kindly.",
        ),
        (
            of("us_mild"),
            of("caring", admits=True),
            "Something is on Alex’s mind here. How much to say is up to Alex.",
        ),
        (of("external"), of("caring"), "You see different reasons here."),
        (of("strain"), of("caring"), ""),
        (of("rejecting"), of("us_mild"), "Something is on Alex’s mind here. How much to say is up to Alex."),
        (of("strain"), of("us_mild"), "This means more to Alex than Sam thought."),
        (
            of("us_mild"),
            of("us_mild"),
            "You both say this one is about the two of you. You can talk about it now, or another day.",
        ),
        (
            of("rejecting"),
            of("rejecting"),
            "You both connect this one with the two of you. Compare the two sentences.",
        ),
        (
            of("strain", own=True),
            of("strain"),
            "You both see it in much the same light. Only you two can tell whether it is the same.",
        ),
    ],
)
def test_a_card_has_one_line(read: Said, meant: Said, line: str) -> None:
    assert words.line(read, meant, reader="Sam", actor="Alex") == line


def test_a_plain_cue_says_nothing_of_how_sure_somebody_felt() -> None:
    assert words.felt(card("us_mild", "strain", "sure"), "Sam", plain=True) == ""


def test_a_card_says_how_sure_the_reader_felt_where_it_matters() -> None:
    assert words.felt(card("us_mild", "strain", "sure"), "Sam") == "Sam feels quite sure about this one."
    assert words.felt(card("strain", "caring", "guessing"), "Sam") == "Sam says that this is just a guess."
    assert words.felt(card("strain", "caring", "sure"), "Sam") == ""
    assert words.felt(card("us_mild", "strain", "leaning"), "Sam") == ""
    assert words.felt(card("strain", "strain", "guessing"), "Sam") == ""


def test_a_name_with_braces_is_a_name() -> None:
    assert words.line(of("us_mild"), of("strain"), reader="{actor}", actor="{0}") == (
        "{actor} took it as being about the two of you. {0} says it usually has another reason."
    )


@pytest.mark.parametrize(
    ("read", "meant", "said"),
    [
        (of("strain"), of("strain"), "Read as meant"),
        (of("us_mild"), of("us_mild"), "Read as meant"),
        (of("us_mild", voices_differ=True), of("us_mild", voices_differ=True), "Both about the two of you"),
        (of("rejecting"), of("rejecting"), "Both about the two of you"),
        (of("strain"), of("caring"), "Close"),
        (of("strain"), of("strain", own=True), "Close"),
        (of("us_mild"), of("caring"), "Far apart"),
        (of("caring"), of("us_mild"), "Far apart"),
    ],
)
def test_a_gap_has_a_word(read: Said, meant: Said, said: str) -> None:
    assert words.GAP_WORDS[word(read, meant)] == said


def test_a_lean_is_told_with_its_limits() -> None:
    assert words.lean_sentence("more_worried", "Alex") == (
        "In this set, your first thought was often a little more worried than what Alex says. "
        "A handful of moments is too few to call it a habit."
    )
    assert "a little less worried than what Alex says" in words.lean_sentence("less_worried", "Alex")
    assert words.lean_sentence(None, "Alex") == ""


def test_no_sentence_judges_or_counts_in_figures() -> None:
    texts = list(every_string())
    assert words.AS_MEANT in texts and words.SURE in texts and "Far apart" in texts
    assert len(texts) > 25
    for text in texts:
        assert not JUDGING.search(text), text


@pytest.mark.parametrize("text", ["You were wrong.", "That is right.", "80 %", "You must talk.", "It's fine"])
def test_the_lint_would_notice(text: str) -> None:
    assert JUDGING.search(text)


def test_the_lint_lets_everyday_words_be() -> None:
    assert not JUDGING.search("Not right now. All right, another day.")


# ---- how somebody expects to be taken -------------------------------------------------------------------

ELSE = of("caring")


@pytest.mark.parametrize(
    "read, meant, expected, says",
    [
        (of("strain"), of("strain"), of("strain"), words.EXPECTED_ALL),
        (of("us_mild"), of("strain"), of("us_mild"), words.EXPECTED_READ_MEANT_ELSE),
        (of("us_mild"), of("us_mild", own=True), of("us_mild"), words.EXPECTED_READ),
        (of("us_mild"), of("strain"), of("strain"), words.EXPECTED_MEANT),
        (of("strain"), of("strain"), of("us_mild"), words.READ_MEANT),
        (of("rejecting"), of("rejecting"), ELSE, words.ALL_DIFFER),  # the two voices differ
        (of("us_mild"), of("strain"), ELSE, words.ALL_DIFFER),
        (of("us_mild", own=True), of("strain"), ELSE, words.ALL_DIFFER),
        (of("strain", own=True), of("strain"), of("strain"), ""),
        (of("strain", own=True), of("strain"), of("strain", own=True), ""),
        (of("strain", own=True), of("strain", own=True), of("strain", own=True), ""),
    ],
)
def test_what_is_said_of_an_expectation_is_what_can_be_told(
    read: Said, meant: Said, expected: Said, says: str
) -> None:
    found = words.expected_line(read, meant, expected, reader="Sam", actor="Alex")
    assert found == says.format(actor="Alex", reader="Sam")
    assert "better" not in found and "worse" not in found
