//! What `--storage` keeps: from run to run, whatever ends the process, and with several processes at once.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// Puts what the query says, and shows what is there.
const NOTES: &str = "Page({
  onLoad({ put }) {
    if (put) console.log(JSON.stringify(my.setStorageSync({ key: put, data: { of: put } })));
    const { keys } = my.getStorageInfoSync();
    console.log(keys.map((key) => `${key}: ${JSON.stringify(my.getStorageSync({ key }).data)}`).join(', ') || 'nothing');
  },
});";

/// Counts, writing most of the time; each number is printed when it was stored, before a moment without work.
const COUNTS: &str = "Page({
  onLoad() {
    let { n = 0 } = my.getStorageSync({ key: 'count' }).data || {};
    for (let i = 0; i < 8; i += 1) my.setStorageSync({ key: `rest${i}`, data: 'x'.repeat(200000) });
    const step = () => {
      n += 1;
      my.setStorageSync({ key: `rest${n % 8}`, data: 'x'.repeat(200000) });
      const { success } = my.setStorageSync({ key: 'count', data: { n, text: String(n).repeat(1000) } });
      if (!success) throw new Error('not stored');
      console.log(n);
      setTimeout(step, 1);
    };
    step();
  },
});";

/// Tells the number that is stored, if what is stored is whole.
const TELLS: &str = "Page({
  onLoad() {
    const { n, text } = my.getStorageSync({ key: 'count' }).data;
    if (text !== String(n).repeat(1000)) throw new Error('the value is not whole');
    const rest = my.getStorageInfoSync().keys.filter((key) => my.getStorageSync({ key }).data.length === 200000);
    console.log(n, rest.length);
  },
});";

/// Stores many values of its own, one after the other.
const MANY: &str = "Page({
  onLoad({ name }) {
    const store = (i) => {
      if (!my.setStorageSync({ key: `${name}${i}`, data: 'x'.repeat(1000) }).success) throw new Error('not stored');
      if (i < 99) setTimeout(() => store(i + 1));
    };
    store(0);
  },
});";

