//! The maps `"exports"` and `"imports"` of a package.
//!
//! `PACKAGE_EXPORTS_RESOLVE`, `PACKAGE_IMPORTS_RESOLVE`, `PACKAGE_TARGET_RESOLVE`
//! of Node's resolution algorithm.

use super::error::{self, ErrorKind, ResolveError};
use super::{Resolved, Resolver, Side};
use crate::node::modules::file_url;
use crate::node::modules::files::resolve_path;
use crate::node::modules::package::Package;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// What a target came to.
enum Target {
    /// No condition held: look further.
    Undefined,
    /// Forbidden.
    Null,
    Found(Resolved),
}

/// One look-up in a map.
struct Query<'a> {
    package: &'a Package,
    package_file: PathBuf,
    /// `exports` or `imports`.
    map: &'static str,
    /// The key of the map that matched.
    key: &'a str,
    /// The text matched by `*`, when the key is a pattern.
    matched: Option<&'a str>,
    side: Side,
    base: Option<&'a Path>,
}

impl Resolver {
    /// Finds `subpath` (`.` or `./...`) in the `"exports"` of `package`.
    pub(super) fn resolve_exports(
        &self,
        package: &Package,
        exports: &Value,
        subpath: &str,
        side: Side,
        base: Option<&Path>,
    ) -> Result<Resolved, ResolveError> {
        let sugar;
        let map = if is_main_sugar(package, exports, base)? {
            sugar = json!({ ".": exports });
            &sugar
        } else {
            exports
        };
        let found = self.resolve_in_map(package, "exports", map, subpath, side, base)?;
        found.ok_or_else(|| error::not_exported(&package.file(), subpath, base))
    }

    /// Finds `specifier` (`#...`) in the `"imports"` of the package around `base`.
    pub(super) fn resolve_imports(
        &self,
        specifier: &str,
        base: &Path,
        side: Side,
    ) -> Result<Resolved, ResolveError> {
        if specifier == "#" || specifier.ends_with('/') {
            let reason = "is not a valid internal imports specifier name";
            return Err(error::invalid_specifier(specifier, reason, Some(base)));
        }
        let Some(package) = self.scope_of(base)? else {
            return Err(error::import_not_defined(specifier, None, Some(base)));
        };
        let found = match &package.imports {
            Some(map) => {
                self.resolve_in_map(&package, "imports", map, specifier, side, Some(base))?
            }
            None => None,
        };
        found.ok_or_else(|| error::import_not_defined(specifier, Some(&package.file()), Some(base)))
    }

    fn resolve_in_map(
        &self,
        package: &Package,
        map_name: &'static str,
        map: &Value,
        wanted: &str,
        side: Side,
        base: Option<&Path>,
    ) -> Result<Option<Resolved>, ResolveError> {
        let Some((key, matched, target)) = find_key(map, wanted) else {
            return Ok(None);
        };
        let query = Query {
            package,
            package_file: package.file(),
            map: map_name,
            key,
            matched,
            side,
            base,
        };
        match self.resolve_target(&query, target)? {
            Target::Found(resolved) => Ok(Some(resolved)),
            Target::Undefined | Target::Null => Ok(None),
        }
    }

    fn resolve_target(&self, query: &Query<'_>, target: &Value) -> Result<Target, ResolveError> {
        match target {
            Value::String(target) => self.resolve_string(query, target).map(Target::Found),
            Value::Array(targets) => self.resolve_first(query, targets),
            Value::Object(conditions) => self.resolve_conditions(query, conditions),
            Value::Null => Ok(Target::Null),
            Value::Bool(flag) => Err(query.invalid(&flag.to_string())),
            Value::Number(number) => Err(query.invalid(&number.to_string())),
        }
    }

    /// The first usable target of an array; invalid ones before it are passed over.
    fn resolve_first(&self, query: &Query<'_>, targets: &[Value]) -> Result<Target, ResolveError> {
        let mut last = Ok(Target::Null);
        for target in targets {
            last = match self.resolve_target(query, target) {
                Ok(Target::Undefined) => continue,
                Ok(Target::Null) => Ok(Target::Null),
                Err(error) if error.kind == ErrorKind::InvalidTarget => Err(error),
                decided => return decided,
            };
        }
        last
    }

    fn resolve_conditions(
        &self,
        query: &Query<'_>,
        conditions: &Map<String, Value>,
    ) -> Result<Target, ResolveError> {
        if conditions.keys().any(|key| is_array_index(key)) {
            let reason = "\"exports\" cannot contain numeric property keys.";
            return Err(query.invalid_config(reason));
        }
        for (condition, target) in conditions {
            if !query.side.holds(condition) {
                continue;
            }
            match self.resolve_target(query, target)? {
                Target::Undefined => {}
                decided => return Ok(decided),
            }
        }
        Ok(Target::Undefined)
    }

