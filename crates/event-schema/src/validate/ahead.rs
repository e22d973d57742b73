use super::members::Members;
use super::reached::Reached;
use super::{ModelValidator, run};
use crate::model::Object;
use crate::plan::{Kind, ObjectId};
use crate::wide::{self, Text};

/// The accept path in the service of a diagnosis: of the outermost object, it reads the members that are valid.
pub(super) struct Ahead<'a> {
    validator: &'a ModelValidator,
    text: &'a Text<'a>,
    /// What it read before it refused the payload.
    reached: Reached,
    /// The outermost object, once it is known which that is.
    object: Option<ObjectId>,
}

impl<'a> Ahead<'a> {
    pub(super) fn new(validator: &'a ModelValidator, text: &'a Text<'a>, reached: Reached) -> Self {
        let plan = &*validator.plan;
        let object = match plan[plan.root].kind {
            Kind::Object(object) => Some(object),
            Kind::Union(union) => reached.variant().and_then(|variant| {
                let (_, node) = plan[union].variants[variant];
                if let Kind::Object(object) = plan[node].kind { Some(object) } else { None }
            }),
            _ => None,
        };
        Self { validator, text, reached, object }
    }

    /// Whether it can read the outermost object, which is this one.
    pub(super) fn reads(&self, object: &Object) -> bool {
        self.object.is_some_and(|id| {
            let declared = self.validator.plan[id].members.len();
            // One that has all properties of the model, and not those of one contract, has them in the same places.
            let is_same = declared == object.properties.len() + usize::from(object.tag.is_some());
            is_same && declared < Reached::MOST
        })
    }

    /// Notes the members that were read before the payload was refused. Returns the place behind them, if there are any.
    pub(super) fn begin(&self, members: &mut Members) -> Option<usize> {
        members.note_read(&self.reached)
    }

    /// Reads on behind a member, as long as members are valid, and notes them. Returns the place behind the last one.
    pub(super) fn read(&self, members: &mut Members, at: usize) -> usize {
        let Some(object) = self.object else { return at };
        let mut reached = Reached::default();
        let Self { validator, text, .. } = *self;
        let rest = run::Rest { validator, text, object, at, seen: members.read(), record: &mut reached };
        wide::best(validator.portable, rest);
        members.note_read(&reached).unwrap_or(at)
    }
}
