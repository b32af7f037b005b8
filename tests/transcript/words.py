"""What Robin and Sam write, in an exercise and a part of it: whatever two people may well write there."""

from __future__ import annotations

Texts = str | tuple[str, ...]
Both = tuple[Texts, Texts]  # Robin's, Sam's; several, where a part has several boxes

WRITTEN: dict[str, Both] = {
    "a-bad-day-out-there.tell": (
        "I put my bag down without a word.",
        "I talk about the traffic for too long.",
    ),
    "a-bad-day-out-there.helps": ("Ten minutes alone, then a hug.", "To tell all of it once."),
    "benefit-of-the-doubt.stung": (
        "You left the room while I was talking.",
        "You corrected my story at dinner.",
    ),
    "benefit-of-the-doubt.kindest": ("You had a call coming.", "You wanted our friends to get the joke."),
    "benefit-of-the-doubt.was": ("I was ashamed, and wanted to get out.", "I had not seen that it hurt."),
    "benefit-of-the-doubt.plan": ("ask what you meant", "count to ten"),
    "better-by-one.moment": ("Sunday, when we cooked together.", "When you waited up for me."),
    "better-by-one.mine": ("Put my phone in the hall at dinner.", "Ask about your day before I tell mine."),
    "better-by-one.yours": ("A walk after work on Wednesday.", "A message at noon."),
    "breathe-then-ask.soft": (
        ("The news was on while we ate", "restless", "to eat in quiet"),
        ("Every Saturday was planned", "crowded", "an hour to myself on Saturday"),
    ),
    "breathe-then-ask.back": (
        "You need an hour on Saturday that is all yours.",
        "You'd like it quiet when we eat.",
    ),
    "chosen-for.three": (
        ("How you laugh at your own jokes", "Your patience with my mother", "That you ask again"),
        ("Your honesty", "The way you sing in the car", "That you never let me leave hungry"),
    ),
    "chosen-for.guess": ("My cooking", "My calm"),
    "chosen-for.says": ("That you see what I do on grey days.", "That I can be silly with you."),
    "friend-at-the-table.friend": (
        "They were both tired and both wanted to be asked.",
        "It began with the keys.",
    ),
    "friend-at-the-table.hard": ("I only hear the tone.", "My heart is too loud."),
    "friend-at-the-table.sentence": (
        "You are on the same side of this table.",
        "You both wanted to be asked.",
    ),
    "friend-at-the-table.plan": ("look for one thing that you got right", "drink a glass of water"),
    "good-news.news": ("My boss thanked me in front of all the others.", "I swam a kilometre."),
    "how-i-calm-down.harder": ("When you follow me from room to room.", "Being told to calm down."),
    "how-i-calm-down.plan": ("say that I'm coming back", "go once around the block"),
    "how-i-think-you-see-me.time": (
        "When you told your father no.",
        "When you sat with my sister all night.",
    ),
    "how-it-is-to-be-read.rather": ("To be asked what I meant.", "A hand on my arm, and a minute."),
    "how-it-is-to-be-read.answer": ("wait until you have finished.", "ask you first."),
    "if-then-pact.plan": (
        ("you go quiet at dinner", "ask if you want company or quiet"),
        ("I see you on your phone", "tell you that I have something to say"),
    ),
    "if-then-pact.help": ("I'm here, just tired.", "Give me two minutes."),
    "other-stories.moment": ("You closed the door behind you.", "You didn't ask how the interview was."),
    "other-stories.mine": (
        ("You were worn out.", "You wanted me to sleep."),
        ("You were afraid of bad news for me.", "You were still cross about the morning."),
    ),
    "other-stories.theirs": (
        ("My head was full of my own day.", "I didn't want to press you."),
        ("I kept the noise away from you.", "I was a little cross and wanted a minute."),
    ),
    "small-asks.easy": ("Make the tea tomorrow morning.", "Send me a photo from your trip."),
    "small-asks.harder": ("Come with me to the doctor.", "Tell me when I talk too much."),
    "small-asks.hardest": ("Say that you'd marry me again.", "Hold me when I cry."),
    "small-asks.answer": ("call you in the evening", "make it on Sunday"),
    "small-openings.smile": ("The dog in the flower shop.", "Your note in my shoe."),
    "small-openings.another_time": ("Floor polish: my first school.", "The sea, and my grandmother's radio."),
    "small-openings.looking_forward": ("The dentist, because then it's over.", "An empty Tuesday."),
    "small-openings.changed_mind": ("About having children, last year.", "About my brother, at the funeral."),
    "small-openings.thanked_for": ("That I get up first.", "That I do the forms."),
    "small-openings.comfort": ("Soup, and no questions.", "Being left alone until it was over."),
    "small-openings.not_told": ("That my knee hurts again.", "When I'm worried about money."),
    "small-openings.closest": ("On the balcony, in the storm.", "When you fell asleep on my arm."),
    "small-openings.braver": ("Saying no at once.", "Dancing when others look."),
    "the-loop.plan": ("tell you what I'm afraid of", "come and sit down beside you"),
    "the-loop.easier": ("If you looked up when I come in.", "A word about how long you need."),
    "then-and-now.sentence": ("It isn't you; it comes from when my father left.", "I need to hear it twice."),
    "two-sides-of-a-cue.wish": ("Come and sit with me.", "Leave me a minute, and then ask."),
    "under-the-grip.fear": ("you find somebody who is easier to be with.", "I am too much for you."),
    "under-the-grip.need": ("Tell me when you'll be home.", "Tell me that you like me as I am."),
    "what-it-said-about-us.word": ("With you I can breathe.", "You make this flat a home."),
    "what-it-said-about-us.meaning": ("That I'm not one more task for you.", "That what I do here counts."),
    "what-it-said-about-us.add": ("I meant it, and I still do.", "It's even more true this year."),
    "when-you-were-there.time": (
        "You drove me to the station at five.",
        "You listened to all of it on Friday.",
    ),
    "when-you-were-there.knew": ("It was six, and I was glad to.", "I thought I had talked too much."),
    "where-i-go.come_back": ("asking once, and then waiting", "putting a cup of tea beside me"),
    "where-i-took-it.needed": ("Somebody to say that it was unfair.", "To be fetched from work."),
    "where-i-took-it.plan": ("call you from the car", "change my clothes and then tell you"),
    "yes-i-didnt-mean.half_yes": (
        "Dinner at your parents', if we leave by nine.",
        "A trip, if I may plan it.",
    ),
}


def otherwise(kind: str) -> Both:
    """For a part that isn't in the table."""
    if kind == "if_then":
        return ("it goes quiet", "ask"), ("it gets loud", "take a breath")
    return "Something that Robin wrote.", "Something that Sam wrote."