    fn resolve_string(&self, query: &Query<'_>, target: &str) -> Result<Resolved, ResolveError> {
        let Some(inside) = target.strip_prefix("./") else {
            return self.resolve_outer_target(query, target);
        };
        if has_invalid_segment(inside) {
            return Err(query.invalid(target));
        }
        let inside = match query.matched {
            Some(matched) if has_invalid_segment(matched) => {
                return Err(query.invalid_match(matched));
            }
            Some(matched) => inside.replace('*', matched),
            None => inside.to_owned(),
        };
        let decoded = file_url::percent_decode(&inside);
        let path = resolve_path(&query.package.directory, Path::new(&decoded));
        Ok(Resolved::File(path))
    }

    /// A target of `"imports"` may name another package or a built-in module.
    fn resolve_outer_target(
        &self,
        query: &Query<'_>,
        target: &str,
    ) -> Result<Resolved, ResolveError> {
        let is_package_name = query.map == "imports"
            && !target.starts_with("../")
            && !target.starts_with('/')
            && !file_url::has_scheme(target);
        if !is_package_name {
            return Err(query.invalid(target));
        }
        let target = match query.matched {
            Some(matched) => target.replace('*', matched),
            None => target.to_owned(),
        };
        self.resolve_package(&target, &query.package_file, query.side)
    }
}

impl Query<'_> {
    fn invalid(&self, target: &str) -> ResolveError {
        error::invalid_target(self.map, target, self.key, &self.package_file, self.base)
    }

    fn invalid_match(&self, matched: &str) -> ResolveError {
        let request = self.key.replacen('*', matched, 1);
        let reason = format!(
            "request is not a valid match in pattern \"{}\" for the \"{}\" resolution of {}",
            self.key,
            self.map,
            self.package_file.display()
        );
        error::invalid_specifier(&request, &reason, self.base)
    }

    fn invalid_config(&self, reason: &str) -> ResolveError {
        let importing = while_importing(self.base);
        error::invalid_config(&self.package_file, &importing, reason)
    }
}

fn while_importing(base: Option<&Path>) -> String {
    base.map_or_else(String::new, |base| {
        format!("while importing {}", file_url::from_path(base))
    })
}

/// Whether `"exports"` is a target for `.` itself rather than a map of subpaths.
fn is_main_sugar(
    package: &Package,
    exports: &Value,
    base: Option<&Path>,
) -> Result<bool, ResolveError> {
    let Value::Object(members) = exports else {
        return Ok(true);
    };
    let subpaths = members.keys().filter(|key| key.starts_with('.')).count();
    if subpaths != 0 && subpaths != members.len() {
        let reason = "\"exports\" cannot contain some keys starting with '.' and some not. \
            The exports object must either be an object of package subpath keys or an object of \
            main entry condition name keys only.";
        let importing = while_importing(base);
        return Err(error::invalid_config(&package.file(), &importing, reason));
    }
    Ok(subpaths == 0)
}

/// The member of `map` for `wanted`: the key itself, or else the most specific pattern.
fn find_key<'a>(map: &'a Value, wanted: &'a str) -> Option<(&'a str, Option<&'a str>, &'a Value)> {
    let Value::Object(members) = map else {
        return None;
    };
    let plain = !wanted.contains('*') && !wanted.ends_with('/');
    if plain && let Some((key, target)) = members.get_key_value(wanted) {
        return Some((key, None, target));
    }
    members
        .iter()
        .filter_map(|(key, target)| Some((key.as_str(), match_pattern(key, wanted)?, target)))
        .max_by_key(|(key, _, _)| (key.find('*'), key.len()))
        .map(|(key, matched, target)| (key, Some(matched), target))
}

/// The text of `wanted` that `*` in `key` matches.
fn match_pattern<'a>(key: &str, wanted: &'a str) -> Option<&'a str> {
    let (before, after) = key.split_once('*')?;
    let rest = wanted.strip_prefix(before)?;
    let usable = !after.contains('*') && !rest.is_empty() && wanted.len() >= key.len();
    usable.then(|| rest.strip_suffix(after)).flatten()
}

/// Whether a part between slashes is `.`, `..` or `node_modules`, also when written with `%xx`.
fn has_invalid_segment(path: &str) -> bool {
    path.split(['/', '\\']).any(|segment| {
        let segment = file_url::percent_decode(segment).to_ascii_lowercase();
        matches!(segment.as_str(), "." | ".." | "node_modules")
    })
}

fn is_array_index(key: &str) -> bool {
    key.parse::<u32>()
        .is_ok_and(|index| index != u32::MAX && index.to_string() == key)
}
