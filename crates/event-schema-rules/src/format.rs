//! The formats of strings that JSON Schema names, and the one encoding of content.
//!
//! Nothing here allocates, and every check reads the string once.

mod base64;
mod email;
mod hostname;
mod net;
mod pointer;
mod regex;
mod time;
mod uri;
mod uuid;

/// What a string has to be: a value of the keyword `format`.
///
/// Each is checked as its standard writes it and as the official JSON Schema test suite reads it. Where a format has
/// no meaning in an older draft (`duration` and `uuid` in draft-07), it means the same here.
///
/// ```
/// use event_schema_rules::Format;
///
/// let format = Format::parse("date-time").unwrap();
/// assert_eq!(format.name(), "date-time");
/// assert!(format.is_valid("1998-12-31T23:59:60Z"), "a leap second");
/// assert!(!format.is_valid("1998-12-31 23:59:59"));
/// assert_eq!(Format::parse("iri"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Format {
    /// [RFC 3339, section 5.6](https://www.rfc-editor.org/rfc/rfc3339#section-5.6): `date-time`, with an offset.
    ///
    /// Letters may be small, as the section says. A leap second has to be the last second of a day in UTC.
    DateTime,
    /// [RFC 3339, section 5.6](https://www.rfc-editor.org/rfc/rfc3339#section-5.6): `full-date`, a day of the calendar.
    Date,
    /// [RFC 3339, section 5.6](https://www.rfc-editor.org/rfc/rfc3339#section-5.6): `full-time`, with an offset.
    Time,
    /// [RFC 3339, appendix A](https://www.rfc-editor.org/rfc/rfc3339#appendix-A): `duration`, as of ISO 8601.
    ///
    /// Units stand in order without a gap (`P1Y2D` leaves out the months), weeks stand alone, letters are capital,
    /// and numbers have no fractions.
    Duration,
    /// [RFC 4122, section 3](https://www.rfc-editor.org/rfc/rfc4122#section-3): 32 hexadecimal digits and four hyphens,
    /// of any version.
    Uuid,
    /// [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#appendix-A): `URI`, with a scheme.
    Uri,
    /// [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#appendix-A): `URI-reference`, absolute or relative.
    UriReference,
    /// [RFC 1123, section 2.1](https://www.rfc-editor.org/rfc/rfc1123#section-2.1): labels of letters, digits and
    /// hyphens.
    ///
    /// A label that begins with `xn--` is what [RFC 5891, section 4.4](https://www.rfc-editor.org/rfc/rfc5891#section-4.4)
    /// makes of a Unicode label.
    Hostname,
    /// [RFC 5321, section 4.1.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2): `Mailbox`, at a host or at the
    /// literal address of one.
    Email,
    /// [RFC 2673, section 3.2](https://www.rfc-editor.org/rfc/rfc2673#section-3.2): `dotted-quad`, without leading zeros.
    Ipv4,
    /// [RFC 4291, section 2.2](https://www.rfc-editor.org/rfc/rfc4291#section-2.2): an IPv6 address without zone and
    /// prefix.
    Ipv6,
    /// [RFC 6901, section 3](https://www.rfc-editor.org/rfc/rfc6901#section-3): a JSON pointer, as a string.
    JsonPointer,
    /// [ECMA-262](https://tc39.es/ecma262/#sec-patterns): a regular expression of any kind, back-references and
    /// look-around included.
    ///
    /// Read as under the flag `u`, except that a backslash may stand before any character that is neither letter nor
    /// digit. Groups nest 1,024 deep at most, and 64 of them may have names.
    Regex,
}

impl Format {
    /// All formats, in the order of this page.
    pub const ALL: [Self; 13] = [
        Self::DateTime,
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::Uuid,
        Self::Uri,
        Self::UriReference,
        Self::Hostname,
        Self::Email,
        Self::Ipv4,
        Self::Ipv6,
        Self::JsonPointer,
        Self::Regex,
    ];

    /// The format of this name in JSON Schema.
    ///
    /// ```
    /// use event_schema_rules::Format;
    ///
    /// assert_eq!(Format::parse("uri-reference"), Some(Format::UriReference));
    /// assert_eq!(Format::parse("url"), None);
    /// ```
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format's name in JSON Schema.
    ///
    /// ```
    /// assert_eq!(event_schema_rules::Format::JsonPointer.name(), "json-pointer");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Uuid => "uuid",
            Self::Uri => "uri",
            Self::UriReference => "uri-reference",
            Self::Hostname => "hostname",
            Self::Email => "email",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::JsonPointer => "json-pointer",
            Self::Regex => "regex",
        }
    }

    /// Whether a string has the format.
    ///
    /// ```
    /// use event_schema_rules::Format;
    ///
    /// assert!(Format::Email.is_valid("joe.bloggs@example.com"));
    /// assert!(!Format::Ipv4.is_valid("087.10.0.1"));
    /// ```
    #[must_use]
    pub fn is_valid(self, text: &str) -> bool {
        match self {
            Self::DateTime => time::is_date_time(text.as_bytes()),
            Self::Date => time::is_date(text.as_bytes()),
            Self::Time => time::is_time(text.as_bytes()),
            Self::Duration => time::is_duration(text.as_bytes()),
            Self::Uuid => uuid::is_uuid(text.as_bytes()),
            Self::Uri => uri::is_uri(text.as_bytes()),
            Self::UriReference => uri::is_uri_reference(text.as_bytes()),
            Self::Hostname => hostname::is_hostname(text),
            Self::Email => email::is_email(text),
            Self::Ipv4 => net::is_ipv4(text.as_bytes()),
            Self::Ipv6 => net::is_ipv6(text.as_bytes()),
            Self::JsonPointer => pointer::is_json_pointer(text.as_bytes()),
            Self::Regex => regex::is_regex(text),
        }
    }
}

/// How a string encodes bytes: a value of the keyword `contentEncoding`.
///
/// ```
/// use event_schema_rules::ContentEncoding;
///
/// let encoding = ContentEncoding::parse("base64").unwrap();
/// assert!(encoding.is_valid("eyJmb28iOiAiYmFyIn0K"));
/// assert!(!encoding.is_valid("eyJmb28iOi%iYmFyIn0K"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ContentEncoding {
    /// [RFC 4648, section 4](https://www.rfc-editor.org/rfc/rfc4648#section-4): with padding, without line breaks, and
    /// with zeros in the bits that no byte uses.
    Base64,
}

impl ContentEncoding {
    /// Every encoding.
    pub const ALL: [Self; 1] = [Self::Base64];

    /// The encoding of this name in JSON Schema.
    ///
    /// ```
    /// assert_eq!(event_schema_rules::ContentEncoding::parse("base32"), None);
    /// ```
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        (name == "base64").then_some(Self::Base64)
    }

    /// The encoding's name in JSON Schema.
    ///
    /// ```
    /// assert_eq!(event_schema_rules::ContentEncoding::Base64.name(), "base64");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
        }
    }

    /// Whether a string is an encoding of bytes.
    ///
    /// ```
    /// use event_schema_rules::ContentEncoding;
    ///
    /// assert!(ContentEncoding::Base64.is_valid("Zg=="));
    /// assert!(!ContentEncoding::Base64.is_valid("Zg"));
    /// ```
    #[must_use]
    pub fn is_valid(self, text: &str) -> bool {
        match self {
            Self::Base64 => base64::is_base64(text.as_bytes()),
        }
    }
}
