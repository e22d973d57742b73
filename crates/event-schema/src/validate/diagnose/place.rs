use alloc::string::String;

use crate::pointer::push_segment;

/// Where a diagnosis is: pointers to the value at hand, and to what the schema says of it.
#[derive(Debug)]
pub(super) struct Place<'a> {
    instance: String,
    /// The pointers of all definitions that are under way, one behind the other.
    schema: String,
    /// Where the pointer of the innermost one begins.
    definition: usize,
    /// The last member that was gone to, if both pointers end with it: most errors are about one whose pointers nobody
    /// else asks for.
    member: Option<Member<'a>>,
}

#[derive(Debug, Clone, Copy)]
struct Member<'a> {
    name: &'a str,
    keyword: &'static str,
    declared: &'static str,
}

/// A place to come back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<'a> {
    instance: usize,
    schema: usize,
    definition: usize,
    member: Option<Member<'a>>,
}

impl<'a> Place<'a> {
    /// The document's root.
    pub(super) const fn root() -> Self {
        Self { instance: String::new(), schema: String::new(), definition: 0, member: None }
    }

    pub(super) fn mark(&self) -> Mark<'a> {
        let Self { instance, schema, definition, member } = self;
        Mark { instance: instance.len(), schema: schema.len(), definition: *definition, member: *member }
    }

    /// Comes back.
    pub(super) fn reset(&mut self, mark: Mark<'a>) {
        self.instance.truncate(mark.instance);
        self.schema.truncate(mark.schema);
        (self.definition, self.member) = (mark.definition, mark.member);
    }

    /// Goes to a member, by the name that it has in the payload, and to what the schema says of a declared one.
    pub(super) fn member(&mut self, name: &'a str, keyword: &'static str, declared: &'static str) {
        self.write_member();
        self.member = Some(Member { name, keyword, declared });
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

    /// Goes to the document's root again, or to the definition with a name.
    pub(super) fn define(&mut self, name: Option<&str>) {
        self.write_member();
        self.definition = self.schema.len();
        if let Some(name) = name {
            self.keyword("/$defs", name);
        }
    }

    fn write_member(&mut self) {
        if let Some(Member { name, keyword, declared }) = self.member.take() {
            push_segment(&mut self.instance, name);
            push_keyword(&mut self.schema, keyword, declared);
        }
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
        out.push_str(&self.schema[self.definition..]);
        if let Some(Member { keyword, declared, .. }) = self.member {
            push_keyword(out, keyword, declared);
        }
    }
}

fn push_keyword(pointer: &mut String, keywords: &str, name: &str) {
    pointer.push_str(keywords);
    if !name.is_empty() {
        push_segment(pointer, name);
    }
}
