"""Screens: what each stage shows to one seat, as plain frozen data.

Pure. `seen` and the modules that it calls (inputs, plain_steps, previews, cards, sheets, ring_card),
`overview`, `own_page` and `own_checkin` fill these; the templates of a session read them and get nothing
else. Texts are final: both names are filled in and quotes are typographic. Whatever is not in a screen cannot
be rendered, so this folder is the whole list of what a person can see of a session.
"""

from __future__ import annotations

from exercises.screens.cards import Card, Fold, PartCard, Sheet, Side, Told
from exercises.screens.checkins import CheckIns, Look, Series
from exercises.screens.inputs import Breath, Floor, PartInput, Quote, Step
from exercises.screens.kept import (
    FollowUp,
    GlossaryLine,
    GlossaryMoment,
    GlossaryPage,
    Kept,
    LineForm,
    Offer,
    Plan,
    TakenAlong,
)
from exercises.screens.pages import Comparison, Facing, Feelings, Noted, OwnPage, Showable, Twice
from exercises.screens.people import Box, Closeness, Mark, Option, Person
from exercises.screens.previews import CueLines, Extra, Line, Preview, SheetLines, Tender
from exercises.screens.rings import Half, NoRing, Ring
from exercises.screens.stages import CardsDone, CheckIn, Ended, Finished, Lobby, Reveal, Takeaway, Waiting
from exercises.screens.talks import (
    Letter,
    Letters,
    LetterSent,
    LettersOpen,
    Subject,
    TalkAloud,
    TalkAsked,
    Talked,
    TalkOffer,
    TalkScreen,
    WriteLetter,
)
from exercises.screens.then_and_now import Again, Recurring, SaidTwice, ThenAndNow, Words
from exercises.screens.whole import Progress, Screen, Seen

__all__ = [
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
    "FollowUp",
    "GlossaryLine",
    "GlossaryMoment",
    "GlossaryPage",
    "Half",
    "Kept",
    "Letter",
    "LetterSent",
    "Letters",
    "LettersOpen",
    "Line",
    "LineForm",
    "Lobby",
    "Look",
    "Mark",
    "NoRing",
    "Noted",
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
    "Seen",
    "Series",
    "Sheet",
    "SheetLines",
    "Showable",
    "Side",
    "Step",
    "Subject",
    "Takeaway",
    "TakenAlong",
    "TalkAloud",
    "TalkAsked",
    "TalkOffer",
    "TalkScreen",
    "Talked",
    "Tender",
    "ThenAndNow",
    "Told",
    "Twice",
    "Waiting",
    "Words",
    "WriteLetter",
]
