//! Evaluates the modules of the components that pages use, so that what they do when they are loaded is done.

use std::path::Path;

use boa_engine::Context;

use crate::host::Host;
use crate::project::used_components;

/// Evaluates the modules of all components that the `.json` beside `script` names, those of inner components first; each
/// once in a program. What goes wrong with one is told, and stops nothing else: components are not drawn here.
pub(crate) fn load(host: &Host, script: &Path, context: &mut Context) {
    let used = match used_components(&script.with_extension("json")) {
        Ok(used) => used,
        Err(error) => return host.warn_at(&error.to_string(), None),
    };
    for component in used {
        let Some(file) = host.loader.locate(&component.specifier, script.parent().unwrap_or(script)) else {
            let message = format!("usingComponents: there is no {}.js in the project", component.specifier);
            host.warn_at(&message, Some(&component.at));
            continue;
        };
        if !host.framework.enter_component(&file) {
            continue;
        }
        load(host, &file, context);
        if let Err(error) = host.loader.run(&file, context) {
            host.report(&error, format_args!("loading {}", host.loader.shown(&file)), context);
        }
        host.checkpoint(context);
    }
}
