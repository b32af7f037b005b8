"""What is stored of a paired session: facts only. State is derived in `rules`.

Written by `sessions` alone. Whatever a seat enters is sealed: its own copy under the seat's own
key, what it released under the couple's key. Codes, step ids and counts are in the clear.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from couples.models import Couple, Seat
from couples.positions import FIRST


class PairedSession(models.Model):
    """One run of one exercise by one couple. Every command locks this row first."""

    couple = models.ForeignKey(Couple, models.CASCADE, related_name="paired_sessions")
    code = models.CharField(max_length=32, unique=True)
    exercise = models.SlugField(max_length=64)
    content_digest = models.CharField(max_length=64)
    choice_sealed = models.BinaryField()  # the cues it drew, under the couple's key
    version_first = models.PositiveIntegerField(default=1)
    version_second = models.PositiveIntegerField(default=1)
    started = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["couple", "-started"], name="session_of_couple")]

    def version(self, position: int) -> int:
        return self.version_first if position == FIRST else self.version_second


class Answer(models.Model):
    """What one seat gave to one step. `shared_sealed` is empty until its round is released."""

    class State(models.TextChoices):
        DRAFT = "draft"
        IN = "in"

    session = models.ForeignKey(PairedSession, models.CASCADE, related_name="answers")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="answers")
    step = models.CharField(max_length=100)
    revision = models.PositiveIntegerField()
    state = models.CharField(max_length=5, choices=State)
    own_sealed = models.BinaryField()
    shared_sealed = models.BinaryField(default=b"")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "seat", "step"], name="one_answer_a_step")
        ]


class Signal(models.Model):
    """One seat has said one word about one round (the empty round is the session as a whole)."""

    session = models.ForeignKey(PairedSession, models.CASCADE, related_name="signals")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="signals")
    round = models.CharField(max_length=64)
    what = models.CharField(max_length=100)
    at = models.BigIntegerField()  # server milliseconds, never shown

    class Meta:
        db_table = "exercises_readiness"  # the name that it was made with
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "seat", "round", "what"], name="said_once")
        ]


class Milestone(models.Model):
    """The instant at which something became true for both. Written once."""

    session = models.ForeignKey(PairedSession, models.CASCADE, related_name="milestones")
    round = models.CharField(max_length=64)
    what = models.CharField(max_length=100)
    at = models.BigIntegerField()  # server milliseconds; a reveal lies a little ahead

    class Meta:
        db_table = "exercises_moment"  # the name that it was made with
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "round", "what"], name="happens_once")
        ]


class GlossaryLine(models.Model):
    """What one seat usually means when they do what a cue is about: theirs to change, for both to read."""

    couple = models.ForeignKey(Couple, models.CASCADE, related_name="glossary_lines")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="glossary_lines")
    cue = models.CharField(max_length=60)
    revision = models.PositiveIntegerField()
    sealed = models.BinaryField()  # its texts, under the couple's key; every line is equally long

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["seat", "cue"], name="one_line_a_moment")]
