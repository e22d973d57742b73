// Generated from the suite's schemas, do not edit: EVENT_SCHEMA_WRITE=1 cargo test -p event-schema-derived-tests --test suite

#[derive(Schema)]
pub(crate) struct S1(BTreeMap<String, bool>);

#[derive(Schema)]
pub(crate) struct S2<'a> {
    #[serde(rename = "bar")]
    field_0: Option<RawJson<'a>>,
    #[serde(rename = "foo")]
    field_1: Option<RawJson<'a>>,
}

#[derive(Schema)]
pub(crate) struct S3(BTreeMap<String, ()>);

#[derive(Schema)]
#[event(keys(max_length = 5))]
pub(crate) struct S4(BTreeMap<String, f64>);

#[derive(Schema)]
#[event(constant = 2)]
pub(crate) struct S5(f64);

#[derive(Schema)]
#[event(constant = 2)]
pub(crate) struct S6<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(constant = false)]
pub(crate) struct S7(bool);

#[derive(Schema)]
#[event(constant = false)]
pub(crate) struct S8<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(constant = true)]
pub(crate) struct S9(bool);

#[derive(Schema)]
#[event(constant = true)]
pub(crate) struct S10<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(constant = 0)]
pub(crate) struct S11(f64);

#[derive(Schema)]
#[event(constant = 0)]
pub(crate) struct S12<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(constant = 1)]
pub(crate) struct S13(f64);

#[derive(Schema)]
#[event(constant = 1)]
pub(crate) struct S14<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(constant = -2.0)]
pub(crate) struct S15(f64);

#[derive(Schema)]
#[event(constant = -2.0)]
pub(crate) struct S16<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(constant = 9007199254740992)]
pub(crate) struct S17(f64);

#[derive(Schema)]
#[event(constant = 9007199254740992)]
pub(crate) struct S18<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(constant = "hello\0there")]
pub(crate) struct S19(String);

#[derive(Schema)]
#[event(constant = "hello\0there")]
pub(crate) struct S20<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(contains(minimum = 5))]
pub(crate) struct S21<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(contains(minimum = 5))]
pub(crate) struct S22<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(contains(constant = 5))]
pub(crate) struct S23<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(contains(constant = 5))]
pub(crate) struct S24<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(contains(multiple_of = 3), items(multiple_of = 2))]
pub(crate) struct S25<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(contains(multiple_of = 3), items(multiple_of = 2))]
pub(crate) struct S26<'a>(RawJson<'a>);

#[derive(Schema)]
pub(crate) struct S27<'a> {
    #[serde(rename = "bar")]
    #[event(requires("foo"))]
    field_0: Option<RawJson<'a>>,
    #[serde(rename = "foo")]
    field_1: Option<RawJson<'a>>,
}

#[derive(Schema)]
pub(crate) struct S28<'a> {
    #[serde(rename = "bar")]
    field_0: Option<RawJson<'a>>,
}

#[derive(Schema)]
pub(crate) struct S29<'a> {
    #[serde(rename = "bar")]
    field_0: Option<RawJson<'a>>,
    #[serde(rename = "foo")]
    field_1: Option<RawJson<'a>>,
    #[serde(rename = "quux")]
    #[event(requires("foo", "bar"))]
    field_2: Option<RawJson<'a>>,
}

#[derive(Schema)]
pub(crate) struct S30<'a> {
    #[serde(rename = "foo\nbar")]
    #[event(requires("foo\rbar"))]
    field_0: Option<RawJson<'a>>,
    #[serde(rename = "foo\rbar")]
    field_1: Option<RawJson<'a>>,
    #[serde(rename = "foo\"bar")]
    #[event(requires("foo'bar"))]
    field_2: Option<RawJson<'a>>,
    #[serde(rename = "foo'bar")]
    field_3: Option<RawJson<'a>>,
}

#[derive(Schema)]
#[event(one_of(1, 2, 3))]
pub(crate) struct S31(f64);

