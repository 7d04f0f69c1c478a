//! The tables behind `util.inspect.colors` and `util.inspect.styles`.
//!
//! Node's documentation, "Util", section "Customizing util.inspect colors".

const FOREGROUND: u8 = 39;
const BACKGROUND: u8 = 49;

/// Name, code that begins the style, code that ends it.
pub(super) const COLORS: [(&str, u8, u8); 44] = [
    ("reset", 0, 0),
    ("bold", 1, 22),
    ("dim", 2, 22),
    ("italic", 3, 23),
    ("underline", 4, 24),
    ("blink", 5, 25),
    ("inverse", 7, 27),
    ("hidden", 8, 28),
    ("strikethrough", 9, 29),
    ("doubleunderline", 21, 24),
    ("black", 30, FOREGROUND),
    ("red", 31, FOREGROUND),
    ("green", 32, FOREGROUND),
    ("yellow", 33, FOREGROUND),
    ("blue", 34, FOREGROUND),
    ("magenta", 35, FOREGROUND),
    ("cyan", 36, FOREGROUND),
    ("white", 37, FOREGROUND),
    ("bgBlack", 40, BACKGROUND),
    ("bgRed", 41, BACKGROUND),
    ("bgGreen", 42, BACKGROUND),
    ("bgYellow", 43, BACKGROUND),
    ("bgBlue", 44, BACKGROUND),
    ("bgMagenta", 45, BACKGROUND),
    ("bgCyan", 46, BACKGROUND),
    ("bgWhite", 47, BACKGROUND),
    ("framed", 51, 54),
    ("overlined", 53, 55),
    ("gray", 90, FOREGROUND),
    ("redBright", 91, FOREGROUND),
    ("greenBright", 92, FOREGROUND),
    ("yellowBright", 93, FOREGROUND),
    ("blueBright", 94, FOREGROUND),
    ("magentaBright", 95, FOREGROUND),
    ("cyanBright", 96, FOREGROUND),
    ("whiteBright", 97, FOREGROUND),
    ("bgGray", 100, BACKGROUND),
    ("bgRedBright", 101, BACKGROUND),
    ("bgGreenBright", 102, BACKGROUND),
    ("bgYellowBright", 103, BACKGROUND),
    ("bgBlueBright", 104, BACKGROUND),
    ("bgMagentaBright", 105, BACKGROUND),
    ("bgCyanBright", 106, BACKGROUND),
    ("bgWhiteBright", 107, BACKGROUND),
];

/// Other names of some colours.
pub(super) const ALIASES: [(&str, &str); 12] = [
    ("grey", "gray"),
    ("blackBright", "gray"),
    ("bgGrey", "bgGray"),
    ("bgBlackBright", "bgGray"),
    ("faint", "dim"),
    ("crossedout", "strikethrough"),
    ("strikeThrough", "strikethrough"),
    ("crossedOut", "strikethrough"),
    ("conceal", "hidden"),
    ("swapColors", "inverse"),
    ("swapcolors", "inverse"),
    ("doubleUnderline", "doubleunderline"),
];

/// Which colour each flavour has; that of regular expressions is computed.
pub(super) const STYLES: [(&str, &str); 10] = [
    ("special", "cyan"),
    ("number", "yellow"),
    ("bigint", "yellow"),
    ("boolean", "yellow"),
    ("undefined", "grey"),
    ("null", "bold"),
    ("string", "green"),
    ("symbol", "green"),
    ("date", "magenta"),
    ("module", "underline"),
];

/// The colours of nested groups in regular expressions, from the outside in.
pub(super) const REGEXP_COLORS: [&str; 5] = ["green", "red", "yellow", "cyan", "magenta"];

/// The colour of the flavour `key`.
pub(super) fn style(key: &str) -> Option<&'static str> {
    let found = STYLES.iter().find(|(flavour, _)| *flavour == key)?;
    Some(found.1)
}

/// The codes that begin and end the colour `name`.
pub(super) fn codes(name: &str) -> Option<(u8, u8)> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    let name = alias.map_or(name, |(_, target)| target);
    let found = COLORS.iter().find(|(color, ..)| *color == name)?;
    Some((found.1, found.2))
}

/// The codes of [`REGEXP_COLORS`], as text.
pub(super) fn regexp() -> Vec<(String, String)> {
    REGEXP_COLORS
        .into_iter()
        .filter_map(codes)
        .map(|(on, off)| (on.to_string(), off.to_string()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_and_alias_names_a_colour() {
        assert!(STYLES.iter().all(|(_, color)| codes(color).is_some()));
        assert!(ALIASES.iter().all(|(alias, _)| codes(alias).is_some()));
        assert_eq!(regexp().len(), REGEXP_COLORS.len());
    }
}
