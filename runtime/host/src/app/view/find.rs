//! The elements of the page that is shown.

use std::rc::Rc;

use boa_engine::{Context, JsResult, JsValue};
use minihost_axml::{Bundle, Fields, Selector, View, render};

use super::event::{data_fields, fields};
use super::fault::{ViewFault, position};
use crate::app::data::plain_data;
use crate::app::page::PageInstance;
use crate::host::Host;
use crate::uncaught::Position;

/// So many elements are named where none fits.
const LANDMARKS: usize = 20;

/// The view of a page at one moment.
pub(super) struct Seen {
    pub(super) page: PageInstance,
    pub(super) view: View,
    bundle: Rc<Bundle>,
    data: Rc<Fields>,
}

/// Reads and parses the view of the page that is shown, so that what is wrong with it is told before the first touch.
///
/// # Errors
/// Where it has none, or one that does not parse.
pub(crate) fn load(host: &Host) -> Result<(), ViewFault> {
    let Some(page) = host.framework.current() else { return Err(no_page()) };
    host.framework.views.bundle(host.project(), &page.route).map(drop)
}

fn no_page() -> ViewFault {
    ViewFault::new("the program has no page")
}

impl Seen {
    /// The page that is shown, as it is now.
    ///
    /// # Errors
    /// Where it has no view, or there is none for its data.
    pub(super) fn now(host: &Host, context: &mut Context) -> Result<Self, ViewFault> {
        let Some(page) = host.framework.current() else { return Err(no_page()) };
        let bundle = host.framework.views.bundle(host.project(), &page.route)?;
        let data = data_fields(plain_data(&page, context));
        let view = render(&bundle, &data, false)?;
        host.framework.views.tell(&view.notes, host);
        Ok(Self { page, view, bundle, data })
    }

    /// The first element that a selector means, and how many it means.
    ///
    /// # Errors
    /// Where there is none: why, or which ones there are.
    pub(super) fn first(&self, selector: &Selector) -> Result<(usize, usize), ViewFault> {
        let found = selector.find(&self.view);
        match found.first() {
            Some(&first) => Ok((first, found.len())),
            None => Err(self.missing(selector)),
        }
    }

    fn missing(&self, selector: &Selector) -> ViewFault {
        let (wanted, route) = (selector.as_str(), &self.page.route);
        let everything = render(&self.bundle, &self.data, true).ok();
        let absence = everything.as_ref().and_then(|view| view.absence(*selector.find(view).first()?).cloned());
        if let Some(absence) = absence {
            let why = match absence.attribute {
                "a:for" => "this a:for has no items",
                "a:else" => "the condition before this a:else holds",
                "a:elif" => "this a:elif does not hold, or one before it does",
                _ => "this a:if does not hold",
            };
            return ViewFault::at(format!("`{wanted}` is not on page {route} now: {why}"), &absence.place);
        }
        let there = self.view.landmarks(LANDMARKS);
        ViewFault::new(format!("there is no `{wanted}` on page {route}; there is: {there}"))
    }
}

/// Why there is no such element on the page that is shown.
///
/// # Errors
/// That is the error; there is none where the element is there.
pub(crate) fn missing(host: &Host, selector: &Selector, context: &mut Context) -> Result<(), ViewFault> {
    Seen::now(host, context)?.first(selector).map(drop)
}

/// An element of the page that is shown, as it was when somebody looked.
#[derive(Debug, Clone)]
pub struct ViewElement {
    /// Its name: `view`.
    pub tag: String,
    /// Its id; empty where it has none.
    pub id: String,
    /// Its classes.
    pub classes: Vec<String>,
    /// The text inside of it, white space as a browser shows it.
    pub text: String,
    /// Where it is written.
    pub at: Position,
    dataset: Fields,
    attributes: Fields,
}

impl ViewElement {
    /// What its `data-…` attributes say.
    ///
    /// # Errors
    /// Only the engine's own limits.
    pub fn dataset(&self, context: &mut Context) -> JsResult<JsValue> {
        fields(&self.dataset, context)
    }

    /// Its attributes, but for handlers and `a:…`.
    ///
    /// # Errors
    /// Only the engine's own limits.
    pub fn attributes(&self, context: &mut Context) -> JsResult<JsValue> {
        fields(&self.attributes, context)
    }
}

/// The elements that a selector means, in the order of the view.
///
/// # Errors
/// Where the page has no view, or there is none for its data.
pub(crate) fn find(host: &Host, selector: &Selector, context: &mut Context) -> Result<Vec<ViewElement>, ViewFault> {
    let Seen { view, .. } = Seen::now(host, context)?;
    let found = selector.find(&view).into_iter().filter_map(|index| {
        let element = view.element(index)?;
        let attributes = element.attributes.iter().map(|(name, value, _)| (Rc::clone(name), value.clone()));
        Some(ViewElement {
            tag: element.tag.to_string(),
            id: element.id(),
            classes: element.classes(),
            text: view.text(index),
            at: position(&element.place),
            dataset: element.dataset(),
            attributes: attributes.collect(),
        })
    });
    Ok(found.collect())
}
