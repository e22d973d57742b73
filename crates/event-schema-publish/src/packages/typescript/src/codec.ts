import { type Decimal, compare, decimal, isMultiple, isWhole, written } from "./decimal.js";
import { DecodeError, EncodeError, type Issue } from "./errors.js";
import { JsonError, Members, type Node, NumberText, isWellFormed, parse, trimmed } from "./json.js";

/** Any JSON value. Whole numbers that a `number` would round are of type `bigint`. */
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Collects what is wrong, and where. */
export class Place {
  constructor(
    readonly issues: Issue[] = [],
    readonly path = "",
    private readonly more = "",
  ) {}

  /** The place of a property or an item. */
  at(name: string | number): Place {
    const segment = String(name).replaceAll("~", "~0").replaceAll("/", "~1");
    return new Place(this.issues, `${this.path}/${segment}`);
  }

  /** This place, where null would do as well. */
  orNull(): Place {
    return new Place(this.issues, this.path, ", or null");
  }

  /** Notes that something else was expected here. */
  expected(expected: string): undefined {
    this.issues.push({ path: this.path, expected: expected + this.more });
    return undefined;
  }
}

/** How a type is read and written. */
export interface Codec<T> {
  /** The value; `undefined` if something was noted. */
  read(node: Node, place: Place): T | undefined;
  /** The value as JSON; whatever is wrong with it is noted. */
  write(value: T, place: Place): string;
}

/** How one event, or a union of them, is read and written. */
export interface EventCodec<T> {
  /**
   * Decodes a payload.
   *
   * @throws {DecodeError} The payload is not valid; the error names the properties.
   */
  decode(payload: string | Uint8Array): T;

  /** All that is wrong with a payload; nothing if it is valid. */
  validate(payload: string | Uint8Array): readonly Issue[];

  /**
   * Encodes an event. Nothing is sent that a reader would refuse.
   *
   * @throws {EncodeError} The event is not valid.
   */
  encode(event: T): string;
}

/** The `type` of an event that is not in the catalogue. It is a symbol, so that no event can be called so. */
export const UNKNOWN: unique symbol = Symbol("unknown event");

/** What is kept of an event that is not in the catalogue. */
export interface Unknown {
  readonly tag: string;
  readonly raw: string;
}

// Values

interface Bounds<N> {
  readonly minimum?: N;
  readonly maximum?: N;
  readonly above?: N;
  readonly below?: N;
  readonly multipleOf?: readonly string[];
  readonly noneOf?: readonly string[];
  readonly among?: readonly (readonly string[])[];
}

interface Lengths {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly startsWith?: readonly string[];
  readonly endsWith?: readonly string[];
  readonly contains?: readonly string[];
  readonly oneOf?: readonly (readonly string[])[];
  readonly pattern?: readonly RegExp[];
  readonly format?: readonly Format[];
}

/** What a string may have to be. */
export interface Format {
  /** What is expected of a string. */
  readonly told: string;
  readonly holds: (text: string) => boolean;
}

interface Items {
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly unique?: boolean;
}

interface Properties {
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly names?: Codec<string>;
}

export const boolean: Codec<boolean> = {
  read: (node, place) => (typeof node === "boolean" ? node : place.expected("a boolean")),
  write(value, place) {
    if (typeof value !== "boolean") place.expected("a boolean");
    return String(value);
  },
};

/** The one boolean that is allowed. */
export function only<B extends boolean>(value: B): Codec<B> {
  const expected = `the boolean ${value}`;
  return {
    read: (node, place) => (node === value ? value : place.expected(expected)),
    write(other, place) {
      if (other !== value) place.expected(expected);
      return String(value);
    },
  };
}

/** An integer whose range a `number` holds exactly. */
export function integer(bounds: Bounds<number> = {}): Codec<number> {
  return numeric(
    { ...whole, made: (text) => Number(written(decimal(text))), is: isNumber },
    bounds,
  );
}

