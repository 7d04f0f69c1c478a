//! `package.json` files: the members that module loading reads, and the scope a file belongs to.
//!
//! Node's documentation, "Modules: Packages".

use super::files::{self, Files};
use serde_json::Value;
use serde_json::value::RawValue;
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The member `"type"`: how `.js` files of the package are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PackageType {
    /// `"commonjs"`
    CommonJs,
    /// `"module"`
    Module,
    /// Absent or another word: CommonJS, unless the source only parses as a module.
    #[default]
    Unspecified,
}

/// What module loading reads of one `package.json`.
#[derive(Debug, Clone, Default)]
pub struct Package {
    /// The directory that holds the file.
    pub directory: PathBuf,
    /// `"name"`
    pub name: Option<String>,
    /// `"main"`
    pub main: Option<String>,
    /// `"type"`
    pub kind: PackageType,
    /// `"exports"`, unless `null`
    pub exports: Option<Value>,
    /// `"imports"`, when an object
    pub imports: Option<Value>,
}

/// The members of a `package.json`, whose values are read when they are asked for.
///
/// Package files are data of strangers: a value that module loading never looks
/// at may nest as deep as it likes, one that it reads 127 levels.
struct Members<'text>(HashMap<String, &'text RawValue>);

impl Members<'_> {
    /// The value of `key`; `Null` when there is none. The last of equal keys wins.
    fn value(&self, key: &str) -> serde_json::Result<Value> {
        self.0
            .get(key)
            .map_or(Ok(Value::Null), |raw| serde_json::from_str(raw.get()))
    }

    fn string(&self, key: &str) -> serde_json::Result<Option<String>> {
        Ok(match self.value(key)? {
            Value::String(text) => Some(text),
            _ => None,
        })
    }
}

impl Package {
    fn parse(directory: &Path, text: &str) -> serde_json::Result<Self> {
        let members = Members(serde_json::from_str(text)?);
        let exports = members.value("exports")?;
        let imports = members.value("imports")?;
        Ok(Self {
            directory: directory.to_owned(),
            name: members.string("name")?,
            main: members.string("main")?.filter(|main| !main.is_empty()),
            kind: match members.string("type")?.as_deref() {
                Some("module") => PackageType::Module,
                Some("commonjs") => PackageType::CommonJs,
                _ => PackageType::Unspecified,
            },
            exports: Some(exports).filter(|exports| !exports.is_null()),
            imports: Some(imports).filter(Value::is_object),
        })
    }

    /// The path of the file itself.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.directory.join("package.json")
    }
}

/// The `package.json` at this path is not a JSON object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidPackage(pub PathBuf);

type Known = Result<Option<Rc<Package>>, InvalidPackage>;

/// The `package.json` files read so far, each once.
#[derive(Debug, Default)]
pub struct Packages {
    known: RefCell<HashMap<PathBuf, Known>>,
}

impl Packages {
    /// The package whose file lies in `directory`, if there is one.
    ///
    /// # Errors
    ///
    /// [`InvalidPackage`] when the file is not a JSON object.
    pub fn in_directory(&self, directory: &Path, files: &dyn Files) -> Known {
        if let Some(known) = self.known.borrow().get(directory) {
            return known.clone();
        }
        let read = read(directory, files);
        self.known
            .borrow_mut()
            .insert(directory.to_owned(), read.clone());
        read
    }

    /// The package that `path` belongs to: the nearest one at or above its directory,
    /// without leaving a `node_modules` directory upwards.
    ///
    /// # Errors
    ///
    /// [`InvalidPackage`] when the nearest file is not a JSON object.
    pub fn scope_of(&self, path: &Path, files: &dyn Files) -> Known {
        for directory in path.ancestors().skip(1) {
            if directory
                .file_name()
                .is_some_and(|name| name == "node_modules")
            {
                return Ok(None);
            }
            if let Some(package) = self.in_directory(directory, files)? {
                return Ok(Some(package));
            }
        }
        Ok(None)
    }
}

fn read(directory: &Path, files: &dyn Files) -> Known {
    let file = directory.join("package.json");
    let Ok(text) = files::read_text(files, &file) else {
        return Ok(None);
    };
    match Package::parse(directory, &text) {
        Ok(package) => Ok(Some(Rc::new(package))),
        Err(_) => Err(InvalidPackage(file)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> serde_json::Result<Package> {
        Package::parse(Path::new("/p"), text)
    }

    #[test]
    fn conditions_keep_their_order() {
        let package = parse(r#" { "exports": { "z": "./1", "a": ["./2", null], "m": {} } } "#);
        let exports = package.expect("an object").exports.expect("exports");
        assert_eq!(
            exports.to_string(),
            r#"{"z":"./1","a":["./2",null],"m":{}}"#
        );
    }

    #[test]
    fn escapes_are_read() {
        let package = parse(r#"{"name":"a\n\"\/\u0041\ud83d\ude00"}"#).expect("an object");
        assert_eq!(package.name.as_deref(), Some("a\n\"/A\u{1F600}"));
    }

    #[test]
    fn the_last_of_equal_keys_wins() {
        let package = parse(r#"{"main":"1","main":"2"}"#).expect("an object");
        assert_eq!(package.main.as_deref(), Some("2"));
        let package = parse(r#"{"exports":{"a":"1","b":"2","a":"3"}}"#).expect("an object");
        let exports = package.exports.expect("exports");
        assert_eq!(exports.to_string(), r#"{"a":"3","b":"2"}"#);
    }

    #[test]
    fn what_is_no_json_object_is_refused() {
        for bad in [
            "",
            "{",
            "[1]",
            "1",
            "{\"a\"}",
            "{\"a\":nul}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\n\"}",
            "{} 2",
            "{\"a\":-}",
            "{\"a\":\"\\u12\"}",
            "{,}",
            "{\"a\":[,1]}",
            "{\"a\":[1,]}",
            "{\"name\":\"\\ud83d\"}",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    /// As Node: half a pair of surrogates only matters where the text is read.
    #[test]
    fn members_that_nobody_reads_are_only_passed_over() {
        let package = parse(r#"{"description":"\ud83d","main":"m"}"#).expect("an object");
        assert_eq!(package.main.as_deref(), Some("m"));
    }

    #[test]
    fn depth_is_no_danger() {
        let nested =
            |open: &str, close: &str, depth| open.repeat(depth) + "1" + &close.repeat(depth);
        let deep = nested("[", "]", 100_000);
        assert!(parse(&deep).is_err());
        assert!(parse(&deep[..100_000]).is_err());
        assert!(parse(&format!("{{\"exports\":{deep}}}")).is_err());
        assert!(
            parse(&format!(
                "{{\"exports\":{}}}",
                nested("{\"a\":", "}", 100_000)
            ))
            .is_err()
        );
        assert!(parse(&format!("{{\"other\":{}}}", &deep[..100_000])).is_err());
        assert!(parse(&format!("{{\"other\":{deep}}}")).is_ok());
        assert!(parse(&format!("{{\"exports\":{}}}", nested("[", "]", 127))).is_ok());
        assert!(parse(&format!("{{\"exports\":{}}}", nested("[", "]", 128))).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(input in "\\PC*") {
            let _ = parse(&input);
        }

        #[test]
        fn a_quoted_string_reads_as_itself(input in "[^\"\\\\\u{0}-\u{1f}]+") {
            let package = parse(&format!("{{\"main\":\"{input}\"}}")).expect("an object");
            prop_assert_eq!(package.main, Some(input));
        }
    }
}
