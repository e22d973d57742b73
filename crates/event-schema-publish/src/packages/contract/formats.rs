//! Formats and encodings of strings as patterns, so that packages decide them as they decide any pattern.
//!
//! Not every language knows every format, and no two libraries agree on one. All but a few are regular languages, which
//! the patterns' tables decide exactly.

use event_schema::model::{ContentEncoding, Format};
use event_schema_rules::Compiled;

use super::Pattern;

/// A format or an encoding, by the name that JSON Schema has for it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::packages) struct Named {
    pub(in crate::packages) name: &'static str,
    /// Whether it is a value of `format`, and not of `contentEncoding`.
    pub(in crate::packages) is_format: bool,
    /// What is expected, behind "a string".
    pub(in crate::packages) told: String,
    /// All of which match what is of the format.
    pub(in crate::packages) patterns: Vec<Pattern>,
    /// Where a time of day begins, which may have a leap second: it is the last second of a day in UTC.
    pub(in crate::packages) time_at: Option<usize>,
}

/// A format; nothing for regular expressions, which nest.
pub(super) fn format(format: Format) -> Option<Named> {
    let patterns = match format {
        Format::DateTime => vec![format!("^{DATE}[Tt]{TIME}$")],
        Format::Date => vec![format!("^{DATE}$")],
        Format::Time => vec![format!("^{TIME}$")],
        Format::Duration => vec![duration()],
        Format::Uuid => vec![String::from(
            "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$",
        )],
        Format::Uri => vec![format!("^{SCHEME}:{}$", behind_scheme(":"))],
        Format::UriReference => {
            vec![format!("^(?:{SCHEME}:{}|{})$", behind_scheme(":"), behind_scheme(""))]
        }
        Format::Hostname => vec![
            format!("^{}$", hostname()),
            String::from("^(?:[^.]{0,63}\\.)*[^.]{0,63}$"),
            String::from("^.{0,253}$"),
        ],
        Format::Email => vec![
            format!(
                "^(?:{ATOM}(?:\\.{ATOM})*|{QUOTED})@(?:{}|\\[(?:{}|{})\\])$",
                hostname(),
                ipv4(),
                tagged_ipv6()
            ),
            String::from("@(?:[^.@]{0,63}\\.)*[^.@]{0,63}$"),
            String::from("^.{0,64}@[^@]{0,253}$"),
        ],
        Format::Ipv4 => vec![format!("^{}$", ipv4())],
        Format::Ipv6 => vec![format!("^{}$", ipv6())],
        Format::JsonPointer => vec![String::from("^(?:/(?:[^/~]|~[01])*)*$")],
        _ => return None,
    };
    let time_at = match format {
        Format::DateTime => Some(11),
        Format::Time => Some(0),
        _ => None,
    };
    named(format.name(), format!("of the format {}", format.name()), &patterns, time_at)
}

pub(super) fn encoding(encoding: ContentEncoding) -> Option<Named> {
    match encoding {
        ContentEncoding::Base64 => {
            const DIGIT: &str = "[A-Za-z0-9+/]";
            // The last digit has zeros in the bits that no byte uses.
            let end = format!("{DIGIT}{{2}}[AEIMQUYcgkosw048]=|{DIGIT}[AQgw]==");
            let told = format!("in {}", encoding.name());
            named(encoding.name(), told, &[format!("^(?:{DIGIT}{{4}})*(?:{end})?$")], None)
        }
        _ => None,
    }
}

fn named(name: &'static str, told: String, patterns: &[String], time_at: Option<usize>) -> Option<Named> {
    let compiled = patterns.iter().map(|source| Some(Pattern::of(Compiled::new(source).ok()?.pattern())));
    Some(Named {
        name,
        is_format: Format::parse(name).is_some(),
        told,
        patterns: compiled.collect::<Option<_>>()?,
        time_at,
    })
}

const DATE: &str = "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)\
                    |02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])\
                    |(?:[02468][048]|[13579][26])00)-02-29)";

