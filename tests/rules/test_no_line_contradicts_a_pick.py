"""What a line may be said of, phrase by phrase, held against every pair and every triple that there can be.

The rules know nothing of how a line is chosen: they say what has to be true of the picks for it to be so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from exercises.comparison import words
from exercises.comparison.said import Said, word
from exercises.language import wording_lint
from tests.support.rules.every_pick import pairs, triples

NAMES = {"reader": "Sam", "actor": "Alex"}
US = ("us_mild", "rejecting")
OF_A_PARTNER = re.compile(r"\b(they|them|their|theirs|themselves|themself)\b", re.IGNORECASE)

Pair = Callable[[Said, Said], bool]
Triple = Callable[[Said, Said, Said], bool]


def read_us(read: Said, _: Said) -> bool:
    return read.category in US or read.threat == 1


def meant_us(_: Said, meant: Said) -> bool:
    return meant.category in US or meant.threat >= 1


def both_us(read: Said, meant: Said) -> bool:
    return read_us(read, meant) and meant_us(read, meant)


def one_reading(one: Said, other: Said) -> bool:
    return not (one.own or other.own) and one.category == other.category


def said_alike(one: Said, meant: Said) -> bool:
    return one_reading(one, meant) and meant.category != "rejecting" and not meant.voices_differ


def feels_alike(one: Said, other: Said) -> bool:
    return one.threat == other.threat or (one.threat < 0 and other.threat < 0)


OF_TWO: dict[str, Pair] = {
    "another reason": lambda r, m: (
        read_us(r, m) and m.category in ("external", "strain") and m.threat <= 0 and not m.admits
    ),
    "meant kindly": lambda r, m: (
        m.category == "caring" and m.threat <= 0 and not m.admits and (m.kindly or m.own)
    ),
    "usually means something else": lambda r, m: (
        r.category != m.category and not meant_us(r, m) and not m.admits
    ),
    "a worry for Sam": lambda r, _: r.category in US and r.threat >= 1,
    "Sam took it as being about the two of you": lambda r, m: read_us(r, m) and not meant_us(r, m),
    "on Alex’s mind": lambda r, m: m.admits or meant_us(r, m),
    "means more to Alex": lambda r, m: meant_us(r, m) and m.threat > r.threat and m.threat >= 1,
    "You both say this one is about the two of you": both_us,
    "You both connect this one with the two of you": both_us,
    "the way Alex says it’s meant": said_alike,
    "different reasons": lambda r, m: r.category != m.category and max(r.threat, m.threat) < 0,
    "much the same light": lambda r, m: (
        r.category == m.category and feels_alike(r, m) and not said_alike(r, m)
    ),
    "Only you two can tell": lambda r, m: (r.own or m.own) and r.category == m.category and feels_alike(r, m),
    "Compare the two sentences": lambda r, m: one_reading(r, m) and not said_alike(r, m),
    "You can talk about it now": lambda r, m: said_alike(r, m) or not one_reading(r, m),
}
IN_A_WORD: dict[str, Pair] = {
    "Read as meant": said_alike,
    "Both about the two of you": both_us,
    "Close": lambda r, m: not (r.category in US and not meant_us(r, m)) and not both_us(r, m),
    "Far apart": lambda r, m: (r.category in US or r.threat >= 1) != meant_us(r, m),
}
OF_THREE: dict[str, Triple] = {
    "took it as Alex expected": lambda r, _, e: one_reading(e, r),
    "and the way Alex says it’s meant": lambda r, m, _: said_alike(r, m),
    "expected to be taken this way": lambda r, _, e: one_reading(e, r),
    "says it means something else": lambda r, m, e: m.category not in (r.category, e.category),
    "thought it was clear": lambda _, m, e: said_alike(e, m),
    "Sam saw something else": lambda r, m, e: r.category not in (m.category, e.category),
    "Sam read it the way Alex says it’s meant": lambda r, m, _: said_alike(r, m),
    "had expected something else": lambda r, _, e: e.category != r.category,
    "was read another": lambda r, _, e: e.category != r.category,
    "expected another first thought than Sam": lambda r, _, e: e.category != r.category,
    "had expected another first thought": lambda r, _, e: e.category != r.category,
    "expected it to be read as it’s meant": lambda _, m, e: said_alike(e, m),
    "first thought was another one": lambda r, m, e: r.category not in (m.category, e.category),
    "is what Alex says it means": lambda r, m, _: said_alike(r, m),
    "and what Alex expected": lambda r, _, e: one_reading(e, r),
}


def line(read: Said, meant: Said) -> str:
    return words.line(read, meant, **NAMES)


def gap_word(read: Said, meant: Said) -> str:
    return words.GAP_WORDS[word(read, meant)]


def of_three(read: Said, meant: Said, expected: Said, before: int = 0) -> str:
    return words.expected_line(read, meant, expected, **NAMES, before=before)


def untrue(says: Callable[[Said, Said], str], rules: dict[str, Pair]) -> Iterator[tuple[str, Said, Said]]:
    """What is said of two picks that it isn't true of."""
    for read, meant in pairs():
        said = says(read, meant)
        yield from ((said, read, meant) for what, so in rules.items() if what in said and not so(read, meant))