/** An integer that may be beyond 2^53. */
export function bigint(bounds: Bounds<bigint> = {}): Codec<bigint> {
  const is = (value: unknown) => typeof value === "bigint";
  return numeric({ ...whole, made: (text) => BigInt(written(decimal(text))), is }, bounds);
}

/** A number as floats hold it: its bounds are about the float that it becomes. */
export function number(bounds: Bounds<number> = {}): Codec<number> {
  const compared = (text: string) => decimal(String(Number(text)));
  const kind = { noun: "a number", fits: () => true, compared, made: Number, is: isNumber };
  return numeric(kind, bounds);
}

interface Numeric<N> {
  readonly noun: string;
  readonly fits: (number: Decimal) => boolean;
  /** What is held against the bounds. */
  readonly compared: (text: string) => Decimal;
  readonly made: (text: string) => N;
  readonly is: (value: unknown) => boolean;
}

const whole = { noun: "an integer", fits: isWhole, compared: decimal };

const isNumber = (value: unknown) => typeof value === "number" && Number.isFinite(value);

function numeric<N extends number | bigint>(
  { noun, fits, compared, made, is }: Numeric<N>,
  bounds: Bounds<N>,
): Codec<N> {
  const rules = [
    ...limit(bounds.minimum, "at least", (order) => order >= 0),
    ...limit(bounds.maximum, "at most", (order) => order <= 0),
    ...limit(bounds.above, "more than", (order) => order > 0),
    ...limit(bounds.below, "less than", (order) => order < 0),
    ...(bounds.multipleOf ?? []).map((step) => ({
      text: `a multiple of ${step}`,
      holds: (_: Decimal, text: string) => isMultiple(decimal(text), decimal(step)),
    })),
    ...(bounds.noneOf ?? []).map((number) => ({
      text: `other than ${number}`,
      holds: (value: Decimal) => compare(value, decimal(number)) !== 0,
    })),
    ...(bounds.among ?? []).map((numbers) => ({
      text: `one of ${numbers.join(", ")}`,
      holds: (number: Decimal) => numbers.some((one) => compare(number, decimal(one)) === 0),
    })),
  ];
  const expected = [noun, ...rules.map((rule) => rule.text)].join(", ");
  const valid = (text: string) => {
    const number = compared(text);
    return fits(number) && rules.every((rule) => rule.holds(number, text));
  };
  return {
    read(node, place) {
      if (!(node instanceof NumberText)) return place.expected(expected);
      return valid(node.text) ? made(node.text) : place.expected(expected);
    },
    write(value, place) {
      const text = String(value);
      if (!is(value) || !valid(text)) place.expected(expected);
      return text;
    },
  };
}

function limit(
  bound: number | bigint | undefined,
  words: string,
  holds: (order: number) => boolean,
) {
  if (bound === undefined) return [];
  const limit = decimal(String(bound));
  return [{ text: `${words} ${bound}`, holds: (number: Decimal) => holds(compare(number, limit)) }];
}

export function string(rules: Lengths = {}): Codec<string> {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = rules;
  const { startsWith = [], endsWith = [], contains = [] } = rules;
  const { oneOf = [], pattern = [], format = [] } = rules;
  const expected = [
    "a string",
    ...(minLength > 0 ? [`at least ${counted(minLength, "character")}`] : []),
    ...(rules.maxLength === undefined ? [] : [`at most ${counted(maxLength, "character")}`]),
    ...startsWith.map((text) => `that begins with ${JSON.stringify(text)}`),
    ...endsWith.map((text) => `that ends with ${JSON.stringify(text)}`),
    ...contains.map((text) => `that contains ${JSON.stringify(text)}`),
    ...oneOf.map((texts) => `one of ${texts.map((text) => JSON.stringify(text)).join(", ")}`),
    ...pattern.map((expression) => `that matches ${expression.source}`),
    ...format.map(({ told }) => told),
  ].join(", ");
  const isCounted = minLength > 0 || rules.maxLength !== undefined;
  const valid = (value: string) => {
    // Characters are code points, not halves of surrogate pairs.
    const length = isCounted ? Array.from(value).length : 0;
    if (isCounted && (length < minLength || length > maxLength)) return false;
    if (!startsWith.every((text) => value.startsWith(text))) return false;
    if (!endsWith.every((text) => value.endsWith(text))) return false;
    if (!contains.every((text) => value.includes(text))) return false;
    if (!oneOf.every((texts) => texts.includes(value))) return false;
    if (!pattern.every((expression) => expression.test(value))) return false;
    return format.every(({ holds }) => holds(value));
  };
  return {
    read: (node, place) =>
      typeof node === "string" && valid(node) ? node : place.expected(expected),
    write(value, place) {
      if (typeof value !== "string" || !isWellFormed(value) || !valid(value)) {
        place.expected(expected);
      }
      return JSON.stringify(value);
    },
  };
}

