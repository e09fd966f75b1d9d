"""Photos beside stories, over HTTP: sent before their story, and shown with it."""

from __future__ import annotations

import uuid

from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from server.errors import Problem, not_found
from server.people.models import Person
from server.stories.photos import keeping, showing
from server.stories.photos.domain import HEAVIEST_SENT, SIZES, TYPES, SentPhoto
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.limits import unhurried
from server.web.origin import takes_files
from server.web.values import answer

# Kept by one phone's browser, and asked about each time: what is withdrawn is gone at once.
KEPT_HOW = "private, no-cache"
FILE = {"schema": {"type": "string", "format": "binary"}}

blueprint = Blueprint(
    "photos", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)


@blueprint.put("/photos/<uuid:photo_id>")
@takes_files(*TYPES, refusal="not-a-photo")
@unhurried("photos", most="30 per 10 minutes")
@blueprint.doc(requestBody={"required": True, "content": dict.fromkeys(TYPES, FILE)})
@blueprint.response(200, answer(SentPhoto))
def send_photo(slug: str, photo_id: uuid.UUID) -> SentPhoto:
    """Send a photo, as a JPEG, PNG or WebP file, for a story that is told with it afterwards.

    It is made anew in three sizes, without whatever else the file tells; a photo that no story
    has a day later is forgotten. The body is the file.
    """
    # Developed between two transactions: no phone waits for a picture.
    sent: SentPhoto | None = _sent_before(slug=slug, photo_id=photo_id)
    if sent is None:
        sent = _keep(keeping.develop(_file()), slug=slug, photo_id=photo_id)
    return sent


@blueprint.get("/photos/<uuid:photo_id>/<int:size>")
@query()
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type="image/webp")
def get_photo(caller: Person, photo_id: uuid.UUID, size: int) -> Response:
    """Return a photo of a story that one may read, in one of the sizes 320, 800 and 1600."""
    showing.check_photo(caller, photo_id)
    if size not in SIZES:
        raise not_found()
    tag = f"{photo_id.hex}-{size}"
    response = Response(mimetype="image/webp")
    response.set_etag(tag)
    response.headers["Cache-Control"] = KEPT_HOW
    if request.if_none_match.contains_weak(tag):
        response.status_code = 304
    else:
        response.data = showing.picture(photo_id, size)
    return response


def _file() -> bytes:
    request.max_content_length = HEAVIEST_SENT * 1_000_000
    try:
        return request.get_data()
    except RequestEntityTooLarge:
        raise Problem("photo-too-heavy", 413, most=HEAVIEST_SENT) from None


@query()
def _sent_before(caller: Person, photo_id: uuid.UUID) -> SentPhoto | None:
    return keeping.sent_before(caller, photo_id)


@command()
def _keep(caller: Person, developed: keeping.Developed, photo_id: uuid.UUID) -> SentPhoto:
    return keeping.keep(caller, photo_id, developed)
