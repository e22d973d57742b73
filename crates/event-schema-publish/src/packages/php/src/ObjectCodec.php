/**
 * How a class is read and written: its properties in the order of the wire.
 *
 * @internal
 */
final readonly class ObjectCodec
{
    /**
     * @param class-string $class
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
                $this->checkTag($value, ++$tags, $place->at($name));
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
        return count($place->issues) > $before ? null : new $this->class(...$found);
    }

    public function write(object $value, Place $place): string
    {
        $before = count($place->issues);
        $members = $this->tag === null ? [] : [Node::quoted($this->tag[0]) . ':' . Node::quoted($this->tag[1])];
        foreach ($this->properties as $field => [$codec, , $names]) {
            if ($value->$field !== Absent::Absent) {
                $members[] = Node::quoted($names[0]) . ':' . ($codec->write)($value->$field, $place->at($names[0]));
            }
        }
        foreach ($this->rest === null ? [] : $value->{$this->rest[0]} as $name => $other) {
            // PHP makes integers of names that look like such.
            $name = (string) $name;
            if ($this->field($name) !== null || $name === ($this->tag[0] ?? null) || !Node::isUtf8($name)) {
                $place->at($name)->expected('a name in UTF-8 that no property has');
            }
            $members[] = Node::quoted($name) . ':' . ($this->rest[1]->write)($other, $place->at($name));
        }
        $text = '{' . implode(',', $members) . '}';
        if ($this->rules !== [] && count($place->issues) === $before) {
            (JsonRule::eachOf(...$this->rules)->check)(Node::parse($text), $place);
        }
        return $text;
    }

    /** Reads a whole payload. */
    public function decode(mixed $node): object
    {
        $place = new Place('', new \ArrayObject());
        $value = $this->read($node, $place);
        return $value ?? throw new InvalidEventException($place->issues->getArrayCopy());
    }

    /** Writes a whole payload. */
    public function encode(object $value): string
    {
        $place = new Place('', new \ArrayObject());
        $text = $this->write($value, $place);
        return count($place->issues) === 0 ? $text : throw new InvalidEventException($place->issues->getArrayCopy());
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

    private function checkTag(mixed $value, int $times, Place $place): void
    {
        if ($times > 1) {
            $place->expected('the property only once');
        } elseif (!in_array($value, array_slice($this->tag, 1), true)) {
            $place->expected(Node::quoted($this->tag[1]));
        }
    }
}
