use crate::Reason;

/// What makes two reasons the same, whatever the event: code, property and what was expected. All of it is declared in
/// the model or fixed in the validator.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Kind {
    /// One behind the other, with a separator, so that they are in order of the code first.
    text: String,
    /// Where the first two of them end.
    ends: [usize; 2],
}

impl Kind {
    const SEPARATOR: char = '\0';

    /// Becomes the kind of a reason: the text's memory is used again.
    pub(super) fn set(&mut self, reason: &Reason) {
        let Reason { code, instance, schema, message, .. } = reason;
        let Self { text, ends } = self;
        text.clear();
        text.push_str(code);
        ends[0] = text.len();
        text.push(Self::SEPARATOR);
        if !is_anywhere(code) {
            push_property(text, instance, schema);
        }
        ends[1] = text.len();
        text.push(Self::SEPARATOR);
        text.push_str(expected(message));
    }

    pub(super) fn code(&self) -> &str {
        &self.text[..self.ends[0]]
    }

    pub(super) fn property(&self) -> &str {
        &self.text[self.ends[0] + Self::SEPARATOR.len_utf8()..self.ends[1]]
    }

    pub(super) fn expected(&self) -> &str {
        &self.text[self.ends[1] + Self::SEPARATOR.len_utf8()..]
    }
}

/// Whether errors of this code happen wherever the payload happens to be broken.
fn is_anywhere(code: &str) -> bool {
    matches!(code, "syntax" | "utf8" | Reason::MAX_RECORD)
}

/// The part of a message that is the same for all payloads. What was found stays if it is the name of a JSON type;
/// lengths and, where they are shown, values go.
fn expected(message: &str) -> &str {
    const FOUND: &str = ", found ";
    const TYPES: [&str; 7] =
        ["null", "a boolean", "a number", "a number with a fraction", "a string", "an array", "an object"];
    let names_type = |name: &&str| message.strip_suffix(*name).is_some_and(|rest| rest.ends_with(FOUND));
    if TYPES.iter().any(names_type) {
        return message;
    }
    let is_end = |at: &usize| {
        let rest = &message[*at..];
        [FOUND, "; found ", "; did you mean "].iter().any(|end| rest.starts_with(end))
    };
    memchr::memchr2_iter(b',', b';', message.as_bytes()).find(is_end).map_or(message, |end| &message[..end])
}

/// Where a finding is, without what the payload alone says: the steps of the schema pointer through declared
/// properties. They begin at the payload if they are as many as the instance pointer's; if not, a reference was
/// followed on the way, and they begin at the definition that it leads to.
fn push_property(out: &mut String, instance: &str, schema: &str) {
    let mut definition = "";
    let mut depth = 0;
    let start = out.len();
    let mut segments = schema.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let step = match segment {
            "$defs" => {
                definition = segments.next().unwrap_or_default();
                continue;
            }
            "properties" => segments.next(),
            // As the last segment it is a keyword that was broken, and no step.
            "items" | "additionalProperties" if segments.peek().is_some() => Some("*"),
            _ => None,
        };
        if let Some(step) = step {
            out.push('/');
            out.push_str(step);
            depth += 1;
        }
    }
    if depth != instance.matches('/').count() {
        out.insert_str(start, definition);
    }
}
