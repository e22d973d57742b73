// Answers each line of demands with what the package makes of it.

import { createInterface } from "node:readline";
import { DecodeError, events, UNION } from "PACKAGE";
import type { EventCodec } from "PACKAGE";

const codecs = new Map<string, EventCodec<UNION>>(Object.entries(events));

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
  const { event, payload } = JSON.parse(line) as { event: string | null; payload: string };
  console.log(JSON.stringify(answer(event, Buffer.from(payload, "base64"))));
}
