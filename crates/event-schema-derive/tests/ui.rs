//! One case for each rule of the derives: what is said, and where.

#[test]
fn messages_carry_the_mend() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
