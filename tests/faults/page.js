// The page of every row of the fault matrix. It tells each callback and each event as one line of the console, the
// text of each error as a line of level debug, and runs the row's rules.
//
// Before this text stand the constants of the row: PEER (the server's url without a path), PATH, OPTIONS (of
// connectSocket), PROFILE, TASK (whether connections are SocketTasks), LINES (how many lines the row expects) and
// AFTERWARDS (a healthy url, or null). After it stands `begin(page, rules)`.

let rules = [];
let told = 0;
let inside = 0;
let ended = false;
// The SocketTask that was made last.
let task = null;

// Tells one line, then runs the first unused rule that waits for it.
function log(line, event) {
  console.log(inside > 0 ? `${line} (in the caller's stack)` : line);
  told += 1;
  const rule = rules.find((rule) => !rule.used && (line === rule.at || line.startsWith(`${rule.at} `)));
  try {
    if (rule) {
      rule.used = true;
      rule.run(event);
    }
  } finally {
    if (told >= LINES && AFTERWARDS && !ended) {
      ended = true;
      afterwards();
    }
  }
}

// What the row expects has all happened: a healthy connection shows that nothing else comes, and that the program has
// recovered.
function afterwards() {
  rules = [];
  connect({ url: AFTERWARDS, timeout: 30000 });
}

// Calls a function of `my`, which must neither throw nor call back before it returns.
function call(api, ...options) {
  inside += 1;
  let failure;
  try {
    return api(...options);
  } catch (error) {
    failure = error;
  } finally {
    inside -= 1;
    if (failure) log(`threw ${failure}`);
  }
}

// The three callbacks of a call; `complete` must get the very object that the one before it got.
function callbacks(prefix) {
  let result;
  return {
    success(res) {
      result = res;
      log(`${prefix}success${odd(res, "")}`, res);
    },
    fail(res) {
      result = res;
      console.debug(res.errorMessage);
      log(`${prefix}fail ${res.error}${odd(res, "error,errorMessage")}`, res);
    },
    complete(res) {
      log(`${prefix}complete${res === result ? "" : " (with another object)"}`, res);
    },
  };
}

// Says so when a payload has other fields than it should have.
function odd(payload, fields) {
  const keys = Object.keys(payload).join();
  return keys === fields ? "" : ` (fields: ${keys})`;
}

function connect(options) {
  const multiple = TASK || undefined;
  const made = call(my.connectSocket, { ...callbacks(""), url: PEER + PATH, multiple, ...OPTIONS, ...options });
  if (TASK) listenToTask(made);
  return made;
}

function send(data, options) {
  const api = TASK ? (given) => task.send(given) : my.sendSocketMessage;
  return call(api, { ...callbacks("send "), data, ...options });
}

function close(options) {
  const api = TASK ? (given) => task.close(given) : my.closeSocket;
  return call(api, { ...callbacks("closing "), ...options });
}

// What a task tells is what `my` would tell, nested.
function listenToTask(made) {
  task = made;
  made.onOpen((event) => log(`open${odd(event, "socketTaskID,header,data")}${unlike(event)}`, event));
  made.onMessage((event) => {
    const { data, isBuffer, message } = event;
    const same = data.data === message ? "" : " (two payloads)";
    log(`message ${shown({ data: message, isBuffer })}${odd(event, "isBuffer,message,data")}${unlike(event)}${same}`, event);
  });
  made.onError((event) => {
    console.debug(event.errorMessage);
    log(`error ${event.error}${odd(event, "error,errorMessage,data")}${unlike(event)}`, event);
  });
  made.onClose((event) => {
    const state = made.readyState === 3 ? "" : ` (readyState ${made.readyState})`;
    log(`close ${event.code} ${JSON.stringify(event.reason)}${odd(event, "code,reason,data")}${unlike(event)}${state}`, event);
  });
}

// Says so when a field that an event has twice has two values.
function unlike({ data, ...event }) {
  const fields = Object.keys(data).filter((name) => name in event && data[name] !== event[name]);
  return fields.length === 0 ? "" : ` (nested otherwise: ${fields})`;
}

// Runs `task` as the last of many timers that are due together: the connection gets its turn among them, and what it then
// reads is queued behind this task.
function crowded(delay, task) {
  for (let i = 0; i < 300; i += 1) setTimeout(() => {}, delay);
  setTimeout(() => task(), delay);
}

// A text of so many MiB, in two steps: the engine makes a list of all pieces first.
function mebibytes(count) {
  return "x".repeat(1024).repeat(count * 1024);
}

// A message's payload as text that fits a line.
function shown({ data, isBuffer }) {
  if (data instanceof ArrayBuffer) {
    if (data.byteLength > 40) return `buffer of ${data.byteLength}`;
    return `buffer ${Array.from(new Uint8Array(data), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  }
  const kind = isBuffer ? "base64" : "text";
  return data.length > 40 ? `${kind} of ${data.length}` : `${kind} ${JSON.stringify(data)}`;
}

my.onSocketOpen((event) => log(`open${odd(event, PROFILE === "latest" ? "header" : "")}`, event));
my.onSocketMessage((event) => log(`message ${shown(event)}${odd(event, "data,isBuffer")}`, event));
my.onSocketError((event) => {
  console.debug(event.errorMessage);
  log(`error ${event.error}${odd(event, "error,errorMessage")}`, event);
});
my.onSocketClose((event) => {
  log(`close ${event.code} ${JSON.stringify(event.reason)}${odd(event, "code,reason")}`, event);
});

function begin(page, written) {
  rules = written.map(([at, run]) => ({ at, run, used: false }));
  Page({ onLoad: page });
}
