//! `peer(script, { tls })`: a scripted server, with its `url`, its `httpUrl` and what it received.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction};
use minihost_peer::{Authority, Log, LogSettings, Peer, PeerError, PeerSettings, Script, Service, TlsKind};
use minihost_socket::{Network, Roots, Target};
use tokio::sync::Notify;

use crate::kit::Kit;
use crate::native::{error, field, getter, global, method, misuse, set, text};

/// The most bytes of records that a server of a test keeps.
const KEPT_BYTES: usize = 64 << 20;

/// In memory a port tells servers apart that have the same address.
const FIRST_PORT: u16 = 9000;

/// The servers of the running test.
pub(crate) struct Peers {
    servers: RefCell<Vec<Server>>,
    /// Issues the certificates of all servers of the file; made when it is needed.
    authority: Arc<OnceLock<Arc<Authority>>>,
    changed: Arc<Notify>,
}

struct Server {
    host: String,
    port: u16,
    log: Log,
    kind: Kind,
}

enum Kind {
    /// Within the event loop of the test.
    Memory(Service),
    /// On a real socket; dropping it stops it.
    Listening {
        _peer: Peer,
    },
    Stopped,
}

impl Peers {
    pub(crate) fn new(changed: Arc<Notify>) -> Self {
        Self { servers: RefCell::default(), authority: Arc::default(), changed }
    }

    /// What programs of the file trust beside the system's roots: the servers of the file, as far as their certificates
    /// are good.
    pub(crate) fn roots(&self) -> Roots {
        let known = Arc::clone(&self.authority);
        Roots::supplied(Arc::new(move || authority(&known).map(|known| known.pem().to_owned()).unwrap_or_default()))
    }

    /// The network of programs that live by the virtual clock: it leads to the test's servers and nowhere else.
    pub(crate) fn network(self: &Rc<Self>) -> Network {
        let peers = Rc::clone(self);
        Network::memory(Rc::new(move |target: &Target| {
            let servers = peers.servers.borrow();
            let server = servers.iter().find(|server| server.host == target.host() && server.port == target.port())?;
            let Kind::Memory(service) = &server.kind else { return None };
            let (near, far) = tokio::io::duplex(64 << 10);
            let service = service.clone();
            tokio::task::spawn_local(async move { service.serve(far).await });
            Some(near)
        }))
    }

    /// Starts a server and returns its number and url.
    fn start(&self, script: Script, tls: Option<TlsKind>, is_virtual: bool) -> Result<(usize, String), PeerError> {
        let number = self.servers.borrow().len();
        let (host, port) = match tls {
            // An address, so that it is the address that does not fit the certificate.
            Some(TlsKind::WrongIp) => ("127.0.0.1".to_owned(), FIRST_PORT.wrapping_add(number as u16)),
            Some(_) => (format!("peer-{}", number + 1), 443),
            None => (format!("peer-{}", number + 1), 80),
        };
        let authority = tls.map(|_| authority(&self.authority)).transpose()?;
        let changed = Arc::clone(&self.changed);
        let observer = Box::new(move |_: &minihost_peer::Received| changed.notify_waiters());
        let settings = LogSettings { kept_bytes: KEPT_BYTES, observer: Some(observer), ..LogSettings::default() };
        let log = Log::with_settings(settings);
        let (kind, url) = if is_virtual {
            script.check()?;
            let mut service = Service::new(script, log.clone());
            if let (Some(kind), Some(authority)) = (tls, &authority) {
                service = service.with_tls(kind, authority, &[&host])?;
            }
            let url = match tls {
                None => format!("ws://{host}"),
                Some(_) if port == 443 => format!("wss://{host}"),
                Some(_) => format!("wss://{host}:{port}"),
            };
            (Kind::Memory(service), url)
        } else {
            let settings = PeerSettings { port: 0, tls, authority, script, log: log.clone() };
            let peer = Peer::start(settings)?;
            let url = peer.url();
            (Kind::Listening { _peer: peer }, url)
        };
        self.servers.borrow_mut().push(Server { host, port, log, kind });
        Ok((number, url))
    }