def test_no_line_contradicts_what_the_two_say() -> None:
    assert list(untrue(line, OF_TWO)) == []


def test_no_gap_word_contradicts_what_the_two_say() -> None:
    assert list(untrue(gap_word, IN_A_WORD)) == []


def test_no_line_about_three_contradicts_what_they_say() -> None:
    found = ((of_three(*three, before), three) for three in triples() for before in (0, 1))
    assert [
        (said, three)
        for said, three in found
        for what, so in OF_THREE.items()
        if what in said and not so(*three)
    ] == []


@pytest.mark.parametrize("rules", [OF_TWO, IN_A_WORD], ids=["lines", "gap words"])
def test_each_phrase_would_be_untrue_of_some_two(rules: dict[str, Pair]) -> None:
    for what in rules:
        assert any(untrue(lambda *_, what=what: what, {what: rules[what]})), what  # type: ignore[misc]


def test_each_phrase_would_be_untrue_of_some_three() -> None:
    assert [what for what, so in OF_THREE.items() if all(so(*three) for three in triples())] == []


def test_what_was_once_said_of_every_pair_would_be_found() -> None:
    def always(read: Said, meant: Said) -> str:
        if read.threat >= 1 > meant.threat:
            return words.ANOTHER_REASON.format(**NAMES)
        return words.AS_MEANT.format(**NAMES) if read.threat == meant.threat else words.DIFFERENT_REASONS

    found = {
        (said[:20], meant.category, meant.admits, read.own) for said, read, meant in untrue(always, OF_TWO)
    }
    assert (line_start(words.ANOTHER_REASON), "caring", False, False) in found, "a kind meaning"
    assert (line_start(words.ANOTHER_REASON), "strain", True, False) in found, "one that admits something"
    assert (line_start(words.AS_MEANT), "rejecting", False, False) in found, "the two hurtful sentences"
    assert (line_start(words.AS_MEANT), "strain", False, True) in found, "own words"


def line_start(text: str) -> str:
    return text.format(**NAMES)[:20]


def test_every_line_has_its_rule_and_every_rule_a_line() -> None:
    lines = {line(*pair) for pair in pairs()} - {""}
    words_for_a_gap = {gap_word(*pair) for pair in pairs()}
    about_three = {of_three(*three, before) for three in triples() for before in (0, 1)} - {""}
    for said, rules in ((lines, OF_TWO), (words_for_a_gap, IN_A_WORD), (about_three, OF_THREE)):
        assert [text for text in said if not any(what in text for what in rules)] == []
        assert [what for what in rules if not any(what in text for text in said)] == []


def test_there_is_no_line_only_where_none_would_be_true_of_both() -> None:
    for read, meant in pairs():
        if line(read, meant) == "":
            hurt_for_a_reason = read.own and read.category not in US and read.threat >= 1
            assert 0 in (read.threat, meant.threat) or hurt_for_a_reason, (read, meant)


def test_no_line_asks_for_the_card_has_one_question() -> None:
    assert [text for text in _all_lines() if "?" in text] == []


def test_no_line_sends_anybody_to_ask_the_other() -> None:
    told = re.compile(r"\bask (Alex|Sam)\b", re.IGNORECASE)
    assert told.search("Something is on Alex’s mind here. Ask Alex about it.")
    assert [text for text in _all_lines() if told.search(text)] == []


def test_no_line_about_three_is_said_twice_and_none_a_third_time() -> None:
    for three in triples():
        once, again, more = (of_three(*three, before) for before in range(3))
        assert (once == again == "" or once != again) and more == "", three


def test_no_line_calls_a_named_partner_they_and_none_judges() -> None:
    assert OF_A_PARTNER.search("Ask Alex what they mean.")
    for text in _all_lines():
        assert not OF_A_PARTNER.search(text) and wording_lint.found_in(text) == (), text


def _all_lines() -> Iterator[str]:
    yield from {line(*pair) for pair in pairs()}
    yield from {gap_word(*pair) for pair in pairs()}
    yield from {of_three(*three, before) for three in triples() for before in (0, 1)}
    yield from (words.lean_sentence("more_worried", "Alex"), words.PROJECTION)