/** What matches patterns; a time of day in it begins at `timeAt`. */
export function format(told: string, patterns: readonly RegExp[], timeAt?: number): Format {
  const holds = (text: string) =>
    patterns.every((pattern) => pattern.test(text)) &&
    (timeAt === undefined || isSecond(text.slice(timeAt)));
  return { told, holds };
}

/** Whether a leap second, if it is one, is the last second of a day in UTC. */
function isSecond(time: string): boolean {
  if (time.slice(6, 8) !== "60") return true;
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  const ahead = /[Zz]$/u.test(time) ? 0 : minutes(time.slice(-5));
  const sign = time.at(-6) === "-" ? -1 : 1;
  return (minutes(time) - sign * ahead + 2880) % 1440 === 1439;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function oneOf(names: readonly string[]): string {
  const quoted = names.map((name) => JSON.stringify(name)).join(", ");
  return names.length === 1 ? `the string ${quoted}` : `one of the strings ${quoted}`;
}

/** A string out of a list. */
export function enumeration<T extends string>(...values: readonly T[]): Codec<T> {
  const expected = oneOf(values);
  const known = (value: unknown) => values.find((other) => other === value);
  return {
    read: (node, place) => known(node) ?? place.expected(expected),
    write(value, place) {
      if (known(value) === undefined) place.expected(expected);
      return JSON.stringify(value);
    },
  };
}

/** A string that is read by other names too. */
export function aliased<T extends string>(
  codec: Codec<T>,
  aliases: Readonly<Record<string, T>>,
): Codec<T> {
  const own = new Map<unknown, string>(Object.entries(aliases));
  return { ...codec, read: (node, place) => codec.read(own.get(node) ?? node, place) };
}

/** Null and nothing else. */
export const nothing: Codec<null> = {
  read: (node, place) => (node === null ? null : place.expected("null")),
  write(value: unknown, place) {
    if (value !== null) place.expected("null");
    return "null";
  },
};

/** Any JSON value. */
export const any: Codec<JsonValue> = { read: (node) => plain(node), write: untyped };

function plain(node: Node): JsonValue {
  if (Array.isArray(node)) return node.map(plain);
  if (node instanceof Members) {
    const members = node.entries.map(([name, value]) => [name, plain(value)] as const);
    return Object.fromEntries(members);
  }
  if (!(node instanceof NumberText)) return node as null | boolean | string;
  const value = Number(node.text);
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  const exact = decimal(node.text);
  return isWhole(exact) && exact.exponent < 40 ? BigInt(written(exact)) : value;
}

function untyped(value: JsonValue, place: Place): string {
  if (value === null || typeof value === "boolean" || typeof value === "bigint") {
    return String(value);
  }
  if (typeof value === "number") return number().write(value, place);
  if (typeof value === "string") return string().write(value, place);
  if (isList(value)) return list(any).write(value, place);
  if (typeof value === "object") return map(any).write(value, place);
  place.expected("a JSON value");
  return "null";
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

export function nullable<T>(codec: Codec<T>): Codec<T | null> {
  return {
    read: (node, place) => (node === null ? null : codec.read(node, place.orNull())),
    write: (value, place) => (value === null ? "null" : codec.write(value, place.orNull())),
  };
}

export function list<T>(item: Codec<T>, rules: Items = {}): Codec<readonly T[]> {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, unique = false } = rules;
  const expected = [
    "an array",
    ...(minItems > 0 ? [`at least ${counted(minItems, "item")}`] : []),
    ...(rules.maxItems === undefined ? [] : [`at most ${counted(maxItems, "item")}`]),
  ].join(", ");
  const valid = (length: number) => length >= minItems && length <= maxItems;
  return {
    read(node, place) {
      if (!Array.isArray(node) || !valid(node.length)) return place.expected(expected);
      const nodes: readonly Node[] = node;
      if (unique && new Set(nodes.map(identity)).size < nodes.length) {
        return place.expected("no two equal items");
      }
      const before = place.issues.length;
      const items = nodes.map((node, at) => item.read(node, place.at(at)) as T);
      return place.issues.length === before ? items : undefined;
    },
    write(value, place) {
      if (!Array.isArray(value) || !valid(value.length)) {
        place.expected(expected);
        return "null";
      }
      const items: readonly T[] = value;
      const texts = items.map((value, at) => item.write(value, place.at(at)));
      if (unique && new Set(texts).size < texts.length) {
        place.expected("no two equal items");
      }
      return `[${texts.join(",")}]`;
    },
  };
}

/** An array with a codec for each of its items. */
export function tuple<T extends readonly unknown[]>(
  ...codecs: { readonly [K in keyof T]: Codec<T[K]> }
): Codec<T> {
  const items: readonly Codec<unknown>[] = codecs;
  const expected = `an array of ${counted(items.length, "item")}`;
  return {
    read(node, place) {
      if (!Array.isArray(node) || node.length !== items.length) return place.expected(expected);
      const nodes: readonly Node[] = node;
      const before = place.issues.length;
      const values = nodes.map((node, at) => items[at]?.read(node, place.at(at)));
      return place.issues.length === before ? (values as readonly unknown[] as T) : undefined;
    },
    write(values, place) {
      if (!Array.isArray(values) || values.length !== items.length) place.expected(expected);
      return `[${items.map((item, at) => item.write(values[at], place.at(at))).join(",")}]`;
    },
  };
}

/** A name out of a list, or an object with one member, whose name says what stands there. */
export function keyed<T extends string | object>(
  names: readonly string[],
  contents: Readonly<Record<string, Codec<unknown>>>,
  aliases: Readonly<Record<string, string>> = {},
): Codec<T> {
  const codecs = new Map(Object.entries(contents));
  const own = new Map(Object.entries(aliases));
  const members = [...codecs.keys()].map((name) => JSON.stringify(name)).join(", ");
  const expected = [
    ...(names.length === 0 ? [] : [oneOf(names)]),
    ...(codecs.size === 0 ? [] : [`an object with only one member: ${members}`]),
  ].join(" or ");
  return {
    read(node, place) {
      if (typeof node === "string") {
        const name = own.get(node) ?? node;
        return names.includes(name) ? (name as T) : place.expected(expected);
      }
      const [[found, content] = ["", null], ...others] =
        node instanceof Members ? node.entries : [];
      const name = own.get(found) ?? found;
      const codec = codecs.get(name);
      if (codec === undefined || others.length > 0) return place.expected(expected);
      return { [name]: codec.read(content, place.at(found)) } as T;
    },
    write(value, place) {
      if (typeof value === "string" && names.includes(value)) return JSON.stringify(value);
      const [[name, content] = ["", null], ...others] = isObject(value) ? present(value) : [];
      const codec = codecs.get(name);
      if (codec !== undefined && others.length === 0) {
        return braced([[name, codec.write(content, place.at(name))]]);
      }
      place.expected(expected);
      return "null";
    },
  };
}

function present(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

/** One of several objects, which the property `tag` tells apart. */
export function tagged<T extends object>(
  tag: keyof T & string,
  codecs: Readonly<Record<string, Codec<T>>>,
  others: "knownOnly" | "keepUnknown" = "knownOnly",
  aliases: Readonly<Record<string, string>> = {},
): Codec<T> {
  const known = new Map<unknown, Codec<T>>(Object.entries(codecs));
  const own = new Map<unknown, string>(Object.entries(aliases));
  const expected = oneOf(Object.keys(codecs));
  return {
    read(node, place) {
      if (!(node instanceof Members)) return place.expected("an object");
      const value = node.entries.find(([name]) => name === tag)?.[1];
      if (value === undefined) return place.at(tag).expected("the property");
      const codec = known.get(own.get(value) ?? value);
      if (codec !== undefined) return codec.read(node, place);
      if (others === "knownOnly" || typeof value !== "string") {
        return place.at(tag).expected(expected);
      }
      return { [tag]: UNKNOWN, raw: plain(node) } as T;
    },
    write(value, place) {
      const chosen: unknown = isObject(value) ? value[tag] : undefined;
      const codec = known.get(chosen);
      if (codec !== undefined) return codec.write(value, place);
      const raw = (value as { readonly raw?: unknown }).raw;
      const name = isObject(raw) ? (raw as Readonly<Record<string, unknown>>)[tag] : undefined;
      if (chosen === UNKNOWN && typeof name === "string" && !known.has(own.get(name) ?? name)) {
        return any.write(raw as JsonValue, place);
      }
      place.at(tag).expected(expected);
      return "null";
    },
  };
}

/** The first codec that takes a value counts. */
export function choice<T>(expected: string, ...codecs: readonly Codec<T>[]): Codec<T> {
  return {
    read(node, place) {
      for (const codec of codecs) {
        const trial = new Place([], place.path);
        const value = codec.read(node, trial);
        if (value !== undefined && trial.issues.length === 0) return value;
      }
      return place.expected(expected);
    },
    write(value, place) {
      const texts = codecs.flatMap((codec) => {
        const trial = new Place([], place.path);
        const text = codec.write(value, trial);
        return trial.issues.length === 0 ? [text] : [];
      });
      const [first] = texts;
      if (first === undefined) {
        place.expected(expected);
        return "null";
      }
      // What is written by the codec of another type may lack members.
      const size = isObject(value) ? present(value).length : 0;
      return texts.find((text) => sizeOf(text) === size) ?? first;
    },
  };
}

/** How many members the object is that a text holds. */
function sizeOf(text: string): number {
  const node = parse(text);
  return node instanceof Members ? node.entries.length : 0;
}

export function map<T>(
  value: Codec<T>,
  rules: Properties = {},
): Codec<Readonly<Record<string, T>>> {
  const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = rules;
  const expected = [
    "an object",
    ...(minProperties > 0 ? [`at least ${counted(minProperties, "member")}`] : []),
    ...(rules.maxProperties === undefined ? [] : [`at most ${counted(maxProperties, "member")}`]),
  ].join(", ");
  const valid = (size: number) => size >= minProperties && size <= maxProperties;
  const { names } = rules;
  return {
    read(node, place) {
      if (!(node instanceof Members)) return place.expected(expected);
      if (!valid(new Set(node.entries.map(([name]) => name)).size)) return place.expected(expected);
      const before = place.issues.length;
      for (const [name] of node.entries) names?.read(name, place.at(name));
      const members = node.entries.map(
        ([name, node]) => [name, value.read(node, place.at(name)) as T] as const,
      );
      return place.issues.length === before ? Object.fromEntries(members) : undefined;
    },
    write(map, place) {
      if (!isObject(map) || !valid(Object.keys(map).length)) {
        place.expected(expected);
        return "null";
      }
      const members = Object.entries(map);
      for (const [name] of members) names?.write(name, place.at(name));
      return braced(members.map(([name, member]) => [name, value.write(member, place.at(name))]));
    },
  };
}

/** A codec that is defined further down, or in terms of itself. */
export function lazy<T>(codec: () => Codec<T>): Codec<T> {
  return {
    read: (node, place) => codec().read(node, place),
    write: (value, place) => codec().write(value, place),
  };
}

// Objects

/** How a property is read and written, and whether it may be absent. */
export interface Member<T, Absent extends boolean> {
  readonly codec: Codec<T>;
  readonly mayBeAbsent: Absent;
  readonly aliases: readonly string[];
}

/** It is always there. */
export function required<T>(codec: Codec<T>, ...aliases: string[]): Member<T, false> {
  return { codec, mayBeAbsent: false, aliases };
}

/** It may be absent. */
export function optional<T>(codec: Codec<T>, ...aliases: string[]): Member<T, true> {
  return { codec, mayBeAbsent: true, aliases };
}

/** What is said of every property of `T`: optional ones, and only they, may be absent. */
export type MembersOf<T> = {
  // eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- it is meant to be empty
  readonly [K in keyof T]-?: Member<T[K], Record<never, never> extends Pick<T, K> ? true : false>;
};

type AnyMember = Member<unknown, boolean>;

/** What is said of an object beside its properties. */
interface Options {
  readonly closed?: boolean;
  /** The property that keeps all members which are not declared, and the codec of each. */
  readonly rest?: readonly [string, Codec<unknown>];
  readonly rules?: readonly Rule[];
}

/** An object with these properties and, unless it is closed, any others: `R` keeps them, or nobody. */
export function object<T extends object, R extends keyof T = never>(
  members: MembersOf<Omit<T, R>>,
  { closed = false, rest, rules = [] }: Options = {},
): Codec<T> {
  const declared = Object.entries<AnyMember>(members);
  const ownOf = (name: string) =>
    declared.find(([own, { aliases }]) => own === name || aliases.includes(name));
  const codec: Codec<T> = {
    read(node, place) {
      if (!(node instanceof Members)) return place.expected("an object");
      const before = place.issues.length;
      const found = new Map<string, Node>();
      const others: [string, unknown][] = [];
      for (const [name, value] of node.entries) {
        const own = ownOf(name);
        if (own === undefined && rest !== undefined) {
          others.push([name, rest[1].read(value, place.at(name))]);
        } else if (own === undefined) {
          if (closed) place.expected(`no property ${JSON.stringify(name)}`);
        } else if (found.has(own[0])) {
          place.at(name).expected("the property only once");
        } else {
          found.set(own[0], value);
        }
      }
      const properties: [string, unknown][] = [];
      for (const [name, { codec, mayBeAbsent }] of declared) {
        const value = found.get(name);
        if (value !== undefined) properties.push([name, codec.read(value, place.at(name))]);
        else if (!mayBeAbsent) place.at(name).expected("the property");
      }
      if (rest !== undefined) properties.push([rest[0], Object.fromEntries(others)]);
      return place.issues.length === before ? (Object.fromEntries(properties) as T) : undefined;
    },
    write(value, place) {
      if (!isObject(value)) {
        place.expected("an object");
        return "null";
      }
      const written: [string, string][] = [];
      for (const [name, { codec, mayBeAbsent }] of declared) {
        const property: unknown = value[name as keyof T];
        if (property !== undefined) written.push([name, codec.write(property, place.at(name))]);
        else if (!mayBeAbsent) place.at(name).expected("the property");
      }
      if (rest !== undefined) {
        const others: unknown = value[rest[0] as keyof T];
        if (!isObject(others)) place.at(rest[0]).expected("an object");
        for (const [name, member] of isObject(others) ? present(others) : []) {
          if (ownOf(name) !== undefined) place.at(name).expected("a name that no property has");
          written.push([name, rest[1].write(member, place.at(name))]);
        }
      }
      return braced(written);
    },
  };
  return rules.length === 0 ? codec : ruled(codec, ...rules);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function braced(members: readonly (readonly [string, string])[]): string {
  return `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",")}}`;
}

/** Equal texts for what JSON Schema calls equal: spelling and order do not matter. */
function identity(node: Node): string {
  if (Array.isArray(node)) return `[${node.map(identity).join(",")}]`;
  if (node instanceof Members) {
    return braced(
      [...new Map(node.entries)]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, value]) => [name, identity(value)]),
    );
  }
  if (!(node instanceof NumberText)) return JSON.stringify(node);
  const { negative, digits, exponent } = decimal(node.text);
  return `${negative ? "-" : ""}${digits}e${exponent}`;
}

