//! The words that the table is written in.

/// One member of the `my` object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Api {
    /// The member's name: `my.{name}`.
    pub name: &'static str,
    /// How it is used.
    pub form: Form,
    /// The options object's fields, in the order in which they are read (CB-5). Callbacks are not listed: every
    /// [`Form::Call`] takes `success`, `fail` and `complete`, read last and in that order.
    pub options: &'static [Field],
    /// The fields of what `success`, the promise or the listener receives.
    pub result: &'static [Field],
    /// The contract's clauses that say how it behaves.
    pub clauses: &'static [&'static str],
    /// What it does, in one sentence.
    pub summary: &'static str,
}

/// How a member of `my` is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Takes an options object with callbacks and returns a promise as well (CB-4).
    Call,
    /// A [`Form::Call`] that a screen would show: told and settled, never drawn (FW-8).
    Ui,
    /// A [`Form::Ui`] that a person would answer: it is answered as was said in advance (FW-8).
    Ask,
    /// A [`Form::Call`] that changes the page stack (FW-6).
    Navigate,
    /// Takes an options object with callbacks; returns no promise (`connectSocket`, CS-1).
    CallWithoutPromise,
    /// Adds a listener (EV-1).
    On,
    /// Adds a listener that receives the fields of `result` as so many arguments, in that order (EV-1).
    OnPlain,
    /// Removes one listener, or all (EV-2).
    Off,
    /// Takes an options object, if anything, and returns its result at once.
    Sync,
    /// A function of one plain value, the first of `options`, that returns another, the first of `result`.
    Function,
    /// Not a function but a value.
    Value,
}

impl Form {
    /// Whether it adds a listener.
    #[must_use]
    pub const fn adds_listener(self) -> bool {
        matches!(self, Self::On | Self::OnPlain)
    }

    /// Whether it takes an options object with callbacks.
    #[must_use]
    pub const fn is_call(self) -> bool {
        matches!(self, Self::Call | Self::Ui | Self::Ask | Self::Navigate | Self::CallWithoutPromise)
    }
}

/// A field of an options object or of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The field's name.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldType,
    /// Whether a call without it fails.
    pub required: bool,
    /// What it means, with its unit where it has one.
    pub summary: &'static str,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// A string.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An object with string values.
    Object,
    /// An object whose fields are texts.
    Texts,
    /// A string or a list of strings.
    Strings,
    /// A string or an `ArrayBuffer`.
    Payload,
    /// An `ArrayBuffer`.
    Buffer,
    /// Anything that JSON can say.
    Json,
    /// An object with these fields.
    Fields(&'static [Field]),
}
