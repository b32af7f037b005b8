"""How often one address may open a socket: whoever does too often is told to wait, before it costs anything.

A page of ours opens one, and another after each break of its line. Counted as every limit is: by the address
that BehindProxies found, of which a keyed hash is kept, in this process alone.
"""

from __future__ import annotations

import logging

from couples.infrastructure import limits
from couples.infrastructure.asgi_types import Application, Receive, Scope, Send

logger = logging.getLogger(__name__)

# It may name no address: that of somebody who only shares one with many is among them.
OFTEN = (
    "One address opens more sockets than LIMIT_CONNECT allows and is told to wait. "
    "If many people share an address here, raise it; if it is your proxy's, name that in TRUSTED_PROXIES."
)


class FewConnects:
    """An application of sockets that sees no more of them from one address than settings.LIMITS allow.

    One too many is accepted and closed: a browser does not tell a page why a handshake was refused.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._has_said_so = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client, _ = scope.get("client") or ("", 0)
        if limits.allows("connect", client):
            await self._application(scope, receive, send)
            return
        if not self._has_said_so:
            self._has_said_so = True
            logger.warning(OFTEN)
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": limits.TOO_MANY_CODE})
