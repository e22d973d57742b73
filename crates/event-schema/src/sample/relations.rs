//! Objects whose properties have to do with each other.

use alloc::vec::Vec;
use core::ops::ControlFlow;

use super::writer::Writer;
use crate::model::{Condition, Constraints, Object, Property};
use crate::validate::obeys_relations;

const ATTEMPTS: usize = 60;

/// What is asked of a property so that relations probably hold.
pub(super) struct Wish {
    name: &'static str,
    pub(super) constraints: Constraints,
    pub(super) is_required: bool,
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
        for Condition { when, then, otherwise } in relations.conditions {
            let holds = writer.random.chance(400);
            let mut wish = |property: usize, constraints: Constraints, is_required: bool| {
                wishes.push(Wish { name: properties[property].name, constraints, is_required });
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
    let first = of_it.first()?;
    let ruled = of_it.iter().find(|wish| !wish.constraints.is_none());
    Some(Wish {
        name: property.name,
        constraints: ruled.map_or(first.constraints, |wish| wish.constraints),
        is_required: of_it.iter().any(|wish| wish.is_required),
    })
}
