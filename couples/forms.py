"""Forms: what a browser sent to the couple's pages, as plain text fields. Rules are in `seats`."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from couples.invites import new_claim_id

LONGEST_LINK = 2000  # characters; whatever is longer is no link of ours

# Browsers inside chat apps: they keep cookies of their own, so a seat taken in one is not in the phone's.
IN_APP_BROWSERS = (
    "Instagram", "FBAN", "FBAV", "FB_IAB", "Line/", "WhatsApp", "Telegram", "MicroMessenger",
    "Snapchat", "TikTok", "musical_ly", "BytedanceWebview", "Twitter", "LinkedInApp", "Pinterest",
    "KAKAOTALK",
)  # fmt: skip


@dataclass(frozen=True)
class JoinForm:
    """What was typed on the join page. Kept as it was, to be shown again."""

    action: str  # "look" | "claim"
    link_text: str
    claim_id: str
    name: str


def join_form(request: HttpRequest) -> JoinForm:
    """Read the join form; a claim id is made for whoever has none yet."""
    return JoinForm(
        action=request.POST.get("action", "look"),
        link_text=request.POST.get("link_text", "")[:LONGEST_LINK],
        claim_id=request.POST.get("claim_id", "").strip().lower() or new_claim_id(),
        name=request.POST.get("name", ""),
    )


def whole_days(text: str) -> int:
    """Read a number of days; 0, which is no period, for anything that is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def in_app(request: HttpRequest) -> bool:
    """Say whether the page seems to have opened inside a chat app's own browser."""
    agent = request.headers.get("User-Agent", "")
    # Android's bare web view, in whatever app: "; wv)".
    return "; wv)" in agent or any(each in agent for each in IN_APP_BROWSERS)
