"""The server of PyPI's websockets: what it does is what the routes of the other servers do."""

import asyncio
import http
import signal
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

connections = 0


def query(request, name):
    """The first value of a name in the query, or None."""
    values = parse_qs(urlsplit(request.path).query, keep_blank_values=True).get(name)
    return values[0] if values else None


def refuse(connection, request):
    status = query(request, "status")
    return connection.respond(http.HTTPStatus(int(status)), "no") if status else None


def choose(connection, offered):
    wanted = query(connection.request, "protocol")
    if wanted is None:
        return offered[0] if offered else None
    return wanted if wanted in offered else None


async def answer(socket, path, data, is_text, tell):
    if path == "/pieces":
        await socket.send((data[at : at + 5] for at in range(0, len(data), 5)), text=is_text)
        return
    if path == "/ping":
        ping = "are you there?"
        pong = await socket.ping(ping)
        pong.add_done_callback(lambda _: tell("pong", ping))
    if path == "/close":
        await socket.close(int(query(socket.request, "code")), query(socket.request, "reason") or "")
    else:
        await socket.send(data, text=is_text)


async def live(socket):
    global connections
    connections += 1
    number = connections
    request = socket.request

    def tell(*what):
        print(number, *what, flush=True)

    path = urlsplit(request.path).path
    header = request.headers
    tell("open", request.path, header.get("X-Name", "-"), header.get("Sec-WebSocket-Protocol", "-"))
    with suppress(ConnectionClosed):
        async for message in socket:
            is_text = isinstance(message, str)
            data = message.encode() if is_text else message
            tell("text" if is_text else "binary", len(data))
            # What came is told, even where the client does not wait for an answer.
            with suppress(ConnectionClosed):
                await answer(socket, path, data, is_text, tell)
    await socket.wait_closed()
    close = socket.protocol.close_rcvd
    tell("close", close.code if close else 1006, len(close.reason.encode()) if close else 0)


async def main():
    stop = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set_result, None)
    options = {"process_request": refuse, "select_subprotocol": choose, "max_size": 2 << 20, "ping_interval": None}
    async with serve(live, "127.0.0.1", 0, **options) as server:
        print("LISTENING", server.sockets[0].getsockname()[1], flush=True)
        await stop


asyncio.run(main())