#[derive(Schema)]
#[event(one_of(1, 2, 3))]
pub(crate) struct S32<'a>(RawJson<'a>);

#[derive(Schema)]
pub(crate) struct S33<'a> {
    #[serde(rename = "bar")]
    #[event(one_of("bar"))]
    field_0: RawJson<'a>,
    #[serde(rename = "foo")]
    #[event(one_of("foo"))]
    field_1: Option<RawJson<'a>>,
}

#[derive(Schema)]
#[event(one_of("foo\nbar", "foo\rbar"))]
pub(crate) struct S34(String);

#[derive(Schema)]
#[event(one_of("foo\nbar", "foo\rbar"))]
pub(crate) struct S35<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(one_of(false))]
pub(crate) struct S36(bool);

#[derive(Schema)]
#[event(one_of(false))]
pub(crate) struct S37<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(one_of(true))]
pub(crate) struct S38(bool);

#[derive(Schema)]
#[event(one_of(true))]
pub(crate) struct S39<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(one_of(0))]
pub(crate) struct S40(f64);

#[derive(Schema)]
#[event(one_of(0))]
pub(crate) struct S41<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(one_of(1))]
pub(crate) struct S42(f64);

#[derive(Schema)]
#[event(one_of(1))]
pub(crate) struct S43<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(one_of("hello\0there"))]
pub(crate) struct S44(String);

#[derive(Schema)]
#[event(one_of("hello\0there"))]
pub(crate) struct S45<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(exclusive_maximum = 3.0)]
pub(crate) struct S46(f64);

#[derive(Schema)]
#[event(exclusive_maximum = 3.0)]
pub(crate) struct S47<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(exclusive_minimum = 1.1)]
pub(crate) struct S48(f64);

#[derive(Schema)]
#[event(exclusive_minimum = 1.1)]
pub(crate) struct S49<'a>(RawJson<'a>);

#[derive(Schema)]
pub(crate) struct S50(Vec<i128>);

#[derive(Schema)]
pub(crate) struct S51<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
pub(crate) struct S52(Vec<Vec<Vec<Vec<f64>>>>);

#[derive(Schema)]
pub(crate) struct S53(Vec<()>);

#[derive(Schema)]
#[event(contains(constant = 1), max_contains = 1)]
pub(crate) struct S54<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(contains(constant = 1), max_contains = 1)]
pub(crate) struct S55<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(contains(constant = 1), max_contains = 3, min_contains = 1)]
pub(crate) struct S56<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(contains(constant = 1), max_contains = 3, min_contains = 1)]
pub(crate) struct S57<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(max_items = 2)]
pub(crate) struct S58<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(max_items = 2)]
pub(crate) struct S59<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(max_length = 2)]
pub(crate) struct S60(String);

#[derive(Schema)]
#[event(max_length = 2)]
pub(crate) struct S61<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(max_properties = 2)]
pub(crate) struct S62<'a>(BTreeMap<String, RawJson<'a>>);

#[derive(Schema)]
#[event(max_properties = 2)]
pub(crate) struct S63<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(max_properties = 0)]
pub(crate) struct S64<'a>(BTreeMap<String, RawJson<'a>>);

#[derive(Schema)]
#[event(max_properties = 0)]
pub(crate) struct S65<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(maximum = 3.0)]
pub(crate) struct S66(f64);

#[derive(Schema)]
#[event(maximum = 3.0)]
pub(crate) struct S67<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(maximum = 300)]
pub(crate) struct S68(f64);

#[derive(Schema)]
#[event(maximum = 300)]
pub(crate) struct S69<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(contains(constant = 1), min_contains = 1)]
pub(crate) struct S70<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(contains(constant = 1), min_contains = 1)]
pub(crate) struct S71<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(contains(constant = 1), min_contains = 2)]
pub(crate) struct S72<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(contains(constant = 1), min_contains = 2)]
pub(crate) struct S73<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(contains(constant = 1), max_contains = 2, min_contains = 2)]
pub(crate) struct S74<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(contains(constant = 1), max_contains = 2, min_contains = 2)]
pub(crate) struct S75<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(contains(constant = 1), max_contains = 1, min_contains = 0)]
pub(crate) struct S76<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(contains(constant = 1), max_contains = 1, min_contains = 0)]
pub(crate) struct S77<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(min_items = 1)]
pub(crate) struct S78<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(min_items = 1)]
pub(crate) struct S79<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(min_length = 2)]
pub(crate) struct S80(String);

