"""What other generators make of the published union, beside our packages: writes a table in Markdown.

    python compare.py MODULES WORK OUT

`cargo xtask compare-generators` runs it. Every cell is measured: generated code is compiled, and decodes and encodes
every core vector. What a vector should come to is asked of the jsonschema package, which has no part in either side.
"""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import jsonschema

MODULES, WORK, OUT = (Path(argument).resolve() for argument in sys.argv[1:4])
HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parent.parent / "schemas"
UNION = SCHEMAS / "v1/event.schema.json"
OPENAPI = SCHEMAS / "v1/openapi.json"
OURS = SCHEMAS / "packages"
DOCUMENT = json.loads(UNION.read_text())
BIN = Path(sys.executable).parent
# A property's description that only one event's group has, and one that every event has.
DOCS = ["Name that the leg's caller ID shows.", "When the server made the event"]
UNKNOWN = '{"type":"dial","time":5,"parts":[1,null,{"a":"b"}]}'


def call(*command, cwd=WORK, stdin=None):
    command = [str(word) for word in command]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True)


def must(*command, **more):
    done = call(*command, **more)
    if done.returncode != 0:
        sys.exit(f"{command} failed:\n{done.stdout}\n{done.stderr}")
    return done


def module(path):
    return ["node", MODULES / path]


def npm_version(name):
    return json.loads((MODULES / name / "package.json").read_text())["version"]


def vectors():
    payloads = []
    for path in sorted((SCHEMAS / "v1/vectors/core").glob("*/*.json")):
        payloads += [vector["payload"] for vector in json.loads(path.read_text())["vectors"]]
    return payloads


def declared(payload):
    """A payload in the form that readers owe: of a known event the declared properties, of others everything."""
    for name in (branch["$ref"].rsplit("/", 1)[1] for branch in DOCUMENT["oneOf"]):
        properties = DOCUMENT["$defs"][name]["properties"]
        if payload.get("type") == properties["type"].get("const"):
            return {key: value for key, value in payload.items() if key in properties}
    return payload


