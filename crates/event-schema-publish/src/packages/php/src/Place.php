/**
 * Collects what is wrong, and where.
 *
 * @internal
 */
final readonly class Place
{
    /** @param \ArrayObject<int, Issue> $issues */
    public function __construct(public string $path, public \ArrayObject $issues, private string $more = '')
    {
    }

    public function at(string|int $name): self
    {
        $escaped = str_replace(['~', '/'], ['~0', '~1'], (string) $name);
        return new self("$this->path/$escaped", $this->issues);
    }

    /** This place, where null would do as well. */
    public function orNull(): self
    {
        return new self($this->path, $this->issues, ', or null');
    }

    /** Everything that was wrong. */
    public function error(): InvalidEventException
    {
        return new InvalidEventException(array_values($this->issues->getArrayCopy()));
    }

    public function expected(string $expected): null
    {
        $this->issues->append(new Issue($this->path, $expected . $this->more));
        return null;
    }
}
