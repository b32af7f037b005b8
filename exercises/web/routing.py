from __future__ import annotations

from django.urls import path, re_path

from exercises.web.consumers import NowhereConsumer, SessionConsumer

websocket_urlpatterns = [
    path("ws/s/<str:code>/", SessionConsumer.as_asgi()),
    re_path("", NowhereConsumer.as_asgi()),
]
