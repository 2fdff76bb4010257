//! Background and foreground: what happens when a person leaves the mini-program and comes back (FW-4).

use boa_engine::Context;
use minihost_bridge::AppEvent;

use super::lifecycle::{Launch, call_app, call_page, emit_show, launch_options, note_launch};
use crate::host::Host;

/// Sends the program to the background: `onHide` of the page, then of the app, then the listeners of `my.onAppHide`; nothing,
/// where it is there already.
pub(crate) fn background(host: &Host, context: &mut Context) {
    if host.framework.set_hidden(true) {
        return;
    }
    if let Some(page) = host.framework.current() {
        call_page(host, &page, "onHide", &[], context);
    }
    if let Some(app) = host.framework.app() {
        call_app(host, &app, "onHide", &[], context);
    }
    host.emit(AppEvent::Hide, &[], context);
}

/// Brings the program back: `onShow` of the app, the listeners of `my.onAppShow`, then `onShow` of the page; nothing, where it
/// was not in the background.
pub(crate) fn foreground(host: &Host, query: &[(String, String)], context: &mut Context) {
    if !host.framework.set_hidden(false) {
        return;
    }
    let page = host.framework.current();
    let route = page.as_ref().map_or("", |page| &page.route);
    let launch = Launch { route, query };
    note_launch(host, &launch);
    if let Some(app) = host.framework.app() {
        let options = launch_options(&launch, context);
        call_app(host, &app, "onShow", &[options], context);
    }
    emit_show(host, &launch, context);
    if let Some(page) = page {
        call_page(host, &page, "onShow", &[], context);
    }
}