#[derive(Schema)]
#[event(min_length = 2)]
pub(crate) struct S81<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(min_properties = 1)]
pub(crate) struct S82<'a>(BTreeMap<String, RawJson<'a>>);

#[derive(Schema)]
#[event(min_properties = 1)]
pub(crate) struct S83<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(minimum = 1.1)]
pub(crate) struct S84(f64);

#[derive(Schema)]
#[event(minimum = 1.1)]
pub(crate) struct S85<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(minimum = -2)]
pub(crate) struct S86(f64);

#[derive(Schema)]
#[event(minimum = -2)]
pub(crate) struct S87<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(multiple_of = 2)]
pub(crate) struct S88(f64);

#[derive(Schema)]
#[event(multiple_of = 2)]
pub(crate) struct S89<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(multiple_of = 1.5)]
pub(crate) struct S90(f64);

#[derive(Schema)]
#[event(multiple_of = 1.5)]
pub(crate) struct S91<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(multiple_of = 0.0001)]
pub(crate) struct S92(f64);

#[derive(Schema)]
#[event(multiple_of = 0.0001)]
pub(crate) struct S93<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(multiple_of = 0.123456789)]
pub(crate) struct S94(i128);

#[derive(Schema)]
#[event(multiple_of = 1e-8)]
pub(crate) struct S95(i128);

#[derive(Schema)]
#[event(pattern = "^a*$")]
pub(crate) struct S96(String);

#[derive(Schema)]
#[event(pattern = "^a*$")]
pub(crate) struct S97<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(pattern = "a+")]
pub(crate) struct S98(String);

#[derive(Schema)]
#[event(pattern = "a+")]
pub(crate) struct S99<'a>(RawJson<'a>);

#[derive(Schema)]
pub(crate) struct S100 {
    #[serde(rename = "bar")]
    #[serde(default)]
    field_0: String,
    #[serde(rename = "foo")]
    #[serde(default)]
    field_1: i128,
}

#[derive(Schema)]
pub(crate) struct S101 {
    #[serde(rename = "foo\tbar")]
    #[serde(default)]
    field_0: f64,
    #[serde(rename = "foo\nbar")]
    #[serde(default)]
    field_1: f64,
    #[serde(rename = "foo\u{c}bar")]
    #[serde(default)]
    field_2: f64,
    #[serde(rename = "foo\rbar")]
    #[serde(default)]
    field_3: f64,
    #[serde(rename = "foo\"bar")]
    #[serde(default)]
    field_4: f64,
    #[serde(rename = "foo\\bar")]
    #[serde(default)]
    field_5: f64,
}

#[derive(Schema)]
pub(crate) struct S102 {
    #[serde(rename = "foo")]
    #[serde(default)]
    field_0: (),
}

#[derive(Schema)]
#[event(keys(max_length = 3))]
pub(crate) struct S103<'a>(BTreeMap<String, RawJson<'a>>);

#[derive(Schema)]
#[event(keys(max_length = 3))]
pub(crate) struct S104<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(keys(pattern = "^a+$"))]
pub(crate) struct S105<'a>(BTreeMap<String, RawJson<'a>>);

#[derive(Schema)]
#[event(keys(pattern = "^a+$"))]
pub(crate) struct S106<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(keys(constant = "foo"))]
pub(crate) struct S107<'a>(BTreeMap<String, RawJson<'a>>);

#[derive(Schema)]
#[event(keys(constant = "foo"))]
pub(crate) struct S108<'a>(RawJson<'a>);

