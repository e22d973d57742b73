//! Compile-time code behind the derive: an object's own properties and those of its flattened groups become
//! one list.

use super::clash::{Entry, hash, sorted};
use super::{Basis, Contract, Message, Model, Property, Shape};

/// A piece of an object's property list, in declaration order.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::large_enum_variant, reason = "it lives at compile time only")]
pub enum Part {
    /// A property of the object itself.
    Own(Property),
    /// All properties of a flattened group.
    Group {
        /// The group.
        model: &'static Model,
        /// What is appended to each of its names.
        suffix: &'static str,
        /// Names (with suffix) of the properties whose facts were inferred in this event, whatever the group says.
        inferred: &'static [&'static str],
    },
}

/// How many properties the parts have together.
#[must_use]
pub const fn width(parts: &[Part]) -> usize {
    let mut width = 0;
    let mut at = 0;
    while at < parts.len() {
        width += match &parts[at] {
            Part::Own(_) => 1,
            Part::Group { model, .. } => properties(model).len(),
        };
        at += 1;
    }
    width
}

/// How many names the parts' properties have together: one that is read, one that is written, and the aliases.
#[must_use]
pub const fn names(parts: &[Part]) -> usize {
    let mut names = 2 * width(parts);
    let mut at = 0;
    while at < parts.len() {
        match &parts[at] {
            Part::Own(property) => names += property.aliases.len(),
            Part::Group { model, .. } => {
                let group = properties(model);
                let mut member = 0;
                while member < group.len() {
                    names += group[member].aliases.len();
                    member += 1;
                }
            }
        }
        at += 1;
    }
    names
}

/// How many bytes the suffixed names need.
#[must_use]
pub const fn pool_len(parts: &[Part]) -> usize {
    let mut len = 0;
    let mut at = 0;
    while at < parts.len() {
        if let Part::Group { model, suffix, .. } = &parts[at]
            && !suffix.is_empty()
        {
            let group = properties(model);
            let mut member = 0;
            while member < group.len() {
                len += group[member].name.len() + suffix.len();
                member += 1;
            }
        }
        at += 1;
    }
    len
}

/// The suffixed names, one after the other.
#[must_use]
pub const fn name_pool<const LEN: usize>(parts: &[Part]) -> [u8; LEN] {
    let mut pool = [0; LEN];
    let mut end = 0;
    let mut at = 0;
    while at < parts.len() {
        if let Part::Group { model, suffix, .. } = &parts[at]
            && !suffix.is_empty()
        {
            let group = properties(model);
            let mut member = 0;
            while member < group.len() {
                end = append(&mut pool, end, group[member].name);
                end = append(&mut pool, end, suffix);
                member += 1;
            }
        }
        at += 1;
    }
    pool
}

/// The parts as one list.
///
/// # Panics
///
/// At compile time, when two properties have one name or an inferred name is not in its group.
#[must_use]
#[track_caller]
pub const fn join<const WIDTH: usize, const NAMES: usize>(
    parts: &[Part],
    mut pool: &'static [u8],
    tag: &str,
) -> [Property; WIDTH] {
    let mut list = [NOTHING; WIDTH];
    let mut end = 0;
    let mut at = 0;
    while at < parts.len() {
        match &parts[at] {
            Part::Own(property) => {
                list[end] = *property;
                end += 1;
            }
            Part::Group { model, suffix, inferred } => {
                let start = end;
                let group = properties(model);
                let mut member = 0;
                while member < group.len() {
                    list[end] = group[member];
                    if !suffix.is_empty() {
                        assert!(
                            group[member].aliases.is_empty() && group[member].written.is_none(),
                            "a group with `suffix` has a property with several names: other names cannot be suffixed"
                        );
                        let (name, rest) = pool.split_at(group[member].name.len() + suffix.len());
                        pool = rest;
                        list[end].name = match core::str::from_utf8(name) {
                            Ok(name) => name,
                            Err(_) => unreachable!(),
                        };
                    }
                    end += 1;
                    member += 1;
                }
                let mut fact = 0;
                while fact < inferred.len() {
                    let place = find(&list, start, end, inferred[fact]);
                    assert!(
                        place < end,
                        "`inferred` names a property that the flattened group does not have"
                    );
                    list[place].basis = Basis::Inferred;
                    fact += 1;
                }
            }
        }
        at += 1;
    }
    let mut at = 0;
    while at < WIDTH {
        if has_name(&list[at], tag) || equal(list[at].written(), tag) {
            let message = Message::new().with(&["the property `", tag, "` is the event's tag: rename "]);
            panic!("{}", from(message, parts, &list, at).as_str());
        }
        at += 1;
    }
    if let Some((one, two)) = ambiguous::<NAMES>(&list) {
        let name = shared_name(&list[one], &list[two]);
        let message = Message::new().with(&["two properties of this type are `", name, "` on the wire: "]);
        let message = from(message, parts, &list, one).with(&[", and "]);
        let message = from(message, parts, &list, two);
        panic!(
            "{}",
            message.with(&["; rename one, or write a `suffix` on a flattened group of an event"]).as_str()
        );
    }
    list
}

