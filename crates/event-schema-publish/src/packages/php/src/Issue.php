/** One thing that is wrong with a payload or an event. */
final readonly class Issue implements \Stringable
{
    /**
     * @param string $path where it is, as a JSON pointer; empty for the event itself
     * @param string $expected what was expected there; no value is quoted, for payloads hold personal data
     */
    public function __construct(public string $path, public string $expected)
    {
    }

    public function __toString(): string
    {
        return ($this->path === '' ? '' : $this->path . ': ') . 'expected ' . $this->expected;
    }
}
