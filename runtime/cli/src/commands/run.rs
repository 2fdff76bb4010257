//! `minihost run PATH`: the options, checked and turned into one run.

// It starts programs as this module does, in this process, with operations that fail.
#[cfg(test)]
#[path = "../../../../tests/torture/mod.rs"]
mod torture;

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use clap::{Arg, ArgMatches, Command, value_parser};
use minihost_peer::{Log, LogSettings, Peer, PeerSettings};
use minihost_runtime::limits;
use minihost_runtime::{
    Action, Answer, Background, BridgeSettings, Globals, LoadError, NetworkChange, Position, Project, Settings, Setup,
    Single, StorageFault, check_storage, parse_query,
};
use minihost_socket::{Policy, Profile, Roots};
use serde_json::Value;

use crate::dump::Dump;
use crate::exit::{self, Exit};
use crate::mocks;
use crate::options::{self, Chosen, Invalid, Layers};
use crate::peer_url;
use crate::report;
use crate::supervisor::{self, Bystander, Fences, memory_is_known};
use crate::terminal::{Stdout, Terminal};
use crate::trace::Trace;

/// A program that does not end is a mistake more often than not, and a CI job must not hang: `--timeout none` says
/// that it is none.
pub(super) const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);

/// What a trace may fill of a disk, in bytes.
const DEFAULT_MAX_TRACE: usize = 256 << 20;

/// A turn of a page's script takes milliseconds.
const DEFAULT_TURN: Duration = Duration::from_secs(10);

/// A hundred times what a mini-program needs, and less than what a machine for CI has.
const DEFAULT_MEMORY: usize = 1 << 30;

/// How long a program and its turns may take where nobody says so; nothing is as long as they like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Defaults {
    pub(super) timeout: Option<Duration>,
    pub(super) turn: Option<Duration>,
}

/// The subcommand.
pub(super) fn command() -> Command {
    command_with_options("run").about("Runs a mini-program until nothing is pending any more").after_help(exit::HELP)
}

/// A subcommand that runs a program, with all options of a run.
pub(super) fn command_with_options(name: &'static str) -> Command {
    options::command(name).arg(
        Arg::new("path")
            .value_name("PATH")
            .help("A project folder (with app.json), or one .js file")
            .value_parser(value_parser!(PathBuf))
            .required(true),
    )
}

/// Why there is no run.
pub(super) enum Refusal {
    Option(Invalid),
    Usage(String),
    Load(LoadError),
    Environment(String),
    Storage(StorageFault),
}

impl From<Invalid> for Refusal {
    fn from(invalid: Invalid) -> Self {
        Self::Option(invalid)
    }
}

/// A run, with everything checked that can be checked before it starts.
pub(super) struct Plan {
    pub(super) program: ProgramPlan,
    pub(super) trace: Option<Trace>,
    pub(super) dump: Option<Dump>,
    /// Kept alive as long as the program runs.
    pub(super) peer: Option<Peer>,
}

/// What becomes the settings of the program, on its own thread.
#[derive(Clone)]
pub(super) struct ProgramPlan {
    pub(super) project: Project,
    page: Option<String>,
    query: Vec<(String, String)>,
    launch_query: Option<Vec<(String, String)>>,
    data: Vec<(String, Value)>,
    actions: Vec<Action>,
    answers: Vec<Answer>,
    pub(super) fences: Fences,
    max_rounds: Option<NonZero<u64>>,
    idle: Option<Duration>,
    background: Background,
    network: Vec<NetworkChange>,
    globals: Globals,
    bridge: BridgeSettings,
    limits: Chosen,
    roots: Roots,
    trace_secrets: bool,
    dump_data: bool,
}

