//! What is run: a project folder, or one file.

mod build;
mod components;
mod jsonc;
mod layout;
mod manifest;
mod place;

use std::path::{Path, PathBuf};
use std::time::Duration;

use manifest::Manifest;

pub(crate) use components::used_components;
pub use jsonc::to_json as strict_json;
pub use layout::Layout;

use crate::uncaught::Position;

/// A mini-program on disk (FW-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    root: PathBuf,
    /// The folder that was opened: `root`, or a folder above it.
    folder: PathBuf,
    aliases: Vec<(String, String)>,
    app_id: Option<String>,
    app: Option<PathBuf>,
    manifest: Manifest,
    /// The file of a project that is one file.
    single: Option<PathBuf>,
}

/// Something in `app.json` that is passed over, since it cannot mean anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Where it stands.
    pub at: Position,
    /// What is wrong with it.
    pub message: String,
}

/// Why there is nothing to run.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The path does not exist.
    #[error("no such file or folder: {}", .0.display())]
    Missing(PathBuf),
    /// The path is neither a folder nor a regular file.
    #[error("{} is neither a project folder nor a file", .0.display())]
    NoFile(PathBuf),
    /// A folder without `app.json`.
    #[error("{} has no app.json, so it is no mini-program project; to run one file, give its path", .0.display())]
    NoAppJson(PathBuf),
    /// A file cannot be read.
    #[error("cannot read {}: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        cause: std::io::Error,
    },
    /// `app.json` is no JSON, or has not the shape of one.
    #[error("{at}: {message}")]
    BadJson {
        /// Where.
        at: Position,
        /// What is wrong there.
        message: String,
    },
    /// `app.json` lists no page.
    #[error("{}: \"pages\" lists no page; add one, such as \"pages/index/index\"", .0.display())]
    NoPages(PathBuf),
    /// The page is not in the project.
    #[error("the project has no page {route:?}; it has: {}", .pages.join(", "))]
    UnknownPage {
        /// What was asked for.
        route: String,
        /// The pages that there are.
        pages: Vec<String>,
    },
    /// A page is listed but its file is missing.
    #[error("page {route:?} is listed in app.json, but {} does not exist", path.display())]
    MissingPage {
        /// The page.
        route: String,
        /// The file that was looked for.
        path: PathBuf,
    },
    /// A page or `app.js` is outside of the project's folder, or a link to outside.
    #[error("{} is outside of the project", .0.display())]
    Outside(PathBuf),
    /// `mini.project.json` has a member of the wrong type.
    #[error("{}: {problem}", path.display())]
    BadShape {
        /// The file.
        path: PathBuf,
        /// What is wrong, and how to write it.
        problem: &'static str,
    },
}

impl Project {
    /// The project at `path`: a folder with `app.json`, or a `.js` file.
    ///
    /// # Errors
    /// Where there is nothing there to run; page code itself is not read yet.
    pub fn open(path: &Path) -> Result<Self, LoadError> {
        let layout = Layout::of(path)?;
        match layout.single {
            Some(file) => Ok(Self::file(file)),
            None => Self::in_folder(path, layout),
        }
    }

    /// A project without code, for an embedder that has to start something in place of a file that is not there.
    #[must_use]
    pub fn nothing(path: PathBuf) -> Self {
        Self::file(path)
    }

    fn file(file: PathBuf) -> Self {
        let root = file.parent().unwrap_or(Path::new("/")).to_owned();
        let route = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let manifest = Manifest { pages: vec![route], main_pages: 1, ..Manifest::default() };
        let folder = root.clone();
        Self { root, folder, aliases: Vec::new(), app_id: None, app: None, manifest, single: Some(file) }
    }

