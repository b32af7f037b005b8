"""The sentences of a comparison: as written, with both names in their places, and none that judges."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from exercises.comparison import Compared, Offered, compare, words
from exercises.comparison.summaries import Counts

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


@pytest.mark.parametrize(
    ("reads", "meant", "line"),
    [
        ("strain", "strain", "You two mean the same thing here."),
        (
            "us_mild",
            "strain",
            "Sam took it as being about the two of you. Alex says it usually isn’t.",
        ),
        ("strain", "caring", "Harmless either way, and you see it a little differently."),
        (
            "rejecting",
            "us_mild",
            "There is something here for Alex, and it is smaller than Sam’s first thought.",
        ),
        ("strain", "us_mild", "There may be more in this moment for Alex than shows from outside."),
        (
            "us_mild",
            "us_mild",
            "You both connect this moment with something between you. That took honesty. "
            "Another day is fine, too.",
        ),
    ],
)
def test_a_card_has_one_line(reads: str, meant: str, line: str) -> None:
    assert words.line(card(reads, meant), reader="Sam", actor="Alex") == line


def test_a_plain_cue_has_no_line_of_ours() -> None:
    assert words.line(card("us_mild", "strain"), "Sam", "Alex", plain=True) == ""
    assert words.felt(card("us_mild", "strain", "sure"), "Sam", plain=True) == ""


def test_a_card_says_how_sure_the_reader_felt_where_it_matters() -> None:
    assert words.felt(card("us_mild", "strain", "sure"), "Sam") == "Sam feels quite sure about this one."
    assert words.felt(card("strain", "caring", "guessing"), "Sam") == "Sam was only guessing here."
    assert words.felt(card("strain", "caring", "sure"), "Sam") == ""
    assert words.felt(card("us_mild", "strain", "leaning"), "Sam") == ""
    assert words.felt(card("strain", "strain", "guessing"), "Sam") == ""


def test_a_name_with_braces_is_a_name() -> None:
    assert words.line(card("us_mild", "strain"), "{actor}", "{0}") == (
        "{actor} took it as being about the two of you. {0} says it usually isn’t."
    )


@pytest.mark.parametrize(
    ("reads", "meant", "word"),
    [
        ("strain", "strain", "Read as meant"),
        ("strain", "caring", "Close"),
        ("us_mild", "caring", "Far apart"),
    ],
)
def test_a_gap_has_a_word(reads: str, meant: str, word: str) -> None:
    assert words.gap_word(card(reads, meant)) == word


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            Counts(1, 1, 2),
            "One was read as meant, one was close, two were far apart. None of it is a score.",
        ),
        (Counts(2, 0, 1), "Two were read as meant, one was far apart. None of it is a score."),
        (Counts(0, 1, 0), "One was close. None of it is a score."),
        (Counts(0, 0, 12), "Twelve were far apart. None of it is a score."),
        (Counts(20, 21, 0), "Twenty were read as meant, 21 were close. None of it is a score."),
        (Counts(), "Nothing to compare this time. What did you notice while answering?"),
    ],
)
def test_counts_are_said_in_words(counts: Counts, sentence: str) -> None:
    assert words.counts_sentence(counts) == sentence


def test_a_folded_topic_is_not_nothing() -> None:
    assert words.counts_sentence(Counts(), folded=True) == ""
    assert words.counts_sentence(Counts(1), folded=True) == "One was read as meant. None of it is a score."


def test_a_lean_is_told_with_its_limits() -> None:
    assert words.lean_sentence("more_worried", "Alex") == (
        "In this set, your first thought was often a little more worried than what Alex says they mean. "
        "A handful of moments is too few to call it a habit."
    )
    assert "a little less worried than what Alex says" in words.lean_sentence("less_worried", "Alex")
    assert words.lean_sentence(None, "Alex") == ""


def test_no_sentence_judges_or_counts_in_figures() -> None:
    texts = list(every_string())
    assert words.LINES["same_meaning"] in texts and words.SURE in texts and words.NO_SCORE in texts
    assert len(texts) > 30
    for text in texts:
        assert not JUDGING.search(text), text


@pytest.mark.parametrize("text", ["You were wrong.", "That is right.", "80 %", "You must talk.", "It's fine"])
def test_the_lint_would_notice(text: str) -> None:
    assert JUDGING.search(text)


def test_the_lint_lets_everyday_words_be() -> None:
    assert not JUDGING.search("Not right now. All right, another day.")


# ---- how somebody expects to be taken -------------------------------------------------------------------

OWN = "other"


@pytest.mark.parametrize(
    "read, meant, expected, says",
    [
        ("strain", "strain", "strain", words.EXPECTED_READ),
        ("us_mild", "strain", "us_mild", words.EXPECTED_READ),
        ("us_mild", "strain", "strain", words.EXPECTED_MEANT),
        ("strain", "strain", "us_mild", words.READ_MEANT),
        ("rejecting", "rejecting", "caring", words.READ_MEANT),  # not better, only otherwise
        ("us_mild", "strain", "caring", words.ALL_DIFFER),
        (OWN, "strain", "caring", words.ALL_DIFFER),
        ("strain", OWN, "caring", words.ALL_DIFFER),
        (OWN, "strain", OWN, ""),
        (OWN, OWN, OWN, ""),
    ],
)
def test_what_is_said_of_an_expectation_is_what_can_be_told(
    read: str, meant: str, expected: str, says: str
) -> None:
    found = words.expected_line(read, meant, expected, reader="Sam", actor="Alex")
    assert found == says.format(actor="Alex", reader="Sam")
    assert "better" not in found and "worse" not in found
