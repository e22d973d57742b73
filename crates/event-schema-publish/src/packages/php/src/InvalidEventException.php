/** A payload or an event is not what the contract says. */
final class InvalidEventException extends \JsonException
{
    /**
     * @internal
     * @param list<Issue> $issues all that is wrong
     */
    public function __construct(public readonly array $issues)
    {
        parent::__construct(implode('; ', $issues));
    }

    /** @internal */
    public static function at(string $path, string $expected): self
    {
        return new self([new Issue($path, $expected)]);
    }
}
