/**
 * How a type is read and written. What is wrong is noted at the place, and the result means nothing then.
 *
 * @internal
 */
final readonly class Codec
{
    /**
     * @param \Closure(mixed, Place): mixed $read
     * @param \Closure(mixed, Place): string $write
     */
    public function __construct(public \Closure $read, public \Closure $write)
    {
    }

    /** Any JSON value. */
    public static function any(): self
    {
        return new self(
            fn (mixed $node) => RawJson::of(Node::written($node)),
            fn (RawJson $value) => $value->text,
        );
    }

    /** Null and nothing else. */
    public static function nothing(): self
    {
        return new self(
            fn (mixed $node, Place $place) => $node === null ? null : $place->expected('null'),
            fn () => 'null',
        );
    }

    public static function boolean(): self
    {
        return self::scalar('a boolean', [], fn (mixed $node) => is_bool($node) ? $node : null, Node::written(...));
    }

    /** The one boolean that is allowed. */
    public static function only(bool $allowed): self
    {
        return self::scalar(
            'a boolean',
            [Rule::only($allowed)],
            fn (mixed $node) => is_bool($node) ? $node : null,
            Node::written(...),
        );
    }

    /** An integer of 64 bits. */
    public static function integer(Rule ...$rules): self
    {
        // What does not fit becomes another number.
        $made = fn (string $digits) => (string) (int) $digits === $digits ? (int) $digits : null;
        return self::whole('an integer of 64 bits', $rules, $made);
    }

    /** An integer of any length, as a string of digits. */
    public static function longInteger(Rule ...$rules): self
    {
        return self::whole('an integer', $rules, fn (string $digits) => $digits);
    }

    /** A number as floats hold it: its rules are about the float that it becomes. */
    public static function number(Rule ...$rules): self
    {
        $written = fn (float $value) => is_finite($value) ? json_encode($value, JSON_THROW_ON_ERROR) : 'null';
        $exact = fn (float $value) => Decimal::of($written($value));
        return self::scalar(
            'a number',
            [Rule::finite(), ...self::exactly($rules, $exact)],
            fn (mixed $node) => $node instanceof Numeral ? (float) $node->text : null,
            $written,
        );
    }

    public static function string(Rule ...$rules): self
    {
        return self::scalar(
            'a string',
            [...$rules, Rule::unicode()],
            fn (mixed $node) => is_string($node) ? $node : null,
            Node::quoted(...),
        );
    }

    /**
     * A string that stands for a value.
     *
     * @param class-string<\BackedEnum> $enum
     * @param array<string> $aliases other strings that it is read by, and the values that they stand for
     */
    public static function enumeration(string $enum, array $aliases = []): self
    {
        return self::scalar(
            self::oneOfThe('string', array_column($enum::cases(), 'value')),
            [],
            fn (mixed $node) => is_string($node) ? $enum::tryFrom($aliases[$node] ?? $node) : null,
            fn (\BackedEnum $value) => Node::quoted((string) $value->value),
        );
    }

    /**
     * A string that others may be added to.
     *
     * @param class-string $class
     */
    public static function open(string $class): self
    {
        $string = self::string();
        return new self(
            function (mixed $node, Place $place) use ($string, $class) {
                $value = ($string->read)($node, $place);
                return is_string($value) ? new $class($value) : null;
            },
            fn (object $value, Place $place) => ($string->write)($value->value, $place),
        );
    }

    public static function nullable(self $inner): self
    {
        return new self(
            fn (mixed $node, Place $place) => $node === null ? null : ($inner->read)($node, $place->orNull()),
            fn (mixed $value, Place $place) => $value === null ? 'null' : ($inner->write)($value, $place->orNull()),
        );
    }

    public static function list(self $item, Rule ...$rules): self
    {
        $expected = self::described('an array', $rules);
        return new self(
            function (mixed $node, Place $place) use ($item, $rules, $expected) {
                if (!is_array($node) || !self::hold($rules, count($node))) {
                    return $place->expected($expected);
                }
                $values = [];
                foreach ($node as $at => $value) {
                    $values[] = ($item->read)($value, $place->at($at));
                }
                return $values;
            },
            function (array $values, Place $place) use ($item, $rules, $expected) {
                if (!array_is_list($values) || !self::hold($rules, count($values))) {
                    $place->expected($expected);
                }
                $texts = [];
                foreach ($values as $at => $value) {
                    $texts[] = ($item->write)($value, $place->at($at));
                }
                return '[' . implode(',', $texts) . ']';
            },
        );
    }

    public static function map(self $member, Rule ...$rules): self
    {
        $expected = self::described('an object', $rules);
        return new self(
            function (mixed $node, Place $place) use ($member, $rules, $expected) {
                if (!$node instanceof Members) {
                    return $place->expected($expected);
                }
                $values = [];
                foreach ($node->values as [$name, $value]) {
                    $values[$name] = ($member->read)($value, $place->at($name));
                }
                return self::hold($rules, count($values)) ? $values : $place->expected($expected);
            },
            function (array $values, Place $place) use ($member, $rules, $expected) {
                if (!self::hold($rules, count($values))) {
                    $place->expected($expected);
                }
                $members = [];
                // PHP makes integers of names that look like such.
                foreach ($values as $name => $value) {
                    if (!Node::isUtf8((string) $name)) {
                        $place->expected('names in UTF-8');
                    }
                    $members[] = Node::quoted((string) $name) . ':' . ($member->write)($value, $place->at($name));
                }
                return '{' . implode(',', $members) . '}';
            },
        );
    }

    /**
     * An array with a codec for each of its items.
     *
     * @param \Closure(mixed...): object $made
     */
    public static function tuple(\Closure $made, self ...$items): self
    {
        $expected = 'an array of ' . Rule::counted(count($items), 'item');
        return new self(
            function (mixed $node, Place $place) use ($made, $items, $expected) {
                if (!is_array($node) || count($node) !== count($items)) {
                    return $place->expected($expected);
                }
                $before = count($place->issues);
                $values = [];
                foreach ($items as $at => $item) {
                    $values[] = ($item->read)($node[$at], $place->at($at));
                }
                return count($place->issues) > $before ? null : $made(...$values);
            },
            function (object $tuple, Place $place) use ($items) {
                $texts = [];
                foreach (array_values(get_object_vars($tuple)) as $at => $value) {
                    $texts[] = ($items[$at]->write)($value, $place->at($at));
                }
                return '[' . implode(',', $texts) . ']';
            },
        );
    }

    /**
     * A name, or an object with one member, whose name says what stands there.
     *
     * @param array<string, array{class-string, null|self}> $cases by their names: the class, and how its content is
     *     read and written; a case without content is its name
     * @param array<string> $aliases other names, and those that they stand for
     */
    public static function keyed(array $cases, array $aliases = []): self
    {
        $units = array_keys(array_filter($cases, fn (array $case) => $case[1] === null));
        $others = array_keys(array_filter($cases, fn (array $case) => $case[1] !== null));
        $expected = implode(' or ', [
            ...($units === [] ? [] : [self::oneOfThe('string', $units)]),
            ...($others === [] ? [] : ['an object with only one member: ' . self::quotedNames($others)]),
        ]);
        return new self(
            function (mixed $node, Place $place) use ($cases, $aliases, $expected) {
                $own = is_string($node) ? $cases[$aliases[$node] ?? $node] ?? null : null;
                if ($own !== null && $own[1] === null) {
                    return new $own[0]();
                }
                $members = $node instanceof Members ? $node->values : [];
                [$name, $value] = count($members) === 1 ? $members[0] : ['', null];
                $case = $cases[$aliases[$name] ?? $name] ?? null;
                if ($case === null || $case[1] === null) {
                    return $place->expected($expected);
                }
                return self::wrapped($case[0], $case[1], $value, $place->at($name));
            },
            function (object $value, Place $place) use ($cases, $expected) {
                foreach ($cases as $name => [$class, $content]) {
                    if ($value instanceof $class) {
                        $key = Node::quoted((string) $name);
                        return $content === null
                            ? $key
                            : '{' . $key . ':' . ($content->write)($value->value, $place->at($name)) . '}';
                    }
                }
                $place->expected($expected);
                return 'null';
            },
        );
    }

    /**
     * One of several objects, which a property tells apart.
     *
     * @param array<string, class-string> $cases by the values of the property
     * @param array<string> $aliases other values, and those that they stand for
     * @param null|class-string $others what keeps an object with any other value
     */
    public static function tagged(string $tag, array $cases, array $aliases = [], ?string $others = null): self
    {
        $expected = self::oneOfThe('string', array_keys($cases));
        $chosen = function (mixed $node, Place $place) use ($tag, $cases, $aliases, $others, $expected): ?string {
            if (!$node instanceof Members) {
                return $place->expected('an object');
            }
            $values = array_column($node->values, 1, 0);
            if (!array_key_exists($tag, $values)) {
                return $place->at($tag)->expected('the property');
            }
            $name = is_string($values[$tag]) ? $values[$tag] : null;
            $class = $name === null ? null : $cases[$aliases[$name] ?? $name] ?? $others;
            return $class ?? $place->at($tag)->expected($expected);
        };
        return new self(
            function (mixed $node, Place $place) use ($chosen, $others) {
                $class = $chosen($node, $place);
                return match ($class) {
                    null => null,
                    $others => new $class(RawJson::of(Node::written($node))),
                    default => $class::codec()->read($node, $place),
                };
            },
            function (object $value, Place $place) use ($tag, $chosen, $others) {
                if ($value::class !== $others) {
                    return $value::codec()->write($value, $place);
                }
                if ($chosen(Node::parse($value->value->text), $place) !== $others) {
                    $place->at($tag)->expected('a value that no other case has');
                }
                return $value->value->text;
            },
        );
    }

    /**
     * One of several types: the first that takes a value counts.
     *
     * @param list<array{class-string, self}> $cases
     */
    public static function choice(string $expected, array $cases): self
    {
        return new self(
            function (mixed $node, Place $place) use ($cases, $expected) {
                foreach ($cases as [$class, $content]) {
                    $trial = new Place($place->path, new \ArrayObject());
                    $value = self::wrapped($class, $content, $node, $trial);
                    if ($value !== null) {
                        return $value;
                    }
                }
                return $place->expected($expected);
            },
            function (object $value, Place $place) use ($cases, $expected) {
                foreach ($cases as [$class, $content]) {
                    if ($value instanceof $class) {
                        return ($content->write)($value->value, $place);
                    }
                }
                $place->expected($expected);
                return 'null';
            },
        );
    }

    /**
     * A codec that is looked up when it is used, for types may refer to themselves.
     *
     * @param \Closure(): self $codec
     */
    public static function lazy(\Closure $codec): self
    {
        return new self(
            fn (mixed $node, Place $place) => ($codec()->read)($node, $place),
            fn (mixed $value, Place $place) => ($codec()->write)($value, $place),
        );
    }

    /** @param class-string $class */
    private static function wrapped(string $class, self $content, mixed $node, Place $place): ?object
    {
        $before = count($place->issues);
        $value = ($content->read)($node, $place);
        return count($place->issues) > $before ? null : new $class($value);
    }

    /** A map whose names obey rules. */
    public static function named(self $map, Rule ...$rules): self
    {
        $expected = self::described('a name', $rules);
        /** @param array<int|string> $names */
        $check = function (array $names, Place $place) use ($rules, $expected): void {
            foreach ($names as $name) {
                if (!self::hold($rules, (string) $name)) {
                    $place->at($name)->expected($expected);
                }
            }
        };
        return new self(
            function (mixed $node, Place $place) use ($map, $check) {
                $check($node instanceof Members ? array_column($node->values, 0) : [], $place);
                return ($map->read)($node, $place);
            },
            function (array $values, Place $place) use ($map, $check) {
                $check(array_keys($values), $place);
                return ($map->write)($values, $place);
            },
        );
    }

    /**
     * An object; its codec is looked up when it is used, for types may refer to themselves.
     *
     * @template T of object
     * @param \Closure(): ObjectCodec<T> $codec
     */
    public static function object(\Closure $codec): self
    {
        return new self(
            fn (mixed $node, Place $place) => $codec()->read($node, $place),
            /** @param T $value */
            fn (object $value, Place $place) => $codec()->write($value, $place),
        );
    }

    /** @param array<Rule> $rules */
    private static function whole(string $noun, array $rules, \Closure $made): self
    {
        $read = function (mixed $node) use ($made) {
            $exact = $node instanceof Numeral ? $node->exact() : null;
            return $exact?->isWhole() ? $made($exact->written()) : null;
        };
        $written = fn (int|string $value) => (string) $value;
        $exact = fn (int|string $value) => Decimal::of((string) $value);
        return self::scalar($noun, [Rule::digits(), ...self::exactly($rules, $exact)], $read, $written);
    }

    /**
     * Rules about decimals as rules about what they are made of.
     *
     * @param array<Rule> $rules
     * @return list<Rule>
     */
    private static function exactly(array $rules, \Closure $exact): array
    {
        return array_map(fn (Rule $rule) => $rule->of($exact), array_values($rules));
    }

    /** @param list<Rule> $rules */
    private static function scalar(string $noun, array $rules, \Closure $read, \Closure $written): self
    {
        $expected = self::described($noun, $rules);
        return new self(
            function (mixed $node, Place $place) use ($read, $rules, $expected) {
                $value = $read($node);
                return $value !== null && self::hold($rules, $value) ? $value : $place->expected($expected);
            },
            function (mixed $value, Place $place) use ($written, $rules, $expected) {
                if (!self::hold($rules, $value)) {
                    $place->expected($expected);
                }
                return $written($value);
            },
        );
    }

    /** @param array<int|string> $names */
    public static function oneOfThe(string $noun, array $names): string
    {
        return (count($names) === 1 ? "the $noun " : "one of the {$noun}s ") . self::quotedNames($names);
    }

    /** @param array<int|string> $names */
    private static function quotedNames(array $names): string
    {
        return implode(', ', array_map(fn (int|string $name) => Node::quoted((string) $name), $names));
    }

    /** @param array<Rule> $rules */
    private static function hold(array $rules, mixed $value): bool
    {
        foreach ($rules as $rule) {
            if (!($rule->holds)($value)) {
                return false;
            }
        }
        return true;
    }

    /** @param array<Rule> $rules */
    private static function described(string $noun, array $rules): string
    {
        return implode(', ', [$noun, ...array_column($rules, 'expected')]);
    }
}
