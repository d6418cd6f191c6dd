"""The door of a room: who comes in, as whom, and what each may reach.

A learner's code lies in a cookie that scripts cannot read. Everything that the course's handlers
read or write is under the id that belongs to that code.
"""

import re
import time
from collections import deque
from functools import lru_cache
from hmac import compare_digest

from jupyter_server.auth import IdentityProvider, User
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError

from qikit.course import handlers, room_people
from qikit.course.page import render
from qikit.course.room_people import Person
from qikit.errors import QIError

COOKIE = "qi-learner"
_DAYS = 400
_WRONG, _SECONDS = 30, 10
_GONE = (
    "The course does not know who you are in this browser any more. Open the course in another tab "
    "and type your own code; then come back here."
)
_MANY = "Too many wrong codes were typed just now. Wait ten seconds, then try again."


class Known(IdentityProvider):
    """Knows a learner by the code in her cookie."""

    def get_user(self, handler) -> User | None:
        """The learner; her id is the user's name."""
        code = handler.get_cookie(COOKIE)
        person = _person(code) if code else None
        return person and User(person.id, person.name)

    def is_token_authenticated(self, handler) -> bool:
        """Nobody: every request that changes something shows its form's token."""
        return False

    def should_check_origin(self, handler) -> bool:
        """Always."""
        return True


@lru_cache(maxsize=4096)
def _found(code: str, when: int) -> Person | None:
    return room_people.find(code)


def _person(code: str) -> Person | None:
    """The learner with this code; looked up again every minute."""
    return _found(code, int(time.monotonic() // 60))


class Room:
    """The host of many learners: strangers see the door, the others who they are."""

    def __init__(self, code: str):
        self.code = code
        self._wrong: deque[float] = deque(maxlen=_WRONG)

    def learner(self, user: User) -> str:
        """Who is learning."""
        return user.username

    def stranger(self, handler) -> None:
        """Show somebody new the door; say to a page that is open what happened."""
        if isinstance(handler, handlers.Api) or handler.request.method != "GET":
            raise HTTPError(403, _GONE)
        code = handler.get_query_argument("room", "")
        under = url_path_join(handler.base_url, "qi/join/")
        handler.redirect(f"{under}?room={room_people.typed(code)}" if code else under)

    def dress(self, page: bytes, base: str) -> bytes:
        """A page with a line that says who is learning here: the same bytes for everybody."""
        head = (
            f'<link rel="stylesheet" href="{base}ui/course/room.css">\n'
            f'<script type="module" src="{base}ui/course/who.js"></script>\n</head>'
        )
        who = (
            f'<p class="qi-who"><span id="who" data-from="{base}api/me">You are in a room</span>'
            f' <a href="{base}me/">My code</a></p>\n<main id="main"'
        )
        page = page.replace(b"</head>", head.encode(), 1)
        return page.replace(b'<main id="main"', who.encode(), 1)

    def right(self, code: str) -> bool:
        """Whether this is the room's code."""
        return self.attempt(compare_digest(room_people.typed(code), self.code))

    def attempt(self, right: bool) -> bool:
        """Note whether a code was right.

        Raises
        ------
        QIError
            When so many were wrong that somebody may be guessing.
        """
        now = time.monotonic()
        if len(self._wrong) == _WRONG and now - self._wrong[0] < _SECONDS:
            raise QIError(_MANY)
        if not right:
            self._wrong.append(now)
        return right


def routes(base: str) -> list:
    """Everything that a room answers."""
    under = url_path_join(base, "qi")
    course = [each for each in handlers.handlers(base) if each[1] is not handlers._Open]
    return [
        (re.escape(base), _Front),
        (f"{under}/join/", _Join),
        (f"{under}/back/", _Back),
        (f"{under}/me/", _Me),
        (f"{under}/leave/", _Leave),
        (f"{under}/api/me", _Who),
        *((path, _Lesson if served is handlers._Module else served) for path, served in course),
    ]


def _base(handler) -> str:
    return url_path_join(handler.base_url, "qi/")


class _Plain(handlers.Page):
    """A page of the room that is made for the one who asks."""

    def show(self, template: str, **given) -> None:
        self.shown(render(template, base=_base(self), xsrf=self.xsrf_form_html(), **given))

    def enter(self, person: Person) -> None:
        """Keep her code in this browser and go to her modules."""
        self.set_cookie(
            COOKIE, person.code, path=_base(self), expires_days=_DAYS, httponly=True,
            samesite="Lax", secure=self.request.protocol == "https",
        )
        self.redirect(f"{_base(self)}me/?new=1", status=303)


class _Open(_Plain):
    """A page of the room for those who are not known yet."""

    def unknown(self) -> None:
        """They are welcome here."""


class _Front(_Open):
    def get(self):
        self.redirect(_base(self))


class _Join(_Open):
    """A name, and the room's code when it was not in the link."""

    def get(self):
        self.door()

    def door(self, said="", name="", same=False, status=200):
        code = room_people.typed(self.get_argument("room", ""))
        try:
            right = bool(code) and self.settings["qi_host"].right(code)
        except QIError as error:
            right, said, status = False, str(error), 403
        self.set_status(status)
        self.show(
            "join.html", said=said, name=name, same=same, code=code, in_link=right, back="",
        )

    async def post(self):
        name = room_people.cleaned(self.get_body_argument("name", ""))
        try:
            if not self.settings["qi_host"].right(self.get_body_argument("room", "")):
                said = "This is not the code of this room. Look at the screen, or ask your trainer."
                return self.door(said, name, status=403)
            if not self.get_body_argument("new", "") and await self.aside(room_people.known, name):
                return self.door(name=name, same=True)
            person = await self.aside(room_people.join, name)
        except QIError as error:
            return self.door(str(error), name, status=400)
        return self.enter(person)


class _Back(_Open):
    """Her own code, at another device or after the browser forgot her."""

    def get(self):
        self.redirect(f"{_base(self)}join/")

    async def post(self):
        typed = self.get_body_argument("code", "")
        person = await self.aside(room_people.find, typed)
        try:
            if self.settings["qi_host"].attempt(person is not None):
                return self.enter(person)
            said = "Nobody here has this code. It has 16 letters and numbers. Look at it once more."
        except QIError as error:
            said = str(error)
        self.set_status(403)
        self.show(
            "join.html", said="", name="", same=False, in_link=False,
            code=room_people.typed(self.get_body_argument("room", "")), back=said,
        )


class _Me(_Plain):
    def get(self):
        code = self.get_cookie(COOKIE)
        self.show(
            "me.html", name=self.current_user.name, code=room_people.shown(code),
            new=bool(self.get_query_argument("new", "")),
        )


class _Who(handlers.Api):
    def get(self):
        self.json({"name": self.current_user.name})


class _Leave(_Plain):
    """Somebody else sits down at this browser."""

    def post(self):
        self.clear_cookie(COOKIE, path=_base(self))
        self.redirect(f"{_base(self)}join/", status=303)


class _Lesson(handlers._Module):
    """A lesson; one with code says where it is done."""

    def get(self, name: str):
        which = self.which(name)
        if not which.code:
            return super().get(name)
        page = render("room_code.html", base="../", module=which)
        host = self.settings["qi_host"]
        return self.shown(host.dress(page.encode(), _base(self)).decode())


class Nowhere(_Open):
    """Every other address: there is nothing."""

    async def prepare(self) -> None:
        raise HTTPError(404, "There is nothing at this address. The course is at /qi/.")
