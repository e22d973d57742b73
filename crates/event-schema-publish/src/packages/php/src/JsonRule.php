/**
 * A rule about more than one value. It looks at JSON, as it came or as it is written.
 *
 * @internal
 */
final readonly class JsonRule
{
    /** @param \Closure(mixed, Place): void $check */
    private function __construct(public \Closure $check)
    {
    }

    /** A value that obeys rules about what stands in it. */
    public static function ruled(Codec $inner, self ...$rules): Codec
    {
        $check = self::eachOf(...$rules)->check;
        return new Codec(
            function (mixed $node, Place $place) use ($inner, $check) {
                $before = count($place->issues);
                $value = ($inner->read)($node, $place);
                if (count($place->issues) === $before) {
                    $check($node, $place);
                }
                return $value;
            },
            function (mixed $value, Place $place) use ($inner, $check) {
                $before = count($place->issues);
                $text = ($inner->write)($value, $place);
                if (count($place->issues) === $before) {
                    $check(Node::parse($text), $place);
                }
                return $text;
            },
        );
    }

    /** No two items are equal. */
    public static function uniqueItems(): self
    {
        return new self(function (mixed $node, Place $place): void {
            $identities = array_map(Node::identity(...), self::items($node));
            if (count(array_unique($identities, SORT_STRING)) < count($identities)) {
                $place->expected('no two equal items');
            }
        });
    }

    public static function minContains(int $least, Codec $each): self
    {
        return new self(function (mixed $node, Place $place) use ($least, $each): void {
            if (self::contained($node, $each) < $least) {
                $place->expected('at least ' . Rule::counted($least, 'item') . ' of a kind that it must contain');
            }
        });
    }

    public static function maxContains(int $most, Codec $each): self
    {
        return new self(function (mixed $node, Place $place) use ($most, $each): void {
            if (self::contained($node, $each) > $most) {
                $items = Rule::counted($most, 'item');
                $place->expected("at most $items of a kind that it must not contain more of");
            }
        });
    }

    public static function prefixItems(Codec ...$each): self
    {
        return new self(function (mixed $node, Place $place) use ($each): void {
            foreach (array_slice(self::items($node), 0, count($each)) as $at => $item) {
                ($each[$at]->read)($item, $place->at($at));
            }
        });
    }

    public static function patternProperties(Codec $names, Codec $values): self
    {
        return new self(function (mixed $node, Place $place) use ($names, $values): void {
            foreach ($node instanceof Members ? $node->values : [] as [$name, $value]) {
                if (self::takes($names, $name)) {
                    ($values->read)($value, $place->at($name));
                }
            }
        });
    }

    public static function dependentRequired(string $property, string ...$required): self
    {
        return new self(function (mixed $node, Place $place) use ($property, $required): void {
            foreach ($required as $name) {
                if (self::stands($node, $property) && !self::stands($node, $name)) {
                    $place->at($name)->expected('the property beside ' . Node::quoted($property));
                }
            }
        });
    }

    /** @param \Closure(mixed): bool $test */
    public static function condition(\Closure $test, self $then, self $otherwise): self
    {
        return new self(function (mixed $node, Place $place) use ($test, $then, $otherwise): void {
            (($test($node) ? $then : $otherwise)->check)($node, $place);
        });
    }

    /**
     * @param \Closure(mixed): bool ...$tests
     * @return \Closure(mixed): bool
     */
    public static function allOf(\Closure ...$tests): \Closure
    {
        return function (mixed $node) use ($tests): bool {
            foreach ($tests as $test) {
                if (!$test($node)) {
                    return false;
                }
            }
            return true;
        };
    }

    public static function eachOf(self ...$rules): self
    {
        return new self(function (mixed $node, Place $place) use ($rules): void {
            foreach ($rules as $rule) {
                ($rule->check)($node, $place);
            }
        });
    }

    /**
     * The property is there, is not null, and is of the type.
     *
     * @return \Closure(mixed): bool
     */
    public static function has(string $property, Codec $codec): \Closure
    {
        return function (mixed $node) use ($property, $codec): bool {
            $value = self::member($node, $property);
            return $value !== null && self::takes($codec, $value);
        };
    }

    public static function mustHave(string $property, Codec $codec): self
    {
        return new self(function (mixed $node, Place $place) use ($property, $codec): void {
            $value = self::member($node, $property);
            if ($value === null) {
                $place->at($property)->expected('a value, for the values of others require it');
            } else {
                ($codec->read)($value, $place->at($property));
            }
        });
    }

    public static function mayHave(string $property, Codec $codec): self
    {
        return new self(function (mixed $node, Place $place) use ($property, $codec): void {
            $value = self::member($node, $property);
            if ($value !== null) {
                ($codec->read)($value, $place->at($property));
            }
        });
    }

    private static function takes(Codec $codec, mixed $node): bool
    {
        $trial = new Place('', new \ArrayObject());
        ($codec->read)($node, $trial);
        return count($trial->issues) === 0;
    }

    private static function contained(mixed $node, Codec $each): int
    {
        $counts = fn (mixed $item) => $item !== null && self::takes($each, $item);
        return count(array_filter(self::items($node), $counts));
    }

    /** @return list<mixed> */
    private static function items(mixed $node): array
    {
        return is_array($node) ? array_values($node) : [];
    }

    private static function stands(mixed $node, string $name): bool
    {
        return $node instanceof Members && in_array($name, array_column($node->values, 0), true);
    }

    /** The value of a member; null if there is none, or it is null itself. */
    private static function member(mixed $node, string $name): mixed
    {
        foreach ($node instanceof Members ? $node->values : [] as [$own, $value]) {
            if ($own === $name) {
                return $value;
            }
        }
        return null;
    }
}
