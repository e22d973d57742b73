use alloc::string::String;

use crate::pointer::push_segment;

/// Where a diagnosis is: pointers to the value at hand, and to what the schema says of it.
#[derive(Debug)]
pub(super) struct Place {
    instance: String,
    /// The pointers of all definitions that are under way, one behind the other.
    schema: String,
    /// Where the pointer of the innermost one begins.
    definition: usize,
}

/// A place to come back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    instance: usize,
    schema: usize,
    definition: usize,
}

impl Place {
    /// What most pointers are shorter than, so that they do not move while they grow.
    const USUAL: usize = 96;

    /// The document's root.
    pub(super) const fn root() -> Self {
        Self { instance: String::new(), schema: String::new(), definition: 0 }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { instance: self.instance.len(), schema: self.schema.len(), definition: self.definition }
    }

    /// Comes back.
    pub(super) fn reset(&mut self, mark: Mark) {
        self.instance.truncate(mark.instance);
        self.schema.truncate(mark.schema);
        self.definition = mark.definition;
    }

    /// Goes to a part of the value.
    pub(super) fn step(&mut self, part: &str) {
        if self.instance.capacity() == 0 {
            self.instance.reserve(Self::USUAL);
        }
        push_segment(&mut self.instance, part);
    }

    /// Goes to what the schema says behind keywords, of a name if that is not empty.
    pub(super) fn keyword(&mut self, keywords: &str, name: &str) {
        if self.schema.capacity() == 0 {
            self.schema.reserve(Self::USUAL);
        }
        self.schema.push_str(keywords);
        if !name.is_empty() {
            push_segment(&mut self.schema, name);
        }
    }

    /// Goes to the document's root again, or to the definition with a name.
    pub(super) fn define(&mut self, name: Option<&str>) {
        self.definition = self.schema.len();
        if let Some(name) = name {
            self.keyword("/$defs", name);
        }
    }

    pub(super) fn instance(&self) -> &str {
        &self.instance
    }

    /// The pointer to what the schema says.
    pub(super) fn schema(&self) -> &str {
        &self.schema[self.definition..]
    }
}