const TIME: &str = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?\
                    (?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";

const SCHEME: &str = "[A-Za-z][A-Za-z0-9+.-]*";

/// `unreserved` and `sub-delims` of RFC 3986, within brackets.
const NAME: &str = "A-Za-z0-9._~!$&'()*+,;=-";

const ATOM: &str = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";

const QUOTED: &str = "\"(?:[ !#-\\[\\]-~]|\\\\[ -~])*\"";

fn duration() -> String {
    let run = |units: [char; 3]| {
        let [one, two, three] = units.map(|unit| format!("[0-9]+{unit}"));
        format!("(?:{one}(?:{two}(?:{three})?)?|{two}(?:{three})?|{three})")
    };
    let (date, time) = (run(['Y', 'M', 'D']), run(['H', 'M', 'S']));
    format!("^P(?:[0-9]+W|{date}(?:T{time})?|T{time})$")
}

/// `hier-part` or `relative-part`, with query and fragment. `first` may stand in the first segment of a path without a
/// slash before it: in a reference, a colon there would make a scheme of what stands before.
fn behind_scheme(first: &str) -> String {
    let (user, host, part) = (encoded(":"), encoded(""), encoded(":@/?"));
    let future = format!("[Vv][0-9A-Fa-f]+\\.[:{NAME}]+");
    let authority = format!("(?:{user}@)?(?:\\[(?:{}|{future})\\]|{host})(?::[0-9]*)?", ipv6());
    let path = encoded(":@/");
    // Two slashes begin an authority, so a path that begins with one has a segment behind it.
    let segments = |more: &str| format!("(?:{}{}(?:/{path})?)?", character(more), encoded(more));
    let (rooted, rootless) = (segments(":@"), segments(&format!("{first}@")));
    format!("(?://{authority}(?:/{path})?|/{rooted}|{rootless})(?:\\?{part})?(?:#{part})?")
}

/// Characters of a name, percent-encodings among them, and `more` characters.
fn encoded(more: &str) -> String {
    format!("{}*", character(more))
}

fn character(more: &str) -> String {
    format!("(?:[{more}{NAME}]|%[0-9A-Fa-f]{{2}})")
}

fn ipv4() -> String {
    let octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    format!("{octet}(?:\\.{octet}){{3}}")
}

fn tagged_ipv6() -> String {
    format!("[Ii][Pp][Vv]6:{}", ipv6())
}

/// Eight groups, the last two of which may be an IPv4 address; two colons stand for any number of groups of zeros.
fn ipv6() -> String {
    let (group, ipv4) = ("[0-9A-Fa-f]{1,4}", ipv4());
    let last = format!("(?:{group}:{group}|{ipv4})");
    let mut forms = vec![format!("(?:{group}:){{6}}{last}")];
    let groups = |most: usize| format!("{group}(?::{group}){{0,{}}}", most.saturating_sub(1));
    for before in 0..=7_usize {
        let head = match before {
            0 => String::new(),
            before => format!("{group}(?::{group}){{{}}}", before - 1),
        };
        // At least one group is left out.
        let most = 7 - before;
        let mut tails = vec![String::new()];
        tails.extend((most >= 1).then(|| groups(most)));
        tails.extend((most >= 2).then(|| format!("(?:{group}:){{0,{}}}{ipv4}", most - 2)));
        forms.push(format!("{head}::(?:{})", tails.join("|")));
    }
    format!("(?:{})", forms.join("|"))
}

/// Labels of letters, digits and hyphens, of any length. Two hyphens behind the second character mark an encoding,
/// `xn--`; what it encodes is not looked at.
fn hostname() -> String {
    const ANY: &str = "[A-Za-z0-9-]";
    const OUTER: &str = "[A-Za-z0-9]";
    let long = format!("(?:{OUTER}{ANY}(?:{OUTER}{ANY}|-{OUTER})|[Xx][Nn]--){ANY}*{OUTER}");
    let short = format!("{OUTER}(?:{ANY}{{0,2}}{OUTER})?");
    let label = format!("(?:{long}|{short})");
    format!("{label}(?:\\.{label})*")
}

#[cfg(test)]
mod tests {
    use event_schema::model::{ContentEncoding, Format};
    use event_schema_rules::Compiled;

    use super::{Named, encoding, format};

    #[test]
    fn patterns_say_what_the_validator_says() {
        for known in Format::ALL {
            let Some(named) = format(known) else {
                assert_eq!(known, Format::Regex, "{}", known.name());
                continue;
            };
            hold(&named, |text| known.is_valid(text));
        }
        hold(&encoding(ContentEncoding::Base64).unwrap(), |text| ContentEncoding::Base64.is_valid(text));
    }

    fn hold(named: &Named, is_valid: impl Fn(&str) -> bool) {
        let compiled: Vec<Compiled> =
            named.patterns.iter().map(|pattern| Compiled::new(pattern.source.as_str()).unwrap()).collect();
        let (mut valid, mut refused) = (0, 0);
        for text in texts() {
            let matches = compiled.iter().all(|one| one.pattern().is_match(&text));
            let holds = matches && named.time_at.is_none_or(|at| is_last_second(&text[at..]));
            assert_eq!(holds, is_valid(&text), "{} of {text:?}", named.name);
            *(if holds { &mut valid } else { &mut refused }) += 1;
        }
        assert!(valid > 5 && refused > 1000, "{}: {valid} valid, {refused} refused", named.name);
    }

    /// As packages do it.
    fn is_last_second(time: &str) -> bool {
        let minutes =
            |text: &str| text[..2].parse::<i32>().unwrap() * 60 + text[3..5].parse::<i32>().unwrap();
        let offset = match &time[time.len() - 1..] {
            "Z" | "z" => 0,
            _ => {
                let sign = if time[time.len() - 6..].starts_with('-') { -1 } else { 1 };
                sign * minutes(&time[time.len() - 5..])
            }
        };
        &time[6..8] != "60" || (minutes(time) - offset).rem_euclid(1440) == 1439
    }

    const SEEDS: &[&str] = &[
        "",
        "1998-12-31T23:59:60Z",
        "2000-02-29T00:00:00.123+23:59",
        "1900-02-29",
        "2024-02-29",
        "2023-04-31",
        "2023-04-30t12:30:00z",
        "23:59:60Z",
        "15:59:60-08:00",
        "01:29:60+01:30",
        "00:29:60+00:30",
        "23:58:60Z",
        "22:59:60-01:00",
        "23:30:60-00:29",
        "00:00:60+00:01",
        "12:00:00.5z",
        "P1Y2M3DT4H5M6S",
        "P1Y2D",
        "P4W",
        "PT1S",
        "P1DT",
        "P",
        "PT",
        "P1M",
        "PT5M6S",
        "2EB8AA08-aa98-11ea-b4aa-73b441d16380",
        "127.0.0.1",
        "256.1.1.1",
        "01.2.3.4",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "1::3:4:5:6:7:8",
        "1:2:3:4:5:6:1.2.3.4",
        "::ffff:192.168.0.1",
        "1::1.2.3.4",
        "1:2:3:4:5::1.2.3.4",
        "1:2:3:4:5:6::1.2.3.4",
        "fe80::a%en1",
        "12345::",
        ":::",
        "1::2::3",
        "http://foo.bar/?baz=qux#quux",
        "urn:oasis:names",
        "http://[::1]:80/a",
        "http://[v1.a:b]/",
        "mailto:a@b.c",
        "//a/b",
        "/a//b",
        "a:b",
        "a/b:c",
        "./a:b",
        "#f",
        "?q",
        "http://a%20b@c:1/%zz",
        "a:",
        "a://",
        "a:///b",
        "http://u:p@h:",
        "1a:b",
        ":a",
        "http://a b",
        "x:y?z#a#b",
        "a@b/c",
        "//u@h@i/",
        "//[::1",
        "/",
        "//",
        "a:/",
        "a:/b//c",
        "a//b",
        "@:",
        "example.com",
        "a.b.c",
        "-a",
        "a-",
        "a--b",
        "ab--c",
        "ab-c-d",
        "xn--nxasmq6b",
        "a.",
        ".a",
        "a_b",
        "XN--nxasmq6b",
        "a-b",
        "abc",
        "abcd",
        "ab-d",
        "joe.bloggs@example.com",
        "\"joe bloggs\"@example.com",
        "a@[127.0.0.1]",
        "a@[IPv6:::1]",
        "a@[::1]",
        ".a@b",
        "a..b@c",
        "a@b@c",
        "\"a@b\"@c",
        "\"a\\\"b\"@c",
        "\"a\\\n\"@c",
        "a+b@c-d.e",
        "/a/b~0c~1d",
        "/",
        "a/b",
        "/~",
        "/~2",
        "//",
        "/é~0",
        "Zg==",
        "Zm8=",
        "Zm9v",
        "Zh==",
        "Zm9=",
        "Zg",
        "Zm9vYg==",
        "+/+/",
        "====",
        "Z===",
    ];

    /// Strings of every format, and each with a character more, less, or another.
    fn texts() -> Vec<String> {
        let mut seeds: Vec<String> = SEEDS.iter().map(|seed| (*seed).to_owned()).collect();
        let label = |len: usize| "a".repeat(len);
        seeds.extend([62, 63, 64].map(label));
        seeds.extend([251, 252, 253, 254].map(|len| format!("{}a", "a.".repeat(len / 2))));
        seeds.extend([63, 64, 65].map(|len| format!("{}@b.c", label(len))));
        seeds.extend([59, 60].map(|len| format!("ab-{}", label(len))));
        let mut texts = Vec::new();
        for seed in &seeds {
            let characters: Vec<char> = seed.chars().collect();
            for at in 0..=characters.len() {
                let (before, after) = (&characters[..at], &characters[at..]);
                let with = |middle: &str, after: &[char]| {
                    before.iter().collect::<String>() + middle + &after.iter().collect::<String>()
                };
                let skipped = after.get(1..).unwrap_or(&[]);
                texts.push(with("", skipped));
                for one in
                    ["0", "9", "a", "F", "-", ".", ":", "/", "@", "%41", "~", "=", "[", "]", "?", "é", "\n"]
                {
                    texts.extend([with(one, after), with(one, skipped)]);
                }
            }
        }
        seeds.extend(texts);
        // What IDNA says of encoded labels is beyond a pattern.
        seeds.retain(|text| {
            !text.to_lowercase().contains("xn--") || text.eq_ignore_ascii_case("xn--nxasmq6b")
        });
        seeds.sort_unstable();
        seeds.dedup();
        seeds
    }
}
