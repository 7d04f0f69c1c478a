//! `package.json` files: the members that module loading reads, and the scope a file belongs to.
//!
//! Node's documentation, "Modules: Packages".

use super::files::{self, Files};
use super::json::{self, Json};
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
    pub exports: Option<Json>,
    /// `"imports"`, when an object
    pub imports: Option<Json>,
}

impl Package {
    fn new(directory: &Path, json: &Json) -> Self {
        let string = |key| json.get(key).and_then(Json::as_str).map(str::to_owned);
        Self {
            directory: directory.to_owned(),
            name: string("name"),
            main: string("main").filter(|main| !main.is_empty()),
            kind: match json.get("type").and_then(Json::as_str) {
                Some("module") => PackageType::Module,
                Some("commonjs") => PackageType::CommonJs,
                _ => PackageType::Unspecified,
            },
            exports: json
                .get("exports")
                .filter(|exports| **exports != Json::Null)
                .cloned(),
            imports: json
                .get("imports")
                .filter(|imports| matches!(imports, Json::Object(_)))
                .cloned(),
        }
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
    match json::parse(&text) {
        Ok(json @ Json::Object(_)) => Ok(Some(Rc::new(Package::new(directory, &json)))),
        _ => Err(InvalidPackage(file)),
    }
}
