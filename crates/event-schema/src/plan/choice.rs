use super::NodeId;
use crate::model::{Model, Shape};

/// Values of several types of which no two are of one JSON type: a value's first byte tells which it can be.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Choice([Option<NodeId>; JsonType::COUNT]);

impl Choice {
    /// So many alternatives are told apart. For more, the walker, which tries them one by one, may run out of trials where
    /// such types nest.
    pub(super) const MOST: usize = 4;

    /// Adds a type whose values are of one JSON type; `None` if there is one of it already, or they are not.
    pub(super) fn add(&mut self, model: &Model, node: impl FnOnce() -> NodeId) -> Option<()> {
        let alternative = &mut self.0[JsonType::of_all(model)? as usize];
        alternative.is_none().then(|| *alternative = Some(node()))
    }

    /// The type of a value that begins with a byte.
    #[inline(always)]
    pub(crate) fn of(&self, first: u8) -> Option<NodeId> {
        self.0[JsonType::of(first)? as usize]
    }

    pub(crate) fn alternatives(&self) -> impl Iterator<Item = &NodeId> {
        self.0.iter().flatten()
    }
}

#[derive(Clone, Copy)]
enum JsonType {
    String,
    Number,
    Boolean,
    Null,
    Array,
    Object,
}

impl JsonType {
    const COUNT: usize = Self::Object as usize + 1;

    #[inline(always)]
    fn of(first: u8) -> Option<Self> {
        Some(match first {
            b'"' => Self::String,
            b'-' | b'0'..=b'9' => Self::Number,
            b't' | b'f' => Self::Boolean,
            b'n' => Self::Null,
            b'[' => Self::Array,
            b'{' => Self::Object,
            _ => return None,
        })
    }

    /// That of all values of a type, if there is one.
    fn of_all(model: &Model) -> Option<Self> {
        Some(match model.shape {
            Shape::String | Shape::Enumeration(_) => Self::String,
            Shape::Integer | Shape::Number => Self::Number,
            Shape::Boolean => Self::Boolean,
            Shape::Null => Self::Null,
            Shape::Array(_) | Shape::Tuple(_) => Self::Array,
            Shape::Map(_) | Shape::Object(_) | Shape::Union(_) => Self::Object,
            Shape::Any | Shape::Nullable(_) | Shape::Keyed(_) | Shape::Choice(_) => return None,
        })
    }
}
