/**
 * An object's members, in which a name may stand twice.
 *
 * @internal
 */
final readonly class Members
{
    /** @param list<array{string, mixed}> $values names and values */
    public function __construct(public array $values)
    {
    }
}
