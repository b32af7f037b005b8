"""My own steps and their preview, as screens. Nothing of the other's but the name is at hand here."""

from __future__ import annotations

from exercises import cards, drawing, kinds, offers
from exercises.bodies import Body, Raw
from exercises.comparison.answers import OTHER
from exercises.cues import in_voice
from exercises.kinds import Part
from exercises.rules import RoundPlan, other
from exercises.screens import CueLines, Extra, Line, PartInput, Preview, Step, Tender
from exercises.sitting import Own, Sitting
from exercises.steps import StepSpec
from exercises.typography import Names, typeset

PASSED = "Passed"
STAYS = "stays with you"


def step(sitting: Sitting, plan: RoundPlan, ref: str, typed: Raw | None, own_words: bool) -> Step:
    """One step with what is stored in it, or what was typed and refused, or the newest draft."""
    spec = sitting.layout.steps[ref]
    own = sitting.own.get(ref)
    body = own.body if own else Body()
    raw = typed if typed is not None else body.draft
    if own_words and raw is None:
        raw = {**_raw(spec, body), spec.main.id: OTHER}
    names = _names(sitting)
    order = drawing.shuffled(spec.cue.readings, sitting.order_key, spec.cue.id)

    def as_input(part: Part, prompt: str = "") -> PartInput:
        value = body.parts.get(part.id)
        return kinds.input(part, spec.cue, spec.voice, value, names, order=order, raw=raw, prompt=prompt)

    dock = next((part for part in spec.screen.parts if part.kind == "scale"), None)
    index = plan.steps.index(ref)
    main = spec.main
    picked = body.parts.get(main.id)
    tender = offers.is_tender(spec, main, body)
    can_keep = picked is not None and main.visibility == "shared" and not tender and not body.passed
    return Step(
        ref=ref,
        base=own.revision if own else 0,
        voice=spec.voice,
        kicker=spec.screen.kicker,
        moment=typeset(in_voice(spec.cue.stem, spec.voice), names),
        hint=typeset(spec.screen.hint, names),
        parts=tuple(as_input(part, spec.screen.prompt) for part in spec.screen.parts if part is not dock),
        dock=as_input(dock) if dock else None,
        folded=tuple(as_input(part) for part in spec.screen.folded),
        not_applicable=kinds.not_applicable(spec.voice),
        earlier=plan.steps[index - 1] if index else "",
        answered=bool(own and own.is_in),
        explains=not any(sitting.layout.steps[earlier].voice == spec.voice for earlier in plan.steps[:index]),
        passed=body.passed,
        not_applicable_chosen=picked is not None and picked["pick"] == kinds.NOT_APPLICABLE,
        keep_field=share_field(ref, main) if own and own.is_in and can_keep else "",
        kept=offers.fate(spec, main, body) is False,
    )


def _raw(spec: StepSpec, body: Body) -> dict[str, str | list[str]]:
    raw: dict[str, str | list[str]] = {}
    for part in spec.parts:
        if part.id in body.parts:
            raw.update(kinds.to_raw(part, body.parts[part.id]))
    return raw


def share_field(step: str, part: Part) -> str:
    return f"share.{step}.{part.id}"


def preview(sitting: Sitting, plan: RoundPlan) -> Preview:
    """Everything of this round that the other may see, cue by cue. What is mine alone is not in it."""
    cues: dict[str, tuple[str, list[Line]]] = {}
    undecided = 0
    partner = cards.person(sitting, other(sitting.me))
    me = cards.person(sitting, sitting.me)
    for spec in sitting.layout.of_round(plan.id):
        if spec.main.visibility != "shared":
            continue
        own = sitting.own[spec.id]
        reads = spec.voice == "receiver"
        title = typeset(
            spec.cue.short,
            {"sender": partner.name if reads else me.name, "receiver": me.name if reads else partner.name},
        )
        cues.setdefault(spec.cue.id, (title, []))[1].append(_line(spec, own, _names(sitting)))
        undecided += len(offers.undecided(spec, own.body))
    return Preview(
        round=plan.id,
        cues=tuple(CueLines(title, tuple(lines)) for title, lines in cues.values()),
        undecided=undecided,
        apart=sitting.facts.has_said(sitting.me, plan.id, "apart"),
    )


def _line(spec: StepSpec, own: Own, names: Names) -> Line:
    body, main = own.body, spec.main
    value = body.parts.get(main.id)
    tender = offers.is_tender(spec, main, body)
    decided = offers.fate(spec, main, body)
    stays = not tender and (decided is False or value is None or value["pick"] == kinds.NOT_APPLICABLE)
    text = kinds.says(value, spec.cue, spec.voice, names) if value is not None else PASSED
    sure = next((part for part in spec.parts if part.visibility == "shared_as_band"), None)
    note = ""
    if value is not None and stays:
        note = STAYS
    elif sure is not None and sure.id in body.parts:
        note = kinds.words(sure, body.parts[sure.id], spec.cue, spec.voice, names).lower()
    return Line(
        step=spec.id,
        base=own.revision,
        hollow=spec.voice == "receiver",
        text=text,
        note=note,
        stays=stays,
        tender=Tender(share_field(spec.id, main), _fate_word(decided)) if tender else None,
        extras=tuple(
            Extra(
                field=share_field(spec.id, part),
                label=typeset(part.prompt, names),
                text=kinds.words(part, body.parts[part.id], spec.cue, spec.voice, names),
                on=bool(body.share.get(part.id)),
            )
            for part in spec.parts
            if part.visibility == "ask" and part.id in body.parts and not stays
        ),
    )


def _fate_word(decided: bool | None) -> str:
    return "" if decided is None else "share" if decided else "keep"


def _names(sitting: Sitting) -> Names:
    return {"partner": sitting.names.get(other(sitting.me), "")}
