//! The globals that collect tests: `describe`, `it`, `test`, the hooks and `clause`.

use boa_engine::object::builtins::JsFunction;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::each::Table;
use super::{Hook, HookKind, Mode, Options, Test, options, title};
use crate::kit::Kit;
use crate::native::{function, global, method, misuse, set};

/// What a collecting function makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Suite,
    Test,
    /// A test that is expected to fail.
    Failing,
}

impl What {
    const fn name(self) -> &'static str {
        match self {
            Self::Suite => "describe",
            Self::Test => "it",
            Self::Failing => "it.failing",
        }
    }
}

/// Defines `describe`, `it`, `test`, the four hooks, and `clause`.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let describe = family(What::Suite, context)?;
    let it = family(What::Test, context)?;
    for (name, value) in [("describe", describe), ("it", it.clone()), ("test", it)] {
        context.register_global_property(JsString::from(name), value, Attribute::all())?;
    }
    global("beforeAll", 1, |_, arguments, context| hook(HookKind::BeforeAll, arguments, context), context)?;
    global("beforeEach", 1, |_, arguments, context| hook(HookKind::BeforeEach, arguments, context), context)?;
    global("afterEach", 1, |_, arguments, context| hook(HookKind::AfterEach, arguments, context), context)?;
    global("afterAll", 1, |_, arguments, context| hook(HookKind::AfterAll, arguments, context), context)?;
    global("clause", 1, clause, context)?;
    Ok(())
}

/// `it` with `it.skip`, `it.only`, `it.todo`, `it.failing` and the `each` of all; `describe` likewise.
fn family(what: What, context: &mut Context) -> JsResult<JsFunction> {
    let base = member(what, Mode::Run, context)?;
    for (name, mode) in [("skip", Mode::Skip), ("only", Mode::Only)] {
        let member = member(what, mode, context)?;
        base.create_data_property_or_throw(JsString::from(name), member, context)?;
    }
    let todo =
        NativeFunction::from_copy_closure(move |_, arguments, context| add(what, Mode::Todo, arguments, context));
    method(&base, "todo", 1, todo, context)?;
    Ok(base)
}

fn member(what: What, mode: Mode, context: &mut Context) -> JsResult<JsFunction> {
    let native = NativeFunction::from_copy_closure(move |_, arguments, context| add(what, mode, arguments, context));
    let member = function(what.name(), 2, native, context);
    if what == What::Test {
        let failing = self::member(What::Failing, mode, context)?;
        member.create_data_property_or_throw(js_string!("failing"), failing, context)?;
    }
    let each = NativeFunction::from_copy_closure(move |_, arguments, context| add_each(what, mode, arguments, context));
    method(&member, "each", 1, each, context)?;
    Ok(member)
}

/// `it(title, [options], function, [timeout])`.
fn add(what: What, mode: Mode, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Parts { title, options, body } = parts(what, mode, arguments, context)?;
    add_one(what, mode, title, options, body, Vec::new(), context)
}

/// `it.each(table)` returns the function that takes title and body.
fn add_each(what: What, mode: Mode, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let table = Table::read(arguments, context)?;
    let native = NativeFunction::from_copy_closure_with_captures(
        move |_, arguments, table: &Table, context| {
            let Parts { title, options, body } = parts(what, mode, arguments, context)?;
            let kit = Kit::of(context)?;
            for (index, row) in table.rows.iter().enumerate() {
                let title = title::fill(&title, table, index, kit.program(), context)?;
                add_one(what, mode, title, options.clone(), body.clone(), row.values.clone(), context)?;
            }
            Ok(JsValue::undefined())
        },
        table,
    );
    Ok(function("each", 2, native, context).into())
}

struct Parts {
    title: String,
    options: Options,
    body: Option<JsFunction>,
}

fn parts(what: What, mode: Mode, arguments: &[JsValue], context: &mut Context) -> JsResult<Parts> {
    let name = what.name();
    let usage = || misuse(format!("{name}: write {name}('what it shows', () => {{ … }})"));
    let kit = Kit::of(context)?;
    let Some(title) = arguments.first().and_then(JsValue::as_string) else { return Err(usage()) };
    let mut rest = &arguments[1..];
    let mut options = Options::default();
    if let Some(object) = rest.first().and_then(JsValue::as_object).filter(|object| !object.is_callable()) {
        options = Options::read(&object, context)?;
        kit.consume_clauses(&object);
        rest = &rest[1..];
    }
    let body = rest.first().and_then(JsValue::as_function);
    // Jest's form: the timeout, or the options, behind the function.
    match rest.get(1) {
        Some(last) if last.is_object() => {
            if let Some(object) = last.as_object() {
                options.lay(&Options::read(&object, context)?);
                kit.consume_clauses(&object);
            }
        }
        Some(last) => options.timeout_ms = options::milliseconds(last)?.or(options.timeout_ms),
        None => {}
    }
    if body.is_none() && mode != Mode::Todo && !(what != What::Suite && mode == Mode::Skip) {
        return Err(usage());
    }
    Ok(Parts { title: title.to_std_string_lossy(), options, body })
}

fn add_one(
    what: What,
    mode: Mode,
    title: String,
    options: Options,
    body: Option<JsFunction>,
    row: Vec<JsValue>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    if kit.tree.borrow().is_closed() {
        let name = what.name();
        return Err(misuse(format!("{name}('{title}') was called while tests run; call it while the file loads")));
    }
    match what {
        What::Test | What::Failing => {
            let fails = what == What::Failing;
            let site = kit.program().caller(context);
            let mut tree = kit.tree.borrow_mut();
            let suite = tree.open;
            tree.add_test(Test { title, suite, mode, options, function: body, row, site, fails });
        }
        What::Suite => {
            let outer = kit.tree.borrow_mut().open(title, mode, options);
            let result = match body {
                Some(body) => body.call(&JsValue::undefined(), &row, context),
                None => Ok(JsValue::undefined()),
            };
            kit.tree.borrow_mut().reopen(outer);
            if result?.as_object().is_some_and(|value| value.is::<boa_engine::builtins::promise::Promise>()) {
                return Err(misuse("describe: the function must not be async; put what waits into beforeAll"));
            }
        }
    }
    Ok(JsValue::undefined())
}

fn hook(kind: HookKind, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let name = kind.name();
    let Some(function) = arguments.first().and_then(JsValue::as_function) else {
        return Err(misuse(format!("{name}: write {name}(() => {{ … }})")));
    };
    if kit.tree.borrow().is_closed() {
        return Err(misuse(format!("{name} was called while tests run; call it while the file loads")));
    }
    let timeout_ms = arguments.get(1).map(options::milliseconds).transpose()?.flatten();
    kit.tree.borrow_mut().current().hooks.push(Hook { kind, function, timeout_ms });
    Ok(JsValue::undefined())
}

/// `clause('CS-5', …)`: the running test, or else the suite that is being described, proves these clauses. What it
/// returns can stand in for the options of one test: `it('…', clause('CS-5'), () => { … })`.
fn clause(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let mut ids = Vec::new();
    for argument in arguments {
        let Some(id) = argument.as_string() else {
            return Err(misuse("clause: write clause('CS-5'), with the ids of clauses"));
        };
        ids.push(id.to_std_string_lossy());
    }
    let list = ids.iter().map(|id| JsValue::from(JsString::from(id.as_str())));
    let list = boa_engine::object::builtins::JsArray::from_iter(list, context);
    let options = JsObject::with_object_proto(context.intrinsics());
    set(&options, "clauses", list, context);
    kit.note_clauses(ids, &options);
    Ok(options.into())
}