def same(one, other):
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def whole(value):
    """Numbers without a fraction are integers, however they were spelled."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [whole(item) for item in value]
    if isinstance(value, dict):
        return {key: whole(item) for key, item in value.items()}
    return value


def behaviour(command):
    payloads = vectors()
    validator = jsonschema.Draft202012Validator(DOCUMENT)
    expected = [validator.is_valid(json.loads(payload)) for payload in payloads]
    stdin = "".join(json.dumps(payload) + "\n" for payload in [*payloads, UNKNOWN])
    answers = [json.loads(line) for line in must(*command, stdin=stdin).stdout.splitlines()]
    answers, unknown = answers[: len(payloads)], answers[-1]
    accepted = sum("encoded" in answer for answer, valid in zip(answers, expected) if not valid)
    refused = sum("refused" in answer for answer, valid in zip(answers, expected) if valid)
    kept = valid_ones = 0
    for payload, valid, answer in zip(payloads, expected, answers):
        if valid:
            valid_ones += 1
            written = whole(json.loads(answer["encoded"])) if "encoded" in answer else None
            kept += isinstance(written, dict) and same(declared(written), whole(declared(json.loads(payload))))
    survives = "encoded" in unknown and same(json.loads(unknown["encoded"]), json.loads(UNKNOWN))
    return {
        "invalid accepted": f"{accepted} of {len(payloads) - valid_ones}",
        "valid refused": f"{refused} of {valid_ones}",
        "valid unchanged": f"{kept} of {valid_ones}",
        "unknown event": "kept" if survives else "refused" if "refused" in unknown else "loses its payload",
    }


def documentation(folder, pattern):
    text = "\n".join(path.read_text() for path in sorted(folder.rglob(pattern)))
    flat = " ".join(text.replace("\n", " ").replace(" * ", " ").replace("# ", "").split())
    return "kept" if all(words in flat for words in DOCS) else "lost"


TSC = ["--strict", "--target", "es2022", "--module", "nodenext", "--skipLibCheck", "--types", "node"]


def typescript(folder, entry, import_from):
    """Whether it compiles, and whether `type` narrows the union: the wrong property must be an error."""
    tsc = [*module("typescript/bin/tsc"), *TSC, "--typeRoots", MODULES / "@types"]
    compiles = call(*tsc, "--outDir", folder / "dist", entry, cwd=folder).returncode == 0
    probe = folder / "probe.ts"
    probe.write_text(
        f'import type {{ IsymphonyEvent }} from "{import_from}";\n'
        "export function probe(event: IsymphonyEvent): void {\n"
        '  if (event.type !== "hangup") return;\n'
        "  const name: string = event.callerIdName;\n"
        "  // @ts-expect-error A hangup has no such property.\n"
        "  console.log(name, event.returnTime);\n"
        "}\n"
    )
    narrows = call(*tsc, "--noEmit", probe, cwd=folder).returncode == 0
    return {"compiles strictly": "yes" if compiles else "no", "told apart by type": "yes" if narrows else "no"}


def python(folder, kind, name, sources):
    mypy = call(BIN / "mypy", "--strict", "--no-error-summary", *sources, cwd=folder)
    run = [sys.executable, HERE / "run.py", kind, name]
    samples = [payload for payload in vectors() if payload.startswith(('{"type":"hangup"', '{"type":"linkEnd"'))]
    valid = jsonschema.Draft202012Validator(DOCUMENT)
    samples = [payload for payload in samples if valid.is_valid(json.loads(payload))]
    stdin = "".join(json.dumps(payload) + "\n" for payload in samples)
    environment = ["env", f"PYTHONPATH={folder}", *run]
    types = {}
    for payload, line in zip(samples, must(*environment, stdin=stdin).stdout.splitlines()):
        types.setdefault(json.loads(payload)["type"], set()).add(json.loads(line).get("type", ""))
    apart = types == {"hangup": {"Hangup"}, "linkEnd": {"LinkEnd"}}
    facts = {
        "compiles strictly": "yes" if mypy.returncode == 0 else "no",
        "told apart by type": "yes" if apart else "no",
    }
    return facts | behaviour(environment) | {"documentation": documentation(folder, "*.py")}


def fresh(name):
    folder = WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{ "type": "module" }\n')
    return folder


def quicktype_typescript():
    folder = fresh("quicktype-typescript")
    options = ["-s", "schema", UNION, "-t", "IsymphonyEvent", "-o", "event.ts"]
    must(*module("quicktype/dist/index.js"), *options, "--lang", "typescript", cwd=folder)
    facts = typescript(folder, "event.ts", "./event.js")
    run = ["node", HERE / "run.mjs", "quicktype", folder / "dist/event.js"]
    return facts | behaviour(run) | {"documentation": documentation(folder, "event.ts")}


def json2ts():
    folder = fresh("json-schema-to-typescript")
    must(*module("json-schema-to-typescript/dist/src/cli.js"), UNION, "event.ts", cwd=folder)
    facts = typescript(folder, "event.ts", "./event.js")
    return facts | {"documentation": documentation(folder, "event.ts")}


def our_typescript():
    folder = fresh("ours-typescript")
    must("cp", "-r", OURS / "typescript/src", folder)
    facts = typescript(folder, "src/index.ts", "./src/index.js")
    run = ["node", HERE / "run.mjs", "ours", folder / "dist/index.js"]
    return facts | behaviour(run) | {"documentation": documentation(folder / "src", "*.ts")}


def quicktype_python():
    folder = fresh("quicktype-python")
    options = ["-s", "schema", UNION, "-t", "IsymphonyEvent", "-o", "event.py"]
    must(*module("quicktype/dist/index.js"), *options, "--lang", "python", cwd=folder)
    return python(folder, "quicktype", "event", ["event.py"])


def datamodel(source, kind):
    folder = fresh(f"datamodel-code-generator-{kind}")
    options = ["--input", source, "--input-file-type", kind, "--output", "event.py"]
    model = ["--output-model-type", "pydantic_v2.BaseModel", "--target-python-version", "3.11"]
    must(BIN / "datamodel-codegen", *options, *model, cwd=folder)
    return python(folder, "pydantic", "event", ["event.py"])


def our_python():
    folder = fresh("ours-python")
    must("cp", "-r", OURS / "python/src/isymphony_events", folder)
    return python(folder, "ours", "isymphony_events", ["-p", "isymphony_events"])


COLUMNS = [
    "compiles strictly",
    "told apart by type",
    "invalid accepted",
    "valid refused",
    "valid unchanged",
    "unknown event",
    "documentation",
]


def main():
    quicktype, dmcg = npm_version("quicktype"), version("datamodel-code-generator")
    rows = [
        ("quicktype", quicktype, "TypeScript", quicktype_typescript()),
        ("json-schema-to-typescript", npm_version("json-schema-to-typescript"), "TypeScript, types only", json2ts()),
        ("**ours**", "", "TypeScript", our_typescript()),
        ("quicktype", quicktype, "Python", quicktype_python()),
        ("datamodel-code-generator", dmcg, "Python, pydantic", datamodel(UNION, "jsonschema")),
        ("datamodel-code-generator, of `openapi.json`", dmcg, "Python, pydantic", datamodel(OPENAPI, "openapi")),
        ("**ours**", "", "Python, pydantic", our_python()),
    ]
    head = ["generator", "version", "language", *COLUMNS]
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    for name, number, language, facts in rows:
        cells = [name, number, language, *(facts.get(column, "–") for column in COLUMNS)]
        lines.append("| " + " | ".join(cells) + " |")
    text = (HERE / "generators.md").read_text().replace("TABLE", "\n".join(lines))
    text = text.replace("TYPESCRIPT", npm_version("typescript")).replace("MYPY", version("mypy"))
    OUT.write_text(text)
    print("\n".join(lines))


main()
