from __future__ import annotations

from django.urls import path

from exercises.consumers import SessionConsumer

websocket_urlpatterns = [path("ws/s/<str:code>/", SessionConsumer.as_asgi())]
