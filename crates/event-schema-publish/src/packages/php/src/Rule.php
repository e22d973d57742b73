/**
 * What a value must obey beside its type.
 *
 * @internal
 */
final readonly class Rule
{
    /** @param \Closure(mixed): bool $holds */
    private function __construct(public string $expected, public \Closure $holds)
    {
    }

    public static function minimum(string $bound): self
    {
        return self::bound("not below $bound", $bound, fn (int $order) => $order >= 0);
    }

    public static function maximum(string $bound): self
    {
        return self::bound("not above $bound", $bound, fn (int $order) => $order <= 0);
    }

    public static function above(string $bound): self
    {
        return self::bound("above $bound", $bound, fn (int $order) => $order > 0);
    }

    public static function below(string $bound): self
    {
        return self::bound("below $bound", $bound, fn (int $order) => $order < 0);
    }

    public static function multipleOf(string $step): self
    {
        $divisor = Decimal::of($step);
        return new self("a multiple of $step", fn (Decimal $value) => $value->isMultipleOf($divisor));
    }

    public static function minLength(int $least): self
    {
        return new self("of $least characters or more", fn (string $value) => self::length($value) >= $least);
    }

    public static function maxLength(int $most): self
    {
        return new self("of $most characters or fewer", fn (string $value) => self::length($value) <= $most);
    }

    public static function startsWith(string $start): self
    {
        return new self(
            'that starts with ' . Node::quoted($start),
            fn (string $value) => str_starts_with($value, $start),
        );
    }

    public static function endsWith(string $end): self
    {
        return new self('that ends with ' . Node::quoted($end), fn (string $value) => str_ends_with($value, $end));
    }

    public static function contains(string $part): self
    {
        return new self('that contains ' . Node::quoted($part), fn (string $value) => str_contains($value, $part));
    }

    public static function oneOf(string ...$values): self
    {
        return new self(
            'that is one of ' . implode(', ', array_map(Node::quoted(...), $values)),
            fn (string $value) => in_array($value, $values, true),
        );
    }

    public static function unicode(): self
    {
        return new self('in UTF-8', Node::isUtf8(...));
    }

    public static function finite(): self
    {
        return new self('that is finite', is_finite(...));
    }

    /** An integer is given as one, or in digits. */
    public static function digits(): self
    {
        $pattern = '/^(?:0|-?[1-9][0-9]*)$/D';
        return new self('in digits', fn (int|string $value) => preg_match($pattern, (string) $value) === 1);
    }

    public static function minCount(int $least): self
    {
        return new self("of $least or more", fn (int $count) => $count >= $least);
    }

    public static function maxCount(int $most): self
    {
        return new self("of $most or fewer", fn (int $count) => $count <= $most);
    }

    /**
     * The rule for what something else is made of.
     *
     * @param \Closure(mixed): mixed $made
     */
    public function of(\Closure $made): self
    {
        return new self($this->expected, fn (mixed $value) => ($this->holds)($made($value)));
    }

    /** A rule about the decimal that a number is. */
    private static function bound(string $expected, string $bound, callable $holds): self
    {
        $limit = Decimal::of($bound);
        return new self($expected, fn (Decimal $value) => $holds($value->compare($limit)));
    }

    /** Code points of valid UTF-8: its bytes that continue none. */
    private static function length(string $text): int
    {
        return strlen($text) - preg_match_all('/[\x80-\xBF]/', $text);
    }
}
