use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::model::{Bound, Condition, Constraints, Contains, Contract, Model, Rule, Shape};

/// Values that a payload's values are replaced by: of every type, at the edges of what numbers are, and at the
/// edges of a model's own rules.
pub(in crate::testing) struct Values {
    texts: Vec<String>,
    counts: BTreeSet<usize>,
    names: BTreeSet<&'static str>,
}

const TEXTS: &[&str] = &[
    "null",
    "true",
    "false",
    "nul",
    "0",
    "1",
    "-1",
    "1.5",
    "-0",
    "-0.0",
    "0.0",
    "1.0",
    "1e0",
    "1e3",
    "10e-1",
    "1e-1",
    "0e999999999999999999999",
    "1e-400",
    "-1e-400",
    "1e400",
    "-1e400",
    "1e308",
    "-1e308",
    "5e-324",
    "1e22",
    "1e23",
    "0.1",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "9007199254740993.0",
    "-9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "9223372036854775807.0",
    "9223372036854775808e0",
    "18446744073709551615",
    "18446744073709551616",
    "1844674407370955161.5e1",
    "170141183460469231731687303715884105727",
    "170141183460469231731687303715884105728",
    "-170141183460469231731687303715884105728",
    "-170141183460469231731687303715884105729",
    "340282366920938463463374607431768211455",
    "340282366920938463463374607431768211456",
    "1e38",
    "1e39",
    "-1e39",
    "123456789012345678901234567890123456789012345678901234567890",
    "01",
    "-",
    "+1",
    ".5",
    "1.",
    "\"\"",
    "\"x\"",
    "\" \"",
    "\"null\"",
    "\"1\"",
    "\"\\u0000\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\u{10ffff}\"",
    "\"\\/\"",
    "\"\\x\"",
    "[]",
    "[null]",
    "[[]]",
    "[1,\"two\",{}]",
    "[1,]",
    "{}",
    "{\"\":0}",
    "{\"type\":\"type\"}",
    "{\"a\":{\"a\":{}}}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":1,}",
    "{a:1}",
    "",
];

/// Texts that are nearly, or just, of one format or another.
const FORMATS: &[&str] = &[
    "1990-12-31T23:59:60Z",
    "1990-12-31t15:59:59.5-08:00",
    "1990-02-31T15:59:59Z",
    "1990-12-31 15:59:59Z",
    "2024-02-29",
    "2023-02-29",
    "24:00:00Z",
    "08:30:06+24:00",
    "P1Y2M10DT2H30M",
    "P1W2D",
    "PT",
    "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
    "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
    "http://[::1]:80/a?b#c",
    "//a/b",
    "a b",
    "http:// x",
    "xn--nxasmq6b",
    "-bad-.example",
    "a.example.",
    "joe@example.com",
    "joe@[127.0.0.1]",
    ".joe@example.com",
    "192.0.2.256",
    "192.0.2.01",
    "::1",
    "1:2:3:4:5:6:7:8:9",
    "fe80::1%eth0",
    "/a~2",
    "a/b",
    "^(a",
    "(?<name>a)",
    "QUJD",
    "QUI=",
    "QUJ=",
    "QQ==",
    "QQ=",
    "QU JD",
];

impl Values {
    pub(in crate::testing) fn of(model: &'static Model) -> Self {
        let mut rules = Rules::default();
        rules.visit(model);
        let mut texts: Vec<String> = TEXTS.iter().map(ToString::to_string).collect();
        for number in rules.numbers {
            texts.extend(["", ".0", "e0", ".5"].map(|tail| number.to_string() + tail));
            texts.extend(
                [number.checked_sub(1), number.checked_add(1)]
                    .into_iter()
                    .flatten()
                    .map(|near| near.to_string()),
            );
        }
        texts.extend(rules.others);
        let counts: BTreeSet<usize> =
            rules.counts.iter().flat_map(|count| [count.saturating_sub(1), *count, count + 1]).collect();
        for count in &counts {
            for character in ["x", "é", "\u{1f600}", "\\n", "\\ud83d\\ude00"] {
                texts.push(format!("\"{}\"", character.repeat(*count)));
            }
        }
        Self { texts, counts, names: rules.names }
    }

    /// All names of the properties that have several.
    pub(in crate::testing) fn names(&self) -> &BTreeSet<&'static str> {
        &self.names
    }

    pub(in crate::testing) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// How many items or characters are worth trying.
    pub(in crate::testing) fn counts(&self) -> &BTreeSet<usize> {
        &self.counts
    }
}

