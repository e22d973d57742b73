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
     * @param null|array{string, string} $tag the property that tells events apart, and its value
     */
    public function __construct(
        private string $class,
        private array $properties,
        private bool $closed = false,
        private ?array $tag = null,
    ) {
    }

    public function read(mixed $node, Place $place): ?object
    {
        if (!$node instanceof Members) {
            return $place->expected('an object');
        }
        $before = count($place->issues);
        $found = [];
        $tags = 0;
        foreach ($node->values as [$name, $value]) {
            $field = $this->field($name);
            if ($this->tag !== null && $name === $this->tag[0]) {
                $this->checkTag($value, ++$tags, $place->at($name));
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
        return count($place->issues) > $before ? null : new $this->class(...$found);
    }

    public function write(object $value, Place $place): string
    {
        $members = $this->tag === null ? [] : [Node::quoted($this->tag[0]) . ':' . Node::quoted($this->tag[1])];
        foreach ($this->properties as $field => [$codec, , $names]) {
            if ($value->$field !== Absent::Absent) {
                $members[] = Node::quoted($names[0]) . ':' . ($codec->write)($value->$field, $place->at($names[0]));
            }
        }
        return '{' . implode(',', $members) . '}';
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
        } elseif ($value !== $this->tag[1]) {
            $place->expected(Node::quoted($this->tag[1]));
        }
    }
}
