//! What is registered and open.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsObject, JsString};

use super::actions::Waiting;
use super::open::Location;
use super::page::PageInstance;
use super::view::Views;
use crate::host::Host;

/// What the module of a page came to.
#[derive(Clone)]
pub(super) enum Definition {
    /// The options that it gave to `Page`.
    Options(JsObject),
    /// It ended without calling `Page`.
    None,
    /// It threw, or could not be loaded.
    Broken,
}

/// The app and the pages of one program.
#[derive(Default)]
pub(crate) struct Framework {
    /// The object given to `App`, which is what `getApp()` returns.
    app: RefCell<Option<JsObject>>,
    /// What the module that is being evaluated gave to `Page`.
    registered: RefCell<Option<JsObject>>,
    /// Whether a page's module is being evaluated.
    in_module: Cell<bool>,
    /// What the pages' modules gave to `Page`, by route.
    definitions: RefCell<HashMap<String, Definition>>,
    /// The pages of the tab bar that were shown before; they are kept.
    tabs: RefCell<Vec<PageInstance>>,
    /// The page stack; the last one is shown.
    pages: RefCell<Vec<PageInstance>>,
    /// The files of the components whose modules were evaluated.
    components: RefCell<HashSet<PathBuf>>,
    /// Where the program was launched, and where it was entered since.
    entered: RefCell<Vec<Location>>,
    /// What is to be done when an element is there.
    waiting: RefCell<Option<Waiting>>,
    /// The views of its pages.
    pub(crate) views: Views,
    /// Whether the program is in the background.
    hidden: Cell<bool>,
}

impl Framework {
    /// The app object; `None` before `App` was called.
    pub(crate) fn app(&self) -> Option<JsObject> {
        self.app.borrow().clone()
    }

    /// Registers the app; `false` when there is one already.
    pub(super) fn register_app(&self, app: JsObject) -> bool {
        let mut slot = self.app.borrow_mut();
        let first = slot.is_none();
        slot.get_or_insert(app);
        first
    }

    /// Registers a page's options; `false` when the same module did so already.
    pub(super) fn register_page(&self, options: JsObject) -> bool {
        self.registered.borrow_mut().replace(options).is_none()
    }

    /// Takes what the last evaluated module gave to `Page`.
    pub(super) fn take_registered(&self) -> Option<JsObject> {
        self.registered.borrow_mut().take()
    }

    /// Forgets what was given to `Page` so far: a page's module begins.
    pub(super) fn begin_module(&self) {
        self.registered.borrow_mut().take();
        self.in_module.set(true);
    }

    /// What the module that began gave to `Page`.
    pub(super) fn end_module(&self) -> Option<JsObject> {
        self.in_module.set(false);
        self.take_registered()
    }

    /// Whether `Page(…)` counts now.
    pub(super) fn takes_pages(&self) -> bool {
        self.in_module.get() || self.current().is_none()
    }

    /// Keeps what the module of a page came to.
    pub(super) fn define(&self, route: String, definition: Definition) {
        self.definitions.borrow_mut().insert(route, definition);
    }

    /// What the module of a page came to, once it was evaluated.
    pub(super) fn definition(&self, route: &str) -> Option<Definition> {
        self.definitions.borrow().get(route).cloned()
    }

    /// Keeps a page of the tab bar.
    pub(super) fn keep_tab(&self, page: PageInstance) {
        self.tabs.borrow_mut().push(page);
    }

    /// The kept page of that route.
    pub(super) fn tab(&self, route: &str) -> Option<PageInstance> {
        self.tabs.borrow().iter().find(|page| page.route == route).cloned()
    }

    /// Whether `page` is a kept page of the tab bar.
    pub(super) fn is_tab(&self, page: &PageInstance) -> bool {
        self.tabs.borrow().iter().any(|tab| tab.id == page.id)
    }

    pub(super) fn forget_tab(&self, page: &PageInstance) {
        self.tabs.borrow_mut().retain(|tab| tab.id != page.id);
    }

    pub(super) fn take_tabs(&self) -> Vec<PageInstance> {
        self.tabs.take()
    }

    /// Whether a page is on the stack, or kept by the tab bar.
    pub(crate) fn has_page(&self, id: u64) -> bool {
        let is = |page: &PageInstance| page.id == id;
        self.pages.borrow().iter().any(is) || self.tabs.borrow().iter().any(is)
    }

    pub(super) fn push(&self, page: PageInstance) {
        self.pages.borrow_mut().push(page);
    }

    /// Takes the page that is shown off the stack.
    pub(super) fn pop(&self) -> Option<PageInstance> {
        self.pages.borrow_mut().pop()
    }

    /// The page that is shown.
    pub(crate) fn current(&self) -> Option<PageInstance> {
        self.pages.borrow().last().cloned()
    }

    /// The open pages, the last one is shown.
    pub(crate) fn stack(&self) -> Vec<PageInstance> {
        self.pages.borrow().clone()
    }

    /// The open page whose instance `object` is; `setData` of any other does nothing (FW-5).
    pub(super) fn open_instance(&self, object: &JsObject) -> Option<PageInstance> {
        let is = |page: &&PageInstance| JsObject::equals(&page.object, object);
        let stacked = self.pages.borrow().iter().find(is).cloned();
        stacked.or_else(|| self.tabs.borrow().iter().find(is).cloned())
    }

    /// Notes where the program was entered: the first time is its launch.
    pub(super) fn enter(&self, location: Location) {
        let mut entered = self.entered.borrow_mut();
        entered.truncate(1);
        entered.push(location);
    }

    /// Where it was launched, or with `again` where it was entered the last time.
    pub(super) fn entered(&self, again: bool) -> Option<Location> {
        let entered = self.entered.borrow();
        if again { entered.last() } else { entered.first() }.cloned()
    }

    /// Notes what waits for an element.
    pub(super) fn wait_for(&self, waiting: Waiting) {
        *self.waiting.borrow_mut() = Some(waiting);
    }

    /// Takes what waits for an element.
    pub(super) fn take_waiting(&self) -> Option<Waiting> {
        self.waiting.borrow_mut().take()
    }

    /// Whether something waits for an element.
    pub(crate) fn is_waiting(&self) -> bool {
        self.waiting.borrow().is_some()
    }

    /// Notes whether the program is in the background; returns what it was.
    pub(super) fn set_hidden(&self, hidden: bool) -> bool {
        self.hidden.replace(hidden)
    }

    /// Notes that a component's module is evaluated; `false` where it was before.
    pub(super) fn enter_component(&self, path: &Path) -> bool {
        self.components.borrow_mut().insert(path.to_owned())
    }
}

/// The member `name` of `object`, where it is a function. A getter that throws is reported.
pub(super) fn method(host: &Host, object: &JsObject, name: &str, context: &mut Context) -> Option<JsFunction> {
    match object.get(JsString::from(name), context) {
        Ok(value) => value.as_function(),
        Err(error) => {
            host.report(&error, format_args!("the getter of {name}"), context);
            None
        }
    }
}
