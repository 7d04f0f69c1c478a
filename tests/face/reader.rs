//! Reads sources and lists the items that can be reached from outside a crate.
//!
//! Modules are read as the compiler finds them; names are resolved through `use` lines,
//! private ones too, and across the workspace's crates. Macros are not expanded:
//! items that they make are not listed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::spanned::Spanned;
use syn::{Item, UseTree, Visibility};

/// A module of a crate: the crate's name, and the names of the modules on the way.
type Place = (String, Vec<String>);

/// One file or inline module.
#[derive(Default)]
struct Module {
    items: Vec<Item>,
    source: String,
}

/// The workspace's libraries, read when they are first asked for.
pub struct Crates {
    /// The root file of each.
    roots: BTreeMap<String, PathBuf>,
    read: BTreeMap<Place, Module>,
}

/// What a name stands for.
enum Found {
    Module(Place),
    /// An item of a module, by its own name.
    Item(Place, String),
    /// Something of another crate.
    Foreign(String),
}

impl Crates {
    /// The library at `root`, and those in its `crates` folder.
    pub fn new(root: &Path) -> Self {
        let mut roots = BTreeMap::from([("slabjs".to_owned(), root.join("src/lib.rs"))]);
        for entry in fs::read_dir(root.join("crates")).into_iter().flatten() {
            let folder = entry.expect("an entry").path();
            let name = folder.file_name().expect("a name").to_string_lossy();
            roots.insert(name.replace('-', "_"), folder.join("src/lib.rs"));
        }
        roots.retain(|_, file| file.exists());
        let names: Vec<String> = roots.keys().cloned().collect();
        let mut crates = Self {
            roots,
            read: BTreeMap::new(),
        };
        for name in names {
            let file = crates.roots[&name].clone();
            crates.read_file((name, Vec::new()), &file);
        }
        crates
    }

    fn read_file(&mut self, place: Place, file: &Path) {
        let source = fs::read_to_string(file).expect("a source");
        let parsed = syn::parse_file(&source).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let is_root =
            matches!(file.file_name(), Some(name) if name == "lib.rs" || name == "mod.rs");
        let folder = match is_root {
            true => file.parent().expect("a folder").to_owned(),
            false => file.with_extension(""),
        };
        self.add(place, parsed.items, source, &folder);
    }

    fn add(&mut self, place: Place, items: Vec<Item>, source: String, folder: &Path) {
        for item in &items {
            let Item::Mod(module) = item else { continue };
            if is_for_tests(&module.attrs) {
                continue;
            }
            let name = module.ident.to_string();
            let inner = (
                place.0.clone(),
                [place.1.clone(), vec![name.clone()]].concat(),
            );
            match &module.content {
                Some((_, items)) => {
                    self.add(inner, items.clone(), source.clone(), &folder.join(&name));
                }
                None => {
                    let files = [
                        folder.join(format!("{name}.rs")),
                        folder.join(&name).join("mod.rs"),
                    ];
                    let file = files.iter().find(|file| file.exists());
                    self.read_file(inner, file.unwrap_or_else(|| panic!("module {name}")));
                }
            }
        }
        self.read.insert(place, Module { items, source });
    }

    /// What `path` means in the module at `place`.
    fn resolve(
        &self,
        place: &Place,
        path: &[String],
        seen: &mut BTreeSet<String>,
    ) -> Option<Found> {
        let (first, rest) = path.split_first()?;
        let found = match first.as_str() {
            "crate" => Found::Module((place.0.clone(), Vec::new())),
            "self" => Found::Module(place.clone()),
            "super" => {
                let (_, above) = place.1.split_last()?;
                Found::Module((place.0.clone(), above.to_vec()))
            }
            name => {
                self.name(place, name, seen)
                    .or_else(|| match self.roots.contains_key(name) {
                        true => Some(Found::Module((name.to_owned(), Vec::new()))),
                        false => Some(Found::Foreign(path.join("::"))),
                    })?
            }
        };
        match (found, rest) {
            (found, []) => Some(found),
            (Found::Module(place), rest) => self.resolve_in(&place, rest, seen),
            (Found::Item(..), _) => None,
            (Found::Foreign(_), _) => Some(Found::Foreign(path.join("::"))),
        }
    }

    /// As `resolve`, of a path that begins in a module.
    fn resolve_in(
        &self,
        place: &Place,
        path: &[String],
        seen: &mut BTreeSet<String>,
    ) -> Option<Found> {
        let (first, rest) = path.split_first()?;
        if first == "super" {
            let (_, above) = place.1.split_last()?;
            return self.resolve_in(&(place.0.clone(), above.to_vec()), rest, seen);
        }
        let found = self.name(place, first, seen)?;
        match (found, rest) {
            (found, []) => Some(found),
            (Found::Module(place), rest) => self.resolve_in(&place, rest, seen),
            _ => None,
        }
    }

