//! What belongs to one mini-program, found by the realm that is running.
//!
//! Several mini-programs may live in one engine, each in a realm of its own; a native runs in the realm that it was made
//! in, so what it asks for here is always its own program's.

use std::any::Any;
use std::rc::Rc;

use boa_engine::Context;
use boa_engine::realm::Realm;

/// The number of a realm; the engine can keep numbers in a realm, but no reference-counted values of ours.
type Number = u32;

/// What realms keep, by their numbers.
struct Table<T> {
    values: Vec<Option<Rc<T>>>,
}

/// How many realms have a number.
#[derive(Clone, Copy, Default)]
struct Numbers(Number);

/// Keeps `value` for the running realm, in place of what it kept of that type before.
pub fn insert<T: Any>(value: Rc<T>, context: &mut Context) {
    let realm = context.realm().clone();
    let index = index(&realm).unwrap_or_else(|| give_number(&realm, context));
    let mut table = context.remove_data::<Table<T>>().map_or_else(|| Table { values: Vec::new() }, |table| *table);
    if table.values.len() <= index {
        table.values.resize(index + 1, None);
    }
    table.values[index] = Some(value);
    context.insert_data(table);
}

/// What the running realm keeps of this type.
#[must_use]
pub fn get<T: Any>(context: &Context) -> Option<Rc<T>> {
    of(context.realm(), context)
}

/// What `realm` keeps of this type.
#[must_use]
pub fn of<T: Any>(realm: &Realm, context: &Context) -> Option<Rc<T>> {
    context.get_data::<Table<T>>()?.values.get(index(realm)?)?.clone()
}

/// Forgets what the running realm keeps of this type, and returns it.
pub fn remove<T: Any>(context: &mut Context) -> Option<Rc<T>> {
    let index = index(context.realm())?;
    let mut table = *context.remove_data::<Table<T>>()?;
    let value = table.values.get_mut(index).and_then(Option::take);
    context.insert_data(table);
    value
}

fn index(realm: &Realm) -> Option<usize> {
    realm.host_defined().get::<Number>().and_then(|&number| usize::try_from(number).ok())
}

fn give_number(realm: &Realm, context: &mut Context) -> usize {
    let Numbers(number) = context.get_data::<Numbers>().copied().unwrap_or_default();
    context.insert_data(Numbers(number + 1));
    realm.host_defined_mut().insert::<Number>(number);
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_realm_has_its_own() {
        let mut context = Context::default();
        insert(Rc::new("first"), &mut context);
        let realm = context.create_realm().expect("a realm");
        let first = context.enter_realm(realm);
        assert_eq!(get::<&str>(&context), None);
        insert(Rc::new("second"), &mut context);
        assert_eq!(get::<&str>(&context).as_deref(), Some(&"second"));
        assert_eq!(of::<&str>(&first, &context).as_deref(), Some(&"first"));
        assert_eq!(remove::<&str>(&mut context).as_deref(), Some(&"second"));
        assert_eq!(get::<&str>(&context), None);
        context.enter_realm(first);
        assert_eq!(get::<&str>(&context).as_deref(), Some(&"first"));
    }
}
