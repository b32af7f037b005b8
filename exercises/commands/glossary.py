"""The glossary: its owner keeps a line, changes it, takes it out again. Nobody else can."""

from __future__ import annotations

from django.db import transaction

from couples import access
from couples.access import Holder
from couples.infrastructure import vault
from couples.infrastructure.refusals import NotHere
from couples.keys import Keys
from couples.models import Couple, Seat
from exercises import library, rules
from exercises.content.cues import Cue
from exercises.content.kinds import Unclear
from exercises.content.kinds.cleaning import clean_text
from exercises.library import snapshot_store
from exercises.models import GlossaryLine, PairedSession
from exercises.queries import glossary

LINE_BYTES = 8192  # every line is sealed to this length, so that nothing can be told from its size
MEANS, HELPS = "means", "helps"  # the fields of its two texts


def keep_line(holder: Holder, couple_code: str, *, cue: str, means: str, helps: str, base: int) -> None:
    """Keep what I usually mean in this moment, and what helps me, for both to read; or change it.

    base: the revision that the texts are based on, 0 for a new line. What is equal to what is stored is
    accepted whatever its base; otherwise raises Stale with the stored revision. Raises Unclear where there is
    nothing to read in it, NotHere for a stranger and for a moment that there is not.
    """
    means, helps = clean_line(means, helps)
    with transaction.atomic():
        seat, keys, kept = _line(holder, couple_code, cue)
        stored = kept.revision if kept is not None else 0
        if kept is not None:
            texts = glossary.opened(keys, couple_code, seat.position, kept)
            if (texts["means"], texts["helps"]) == (means, helps):
                return
        if base != stored:
            raise rules.Stale(stored)
        about = _about(seat.couple_id, cue)
        body = {"acts": about.acts, "short": about.short, "means": means, "helps": helps}
        place = glossary.place(couple_code, seat.position, cue)
        GlossaryLine.objects.update_or_create(
            seat=seat,
            cue=cue,
            defaults={
                "couple_id": seat.couple_id,
                "revision": stored + 1,
                "sealed": vault.seal(keys.couple, body, place, LINE_BYTES),
            },
        )


def remove_line(holder: Holder, couple_code: str, *, cue: str, base: int) -> None:
    """Take a line of mine out, for both. Repeating it is no error; raises Stale if there is a newer one."""
    with transaction.atomic():
        _, _, kept = _line(holder, couple_code, cue)
        if kept is None:
            return
        if base != kept.revision:
            raise rules.Stale(kept.revision)
        GlossaryLine.objects.filter(pk=kept.pk).delete()


def clean_line(means: str, helps: str) -> tuple[str, str]:
    """The two texts as they are stored. Raises Unclear."""
    means = clean_text(means, glossary.LONGEST, MEANS)
    helps = clean_text(helps, glossary.LONGEST, HELPS)
    if not means:
        raise Unclear("What you wrote is still here. Add what you usually mean.", MEANS)
    return means, helps


def _line(holder: Holder, couple_code: str, cue: str) -> tuple[Seat, Keys, GlossaryLine | None]:
    """My seat, what it opens, and my line about this moment. The couple's row is held until the end."""
    # First, as everywhere: whoever erases, or closes a seat, comes before or after.
    Couple.objects.select_for_update().filter(code=couple_code).first()
    seat, _ = access.seats_of(couple_code, holder)
    keys = access.keys_of(seat, couple_code, holder)
    return seat, keys, GlossaryLine.objects.filter(seat=seat, cue=cue).first()


def _about(couple_id: int, cue: str) -> Cue:
    """The moment of this id: as it is told today, or in something that the two have done."""
    found = library.current().cues.get(cue)
    if found is not None:
        return found
    done = PairedSession.objects.filter(couple_id=couple_id).order_by("-started", "-pk")
    for digest in done.values_list("content_digest", flat=True):
        try:
            found = snapshot_store.read(digest).cues.get(cue)
        except snapshot_store.ContentDamaged:
            continue
        if found is not None:
            return found
    raise NotHere