impl ProgramPlan {
    pub(super) fn settings(self) -> Settings {
        let mut settings = Settings::new(self.project);
        settings.page = self.page;
        settings.query = self.query;
        settings.launch_query = self.launch_query;
        settings.data = self.data;
        settings.actions = self.actions;
        settings.dump_data = self.dump_data;
        settings.answers = self.answers;
        settings.timeout = self.fences.timeout;
        let rounds = self.max_rounds.map(NonZero::get);
        (settings.limits.loop_iterations, settings.limits.jobs) = (rounds, rounds);
        settings.idle = self.idle;
        settings.background = self.background;
        settings.network = self.network;
        settings.globals = self.globals;
        settings.bridge = self.bridge;
        settings.socket.extra_roots = self.roots;
        settings.socket.show_secrets = self.trace_secrets;
        self.limits.apply(&mut settings);
        settings
    }
}

/// Runs the program and tells how it ended.
pub(super) fn run(matches: &ArgMatches) -> Exit {
    let Plan { program, trace, dump, peer } =
        match plan(matches, Defaults { timeout: Some(DEFAULT_TIMEOUT), turn: Some(DEFAULT_TURN) }) {
            Ok(plan) => plan,
            Err(refusal) => return refuse(refusal),
        };
    let stdout = Stdout::new();
    let (program_stdout, program_trace, fences) = (stdout.clone(), trace.clone(), program.fences);
    let setup = move || {
        let trace = program_trace.as_ref().map(Trace::sink);
        let settings = program.settings();
        let output = Rc::new(Terminal::new(program_stdout, settings.globals));
        Setup { settings, output, trace, extension: None }
    };
    let exit = supervisor::supervise(setup, &stdout, fences, dump, &Bystander::NOBODY);
    drop(peer);
    finish(trace.as_ref(), exit)
}

/// Says why there is no run.
pub(super) fn refuse(refusal: Refusal) -> Exit {
    match refusal {
        Refusal::Option(Invalid { message, at }) => report::refuse_at(&message, at.as_ref(), Exit::Usage),
        Refusal::Usage(message) => report::refuse(&message, Exit::Usage),
        Refusal::Load(LoadError::BadJson { at, message }) => report::refuse_at(&message, Some(&at), Exit::Load),
        Refusal::Load(error) => report::refuse(&error.to_string(), Exit::Load),
        Refusal::Storage(StorageFault::Broken { path, line, column, reason }) => {
            let message = format!("{reason}; mend the file, or move it away");
            report::refuse_at(&message, Some(&Position::new(path, line, column)), Exit::Environment)
        }
        Refusal::Storage(fault) => report::refuse(&fault.to_string(), Exit::Environment),
        Refusal::Environment(message) => report::refuse(&message, Exit::Environment),
    }
}

/// Writes what is left of the trace of a program that ended with `exit`.
pub(super) fn finish(trace: Option<&Trace>, exit: Exit) -> Exit {
    let finished = trace.map(Trace::finish);
    if let Some(Ok(Some(note))) = &finished {
        report::note(note);
    }
    match finished {
        // What the program did counts first; a trace that is not there counts more than a clean end.
        Some(Err(message)) if exit == Exit::Clean => report::refuse(&message, Exit::Environment),
        Some(Err(message)) => report::refuse(&message, exit),
        _ => exit,
    }
}

/// What the options say, and `defaults` where they do not.
///
/// # Errors
/// Why there can be no run.
pub(super) fn plan(matches: &ArgMatches, defaults: Defaults) -> Result<Plan, Refusal> {
    plan_against(matches, defaults, || start_peer().map(|peer| (peer.url(), Some(peer))))
}

