"""The colours that engines get which know neither oklch() nor light-dark(): the same ones, as numbers."""

from __future__ import annotations

import math
import re
from pathlib import Path

TOKENS = (Path(__file__).resolve().parents[2] / "static/css/tokens.css").read_text()
PAIR = re.compile(r"light-dark\((oklch\([^)]*\)|#\w+), (oklch\([^)]*\)|#\w+)\)")
LARGEST_SLIP = 1  # of 255, where two ways to round disagree


def tokens_of(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+): ([^;]+);", block))


def blocks() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """What is light, what is dark, and what stands side by side."""
    light, rest = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
    dark, rest = rest.split("@supports (color: light-dark(red, red))")
    return tokens_of(light), tokens_of(dark), tokens_of(rest.split("body {")[0])


def numbers(colour: str) -> list[int]:
    """Red, green, blue and how far it covers, of 255, as an engine computes them."""
    if colour.startswith("#"):
        digits = colour[1:] if len(colour) > 5 else "".join(each * 2 for each in colour[1:])
        return [int(f"{digits}ff"[at : at + 2], 16) for at in (0, 2, 4, 6)]
    lightness, chroma, hue, *covers = map(float, re.findall(r"[\d.]+", colour))
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    l, m, s = (  # noqa: E741  (as the standard calls them)
        (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3,
        (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3,
        (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3,
    )
    linear = (
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    )
    seen = [12.92 * each if each <= 0.0031308 else 1.055 * each ** (1 / 2.4) - 0.055 for each in linear]
    return [*(round(255 * each) for each in seen), round(255 * (covers or [1])[0])]


def alike(one: str, other: str) -> bool:
    pairs = zip(numbers(one), numbers(other), strict=True)
    return all(abs(first - second) <= LARGEST_SLIP for first, second in pairs)


def test_each_colour_has_a_fallback_and_it_is_the_same_colour() -> None:
    light, dark, together = blocks()
    assert len(together) > 20
    assert together.keys() == dark.keys() <= light.keys()
    for name, value in together.items():
        pair = PAIR.search(value)
        assert pair, name
        for block, meant in zip((light, dark), pair.groups(), strict=True):
            fallback = re.search(r"#\w+", block[name])
            assert fallback and alike(fallback[0], meant), f"{name}: {block[name]} is not {meant}"


def test_another_colour_is_seen() -> None:
    assert numbers("oklch(1 0 0)") == numbers("#fff") == [255, 255, 255, 255]
    assert alike("#bf6422", "oklch(.600 .138 52)") and not alike("#bf6425", "oklch(.600 .138 52)")
    assert not alike("#3a2a20", "oklch(.3 .03 50 / .14)")


def test_no_other_sheet_names_a_colour_that_an_old_engine_would_not_know() -> None:
    sheets = Path(__file__).resolve().parents[2].glob("static/css/*.css")
    found = [each.name for each in sheets if re.search(r"oklch\(|light-dark\(", each.read_text())]
    assert found == ["tokens.css"]
