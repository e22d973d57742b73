"""Answers each line, a payload, with what a Python module makes of it: `python run.py MODULE`."""

import importlib
import json
import sys

kind, module = sys.argv[1:3]
generated = importlib.import_module(module)


def through(text):
    if kind == "quicktype":
        return json.dumps(
            generated.isymphony_event_to_dict(generated.isymphony_event_from_dict(json.loads(text)))
        ), ""
    if kind == "pydantic":
        event = generated.IsymphonyEvent.model_validate_json(text)
        inner = event.root
        while hasattr(inner, "root"):
            inner = inner.root
        return event.model_dump_json(by_alias=True), type(inner).__name__
    event = generated.decode(text)
    return event.encode(), type(event).__name__


for line in sys.stdin:
    try:
        encoded, name = through(json.loads(line))
        answer = {"encoded": encoded, "type": name}
    except Exception as error:  # whatever the generated code throws is its refusal
        answer = {"refused": str(error)}
    print(json.dumps(answer))
