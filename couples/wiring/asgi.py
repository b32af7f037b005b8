"""The application, as Daphne serves it: pages by Django, sockets by Channels."""

from __future__ import annotations

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "couples.wiring.settings")
pages: Any = get_asgi_application()  # Django names the types of an application in its own way

# Only now: these need the apps.
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.sessions import CookieMiddleware  # noqa: E402
from django.conf import settings  # noqa: E402

from couples.infrastructure.asgi_types import Application, Receive, Scope, Send  # noqa: E402
from couples.infrastructure.few_connects import FewConnects  # noqa: E402
from couples.infrastructure.few_threads import FewThreads  # noqa: E402
from couples.infrastructure.proxies import BehindProxies  # noqa: E402
from exercises.web.urls import websocket_urlpatterns  # noqa: E402


class OriginGuard:
    """Let a socket open only from a page of ours: exactly one Origin, exactly as in PUBLIC_ORIGINS.

    Anything else is refused in the handshake, with a 403.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Compared, never parsed: there is no Origin that could break this.
        sent = [value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"]
        if len(sent) == 1 and sent[0] in settings.PUBLIC_ORIGINS:
            await self.application(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close"})


application = BehindProxies(
    ProtocolTypeRouter(
        {
            "http": FewThreads(pages, settings.PAGES_AT_ONCE),
            # The page of another site is turned away first: it must not use up anybody's limit here.
            "websocket": OriginGuard(FewConnects(CookieMiddleware(URLRouter(websocket_urlpatterns)))),
        }
    )
)