/// The same, with another server than the embedded one: its url, and what keeps it alive.
fn plan_against(
    matches: &ArgMatches,
    defaults: Defaults,
    start_peer: impl FnOnce() -> Result<(String, Option<Peer>), Refusal>,
) -> Result<Plan, Refusal> {
    let path = matches.get_one::<PathBuf>("path").map_or(Path::new("."), PathBuf::as_path);
    let project = Project::open(path).map_err(Refusal::Load)?;
    let given = layers(matches, project.root())?;

    let page = given.value("page", options::text)?;
    project.page(page.as_deref()).map_err(|error| match error {
        LoadError::UnknownPage { .. } => Refusal::Usage(error.to_string()),
        error => Refusal::Load(error),
    })?;
    let actions = options::actions(&given)?;
    let answers = given.list("answer", options::answer)?;
    let mut query = given.list("query", options::pair)?;
    query.iter().filter_map(|pair| options::doubt("query", pair)).for_each(|doubt| report::note(&doubt));
    let launch_query = given.value("launch-query", options::text)?;
    let mut launch_query = launch_query.map(|query| parse_query(query.strip_prefix('?').unwrap_or(&query)));
    let mut data = given.list("data", options::json_pair)?;
    let fences = fences(&given, defaults)?;
    let max_rounds = given.value("max-rounds", options::number)?;
    let idle = given.value("idle", options::duration)?;
    let background = background(&given)?;
    let network = given.list("network-after", options::network_change)?;
    let kinds = [("mini-program", Globals::MiniProgram), ("web", Globals::Web)];
    let globals = given.value("globals", |globals| options::choice(globals, &kinds))?.unwrap_or_default();
    let mut bridge = bridge(&given)?;
    for mocks in given.list("mock", mocks::read)? {
        bridge.mocks.extend(mocks);
    }
    bridge.app_id = bridge.app_id.or_else(|| project.app_id().map(str::to_owned));
    if let Some(folder) = &bridge.storage {
        check_storage(folder, bridge.app_id()).map_err(Refusal::Storage)?;
    }
    let mut mappings = given.list("map", options::given)?;
    let limits = options::limits(&given)?;
    let max_trace = given.value("max-trace", options::size_limit)?.unwrap_or(DEFAULT_MAX_TRACE);
    let roots = read_roots(&given.list("ca", options::text)?)?;
    let trace = match given.value("trace", options::text)? {
        None => None,
        Some(file) => {
            let file = Some(Path::new(&file)).filter(|file| !file.as_os_str().is_empty());
            Some(Trace::open(file, max_trace).map_err(Refusal::Environment)?)
        }
    };
    let dump = given.value("dump-data", options::text)?.map(|file| {
        let file = Some(Path::new(&file)).filter(|file| !file.as_os_str().is_empty());
        Dump::open(file)
    });
    let dump = dump.transpose().map_err(Refusal::Environment)?;
    let trace_secrets = given.value("trace-secrets", options::boolean)?.unwrap_or(false);
    let peer = match given.value("peer", options::boolean)? {
        Some(true) => Some(start_peer()?),
        _ => None,
    };
    let (url, peer) = peer.map_or((None, None), |(url, peer)| (Some(url), peer));
    let is_used = query.iter().chain(launch_query.iter().flatten()).any(|(_, value)| peer_url::is_in_text(value))
        || data.iter().any(|(_, value)| peer_url::is_in_value(value))
        || mappings.iter().any(|mapping| peer_url::is_in_text(&mapping.text));
    if url.is_none() && is_used {
        return Err(Refusal::Usage(
            "${peer} stands for the embedded server's url, but there is none; add --peer".to_owned(),
        ));
    }
    if let Some(url) = url {
        let queries = query.iter_mut().chain(launch_query.iter_mut().flatten());
        queries.for_each(|(_, value)| peer_url::in_text(value, &url));
        data.iter_mut().for_each(|(_, value)| peer_url::in_value(value, &url));
        mappings.iter_mut().for_each(|mapping| peer_url::in_text(&mut mapping.text, &url));
    }
    bridge.mappings = mappings.iter().map(options::mapping).collect::<Result<_, _>>()?;
    let program = ProgramPlan {
        project,
        page,
        query,
        launch_query,
        data,
        actions,
        answers,
        fences,
        max_rounds,
        idle,
        background,
        network,
        globals,
        bridge,
        limits,
        roots,
        dump_data: dump.is_some(),
        trace_secrets,
    };
    Ok(Plan { program, trace, dump, peer })
}

