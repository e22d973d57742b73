/**
 * Values without a type yet: null, booleans, strings, {@see Numeral}, lists, and {@see Members}. `json_decode` rounds
 * numbers and loses a name that stands in an object twice.
 *
 * @internal
 */
final class Node
{
    /** How many levels of arrays and objects a payload may have. */
    private const MAX_DEPTH = 128;

    private const NUMBER = '/\G-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/';

    private int $at = 0;

    private int $depth = 0;

    private function __construct(private readonly string $text)
    {
    }

    /** Reads JSON as RFC 8259 has it, and nothing else. */
    public static function parse(string $text): mixed
    {
        if (!self::isUtf8($text)) {
            throw InvalidEventException::at('', 'UTF-8');
        }
        $parser = new self($text);
        $value = $parser->value();
        $parser->space();
        if ($parser->at < strlen($text)) {
            $parser->fail('the end');
        }
        return $value;
    }

    public static function isUtf8(string $text): bool
    {
        return preg_match('//u', $text) === 1;
    }

    /** A text as a JSON string. */
    public static function quoted(string $text): string
    {
        return json_encode($text, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE)
            ?: '""';
    }

    /** The value as JSON, with its numbers as they were spelled. */
    public static function written(mixed $value): string
    {
        return match (true) {
            $value instanceof Numeral => $value->text,
            $value instanceof Members => self::joined($value, self::written(...)),
            is_array($value) => '[' . implode(',', array_map(self::written(...), $value)) . ']',
            is_string($value) => self::quoted($value),
            default => json_encode($value, JSON_THROW_ON_ERROR),
        };
    }

    /** One text for what JSON Schema calls equal: spelling and order do not matter. */
    public static function identity(mixed $value): string
    {
        if ($value instanceof Members) {
            $members = $value->values;
            usort($members, fn (array $one, array $other) => strcmp($one[0], $other[0]));
            return self::joined(new Members($members), self::identity(...));
        }
        return match (true) {
            $value instanceof Numeral => $value->exact()->identity(),
            is_array($value) => '[' . implode(',', array_map(self::identity(...), $value)) . ']',
            default => self::written($value),
        };
    }

    /** @param callable(mixed): string $text */
    private static function joined(Members $members, callable $text): string
    {
        $texts = [];
        foreach ($members->values as [$name, $value]) {
            $texts[] = self::quoted($name) . ':' . $text($value);
        }
        return '{' . implode(',', $texts) . '}';
    }

    private function value(): mixed
    {
        $this->space();
        return match ($this->peek()) {
            '{' => $this->nested($this->members(...)),
            '[' => $this->nested($this->items(...)),
            '"' => $this->string(),
            't' => $this->word('true', true),
            'f' => $this->word('false', false),
            'n' => $this->word('null', null),
            default => $this->number(),
        };
    }

    private function nested(callable $read): mixed
    {
        if (++$this->depth > self::MAX_DEPTH) {
            $this->fail('no more than ' . self::MAX_DEPTH . ' levels');
        }
        $this->at++;
        $value = $read();
        $this->depth--;
        return $value;
    }

    private function members(): Members
    {
        $values = [];
        if ($this->takes('}')) {
            return new Members($values);
        }
        do {
            $this->space();
            $name = $this->peek() === '"' ? $this->string() : $this->fail('a property\'s name');
            if (!$this->takes(':')) {
                $this->fail('a colon');
            }
            $values[] = [$name, $this->value()];
        } while ($this->takes(','));
        return $this->takes('}') ? new Members($values) : $this->fail('a comma or the object\'s end');
    }

    /** @return list<mixed> */
    private function items(): array
    {
        $values = [];
        if ($this->takes(']')) {
            return $values;
        }
        do {
            $values[] = $this->value();
        } while ($this->takes(','));
        return $this->takes(']') ? $values : $this->fail('a comma or the array\'s end');
    }

    private function string(): string
    {
        $start = $this->at++;
        $this->at += strcspn($this->text, '"\\', $this->at);
        while ($this->peek() === '\\') {
            $this->at += 2;
            $this->at += $this->at < strlen($this->text) ? strcspn($this->text, '"\\', $this->at) : 0;
        }
        if ($this->peek() !== '"') {
            $this->fail('the string\'s closing quote');
        }
        $this->at++;
        // For a string alone it is exact, halves of surrogate pairs among it.
        $value = json_decode(substr($this->text, $start, $this->at - $start));
        return is_string($value) ? $value : $this->fail('a string without a fault');
    }

    private function number(): Numeral
    {
        $match = [];
        if (preg_match(self::NUMBER, $this->text, $match, 0, $this->at) !== 1) {
            $this->fail('a value');
        }
        $this->at += strlen($match[0]);
        if (is_infinite((float) $match[0])) {
            $this->fail('a number that a float can hold');
        }
        return new Numeral($match[0]);
    }

    private function word(string $word, ?bool $value): ?bool
    {
        if (substr_compare($this->text, $word, $this->at, strlen($word)) !== 0) {
            $this->fail('a value');
        }
        $this->at += strlen($word);
        return $value;
    }

    private function takes(string $character): bool
    {
        $this->space();
        if ($this->peek() !== $character) {
            return false;
        }
        $this->at++;
        return true;
    }

    private function space(): void
    {
        $this->at += strspn($this->text, " \t\n\r", $this->at);
    }

    private function peek(): string
    {
        return $this->text[$this->at] ?? '';
    }

    private function fail(string $expected): never
    {
        throw InvalidEventException::at('', "$expected at byte $this->at");
    }
}
