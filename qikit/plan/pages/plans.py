"""Plan files for the pages: list, make, read, save a part, download, upload."""

import json

from tornado.web import HTTPError

from qikit.course.handlers import Api
from qikit.plan import file

_SLUG = "(?P<slug>[a-z0-9-]+)"
_AT = "plan/api/plans"


def routes() -> list:
    """Paths under tools/ and what serves them."""
    return [
        (_AT, _Plans),
        (f"{_AT}/file", _Upload),
        (f"{_AT}/{_SLUG}", _Plan),
        (f"{_AT}/{_SLUG}/file", _Download),
        (f"{_AT}/{_SLUG}/(?P<part>[a-z]+)", _Part),
    ]


def sent(handler) -> dict:
    """The JSON object that a page sent."""
    try:
        found = json.loads(handler.request.body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise HTTPError(400, "This did not arrive whole. Try once more.")
    return found


class _Plans(Api):
    async def get(self):
        self.json(await self.aside(file.plans))

    async def post(self):
        self.json(await self.aside(file.create, str(sent(self).get("name", ""))), 201)


class _Upload(Api):
    async def post(self):
        self.json(await self.aside(file.take, self.request.body), 201)


class _Plan(Api):
    async def get(self, slug: str):
        self.json(await self.aside(file.read, slug))


class _Download(Api):
    async def get(self, slug: str):
        found = await self.aside(file.read, slug)
        self.saved(f"{slug}.plan.json", "application/json", file.written(found))


class _Part(Api):
    async def put(self, slug: str, part: str):
        base = self.request.headers.get("If-Match", "").strip('"')
        if not base.isdigit():
            raise HTTPError(428, "A save has to name the revision it started from.")
        try:
            self.json(await self.aside(file.save, slug, part, sent(self), int(base)))
        except file.Moved as moved:
            self.json({"message": str(moved), "current": moved.current}, 409)