    /// What `name` stands for in a module.
    fn name(&self, place: &Place, name: &str, seen: &mut BTreeSet<String>) -> Option<Found> {
        // A circle of globs ends here.
        if !seen.insert(format!("{place:?} {name}")) {
            return None;
        }
        let module = self.read.get(place)?;
        let mut globs = Vec::new();
        for item in &module.items {
            if let Item::Use(line) = item {
                for (path, alias) in flatten(&line.tree, &[]) {
                    match alias.as_str() {
                        "*" => globs.push(path),
                        alias if alias == name => return self.resolve(place, &path, seen),
                        _ => {}
                    }
                }
                continue;
            }
            match (item, ident(item)) {
                (Item::Mod(module), Some(own)) if own == name && !is_for_tests(&module.attrs) => {
                    let inner = [place.1.clone(), vec![own]].concat();
                    return Some(Found::Module((place.0.clone(), inner)));
                }
                (_, Some(own)) if own == name => return Some(Found::Item(place.clone(), own)),
                _ => {}
            }
        }
        globs
            .into_iter()
            .find_map(|path| match self.resolve(place, &path, seen) {
                Some(Found::Module(inside)) => self.name(&inside, name, seen),
                _ => None,
            })
    }
}

/// Every item that can be reached from outside, a line each, sorted.
pub fn list(crates: &mut Crates) -> Vec<String> {
    let mut lines = BTreeSet::new();
    let root = ("slabjs".to_owned(), Vec::new());
    list_module(crates, &root, "slabjs", &mut lines);
    lines.into_iter().collect()
}

fn list_module(crates: &Crates, place: &Place, name: &str, lines: &mut BTreeSet<String>) {
    let module = &crates.read[place];
    for item in &module.items {
        if let Item::Use(line) = item
            && is_public(&line.vis)
        {
            for (path, alias) in flatten(&line.tree, &[]) {
                let found = crates.resolve(place, &path, &mut BTreeSet::new());
                let outside = format!("{name}::{alias}");
                match found {
                    Some(Found::Item(at, own)) => list_named(crates, &at, &own, &outside, lines),
                    Some(Found::Module(at)) => {
                        lines.insert(format!("pub mod {outside}"));
                        list_module(crates, &at, &outside, lines);
                    }
                    Some(Found::Foreign(path)) => {
                        lines.insert(format!("pub use {path} as {outside}"));
                    }
                    None => panic!("{outside}: {} is not found", path.join("::")),
                }
            }
        } else if let Item::Mod(inner) = item
            && is_public(&inner.vis)
        {
            let own = inner.ident.to_string();
            let outside = format!("{name}::{own}");
            lines.insert(format!("pub mod {outside}"));
            let at = (place.0.clone(), [place.1.clone(), vec![own]].concat());
            list_module(crates, &at, &outside, lines);
        } else if is_public(visibility(item))
            && let Some(own) = ident(item)
        {
            list_named(crates, place, &own, &format!("{name}::{own}"), lines);
        }
    }
}

/// The items of one name (a type and a function may share it), with their members.
fn list_named(
    crates: &Crates,
    place: &Place,
    own: &str,
    outside: &str,
    lines: &mut BTreeSet<String>,
) {
    let module = &crates.read[place];
    for item in &module.items {
        if ident(item).as_deref() != Some(own) || matches!(item, Item::Use(_) | Item::Mod(_)) {
            continue;
        }
        list_item(item, &module.source, outside, lines);
        if matches!(item, Item::Struct(_) | Item::Enum(_) | Item::Union(_)) {
            list_impls(crates, place, own, outside, lines);
        }
    }
}

fn list_item(item: &Item, source: &str, outside: &str, lines: &mut BTreeSet<String>) {
    let mut add = |kind: &str, rest: &str| {
        let mark = match is_non_exhaustive(item) {
            true => "#[non_exhaustive] ",
            false => "",
        };
        lines.insert(format!("{mark}pub {kind} {outside}{rest}"));
    };
    match item {
        Item::Struct(it) => {
            add("struct", &text(source, &it.generics));
            for field in it.fields.iter().filter(|field| is_public(&field.vis)) {
                let name = field
                    .ident
                    .as_ref()
                    .map_or("0".to_owned(), ToString::to_string);
                let kind = text(source, &field.ty);
                lines.insert(format!("pub field {outside}.{name}: {kind}"));
            }
        }
        Item::Enum(it) => {
            add("enum", &text(source, &it.generics));
            for variant in &it.variants {
                let fields = fields(source, &variant.fields);
                lines.insert(format!("pub variant {outside}::{}{fields}", variant.ident));
            }
        }
        Item::Trait(it) => {
            add("trait", &text(source, &it.generics));
            for member in &it.items {
                if let syn::TraitItem::Fn(method) = member {
                    let signature = text(source, &method.sig);
                    lines.insert(format!("pub trait fn {outside}: {signature}"));
                }
            }
        }
        Item::Fn(it) => add("function", &format!(": {}", text(source, &it.sig))),
        Item::Const(it) => add("const", &format!(": {}", text(source, &it.ty))),
        Item::Static(it) => add("static", &format!(": {}", text(source, &it.ty))),
        Item::Type(it) => add("type", &format!(" = {}", text(source, &it.ty))),
        _ => add("item", ""),
    }
}

