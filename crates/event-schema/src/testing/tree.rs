//! A second reading of JSON, independent of the library's own: every value with its place in the payload.

use crate::error::Code;

/// How deep arrays and objects may be nested, as the contract says.
const DEPTH: usize = 128;

/// A value and its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    Null,
    Boolean(bool),
    /// As it is written.
    Number(String),
    String(String),
    Array(Vec<Node>),
    Object(Vec<Member>),
}

#[derive(Debug, Clone)]
pub(super) struct Member {
    /// Where the name's opening quote stands.
    pub(super) start: usize,
    /// Where the name ends.
    pub(super) name_end: usize,
    pub(super) name: String,
    pub(super) value: Node,
}

/// Why a payload is no JSON, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub(super) code: Code,
    pub(super) offset: usize,
}

impl Node {
    /// Calls `visit` for the value and all that is in it.
    pub(super) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match &self.kind {
            Kind::Array(items) => items.iter().for_each(|item| item.walk(visit)),
            Kind::Object(members) => members.iter().for_each(|member| member.value.walk(visit)),
            _ => {}
        }
    }

    /// How deep arrays and objects are nested.
    pub(super) fn depth(&self) -> usize {
        match &self.kind {
            Kind::Array(items) => 1 + items.iter().map(Self::depth).max().unwrap_or(0),
            Kind::Object(members) => 1 + members.iter().map(|member| member.value.depth()).max().unwrap_or(0),
            _ => 0,
        }
    }

    /// The value as JSON text.
    pub(super) fn to_json(&self) -> String {
        let quote = |text: &String| serde_json::Value::from(&text[..]).to_string();
        match &self.kind {
            Kind::Null => "null".to_owned(),
            Kind::Boolean(value) => value.to_string(),
            Kind::Number(text) => text.clone(),
            Kind::String(text) => quote(text),
            Kind::Array(items) => {
                format!("[{}]", items.iter().map(Self::to_json).collect::<Vec<_>>().join(","))
            }
            Kind::Object(members) => {
                let members = members.iter().map(|it| quote(&it.name) + ":" + &it.value.to_json());
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
        }
    }

    pub(super) fn members(&self) -> Option<&[Member]> {
        match &self.kind {
            Kind::Object(members) => Some(members),
            _ => None,
        }
    }
}

/// Reads a payload that is one JSON value.
pub(super) fn read(bytes: &[u8]) -> Result<Node, Unreadable> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Unreadable { code: Code::Utf8, offset: error.valid_up_to() })?;
    let mut parser = Parser { text, at: 0 };
    parser.space();
    let root = parser.value(0)?;
    parser.space();
    if parser.at < bytes.len() {
        return Err(parser.fault());
    }
    Ok(root)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn next(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.next() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn expect(&mut self, wanted: char) -> Result<(), Unreadable> {
        if self.take(wanted) { Ok(()) } else { Err(self.fault()) }
    }

    fn space(&mut self) {
        while matches!(self.next(), Some(' ' | '\t' | '\n' | '\r')) {
            self.at += 1;
        }
    }

    fn fault(&self) -> Unreadable {
        Unreadable { code: Code::Syntax, offset: self.at }
    }

    fn value(&mut self, depth: usize) -> Result<Node, Unreadable> {
        let start = self.at;
        let kind = match self.next() {
            Some('{' | '[') if depth == DEPTH => return Err(Unreadable { code: Code::Depth, offset: start }),
            Some('{') => self.object(depth)?,
            Some('[') => self.array(depth)?,
            Some('"') => Kind::String(self.string()?),
            Some('n') => self.word("null", Kind::Null)?,
            Some('t') => self.word("true", Kind::Boolean(true))?,
            Some('f') => self.word("false", Kind::Boolean(false))?,
            Some('-' | '0'..='9') => Kind::Number(self.number()?),
            _ => return Err(self.fault()),
        };
        Ok(Node { start, end: self.at, kind })
    }

    fn word(&mut self, word: &str, kind: Kind) -> Result<Kind, Unreadable> {
        word.chars().try_for_each(|letter| self.expect(letter))?;
        Ok(kind)
    }

    fn object(&mut self, depth: usize) -> Result<Kind, Unreadable> {
        self.expect('{')?;
        self.space();
        let mut members = Vec::new();
        if self.take('}') {
            return Ok(Kind::Object(members));
        }
        loop {
            let start = self.at;
            if self.next() != Some('"') {
                return Err(self.fault());
            }
            let name = self.string()?;
            let name_end = self.at;
            self.space();
            self.expect(':')?;
            self.space();
            members.push(Member { start, name_end, name, value: self.value(depth + 1)? });
            self.space();
            if self.take('}') {
                return Ok(Kind::Object(members));
            }
            self.expect(',')?;
            self.space();
        }
    }

    fn array(&mut self, depth: usize) -> Result<Kind, Unreadable> {
        self.expect('[')?;
        self.space();
        let mut items = Vec::new();
        if self.take(']') {
            return Ok(Kind::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            if self.take(']') {
                return Ok(Kind::Array(items));
            }
            self.expect(',')?;
            self.space();
        }
    }

    fn number(&mut self) -> Result<String, Unreadable> {
        let start = self.at;
        self.take('-');
        if self.take('0') {
            if matches!(self.next(), Some('0'..='9')) {
                return Err(self.fault());
            }
        } else {
            self.digits()?;
        }
        if self.take('.') {
            self.digits()?;
        }
        if self.take('e') || self.take('E') {
            let _ = self.take('+') || self.take('-');
            self.digits()?;
        }
        let text = &self.text[start..self.at];
        if text.parse::<f64>().is_ok_and(f64::is_finite) {
            return Ok(text.to_owned());
        }
        Err(Unreadable { code: Code::NumberRange, offset: start })
    }

    fn digits(&mut self) -> Result<(), Unreadable> {
        if !matches!(self.next(), Some('0'..='9')) {
            return Err(self.fault());
        }
        while matches!(self.next(), Some('0'..='9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, Unreadable> {
        self.expect('"')?;
        let mut string = String::new();
        loop {
            let escape = self.at;
            match self.next() {
                Some('"') => {
                    self.at += 1;
                    return Ok(string);
                }
                Some('\\') => {
                    self.at += 1;
                    string.push(self.escape(escape)?);
                }
                Some(character) if character >= ' ' => {
                    self.at += character.len_utf8();
                    string.push(character);
                }
                _ => return Err(self.fault()),
            }
        }
    }

    fn escape(&mut self, start: usize) -> Result<char, Unreadable> {
        const SHORT: [(char, char); 8] = [
            ('"', '"'),
            ('\\', '\\'),
            ('/', '/'),
            ('b', '\u{8}'),
            ('f', '\u{c}'),
            ('n', '\n'),
            ('r', '\r'),
            ('t', '\t'),
        ];
        if let Some((_, character)) = SHORT.into_iter().find(|(letter, _)| self.take(*letter)) {
            return Ok(character);
        }
        self.expect('u')?;
        let mut units = vec![self.unit()?];
        if units[0] & 0xFC00 == 0xD800 && self.text[self.at..].starts_with("\\u") {
            self.at += 2;
            units.push(self.unit()?);
        }
        let lone = Unreadable { code: Code::Surrogate, offset: start };
        String::from_utf16(&units).ok().and_then(|text| text.chars().next()).ok_or(lone)
    }

    fn unit(&mut self) -> Result<u16, Unreadable> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.next().and_then(|digit| digit.to_digit(16)).ok_or_else(|| self.fault())?;
            unit = unit << 4 | digit as u16;
            self.at += 1;
        }
        Ok(unit)
    }
}
