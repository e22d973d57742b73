/**
 * A number exactly: significant digits, and the power of ten of the last one.
 *
 * @internal
 */
final readonly class Decimal
{
    private function __construct(
        private bool $negative,
        private string $digits,
        private int $exponent,
    ) {
    }

    /** Takes a number as JSON spells it. */
    public static function of(string $spelled): self
    {
        $magnitude = ltrim($spelled, '-');
        [$mantissa, $power] = array_pad(explode('e', strtolower($magnitude)), 2, '0');
        [$before, $after] = array_pad(explode('.', $mantissa), 2, '');
        $kept = rtrim($before . $after, '0');
        $digits = ltrim($kept, '0');
        if ($digits === '') {
            return new self(false, '', 0);
        }
        // A power that is out of range is set to the limit, which is as far from any other number.
        $power = max(-1_000_000_000, min(1_000_000_000, (int) $power));
        $exponent = $power + strlen($before) - strlen($kept);
        return new self($magnitude !== $spelled, $digits, $exponent);
    }

    public function isWhole(): bool
    {
        return $this->exponent >= 0;
    }

    /** The digits of a whole number that a float can hold. */
    public function written(): string
    {
        return ($this->negative ? '-' : '') . ($this->digits ?: '0') . str_repeat('0', $this->exponent);
    }

    /** One text for all spellings of a number. */
    public function identity(): string
    {
        return ($this->negative ? '-' : '') . $this->digits . 'e' . $this->exponent;
    }

    /** Says which of two numbers is greater, as `<=>` does. */
    public function compare(self $other): int
    {
        if ($this->sign() !== $other->sign()) {
            return $this->sign() <=> $other->sign();
        }
        return $this->sign() * $this->compareMagnitude($other);
    }

    public function isMultipleOf(self $step): bool
    {
        if ($this->digits === '') {
            return true;
        }
        // The last digit is none that a power of ten divides.
        if ($this->exponent < $step->exponent) {
            return false;
        }
        $rest = '';
        foreach (str_split($this->digits . str_repeat('0', $this->exponent - $step->exponent)) as $digit) {
            $rest = ltrim($rest . $digit, '0');
            while (self::compareWhole($rest, $step->digits) >= 0) {
                $rest = self::minus($rest, $step->digits);
            }
        }
        return $rest === '';
    }

    private function sign(): int
    {
        return $this->digits === '' ? 0 : ($this->negative ? -1 : 1);
    }

    private function compareMagnitude(self $other): int
    {
        $length = strlen($this->digits) + $this->exponent;
        $otherLength = strlen($other->digits) + $other->exponent;
        return $length !== $otherLength
            ? $length <=> $otherLength
            : strcmp($this->digits, $other->digits) <=> 0;
    }

    private static function compareWhole(string $one, string $other): int
    {
        return strlen($one) !== strlen($other) ? strlen($one) <=> strlen($other) : strcmp($one, $other) <=> 0;
    }

    /** Subtracts digits from digits that are not less. */
    private static function minus(string $from, string $less): string
    {
        $borrow = 0;
        $less = str_pad($less, strlen($from), '0', STR_PAD_LEFT);
        for ($at = strlen($from) - 1; $at >= 0; $at--) {
            $digit = (int) $from[$at] - (int) $less[$at] - $borrow;
            $borrow = $digit < 0 ? 1 : 0;
            $from[$at] = (string) ($digit + 10 * $borrow);
        }
        return ltrim($from, '0');
    }
}
