"""Where each page of what the two do together is, and each socket."""

from __future__ import annotations

from django.urls import path, re_path

from couples import converters  # noqa: F401  (what <address:…> is)
from exercises.web import couple_views, library_views, session_views, trial_views
from exercises.web.consumers import SessionConsumer
from exercises.web.nowhere import NowhereConsumer

urlpatterns = [
    path("exercises/", library_views.exercises, name="exercises"),
    path("exercises/<slug:slug>/", library_views.exercise, name="exercise"),
    path("exercises/<slug:slug>/start/", library_views.start, name="start"),
    path("exercises/<slug:slug>/try/", trial_views.try_alone, name="try"),
    path("us/<address:couple>/now/", couple_views.now, name="now"),
    path("us/<address:couple>/notes.ics", couple_views.calendar, name="calendar"),
    path("us/<address:couple>/checkins/", couple_views.own_checkins, name="checkins"),
    path("us/<address:couple>/glossary/", couple_views.glossary, name="glossary"),
    path("us/<address:couple>/export/", couple_views.export, name="export"),
    path("us/<address:couple>/export/export.json", couple_views.as_json, name="export_json"),
    path("us/<address:couple>/export/export.txt", couple_views.as_text, name="export_text"),
    path("s/<address:code>/", session_views.session, name="session"),
    path("s/<address:code>/comparison/", session_views.comparison, name="comparison"),
    path("s/<address:code>/own/", session_views.own, name="own"),
]

websocket_urlpatterns = [
    path("ws/s/<address:code>/", SessionConsumer.as_asgi()),
    re_path("", NowhereConsumer.as_asgi()),
]