/// Where a property comes from.
const fn from(message: Message, parts: &[Part], list: &[Property], property: usize) -> Message {
    let mut at = 0;
    let mut end = 0;
    while at < parts.len() {
        match &parts[at] {
            Part::Own(_) => end += 1,
            Part::Group { model, .. } => {
                end += properties(model).len();
                if property < end {
                    let group = if model.name.is_empty() { model.path } else { model.name };
                    return message.with(&["`", list[property].field, "` of the flattened `", group, "`"]);
                }
            }
        }
        if property < end {
            break;
        }
        at += 1;
    }
    message.with(&["the field `", list[property].field, "`"])
}

/// Two properties that share a name, if there are such.
const fn ambiguous<const NAMES: usize>(list: &[Property]) -> Option<(usize, usize)> {
    let entries = sorted(entries::<NAMES>(list));
    let mut at = 0;
    while at < NAMES {
        let mut next = at + 1;
        while next < NAMES && entries[next].0 == entries[at].0 {
            let (one, two) = (entries[at].1, entries[next].1);
            if one != two && share_a_name(&list[one], &list[two]) {
                return Some(if one < two { (one, two) } else { (two, one) });
            }
            next += 1;
        }
        at += 1;
    }
    None
}

/// The name that two properties share.
pub(crate) const fn shared_name(one: &Property, two: &Property) -> &'static str {
    if both_in(one, two, Contract::Deserialize) {
        if has_name(one, two.name) {
            return two.name;
        }
        let mut name = 0;
        while name < two.aliases.len() {
            if has_name(one, two.aliases[name]) {
                return two.aliases[name];
            }
            name += 1;
        }
    }
    two.written()
}

/// All names, each with its property's place.
const fn entries<const NAMES: usize>(list: &[Property]) -> [Entry; NAMES] {
    let mut entries = [(0, 0); NAMES];
    let mut end = 0;
    let mut at = 0;
    while at < list.len() {
        entries[end] = (hash(list[at].name), at);
        entries[end + 1] = (hash(list[at].written()), at);
        end += 2;
        let mut alias = 0;
        while alias < list[at].aliases.len() {
            entries[end] = (hash(list[at].aliases[alias]), at);
            end += 1;
            alias += 1;
        }
        at += 1;
    }
    entries
}

/// Whether two properties would be one member under a contract.
pub(crate) const fn share_a_name(one: &Property, two: &Property) -> bool {
    if both_in(one, two, Contract::Serialize) && equal(one.written(), two.written()) {
        return true;
    }
    if !both_in(one, two, Contract::Deserialize) {
        return false;
    }
    let mut name = 0;
    while name < two.aliases.len() {
        if has_name(one, two.aliases[name]) {
            return true;
        }
        name += 1;
    }
    has_name(one, two.name)
}

const fn both_in(one: &Property, two: &Property, contract: Contract) -> bool {
    one.is_part_of(contract) && two.is_part_of(contract)
}

const ANYTHING: &Model = &Model::anonymous("", Shape::Any);

const NOTHING: Property = Property::new("", "", || ANYTHING);

const fn properties(model: &'static Model) -> &'static [Property] {
    match &model.shape {
        Shape::Object(object) => object.properties,
        _ => &[],
    }
}

pub(crate) const fn append<const LEN: usize>(pool: &mut [u8; LEN], mut end: usize, text: &str) -> usize {
    let text = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        pool[end] = text[at];
        end += 1;
        at += 1;
    }
    end
}

/// The first place from `start` on with this name, or `end`.
const fn find(list: &[Property], start: usize, end: usize, name: &str) -> usize {
    let mut at = start;
    while at < end && !has_name(&list[at], name) {
        at += 1;
    }
    at
}

pub(crate) const fn has_name(property: &Property, name: &str) -> bool {
    let mut at = 0;
    while at < property.aliases.len() {
        if equal(property.aliases[at], name) {
            return true;
        }
        at += 1;
    }
    equal(property.name, name)
}

pub(crate) const fn equal(one: &str, two: &str) -> bool {
    let (one, two) = (one.as_bytes(), two.as_bytes());
    if one.len() != two.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != two[at] {
            return false;
        }
        at += 1;
    }
    true
}
