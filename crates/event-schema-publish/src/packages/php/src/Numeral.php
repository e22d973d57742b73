/**
 * A number as it is spelled.
 *
 * @internal
 */
final readonly class Numeral
{
    public function __construct(public string $text)
    {
    }

    public function exact(): Decimal
    {
        return Decimal::of($this->text);
    }
}