// Rules about more than one value

/** Looks at JSON, as it came or as it is written. */
export type Rule = (node: Node, place: Place) => void;

type Test = (node: Node) => boolean;

/** A value that obeys rules about what stands in it. */
export function ruled<T>(codec: Codec<T>, ...rules: readonly Rule[]): Codec<T> {
  const all = eachOf(...rules);
  return {
    read(node, place) {
      const before = place.issues.length;
      const value = codec.read(node, place);
      if (place.issues.length === before) all(node, place);
      return value;
    },
    write(value, place) {
      const before = place.issues.length;
      const text = codec.write(value, place);
      if (place.issues.length === before) all(parse(text), place);
      return text;
    },
  };
}

function isOf(codec: Codec<unknown>, node: Node): boolean {
  const trial = new Place();
  codec.read(node, trial);
  return trial.issues.length === 0;
}

function contained(node: Node, each: Codec<unknown>): number {
  if (!Array.isArray(node)) return 0;
  const nodes: readonly Node[] = node;
  return nodes.filter((item) => item !== null && isOf(each, item)).length;
}

export function minContains(least: number, each: Codec<unknown>): Rule {
  return (node, place) => {
    if (contained(node, each) < least) {
      place.expected(`at least ${counted(least, "item")} of a kind that it must contain`);
    }
  };
}

