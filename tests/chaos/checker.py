"""Whether a history keeps what was promised. Pure: it knows histories, and nothing of the app.

    broken = check(history)          # sentences; [] where all of it holds

| promise | held by |
|---|---|
| I1 what was acknowledged is stored and visible, whatever was killed | `lost` |
| I2 nothing of the other's before both have released, and never what was kept | `leaked` |
| I3 a card is revealed once, at one instant, with one content | `double_reveals` |
| I4 the versions that a tab hears never fall | `fallen_versions` |
| I5 two tabs at rest show what a fresh look shows | `unrest` |
| I6 what is sent twice changes nothing | `doubled` |
| I7 a link seats one person | `two_in_one_seat` |
| I8 after an erase nothing opens | `opened_after_erase` |
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from math import inf

from tests.chaos.history import Event, History

Complaints = Iterator[str]
OTHER = {"alex": "sam", "sam": "alex"}


def check(history: History) -> list[str]:
    """Every promise that this history breaks, in sentences that begin with the promise's name."""
    return [f"{name}: {text}" for name, rule in PROMISES.items() for text in rule(history)]


def count(broken: list[str], *promises: str) -> int:
    return sum(text.split(":")[0] in promises for text in broken)


# ---- I1 ---------------------------------------------------------------------------------------


def lost(history: History) -> Complaints:
    """Of each step stands the last that was acked, or something that was sent and had no reply."""
    acks = {(e.who, e.tab, e["ref"]): e for e in history.all("ack")}
    refused = {(e.who, e.tab, e["ref"]) for e in history.all("refused") if e["reason"] != "trouble"}
    erased = min((event.at for event in history.all("erased")), default=inf)
    for found in (event for event in history.all("stored") if event.at < erased):
        if found["found"] is None:
            yield f"{found.who}'s seat opens nothing"
            continue
        sent = {(e.who, e.tab, e["ref"]): e for e in history.all("sent", found.who)}
        by_step: dict[str, list[tuple[int, Event]]] = defaultdict(list)
        for key, event in sent.items():
            if key not in refused and event["command"].get("step") and _is_whole(event["command"]):
                ack = acks.get(key)
                by_step[event["command"]["step"]].append((ack["revision"] if ack else -1, event))
        for step, tries in by_step.items():
            yield from _lost_step(found, step, tries)
        yield from _lost_words(found, sent, acks)


def _lost_step(found: Event, step: str, tries: list[tuple[int, Event]]) -> Complaints:
    newest = max(revision for revision, _ in tries)
    if newest < 0:
        return
    answer = found["found"]["answers"].get(step)
    if answer is None or not answer["in"]:
        yield f"{found.who}'s {step} was acked and is not there"
    elif answer["revision"] < newest:
        yield f"{found.who}'s {step} is at revision {answer['revision']}, and {newest} was acked"
    elif not any(_says(answer, event["command"]) for revision, event in tries if revision in (newest, -1)):
        yield f"{found.who}'s {step} holds another thing than what was acked last"


def _says(answer: Mapping[str, object], command: Mapping[str, object]) -> bool:
    """Whether this body is of this command: what was written or chosen stands in it."""
    if command["type"] == "pass":
        return bool(answer["passed"])
    parts = command["parts"]
    assert isinstance(parts, Mapping)
    texts = [json.dumps(str(value)) for name, value in parts.items() if name.endswith(("words", "line"))]
    picks = [json.dumps(str(value)) for name, value in parts.items() if name in ("reading", "meaning")]
    wanted = texts or picks
    return not answer["passed"] and all(text in str(answer["body"]) for text in wanted)


def _lost_words(
    found: Event, sent: Mapping[tuple[str, str, int], Event], acks: Mapping[tuple[str, str, int], Event]
) -> Complaints:
    """What was said and acked counts, unless it was taken back."""
    said = {tuple(word) for word in found["found"]["said"]}
    words = [e for e in sent.values() if e["command"]["type"] == "ready"]
    taken_back = {(e["command"]["round"], e["command"]["what"]) for e in words if not e["command"]["on"]}
    for key, event in sent.items():
        command = event["command"]
        word = (command.get("round"), command.get("what"))
        if command["type"] == "ready" and command["on"] and key in acks and word not in said | taken_back:
            yield f"{found.who} said {word}, it was acked, and does not count"


def _is_whole(command: Mapping[str, object]) -> bool:
    return command["type"] == "pass" or (command["type"] == "answer" and "parts" in command)


# ---- I2 ---------------------------------------------------------------------------------------


def leaked(history: History) -> Complaints:
    """No token of the other's comes before both have released, and none ever that was kept or a draft."""
    written = {e["token"]: e for e in history.all("wrote")}
    released = {who: _released(history, who) for who in OTHER}
    told = set()
    for event in history.events:
        if event.what not in ("panels", "page"):
            continue
        for token in event["tokens"]:
            by = written.get(token)
            if by is None or by.who == event.who or (token, event.who) in told:
                continue
            told.add((token, event.who))
            if by["fate"] != "shared":
                yield f"{event.who} got what {by.who} wrote at {by['step']} ({by['fate']})"
            elif not all(_holds(released[who], event.at) for who in OTHER):
                yield f"{event.who} got what {by.who} wrote at {by['step']} before both had released"


