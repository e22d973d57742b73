"""Answers each line of demands with what the package makes of it."""

import base64
import json
import sys
from importlib import resources

from PACKAGE import EVENTS, DecodeError, decode


def answer(event: str | None, payload: bytes) -> dict[str, str]:
    try:
        decoded = decode(payload) if event is None else EVENTS[event].decode(payload)
        return {"encoded": decoded.encode()}
    except DecodeError as error:
        return {"refused": str(error)}


for line in sys.stdin:
    demand = json.loads(line)
    if "schema" in demand:
        document = resources.files("PACKAGE") / "schemas" / demand["schema"]
        answered = {"encoded": document.read_text("utf-8")}
    else:
        answered = answer(demand["event"], base64.b64decode(demand["payload"]))
    print(json.dumps(answered))