    fn in_folder(shown: &Path, layout: Layout) -> Result<Self, LoadError> {
        let Layout { folder, root, aliases, app_id, .. } = layout;
        let shown = if root == folder { shown } else { &root };
        let path = root.join("app.json");
        let text = read(&path).map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => LoadError::NoAppJson(shown.to_owned()),
            _ => LoadError::Unreadable { path: path.clone(), cause },
        })?;
        let manifest = Manifest::parse(&path, &text)?;
        let script = root.join("app.js");
        let script = if script.is_file() { Some(inside(&folder, script)?) } else { None };
        Ok(Self { app: script, root, folder, aliases, app_id, manifest, single: None })
    }

    /// The project's own limit for connecting: `networkTimeout.connectSocket` of `app.json`.
    #[must_use]
    pub fn connect_timeout(&self) -> Option<Duration> {
        self.manifest.connect_timeout
    }

    /// The project's own limit for requests: `networkTimeout.request` of `app.json`.
    #[must_use]
    pub fn request_timeout(&self) -> Option<Duration> {
        self.manifest.request_timeout
    }

    /// Whether `connectSocket` makes a SocketTask where the page does not say: `behavior.connectSocketDefaultMultiple` of
    /// `app.json`.
    #[must_use]
    pub fn connect_multiple(&self) -> bool {
        self.manifest.connect_multiple
    }

    /// What is doubtful in `app.json`: it is passed over, and told when the program starts.
    #[must_use]
    pub fn doubts(&self) -> &[Doubt] {
        &self.manifest.doubts
    }

    /// Whether `app.json` names components for all pages.
    pub(crate) fn has_components(&self) -> bool {
        self.manifest.has_components
    }

    /// The project's folder, with `node_modules`; nothing outside of it is loaded.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The mini-program's id, where mini.project.json has it.
    #[must_use]
    pub fn app_id(&self) -> Option<&str> {
        self.app_id.as_deref()
    }

    /// From a name in page code to what stands for it: `resolveAlias` of mini.project.json.
    #[must_use]
    pub fn aliases(&self) -> &[(String, String)] {
        &self.aliases
    }

    /// The folder that absolute paths in page code start from.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// `app.js`, where there is one.
    #[must_use]
    pub fn app(&self) -> Option<&Path> {
        self.app.as_deref()
    }

    /// The routes of all pages; the first one is opened by default, unless `entryPagePath` names another one.
    #[must_use]
    pub fn pages(&self) -> &[String] {
        &self.manifest.pages
    }

    /// The routes of the pages that are loaded at the start; those of subpackages are loaded when they are opened.
    #[must_use]
    pub fn main_pages(&self) -> &[String] {
        &self.manifest.pages[..self.manifest.main_pages]
    }

    /// Whether the page is one of the tab bar's.
    #[must_use]
    pub fn is_tab(&self, route: &str) -> bool {
        self.manifest.tabs.iter().any(|tab| tab == route)
    }

    /// Whether the project is one file, which need not call `Page`.
    #[must_use]
    pub fn is_single_file(&self) -> bool {
        self.single.is_some()
    }

    /// The view file at `path`, links followed, and its text.
    ///
    /// # Errors
    /// Where it is not there, cannot be read, or is outside of the project.
    pub(crate) fn view(&self, path: &Path) -> Result<(PathBuf, String), LoadError> {
        if !path.exists() {
            return Err(LoadError::Missing(path.to_owned()));
        }
        let path = inside(&self.folder, path.to_owned())?;
        match read(&path) {
            Ok(text) => Ok((path, text)),
            Err(cause) => Err(LoadError::Unreadable { path, cause }),
        }
    }

    /// The route and the file of the page to open: `route`, or the one that opens by default.
    ///
    /// # Errors
    /// Where the project has no such page, or its file is missing.
    pub fn page(&self, route: Option<&str>) -> Result<(String, PathBuf), LoadError> {
        let wanted = route.map(|route| route.trim_start_matches('/').trim_end_matches(".js"));
        let found = match wanted {
            Some(wanted) => self.manifest.pages.iter().find(|page| *page == wanted),
            None => self.manifest.pages.get(self.manifest.entry),
        };
        let Some(found) = found else {
            let route = wanted.unwrap_or_default().to_owned();
            return Err(LoadError::UnknownPage { route, pages: self.manifest.pages.clone() });
        };
        if let Some(file) = &self.single {
            return Ok((found.clone(), file.clone()));
        }
        let path = self.root.join(format!("{found}.js"));
        if !path.is_file() {
            return Err(LoadError::MissingPage { route: found.clone(), path });
        }
        Ok((found.clone(), inside(&self.folder, path)?))
    }
}

/// The file itself, links followed, where that is inside of `root`.
fn inside(root: &Path, file: PathBuf) -> Result<PathBuf, LoadError> {
    match file.canonicalize() {
        Ok(real) if real.starts_with(root) => Ok(real),
        Ok(_) => Err(LoadError::Outside(file)),
        Err(cause) => Err(LoadError::Unreadable { path: file, cause }),
    }
}

#[expect(clippy::disallowed_methods, reason = "app.json is a file of the project")]
fn read(path: &Path) -> std::io::Result<String> {
    std::fs::read_to_string(path)
}

fn bad_json(path: &Path, error: &serde_json::Error) -> LoadError {
    let at = Position::new(path.to_owned(), error.line(), error.column());
    LoadError::BadJson { at, message: strip_position(&error.to_string()) }
}

/// A message of serde_json without its end, which is the position: that is told on its own.
#[must_use]
pub fn strip_position(message: &str) -> String {
    message.rfind(" at line ").map_or(message, |end| &message[..end]).to_owned()
}
