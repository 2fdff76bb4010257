//! SocketTasks by the virtual clock: what several connections do at the same moments has one order, in every run (ST-2).

use std::collections::BTreeMap;

use minihost_runtime::Ended;
use serde_json::Value;

use crate::run::run;

/// Five tasks and the single connection, whose heartbeats are often due at the same moment.
const CROWD: &str = "
Page({
  onLoad() {
    const started = Date.now();
    const beat = (name, every, send, close) => {
      let beats = 0;
      let timer;
      return {
        open() { timer = setInterval(() => send(`${name}.${++beats}`), every); },
        message(text) {
          console.log(Date.now() - started, text);
          if (beats < 6) return;
          clearInterval(timer);
          close();
        },
        closed: (code) => console.log(Date.now() - started, name, 'closed', code),
      };
    };
    for (let i = 1; i <= 5; i++) {
      const task = my.connectSocket({ url: 'ws://peer/echo', multiple: true });
      const of = beat(`task${i}`, i * 100, (data) => task.send({ data }), () => task.close({ code: 4000 + i }));
      task.onOpen(of.open);
      task.onMessage((res) => of.message(res.data.data));
      task.onClose((res) => of.closed(res.code));
    }
    const of = beat('single', 100, (data) => my.sendSocketMessage({ data }), () => my.closeSocket());
    my.onSocketOpen(of.open);
    my.onSocketMessage((res) => of.message(res.data));
    my.onSocketClose((res) => of.closed(res.code));
    my.connectSocket({ url: 'ws://peer/echo' });
  },
});";

#[test]
fn five_tasks_and_the_single_connection_have_one_order_in_every_run() {
    let (first, second) = (run(CROWD), run(CROWD));
    assert_eq!(first.outcome.ended, Ended::Exhausted);
    // At 600 ms all but the fourth and the fifth have a heartbeat, in the order in which each was made due: at 300, 400,
    // 500 and 500 ms.
    let at_600: Vec<_> = first.lines.iter().filter_map(|line| line.strip_prefix("600 ")).collect();
    let beats = ["task3.2", "task2.3", "task1.6", "single.6"];
    assert_eq!(at_600.iter().filter(|line| line.contains('.')).copied().collect::<Vec<_>>(), beats);
    assert_eq!(first.lines.len(), 6 * 7, "six answers and a close for each: {:#?}", first.lines);
    assert_eq!(first.log, second.log);
}

#[test]
fn what_belongs_to_a_task_says_so_and_no_other_connection_has_it() {
    let log = run(CROWD).log;
    let mut connections = BTreeMap::<u64, Vec<Option<u64>>>::new();
    for line in &log {
        let record: Value = serde_json::from_str(line).unwrap();
        let Some(generation) = record["generation"].as_u64() else { continue };
        let task = record["detail"]["task"].as_u64();
        connections.entry(generation).or_default().push(task);
        // What a heartbeat says is what its connection carries.
        let detail = &record["detail"];
        let text = detail["preview"].as_str().or(detail["payload"]["text"].as_str());
        if let Some((name, _)) = text.and_then(|text| text.split_once('.')) {
            assert_eq!(name, task.map_or("single".to_owned(), |task| format!("task{task}")), "{line}");
        }
    }
    assert_eq!(connections.len(), 6);
    for (generation, tasks) in connections {
        assert!(tasks.len() > 20, "{} records", tasks.len());
        assert!(tasks.iter().all(|task| *task == tasks[0]), "generation {generation}: {tasks:?}");
    }
    let settled = |task: u64| {
        let mark = format!("\"task\":{task}");
        log.iter().filter(|line| line.contains("\"kind\":\"api.settle\"") && line.contains(&mark)).count()
    };
    // connectSocket, six sends, close.
    assert_eq!((1..=5).map(settled).collect::<Vec<_>>(), [8; 5]);
}

#[test]
fn tasks_that_are_over_are_released_with_all_that_they_held() {
    let ended = run("
Page({
  onLoad() {
    const released = [];
    const track = (object) => { released.push(new WeakRef(object)); return object; };
    let rounds = 0;
    function round() {
      const task = track(my.connectSocket({ url: 'ws://peer/echo', multiple: true, success: track(() => {}) }));
      task.onOpen(track(() => task.send({ data: 'x', success: track(() => {}) }).then(track(() => {}))));
      task.onMessage(track(() => task.close({ success: track(() => {}) })));
      // None of them is removed: nothing can come any more.
      task.onClose(track(() => {
        if (++rounds < 200) round();
        else setTimeout(count, 100);
      }));
    }
    function count() {
      for (let i = 0, list = []; i < 300000; i++) list = [list.length];
      const alive = () => released.filter((reference) => reference.deref() !== undefined).length;
      // What was looked at in one job stays alive until its end: hence a job of its own.
      setTimeout(() => console.log(released.length, alive() < 30), 1);
    }
    round();
  },
});");
    assert_eq!(ended.lines, ["1600 true"]);
    let counts = ended.outcome.counts;
    assert_eq!((counts.task_listeners, counts.pending_calls, counts.lost_calls), (0, 0, 0));
}

#[test]
fn an_open_task_whose_object_is_garbage_tells_its_listeners() {
    let ended = run("
Page({
  onLoad() {
    let task;
    (() => {
      const made = my.connectSocket({ url: 'ws://peer/push?n=2&every=1000&text=late&close=4000', multiple: true });
      made.onMessage((res) => console.log(res.message));
      made.onClose((res) => console.log('close', res.code));
      task = new WeakRef(made);
    })();
    setTimeout(() => { for (let i = 0, list = []; i < 300000; i++) list = [list.length]; }, 500);
    setTimeout(() => console.log('gone:', task.deref() === undefined), 600);
  },
});");
    assert_eq!(ended.lines, ["late", "gone: true", "late", "close 4000"]);
}