/// Methods and traits of the type `own`, wherever its crate has them.
fn list_impls(
    crates: &Crates,
    place: &Place,
    own: &str,
    outside: &str,
    lines: &mut BTreeSet<String>,
) {
    for (at, module) in crates.read.iter().filter(|(at, _)| at.0 == place.0) {
        for item in &module.items {
            let Item::Impl(block) = item else { continue };
            let syn::Type::Path(path) = &*block.self_ty else {
                continue;
            };
            let names: Vec<String> = path
                .path
                .segments
                .iter()
                .map(|s| s.ident.to_string())
                .collect();
            let found = crates.resolve(at, &names, &mut BTreeSet::new());
            let is_its =
                matches!(found, Some(Found::Item(at, name)) if at == *place && name == own);
            if !is_its || block.trait_.is_some() {
                continue;
            }
            for member in &block.items {
                match member {
                    syn::ImplItem::Fn(method) if is_public(&method.vis) => {
                        let signature = text(&module.source, &method.sig);
                        lines.insert(format!("pub method {outside}: {signature}"));
                    }
                    syn::ImplItem::Const(constant) if is_public(&constant.vis) => {
                        lines.insert(format!("pub const {outside}::{}", constant.ident));
                    }
                    _ => {}
                }
            }
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Ident>()
                .is_ok_and(|name| name == "test")
    })
}

fn is_non_exhaustive(item: &Item) -> bool {
    let attributes = match item {
        Item::Struct(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        _ => return false,
    };
    attributes
        .iter()
        .any(|it| it.path().is_ident("non_exhaustive"))
}

fn visibility(item: &Item) -> &Visibility {
    match item {
        Item::Const(it) => &it.vis,
        Item::Enum(it) => &it.vis,
        Item::Fn(it) => &it.vis,
        Item::Static(it) => &it.vis,
        Item::Struct(it) => &it.vis,
        Item::Trait(it) => &it.vis,
        Item::Type(it) => &it.vis,
        Item::Union(it) => &it.vis,
        _ => &Visibility::Inherited,
    }
}

fn ident(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(it) => &it.ident,
        Item::Enum(it) => &it.ident,
        Item::Fn(it) => &it.sig.ident,
        Item::Mod(it) => &it.ident,
        Item::Static(it) => &it.ident,
        Item::Struct(it) => &it.ident,
        Item::Trait(it) => &it.ident,
        Item::Type(it) => &it.ident,
        Item::Union(it) => &it.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// The paths of a `use`, each with the name that it gives; `*` for a glob.
fn flatten(tree: &UseTree, before: &[String]) -> Vec<(Vec<String>, String)> {
    let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => flatten(&path.tree, &with(&path.ident)),
        UseTree::Name(name) if name.ident == "self" => {
            let last = before.last().cloned().unwrap_or_default();
            vec![(before.to_vec(), last)]
        }
        UseTree::Name(name) => vec![(with(&name.ident), name.ident.to_string())],
        UseTree::Rename(name) if name.ident == "self" => {
            vec![(before.to_vec(), name.rename.to_string())]
        }
        UseTree::Rename(name) => vec![(with(&name.ident), name.rename.to_string())],
        UseTree::Glob(_) => vec![(before.to_vec(), "*".to_owned())],
        UseTree::Group(group) => group
            .items
            .iter()
            .flat_map(|tree| flatten(tree, before))
            .collect(),
    }
}

/// What a variant holds.
fn fields(source: &str, fields: &syn::Fields) -> String {
    let types = fields.iter().map(|field| match &field.ident {
        Some(name) => format!("{name}: {}", text(source, &field.ty)),
        None => text(source, &field.ty),
    });
    let types = types.collect::<Vec<_>>().join(", ");
    match fields {
        syn::Fields::Named(_) => format!(" {{ {types} }}"),
        syn::Fields::Unnamed(_) => format!("({types})"),
        syn::Fields::Unit => String::new(),
    }
}

/// The text of a node on one line.
fn text(source: &str, node: &impl Spanned) -> String {
    let range = node.span().byte_range();
    let words = source.get(range).unwrap_or_default().split_whitespace();
    words
        .collect::<Vec<_>>()
        .join(" ")
        .replace(", )", ")")
        .replace("( ", "(")
}
