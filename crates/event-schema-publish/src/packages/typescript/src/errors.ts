/** One thing that is wrong with a payload or an event. */
export interface Issue {
  /** Where it is, as a JSON pointer; empty for the event itself. */
  readonly path: string;
  /** What was expected there. No value is quoted: payloads hold personal data. */
  readonly expected: string;
}

/** A payload is not what the contract says. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";

  constructor(readonly issues: readonly Issue[]) {
    super(message(issues));
  }
}

/** An event is not what the contract says, so that it cannot be sent. */
export class EncodeError extends Error {
  override readonly name = "EncodeError";

  constructor(readonly issues: readonly Issue[]) {
    super(message(issues));
  }
}

function message(issues: readonly Issue[]): string {
  return issues
    .map(({ path, expected }) => `${path === "" ? "" : `${path}: `}expected ${expected}`)
    .join("; ");
}
