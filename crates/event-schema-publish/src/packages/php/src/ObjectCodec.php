/**
 * How a class is read and written: its properties in the order of the wire.
 *
 * @internal
 * @template T of object
 */
final readonly class ObjectCodec
{
    /**
     * @param class-string<T> $class
     * @param array<string, array{Codec, bool, non-empty-list<string>}> $properties by the name in the class: how it is
     *     read and written, whether it must be there, and its names on the wire, of which the first is written
     * @param null|non-empty-list<string> $tag the property that tells events apart, its value, and what else it is
     *     read by
     * @param null|array{string, Codec} $rest what the class calls the members that no property takes, and how each is
     *     read and written
     * @param list<JsonRule> $rules what the properties have to do with each other
     */
    public function __construct(
        private string $class,
        private array $properties,
        private bool $closed = false,
        private ?array $tag = null,
        private ?array $rest = null,
        private array $rules = [],
    ) {
    }

    /** @return null|T */
    public function read(mixed $node, Place $place): ?object
    {
        if (!$node instanceof Members) {
            return $place->expected('an object');
        }
        $before = count($place->issues);
        $found = [];
        $others = [];
        $tags = 0;
        foreach ($node->values as [$name, $value]) {
            $field = $this->field($name);
            if ($this->tag !== null && $name === $this->tag[0]) {
                self::checkTag($this->tag, $value, ++$tags, $place->at($name));
            } elseif ($field === null && $this->rest !== null) {
                $others[$name] = ($this->rest[1]->read)($value, $place->at($name));
            } elseif ($field === null && $this->closed) {
                $place->expected('no property ' . Node::quoted($name));
            } elseif ($field !== null && array_key_exists($field, $found)) {
                $place->at($name)->expected('the property only once');
            } elseif ($field !== null) {
                $found[$field] = ($this->properties[$field][0]->read)($value, $place->at($name));
            }
        }
        if ($this->tag !== null && $tags === 0) {
            $place->at($this->tag[0])->expected('the property');
        }
        foreach ($this->properties as $field => [, $required, $names]) {
            if ($required && !array_key_exists($field, $found)) {
                $place->at($names[0])->expected('the property');
            }
        }
        if ($this->rest !== null) {
            $found[$this->rest[0]] = $others;
        }
        if (count($place->issues) === $before) {
            (JsonRule::eachOf(...$this->rules)->check)($node, $place);
        }
        if (count($place->issues) > $before) {
            return null;
        }
        /** @var T $object */
        $object = new $this->class(...$found);
        return $object;
    }

    /** @param T $value */
    public function write(object $value, Place $place): string
    {
        $before = count($place->issues);
        $members = $this->tag === null ? [] : [Node::quoted($this->tag[0]) . ':' . Node::quoted($this->tag[1])];
        foreach ($this->properties as $field => [$codec, , $names]) {
            if ($value->$field !== Absent::Absent) {
                $members[] = Node::quoted($names[0]) . ':' . ($codec->write)($value->$field, $place->at($names[0]));
            }
        }
        if ($this->rest !== null) {
            [$field, $codec] = $this->rest;
            /** @var array<mixed> $others */
            $others = $value->$field;
            foreach ($others as $name => $other) {
                // PHP makes integers of names that look like such.
                $name = (string) $name;
                if ($this->field($name) !== null || $name === ($this->tag[0] ?? null) || !Node::isUtf8($name)) {
                    $place->at($name)->expected('a name in UTF-8 that no property has');
                }
                $members[] = Node::quoted($name) . ':' . ($codec->write)($other, $place->at($name));
            }
        }
        $text = '{' . implode(',', $members) . '}';
        if ($this->rules !== [] && count($place->issues) === $before) {
            (JsonRule::eachOf(...$this->rules)->check)(Node::parse($text), $place);
        }
        return $text;
    }

    /**
     * Reads a whole payload.
     *
     * @return T
     */
    public function decode(mixed $node): object
    {
        $place = new Place('', new \ArrayObject());
        $value = $this->read($node, $place);
        return $value ?? throw $place->error();
    }

    /**
     * Writes a whole payload.
     *
     * @param T $value
     */
    public function encode(object $value): string
    {
        $place = new Place('', new \ArrayObject());
        $text = $this->write($value, $place);
        return count($place->issues) === 0 ? $text : throw $place->error();
    }

    private function field(string $name): ?string
    {
        foreach ($this->properties as $field => [, , $names]) {
            if (in_array($name, $names, true)) {
                return $field;
            }
        }
        return null;
    }

    /** @param non-empty-list<string> $tag */
    private static function checkTag(array $tag, mixed $value, int $times, Place $place): void
    {
        if ($times > 1) {
            $place->expected('the property only once');
        } elseif (!in_array($value, array_slice($tag, 1), true)) {
            $place->expected('the string ' . Node::quoted($tag[1]));
        }
    }
}
