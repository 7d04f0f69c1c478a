//! Colours for the parts of a regular expression: each level of nesting has
//! the next colour of a palette.

/// The codes that begin and end a colour.
pub(super) type Palette = [(String, String)];

/// `source`, as `/pattern/flags`, with every token coloured by its depth.
pub(super) fn highlight(source: &str, palette: &Palette) -> String {
    if palette.is_empty() {
        return source.to_owned();
    }
    let mut painter = Painter {
        chars: source.chars().collect(),
        at: 1,
        depth: 0,
        out: String::new(),
        palette,
    };
    painter.write("/");
    painter.depth = 1;
    painter.pattern();
    painter.flags();
    painter.out
}

struct Painter<'a> {
    chars: Vec<char>,
    at: usize,
    depth: i64,
    out: String,
    palette: &'a Palette,
}

impl Painter<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn peek_after(&self) -> Option<char> {
        self.chars.get(self.at + 1).copied()
    }

    fn take(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(next) = self.peek().filter(|next| wanted(*next)) {
            taken.push(next);
            self.at += 1;
        }
        taken
    }

    fn write(&mut self, token: &str) {
        let count = self.palette.len();
        let level = usize::try_from(self.depth).map_or(0, |depth| depth % count);
        if let Some((on, off)) = self.palette.get(level) {
            self.out
                .push_str(&format!("\u{1b}[{on}m{token}\u{1b}[{off}m"));
        }
    }

    fn write_deeper(&mut self, token: &str, by: i64) {
        self.depth += by;
        self.write(token);
        self.depth -= by;
    }

    fn pattern(&mut self) {
        while let Some(next) = self.peek() {
            match next {
                '/' => return,
                '[' => self.class(),
                '(' => self.group(),
                ')' => self.close(),
                '\\' => self.escape(),
                '{' => self.quantifier(),
                '|' | '+' | '*' | '?' | ',' | '^' | '$' => self.token(next, 3),
                '.' => self.token(next, 2),
                _ => self.token(next, 1),
            }
        }
    }

    fn token(&mut self, token: char, by: i64) {
        self.at += 1;
        self.write_deeper(token.encode_utf8(&mut [0; 4]), by);
    }

    fn close(&mut self) {
        self.depth -= 1;
        self.write(")");
        self.at += 1;
    }

    fn flags(&mut self) {
        self.write_deeper("/", -1);
        self.at += 1;
        let flags: String = self.chars.iter().skip(self.at).collect();
        if !flags.is_empty() {
            self.write(&flags);
        }
    }

    fn class(&mut self) {
        self.write("[");
        self.depth += 1;
        self.at += 1;
        while let Some(next) = self.peek() {
            match next {
                '\\' => self.escape_in_class(),
                ']' => return self.end_of_class(),
                '-' if self.is_range() => self.token(next, 1),
                _ => self.token(next, 0),
            }
        }
    }

    fn end_of_class(&mut self) {
        self.depth -= 1;
        self.write("]");
        self.at += 1;
    }

    fn is_range(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.chars.get(at));
        before != Some(&'[') && self.peek_after().is_some_and(|after| after != ']')
    }

    fn escape_in_class(&mut self) {
        self.at += 1;
        let mut token = String::from('\\');
        if let Some(next) = self.take() {
            token.push(next);
            if matches!(next, 'u' | 'p' | 'P') && self.peek() == Some('{') {
                return self.braced(&token, '{', '}', 0);
            }
            if next == 'x' {
                self.hex_digits(&mut token);
            }
        }
        self.write(&token);
    }

    fn hex_digits(&mut self, token: &mut String) {
        token.extend(self.chars.iter().skip(self.at).take(2));
        self.at += 2;
    }

    fn escape(&mut self) {
        self.at += 1;
        let mut token = String::from('\\');
        if let Some(next) = self.take() {
            token.push(next);
            match (next, self.peek()) {
                (_, None) => {}
                ('u' | 'p' | 'P', Some('{')) => return self.braced(&token, '{', '}', 0),
                ('k', Some('<')) => return self.braced(&token, '<', '>', 1),
                ('x', _) => self.hex_digits(&mut token),
                ('0'..='9', _) => token.push_str(&self.take_while(|c| c.is_ascii_digit())),
                _ => {}
            }
        }
        self.write_deeper(&token, 1);
    }

    /// The text between `open` and `close`, or `open` alone where it is
    /// never closed.
    fn braced(&mut self, token: &str, open: char, close: char, shallower: i64) {
        let start = format!("{token}{open}");
        self.at += 1;
        let begin = self.at;
        let inner = self.take_while(|c| c != close);
        if self.peek().is_none() {
            self.write_deeper(&start, 1);
            self.at = begin;
            return;
        }
        self.depth -= shallower;
        self.write(&start);
        self.write_deeper(&inner, 1);
        self.at += 1;
        self.write(close.encode_utf8(&mut [0; 4]));
        self.depth += shallower;
    }

    fn group(&mut self) {
        self.write("(");
        self.depth += 1;
        self.at += 1;
        if self.peek() == Some('?') {
            self.at += 1;
            self.group_kind();
        }
    }

    fn group_kind(&mut self) {
        match (self.peek(), self.peek_after()) {
            (Some(kind @ (':' | '=' | '!')), _) => {
                self.at += 1;
                self.write_deeper(&format!("?{kind}"), -1);
            }
            (Some('<'), Some(kind @ ('=' | '!'))) => {
                self.at += 2;
                self.write_deeper(&format!("?<{kind}"), -1);
            }
            (Some('<'), _) => self.group_name(),
            _ => self.write("?"),
        }
    }

    fn group_name(&mut self) {
        self.at += 1;
        let name = self.take_while(|c| c != '>');
        if self.peek().is_none() {
            self.write_deeper("?<", -1);
            self.write(&name);
            return;
        }
        self.depth -= 1;
        self.write("?<");
        self.write_deeper(&name, 1);
        self.write(">");
        self.depth += 1;
        self.at += 1;
    }

    fn quantifier(&mut self) {
        self.at += 1;
        let least = self.digits();
        if !least.is_empty() {
            self.open_quantifier();
            self.write_deeper(&least, 1);
        }
        match self.peek() {
            Some(',') => {
                if least.is_empty() {
                    self.open_quantifier();
                }
                self.write(",");
                self.at += 1;
            }
            Some(_) if least.is_empty() => return self.write_deeper("{", 1),
            _ => {}
        }
        self.end_of_quantifier();
    }

    fn open_quantifier(&mut self) {
        self.write("{");
        self.depth += 1;
    }

    fn end_of_quantifier(&mut self) {
        let most = self.digits();
        if !most.is_empty() {
            self.write_deeper(&most, 1);
        }
        if self.peek() == Some('}') {
            self.depth -= 1;
            self.write("}");
            self.at += 1;
        }
        if self.peek() == Some('?') {
            self.token('?', 3);
        }
    }

    fn digits(&mut self) -> String {
        self.take_while(|c| c.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::super::palette;
    use super::*;

    /// Each token with the number of its colour.
    fn tokens(source: &str) -> String {
        let painted = highlight(source, &palette::regexp());
        painted
            .replace("\u{1b}[39m", " ")
            .replace("\u{1b}[32m", "0")
            .replace("\u{1b}[31m", "1")
            .replace("\u{1b}[33m", "2")
            .replace("\u{1b}[36m", "3")
            .replace("\u{1b}[35m", "4")
    }

    #[test]
    fn groups_and_classes_go_one_colour_deeper() {
        assert_eq!(tokens("/a(b)/g"), "0/ 2a 1( 3b 1) 0/ 1g ");
        assert_eq!(tokens("/[a-z]/"), "0/ 1[ 2a 3- 2z 1] 0/ ");
    }

    #[test]
    fn nothing_is_lost_whatever_the_source() {
        for source in ["/(?<a", "/\\u{", "/{,}", "/[", "/\\", "/a{1", "/)))(/", "/"] {
            let text: String = tokens(source)
                .chars()
                .filter(|c| !c.is_ascii_digit() && *c != ' ')
                .collect();
            let bare: String = source.chars().filter(|c| !c.is_ascii_digit()).collect();
            assert!(text.starts_with(&bare), "{source} gave {text}");
        }
    }
}
