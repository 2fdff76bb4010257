//! What the rules need to know of a file's code: plain data, made once by `reader`.

use std::collections::{HashMap, HashSet};

/// A place as the parser tells it: lines and columns from 1, columns in characters; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Spot {
    pub(crate) start: (u32, u32),
    pub(crate) end: (u32, u32),
}

/// The index of a function in [`Facts::functions`]; 0 is the file's top level.
pub(crate) type FunctionId = usize;

/// A file's code.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// Whether it is an ES module.
    pub(crate) is_module: bool,
    /// `require` with a literal; import statements are read from the text.
    pub(crate) requests: Vec<Request>,
    /// Where there is an `import()`.
    pub(crate) dynamic_imports: Vec<Spot>,
    /// The uses of members of `my`, in the order of the text; a local variable of that name is none.
    pub(crate) members: Vec<Member>,
    /// Names whose presence the file asks for and keeps the answer: whatever it does with them, it knows.
    pub(crate) asked: HashSet<String>,
    /// Members that the file gives to `my`.
    pub(crate) added: HashSet<String>,
    /// Whether the file gives members to `my` whose names are not known: `Object.assign(my, …)`.
    pub(crate) adds_unknown: bool,
    /// Whether `my` itself is passed on, or a member of a computed name is used: what happens then is not seen.
    pub(crate) leaks_my: bool,
    /// Whether there is a word of waiting for an open connection: `readyState`, `onOpen`.
    pub(crate) knows_open: bool,
    pub(crate) functions: Vec<Function>,
    /// What is given to `Page`: from the names of its functions to what they are.
    pub(crate) pages: Vec<HashMap<String, FunctionId>>,
    /// Texts that begin with `ws://` or `http://`.
    pub(crate) urls: Vec<Url>,
    /// Where functions wait (`await`, `yield`), but for waiting for a `connectSocket`, which is no promise.
    pub(crate) waits: Vec<(FunctionId, usize)>,
}

/// A function.
#[derive(Debug)]
pub(crate) struct Function {
    /// The one that it stands in.
    pub(crate) parent: FunctionId,
    /// The members of `this` that it calls: `this.connect()`.
    pub(crate) own_calls: Vec<String>,
    /// What it is an argument or an option of.
    pub(crate) role: Option<Role>,
}

/// A function given to a member of `my`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Role {
    /// The member's name.
    pub(crate) api: String,
    /// The option; `None` where the function itself is the argument.
    pub(crate) option: Option<String>,
}

/// A file that is asked for.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) specifier: String,
    pub(crate) at: Spot,
    pub(crate) certainty: Certainty,
    pub(crate) function: FunctionId,
}

/// How certain it is that a statement runs when its function does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Certainty {
    /// What it throws is caught.
    Tried,
    /// It depends on a condition.
    Conditional,
    /// It is certain.
    Certain,
}

/// What [`Member::name`] is for the `send` of a SocketTask.
pub(crate) const TASK_SEND: &str = "SocketTask.send";

/// A use of `my.name`.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// The place of `my.name`.
    pub(crate) at: Spot,
    pub(crate) function: FunctionId,
    /// The list of statements that it stands in, without a condition in between.
    pub(crate) list: usize,
    /// Its place among all that happens in the file.
    pub(crate) order: usize,
    /// Whether it stands where the name was asked for.
    pub(crate) is_guarded: bool,
    pub(crate) certainty: Certainty,
    /// Whether it is a statement of its own: nobody cares for what it returns.
    pub(crate) is_statement: bool,
    pub(crate) usage: Usage,
}

/// How a member is used.
#[derive(Debug)]
pub(crate) enum Usage {
    /// It is called.
    Call(Argument),
    /// A member of it is used, which throws where it is not there.
    Object,
    /// It is read.
    Read,
}

/// The first argument of a call.
#[derive(Debug)]
pub(crate) enum Argument {
    None,
    /// A function that is made there; `bind` makes one, too.
    Fresh,
    /// An object with these keys, as far as they are known.
    Options(Vec<Key>),
    Other,
}

/// A key of an object.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) at: Spot,
}

/// A text that is a url, or the beginning of one.
#[derive(Debug)]
pub(crate) struct Url {
    /// What is known of it.
    pub(crate) text: String,
    pub(crate) at: Spot,
    /// Whether it goes on with what is not known.
    pub(crate) is_open: bool,
    /// The call of `my` whose `url` it is.
    pub(crate) of: Option<String>,
}

impl Facts {
    /// Whether `inner` is `outer` or stands in it.
    pub(crate) fn is_within(&self, inner: FunctionId, outer: FunctionId) -> bool {
        let mut at = inner;
        loop {
            if at == outer {
                return true;
            }
            match self.functions.get(at) {
                Some(function) if at != 0 => at = function.parent,
                _ => return false,
            }
        }
    }

    /// Whether the file uses that member of `my` in any way.
    pub(crate) fn mentions(&self, name: &str) -> bool {
        self.members.iter().any(|member| member.name == name)
    }
}
