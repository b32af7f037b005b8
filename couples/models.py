"""Couple, Seat, Invite, Spent, Lease: the facts about who the two people are.

Thin on purpose. Only `seats/` and `presence.py` write these. Nothing here reads as a name or a word
of anybody: names are sealed, keys are wrapped, and the tokens that open them are never stored.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Couple(models.Model):
    """Two seats that belong together as long as their data lives."""

    class Kind(models.TextChoices):
        PAIR = "pair"
        TRIAL = "trial"  # one person, who tries it with a pretend partner

    code = models.CharField(max_length=32, unique=True)
    created = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)
    shapes_swapped = models.BooleanField(default=False)  # the second one is drawn as the circle
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.PAIR)

    def __str__(self) -> str:
        return self.code

    @property
    def is_trial(self) -> bool:
        """Whether the second seat is a pretend partner's."""
        return self.kind == self.Kind.TRIAL


class Seat(models.Model):
    """One person's place, held by whoever has its token."""

    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="seats")
    position = models.PositiveSmallIntegerField()
    token_lookup = models.BinaryField(max_length=32, unique=True)
    couple_key_wrap = models.BinaryField()
    own_key_wrap = models.BinaryField()
    profile_sealed = models.BinaryField()
    keep_until = models.DateTimeField(null=True)  # longer than the couple lives: kept so when both ask for it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["couple", "position"], name="one_seat_a_position"),
            models.CheckConstraint(condition=Q(position__in=(1, 2)), name="two_positions"),
        ]

    def __str__(self) -> str:
        return f"seat {self.position} of couple {self.couple_id}"

    @property
    def is_vacant(self) -> bool:
        """Whether nothing opens it: the other has made a new link for it, which nobody has followed yet."""
        return not self.own_key_wrap


class Invite(models.Model):
    """The stored half of a one-use secret that claims a seat. Its claim deletes it."""

    class Purpose(models.TextChoices):
        JOIN = "join"
        MOVE = "move"

    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="invites")
    position = models.PositiveSmallIntegerField()  # the seat that it claims
    purpose = models.CharField(max_length=4, choices=Purpose)
    counter = models.BigIntegerField()
    lookup = models.BinaryField(max_length=32, unique=True)
    couple_key_wrap = models.BinaryField()
    own_key_wrap = models.BinaryField(null=True)  # move only: the seat's own key moves along
    expires = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["couple", "position", "purpose"], name="one_invite_a_purpose"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} to seat {self.position} of couple {self.couple_id}"


class Spent(models.Model):
    """What a secret was found by that opens nothing any more, and why: whoever has it can be told."""

    class Why(models.TextChoices):
        USED = "used"  # a link: somebody came in by it
        RENEWED = "renewed"  # a link: a newer one took its place
        EXPIRED = "expired"  # a link: its time was over
        REPLACED = "replaced"  # a seat's token: the other made a new link for that seat

    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="spent")
    position = models.PositiveSmallIntegerField()  # the seat that it was for
    lookup = models.BinaryField(max_length=32, unique=True)
    why = models.CharField(max_length=8, choices=Why)

    def __str__(self) -> str:
        return f"{self.why} of seat {self.position} of couple {self.couple_id}"


class Lease(models.Model):
    """For how long one connection counts as its seat being here."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="leases")
    connection = models.CharField(max_length=100, db_index=True)
    expires = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "connection"], name="one_lease_a_connection"),
        ]

    def __str__(self) -> str:
        return f"lease of seat {self.seat_id}"