fn folder(page: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.js"), page).unwrap();
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    command.args(["run", "page.js"]).args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn stdout(output: &Output) -> &str {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    std::str::from_utf8(&output.stdout).unwrap().trim_end()
}

#[test]
fn what_is_stored_outlives_the_program_for_each_app_on_its_own() {
    let folder = folder(NOTES);
    let run = |arguments: &[&str]| stdout(&run(folder.path(), arguments)).to_owned();
    let stored = "{\"success\":true}\n";
    assert_eq!(run(&["--query", "put=a"]), format!("{stored}a: {{\"of\":\"a\"}}"));
    assert_eq!(run(&["--storage", "kept"]), "nothing");
    assert_eq!(run(&["--storage", "kept", "--query", "put=a"]), format!("{stored}a: {{\"of\":\"a\"}}"));
    assert_eq!(run(&["--storage", "kept"]), "a: {\"of\":\"a\"}");
    assert_eq!(run(&["--storage", "kept", "--app-id", "other"]), "nothing");
    run(&["--storage", "kept", "--app-id", "other", "--query", "put=b"]);
    assert_eq!(run(&["--storage", "kept"]), "a: {\"of\":\"a\"}");
    // As the file of the project says it, beside that file.
    std::fs::write(folder.path().join("minihost.toml"), "[run]\nstorage = 'kept'\napp-id = 'other'\n").unwrap();
    assert_eq!(run(&[]), "b: {\"of\":\"b\"}");
}

#[test]
fn a_process_that_is_killed_while_it_stores_leaves_whole_values() {
    let folder = folder(COUNTS);
    let kept = folder.path().join("kept");
    let mut known = 0;
    for lines in 1..=8 {
        std::fs::write(folder.path().join("page.js"), COUNTS).unwrap();
        let mut counting = command(folder.path(), &["--storage", "kept"]).stdout(Stdio::piped()).spawn().unwrap();
        let printed = last_number(&mut counting, lines);
        assert!(printed > known, "it goes on from {known}, not from {printed}");
        std::fs::write(folder.path().join("page.js"), TELLS).unwrap();
        let output = run(folder.path(), &["--storage", "kept"]);
        let told = stdout(&output);
        let (stored, rest) = told.split_once(' ').unwrap();
        let stored: u64 = stored.parse().unwrap();
        assert!((printed..=printed + 1).contains(&stored), "{printed} was printed, {stored} is stored");
        assert_eq!(rest, "8");
        known = stored;
    }
    // Nothing piles up: the values, the lock, and what was being written when the last one was killed.
    assert!(std::fs::read_dir(kept).unwrap().count() <= 3);
}

/// Reads so many lines, kills the process, and returns the last number that it printed.
fn last_number(counting: &mut Child, lines: usize) -> u64 {
    let mut stdout = BufReader::new(counting.stdout.take().unwrap());
    let mut printed = String::new();
    for _ in 0..lines {
        stdout.read_line(&mut printed).unwrap();
    }
    counting.kill().unwrap();
    counting.wait().unwrap();
    stdout.read_to_string(&mut printed).unwrap();
    // The last line may have been cut off.
    let whole = &printed[..=printed.rfind('\n').unwrap()];
    whole.lines().last().unwrap().parse().unwrap()
}

#[test]
fn two_processes_at_once_lose_nothing_of_each_other() {
    let folder = folder(MANY);
    let start = |name: &str| command(folder.path(), &["--storage", "kept", "--query", name]).spawn().unwrap();
    let mut both = [start("name=a"), start("name=b")];
    for process in &mut both {
        assert!(process.wait().unwrap().success());
    }
    std::fs::write(folder.path().join("page.js"), "console.log(my.getStorageInfoSync().keys.length)").unwrap();
    assert_eq!(stdout(&run(folder.path(), &["--storage", "kept"])), "200");
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_place_and_left_alone() {
    let folder = folder(NOTES);
    let file = folder.path().join("kept/app.json");
    std::fs::create_dir(folder.path().join("kept")).unwrap();
    let broken = "{\"minihost-storage\":1,\"revision\":1,\"values\":{\n\"a\":\"1\",\n}}\n";
    std::fs::write(&file, broken).unwrap();
    let output = run(folder.path(), &["--storage", "kept", "--app-id", "app"]);
    assert_eq!(output.status.code(), Some(8));
    let told = String::from_utf8(output.stderr).unwrap();
    let title =
        "error: what is stored cannot be read, as this is no JSON: trailing comma; mend the file, or move it away\n";
    assert!(told.starts_with(title), "{told}");
    assert!(told.contains(" kept/app.json:3:1\n"), "{told}");
    #[expect(clippy::disallowed_methods, reason = "what the run has left")]
    let left = std::fs::read_to_string(&file).unwrap();
    assert_eq!(left, broken);
}

#[test]
fn a_value_that_is_no_json_fails_alone() {
    let folder = folder(
        "Page({ async onLoad() {
      console.log(my.getStorageSync({ key: 'bad' }), my.getStorageSync({ key: 'good' }));
      await my.getStorage({ key: 'bad' }).catch(({ error }) => console.log('error', error));
      console.log(my.setStorageSync({ key: 'bad', data: 2 }), my.getStorageSync({ key: 'bad' }));
    } });",
    );
    std::fs::create_dir(folder.path().join("kept")).unwrap();
    let values = "{\"minihost-storage\":1,\"values\":{\"bad\":\"{\",\"good\":\"[1]\"}}";
    std::fs::write(folder.path().join("kept/app.json"), values).unwrap();
    let output = run(folder.path(), &["--storage", "kept", "--app-id", "app"]);
    let told = stdout(&output);
    assert!(
        told.contains("success: false") && told.contains("error: 1") && told.contains("\"bad\" is no JSON"),
        "{told}"
    );
    assert!(
        told.contains("{ data: [ 1 ], success: true }\nerror 1\n{ success: true } { data: 2, success: true }"),
        "{told}"
    );
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let folder = folder(NOTES);
    let output = run(folder.path(), &["--storage", "page.js/kept"]);
    assert_eq!(output.status.code(), Some(8));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("error: cannot make page.js/kept: "), "{told}");
}

#[test]
fn the_sample_sends_what_the_run_before_could_not() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/drafts");
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
        let output =
            command.arg("run").arg(&sample).args(["--storage", "."]).args(arguments).current_dir(folder.path());
        stdout(&output.output().unwrap()).to_owned()
    };
    let first = run(&["--query", "server=ws://127.0.0.1:1/"]);
    assert!(first.ends_with("left: 1 messages, and the draft \"bring the\""), "{first}");
    let second = run(&[]);
    assert!(second.starts_with("the draft was: bring the\nnot sent so far: see you at eight\n"), "{second}");
    assert!(second.ends_with("left: 0 messages, and the draft \"bring the\""), "{second}");
}
