//! What is wrong with a pattern, in V8's words.

/// What V8 says where the matcher says `reason`.
pub(super) fn reason(reason: &str, pattern: &str, flags: &str) -> String {
    let is_unicode = flags.contains(['u', 'v']);
    let said = match reason {
        "Unbalanced parenthesis" => parenthesis(pattern),
        "Unbalanced bracket"
        | "Unbalanced class set bracket"
        | "Unbalanced class set string disjunction" => "Unterminated character class",
        "Invalid quantifier" if is_out_of_order(pattern) => "numbers out of order in {} quantifier",
        "Invalid quantifier" => "Incomplete quantifier",
        "Invalid atom character" if is_unicode && is_lone_bracket(pattern) => {
            "Lone quantifier brackets"
        }
        "Quantifier not allowed here" if follows_group(pattern) => "Invalid quantifier",
        "Invalid atom character" | "Invalid braced quantifier" | "Quantifier not allowed here" => {
            "Nothing to repeat"
        }
        "Incomplete escape" => "\\ at end of pattern",
        "Invalid token at named capture group identifier" if pattern.ends_with("(?") => {
            "Invalid group"
        }
        "Invalid token at named capture group identifier" => "Invalid capture group name",
        "Invalid group modifier" => modifier(pattern),
        "Invalid named backreference syntax" => "Invalid named reference",
        "Invalid character escape" => escape(pattern),
        "Invalid unicode escape" => "Invalid Unicode escape",
        "Invalid character at property escape start" => "Invalid property name",
        "Invalid character range" | "Invalid class set range" => "Invalid character class",
        "Unexpected character in class set subtraction"
        | "Unexpected character in class set intersection" => {
            "Invalid set operation in character class"
        }
        "Invalid class set character" => "Invalid character in character class",
        _ if reason.starts_with("Range values reversed") => "Range out of order in character class",
        _ if reason.starts_with("Backreference to invalid named") => {
            "Invalid named capture referenced"
        }
        _ => reason,
    };
    said.to_owned()
}

/// The characters that are neither escaped nor in a class.
fn syntax(pattern: &str) -> impl Iterator<Item = char> {
    let (mut is_escaped, mut in_class) = (false, false);
    pattern.chars().filter(move |&character| {
        if is_escaped {
            is_escaped = false;
            return false;
        }
        match character {
            '\\' => is_escaped = true,
            '[' => in_class = true,
            ']' if in_class => {
                in_class = false;
                return false;
            }
            _ => {}
        }
        !in_class && character != '\\'
    })
}

fn parenthesis(pattern: &str) -> &'static str {
    let mut depth = 0_usize;
    for character in syntax(pattern) {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return "Unmatched ')'",
            ')' => depth -= 1,
            _ => {}
        }
    }
    "Unterminated group"
}

/// Whether a quantifier like `{2,1}` is among the pattern's.
fn is_out_of_order(pattern: &str) -> bool {
    let bounds = pattern.split('{').skip(1);
    bounds
        .filter_map(|rest| rest.split_once('}'))
        .any(|(bounds, _)| {
            let bounds = bounds.split_once(',').and_then(|(least, most)| {
                Some((least.parse::<u128>().ok()?, most.parse::<u128>().ok()?))
            });
            bounds.is_some_and(|(least, most)| least > most)
        })
}

/// Whether a bracket of a quantifier stands where there is none, and nothing repeats nothing.
fn is_lone_bracket(pattern: &str) -> bool {
    let bare: String = syntax(pattern).collect();
    let starts_whole = bare.starts_with('{') && bare.contains('}');
    !starts_whole && !bare.starts_with(['*', '+', '?']) && bare.contains(['{', '}', ']'])
}

fn follows_group(pattern: &str) -> bool {
    [")*", ")+", ")?", "){"]
        .iter()
        .any(|end| pattern.contains(end))
}

/// What is wrong with the flags of a group like `(?i-s:`.
fn modifier(pattern: &str) -> &'static str {
    let flags = pattern.split("(?").skip(1).find_map(|rest| {
        let end = rest.find(|next: char| !next.is_ascii_lowercase() && next != '-')?;
        rest.split_at_checked(end)
            .filter(|(_, after)| after.starts_with(':'))
    });
    match flags {
        Some(("-", _)) => "Invalid flag group",
        Some((flags, _)) if flags.chars().all(|flag| "ims-".contains(flag)) => {
            "Repeated flag in flag group"
        }
        _ => "Invalid group",
    }
}

fn escape(pattern: &str) -> &'static str {
    let mut escaped = pattern.split('\\').skip(1).map(|rest| rest.as_bytes());
    let first = escaped.find(|rest| rest.first().is_some_and(|byte| b"c0P".contains(byte)));
    match first {
        Some([b'c', ..]) => "Invalid Unicode escape",
        Some([b'0', b'0'..=b'9', ..]) => "Invalid decimal escape",
        Some([b'P', ..]) => "Invalid property name",
        _ => "Invalid escape",
    }
}
