/**
 * JSON as it stands on the wire. `JSON.parse` rounds numbers and lets the last of two properties win; events are
 * read without either.
 */

/** A number as it is spelled. */
export class NumberText {
  constructor(readonly text: string) {}
}

/** An object's members in their order; a name may stand there twice. */
export class Members {
  constructor(readonly entries: readonly (readonly [name: string, value: Node])[]) {}
}

/** A value without a type yet. */
export type Node = null | boolean | string | NumberText | readonly Node[] | Members;

/** Thrown for what is not JSON. */
export class JsonError extends Error {}

const MAX_DEPTH = 128;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads a text, or bytes in UTF-8. */
export function parse(payload: string | Uint8Array): Node {
  return new Parser(typeof payload === "string" ? payload : decoded(payload)).document();
}

function decoded(payload: Uint8Array): string {
  try {
    return decoder.decode(payload);
  } catch {
    throw new JsonError("expected UTF-8");
  }
}

/** The text without the white space that JSON allows around it. */
export function trimmed(payload: string | Uint8Array): string {
  const text = typeof payload === "string" ? payload : decoded(payload);
  return text.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, "");
}

/** Whether every surrogate is one of a pair: if not, it is no Unicode text. */
export function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// eslint-disable-next-line no-control-regex -- no string in JSON holds them as they are
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const HEX = /[0-9a-fA-F]{4}/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  document(): Node {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) this.fail("the end");
    return value;
  }

  private value(): Node {
    this.space();
    switch (this.text[this.at]) {
      case "{":
        return this.nested(() => this.object());
      case "[":
        return this.nested(() => this.array());
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      default:
        return this.number();
    }
  }

  private nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) this.fail(`no more than ${MAX_DEPTH} levels`);
    this.at += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private object(): Members {
    const entries: [string, Node][] = [];
    if (this.takes("}")) return new Members(entries);
    do {
      this.space();
      if (this.text[this.at] !== '"') this.fail("a property's name");
      const name = this.string();
      if (!this.takes(":")) this.fail("a colon");
      entries.push([name, this.value()]);
    } while (this.takes(","));
    if (!this.takes("}")) this.fail("a comma or the object's end");
    return new Members(entries);
  }

  private array(): Node[] {
    const items: Node[] = [];
    if (this.takes("]")) return items;
    do items.push(this.value());
    while (this.takes(","));
    if (!this.takes("]")) this.fail("a comma or the array's end");
    return items;
  }

  private string(): string {
    this.at += 1;
    let value = this.match(PLAIN) ?? "";
    while (this.text[this.at] === "\\") {
      this.at += 1;
      value += this.escape() + (this.match(PLAIN) ?? "");
    }
    if (this.text[this.at] !== '"') this.fail("the string's closing quote");
    if (!isWellFormed(value)) this.fail("surrogates in pairs");
    this.at += 1;
    return value;
  }

  private escape(): string {
    const letter = this.text[this.at] ?? "";
    this.at += 1;
    if (letter !== "u") return ESCAPES[letter] ?? this.fail("an escape");
    const digits = this.match(HEX) ?? this.fail("four hexadecimal digits");
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private number(): NumberText {
    const text = this.match(NUMBER);
    if (text === undefined || text === "") return this.fail("a value");
    if (!Number.isFinite(Number(text))) this.fail("a number that a float can hold");
    return new NumberText(text);
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.fail("a value");
    this.at += word.length;
    return value;
  }

  private takes(character: string): boolean {
    this.space();
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private space(): void {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at += 1;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.text)?.[0];
    this.at += text?.length ?? 0;
    return text;
  }

  private fail(expected: string): never {
    throw new JsonError(`expected ${expected} at character ${this.at}`);
  }
}
