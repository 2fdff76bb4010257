//! From a specifier to a file (FW-2).
//!
//! Paths (`./x`, `../x`, and `/x` from the mini-program's root), aliases of mini.project.json, and packages in
//! `node_modules`, as bundlers for browsers find them.

mod exports;
mod package;

use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use exports::Target;
use package::{Package, Replacement};

use crate::project::strip_position;

/// Extensions that may be left out, in the order in which they are tried.
const EXTENSIONS: [&str; 4] = ["js", "json", "mjs", "cjs"];

/// How often one name may lead to another one before that counts as a circle.
const HOPS: usize = 16;

/// Who asks: packages may answer differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// An `import` or `export … from` statement.
    Import,
    /// `require`.
    Require,
}

impl Kind {
    /// The conditions of `exports` that hold; `default` always does.
    fn conditions(self) -> [&'static str; 3] {
        match self {
            Self::Import => ["import", "browser", "module"],
            Self::Require => ["require", "browser", "module"],
        }
    }
}

/// What a specifier leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A file inside of the project, links followed.
    File(PathBuf),
    /// Nothing, on purpose: a `browser` field says `false`. It is a module without exports.
    Empty,
}

/// Why a specifier leads to no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unresolved {
    /// None of these is a file.
    Missing(Vec<PathBuf>),
    /// No folder `node_modules` has the package; these were looked for.
    NoPackage(Vec<PathBuf>),
    /// The package's `exports` or `imports`, in this package.json, do not have it.
    NotExported(PathBuf),
    /// It leads to this file, outside of the project.
    Outside(PathBuf),
    /// This package.json is no JSON: the reason, the line and the column.
    BadPackage(PathBuf, String, usize, usize),
    /// Aliases or packages lead to each other without end.
    Circle,
}

/// Where the files of a project may be.
#[derive(Debug)]
pub(super) struct Resolver {
    /// What paths with a leading slash start from.
    root: PathBuf,
    /// The project's folder; nothing outside of it is found.
    fence: PathBuf,
    /// From a name to what stands for it: `resolveAlias`.
    aliases: Vec<(String, String)>,
    packages: RefCell<HashMap<PathBuf, Option<Rc<Package>>>>,
    /// Where folders really are.
    folders: RefCell<HashMap<PathBuf, PathBuf>>,
}

impl Resolver {
    /// A resolver for the mini-program in `root`, which is `fence` or a folder in it; both are canonical.
    pub(super) fn new(root: PathBuf, fence: PathBuf, aliases: Vec<(String, String)>) -> Self {
        Self { root, fence, aliases, packages: RefCell::default(), folders: RefCell::default() }
    }

    /// Makes another one for the same project, on any thread.
    pub(super) fn another(&self) -> impl FnOnce() -> Self + Send + use<> {
        let (root, fence, aliases) = (self.root.clone(), self.fence.clone(), self.aliases.clone());
        || Self::new(root, fence, aliases)
    }

    /// What paths with a leading slash start from.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// What `specifier` means in a module in the folder `from`.
    pub(super) fn resolve(&self, specifier: &str, from: &Path, kind: Kind) -> Result<Found, Unresolved> {
        self.follow(specifier, from, kind, HOPS)
    }

    /// Whether the file at `path` belongs to a package in `node_modules` whose `.js` files are ES modules, as its package.json
    /// says. What the project's own says does not count: the platform's compiler tells its files apart by what is in them.
    pub(super) fn is_of_modules(&self, path: &Path) -> bool {
        let inside = path.strip_prefix(&self.fence).unwrap_or(path);
        let is_js = path.extension().is_some_and(|extension| extension == "js");
        if !is_js || !inside.components().any(|part| part.as_os_str() == "node_modules") {
            return false;
        }
        let package = path.parent().and_then(|folder| self.package_of(folder).ok()).flatten();
        package.is_some_and(|package| package.is_of_modules())
    }