    fn received(&self, number: usize) -> Vec<minihost_peer::Received> {
        self.servers.borrow().get(number).map(|server| server.log.received()).unwrap_or_default()
    }

    fn stop(&self, number: usize) {
        if let Some(server) = self.servers.borrow_mut().get_mut(number) {
            server.kind = Kind::Stopped;
        }
    }

    /// Stops all servers: the test has ended.
    pub(crate) fn stop_all(&self) {
        let servers = self.servers.take();
        drop(servers);
    }

    /// What all servers received, a line each.
    pub(crate) fn wire(&self) -> Vec<String> {
        let servers = self.servers.borrow();
        let lines = servers.iter().flat_map(|server| {
            let records = server.log.received();
            records.into_iter().map(|record| {
                let line = serde_json::to_string(&record).unwrap_or_default();
                format!("{}: {line}", server.host)
            })
        });
        lines.collect()
    }
}

fn authority(known: &OnceLock<Arc<Authority>>) -> Result<Arc<Authority>, PeerError> {
    if let Some(authority) = known.get() {
        return Ok(Arc::clone(authority));
    }
    let made = Arc::new(Authority::new()?);
    Ok(Arc::clone(known.get_or_init(|| made)))
}

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    global("peer", 1, peer, context)?;
    Ok(())
}

/// `peer()` has the built-in routes, `peer({ route: [...] })` those of the script as well; `peer({}, { tls: 'valid' })`
/// speaks TLS with a certificate that programs of the test trust, `expired` and the like with one that they do not.
fn peer(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let script = match arguments.first().filter(|script| !script.is_undefined()) {
        None => Script::default(),
        Some(script) => {
            let Some(json) = script.to_json(context)?.filter(serde_json::Value::is_object) else {
                return Err(misuse("peer: the script is an object: peer({ route: [{ path: '/x', steps: […] }] })"));
            };
            Script::from_json(&json.to_string()).map_err(|cause| misuse(format!("peer: {cause}")))?
        }
    };
    let tls = tls(arguments.get(1), context)?;
    let started = kit.peers.start(script, tls, kit.is_virtual());
    let (number, url) = started.map_err(|cause| error(format!("peer: {cause}")))?;
    let handle = JsObject::with_object_proto(context.intrinsics());
    set(&handle, "url", JsString::from(url.as_str()), context);
    // `ws` becomes `http`, and `wss` `https`.
    let of_requests = url.replacen("ws", "http", 1);
    set(&handle, "httpUrl", JsString::from(of_requests.as_str()), context);
    let received = NativeFunction::from_copy_closure(move |_, _, context| {
        let records = Kit::of(context)?.peers.received(number);
        let json = serde_json::to_value(records).unwrap_or_default();
        JsValue::from_json(&json, context)
    });
    getter(&handle, "received", received, context)?;
    let messages = NativeFunction::from_copy_closure(move |_, _, context| {
        let records = Kit::of(context)?.peers.received(number);
        let texts: Vec<_> = records.iter().filter_map(|record| record.text()).map(text).collect();
        Ok(boa_engine::object::builtins::JsArray::from_iter(texts, context).into())
    });
    getter(&handle, "texts", messages, context)?;
    let close = NativeFunction::from_copy_closure(move |_, _, context| {
        Kit::of(context)?.peers.stop(number);
        Ok(JsValue::undefined())
    });
    method(&handle, "close", 0, close, context)?;
    Ok(handle.into())
}

/// Which kind of TLS the second argument asks for.
fn tls(options: Option<&JsValue>, context: &mut Context) -> JsResult<Option<TlsKind>> {
    let Some(options) = options.filter(|options| !options.is_undefined()) else { return Ok(None) };
    let Some(options) = options.as_object() else {
        return Err(misuse("peer: the options are an object: peer({}, { tls: 'valid' })"));
    };
    let kind = field(Some(&options), "tls", context)?;
    if kind.is_undefined() {
        return Ok(None);
    }
    let Some(kind) = kind.as_string() else {
        return Err(misuse("peer: tls is a text: 'valid', 'expired', …"));
    };
    kind.to_std_string_lossy().parse().map(Some).map_err(|cause| misuse(format!("peer: tls: {cause}")))
}