/// All sources, the weakest first: the file, the environment, the command line.
fn layers(matches: &ArgMatches, root: &Path) -> Result<Layers, Invalid> {
    let mut layers = options::from_project(root)?;
    layers.extend(options::from_arguments(matches));
    Ok(layers)
}

fn fences(given: &Layers, defaults: Defaults) -> Result<Fences, Invalid> {
    let timeout = given.value("timeout", options::limit)?.unwrap_or(defaults.timeout);
    let turn = given.value("max-turn", options::limit)?.unwrap_or(defaults.turn);
    let memory = given.value("max-memory", options::size_limit)?;
    if memory.is_some_and(|most| most != limits::NONE) && !memory_is_known() {
        report::note("--max-memory has no effect: this system does not tell what a process uses");
    }
    Ok(Fences { timeout, turn, memory: Some(memory.unwrap_or(DEFAULT_MEMORY)).filter(|&most| most != limits::NONE) })
}

fn background(given: &Layers) -> Result<Background, Refusal> {
    let hide_after = given.value("hide-after", options::duration)?;
    let show_after = given.value("show-after", options::duration)?;
    if hide_after.is_none() && show_after.is_some() {
        return Err(Refusal::Usage("--show-after is counted from --hide-after, which is not given".to_owned()));
    }
    Ok(Background { hide_after, show_after })
}

fn bridge(given: &Layers) -> Result<BridgeSettings, Invalid> {
    let mut bridge = BridgeSettings::default();
    let profiles = [("classic", Profile::Classic), ("latest", Profile::Latest)];
    if let Some(profile) = given.value("profile", |profile| options::choice(profile, &profiles))? {
        bridge.profile = profile;
    }
    let singles = [("replace", Single::Replace), ("reject", Single::Reject), ("ignore", Single::Ignore)];
    if let Some(single) = given.value("single", |single| options::choice(single, &singles))? {
        bridge.single = single;
    }
    if let Some(close) = given.value("close-after-error", options::boolean)? {
        bridge.close_after_error = close;
    }
    if let Some(bound) = given.value("page-bound-socket", options::boolean)? {
        bridge.page_bound_socket = bound;
    }
    bridge.connect_timeout = given.value("connect-timeout", options::duration)?;
    bridge.phone = options::phone(given)?;
    if let Some(network) = given.value("network", options::network)? {
        bridge.network = network;
    }
    bridge.storage = given.value("storage", options::path)?;
    bridge.app_id = given.value("app-id", options::app_id)?;
    let domains = given.list("allow-domain", options::text)?;
    bridge.policy = Policy {
        wss_only: given.value("wss-only", options::boolean)?.unwrap_or(false),
        allow_domains: (!domains.is_empty()).then_some(domains),
    };
    Ok(bridge)
}

fn start_peer() -> Result<Peer, Refusal> {
    // Nobody asks what it received.
    let log = Log::with_settings(LogSettings { kept_bytes: 0, ..LogSettings::default() });
    let settings = PeerSettings { log, ..PeerSettings::default() };
    Peer::start(settings).map_err(|error| Refusal::Environment(format!("cannot start the embedded peer: {error}")))
}

fn read_roots(files: &[String]) -> Result<Roots, Refusal> {
    let mut roots = Roots::default();
    for file in files {
        let cannot = |cause: String| Refusal::Environment(format!("--ca {file}: {cause}"));
        let pem = read(Path::new(file)).map_err(|cause| cannot(cause.to_string()))?;
        roots.add_pem(&pem).map_err(|cause| cannot(cause.to_string()))?;
    }
    Ok(roots)
}

#[expect(clippy::disallowed_methods, reason = "the binary reads the files that its command line names")]
fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(file)
}
