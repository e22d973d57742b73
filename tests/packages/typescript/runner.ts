// Answers each line of demands with what the package makes of it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { DecodeError, events, UNION } from "PACKAGE";
import type { EventCodec } from "PACKAGE";

type Demand = { event: string | null; payload: string; schema?: string };

const codecs = new Map<string, EventCodec<UNION>>(Object.entries(events));

const { resolve } = createRequire(import.meta.url);

function answer(event: string | null, payload: Uint8Array): object {
  const codec = event === null ? UNION : codecs.get(event);
  if (codec === undefined) throw new Error(`no event ${event}`);
  try {
    return { encoded: codec.encode(codec.decode(payload)) };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { refused: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { event, payload, schema } = JSON.parse(line) as Demand;
  const answered =
    schema === undefined
      ? answer(event, Buffer.from(payload, "base64"))
      : { encoded: readFileSync(resolve(`PACKAGE/schemas/${schema}`), "utf8") };
  console.log(JSON.stringify(answered));
}