    fn follow(&self, specifier: &str, from: &Path, kind: Kind, hops: usize) -> Result<Found, Unresolved> {
        let hops = hops.checked_sub(1).ok_or(Unresolved::Circle)?;
        if let Some(absolute) = specifier.strip_prefix('/') {
            return self.path(&self.root.join(absolute), specifier.ends_with('/'), kind);
        }
        if matches!(specifier.split('/').next(), Some("." | "..")) {
            let is_folder = specifier.ends_with('/') || specifier.ends_with('.');
            return self.path(&from.join(specifier), is_folder, kind);
        }
        if let Some(target) = self.alias(specifier) {
            return match target {
                target if target == specifier => self.package(specifier, from, kind),
                target => self.follow(&target, &self.fence, kind, hops),
            };
        }
        let own = self.package_of(from)?;
        if specifier.starts_with('#') {
            let own = own.ok_or_else(|| Unresolved::NotExported(self.fence.join("package.json")))?;
            let imports = own.imports().map(|imports| exports::of_imports(imports, specifier, &kind.conditions()));
            return match imports {
                Some(Target::Path(path)) => self.follow(&path, &own.folder.clone(), kind, hops),
                _ => Err(Unresolved::NotExported(own.folder.join("package.json"))),
            };
        }
        if let Some(own) = own {
            match own.replaced_name(specifier) {
                Some(Replacement::Empty) => return Ok(Found::Empty),
                Some(Replacement::By(name)) if name != specifier => {
                    return self.follow(&name, &own.folder.clone(), kind, hops);
                }
                _ => {}
            }
            let (name, subpath) = parts(specifier);
            if own.name() == Some(name) && own.exports().is_some() {
                return self.in_package(&own, &subpath, kind);
            }
        }
        self.package(specifier, from, kind)
    }

    /// What the project's aliases make of `specifier`: of several the longest name counts.
    fn alias(&self, specifier: &str) -> Option<String> {
        let matching = self.aliases.iter().filter_map(|(name, target)| {
            if let Some(exact) = name.strip_suffix('$') {
                return (exact == specifier).then(|| (exact.len(), target.clone()));
            }
            let name = name.trim_end_matches('*').trim_end_matches('/');
            let rest = specifier.strip_prefix(name)?;
            let target = target.trim_end_matches('*').trim_end_matches('/');
            let target = if target.is_empty() || target == "." { format!("{target}/") } else { target.to_owned() };
            match rest.strip_prefix('/') {
                Some(rest) => Some((name.len(), format!("{}/{rest}", target.trim_end_matches('/')))),
                None => rest.is_empty().then_some((name.len(), target)),
            }
        });
        matching.max_by_key(|(length, _)| *length).map(|(_, target)| target)
    }

    /// The package that `specifier` begins with, in the `node_modules` of `from` or of a folder above it.
    fn package(&self, specifier: &str, from: &Path, kind: Kind) -> Result<Found, Unresolved> {
        let (name, subpath) = parts(specifier);
        let mut tried = Vec::new();
        for above in from.ancestors().take_while(|above| above.starts_with(&self.fence)) {
            if above.file_name().is_some_and(|last| last == "node_modules") {
                continue;
            }
            let folder = above.join("node_modules").join(name);
            if folder.is_dir() {
                // What a package loads is looked for from where it really is, as links of package managers need it.
                let folder = self.inside(&folder)?;
                return match self.package_at(&folder)? {
                    Some(package) => self.in_package(&package, &subpath, kind),
                    None => self.path(&folder.join(&subpath), subpath == ".", kind),
                };
            }
            let file = candidates(&folder, false).into_iter().find(|file| file.is_file());
            if let Some(file) = file.filter(|_| subpath == ".") {
                return Ok(Found::File(self.inside(&file)?));
            }
            tried.push(folder);
        }
        Err(Unresolved::NoPackage(tried))
    }

    fn in_package(&self, package: &Package, subpath: &str, kind: Kind) -> Result<Found, Unresolved> {
        let Some(exports) = package.exports() else {
            return self.path(&package.folder.join(subpath), subpath == "." || subpath.ends_with('/'), kind);
        };
        match exports::of_exports(exports, subpath, &kind.conditions()) {
            Target::Path(path) if path.starts_with("./") => self.path(&package.folder.join(path), false, kind),
            _ => Err(Unresolved::NotExported(package.folder.join("package.json"))),
        }
    }

    /// The file that `base` means; it may lack its extension, or be a folder.
    fn path(&self, base: &Path, is_folder: bool, kind: Kind) -> Result<Found, Unresolved> {
        let base = plain(base);
        let mut tried = Vec::new();
        let mut choices = if is_folder { Vec::new() } else { candidates(&base, false) };
        if base.is_dir()
            && base.starts_with(&self.fence)
            && let Some(package) = self.package_at(&base)?
        {
            for main in package.mains(kind) {
                choices.extend(candidates(&plain(&package.folder.join(main)), main.ends_with('/')));
                choices.extend(candidates(&plain(&package.folder.join(main)), true));
            }
        }
        choices.extend(candidates(&base, true));
        for candidate in choices {
            if candidate.is_file() {
                let file = self.inside(&candidate)?;
                return self.replaced(file, kind);
            }
            if !tried.contains(&candidate) {
                tried.push(candidate);
            }
        }
        Err(Unresolved::Missing(tried))
    }