/// What a model says about its values.
#[derive(Default)]
struct Rules {
    numbers: BTreeSet<i128>,
    /// Other bounds, enumerations and tags, as JSON.
    others: BTreeSet<String>,
    counts: BTreeSet<usize>,
    names: BTreeSet<&'static str>,
    seen: BTreeSet<(&'static str, usize)>,
}

/// The names that are read, and the one that is written.
fn both(
    read: impl Iterator<Item = &'static str>,
    written: Option<&'static str>,
) -> impl Iterator<Item = &'static str> {
    read.chain(written)
}

impl Rules {
    fn visit(&mut self, model: &'static Model) {
        self.constraints(&model.constraints);
        // Models are constants, which may have several addresses; a few visits too many do no harm.
        if !self.seen.insert((model.path, std::ptr::from_ref(model).addr())) || self.seen.len() > 10_000 {
            return;
        }
        match &model.shape {
            Shape::Enumeration(list) => {
                for name in list
                    .values
                    .iter()
                    .flat_map(|value| both(value.names(Contract::Deserialize), value.written))
                {
                    self.others.extend([super::quote(name), super::escape_all(name)]);
                }
            }
            Shape::Nullable(inner) | Shape::Array(inner) | Shape::Map(inner) => self.visit(inner()),
            Shape::Object(object) => {
                let tags =
                    object.tag.iter().flat_map(|tag| both(tag.names(Contract::Deserialize), tag.written));
                self.others.extend(tags.map(super::quote));
                for property in object.properties {
                    let several = !property.aliases.is_empty() || property.written.is_some();
                    if several || property.only.is_some() {
                        self.names.extend(both(property.aliases.iter().copied(), property.written));
                        self.names.insert(property.name);
                    }
                    self.constraints(&property.constraints);
                    self.visit((property.value)());
                }
                let _ = object.try_relations(&mut |relations, properties| {
                    if relations.is_choice {
                        self.names.extend(properties.iter().map(|property| property.name));
                    }
                    for Condition { when, then, otherwise } in relations.conditions {
                        when.iter().for_each(|test| self.constraints(&test.constraints));
                        let demands = then.iter().chain(*otherwise);
                        demands.for_each(|demand| self.constraints(&demand.constraints));
                    }
                    ControlFlow::<()>::Continue(())
                });
            }
            Shape::Union(union) => union.variants.iter().for_each(|variant| self.visit((variant.model)())),
            Shape::Tuple(elements) => {
                self.counts.insert(elements.len());
                for element in *elements {
                    self.constraints(&element.constraints);
                    self.visit((element.value)());
                }
            }
            Shape::Keyed(keyed) => {
                for content in keyed.contents {
                    self.names.extend(both(content.names(Contract::Deserialize), content.written));
                    self.visit((content.model)());
                }
                for name in Contract::ALL.into_iter().flat_map(|contract| keyed.names(contract)) {
                    let quoted = super::quote(name);
                    self.others
                        .extend([format!("{{{quoted}:null}}"), format!("{{{quoted}:{{}},{quoted}:1}}")]);
                    self.others.extend([super::escape_all(name), quoted]);
                }
            }
            Shape::Choice(alternatives) => {
                for alternative in *alternatives {
                    self.visit((alternative.model)());
                    self.sample((alternative.model)());
                }
            }
            Shape::Any | Shape::Null | Shape::Boolean | Shape::Integer | Shape::Number | Shape::String => {}
        }
    }

    /// A few whole values.
    fn sample(&mut self, model: &'static Model) {
        let samples = (1..4).map(|seed| crate::sample::value_text(model, &Constraints::NONE, seed));
        self.others.extend(samples);
    }

    fn constraints(&mut self, constraints: &Constraints) {
        [constraints.minimum, constraints.maximum].into_iter().flatten().for_each(|bound| self.bound(bound));
        let counts =
            [constraints.min_length, constraints.max_length, constraints.min_items, constraints.max_items];
        let counts = counts.into_iter().flatten().filter(|count| *count <= 5000);
        self.counts.extend(counts.map(|count| count as usize));
        constraints.rules.iter().for_each(|rule| self.rule(rule));
    }

