"""The pages of the two of them, and what they settle there. Each identifies, calls one use case, responds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from couples import access, forms, seats
from couples.access import Holder, WhoseTurn
from couples.addresses import Address
from couples.infrastructure.refusals import NotHere, Refused
from couples.infrastructure.responses import SeeOther, page
from couples.links import CORE_EXERCISE, invite_url
from couples.positions import BOTH

# What the two have done, and what of it is going on; this app knows no exercises.
Together = Callable[[Holder, str], Any]
OnePhone = Callable[[Holder, Holder, str], Any]  # the same where the two share one, for both to see
UnderWay = Callable[[Holder, str], Any]
GiveNewLink = Callable[[Holder, str], None]


@require_safe
def us(request: HttpRequest, couple: Address, together: Together, one_phone: OnePhone) -> HttpResponse:
    """The page of the two of them; where they share this phone, with a way to the page of each.

    What they do together is handed in by `urls`.
    """
    try:
        return _us(request, couple, together)
    except WhoseTurn:
        return _one_phone(request, couple.code, one_phone)


def _one_phone(request: HttpRequest, code: str, one_phone: OnePhone) -> HttpResponse:
    first, second = (access.holder_of(request, each) for each in BOTH)
    couple = seats.couple_of(first, code)
    context = {
        "couple": couple,
        "pages": [(couple.marks[each], couple.names[each], Address(code, each)) for each in BOTH],
        "together": one_phone(first, second, code),
    }
    response = page(request, "pages/us_one_phone.html", context)
    for each in BOTH:
        access.keep_seat_cookie(response, request, code, each, couple.expires)
    return response


@require_safe
def settings(request: HttpRequest, couple: Address, under_way: UnderWay) -> HttpResponse:
    """What the two can settle: names, shapes, until when, on which device, and the end."""
    return _settings(request, couple, under_way)


def _holder(request: HttpRequest, address: Address) -> Holder:
    return access.holder_of(request, address.position)


def _us(
    request: HttpRequest, address: Address, together: Together, refusal: Refused | None = None
) -> HttpResponse:
    found = {"together": together(_holder(request, address), address.code)}
    return _page(request, "pages/us.html", address, found, refusal)


def _settings(
    request: HttpRequest, address: Address, under_way: UnderWay, refusal: Refused | None = None
) -> HttpResponse:
    found = {"under_way": under_way(_holder(request, address), address.code)}
    return _page(request, "pages/settings.html", address, found, refusal)


def _page(
    request: HttpRequest, template: str, address: Address, found: dict[str, Any], refusal: Refused | None
) -> HttpResponse:
    couple = seats.couple_of(_holder(request, address), address.code)
    context = found | {
        "couple": couple,
        "core": CORE_EXERCISE,
        "link": invite_url(request, couple.link_text),
        "move_link": invite_url(request, couple.move_text),
        "name": request.POST.get("name", couple.typed_name),
        "refusal": refusal.message if refusal else "",
    }
    response = page(request, template, context, refusal.status if refusal else 200)
    access.keep_seat_cookie(response, request, address.code, couple.position, couple.expires)
    return response


def _settle(
    request: HttpRequest,
    address: Address,
    under_way: UnderWay,
    use_case: Callable[[Holder], None],
    then: str = "",
    back_to: str = "settings",
) -> HttpResponse:
    """Do it and look at the settings again, or another page, there where `then` is; or say why it was not."""
    try:
        use_case(_holder(request, address))
    except NotHere:
        raise
    except Refused as refusal:
        return _settings(request, address, under_way, refusal)
    return SeeOther(reverse(back_to, args=[address]) + then)


@require_POST
def rename(request: HttpRequest, couple: Address, under_way: UnderWay) -> HttpResponse:
    name = request.POST.get("name", "")
    return _settle(
        request, couple, under_way, lambda holder: seats.rename(holder, couple.code, name), "#name"
    )


@require_POST
def shapes(request: HttpRequest, couple: Address, under_way: UnderWay) -> HttpResponse:
    """`swapped`: 1 for each other's shape, anything else for those that they began with."""
    swapped = request.POST.get("swapped") == "1"
    return _settle(
        request, couple, under_way, lambda holder: seats.swap_shapes(holder, couple.code, swapped), "#shapes"
    )


@require_POST
def keep(request: HttpRequest, couple: Address, under_way: UnderWay) -> HttpResponse:
    """`days` from now; or empty, for as it is."""
    days = request.POST.get("days", "0")

    def settle(holder: Holder) -> None:
        if days == "":
            seats.keep_as_it_is(holder, couple.code)
        else:
            seats.keep_for(holder, couple.code, forms.whole_days(days))

    return _settle(request, couple, under_way, settle, "#keep")


@require_POST
def move(request: HttpRequest, couple: Address, under_way: UnderWay) -> HttpResponse:
    """A link that takes my seat to another device; the one before it opens nothing any more."""
    return _settle(
        request, couple, under_way, lambda holder: seats.renew_invite(holder, couple.code, "move"), "#move"
    )


@require_POST
def lost(
    request: HttpRequest, couple: Address, under_way: UnderWay, give_new_link: GiveNewLink
) -> HttpResponse:
    """A new link for the other, whose way in was lost. Asked for twice, as erasing is. Leads to the link."""
    if request.POST.get("confirm") != "lost":
        return _settings(request, couple, under_way, Refused("Nothing was changed. Tick the box first."))
    return _settle(
        request, couple, under_way, lambda holder: give_new_link(holder, couple.code), "#invite", "us"
    )


@require_POST
def renew(request: HttpRequest, couple: Address, together: Together) -> HttpResponse:
    """A fresh link to join."""
    try:
        seats.renew_invite(_holder(request, couple), couple.code)
    except seats.InviteGone as refusal:
        return _us(request, couple, together, refusal)
    return SeeOther(reverse("us", args=[couple]))


@require_POST
def erase(request: HttpRequest, couple: Address, under_way: UnderWay) -> HttpResponse:
    """Erase for both. Asked for twice: by the button and by the box beside it."""
    if request.POST.get("confirm") != "erase":
        unsaid = Refused("Nothing was erased. Tick the box first.")
        return _settings(request, couple, under_way, unsaid)
    seats.erase(_holder(request, couple), couple.code)
    response = page(request, "pages/erased.html", {})
    access.forget_couple(response, request, couple.code)
    return response
