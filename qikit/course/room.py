"""``qikit learn --room``: one small server for everybody in the room, and nothing but the course.

The pages and what they save are the same as on a learner's own machine; there is no JupyterLab, no
kernel, no terminal and no file beside them.
"""

import asyncio
import gc
import socket
from concurrent.futures import ThreadPoolExecutor

from qikit import place
from qikit.course import room_people as people
from qikit.course.server import FIRST_PORT, HERE, free_port, not_writable, secret
from qikit.errors import QIError

AT_ONCE = 4
_CODE = 6
_LARGEST_BODY = 3_000_000
_NOWHERE = ("0.0.0.0", "::")
_BACKLOG = 512


def room(port: int | None = None, host: str | None = None) -> int:
    """Serve the course to a room until it is stopped (Ctrl+C), and print the link.

    Parameters
    ----------
    port : the port wanted; when it is taken the next free one is used, and that is said
    host : the address of this machine that others reach it by, or 0.0.0.0 for all that it has.
        Without it, only this machine can open the course.

    Raises
    ------
    QIError
        When the address is not one of this machine, or nothing can be written.
    """
    host = address(host or HERE)
    found = free_port(port or FIRST_PORT, host)
    if port and found != port:
        print(f"Port {port} is taken by another program, so this uses port {found}.", flush=True)
    asyncio.run(_serve(found, host, room_code()))
    return 0


def room_code() -> str:
    """The code of this room: in the link, or typed; the same after a restart."""
    path = place.work() / "room-code"
    try:
        (place.work() / "learners").mkdir(parents=True, exist_ok=True)
        code = people.typed(secret(path, people.new_code(_CODE)))
    except OSError as error:
        raise QIError(not_writable(error)) from None
    if len(code) < _CODE:
        raise QIError(f"The file {path} holds no room code. Delete it: a new one is made.")
    return code


def words(host: str, port: int, code: str) -> str:
    """What the trainer reads when the room is open."""
    end = f":{port}/qi/"
    with_code = f"{end}?room={code}"
    said = ["", "The room is open. Everybody types a name and starts.", ""]
    if host == HERE or host == "::1":
        said += [
            f"  http://{_in_link(host)}{with_code}", "",
            "Only this computer can open it. For phones and laptops in the room, start it with the",
            "address of this computer on your network:  --host "
            f"{_outward() or '0.0.0.0'}",
        ]
    else:
        name = _outward() or socket.gethostname() if host in _NOWHERE else host
        said += [
            f"  http://{_in_link(name)}{with_code}", "",
            f"Or type {_in_link(name)}:{port} into a browser, and the room code "
            f"{people.shown(code, 3)}", "",
            "Everybody who can reach this computer on its network and has the code can join.",
            "The network can read along: use one that you trust.",
        ]
    said += ["Leave this window open. Every answer is kept here. To stop, press Ctrl+C."]
    return "\n".join(said)


def application(code: str):
    """The tornado application of a room: the course's handlers, and a door."""
    from tornado.web import Application

    from qikit.course import room_door

    return Application(
        room_door.routes("/"),
        base_url="/",
        identity_provider=room_door.Known(),
        qi_host=room_door.Room(code),
        default_handler_class=room_door.Nowhere,
        xsrf_cookies=True,
        xsrf_cookie_kwargs={"samesite": "Lax"},
        allow_unauthenticated_access=True,
        allow_remote_access=True,
        log_function=lambda handler: None,
        headers={"Referrer-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"},
    )


async def _serve(port: int, host: str, code: str) -> None:
    from tornado.httpserver import HTTPServer

    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="files")
    asyncio.get_running_loop().set_default_executor(pool)
    server = HTTPServer(application(code), max_body_size=_LARGEST_BODY)
    gc.freeze()  # what is here now stays: it need not be looked through between answers
    server.listen(port, host, backlog=_BACKLOG)
    print(words(host, port, code), flush=True)
    await asyncio.Event().wait()


def address(host: str) -> str:
    """The address as a number, when it is one of this machine.

    Raises
    ------
    QIError
        When it is not.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
        address = found[4][0]
        with socket.socket(found[0]) as trial:
            trial.bind((address, 0))
    except (OSError, UnicodeError):
        mine = _outward()
        hint = f"This computer's is {mine}: --host {mine}" if mine else "Use --host 0.0.0.0"
        raise QIError(f"{host} is not an address of this computer. {hint}") from None
    return address


def _outward() -> str | None:
    """The address that this machine has on its network; nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        try:
            trial.connect(("192.0.2.1", 9))  # reserved for documentation: nobody is there
            address = trial.getsockname()[0]
        except OSError:
            return None
    return None if address.startswith("127.") else address


def _in_link(host: str) -> str:
    return f"[{host}]" if ":" in host else host
