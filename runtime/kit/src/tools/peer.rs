//! `peer(script)`: a scripted server, with its `url` and what it received.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction};
use minihost_peer::{Log, LogSettings, Peer, PeerSettings, Script, Service};
use minihost_socket::{Network, Target};
use tokio::sync::Notify;

use crate::kit::Kit;
use crate::native::{error, getter, global, method, misuse, set, text};

/// The most bytes of records that a server of a test keeps.
const KEPT_BYTES: usize = 64 << 20;

/// The servers of the running test.
pub(crate) struct Peers {
    servers: RefCell<Vec<Server>>,
    changed: Arc<Notify>,
}

struct Server {
    host: String,
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
        Self { servers: RefCell::default(), changed }
    }

    /// The network of programs that live by the virtual clock: it leads to the test's servers and nowhere else.
    pub(crate) fn network(self: &Rc<Self>) -> Network {
        let peers = Rc::clone(self);
        Network::memory(Rc::new(move |target: &Target| {
            let servers = peers.servers.borrow();
            let server = servers.iter().find(|server| server.host == target.host())?;
            let Kind::Memory(service) = &server.kind else { return None };
            let (near, far) = tokio::io::duplex(64 << 10);
            let service = service.clone();
            tokio::task::spawn_local(async move { service.serve(far).await });
            Some(near)
        }))
    }

    /// Starts a server and returns its number and url.
    fn start(&self, script: Script, is_virtual: bool) -> Result<(usize, String), String> {
        let number = self.servers.borrow().len();
        let host = format!("peer-{}", number + 1);
        let changed = Arc::clone(&self.changed);
        let observer = Box::new(move |_: &minihost_peer::Received| changed.notify_waiters());
        let settings = LogSettings { kept_bytes: KEPT_BYTES, observer: Some(observer), ..LogSettings::default() };
        let log = Log::with_settings(settings);
        let (kind, url) = if is_virtual {
            script.check().map_err(|error| error.to_string())?;
            (Kind::Memory(Service::new(script, log.clone())), format!("ws://{host}"))
        } else {
            let settings = PeerSettings { script, log: log.clone(), ..PeerSettings::default() };
            let peer = Peer::start(settings).map_err(|error| error.to_string())?;
            let url = peer.url();
            (Kind::Listening { _peer: peer }, url)
        };
        self.servers.borrow_mut().push(Server { host, log, kind });
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

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    global("peer", 1, peer, context)?;
    Ok(())
}

/// `peer()` has the built-in routes, `peer({ route: [...] })` those of the script as well.
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
    let (number, url) = kit.peers.start(script, kit.is_virtual()).map_err(|cause| error(format!("peer: {cause}")))?;
    let handle = JsObject::with_object_proto(context.intrinsics());
    set(&handle, "url", JsString::from(url.as_str()), context);
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
