//! `URL` (URL Standard, 6.1).

use ::url::{Url, quirks};
use boa_engine::class::{Class, ClassBuilder};
use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, JsData, JsObject, JsResult, JsString, JsValue, NativeFunction, Trace};

use super::class::{accessor, getter, methods, string, this, type_error};
use super::search_params::UrlSearchParams;

/// A url.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct WebUrl {
    #[unsafe_ignore_trace]
    url: Url,
    /// Its `searchParams`, once they were asked for.
    params: Option<JsObject>,
}

impl WebUrl {
    /// Its parameters have changed.
    pub(super) fn set_query(url: &JsObject, query: &str) {
        if let Some(mut data) = url.downcast_mut::<Self>() {
            data.url.set_query(if query.is_empty() { None } else { Some(query) });
        }
    }
}

/// Defines an accessor for a part of the url.
macro_rules! part {
    ($class:expr, $name:literal, $get:expr, $set:expr) => {
        accessor(
            $class,
            $name,
            |value, _, _| {
                let read: fn(&Url) -> String = $get;
                Ok(JsString::from(read(&this::<WebUrl>(value)?.borrow().data().url)).into())
            },
            Some(|value, arguments, context| {
                let text = string(arguments, 0, $name, context)?;
                let write: fn(&mut Url, &str) -> bool = $set;
                let url = this::<WebUrl>(value)?;
                let mut url = url.borrow_mut();
                let data = url.data_mut();
                // A part that cannot be set to this is left alone, but a whole url is not.
                if !write(&mut data.url, &text) && $name == "href" {
                    return Err(invalid(&text));
                }
                if let Some(params) = &data.params {
                    UrlSearchParams::replace(params, data.url.query().unwrap_or_default());
                }
                Ok(JsValue::undefined())
            }),
        );
    };
}

impl Class for WebUrl {
    const NAME: &'static str = "URL";
    const LENGTH: usize = 1;
    const ATTRIBUTES: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        part!(class, "href", |url| quirks::href(url).to_owned(), |url, text| quirks::set_href(url, text).is_ok());
        part!(class, "protocol", |url| quirks::protocol(url).to_owned(), |url, text| {
            quirks::set_protocol(url, text).is_ok()
        });
        part!(class, "username", |url| quirks::username(url).to_owned(), |url, text| {
            quirks::set_username(url, text).is_ok()
        });
        part!(class, "password", |url| quirks::password(url).to_owned(), |url, text| {
            quirks::set_password(url, text).is_ok()
        });
        part!(class, "host", |url| quirks::host(url).to_owned(), |url, text| quirks::set_host(url, text).is_ok());
        part!(class, "hostname", |url| quirks::hostname(url).to_owned(), |url, text| {
            quirks::set_hostname(url, text).is_ok()
        });
        part!(class, "port", |url| quirks::port(url).to_owned(), |url, text| quirks::set_port(url, text).is_ok());
        part!(class, "pathname", |url| quirks::pathname(url).to_owned(), |url, text| {
            quirks::set_pathname(url, text);
            true
        });
        part!(class, "search", |url| quirks::search(url).to_owned(), |url, text| {
            quirks::set_search(url, text);
            true
        });
        part!(class, "hash", |url| quirks::hash(url).to_owned(), |url, text| {
            quirks::set_hash(url, text);
            true
        });
        getter(class, "origin", |value, _, _| {
            Ok(JsString::from(quirks::origin(&this::<Self>(value)?.borrow().data().url)).into())
        });
        getter(class, "searchParams", search_params);
        methods(class, &[("toString", 0, href), ("toJSON", 0, href)]);
        class.static_method(
            JsString::from("canParse"),
            1,
            NativeFunction::from_fn_ptr(|_, arguments, context| Ok(parse(arguments, context)?.is_ok().into())),
        );
        class.static_method(
            JsString::from("parse"),
            1,
            NativeFunction::from_fn_ptr(|_, arguments, context| match parse(arguments, context)? {
                Ok(url) => Ok(Self::from_data(Self { url, params: None }, context)?.into()),
                Err(_) => Ok(JsValue::null()),
            }),
        );
        Ok(())
    }

    fn data_constructor(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<Self> {
        let url = parse(arguments, context)?.map_err(|text| invalid(&text))?;
        Ok(Self { url, params: None })
    }
}

fn invalid(text: &str) -> boa_engine::JsError {
    type_error(&format!("invalid URL: {text:?}"))
}

/// The url that the arguments mean; or the text that is none.
fn parse(arguments: &[JsValue], context: &mut Context) -> JsResult<Result<Url, String>> {
    let text = string(arguments, 0, "URL", context)?;
    let base = match arguments.get(1) {
        Some(base) if !base.is_undefined() => Some(base.to_string(context)?.to_std_string_lossy()),
        _ => None,
    };
    Ok(match base {
        None => Url::parse(&text).map_err(|_| text),
        Some(base) => match Url::parse(&base) {
            Ok(base) => base.join(&text).map_err(|_| text),
            Err(_) => Err(base),
        },
    })
}

fn href(value: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsString::from(this::<WebUrl>(value)?.borrow().data().url.as_str()).into())
}

fn search_params(value: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let url = this::<WebUrl>(value)?;
    if let Some(params) = &url.borrow().data().params {
        return Ok(params.clone().into());
    }
    let query = url.borrow().data().url.query().unwrap_or_default().to_owned();
    let params = UrlSearchParams::of_url(&query, url.clone().upcast(), context)?;
    url.borrow_mut().data_mut().params = Some(params.clone());
    Ok(params.into())
}
