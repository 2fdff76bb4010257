//! The page stack and how it changes (FW-6).
//!
//! Each change runs the lifecycle functions in the platform's order: what is left first (`onHide` where the page stays,
//! `onUnload` where it goes, the top one first), then what is entered (`onLoad`, `onShow`, `onReady`, or only `onShow`
//! where the page was there already).

use boa_engine::Context;
use minihost_bridge::Navigation;
use minihost_mutant::{Mutant, is};

use super::lifecycle::{call_page, page_not_found};
use super::open::{self, Location};
use super::page::PageInstance;
use crate::host::Host;
use crate::project::Project;

/// The most pages on the stack.
const DEEPEST: usize = 10;

/// Changes the page stack.
///
/// # Errors
/// Why it stays as it is, for the call's `errorMessage`.
pub(crate) fn navigate(
    host: &Host,
    project: &Project,
    navigation: &Navigation,
    context: &mut Context,
) -> Result<(), String> {
    match navigation {
        Navigation::To(url) => {
            let location = locate(host, project, url, context)?;
            not_a_tab(project, &location)?;
            if host.framework.stack().len() >= DEEPEST && !is(Mutant::StackUnlimited) {
                return Err(format!("the page stack is full: it holds {DEEPEST} pages; use my.redirectTo"));
            }
            let page = open::create(host, project, &location, context)?;
            hide_top(host, context);
            enter(host, page, &location, context);
        }
        Navigation::Redirect(url) => {
            let location = locate(host, project, url, context)?;
            not_a_tab(project, &location)?;
            let page = open::create(host, project, &location, context)?;
            unload_top(host, context);
            enter(host, page, &location, context);
        }
        Navigation::Relaunch(url) => {
            let location = locate(host, project, url, context)?;
            let page = open::create(host, project, &location, context)?;
            unload_all(host, context);
            if project.is_tab(&location.route) {
                host.framework.keep_tab(page.clone());
            }
            enter(host, page, &location, context);
        }
        Navigation::Tab(url) => {
            let location = locate(host, project, url, context)?;
            if !project.is_tab(&location.route) {
                let route = &location.route;
                return Err(format!("page {route:?} is not in the tab bar of app.json; use my.navigateTo"));
            }
            switch(host, project, &location, context)?;
        }
        Navigation::Back(delta) => back(host, *delta, context),
    }
    Ok(())
}

fn locate(host: &Host, project: &Project, url: &str, context: &mut Context) -> Result<Location, String> {
    if url.trim().is_empty() {
        return Err("`url` is missing; write for example { url: '/pages/index/index' }".to_owned());
    }
    let current = host.framework.current().map(|page| page.route).unwrap_or_default();
    Location::parse(url, &current, project).map_err(|missing| {
        page_not_found(host, &missing, context);
        let pages = project.pages().join(", ");
        format!("the project has no page {:?}; it has: {pages}", missing.route)
    })
}

/// Whether `url` leads to a page of the tab bar.
pub(crate) fn leads_to_tab(host: &Host, project: &Project, url: &str) -> bool {
    let current = host.framework.current().map(|page| page.route).unwrap_or_default();
    Location::parse(url, &current, project).is_ok_and(|location| project.is_tab(&location.route))
}

fn not_a_tab(project: &Project, location: &Location) -> Result<(), String> {
    if project.is_tab(&location.route) {
        return Err(format!("page {:?} is in the tab bar; use my.switchTab", location.route));
    }
    Ok(())
}

/// Puts a fresh page on top and runs its first lifecycle functions.
pub(super) fn enter(host: &Host, page: PageInstance, location: &Location, context: &mut Context) {
    host.framework.push(page.clone());
    let query = open::query_object(&location.query, context).into();
    if is(Mutant::ShowBeforeLoad) {
        call_page(host, &page, "onShow", &[], context);
    }
    let arguments = if is(Mutant::QueryNotPassed) { vec![] } else { vec![query] };
    call_page(host, &page, "onLoad", &arguments, context);
    for hook in ["onShow", "onReady"] {
        call_page(host, &page, hook, &[], context);
    }
}

/// Shows a page of the tab bar: the one that was there before, or a fresh one.
fn switch(host: &Host, project: &Project, location: &Location, context: &mut Context) -> Result<(), String> {
    let framework = &host.framework;
    let kept = framework.tab(&location.route);
    let is_shown = framework.current().is_some_and(|top| top.route == location.route && framework.is_tab(&top));
    if is_shown {
        return Ok(());
    }
    let fresh = if kept.is_none() { Some(open::create(host, project, location, context)?) } else { None };
    let mut was_shown = true;
    while let Some(top) = framework.current() {
        if framework.is_tab(&top) {
            // Below other pages it was hidden before.
            if was_shown {
                call_page(host, &top, "onHide", &[], context);
            }
            framework.pop();
            break;
        }
        unload_top(host, context);
        was_shown = false;
    }
    match (kept, fresh) {
        (Some(page), _) => {
            framework.push(page.clone());
            call_page(host, &page, "onShow", &[], context);
        }
        (None, Some(page)) => {
            framework.keep_tab(page.clone());
            enter(host, page, location, context);
        }
        (None, None) => {}
    }
    Ok(())
}

fn back(host: &Host, delta: usize, context: &mut Context) {
    let depth = host.framework.stack().len();
    let closed = delta.min(depth.saturating_sub(1));
    for _ in 0..closed {
        unload_top(host, context);
    }
    if closed > 0
        && !is(Mutant::BackWithoutShow)
        && let Some(page) = host.framework.current()
    {
        call_page(host, &page, "onShow", &[], context);
    }
}

fn hide_top(host: &Host, context: &mut Context) {
    if is(Mutant::HideMissing) {
        return;
    }
    if let Some(page) = host.framework.current() {
        call_page(host, &page, "onHide", &[], context);
    }
}

/// Runs `onUnload` of the page that is shown and takes it off the stack.
pub(super) fn unload_top(host: &Host, context: &mut Context) {
    if let Some(page) = host.framework.current() {
        call_page(host, &page, "onUnload", &[], context);
        // Page code may not have changed the stack meanwhile: navigation is a task of its own.
        host.framework.pop();
        host.framework.forget_tab(&page);
    }
}

/// Unloads every page, the top one first, then the tabs that are not on the stack.
pub(super) fn unload_all(host: &Host, context: &mut Context) {
    while host.framework.current().is_some() {
        unload_top(host, context);
    }
    for page in host.framework.take_tabs() {
        call_page(host, &page, "onUnload", &[], context);
    }
}
