//! `URLSearchParams` (URL Standard, 6.2).

use ::url::form_urlencoded;
use boa_engine::class::{Class, ClassBuilder};
use boa_engine::object::builtins::JsArray;
use boa_engine::property::Attribute;
use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsString, JsSymbol, JsValue, NativeFunction, Trace, js_string,
};

use super::class::{getter, methods, string, this, type_error};
use super::url::WebUrl;

/// Pairs, in their order.
#[derive(Debug, Default, Trace, Finalize, JsData)]
pub(super) struct UrlSearchParams {
    pairs: Vec<(String, String)>,
    /// The url whose query this is.
    owner: Option<JsObject>,
}

impl UrlSearchParams {
    /// The parameters of a url's query.
    pub(super) fn of_url(query: &str, owner: JsObject, context: &mut Context) -> JsResult<JsObject> {
        Self::from_data(Self { pairs: parse(query), owner: Some(owner) }, context)
    }

    /// The url has got another query.
    pub(super) fn replace(params: &JsObject, query: &str) {
        if let Some(mut data) = params.downcast_mut::<Self>() {
            data.pairs = parse(query);
        }
    }
}

impl Class for UrlSearchParams {
    const NAME: &'static str = "URLSearchParams";
    const ATTRIBUTES: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        getter(class, "size", |value, _, _| Ok((this::<Self>(value)?.borrow().data().pairs.len() as f64).into()));
        methods(
            class,
            &[
                ("append", 2, append),
                ("delete", 1, delete),
                ("get", 1, get),
                ("getAll", 1, get_all),
                ("has", 1, has),
                ("set", 2, set),
                ("sort", 0, sort),
                ("toString", 0, to_string),
                ("forEach", 1, for_each),
                ("entries", 0, entries),
                ("keys", 0, |value, _, context| iterate(value, |(name, _), _| text(name), context)),
                ("values", 0, |value, _, context| iterate(value, |(_, content), _| text(content), context)),
            ],
        );
        let iterator = NativeFunction::from_fn_ptr(entries).to_js_function(class.context().realm());
        class.property(JsSymbol::iterator(), iterator, Attribute::WRITABLE | Attribute::CONFIGURABLE);
        Ok(())
    }

    fn data_constructor(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<Self> {
        let Some(init) = arguments.first().filter(|init| !init.is_undefined()) else { return Ok(Self::default()) };
        let Some(object) = init.as_object() else {
            let query = init.to_string(context)?.to_std_string_lossy();
            return Ok(Self { pairs: parse(query.strip_prefix('?').unwrap_or(&query)), owner: None });
        };
        let mut pairs = Vec::new();
        if object.get(JsSymbol::iterator(), context)?.is_null_or_undefined() {
            for key in object.own_property_keys(context)? {
                let name = JsValue::from(key.clone());
                if name.is_symbol() {
                    continue;
                }
                let content = object.get(key, context)?.to_string(context)?.to_std_string_lossy();
                pairs.push((name.to_string(context)?.to_std_string_lossy(), content));
            }
            return Ok(Self { pairs, owner: None });
        }
        for pair in list(init, context)? {
            let pair = list(&pair, context)?;
            let [name, content] = pair.as_slice() else {
                return Err(type_error("URLSearchParams: an entry is no pair of a name and a value"));
            };
            let name = name.to_string(context)?.to_std_string_lossy();
            pairs.push((name, content.to_string(context)?.to_std_string_lossy()));
        }
        Ok(Self { pairs, owner: None })
    }
}

/// The members of anything that can be iterated over.
fn list(value: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let array = context.intrinsics().constructors().array().constructor();
    let from = array.get(js_string!("from"), context)?.as_callable();
    let from = from.ok_or_else(|| type_error("Array.from is no function"))?;
    let list = from.call(&array.into(), std::slice::from_ref(value), context)?.to_object(context)?;
    let length = list.get(js_string!("length"), context)?.to_length(context)?;
    (0..length).map(|index| list.get(index, context)).collect()
}