export function maxContains(most: number, each: Codec<unknown>): Rule {
  return (node, place) => {
    if (contained(node, each) > most) {
      place.expected(`at most ${counted(most, "item")} of a kind that it must not contain more of`);
    }
  };
}

export function prefixItems(...items: readonly Codec<unknown>[]): Rule {
  return (node, place) => {
    if (!Array.isArray(node)) return;
    const nodes: readonly Node[] = node;
    nodes.slice(0, items.length).forEach((item, at) => items[at]?.read(item, place.at(at)));
  };
}

export function patternProperties(names: Codec<string>, values: Codec<unknown>): Rule {
  return (node, place) => {
    for (const [name, value] of node instanceof Members ? node.entries : []) {
      if (isOf(names, name)) values.read(value, place.at(name));
    }
  };
}

export function dependentRequired(property: string, ...required: readonly string[]): Rule {
  return (node, place) => {
    if (member(node, property) === undefined) return;
    for (const name of required) {
      if (member(node, name) === undefined) {
        place.at(name).expected(`the property beside ${JSON.stringify(property)}`);
      }
    }
  };
}

export function condition(test: Test, then: Rule, otherwise: Rule): Rule {
  return (node, place) => (test(node) ? then : otherwise)(node, place);
}

export function allOf(...tests: readonly Test[]): Test {
  return (node) => tests.every((test) => test(node));
}

