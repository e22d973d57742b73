/** Numbers of any size, exactly: a sign, significant digits, and the power of ten of the last one. */
export interface Decimal {
  readonly negative: boolean;
  /** Without zeros at either end; empty for zero. */
  readonly digits: string;
  readonly exponent: number;
}

/** Reads a JSON number. */
export function decimal(text: string): Decimal {
  const [, sign, whole = "", fraction = "", exponent = "0"] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(text) ?? [];
  const all = whole + fraction;
  const kept = all.replace(/0+$/, "");
  const digits = kept.replace(/^0+/, "");
  if (digits === "") return { negative: false, digits, exponent: 0 };
  const zeros = all.length - kept.length;
  return { negative: sign === "-", digits, exponent: Number(exponent) - fraction.length + zeros };
}

/** Below zero, zero or above, as `one` is less than, equal to or greater than `other`. */
export function compare(one: Decimal, other: Decimal): number {
  if (one.negative !== other.negative) return one.negative ? -1 : 1;
  const sign = one.negative ? -1 : 1;
  const [high, low] = [magnitude(one), magnitude(other)];
  if (high !== low) return high < low ? -sign : sign;
  const width = Math.max(one.digits.length, other.digits.length);
  const [left, right] = [one.digits.padEnd(width, "0"), other.digits.padEnd(width, "0")];
  return left === right ? 0 : left < right ? -sign : sign;
}

/** Whether there is no fraction. */
export function isWhole(number: Decimal): boolean {
  return number.exponent >= 0;
}

/** The digits of a whole number, written out. */
export function written(number: Decimal): string {
  if (number.digits === "") return "0";
  return (number.negative ? "-" : "") + number.digits + "0".repeat(number.exponent);
}

/** Whether `number` is a whole multiple of `step`. */
export function isMultiple(number: Decimal, step: Decimal): boolean {
  if (number.digits === "") return true;
  const shift = number.exponent - step.exponent;
  const divisor = BigInt(step.digits);
  if (shift >= 0)
    return (BigInt(number.digits) * power(10n, BigInt(shift), divisor)) % divisor === 0n;
  // The last digit of `number` is not zero: it would have to be a multiple of so many tens.
  const needed = -shift;
  if (needed > number.digits.length * 4) return false;
  return BigInt(number.digits) % (divisor * 10n ** BigInt(needed)) === 0n;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  let factor = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}

/** How many digits stand before the point; below all others for zero. */
function magnitude(number: Decimal): number {
  return number.digits === "" ? Number.NEGATIVE_INFINITY : number.digits.length + number.exponent;
}