fn parse(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn serialize(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn text(text: &str) -> JsValue {
    JsString::from(text).into()
}

/// Changes the pairs, and the url's query with them.
fn change(value: &JsValue, work: impl FnOnce(&mut Vec<(String, String)>)) -> JsResult<JsValue> {
    let params = this::<UrlSearchParams>(value)?;
    let (query, owner) = {
        let mut params = params.borrow_mut();
        let data = params.data_mut();
        work(&mut data.pairs);
        (serialize(&data.pairs), data.owner.clone())
    };
    if let Some(owner) = owner {
        WebUrl::set_query(&owner, &query);
    }
    Ok(JsValue::undefined())
}

/// The value that `delete` and `has` may be given besides a name.
fn second(arguments: &[JsValue], context: &mut Context) -> JsResult<Option<String>> {
    match arguments.get(1) {
        Some(content) if !content.is_undefined() => Ok(Some(content.to_string(context)?.to_std_string_lossy())),
        _ => Ok(None),
    }
}

fn append(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (name, content) = (string(arguments, 0, "append", context)?, string(arguments, 1, "append", context)?);
    change(value, |pairs| pairs.push((name, content)))
}

fn delete(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (name, content) = (string(arguments, 0, "delete", context)?, second(arguments, context)?);
    change(value, |pairs| pairs.retain(|pair| pair.0 != name || content.as_ref().is_some_and(|it| *it != pair.1)))
}

fn set(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (name, content) = (string(arguments, 0, "set", context)?, string(arguments, 1, "set", context)?);
    change(value, |pairs| {
        let Some(first) = pairs.iter().position(|pair| pair.0 == name) else { return pairs.push((name, content)) };
        pairs[first].1 = content;
        let mut index = 0;
        pairs.retain(|pair| {
            index += 1;
            index <= first + 1 || pair.0 != name
        });
    })
}

fn sort(value: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    change(value, |pairs| pairs.sort_by(|left, right| left.0.encode_utf16().cmp(right.0.encode_utf16())))
}

fn get(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (params, name) = (this::<UrlSearchParams>(value)?, string(arguments, 0, "get", context)?);
    let params = params.borrow();
    let found = params.data().pairs.iter().find(|pair| pair.0 == name);
    Ok(found.map_or_else(JsValue::null, |pair| text(&pair.1)))
}

fn get_all(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (params, name) = (this::<UrlSearchParams>(value)?, string(arguments, 0, "getAll", context)?);
    let found: Vec<JsValue> =
        params.borrow().data().pairs.iter().filter(|pair| pair.0 == name).map(|pair| text(&pair.1)).collect();
    Ok(JsArray::from_iter(found, context).into())
}

fn has(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (params, name) = (this::<UrlSearchParams>(value)?, string(arguments, 0, "has", context)?);
    let content = second(arguments, context)?;
    let params = params.borrow();
    let is_it = |pair: &(String, String)| pair.0 == name && content.as_ref().is_none_or(|it| *it == pair.1);
    Ok(params.data().pairs.iter().any(is_it).into())
}

fn to_string(value: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(text(&serialize(&this::<UrlSearchParams>(value)?.borrow().data().pairs)))
}

fn for_each(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let params = this::<UrlSearchParams>(value)?;
    let callback = arguments.first().and_then(JsValue::as_callable);
    let callback = callback.ok_or_else(|| type_error("forEach: the argument is no function"))?;
    let receiver = arguments.get(1).cloned().unwrap_or_default();
    let pairs = params.borrow().data().pairs.clone();
    for (name, content) in pairs {
        callback.call(&receiver, &[text(&content), text(&name), value.clone()], context)?;
    }
    Ok(JsValue::undefined())
}

fn entries(value: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    iterate(value, |(name, content), context| JsArray::from_iter([text(name), text(content)], context).into(), context)
}

/// An iterator over the pairs as they are now.
fn iterate(
    value: &JsValue,
    make: fn((&str, &str), &mut Context) -> JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let pairs = this::<UrlSearchParams>(value)?.borrow().data().pairs.clone();
    let mut members = Vec::with_capacity(pairs.len());
    for (name, content) in &pairs {
        members.push(make((name, content), context));
    }
    let list = JsArray::from_iter(members, context);
    let values = list.get(js_string!("values"), context)?.as_callable();
    values.ok_or_else(|| type_error("values is no function"))?.call(&list.into(), &[], context)
}
