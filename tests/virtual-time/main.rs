//! The virtual clock: hours pass in milliseconds, and the same program gives the same event log, bit for bit.
//!
//! The programs run in the real runtime and speak the real protocol; only the bytes between page and server cross
//! memory instead of a network, so that nothing outside of the program can move its clock.

#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod run;
mod tasks;

use std::time::Duration;

use minihost_runtime::Ended;

use run::run;

/// Ten minutes of heartbeats of 30 seconds, then a peer that goes silent.
const HEARTBEAT: &str = "
Page({
  onLoad() {
    const started = Date.now();
    let beats = 0;
    let timer;
    my.onSocketOpen(() => {
      timer = setInterval(() => my.sendSocketMessage({ data: 'ping ' + ++beats }), 30000);
    });
    my.onSocketMessage((res) => {
      if (beats < 20) return;
      console.log(res.data, Date.now() - started);
      clearInterval(timer);
      my.closeSocket();
    });
    my.onSocketClose((res) => console.log('closed', res.code));
    my.connectSocket({ url: 'ws://peer/echo' });
  },
});";

#[test]
fn ten_minutes_of_heartbeats_take_no_time() {
    let ended = run(HEARTBEAT);
    assert_eq!(ended.lines, ["ping 20 600000", "closed 1000"]);
    assert_eq!(ended.outcome.ended, Ended::Exhausted);
}

#[test]
fn the_same_program_gives_the_same_log() {
    let (first, second) = (run(HEARTBEAT), run(HEARTBEAT));
    assert!(first.log.len() > 60, "{} records", first.log.len());
    assert_eq!(first.log, second.log);
}

#[test]
fn a_connect_timeout_of_thirty_seconds_is_error_6() {
    let ended = run("
Page({
  onLoad() {
    const started = Date.now();
    my.onSocketError((res) => console.log('error', res.error, Date.now() - started));
    my.onSocketClose((res) => console.log('close', res.code));
    my.connectSocket({ url: 'ws://peer/stall?at=tcp', success: () => console.log('success') });
  },
});");
    assert_eq!(ended.lines, ["success", "error 6 30000", "close 1006"]);
}

#[test]
fn a_peer_that_never_answers_the_close_is_cut_off_after_three_seconds() {
    let ended = run("
Page({
  onLoad() {
    let started;
    my.onSocketOpen(() => { started = Date.now(); my.closeSocket({ code: 4001 }); });
    my.onSocketClose((res) => console.log('close', res.code, Date.now() - started));
    my.connectSocket({ url: 'ws://peer/fault/close/no-reply' });
  },
});");
    assert_eq!(ended.lines, ["close 1006 3000"]);
}

#[test]
fn a_program_that_does_not_end_is_stopped_at_its_deadline() {
    let ended = run("setInterval(() => {}, 1000); Page({ onUnload() { console.log('left') } })");
    assert_eq!(ended.outcome.ended, Ended::Timeout);
    assert_eq!(ended.outcome.pending.len(), 1);
    assert_eq!(ended.lines, ["left"]);
    assert_eq!(ended.last_time, run::TIMEOUT);
    assert!(ended.took < Duration::from_secs(30), "the clock was not virtual");
}

#[test]
fn a_thousand_rounds_leave_nothing_behind() {
    let ended = run("
Page({
  onLoad() {
    let rounds = 0;
    my.onSocketOpen(() => my.sendSocketMessage({ data: 'x' }));
    my.onSocketMessage(() => my.closeSocket({ success() {}, complete() {} }));
    my.onSocketClose(() => {
      if (++rounds < 1000) connect();
      else console.log(rounds);
    });
    function connect() { my.connectSocket({ url: 'ws://peer/echo', success() {}, fail() {} }); }
    connect();
  },
});");
    assert_eq!(ended.lines, ["1000"]);
    let counts = ended.outcome.counts;
    assert_eq!((counts.listeners, counts.pending_calls, counts.lost_calls), (0, 0, 0));
}

/// Whether anything of the host keeps page objects alive after their call or connection has ended.
#[test]
fn callbacks_and_listeners_are_released_when_they_are_done() {
    let ended = run("
Page({
  onLoad() {
    const released = [];
    const track = (callback) => { released.push(new WeakRef(callback)); return callback; };
    let rounds = 0;
    function round() {
      const open = track(() => {
        my.sendSocketMessage({ data: 'x', success: track(() => {}), complete: track(() => {}) }).then(track(() => {}));
      });
      const message = track(() => my.closeSocket({ success: track(() => {}) }));
      const close = track(() => {
        my.offSocketOpen(open);
        my.offSocketMessage(message);
        my.offSocketClose(close);
        if (++rounds < 200) round();
        else setTimeout(count, 100);
      });
      my.onSocketOpen(open);
      my.onSocketMessage(message);
      my.onSocketClose(close);
      my.connectSocket({ url: 'ws://peer/echo', success: track(() => {}), fail: track(() => {}) });
    }
    function count() {
      // Enough garbage for the collector to run.
      for (let i = 0, list = []; i < 300000; i++) list = [list.length];
      const alive = () => released.filter((reference) => reference.deref() !== undefined).length;
      // What was looked at in one job stays alive until its end: hence a job of its own.
      setTimeout(() => console.log(released.length, alive() < 30), 1);
    }
    round();
  },
});");
    assert_eq!(ended.lines, ["1800 true"]);
}