#[derive(Schema)]
#[event(keys(one_of("foo", "bar")))]
pub(crate) struct S109<'a>(BTreeMap<String, RawJson<'a>>);

#[derive(Schema)]
#[event(keys(one_of("foo", "bar")))]
pub(crate) struct S110<'a>(RawJson<'a>);

#[derive(Schema)]
pub(crate) struct S111<'a> {
    #[serde(rename = "bar")]
    field_0: Option<RawJson<'a>>,
    #[serde(rename = "foo")]
    field_1: RawJson<'a>,
}

#[derive(Schema)]
pub(crate) struct S112<'a> {
    #[serde(rename = "foo")]
    field_0: Option<RawJson<'a>>,
}

#[derive(Schema)]
pub(crate) struct S113<'a> {
    #[serde(rename = "foo\tbar")]
    field_0: RawJson<'a>,
    #[serde(rename = "foo\nbar")]
    field_1: RawJson<'a>,
    #[serde(rename = "foo\u{c}bar")]
    field_2: RawJson<'a>,
    #[serde(rename = "foo\rbar")]
    field_3: RawJson<'a>,
    #[serde(rename = "foo\"bar")]
    field_4: RawJson<'a>,
    #[serde(rename = "foo\\bar")]
    field_5: RawJson<'a>,
}

#[derive(Schema)]
pub(crate) struct S114<'a> {
    #[serde(rename = "__proto__")]
    field_0: RawJson<'a>,
    #[serde(rename = "constructor")]
    field_1: RawJson<'a>,
    #[serde(rename = "toString")]
    field_2: RawJson<'a>,
}

#[derive(Schema)]
pub(crate) struct S115(i128);

#[derive(Schema)]
pub(crate) struct S116(f64);

#[derive(Schema)]
pub(crate) struct S117(String);

#[derive(Schema)]
pub(crate) struct S118<'a>(BTreeMap<String, RawJson<'a>>);

#[derive(Schema)]
pub(crate) struct S119(bool);

#[derive(Schema)]
pub(crate) struct S120(());

#[derive(Schema)]
#[event(unique_items)]
pub(crate) struct S121<'a>(Vec<RawJson<'a>>);

#[derive(Schema)]
#[event(unique_items)]
pub(crate) struct S122<'a>(RawJson<'a>);

