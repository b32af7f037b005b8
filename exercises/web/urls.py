from __future__ import annotations

from django.urls import path

from exercises.web import export_views, glossary_views, views

urlpatterns = [
    path("exercises/", views.exercises, name="exercises"),
    path("exercises/<slug:slug>/", views.exercise, name="exercise"),
    path("exercises/<slug:slug>/start/", views.start, name="start"),
    path("us/<str:couple>/now/", views.now, name="now"),
    path("us/<str:couple>/checkins/", views.own_checkins, name="checkins"),
    path("us/<str:couple>/glossary/", glossary_views.glossary, name="glossary"),
    path("us/<str:couple>/export/", export_views.export, name="export"),
    path("us/<str:couple>/export/export.json", export_views.as_json, name="export_json"),
    path("us/<str:couple>/export/export.txt", export_views.as_text, name="export_text"),
    path("s/<str:code>/", views.session, name="session"),
    path("s/<str:code>/comparison/", views.comparison, name="comparison"),
    path("s/<str:code>/own/", views.own, name="own"),
]
