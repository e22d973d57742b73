// Answers each line, a payload, with what a JavaScript module makes of it: `node run.mjs KIND MODULE`.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [kind, module] = process.argv.slice(2);
const generated = await import(pathToFileURL(module));

const through = {
  quicktype: (text) => generated.Convert.isymphonyEventToJson(generated.Convert.toIsymphonyEvent(text)),
  ours: (text) => generated.IsymphonyEvent.encode(generated.IsymphonyEvent.decode(text)),
}[kind];

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(JSON.stringify({ encoded: through(JSON.parse(line)), type: "" }));
  } catch (error) {
    console.log(JSON.stringify({ refused: String(error) }));
  }
}