    /// The file that the `browser` field of its package puts in the place of `file`.
    fn replaced(&self, file: PathBuf, kind: Kind) -> Result<Found, Unresolved> {
        let package = match file.parent() {
            Some(folder) => self.package_of(folder)?,
            None => None,
        };
        let Some(package) = package else { return Ok(Found::File(file)) };
        match package.replaced_file(&file) {
            Some(Replacement::Empty) => Ok(Found::Empty),
            Some(Replacement::By(path)) => {
                let target = candidates(&plain(&package.folder.join(&path)), false).into_iter().find(|it| it.is_file());
                match target {
                    Some(target) => Ok(Found::File(self.inside(&target)?)),
                    None if path.starts_with('.') => Err(Unresolved::Missing(vec![package.folder.join(path)])),
                    None => self.package(&path, &package.folder, kind),
                }
            }
            None => Ok(Found::File(file)),
        }
    }

    /// The real place of a file or folder: a link may lead out of the project.
    fn inside(&self, path: &Path) -> Result<PathBuf, Unresolved> {
        let real = self.real(path).map_err(|_| Unresolved::Missing(vec![path.to_owned()]))?;
        if real.starts_with(&self.fence) { Ok(real) } else { Err(Unresolved::Outside(path.to_owned())) }
    }

    /// The path without links. Each folder is asked for once, and not for each of its files.
    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return path.canonicalize() };
        if path.is_symlink() {
            return path.canonicalize();
        }
        if let Some(folder) = self.folders.borrow().get(folder) {
            return Ok(folder.join(name));
        }
        let real = folder.canonicalize()?;
        let file = real.join(name);
        self.folders.borrow_mut().insert(folder.to_owned(), real);
        Ok(file)
    }

    /// The package that a folder belongs to: the nearest package.json, from the folder up to the project's.
    fn package_of(&self, folder: &Path) -> Result<Option<Rc<Package>>, Unresolved> {
        for above in folder.ancestors().take_while(|above| above.starts_with(&self.fence)) {
            if above.file_name().is_some_and(|last| last == "node_modules") {
                break;
            }
            if let Some(package) = self.package_at(above)? {
                return Ok(Some(package));
            }
        }
        Ok(None)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the module loader, and the file is inside of the project")]
    fn package_at(&self, folder: &Path) -> Result<Option<Rc<Package>>, Unresolved> {
        if let Some(known) = self.packages.borrow().get(folder) {
            return Ok(known.clone());
        }
        let path = folder.join("package.json");
        let package = if path.is_file() {
            let real = self.inside(&path)?;
            let text = std::fs::read_to_string(real).unwrap_or_default();
            let package = Package::parse(folder, &text).map_err(|error| {
                Unresolved::BadPackage(path, strip_position(&error.to_string()), error.line(), error.column())
            })?;
            Some(Rc::new(package))
        } else {
            None
        };
        self.packages.borrow_mut().insert(folder.to_owned(), package.clone());
        Ok(package)
    }
}

/// The name of the package that a specifier begins with, and the rest as a path in it: `.` or `./…`.
fn parts(specifier: &str) -> (&str, String) {
    let slashes = if specifier.starts_with('@') { 2 } else { 1 };
    match specifier.match_indices('/').nth(slashes - 1) {
        Some((at, _)) => (&specifier[..at], format!("./{}", &specifier[at + 1..])),
        None => (specifier, ".".to_owned()),
    }
}

/// The files that `base` may mean; what is a folder means its index.
fn candidates(base: &Path, is_folder: bool) -> Vec<PathBuf> {
    if is_folder {
        return EXTENSIONS.map(|extension| base.join(format!("index.{extension}"))).into();
    }
    let with_extension = |extension: &str| {
        let mut name = base.as_os_str().to_owned();
        name.push(".");
        name.push(extension);
        PathBuf::from(name)
    };
    std::iter::once(base.to_owned()).chain(EXTENSIONS.map(with_extension)).collect()
}

