//! A host: it takes the service's events as a mini-program's loop does, and keeps the log.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use minihost_log::{Clock, EventLog, Generation, Kind, Record};
use minihost_socket::{Connect, Delivery, Event, Fault, Headers, Message, Protocols, Service, Settings, Target};

pub struct Host {
    pub service: Service,
    pub records: Rc<RefCell<Vec<Record>>>,
}

impl Host {
    pub fn new() -> Self {
        Self::with(Settings::default())
    }

    pub fn with(settings: Settings) -> Self {
        let records = Rc::new(RefCell::new(Vec::new()));
        let kept = Rc::clone(&records);
        let sink = move |record: &Record| kept.borrow_mut().push(record.clone());
        let log = EventLog::with_sink(Clock::starting_at(0), Box::new(sink));
        Self { service: Service::new(settings, log), records }
    }

    pub fn connect(&self, url: &str) -> Generation {
        self.service.connect(to(url))
    }

    pub async fn delivery(&self) -> Delivery {
        self.service.ready().await;
        let stamp = self.service.peek();
        let delivery = self.service.next_event().expect("ready means that there is one");
        assert_eq!(stamp, Some(delivery.stamp));
        delivery
    }

    /// The next event.
    pub async fn next(&self) -> Event {
        self.delivery().await.event
    }

    /// The next event, which must be `Open`.
    pub async fn open(&self) {
        let event = self.next().await;
        assert!(matches!(event, Event::Open { .. }), "{event:?}");
    }

    /// The next event but `Sent`, which must be a text message.
    pub async fn text(&self) -> String {
        loop {
            match self.next().await {
                Event::Message(Message::Text(text)) => return text.as_str().to_owned(),
                Event::Sent { .. } => {}
                other => panic!("expected a text message, got {other:?}"),
            }
        }
    }

    /// The next event, which must be `Error`.
    pub async fn error(&self) -> Fault {
        match self.next().await {
            Event::Error(fault) => fault,
            other => panic!("expected an error, got {other:?}"),
        }
    }

    /// The next event but `Sent`, which must be `Close`.
    pub async fn closed(&self) -> (u16, String) {
        loop {
            match self.next().await {
                Event::Close { code, reason } => return (code, reason),
                Event::Sent { .. } => {}
                other => panic!("expected the close, got {other:?}"),
            }
        }
    }

    /// All events up to `Close`.
    pub async fn until_close(&self) -> Vec<Event> {
        let mut events = Vec::new();
        loop {
            events.push(self.next().await);
            if matches!(events.last(), Some(Event::Close { .. })) {
                return events;
            }
        }
    }

    /// A dial that must fail: the fault, after `Error` and `Close` 1006 and nothing else.
    pub async fn refused(&self, url: &str) -> Fault {
        self.connect(url);
        let fault = self.error().await;
        assert_eq!(self.closed().await, (1006, String::new()));
        assert!(self.service.is_idle());
        fault
    }

    pub fn send(&self, text: &str) {
        self.service.send(Message::text(text.to_owned())).unwrap();
    }

    /// The records of a kind, as JSON.
    pub fn records(&self, kind: Kind) -> Vec<String> {
        self.records.borrow().iter().filter(|r| r.kind == kind).map(|r| r.detail.to_string()).collect()
    }
}

pub fn to(url: &str) -> Connect {
    Connect {
        target: Target::parse(url, &[]).unwrap(),
        headers: Headers::default(),
        protocols: Protocols::default(),
        timeout: Duration::from_secs(30),
    }
}

pub fn offering(url: &str, protocols: &[&str]) -> Connect {
    let protocols = Protocols::new(protocols.iter().map(|&item| item.to_owned())).unwrap();
    Connect { protocols, ..to(url) }
}
