/** Stands for a property that is not there, which is not the same as null. */
enum Absent
{
    case Absent;
}
