use alloc::string::String;
use alloc::vec::Vec;

use crate::error::Code;
use crate::model::{Model, Shape};
use crate::pointer::{push_keyword, push_segment};

/// What the texts of an error are made of: most are about a member of the outermost object, and need no memory then.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lazy {
    /// The type in whose definition the schema pointer begins, if not in the document's root.
    pub(crate) definition: Option<&'static Model>,
    pub(crate) member: Option<&'static str>,
    pub(crate) message: LazyMessage,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum LazyMessage {
    Text(&'static str),
    /// A property with this name is missing.
    Missing(&'static str),
    Expected(Expectation),
}

/// What a value should have been, in words, and what was found instead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expectation {
    /// A value of the model's type.
    pub(crate) model: &'static Model,
    pub(crate) nullable: bool,
    pub(crate) found: &'static str,
}

impl Lazy {
    pub(super) fn write_instance(&self, out: &mut String) {
        if let Some(member) = self.member {
            push_segment(out, member);
        }
    }

    pub(super) fn write_schema(&self, code: Code, out: &mut String) {
        if let Some(model) = self.definition {
            push_keyword(out, "/$defs", &model.definition());
        }
        if let Some(member) = self.member {
            push_keyword(out, "/properties", member);
        }
        if code.is_keyword() {
            push_keyword(out, "", code.as_str());
        }
    }
}

impl LazyMessage {
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Missing(name) => out.extend(["expected the property `", name, "`"]),
            Self::Expected(expectation) => expectation.write(out),
        }
    }
}

impl Expectation {
    fn write(&self, out: &mut String) {
        let kind = match &self.model.shape {
            Shape::Any | Shape::Nullable(_) => "a value",
            Shape::Null => "null",
            Shape::Boolean => "a boolean",
            Shape::Integer => "an integer",
            Shape::Number => "a number",
            Shape::String | Shape::Enumeration(_) => "a string",
            Shape::Array(_) | Shape::Tuple(_) => "an array",
            Shape::Map(_) | Shape::Object(_) | Shape::Union(_) => "an object",
            Shape::Keyed(keyed) if keyed.units.is_empty() => "an object",
            Shape::Keyed(keyed) if keyed.contents.is_empty() => "a string",
            Shape::Keyed(_) => "a string or an object",
            Shape::Choice(alternatives) => {
                let names: Vec<_> = alternatives.iter().map(|alternative| alternative.name).collect();
                let count = alloc::format!("{}", names.len());
                let names = names.join(", ");
                return out.extend(["expected one of ", &count, " types (", &names, "), found ", self.found]);
            }
        };
        let or_null = if self.nullable && kind != "null" { " or null" } else { "" };
        out.extend(["expected ", kind, or_null, ", found ", self.found]);
    }
}