/// The path without `.` and `..`, as text: symbolic links are followed only for the file itself.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modules::fixture;
    use std::fs;

    struct Project {
        _folder: tempfile::TempDir,
        root: PathBuf,
    }

    impl Project {
        /// A project with these files.
        fn new(files: &[(&str, &str)]) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path().canonicalize().unwrap().join("app");
            fixture::write(&root, files);
            fs::write(root.parent().unwrap().join("secret.js"), "").unwrap();
            Self { _folder: folder, root }
        }

        fn find(&self, specifier: &str, from: &str, kind: Kind) -> Result<Found, Unresolved> {
            let resolver = Resolver::new(self.root.clone(), self.root.clone(), Vec::new());
            resolver.resolve(specifier, &self.root.join(from), kind)
        }

        fn file(&self, path: &str) -> Result<Found, Unresolved> {
            Ok(Found::File(self.root.join(path)))
        }
    }

    fn paths() -> Project {
        Project::new(&["pages/a.js", "pages/a.json", "lib/index.js", "lib.cjs", "data.json"].map(|file| (file, "{}")))
    }

    #[test]
    fn paths_are_relative_to_the_module_or_to_the_root() {
        let project = paths();
        for (specifier, file) in [
            ("./a", "pages/a.js"),
            ("./a.json", "pages/a.json"),
            ("../data", "data.json"),
            ("/lib", "lib.cjs"),
            ("../lib/", "lib/index.js"),
            ("..//lib/./index", "lib/index.js"),
        ] {
            assert_eq!(project.find(specifier, "pages", Kind::Require), project.file(file), "{specifier}");
        }
    }

    #[test]
    fn what_is_missing_names_every_path_that_was_tried() {
        let project = paths();
        let Err(Unresolved::Missing(tried)) = project.find("./b", "", Kind::Import) else { panic!("found") };
        assert_eq!(tried.len(), 9);
        assert_eq!(tried[0], project.root.join("b"));
        assert_eq!(tried[1], project.root.join("b.js"));
        assert_eq!(tried[8], project.root.join("b/index.cjs"));
        let tried = [project.root.join("pages/node_modules/x"), project.root.join("node_modules/x")];
        assert_eq!(project.find("x/y", "pages", Kind::Import), Err(Unresolved::NoPackage(tried.into())));
    }

    #[test]
    fn nothing_outside_the_project_is_found() {
        let project = paths();
        let secret = project.root.parent().unwrap().join("secret.js");
        assert_eq!(project.find("../secret", "", Kind::Import), Err(Unresolved::Outside(secret.clone())));
        std::os::unix::fs::symlink(&secret, project.root.join("link.js")).unwrap();
        let link = project.root.join("link.js");
        assert_eq!(project.find("./link", "", Kind::Import), Err(Unresolved::Outside(link)));
        fs::create_dir_all(project.root.join("node_modules")).unwrap();
        let package = project.root.join("node_modules/out");
        std::os::unix::fs::symlink(project.root.parent().unwrap(), &package).unwrap();
        assert_eq!(project.find("out/secret.js", "", Kind::Import), Err(Unresolved::Outside(package)));
        // A package above the project is not the project's.
        fs::create_dir_all(project.root.parent().unwrap().join("node_modules/above")).unwrap();
        assert!(matches!(project.find("above", "", Kind::Import), Err(Unresolved::NoPackage(_))));
    }

    #[test]
    fn packages_are_looked_for_from_the_module_upwards() {
        let project = Project::new(&[
            ("node_modules/a/package.json", r#"{"main": "lib/main"}"#),
            ("node_modules/a/lib/main.js", ""),
            ("node_modules/a/extra.js", ""),
            ("node_modules/a/node_modules/b/index.js", ""),
            ("node_modules/b/index.js", ""),
            ("node_modules/@scope/c/package.json", r#"{"main": "./dist/"}"#),
            ("node_modules/@scope/c/dist/index.js", ""),
            ("node_modules/broken/package.json", "{\n  main"),
        ]);
        for (specifier, from, file) in [
            ("a", "pages/x", "node_modules/a/lib/main.js"),
            ("a/extra", "", "node_modules/a/extra.js"),
            ("b", "", "node_modules/b/index.js"),
            ("b", "node_modules/a/lib", "node_modules/a/node_modules/b/index.js"),
            ("@scope/c", "", "node_modules/@scope/c/dist/index.js"),
            ("./node_modules/a", "", "node_modules/a/lib/main.js"),
        ] {
            assert_eq!(project.find(specifier, from, Kind::Require), project.file(file), "{specifier} in {from}");
        }
        let broken = project.find("broken", "", Kind::Require);
        assert!(matches!(broken, Err(Unresolved::BadPackage(_, _, 2, _))), "{broken:?}");
    }

    #[test]
    fn import_and_require_may_get_different_files() {
        let project = Project::new(&[
            ("node_modules/two/package.json", r#"{"main": "m.js", "module": "e.js"}"#),
            ("node_modules/two/m.js", ""),
            ("node_modules/two/e.js", ""),
            (
                "node_modules/x/package.json",
                r##"{"main": "m.js", "name": "x", "imports": {"#own": "./sub/b.js"},
                "exports": {".": {"node": "./n.js", "import": "./e.mjs", "require": "./m.js"}, "./sub/*": "./sub/*.js"}}"##,
            ),
            ("node_modules/x/m.js", ""),
            ("node_modules/x/e.mjs", ""),
            ("node_modules/x/sub/b.js", ""),
        ]);
        for (specifier, kind, file) in [
            ("two", Kind::Require, "node_modules/two/m.js"),
            ("two", Kind::Import, "node_modules/two/e.js"),
            ("x", Kind::Require, "node_modules/x/m.js"),
            ("x", Kind::Import, "node_modules/x/e.mjs"),
            ("x/sub/b", Kind::Import, "node_modules/x/sub/b.js"),
        ] {
            assert_eq!(project.find(specifier, "", kind), project.file(file), "{specifier} {kind:?}");
        }
        let package = project.root.join("node_modules/x/package.json");
        assert_eq!(project.find("x/m.js", "", Kind::Import), Err(Unresolved::NotExported(package)));
        for specifier in ["x/sub/b", "#own"] {
            let found = project.find(specifier, "node_modules/x/sub", Kind::Import);
            assert_eq!(found, project.file("node_modules/x/sub/b.js"), "{specifier}");
        }
    }

    #[test]
    fn the_browser_field_replaces_files_and_packages() {
        let project = Project::new(&[
            (
                "node_modules/p/package.json",
                r#"{"main": "./main.js",
                "browser": {"./main.js": "./web.js", "./net": "./socket.js", "fs": false, "ws": "./ws.js", "./tls.js": false}}"#,
            ),
            ("node_modules/p/main.js", ""),
            ("node_modules/p/web.js", ""),
            ("node_modules/p/net.js", ""),
            ("node_modules/p/socket.js", ""),
            ("node_modules/p/ws.js", ""),
            ("node_modules/p/tls.js", ""),
            ("node_modules/q/package.json", r#"{"main": "main.js", "browser": "web"}"#),
            ("node_modules/q/main.js", ""),
            ("node_modules/q/web.js", ""),
        ]);
        for (specifier, from, file) in [
            ("p", "", "node_modules/p/web.js"),
            ("p/net.js", "", "node_modules/p/socket.js"),
            ("./net", "node_modules/p", "node_modules/p/socket.js"),
            ("ws", "node_modules/p", "node_modules/p/ws.js"),
            ("q", "", "node_modules/q/web.js"),
        ] {
            assert_eq!(project.find(specifier, from, Kind::Require), project.file(file), "{specifier}");
        }
        for specifier in ["fs", "./tls"] {
            assert_eq!(project.find(specifier, "node_modules/p", Kind::Require), Ok(Found::Empty), "{specifier}");
        }
        assert!(matches!(project.find("fs", "", Kind::Require), Err(Unresolved::NoPackage(_))));
    }

    #[test]
    fn aliases_stand_for_paths_and_packages() {
        let project = Project::new(&[
            ("src/lib/a.js", ""),
            ("src/lib/deep/b.js", ""),
            ("src/index.js", ""),
            ("node_modules/real/index.js", ""),
        ]);
        let aliases = [
            ("@", "/"),
            ("@lib", "./src/lib"),
            ("deep/*", "./src/lib/deep/*"),
            ("fake$", "real"),
            ("loop", "loop2"),
            ("loop2", "loop"),
        ];
        let aliases = aliases.map(|(name, target)| (name.to_owned(), target.to_owned())).into();
        let resolver = Resolver::new(project.root.join("src"), project.root.clone(), aliases);
        for (specifier, file) in [
            ("@/lib/a", "src/lib/a.js"),
            ("@", "src/index.js"),
            ("@lib/a", "src/lib/a.js"),
            ("deep/b", "src/lib/deep/b.js"),
            ("fake", "node_modules/real/index.js"),
            ("/lib/a.js", "src/lib/a.js"),
        ] {
            let found = resolver.resolve(specifier, &project.root.join("src"), Kind::Import);
            assert_eq!(found, project.file(file), "{specifier}");
        }
        assert_eq!(resolver.resolve("loop", &project.root, Kind::Import), Err(Unresolved::Circle));
        assert!(matches!(resolver.resolve("@scope/x", &project.root, Kind::Import), Err(Unresolved::NoPackage(_))));
    }
}
