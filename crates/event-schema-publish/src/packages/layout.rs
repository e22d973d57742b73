//! Expressions that are written on one line where they fit, and over several where they do not.

/// A piece of code.
#[derive(Debug, Clone)]
pub(super) enum Code {
    Text(String),
    /// A head, and items within brackets.
    Items {
        head: String,
        items: Vec<Self>,
        brackets: (&'static str, &'static str),
    },
    /// A type, or another one.
    Either(Box<Self>, &'static str),
}

impl Code {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// `head(item, item)`
    pub(super) fn call(head: impl Into<String>, items: Vec<Self>) -> Self {
        Self::Items { head: head.into(), items, brackets: ("(", ")") }
    }

    /// `head[item, item]`
    pub(super) fn subscript(head: impl Into<String>, items: Vec<Self>) -> Self {
        Self::Items { head: head.into(), items, brackets: ("[", "]") }
    }

    /// `parameter -> body`, of which the body goes to the next line first.
    pub(super) fn lambda(parameter: &str, body: Self) -> Self {
        Self::Items { head: format!("{parameter} ->"), items: vec![body], brackets: (" ", "") }
    }

    /// `{ item, item }`
    pub(super) fn object(items: Vec<Self>) -> Self {
        Self::Items { head: String::new(), items, brackets: ("{ ", " }") }
    }

    /// The code with something before it.
    pub(super) fn after(self, before: &str) -> Self {
        match self {
            Self::Text(text) => Self::Text(format!("{before}{text}")),
            Self::Items { head, items, brackets } => {
                Self::Items { head: format!("{before}{head}"), items, brackets }
            }
            Self::Either(one, other) => Self::Either(Box::new(one.after(before)), other),
        }
    }

    /// On one line.
    pub(super) fn flat(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Items { head, items, brackets: (open, close) } => {
                let items: Vec<String> = items.iter().map(Self::flat).collect();
                format!("{head}{open}{}{close}", items.join(", "))
            }
            Self::Either(one, other) => format!("{} | {other}", one.flat()),
        }
    }

    /// As it is written after `before` characters on a line that stands `indent` to the right, where `after`
    /// characters follow.
    pub(super) fn fitted(&self, style: &Style, indent: usize, before: usize, after: usize) -> String {
        let flat = self.flat();
        if before + flat.chars().count() + after <= style.width {
            return flat;
        }
        if let Self::Either(one, other) = self {
            return format!("{}\n{}| {other}", one.fitted(style, indent, indent, 0), " ".repeat(indent));
        }
        let Self::Items { head, items, brackets: (open, close) } = self else { return flat };
        if items.is_empty() {
            return flat;
        }
        if style.closing == Closing::Hugging
            && let Some((last @ Self::Items { brackets: ("{ ", _), .. }, others)) = items.split_last()
            && !matches!(others.last(), Some(Self::Items { brackets: ("{ ", _), .. }))
        {
            let others: String = others.iter().map(|item| item.flat() + ", ").collect();
            let head = format!("{head}{open}{others}");
            let last = last.fitted(style, indent, style.width, 0);
            if before + head.chars().count() < style.width {
                return format!("{head}{last}{close}");
            }
        }
        let (open, close) = (open.trim_end(), close.trim_start());
        let inner = indent + style.step;
        if style.closing == Closing::Hanging {
            return self.hanging(style, indent, after);
        }
        let (pad, end) = (" ".repeat(inner), " ".repeat(indent));
        let together = items.iter().map(Self::flat).collect::<Vec<_>>().join(", ");
        if style.joins && inner + together.chars().count() <= style.width {
            return format!("{head}{open}\n{pad}{together}\n{end}{close}");
        }
        let lines: Vec<String> =
            items.iter().map(|item| format!("{pad}{}", item.fitted(style, inner, inner, 1))).collect();
        // A comma after the only subscript would make a tuple of it.
        let lone = open == "[" && items.len() == 1;
        let comma = if style.trailing_comma && !lone { "," } else { "" };
        format!("{head}{open}\n{}{comma}\n{end}{close}", lines.join(",\n"))
    }

    /// As it is broken where the closing bracket stands behind the last item.
    fn hanging(&self, style: &Style, indent: usize, after: usize) -> String {
        let Self::Items { head, items, brackets: (open, close) } = self else { return self.flat() };
        let inner = indent + style.step;
        let pad = " ".repeat(inner);
        let together = items.iter().map(Self::flat).collect::<Vec<_>>().join(", ");
        if style.joins && inner + together.chars().count() + close.len() + after <= style.width {
            return format!("{head}{}\n{pad}{together}{close}", open.trim_end());
        }
        let last = items.len() - 1;
        let lines: Vec<String> = items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let behind = if at == last { close.len() + after } else { 1 };
                format!("{pad}{}", item.fitted(style, inner, inner, behind))
            })
            .collect();
        format!("{head}{}\n{}{close}", open.trim_end(), lines.join(",\n"))
    }
}

/// Where the closing bracket stands of what is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// On a line of its own.
    Apart,
    /// On a line of its own; an object that is the last argument is broken rather than the arguments.
    Hugging,
    /// Behind the last item.
    Hanging,
}

/// How a language's formatter breaks lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) width: usize,
    pub(super) step: usize,
    pub(super) trailing_comma: bool,
    /// Whether items that fit on one line of their own share it.
    pub(super) joins: bool,
    pub(super) closing: Closing,
}

#[cfg(test)]
mod tests {
    use super::{Closing, Code, Style};

    #[test]
    fn what_does_not_fit_is_broken_from_the_outside() {
        let code = Code::call("list", vec![Code::call("integer", vec![Code::text("0"), Code::text("9")])]);
        let style = Style { width: 20, step: 2, trailing_comma: true, joins: false, closing: Closing::Apart };
        assert_eq!(code.fitted(&style, 0, 0, 0), "list(integer(0, 9))");
        assert_eq!(code.fitted(&style, 2, 9, 1), "list(\n    integer(0, 9),\n  )");
    }
}
