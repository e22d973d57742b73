use alloc::string::String;

use crate::errors::{Lazy, LazyMessage};
use crate::model::Model;
use crate::pointer::{push_keyword, push_segment};

/// Where a diagnosis is: pointers to the value at hand, and to what the schema says of it.
#[derive(Debug)]
pub(super) struct Place<'a> {
    instance: String,
    /// The pointers within all definitions that are under way, one behind the other.
    schema: String,
    innermost: Definition,
    /// The last member that was gone to, if both pointers end with it: most errors are about one whose pointers nobody
    /// else asks for.
    member: Option<Member<'a>>,
}

/// A definition of the document, or its root.
#[derive(Debug, Clone, Copy)]
struct Definition {
    /// The type that is defined.
    model: Option<&'static Model>,
    /// Where the pointer within it begins.
    start: usize,
}

#[derive(Debug, Clone, Copy)]
struct Member<'a> {
    name: &'a str,
    declared: &'static str,
}

/// A place to come back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<'a> {
    instance: usize,
    schema: usize,
    innermost: Definition,
    member: Option<Member<'a>>,
}

impl<'a> Place<'a> {
    /// The document's root.
    pub(super) const fn root() -> Self {
        let innermost = Definition { model: None, start: 0 };
        Self { instance: String::new(), schema: String::new(), innermost, member: None }
    }

    pub(super) fn mark(&self) -> Mark<'a> {
        let Self { instance, schema, innermost, member } = self;
        Mark { instance: instance.len(), schema: schema.len(), innermost: *innermost, member: *member }
    }

    /// Comes back.
    pub(super) fn reset(&mut self, mark: Mark<'a>) {
        self.instance.truncate(mark.instance);
        self.schema.truncate(mark.schema);
        (self.innermost, self.member) = (mark.innermost, mark.member);
    }

    /// Goes to a member, by the name that it has in the payload, and to what the schema says of the declared one.
    pub(super) fn member(&mut self, name: &'a str, declared: &'static str) {
        self.write_member();
        self.member = Some(Member { name, declared });
    }

    /// Goes to a part of the value.
    pub(super) fn step(&mut self, part: &str) {
        self.write_member();
        push_segment(&mut self.instance, part);
    }

    /// Goes to what the schema says behind keywords, of a name if that is not empty.
    pub(super) fn keyword(&mut self, keywords: &str, name: &str) {
        self.write_member();
        push_keyword(&mut self.schema, keywords, name);
    }

    /// Goes to the document's root again, or to the definition of a type.
    pub(super) fn define(&mut self, model: Option<&'static Model>) {
        self.write_member();
        self.innermost = Definition { model, start: self.schema.len() };
    }

    /// Goes to the definition with a name.
    pub(super) fn define_named(&mut self, name: &str) {
        self.define(None);
        self.keyword("/$defs", name);
    }

    fn write_member(&mut self) {
        if let Some(Member { name, declared }) = self.member.take() {
            push_segment(&mut self.instance, name);
            push_keyword(&mut self.schema, "/properties", declared);
        }
    }

    /// What an error here is made of, if it is about the outermost object, or one of its members by the name that is
    /// declared.
    pub(super) fn lazy(&self, message: LazyMessage) -> Option<Lazy> {
        let Definition { model: definition, start } = self.innermost;
        let is_outermost = self.instance.is_empty() && self.schema.len() == start;
        let member = self.member.map(|Member { name, declared }| (name == declared).then_some(declared));
        let member = match member {
            Some(declared) => Some(declared?),
            None => None,
        };
        is_outermost.then_some(Lazy { definition, member, message })
    }

    /// Appends the pointer to the value.
    pub(super) fn write_instance(&self, out: &mut String) {
        out.push_str(&self.instance);
        if let Some(Member { name, .. }) = self.member {
            push_segment(out, name);
        }
    }

    /// Appends the pointer to what the schema says.
    pub(super) fn write_schema(&self, out: &mut String) {
        let Definition { model, start } = self.innermost;
        if let Some(model) = model {
            push_keyword(out, "/$defs", &model.definition());
        }
        out.push_str(&self.schema[start..]);
        if let Some(Member { declared, .. }) = self.member {
            push_keyword(out, "/properties", declared);
        }
    }
}
