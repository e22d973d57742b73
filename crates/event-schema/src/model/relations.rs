use core::ops::ControlFlow;

use super::{Constraints, Object, Property};

/// What the presence and the values of an object's properties have to do with each other. Properties are told by
/// their positions in the list of the object's own type: in an object that it is flattened into, they stand elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Relations {
    /// `dependentRequired`: properties that must be there beside another.
    pub dependencies: &'static [Dependency],
    /// `if`, `then` and `else`.
    pub conditions: &'static [Condition],
    /// Whether exactly one of all properties is there: they are the variants of an enum.
    pub is_choice: bool,
}

/// Properties that must be there if another is, whatever their values are.
#[derive(Debug, Clone, Copy)]
pub struct Dependency {
    /// The property beside which they must be there.
    pub property: usize,
    /// The properties that must be there.
    pub requires: &'static [usize],
}

/// What holds when properties have certain values.
#[derive(Debug, Clone, Copy)]
pub struct Condition {
    /// `if`: all of these hold.
    pub when: &'static [Test],
    /// `then`: what must hold.
    pub then: &'static [Demand],
    /// `else`: what must hold otherwise.
    pub otherwise: &'static [Demand],
}

/// Whether a property is there, is not null, and obeys rules.
#[derive(Debug, Clone, Copy)]
pub struct Test {
    /// The property.
    pub property: usize,
    /// What its value obeys.
    pub constraints: Constraints,
}

/// What is asked of a property.
#[derive(Debug, Clone, Copy)]
pub struct Demand {
    /// The property.
    pub property: usize,
    /// Whether it must be there and must not be null.
    pub is_required: bool,
    /// What its value obeys, if it is there and is not null.
    pub constraints: Constraints,
}

impl Relations {
    /// Nothing is said.
    pub const NONE: Self = Self { dependencies: &[], conditions: &[], is_choice: false };

    /// Whether nothing is said.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.dependencies.is_empty() && self.conditions.is_empty() && !self.is_choice
    }
}

impl Object {
    /// Whether anything is said of properties and each other, here or in a flattened group.
    #[must_use]
    pub fn has_relations(&self) -> bool {
        self.try_relations(&mut |_, _| ControlFlow::Break(())).is_break()
    }

    /// All that is said of properties and each other, each with the properties that its positions are about: that of
    /// the type itself first, then that of its flattened groups.
    ///
    /// # Errors
    ///
    /// What `visit` breaks with.
    pub fn try_relations<B>(
        &self,
        visit: &mut dyn FnMut(&'static Relations, &'static [Property]) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        self.relations_among(self.properties, visit)
    }

    fn relations_among<B>(
        &self,
        properties: &'static [Property],
        visit: &mut dyn FnMut(&'static Relations, &'static [Property]) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        if !self.relations.is_none() {
            visit(self.relations, properties)?;
        }
        self.groups.iter().try_for_each(|group| match group.model.as_object() {
            Some(object) => object.relations_among(&properties[group.range()], visit),
            None => ControlFlow::Continue(()),
        })
    }
}
