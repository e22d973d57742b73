"""Loads every published schema in Python's jsonschema, and lets each judge the core vectors.

    python check.py SCHEMAS

`cargo xtask test python` runs it. A document is one test, and so is a vector: all profiles, both dialects and the
union must give the stated verdict.
"""

import json
import re
import sys
from pathlib import Path

from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import SchemaError

DIALECTS = {
    "": ("https://json-schema.org/draft/2020-12/schema", Draft202012Validator),
    "draft-07/": ("http://json-schema.org/draft-07/schema#", Draft7Validator),
}


class Tally:
    """Counts tests, and says what is wrong."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def report(self, faults):
        if not faults:
            self.passed += 1
            return
        self.failed += 1
        for fault in faults:
            print(f"FAIL {fault}")


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def load(version, path):
    """A validator of one document; whatever is not in the document itself cannot be referred to."""
    document = read(version / path)
    dialect, validator = DIALECTS["draft-07/" if path.startswith("draft-07/") else ""]
    if document["$schema"] != dialect:
        raise ValueError(f"$schema is {document['$schema']}")
    validator.check_schema(document)
    return validator(document)


def documents(version, tally):
    """Every document, and whether it loads."""
    validators = {}
    for file in sorted(version.rglob("*.schema.json")):
        path = file.relative_to(version).as_posix()
        faults = []
        try:
            validators[path] = load(version, path)
        except (KeyError, ValueError, SchemaError) as error:
            faults.append(f"{path}: {error}")
        tally.report(faults)
    return validators


def judges(manifest, schema, payload, profile):
    """The documents that judge a vector under a profile. The union does if the payload is of the vector's own event."""
    names = [schema]
    union = manifest.get("union")
    tags = [event["tag"] for event in manifest["events"] if event["schema"] == schema]
    if union and isinstance(payload, dict) and payload.get(union["tag"]) in tags:
        names.append(union["schema"])
    folder = "" if profile == "documented" else f"profiles/{profile}/"
    return [dialect + folder + name for dialect in DIALECTS for name in names]


def judge(validators, manifest, schema, vector):
    payload = json.loads(vector["payload"])
    faults = []
    for profile, expected in vector["verdicts"].items():
        for path in judges(manifest, schema, payload, profile):
            if path not in validators:
                faults.append(f"there is no {path}")
            elif validators[path].is_valid(payload) != expected:
                verb = "accept" if expected else "refuse"
                faults.append(f"{path} should {verb} {vector['payload']}")
    return faults


def main(schemas):
    tally = Tally()
    for version in sorted(schemas.iterdir()):
        if not re.fullmatch(r"v\d+", version.name):
            continue
        validators = documents(version, tally)
        manifest = read(version / "manifest.json")
        core = version / "vectors" / "core"
        for file in sorted(core.rglob("*.json")):
            group = read(file)
            for vector in group["vectors"]:
                where = f"{file.relative_to(core).as_posix()}, {vector['name']}"
                faults = judge(validators, manifest, group["schema"], vector)
                tally.report([f"{where}: {fault}" for fault in faults])
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
