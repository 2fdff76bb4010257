//! `--report html=DIR` in a real browser: what its script does, and what is painted.
//!
//! Without Chromium these tests say so and pass, except where `CI=true`, which makes them fail.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TESTS: &str = r#"
    describe('sockets', () => {
      it('echo over half an hour', { tags: ['slow'], clauses: ['EV-4'] }, async () => {
        const server = peer();
        my.connectSocket({ url: `${server.url}/echo` });
        await waitFor('open');
        my.sendSocketMessage({ data: 'hi' });
        await waitFor('message hi');
        await clock.advance(1800000);
        my.closeSocket();
        await waitFor('close');
      });
      it('</script><script>document.title="owned"</script><img src=x onerror="document.title=1"> \u2028', async () => {
        console.log('</pre><script>document.title="owned"</script>');
        const server = peer();
        my.connectSocket({ url: `${server.url}/echo` });
        await expectEvents(['connectSocket success', 'open', 'message never'], { timeout: 500 });
      });
      it.skip('later', () => {});
    });
"#;

/// The report's colours in the light.
const FAIL: [u8; 3] = [0xc6, 0x2a, 0x2f];
const FAIL_GROUND: [u8; 3] = [0xfd, 0xee, 0xee];
const LANES: [(&str, [u8; 3]); 5] = [
    ("calls", [0x1f, 0x66, 0xc1]),
    ("sent", [0xb3, 0x56, 0x0b]),
    ("received", [0x0c, 0x7c, 0x73]),
    ("events", [0xa8, 0x32, 0x6f]),
    ("console", [0x5b, 0x64, 0x72]),
];

#[expect(clippy::print_stderr, reason = "a person is told what is left out")]
fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = named.or_else(|| {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        std::env::split_paths(&paths).flat_map(|path| names.map(|name| path.join(name))).find(|path| path.is_file())
    });
    if found.is_none() {
        let told = "there is no Chromium here: install it, or name it in the variable CHROMIUM";
        assert!(std::env::var("CI").is_err(), "{told}");
        eprintln!("skipped: {told}");
    }
    found
}

fn report(folder: &Path) -> Output {
    std::fs::write(folder.join("a.test.js"), TESTS).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    command.args(["test", "--seed", "1", "--report", "html=deep/report", "--report", "tap"]);
    command.current_dir(folder).output().unwrap()
}

/// Opens the report at `fragment` and returns what the browser printed.
fn browse(chromium: &Path, folder: &Path, fragment: &str, arguments: &[&str]) -> String {
    let page = folder.join("deep/report/index.html");
    let mut command = Command::new(chromium);
    command.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1280,1200"]);
    command.args(["--force-device-scale-factor=1", "--blink-settings=preferredColorScheme=1"]);
    command.arg(format!("--user-data-dir={}", folder.join("profile").display()));
    let output = command.args(arguments).arg(format!("file://{}#{fragment}", page.display())).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Rows of pixels, each with red, green and blue.
fn screenshot(chromium: &Path, folder: &Path, fragment: &str) -> Vec<Vec<[u8; 3]>> {
    let shot = folder.join("shot.png");
    browse(chromium, folder, fragment, &[&format!("--screenshot={}", shot.display())]);
    let mut reader = png::Decoder::new(BufReader::new(File::open(shot).unwrap())).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    let pixel = info.color_type.samples();
    let line = info.line_size;
    bytes.chunks(line).map(|row| row.chunks(pixel).map(|p| [p[0], p[1], p[2]]).collect()).collect()
}

/// Rows that have at least `least` pixels of a colour.
fn rows_of(image: &[Vec<[u8; 3]>], colour: [u8; 3], least: usize) -> Vec<usize> {
    let has = |row: &[[u8; 3]]| row.iter().filter(|pixel| **pixel == colour).count() >= least;
    (0..image.len()).filter(|row| has(&image[*row])).collect()
}

#[test]
fn the_page_filters_opens_failures_and_runs_no_script_of_others() {
    let Some(chromium) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let output = report(folder.path());
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("TAP version 14"), "{output:?}");
    let all = browse(&chromium, folder.path(), "", &["--dump-dom"]);
    assert!(all.contains(">3 of 3 shown</output>"), "{all}");
    assert!(all.contains("<title>1 failed, 1 passed, 1 skipped</title>"), "{all}");
    assert_eq!(all.matches("<script").count(), 1, "{all}");
    assert!(!all.contains("<img"), "{all}");
    assert!(all.contains(">+30 min</text>"), "{all}");
    let tests = |dom: &str| -> Vec<(bool, bool)> {
        let tags = dom.split("<details class=\"test ").skip(1).map(|rest| rest.split("><summary>").next().unwrap());
        tags.map(|tag| (tag.contains(" open=\"\""), tag.contains(" hidden=\"\""))).collect()
    };
    assert_eq!(tests(&all), [(false, false), (true, false), (false, false)]);
    let slow = browse(&chromium, folder.path(), "filter=ECHO+slow+ev-4", &["--dump-dom"]);
    assert!(slow.contains(">1 of 3 shown</output>"), "{slow}");
    assert_eq!(tests(&slow), [(false, false), (true, true), (false, true)]);
    let skipped = browse(&chromium, folder.path(), "show=skipped", &["--dump-dom"]);
    assert_eq!(tests(&skipped), [(false, true), (true, true), (false, false)]);
}

#[test]
fn lanes_and_failures_are_painted_and_hidden_tests_are_not() {
    let Some(chromium) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    report(folder.path());
    let image = screenshot(&chromium, folder.path(), "");
    assert_eq!((image.len(), image[0].len()), (1200, 1280));
    assert!(rows_of(&image, FAIL_GROUND, 800).len() > 20, "the failed test's row has the failure's colour");
    // The failing moment is a line through all lanes.
    let line = rows_of(&image, FAIL, 2);
    let (mut longest, mut run) = (Vec::new(), Vec::new());
    for row in line {
        if run.last().is_some_and(|last| last + 1 != row) {
            run.clear();
        }
        run.push(row);
        if run.len() > longest.len() {
            longest.clone_from(&run);
        }
    }
    assert!(longest.len() >= 5 * 28, "{longest:?}");
    // Dots of each lane, 28 pixels apart, from the top of that line on, in the lanes' order.
    for (index, (name, colour)) in LANES.into_iter().enumerate() {
        let top = longest[0] + index * 28;
        let dots = rows_of(&image[top..top + 28], colour, 4).len();
        assert!((5..=20).contains(&dots), "{name}: {dots} rows");
        let others = LANES.iter().filter(|(other, _)| *other != name);
        for (other, colour) in others {
            assert_eq!(rows_of(&image[top..top + 28], *colour, 6).len(), 0, "{other} in the lane of {name}");
        }
    }
    let image = screenshot(&chromium, folder.path(), "filter=half+an+hour");
    assert_eq!(rows_of(&image, FAIL_GROUND, 100).len(), 0, "a hidden test is painted");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "reads the report")]
fn two_runs_draw_the_same_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let pictures = || -> Vec<String> {
        report(folder.path());
        let page = std::fs::read_to_string(folder.path().join("deep/report/index.html")).unwrap();
        page.split("<figure").skip(1).map(|rest| rest.split("</figure>").next().unwrap().to_owned()).collect()
    };
    let first = pictures();
    assert_eq!(first.len(), 2);
    assert_eq!(first, pictures());
}

#[test]
fn a_report_needs_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.test.js"), "it('is', () => {});").unwrap();
    for given in ["html", "html="] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
        let output = command.args(["test", "--report", given]).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(told.contains("--report html=report"), "{told}");
    }
}
