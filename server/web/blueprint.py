"""Where routes hang: flask-smorest's blueprint, with a reader of JSON that trusts nobody."""

from __future__ import annotations

from typing import Any

import flask
import flask_smorest
import orjson
from webargs import missing
from webargs.flaskparser import FlaskParser


class StrictParser(FlaskParser):
    """Reads bodies as JSON says, and no further.

    Half characters, endless nesting and numbers beyond measure are bad requests here; Python's
    own reader lets them in, and they fail where it is too late to say so kindly.
    """

    def _raw_load_json(self, req: flask.Request) -> Any:
        body = req.get_data(cache=True)
        try:
            return orjson.loads(body) if body else missing
        except orjson.JSONDecodeError as error:
            self._handle_invalid_json_error(error, req)


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    """The blueprint of every feature."""

    ARGUMENTS_PARSER = StrictParser()
