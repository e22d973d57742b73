/** Any JSON value, as it is written: numbers keep their digits. */
final readonly class RawJson
{
    private function __construct(public string $text)
    {
    }

    /**
     * Takes JSON.
     *
     * @throws InvalidEventException if it is none
     */
    public static function of(string $text): self
    {
        return new self(Node::written(Node::parse($text)));
    }

    /**
     * Returns the value as PHP has it: objects are arrays, and numbers are rounded to what a float can hold.
     *
     * @return null|bool|int|float|string|array<mixed>
     */
    public function value(): null|bool|int|float|string|array
    {
        /** @var null|bool|int|float|string|array<mixed> $value */
        $value = json_decode($this->text, true, flags: JSON_THROW_ON_ERROR);
        return $value;
    }
}