def _released(history: History, who: str) -> list[tuple[float, bool]]:
    """The earliest instants from which on somebody may have released, and the latest at which not any more.

    A release may count from when it was sent; a taking back counts for certain once it was acked, unless
    another release was under way by then.
    """
    turns: list[tuple[float, bool]] = []
    refused = {(e.tab, e["ref"]) for e in history.all("refused", who) if e["reason"] != "trouble"}
    acked = {(e.tab, e["ref"]): e.at for e in history.all("ack", who)}
    for event in history.all("sent", who):
        if event["command"].get("what") != "preview":
            continue
        key = (event.tab, event["ref"])
        if event["command"]["on"] and key not in refused:
            turns.append((event.at, True))
        elif not event["command"]["on"] and key in acked:
            turns.append((acked[key], False))
    ons = [at for at, on in turns if on]
    sent = {acked.get((e.tab, e["ref"])): e.at for e in history.all("sent", who)}
    return sorted((at, on) for at, on in turns if on or not any(sent[at] <= other <= at for other in ons))


def _holds(turns: list[tuple[float, bool]], at: float) -> bool:
    before = [on for instant, on in turns if instant <= at]
    return bool(before) and before[-1]


# ---- I3 ---------------------------------------------------------------------------------------


def double_reveals(history: History) -> Complaints:
    contents: dict[tuple[str, str], set[str]] = defaultdict(set)
    instants: dict[str, set[int]] = defaultdict(set)
    for event in history.all("panels"):
        if event["card"] is not None:
            card, content = event["card"]
            contents[event.who, card].add(content)
            if event["reveal_at"] is not None:
                instants[card].add(event["reveal_at"])
    for (who, card), seen in contents.items():
        if len(seen) > 1:
            yield f"{who} saw {len(seen)} contents of {card}"
    for card, seen_at in instants.items():
        if len(seen_at) > 1:
            yield f"{card} turned at {sorted(seen_at)}"
    for event in history.all("stored"):
        rows = [tuple(row[:2]) for row in (event["found"] or {"milestones": []})["milestones"]]
        for row in sorted(set(rows)):
            if rows.count(row) > 1:
                yield f"{row} came true {rows.count(row)} times"


# ---- I4, I5, I6 -------------------------------------------------------------------------------


def fallen_versions(history: History) -> Complaints:
    newest: dict[tuple[str, str], int] = {}
    for event in history.events:
        if event.what not in ("panels", "ack"):
            continue
        tab = (event.who, event.tab)
        if event["version"] < newest.get(tab, 0):
            yield f"tab {event.tab} of {event.who} heard {event['version']} after {newest[tab]}"
        newest[tab] = max(newest.get(tab, 0), event["version"])


def unrest(history: History) -> Complaints:
    for event in history.all("rests"):
        if event["shows"] != event["fresh"]:
            yield f"tab {event.tab} of {event.who} shows {event['shows']}, and there is {event['fresh']}"


def doubled(history: History) -> Complaints:
    """Every ack of one command has the revision of the first."""
    first: dict[tuple[str, str, int], int | None] = {}
    for event in history.all("ack"):
        key = (event.who, event.tab, event["ref"])
        if first.setdefault(key, event["revision"]) != event["revision"]:
            yield f"{event.who}'s {event['ref']} made revision {first[key]}, and again {event['revision']}"


# ---- I7, I8 -----------------------------------------------------------------------------------


def two_in_one_seat(history: History) -> Complaints:
    """However many try: of one link one claim gets the seat, as often as it asks."""
    won: dict[str, set[str]] = defaultdict(set)
    tried = set()
    for event in history.all("claimed"):
        tried.add(event["link"])
        if event["got"]:
            won[event["link"]].add(event["claim"])
    for link in sorted(tried):
        if len(won[link]) != 1:
            yield f"a link seated {len(won[link])} claims"


def opened_after_erase(history: History) -> Complaints:
    ends = [event.at for event in history.all("erased")]
    if not ends:
        return
    for event in history.all("asked"):
        if event.at >= ends[0] and event["status"] not in (404, 410):
            yield f"{event.who} got {event['status']} for {event['path']} after the erase"
    for event in history.all("stored"):
        if event.at >= ends[0] and event["found"] is not None:
            yield f"{event.who}'s seat opens after the erase"


PROMISES: Mapping[str, Callable[[History], Complaints]] = {
    "lost": lost,
    "leaked": leaked,
    "double reveal": double_reveals,
    "fallen version": fallen_versions,
    "unrest": unrest,
    "doubled": doubled,
    "two in one seat": two_in_one_seat,
    "opened after an erase": opened_after_erase,
}
