"""Every page there is. What the two do together is in `exercises.web.urls`."""

from __future__ import annotations

from django.urls import include, path, re_path

from couples import converters, us_views, views  # noqa: F401  (converters: what <address:…> is)
from couples.infrastructure import status_views
from exercises import commands
from exercises.presenters.couple import couple_page

# These pages show what the two do together without knowing what an exercise is.
TOGETHER = {"together": couple_page.couple_page}
ONE_PHONE = {"one_phone": couple_page.one_phone_page}
UNDER_WAY = {"under_way": couple_page.under_way}
# What a seat had not shown goes before it gets a new link.
LOST = UNDER_WAY | {"give_new_link": commands.give_new_link}

urlpatterns = [
    path("", views.home, name="home"),
    path("join/", views.join, name="join"),
    re_path(r"^join(?:/|(?=#)|$)(?P<text>[\s\S]*)$", views.joined_address),  # line breaks, too
    path("us/<address:couple>/", us_views.us, TOGETHER | ONE_PHONE, name="us"),
    path("us/<address:couple>/invite/", us_views.renew, TOGETHER, name="renew"),
    path("us/<address:couple>/settings/", us_views.settings, UNDER_WAY, name="settings"),
    path("us/<address:couple>/rename/", us_views.rename, UNDER_WAY, name="rename"),
    path("us/<address:couple>/shapes/", us_views.shapes, UNDER_WAY, name="shapes"),
    path("us/<address:couple>/keep/", us_views.keep, UNDER_WAY, name="keep"),
    path("us/<address:couple>/move/", us_views.move, UNDER_WAY, name="move"),
    path("us/<address:couple>/lost/", us_views.lost, LOST, name="lost"),
    path("us/<address:couple>/erase/", us_views.erase, UNDER_WAY, name="erase"),
    path("safety/", views.static_page, {"template": "pages/safety.html"}, name="safety"),
    path("privacy/", views.static_page, {"template": "pages/privacy.html"}, name="privacy"),
    path("about/", views.static_page, {"template": "pages/about.html"}, name="about"),
    path("gone/", views.static_page, {"template": "pages/gone.html"}, name="gone"),
    path("leave/", views.leave, name="leave"),
    path("healthz", status_views.healthz, name="healthz"),
    path("", include("exercises.web.urls")),
]

handler400 = "couples.infrastructure.status_views.bad_request"
handler404 = "couples.infrastructure.status_views.not_found"
handler500 = "couples.infrastructure.status_views.server_error"
