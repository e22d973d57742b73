"""jsonschema, with the package's own documents, refuses what has but a tag."""

from PACKAGE import EVENTS
from PACKAGE.schemas import errors

for tag in EVENTS:
    assert errors({"TAG": tag}), tag
assert errors(None)
