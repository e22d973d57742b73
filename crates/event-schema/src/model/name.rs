//! What types with generic arguments are called.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::{Model, TypeRef};

/// A generic argument of a type.
#[derive(Debug, Clone, Copy)]
pub enum Argument {
    /// A type.
    Type(TypeRef),
    /// The value of a const parameter: a whole number, or 0 and 1 for `false` and `true`.
    Const(i128),
}

impl Model {
    /// The name of the type's definition: that of the type and those of its arguments, such as `PageOfItem`. It is empty
    /// for a type that is always written in place.
    ///
    /// It depends on nothing but the type, so it stays the same in every document.
    #[must_use]
    pub fn definition(&self) -> Cow<'static, str> {
        if self.arguments.is_empty() || !self.is_definition() {
            return Cow::Borrowed(self.name);
        }
        Cow::Owned(with_arguments(self.name, self.arguments))
    }

    /// The type's path with its arguments: what tells it from all others.
    #[must_use]
    pub fn full_path(&self) -> Cow<'static, str> {
        if self.arguments.is_empty() {
            return Cow::Borrowed(self.path);
        }
        let argument = |argument: &Argument| match argument {
            Argument::Type(model) => model().full_path(),
            Argument::Const(value) => Cow::Owned(value.to_string()),
        };
        let arguments: Vec<_> = self.arguments.iter().map(argument).collect();
        Cow::Owned(format!("{}<{}>", self.path, arguments.join(", ")))
    }
}

fn with_arguments(name: &str, arguments: &[Argument]) -> String {
    let mut text = String::from(name);
    for (at, argument) in arguments.iter().enumerate() {
        text.push_str(if at == 0 { "Of" } else { "And" });
        match argument {
            Argument::Type(model) => text.push_str(&word(model())),
            Argument::Const(value) if *value < 0 => text.push_str(&format!("Minus{}", value.unsigned_abs())),
            Argument::Const(value) => text.push_str(&value.to_string()),
        }
    }
    text
}

/// A name for a type that need not have a definition.
fn word(model: &Model) -> String {
    if model.is_definition() {
        return model.definition().into_owned();
    }
    let last = model.path.rsplit("::").next().unwrap_or_default();
    let name = match last.as_bytes().first() {
        Some(b'(') if model.arguments.is_empty() => String::from("Unit"),
        Some(b'(') => String::from("Tuple"),
        Some(b'[') => String::from("Array"),
        _ => {
            let mut letters = last.chars().filter(char::is_ascii_alphanumeric);
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
        }
    };
    with_arguments(&name, model.arguments)
}
