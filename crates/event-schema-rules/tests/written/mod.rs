//! Random patterns, each in the dialect of ECMA-262 and in that of the crate `regex`.

use rand::RngExt;
use rand_pcg::Pcg64Mcg;

pub(crate) struct Written {
    pub(crate) ecma: String,
    pub(crate) rust: String,
    /// What its strings are made of: characters that it names, and some that it does not.
    chars: Vec<char>,
}

/// Characters, and how both dialects write them.
const CHARS: &[(char, &str)] = &[
    ('a', "a"),
    ('b', "b"),
    ('c', "\\x63"),
    ('Z', "\\u005A"),
    ('_', "_"),
    ('0', "0"),
    ('7', "\\u{37}"),
    ('-', "-"),
    (' ', " "),
    ('\t', "\\t"),
    ('\n', "\\n"),
    ('\r', "\\cM"),
    ('\u{1}', "\\cA"),
    ('\0', "\\x00"),
    ('.', "\\."),
    ('/', "\\/"),
    (']', "\\]"),
    ('^', "\\^"),
    ('&', "&"),
    ('~', "~"),
    ('\u{e9}', "\u{e9}"),
    ('\u{7c0}', "\\u07c0"),
    ('\u{2028}', "\\u2028"),
    ('\u{feff}', "\\uFEFF"),
    ('\u{1f432}', "\u{1f432}"),
    ('\u{1f409}', "\\u{1F409}"),
    ('\u{10ffff}', "\\u{10FFFF}"),
];

/// Sets with names in ECMA-262, and what they are.
const SETS: &[(&str, &str)] = &[
    ("\\d", "[0-9]"),
    ("\\D", "[^0-9]"),
    ("\\w", "[0-9A-Za-z_]"),
    ("\\W", "[^0-9A-Za-z_]"),
    ("\\s", SPACE),
    ("\\S", NO_SPACE),
    ("\\p{L}", "\\p{L}"),
    ("\\P{Letter}", "\\P{L}"),
    ("\\p{digit}", "\\p{Nd}"),
];
const SPACE: &str =
    r"[\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]";
const NO_SPACE: &str =
    r"[^\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]";

impl Written {
    pub(crate) fn random(random: &mut Pcg64Mcg) -> Self {
        let mut written = Self { ecma: String::new(), rust: String::new(), chars: Vec::new() };
        written.alternatives(3, random);
        for _ in 0..3 {
            written.chars.push(CHARS[random.random_range(0..CHARS.len())].0);
        }
        written
    }

    pub(crate) fn string(&self, random: &mut Pcg64Mcg) -> String {
        let length = random.random_range(0..10);
        (0..length).map(|_| self.chars[random.random_range(0..self.chars.len())]).collect()
    }

    fn both(&mut self, text: &str) {
        self.ecma.push_str(text);
        self.rust.push_str(text);
    }

    fn alternatives(&mut self, depth: u32, random: &mut Pcg64Mcg) {
        self.sequence(depth, random);
        while random.random_ratio(1, 4) {
            self.both("|");
            self.sequence(depth, random);
        }
    }

    fn sequence(&mut self, depth: u32, random: &mut Pcg64Mcg) {
        if random.random_ratio(1, 5) {
            self.ecma.push('^');
            self.rust.push_str("\\A");
        }
        for _ in 0..random.random_range(0..4) {
            if random.random_ratio(1, 30) {
                let (ecma, rust) = if random.random() { ('^', "\\A") } else { ('$', "\\z") };
                self.ecma.push(ecma);
                self.rust.push_str(rust);
                continue;
            }
            self.atom(depth, random);
            self.quantifier(random);
        }
        if random.random_ratio(1, 4) {
            self.ecma.push('$');
            self.rust.push_str("\\z");
        }
    }

    fn atom(&mut self, depth: u32, random: &mut Pcg64Mcg) {
        match random.random_range(0..9) {
            0..4 => self.char(random),
            4 => {
                self.ecma.push('.');
                self.rust.push_str(r"[^\n\r\x{2028}\x{2029}]");
                self.chars.push('\n');
            }
            5 => self.set(random),
            6 => self.class(random),
            _ if depth == 0 => self.char(random),
            _ => {
                self.both(if random.random() { "(" } else { "(?:" });
                self.alternatives(depth - 1, random);
                self.both(")");
            }
        }
    }

    fn quantifier(&mut self, random: &mut Pcg64Mcg) {
        // What is empty is not repeated.
        if self.ecma.trim_end_matches([')', '(', '|', ':', '?']).len() + 2 <= self.ecma.len() {
            return;
        }
        let least = random.random_range(0..3);
        let most = least + random.random_range(0..3);
        match random.random_range(0..14) {
            0 => self.both("*"),
            1 => self.both("+"),
            2 => self.both("?"),
            3 => self.both(&format!("{{{least}}}")),
            4 => self.both(&format!("{{{least},}}")),
            5 => self.both(&format!("{{{least},{most}}}")),
            _ => return,
        }
        if random.random_ratio(1, 6) {
            self.both("?");
        }
    }

    fn char(&mut self, random: &mut Pcg64Mcg) {
        let (char, ecma) = CHARS[random.random_range(0..CHARS.len())];
        self.ecma.push_str(ecma);
        self.rust.push_str(&hex(char));
        self.chars.push(char);
    }

    fn set(&mut self, random: &mut Pcg64Mcg) {
        let (ecma, rust) = SETS[random.random_range(0..SETS.len())];
        self.ecma.push_str(ecma);
        self.rust.push_str(rust);
        self.chars.extend(['5', 'q', '\u{2003}']);
    }

    fn class(&mut self, random: &mut Pcg64Mcg) {
        self.both(if random.random_ratio(1, 3) { "[^" } else { "[" });
        for _ in 0..random.random_range(1..4) {
            let mut ends = [(); 2].map(|()| CHARS[random.random_range(0..CHARS.len())]);
            ends.sort_unstable();
            let [(first, first_ecma), (last, last_ecma)] = ends;
            let in_class =
                |char: char, ecma: &str| if char == '-' { "\\-".to_owned() } else { ecma.to_owned() };
            match random.random_range(0..5) {
                0 => self.set(random),
                1 | 2 => {
                    self.ecma += &format!("{}-{}", in_class(first, first_ecma), in_class(last, last_ecma));
                    self.rust += &format!("{}-{}", hex(first), hex(last));
                    self.chars.extend([first, last]);
                }
                _ => {
                    self.ecma += &in_class(first, first_ecma);
                    self.rust += &hex(first);
                    self.chars.push(first);
                }
            }
        }
        if random.random_ratio(1, 6) {
            self.ecma.push('-');
            self.rust += &hex('-');
            self.chars.push('-');
        }
        self.both("]");
    }
}

fn hex(char: char) -> String {
    format!("\\x{{{:x}}}", u32::from(char))
}
