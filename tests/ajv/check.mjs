// Loads every published schema in Ajv's strict mode, and lets each judge the core vectors.
//
//     node check.mjs SCHEMAS
//
// `cargo xtask test ajv` runs it. A document is one test, and so is a vector: all profiles, both dialects and the
// union must give the stated verdict.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// `require` looks into NODE_PATH, where the pinned packages are; `import` does not.
const require = createRequire(import.meta.url);
const Ajv2020 = require("ajv/dist/2020").default;
const Ajv07 = require("ajv").default;

const DIALECTS = [
  { folder: "", id: "https://json-schema.org/draft/2020-12/schema", Ajv: Ajv2020 },
  { folder: "draft-07/", id: "http://json-schema.org/draft-07/schema#", Ajv: Ajv07 },
];

let passed = 0;
let failed = 0;

function report(faults) {
  if (faults.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  for (const fault of faults) console.log(`FAIL ${fault}`);
}

function files(folder, suffix) {
  const names = readdirSync(folder, { recursive: true }).map((name) => name.replaceAll("\\", "/"));
  return names.filter((name) => name.endsWith(suffix)).sort();
}

const read = (...path) => JSON.parse(readFileSync(join(...path), "utf8"));

/** A document's own Ajv, so that nothing it refers to can come from another document. */
function load(version, path) {
  const document = read(version, path);
  const dialect = DIALECTS.find(({ folder }) => path.startsWith("draft-07/") === (folder !== ""));
  if (document.$schema !== dialect.id) throw new Error(`$schema is ${document.$schema}`);
  return new dialect.Ajv({ strict: true }).compile(document);
}

/** Every document, and whether it loads. */
function documents(version) {
  const validators = new Map();
  for (const path of files(version, ".schema.json")) {
    const faults = [];
    try {
      validators.set(path, load(version, path));
    } catch (error) {
      faults.push(`${path}: ${error.message}`);
    }
    report(faults);
  }
  return validators;
}

/** The documents that judge a vector under a profile. The union does if the payload is of the vector's own event. */
function judges(manifest, schema, payload, profile) {
  const names = [schema];
  const event = manifest.events.find((event) => event.schema === schema);
  if (manifest.union && event && payload?.[manifest.union.tag] === event.tag) names.push(manifest.union.schema);
  const folder = profile === "documented" ? "" : `profiles/${profile}/`;
  return DIALECTS.flatMap((dialect) => names.map((name) => `${dialect.folder}${folder}${name}`));
}

function judge(validators, manifest, schema, vector) {
  const payload = JSON.parse(vector.payload);
  const faults = [];
  for (const [profile, expected] of Object.entries(vector.verdicts)) {
    for (const path of judges(manifest, schema, payload, profile)) {
      const validate = validators.get(path);
      if (!validate) {
        faults.push(`there is no ${path}`);
      } else if (validate(payload) !== expected) {
        faults.push(`${path} should ${expected ? "accept" : "refuse"} ${vector.payload}`);
      }
    }
  }
  return faults;
}

const schemas = process.argv[2];
for (const name of readdirSync(schemas).filter((name) => /^v\d+$/.test(name)).sort()) {
  const version = join(schemas, name);
  const validators = documents(version);
  const manifest = read(version, "manifest.json");
  const core = join(version, "vectors", "core");
  for (const file of files(core, ".json")) {
    const { schema, vectors } = read(core, file);
    for (const vector of vectors) {
      report(judge(validators, manifest, schema, vector).map((fault) => `${file}, ${vector.name}: ${fault}`));
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