    fn rule(&mut self, rule: &Rule) {
        match rule {
            Rule::ExclusiveMinimum(bound) | Rule::ExclusiveMaximum(bound) => self.bound(*bound),
            Rule::MultipleOf(step) => {
                let text = step.to_string();
                self.others.extend([format!("{}5e{}", step.digits, step.exponent - 1), text.clone()]);
                self.others
                    .extend([2, 3, 10].map(|times| format!("{}e{}", step.digits * times, step.exponent)));
                self.others.insert(format!("-{text}"));
            }
            // What it refuses is not known: there are the values of the rules beside it.
            Rule::Check(_) => {}
            Rule::Const(value) | Rule::Not(value) => self.literal(value),
            Rule::Enum(values) => values.iter().for_each(|value| self.literal(value)),
            Rule::Prefix(text) | Rule::Suffix(text) | Rule::Substring(text) => {
                let [upper, lower] = [text.to_uppercase(), text.to_lowercase()];
                let around = ["", "x", "\n"];
                for text in [text, &upper[..], &lower[..], &text[..text.len() - last_len(text)]] {
                    for (before, after) in around.iter().flat_map(|one| around.map(|two| (*one, two))) {
                        self.others.insert(super::quote(&format!("{before}{text}{after}")));
                    }
                }
            }
            Rule::Pattern(pattern) => {
                let mut random = crate::sample::Random::new(1);
                let mut draw = |below: usize| random.below(below);
                for lengths in [0..=4, 0..=40] {
                    for _ in 0..4 {
                        let matching = pattern.sample(lengths.clone(), &mut draw);
                        let other = pattern.sample_refused(lengths.clone(), &mut draw);
                        self.others
                            .extend([matching, other].into_iter().flatten().map(|it| super::quote(&it)));
                    }
                }
            }
            Rule::Format(_) | Rule::ContentEncoding(_) => {
                self.others.extend(FORMATS.iter().map(|text| super::quote(text)));
            }
            Rule::Items(each) | Rule::Values(each) => self.constraints(each),
            Rule::PrefixItems(each) => {
                self.counts.extend([each.len()].into_iter().filter(|count| *count <= 5000));
                each.iter().for_each(|each| self.constraints(each));
                let texts: Vec<_> = each.iter().map(texts_of).collect();
                for at in 0..texts.iter().map(Vec::len).max().unwrap_or(0).min(8) {
                    let items = texts.iter().map(|texts| texts.get(at).map_or("null", |text| &text[..]));
                    self.others.insert(format!("[{}]", items.collect::<Vec<_>>().join(",")));
                }
            }
            Rule::Contains(Contains { each, least, most }) => {
                self.constraints(each);
                let counts = [Some(least.unwrap_or(1)), *most].into_iter().flatten();
                for count in counts.filter(|count| *count <= 50) {
                    self.counts.insert(count as usize);
                    for text in texts_of(each).iter().take(12) {
                        for count in [count.saturating_sub(1), count, count + 1] {
                            let items = vec![&text[..]; count as usize].join(",");
                            self.others.insert(format!("[{items}]"));
                        }
                    }
                }
            }
            Rule::PropertyNames(each) => {
                let objects = texts_of(each).into_iter().filter(|text| text.starts_with('"'));
                self.others.extend(objects.map(|name| format!("{{{name}:1}}")));
            }
            Rule::PatternProperties(pattern, each) => {
                self.constraints(each);
                let mut names = Self::default();
                names.rule(&Rule::Pattern(*pattern));
                let texts = texts_of(each);
                for (name, at) in names.others.iter().zip((0..texts.len()).cycle().step_by(3)) {
                    self.others.insert(format!("{{{name}:{}}}", texts[at]));
                }
            }
            Rule::UniqueItems => {
                self.others.extend(["[1,1.0]", "[\"a\",\"\\u0061\"]", "[\"a\",\"b\"]"].map(str::to_owned));
            }
            Rule::MinProperties(count) | Rule::MaxProperties(count) => {
                for count in count.saturating_sub(1)..=(count + 1).min(50) {
                    let members: Vec<String> = (0..count).map(|at| format!("\"k{at}\":1")).collect();
                    self.others.insert(format!("{{{}}}", members.join(",")));
                }
            }
        }
    }

    fn literal(&mut self, literal: &str) {
        self.others.insert(literal.to_owned());
        match literal.strip_prefix('"') {
            Some(rest) => self.others.insert(format!("\"x{rest}")),
            None => self.others.insert(format!("{literal}.0")),
        };
    }

    fn bound(&mut self, bound: Bound) {
        match bound {
            Bound::Integer(integer) => self.numbers.extend(integer.to_i128()),
            Bound::Float(float) => {
                if float.fract() == 0.0 && float.abs() < 1e18 {
                    self.numbers.insert(float as i128);
                }
                let near = [float.next_down(), float, float.next_up()];
                self.others.extend(
                    near.into_iter().filter(|float| float.is_finite()).map(|float| format!("{float:?}")),
                );
            }
        }
    }
}

/// Values that have to do with the constraints.
fn texts_of(constraints: &Constraints) -> Vec<String> {
    let mut rules = Rules::default();
    rules.constraints(constraints);
    let counts = rules.counts.iter().flat_map(|count| [count.saturating_sub(1), *count, count + 1]);
    let lengths = counts.map(|count| super::quote(&"k".repeat(count)));
    let numbers =
        rules.numbers.iter().flat_map(|number| [number.saturating_sub(1), *number, number.saturating_add(1)]);
    let numbers = numbers.map(|number| number.to_string());
    rules.others.iter().cloned().chain(lengths).chain(numbers).chain(["null".to_owned()]).collect()
}

fn last_len(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}
