//! Arrays and maps whose parts obey rules: made so that they probably do.

use alloc::format;
use alloc::vec::Vec;

use super::text::WORDS;
use super::writer::Writer;
use super::{number, rules, string, value};
use crate::model::{Constraints, Contains, Rule, TypeRef};

/// An array whose items obey rules.
pub(super) fn array(writer: &mut Writer<'_>, item: TypeRef, constraints: &Constraints) {
    let first = constraints.prefix_len();
    // What each place is to hold, as far as it is known.
    let mut wanted: Vec<Constraints> = Vec::new();
    for rule in constraints.rules.iter() {
        if let Rule::Contains(Contains { each, least, most }) = rule {
            let least = least.unwrap_or(1) as usize;
            let most = most.map_or(usize::MAX, |most| most as usize);
            let count = writer.random.between(least, most.min(least + 1).max(least));
            wanted.resize(wanted.len() + count, *each);
        }
    }
    let least = (constraints.min_items.unwrap_or(0) as usize).max(wanted.len());
    let most = constraints.max_items.map_or(usize::MAX, |most| most as usize);
    let floor = least.max(if writer.options.full { first.max(1) } else { 0 }).min(most);
    let more = if writer.terse() { 0 } else { first.max(3) };
    let count = writer.random.between(floor, most.min(floor + more).max(floor));
    wanted.resize(count.max(wanted.len()), Constraints::NONE);
    writer.random.shuffle(&mut wanted);
    writer.raw("[");
    writer.depth += 1;
    for (at, each) in wanted.iter().take(count).enumerate() {
        if at > 0 {
            writer.comma();
        }
        let null_allowed = each.is_none();
        let each = constraints.of_item(at).and(each);
        let model = if null_allowed { item() } else { item().non_null() };
        value::write(writer, model, &each, None, false);
    }
    writer.depth -= 1;
    writer.raw("]");
}

/// A map whose number of members, names or values obey rules.
pub(super) fn map(writer: &mut Writer<'_>, item: TypeRef, constraints: &Constraints) {
    let (mut least, mut most, mut of_names) = (0, usize::MAX, Constraints::NONE);
    for rule in constraints.rules.iter() {
        match rule {
            Rule::MinProperties(count) => least = least.max(*count as usize),
            Rule::MaxProperties(count) => most = most.min(*count as usize),
            Rule::PropertyNames(each) => of_names = of_names.and(each),
            _ => {}
        }
    }
    let patterns: Vec<_> = constraints.patterns().collect();
    let of_others = constraints.of_values();
    let floor = least.max(usize::from(writer.options.full)).min(most);
    let more = if writer.terse() { 0 } else { 3 };
    let count = writer.random.between(floor, most.min(floor + more).max(floor));
    writer.raw("{");
    writer.depth += 1;
    for at in 0..count {
        if at > 0 {
            writer.comma();
        }
        let matching =
            if writer.random.chance(600) { patterns.get(at % patterns.len().max(1)) } else { None };
        let sample =
            matching.and_then(|pattern| pattern.sample(0..=20, &mut |below| writer.random.below(below)));
        let name = match sample {
            Some(name) => name,
            None if of_names.is_none() => format!("{}{at}", WORDS[writer.random.below(WORDS.len())]),
            None => rules::name(writer, &of_names),
        };
        string::quoted(writer, &name);
        writer.colon();
        let matched = patterns.iter().find(|pattern| pattern.is_match(&name));
        let each = matched.map_or(of_others, |pattern| constraints.of_matching(pattern.source()));
        value::write(writer, item(), &each, None, false);
    }
    writer.depth -= 1;
    writer.raw("}");
}

/// A value of any type, most often of one that the rules are about.
pub(super) fn anything(writer: &mut Writer<'_>, nullable: bool, constraints: &Constraints) {
    match writer.random.below(6) {
        0 if constraints.minimum.is_some() || constraints.maximum.is_some() => {
            number::float(writer, constraints);
        }
        0 | 1 => string::write(writer, constraints, None),
        _ => value::any_value(writer, nullable),
    }
}
