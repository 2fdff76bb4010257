//! Module namespaces, which need a module.

use boa_engine::property::Attribute;
use boa_engine::{Module, Source, js_string};
use minihost_log::{Clock, EventLog};

use crate::lines::context;

#[test]
fn a_namespace_shows_its_exports_as_far_as_the_module_has_run() {
    let (mut context, lines) = context(EventLog::new(Clock::starting_at(0)));
    let source = "export const list = [1]; export function f() {} export default 'x'";
    let module = Module::parse(Source::from_bytes(source), None, &mut context).unwrap();
    module.load(&mut context);
    context.run_jobs().unwrap();
    module.link(&mut context).unwrap();
    let namespace = module.namespace(&mut context);
    context.register_global_property(js_string!("ns"), namespace, Attribute::all()).unwrap();

    let show = Source::from_bytes("console.log(ns, { a: { b: { c: ns } } }, '%j')");
    context.eval(show).unwrap();
    module.evaluate(&mut context).unwrap();
    context.run_jobs().unwrap();
    context.eval(Source::from_bytes("console.log(ns)")).unwrap();
    // As node prints them.
    assert_eq!(
        lines.texts(),
        [
            "[Module: null prototype] {\n  default: <uninitialized>,\n  f: [Function: f],\n  list: <uninitialized>\n} \
             { a: { b: { c: [Object: null prototype] [Module] } } } %j",
            "[Module: null prototype] {\n  default: 'x',\n  f: [Function: f],\n  list: [ 1 ]\n}",
        ]
    );
}
