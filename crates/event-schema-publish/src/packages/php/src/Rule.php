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
        return self::bound("at least $bound", $bound, fn (int $order) => $order >= 0);
    }

    public static function maximum(string $bound): self
    {
        return self::bound("at most $bound", $bound, fn (int $order) => $order <= 0);
    }

    public static function above(string $bound): self
    {
        return self::bound("more than $bound", $bound, fn (int $order) => $order > 0);
    }

    public static function below(string $bound): self
    {
        return self::bound("less than $bound", $bound, fn (int $order) => $order < 0);
    }

    public static function multipleOf(string $step): self
    {
        $divisor = Decimal::of($step);
        return new self("a multiple of $step", fn (Decimal $value) => $value->isMultipleOf($divisor));
    }

    public static function not(string $number): self
    {
        $excluded = Decimal::of($number);
        return new self("other than $number", fn (Decimal $value) => $excluded->compare($value) !== 0);
    }

    public static function among(string ...$numbers): self
    {
        $all = array_map(Decimal::of(...), $numbers);
        return new self(
            'one of ' . implode(', ', $numbers),
            fn (Decimal $value) => array_filter($all, fn (Decimal $one) => $one->compare($value) === 0) !== [],
        );
    }

    public static function only(bool $allowed): self
    {
        return new self('that is ' . ($allowed ? 'true' : 'false'), fn (bool $value) => $value === $allowed);
    }

    public static function minLength(int $least): self
    {
        return self::least($least, 'character', self::length(...));
    }

    public static function maxLength(int $most): self
    {
        return self::most($most, 'character', self::length(...));
    }

    public static function startsWith(string $start): self
    {
        return new self(
            'that begins with ' . Node::quoted($start),
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
            'one of ' . implode(', ', array_map(Node::quoted(...), $values)),
            fn (string $value) => in_array($value, $values, true),
        );
    }

    /**
     * A pattern, and the table that decides it in one pass: the length of a row, the first state, the first that
     * accepts, how many classes of characters there are, where each begins and which it is, and the next state for
     * each state and class.
     */
    public static function matches(string $pattern, string ...$table): self
    {
        $numbers = array_map(intval(...), explode(' ', implode(' ', $table)));
        [$width, $start, $ends, $count] = $numbers;
        $classes = array_chunk(array_slice($numbers, 4, 2 * $count), 2);
        $next = array_slice($numbers, 4 + 2 * $count);
        return new self("that matches $pattern", function (string $value) use ($width, $start, $ends, $classes, $next) {
            $state = $start;
            foreach (self::codePoints($value) as $character) {
                if ($state <= $width) {
                    break;
                }
                $at = 0;
                while (isset($classes[$at + 1]) && $classes[$at + 1][0] <= $character) {
                    $at++;
                }
                $state = $next[$state + $classes[$at][1]];
            }
            return $state === $width || $state >= $ends;
        });
    }

    /** Patterns that a string must match; a time of day in it begins at `$timeAt`. */
    public static function ofFormat(string $told, ?int $timeAt, self ...$patterns): self
    {
        return new self($told, function (string $value) use ($timeAt, $patterns) {
            foreach ($patterns as $pattern) {
                if (!($pattern->holds)($value)) {
                    return false;
                }
            }
            return $timeAt === null || self::isSecond(substr($value, $timeAt));
        });
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

    public static function minItems(int $least): self
    {
        return self::least($least, 'item', intval(...));
    }

    public static function maxItems(int $most): self
    {
        return self::most($most, 'item', intval(...));
    }

    public static function minProperties(int $least): self
    {
        return self::least($least, 'member', intval(...));
    }

    public static function maxProperties(int $most): self
    {
        return self::most($most, 'member', intval(...));
    }

    public static function counted(int $count, string $unit): string
    {
        return "$count $unit" . ($count === 1 ? '' : 's');
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

    /** @param callable(mixed): int $count */
    private static function least(int $least, string $unit, callable $count): self
    {
        return new self('at least ' . self::counted($least, $unit), fn (mixed $value) => $count($value) >= $least);
    }

    /** @param callable(mixed): int $count */
    private static function most(int $most, string $unit, callable $count): self
    {
        return new self('at most ' . self::counted($most, $unit), fn (mixed $value) => $count($value) <= $most);
    }

    /**
     * A rule about the decimal that a number is.
     *
     * @param callable(int): bool $holds
     */
    private static function bound(string $expected, string $bound, callable $holds): self
    {
        $limit = Decimal::of($bound);
        return new self($expected, fn (Decimal $value) => $holds($value->compare($limit)));
    }

    /** Tells whether a leap second is the last second of a day in UTC. */
    private static function isSecond(string $time): bool
    {
        if (substr($time, 6, 2) !== '60') {
            return true;
        }
        $minutes = fn (string $text) => (int) substr($text, 0, 2) * 60 + (int) substr($text, 3, 2);
        $ahead = in_array($time[-1], ['Z', 'z'], true) ? 0 : $minutes(substr($time, -5));
        $sign = $time[-6] === '-' ? -1 : 1;
        return ($minutes($time) - $sign * $ahead + 2880) % 1440 === 1439;
    }

    /** @return iterable<int> the code points of valid UTF-8; none of what is not valid */
    private static function codePoints(string $text): iterable
    {
        $characters = [];
        preg_match_all('/./su', $text, $characters);
        foreach ($characters[0] as $character) {
            $code = ord($character) & [1 => 0x7F, 0x1F, 0x0F, 0x07][strlen($character)];
            foreach (str_split(substr($character, 1)) as $byte) {
                $code = $code << 6 | ord($byte) & 0x3F;
            }
            yield $code;
        }
    }

    /** Code points of valid UTF-8: its bytes that continue none. */
    private static function length(string $text): int
    {
        return strlen($text) - (int) preg_match_all('/[\x80-\xBF]/', $text);
    }
}
