//! Objects whose properties have to do with each other.

use alloc::vec::Vec;
use core::ops::ControlFlow;

use super::value;
use super::writer::Writer;
use crate::model::{Condition, Constraints, Contract, Object, Property};
use crate::validate::obeys_relations;

const ATTEMPTS: usize = 60;

/// What is asked of a property so that relations probably hold.
pub(super) struct Wish {
    name: &'static str,
    /// What its value obeys besides, if anything is asked of it.
    pub(super) constraints: Option<Constraints>,
    pub(super) is_required: bool,
    /// Whether it must not be there.
    pub(super) is_absent: bool,
}

/// Finds wishes and a state of chance with which `write` makes an object that is valid, and leaves both as they are
/// then: written once more, with a fault perhaps, the object is the same up to the fault.
pub(super) fn settle(
    writer: &mut Writer<'_>,
    object: &'static Object,
    mut write: impl FnMut(&mut Writer<'_>, &[Wish]),
) -> Vec<Wish> {
    let start = writer.out.len();
    for attempt in 1.. {
        let wishes = wishes(writer, object);
        let chance = writer.random.clone();
        writer.sound(|writer| write(writer, &wishes));
        let text = core::str::from_utf8(&writer.out[start..]).unwrap_or_default();
        let obeys = obeys_relations(text, object, writer.options.profile);
        writer.out.truncate(start);
        if obeys || attempt == ATTEMPTS {
            *writer.random = chance;
            return wishes;
        }
    }
    Vec::new()
}

/// For each condition: that it holds and what it asks for then, or that what it asks for otherwise holds.
fn wishes(writer: &mut Writer<'_>, object: &'static Object) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let _ = object.try_relations(&mut |relations, properties| {
        if relations.is_choice {
            let read = properties.iter().filter(|it| it.is_part_of(Contract::Deserialize));
            let read: Vec<&Property> = read.collect();
            let models = read.iter().map(|property| property.value);
            let chosen = value::one_of(writer, read.len(), models);
            wishes.extend(read.iter().enumerate().map(|(at, property)| Wish {
                name: property.name,
                constraints: None,
                is_required: at == chosen,
                is_absent: at != chosen,
            }));
        }
        for Condition { when, then, otherwise } in relations.conditions {
            let holds = writer.random.chance(400);
            let mut wish = |property: usize, constraints: Constraints, is_required: bool| {
                let name = properties[property].name;
                wishes.push(Wish { name, constraints: Some(constraints), is_required, is_absent: false });
            };
            if holds {
                when.iter().for_each(|test| wish(test.property, test.constraints, true));
            }
            for demand in if holds { *then } else { *otherwise } {
                wish(demand.property, demand.constraints, demand.is_required);
            }
        }
        ControlFlow::<()>::Continue(())
    });
    wishes
}

/// What is asked of a property in all, if anything is; of several rules for its value the first count.
pub(super) fn of_property(wishes: &[Wish], property: &Property) -> Option<Wish> {
    let of_it: Vec<&Wish> = wishes.iter().filter(|wish| wish.name == property.name).collect();
    if of_it.is_empty() {
        return None;
    }
    let constraints = || of_it.iter().filter_map(|wish| wish.constraints);
    Some(Wish {
        name: property.name,
        constraints: constraints().find(|it| !it.is_none()).or_else(|| constraints().next()),
        is_required: of_it.iter().any(|wish| wish.is_required),
        is_absent: of_it.iter().any(|wish| wish.is_absent),
    })
}
