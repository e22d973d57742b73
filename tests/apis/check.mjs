// Reads every AsyncAPI document with AsyncAPI's own parser, and every OpenAPI document with Spectral.
//
//     node check.mjs FOLDER...
//
// `cargo xtask test apis` runs it on the published folder, and on those of foreign catalogues. A document is one test,
// and so is each fault that is put into it: a checker that notices nothing proves nothing.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// `require` looks into NODE_PATH, where the pinned packages are; `import` does not.
const require = createRequire(import.meta.url);
const { Parser } = require("@asyncapi/parser");
const { Spectral } = require("@stoplight/spectral-core");
const { oas } = require("@stoplight/spectral-rulesets");

// About documents that describe servers and their paths; this one describes what others receive.
const SERVERS = { "oas3-api-servers": "off", "operation-tags": "off", "info-contact": "off" };

// OpenAPI 3.0 asked for `items`; since 3.1 a schema is JSON Schema, where a tuple has `prefixItems` and may do without.
const OFF = { ...SERVERS, "array-items": "off" };

const WARNING = 1;

let passed = 0;
let failed = 0;

function report(what, faults) {
  if (faults.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  for (const fault of faults) console.log(`FAIL ${what}: ${fault}`);
}

const told = (found, worst) =>
  found
    .filter(({ severity }) => severity <= worst)
    .map(({ code, path, message }) => `${code} at ${path.join("/")}: ${message}`);

async function asyncapi(text) {
  const { document, diagnostics } = await new Parser().parse(text);
  const faults = told(diagnostics, WARNING);
  return document === undefined && faults.length === 0 ? ["there is no document"] : faults;
}

async function openapi(text) {
  const spectral = new Spectral();
  spectral.setRuleset({ extends: [[oas, "recommended"]], rules: OFF });
  return told(await spectral.run(text), WARNING);
}

/** A copy with one thing changed. */
function changed(text, change) {
  const copy = JSON.parse(text);
  change(copy);
  return JSON.stringify(copy);
}

async function notices(what, check, text, change) {
  const faults = await check(changed(text, change));
  report(`${what} in ${JSON.parse(text).info.title}`, faults.length > 0 ? [] : ["the checker does not notice it"]);
}

const first = (object) => Object.values(object)[0];

for (const folder of process.argv.slice(2)) {
  const stream = readFileSync(join(folder, "asyncapi.json"), "utf8");
  report(`${folder}/asyncapi.json`, await asyncapi(stream));
  await notices("an operation without an action", asyncapi, stream, (document) => {
    delete first(document.operations).action;
  });
  await notices("a reference that leads nowhere", asyncapi, stream, (document) => {
    first(document.components.messages).payload = { $ref: "#/components/schemas/Nothing" };
  });

  const hooks = readFileSync(join(folder, "openapi.json"), "utf8");
  report(`${folder}/openapi.json`, await openapi(hooks));
  await notices("a body without content", openapi, hooks, (document) => {
    delete first(document.webhooks).post.requestBody.content;
  });
  await notices("a reference that leads nowhere", openapi, hooks, (document) => {
    first(first(document.webhooks).post.requestBody.content).schema.$ref = "#/components/schemas/Nothing";
  });
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