export function eachOf(...rules: readonly Rule[]): Rule {
  return (node, place) => {
    for (const rule of rules) rule(node, place);
  };
}

/** The property is there, is not null, and is of the type. */
export function has(property: string, codec: Codec<unknown>): Test {
  return (node) => {
    const value = member(node, property) ?? null;
    return value !== null && isOf(codec, value);
  };
}

export function mustHave(property: string, codec: Codec<unknown>): Rule {
  return (node, place) => {
    const value = member(node, property) ?? null;
    if (value !== null) codec.read(value, place.at(property));
    else place.at(property).expected("a value, for the values of others require it");
  };
}

export function mayHave(property: string, codec: Codec<unknown>): Rule {
  return (node, place) => {
    const value = member(node, property) ?? null;
    if (value !== null) codec.read(value, place.at(property));
  };
}

function member(node: Node, name: string): Node | undefined {
  return node instanceof Members ? node.entries.find(([own]) => own === name)?.[1] : undefined;
}

// Events

/** An event: an object with a tag. */
export type ObjectCodec<T> = Codec<T> & EventCodec<T>;

/** The codec of one event. */
export function event<T extends object, R extends keyof T = never>(
  members: MembersOf<Omit<T, R>>,
  options: Options = {},
): ObjectCodec<T> {
  return coded(object<T, R>(members, options));
}