/// Each type's name, the JSON type that it is about, and its model.
pub(crate) const TYPES: &[(&str, &str, &Model)] = &[
    ("S1", "object", S1::MODEL),
    ("S2", "object", S2::MODEL),
    ("S3", "object", S3::MODEL),
    ("S4", "object", S4::MODEL),
    ("S5", "number", S5::MODEL),
    ("S6", "any", S6::MODEL),
    ("S7", "boolean", S7::MODEL),
    ("S8", "any", S8::MODEL),
    ("S9", "boolean", S9::MODEL),
    ("S10", "any", S10::MODEL),
    ("S11", "number", S11::MODEL),
    ("S12", "any", S12::MODEL),
    ("S13", "number", S13::MODEL),
    ("S14", "any", S14::MODEL),
    ("S15", "number", S15::MODEL),
    ("S16", "any", S16::MODEL),
    ("S17", "number", S17::MODEL),
    ("S18", "any", S18::MODEL),
    ("S19", "string", S19::MODEL),
    ("S20", "any", S20::MODEL),
    ("S21", "array", S21::MODEL),
    ("S22", "any", S22::MODEL),
    ("S23", "array", S23::MODEL),
    ("S24", "any", S24::MODEL),
    ("S25", "array", S25::MODEL),
    ("S26", "any", S26::MODEL),
    ("S27", "object", S27::MODEL),
    ("S28", "object", S28::MODEL),
    ("S29", "object", S29::MODEL),
    ("S30", "object", S30::MODEL),
    ("S31", "number", S31::MODEL),
    ("S32", "any", S32::MODEL),
    ("S33", "object", S33::MODEL),
    ("S34", "string", S34::MODEL),
    ("S35", "any", S35::MODEL),
    ("S36", "boolean", S36::MODEL),
    ("S37", "any", S37::MODEL),
    ("S38", "boolean", S38::MODEL),
    ("S39", "any", S39::MODEL),
    ("S40", "number", S40::MODEL),
    ("S41", "any", S41::MODEL),
    ("S42", "number", S42::MODEL),
    ("S43", "any", S43::MODEL),
    ("S44", "string", S44::MODEL),
    ("S45", "any", S45::MODEL),
    ("S46", "number", S46::MODEL),
    ("S47", "any", S47::MODEL),
    ("S48", "number", S48::MODEL),
    ("S49", "any", S49::MODEL),
    ("S50", "array", S50::MODEL),
    ("S51", "array", S51::MODEL),
    ("S52", "array", S52::MODEL),
    ("S53", "array", S53::MODEL),
    ("S54", "array", S54::MODEL),
    ("S55", "any", S55::MODEL),
    ("S56", "array", S56::MODEL),
    ("S57", "any", S57::MODEL),
    ("S58", "array", S58::MODEL),
    ("S59", "any", S59::MODEL),
    ("S60", "string", S60::MODEL),
    ("S61", "any", S61::MODEL),
    ("S62", "object", S62::MODEL),
    ("S63", "any", S63::MODEL),
    ("S64", "object", S64::MODEL),
    ("S65", "any", S65::MODEL),
    ("S66", "number", S66::MODEL),
    ("S67", "any", S67::MODEL),
    ("S68", "number", S68::MODEL),
    ("S69", "any", S69::MODEL),
    ("S70", "array", S70::MODEL),
    ("S71", "any", S71::MODEL),
    ("S72", "array", S72::MODEL),
    ("S73", "any", S73::MODEL),
    ("S74", "array", S74::MODEL),
    ("S75", "any", S75::MODEL),
    ("S76", "array", S76::MODEL),
    ("S77", "any", S77::MODEL),
    ("S78", "array", S78::MODEL),
    ("S79", "any", S79::MODEL),
    ("S80", "string", S80::MODEL),
    ("S81", "any", S81::MODEL),
    ("S82", "object", S82::MODEL),
    ("S83", "any", S83::MODEL),
    ("S84", "number", S84::MODEL),
    ("S85", "any", S85::MODEL),
    ("S86", "number", S86::MODEL),
    ("S87", "any", S87::MODEL),
    ("S88", "number", S88::MODEL),
    ("S89", "any", S89::MODEL),
    ("S90", "number", S90::MODEL),
    ("S91", "any", S91::MODEL),
    ("S92", "number", S92::MODEL),
    ("S93", "any", S93::MODEL),
    ("S94", "integer", S94::MODEL),
    ("S95", "integer", S95::MODEL),
    ("S96", "string", S96::MODEL),
    ("S97", "any", S97::MODEL),
    ("S98", "string", S98::MODEL),
    ("S99", "any", S99::MODEL),
    ("S100", "object", S100::MODEL),
    ("S101", "object", S101::MODEL),
    ("S102", "object", S102::MODEL),
    ("S103", "object", S103::MODEL),
    ("S104", "any", S104::MODEL),
    ("S105", "object", S105::MODEL),
    ("S106", "any", S106::MODEL),
    ("S107", "object", S107::MODEL),
    ("S108", "any", S108::MODEL),
    ("S109", "object", S109::MODEL),
    ("S110", "any", S110::MODEL),
    ("S111", "object", S111::MODEL),
    ("S112", "object", S112::MODEL),
    ("S113", "object", S113::MODEL),
    ("S114", "object", S114::MODEL),
    ("S115", "integer", S115::MODEL),
    ("S116", "number", S116::MODEL),
    ("S117", "string", S117::MODEL),
    ("S118", "object", S118::MODEL),
    ("S119", "boolean", S119::MODEL),
    ("S120", "null", S120::MODEL),
    ("S121", "array", S121::MODEL),
    ("S122", "any", S122::MODEL),
];
