"""``nta serve``: the screens in a browser, on this machine unless told otherwise."""

from __future__ import annotations

import argparse
import ipaddress
import shlex
import sys
from collections.abc import Awaitable, Callable, Container
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from game.commands.common import Exit, UsageError, extra_folders, fail, stories_option

if TYPE_CHECKING:
    from aiohttp import web

#: What a page from here may load: nothing from anywhere else. Nobody but this machine learns who reads.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws: wss:"
)


def serve(arguments: argparse.Namespace) -> int:
    """Serve the screens until interrupted."""
    hosts = names_of(arguments.host, arguments.public_url)
    try:
        from textual_serve.server import Server
    except ImportError:
        return fail("nta serve: this needs the extra 'web'; run: python -m pip install 'notice-to-appear[web]'")
    alone = is_loopback(arguments.host) and arguments.public_url is None
    address = arguments.public_url or f"{arguments.host}:{arguments.port}"
    if not alone:
        sys.stderr.write(
            f"Warning: everybody who can reach {address} can open this. There is no password, "
            "and without https in front of it others on the network can read along. Saves are kept per visitor and "
            "deleted when the visitor leaves.\n"
        )

    class Guarded(Server):
        """The server with our middleware."""

        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(guard(hosts))
            return app

    server = Guarded(
        command(forget=not alone) + stories_option(extra_folders(arguments)),
        host=arguments.host,
        port=arguments.port,
        title="Notice to Appear",
        public_url=arguments.public_url,
        templates_path=Path(__file__).parent / "page",
    )
    try:
        server.serve()
    except OSError as error:
        return fail(f"nta serve: {arguments.host}:{arguments.port} cannot be opened: {error.strerror or error}")
    return Exit.OK


def command(*, forget: bool) -> str:
    """Return the shell command that each visitor's screen runs; with ``forget`` it keeps nothing."""
    return f"{shlex.quote(sys.executable)} -m game visit" + ("" if forget else " --keep")


def is_loopback(host: str) -> bool:
    """Tell whether a host names this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def names_of(host: str, public_url: str | None) -> frozenset[str] | None:
    """Return the hosts by which visitors may call the server; None for any, where others can reach it by some name.

    A page from elsewhere whose name is made to lead to this machine (DNS rebinding) calls it by that name, and gets
    nothing. Raises ``UsageError`` for a host or an address that is none.
    """
    try:
        named = host.encode("idna")
    except UnicodeError:
        named = b""
    if not named:
        raise UsageError(f"'{host}' is no name of a machine; give an address such as 127.0.0.1")
    names = {host.lower(), "localhost", "127.0.0.1", "::1"}
    if public_url is not None:
        public = hostname(public_url)
        if public is None:
            raise UsageError(f"'{public_url}' is no address; write --public-url https://example.org")
        return frozenset(names | {public})
    return frozenset(names) if is_loopback(host) else None


def hostname(url: str) -> str | None:
    """Return the host of an address, without a port, or None where there is none."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def guard(hosts: Container[str | None] | None) -> Any:
    """Return a middleware: only our own page may open a session, and no page loads anything from elsewhere.

    ``hosts`` are the names by which the server may be called; None for any.
    """
    from aiohttp import web

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        host = request.headers.get("Host", "")
        origin = request.headers.get("Origin")
        called_so = hosts is None or hostname(f"//{host}") in hosts
        if not called_so or (origin is not None and origin.partition("://")[2] != host):
            raise web.HTTPForbidden(text="This page may only be opened from its own address.")
        if request.path.startswith("/static") and request.path.endswith("/"):
            raise web.HTTPNotFound
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = _POLICY
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return middleware
