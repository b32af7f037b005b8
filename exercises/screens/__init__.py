"""Screens: what each stage shows to one seat, as plain frozen data. Pure; knows no session and no rule.

`presenters/session` and `presenters/couple` fill these, templates read them, and an export is made of them.
Texts are final: both names are filled in and quotes are typographic. What is not in a screen cannot be
rendered: of what somebody entered, this folder lists all that a person can see.
"""

from __future__ import annotations

from exercises.screens.cards import Card, Fold, Line, PartCard, PlainCard, Side, StoryGroup
from exercises.screens.checkins import CheckInEntry, CheckIns, Series
from exercises.screens.folded import Folded, folded
from exercises.screens.handing_over import HandOver, Through, Turn
from exercises.screens.inputs import Breath, Floor, PartInput, Quote, Step
from exercises.screens.kept import (
    FollowUp,
    GlossaryLine,
    GlossaryMoment,
    GlossaryPage,
    Keepsakes,
    LineForm,
    Offer,
    Plan,
    TakenAlong,
)
from exercises.screens.pages import BeforeAfter, Comparison, Facing, Feelings, OwnPage, PrivateNote, Showable
from exercises.screens.people import Box, Closeness, Mark, Option, Person
from exercises.screens.previews import CueLines, Extra, PlainLines, Preview, PreviewLine, Switch, Tender
from exercises.screens.rings import Half, NoRing, Ring
from exercises.screens.stages import (
    CardsDone,
    CheckIn,
    Ended,
    Finished,
    Lobby,
    Meaning,
    NextExercise,
    Reveal,
    Takeaway,
    Waiting,
)
from exercises.screens.talk_offers import AskedOfMe, TalkOffer
from exercises.screens.talks import (
    Letter,
    Letters,
    LetterSent,
    LettersOpen,
    Subject,
    TalkAloud,
    TalkAsked,
    Talked,
    TalkScreen,
    WriteLetter,
)
from exercises.screens.then_and_now import Again, Recurring, SaidTwice, ThenAndNow, Words
from exercises.screens.whole import Progress, Screen, SessionView

__all__ = [
    "AskedOfMe",
    "Again",
    "Box",
    "Breath",
    "Card",
    "CardsDone",
    "CheckIn",
    "CheckIns",
    "Closeness",
    "Comparison",
    "CueLines",
    "Ended",
    "Extra",
    "Facing",
    "Feelings",
    "Finished",
    "Floor",
    "Fold",
    "Folded",
    "FollowUp",
    "GlossaryLine",
    "GlossaryMoment",
    "GlossaryPage",
    "Half",
    "HandOver",
    "Keepsakes",
    "Letter",
    "LetterSent",
    "Letters",
    "LettersOpen",
    "PreviewLine",
    "LineForm",
    "Lobby",
    "Meaning",
    "NextExercise",
    "CheckInEntry",
    "Mark",
    "NoRing",
    "PrivateNote",
    "Offer",
    "Option",
    "OwnPage",
    "PartCard",
    "PartInput",
    "Person",
    "Plan",
    "Preview",
    "Progress",
    "Quote",
    "Recurring",
    "Reveal",
    "SaidTwice",
    "Ring",
    "Screen",
    "SessionView",
    "Series",
    "PlainCard",
    "PlainLines",
    "Showable",
    "Side",
    "Step",
    "StoryGroup",
    "Subject",
    "Takeaway",
    "TakenAlong",
    "TalkAloud",
    "TalkAsked",
    "TalkOffer",
    "TalkScreen",
    "Talked",
    "Switch",
    "Tender",
    "ThenAndNow",
    "Through",
    "Turn",
    "Line",
    "BeforeAfter",
    "Waiting",
    "Words",
    "WriteLetter",
    "folded",
]