/** The codec of several events that are told apart by the property `tag`. */
export function union<T>(
  tag: keyof T & string,
  events: Readonly<Record<string, Codec<T>>>,
  known: "knownOnly" | "keepUnknown",
  aliases: Readonly<Record<string, string>> = {},
): EventCodec<T> {
  const own = new Map<unknown, Codec<T>>(Object.entries(events));
  const names = new Map(Object.entries(aliases));
  const chosen = (node: Node, place: Place): [string, Codec<T> | undefined] | undefined => {
    if (!(node instanceof Members)) return place.expected("an object");
    const [value, ...others] = node.entries.filter(([name]) => name === tag);
    if (value === undefined) return place.at(tag).expected("the property");
    if (others.length > 0) return place.at(tag).expected("the property only once");
    if (typeof value[1] !== "string") return place.at(tag).expected("a string");
    return [value[1], own.get(names.get(value[1]) ?? value[1])];
  };
  const codec = coded<T>({
    read(node, place) {
      const [name, codec] = chosen(node, place) ?? [];
      if (codec !== undefined) return codec.read(node, place);
      if (name === undefined) return undefined;
      if (known === "keepUnknown") return { [tag]: UNKNOWN, tag: name, raw: "" } as T;
      const tags = [...own.keys()].map((tag) => JSON.stringify(tag)).join(", ");
      return place.at(tag).expected(`one of the events ${tags}`);
    },
    write(value, place) {
      const codec = own.get(isObject(value) ? value[tag] : undefined);
      if (codec !== undefined) return codec.write(value, place);
      if (known === "keepUnknown" && value[tag] === UNKNOWN) return kept(value as Unknown, place);
      place.at(tag).expected("the tag of an event");
      return "null";
    },
  });
  const kept = (event: Unknown, place: Place): string => {
    try {
      const [name, codec] = chosen(parse(event.raw), place) ?? [];
      if (name !== event.tag || codec !== undefined)
        place.expected("an unknown event with its own tag");
    } catch {
      place.expected("an unknown event as JSON");
    }
    return event.raw;
  };
  return {
    ...codec,
    decode(payload) {
      const event = codec.decode(payload);
      return event[tag] === UNKNOWN ? { ...event, raw: trimmed(payload) } : event;
    },
  };
}

function coded<T>(codec: Codec<T>): ObjectCodec<T> {
  const read = (payload: string | Uint8Array): [T | undefined, Issue[]] => {
    const place = new Place();
    try {
      return [codec.read(parse(payload), place), place.issues];
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      return [undefined, [{ path: "", expected: error.message.replace(/^expected /, "") }]];
    }
  };
  return {
    ...codec,
    decode(payload) {
      const [event, issues] = read(payload);
      if (event === undefined || issues.length > 0) throw new DecodeError(issues);
      return event;
    },
    validate: (payload) => read(payload)[1],
    encode(event) {
      const place = new Place();
      const text = codec.write(event, place);
      if (place.issues.length > 0) throw new EncodeError(place.issues);
      return text;
    },
  };
}
