// A thin `my` over the WebSocket of node (package `ws`), bun and deno (their own), so that they run the same pages as
// minihost. It does what the pages need and no more: whatever it did beyond that would be counted against its runtime.
//
// usage: <runtime> adapter.mjs PAGE.js|PROJECT key=value …
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';

const runtime = globalThis.Bun ? 'bun' : globalThis.Deno ? 'deno' : 'node';
const [file, ...pairs] = process.argv.slice(2);
const isProject = !file.endsWith('.js');
// A project of this bench opens no connection, so that it does not pay for the package.
const WebSocket = runtime === 'node' && !isProject ? (await import('ws')).WebSocket : globalThis.WebSocket;

const listeners = { Open: [], Message: [], Error: [], Close: [] };
let current = null;

function emit(name, event) {
  for (const listener of listeners[name].slice()) listener(event);
}

function settle(callback, complete, result) {
  if (callback) queueMicrotask(() => callback(result));
  if (complete) queueMicrotask(() => complete(result));
}

function succeed(options) {
  if (options && (options.success || options.complete)) settle(options.success, options.complete, {});
}

function fail(options, error, errorMessage) {
  if (options) settle(options.fail, options.complete, { error, errorMessage });
}

function dial(url) {
  // minihost offers no compression, so nobody does: bun and deno cannot be told, and the server declines.
  if (runtime === 'node') return new WebSocket(url, [], { perMessageDeflate: false });
  return new WebSocket(url);
}

function withQuery(url, data) {
  const query = new URLSearchParams(data).toString();
  return query ? url + (url.includes('?') ? '&' : '?') + query : url;
}

const my = {
  connectSocket(options) {
    const socket = dial(withQuery(options.url, options.data));
    if (current) current.close();
    current = socket;
    // A node Buffer is what ws and bun have at hand; deno knows ArrayBuffer alone.
    socket.binaryType = runtime === 'deno' ? 'arraybuffer' : 'nodebuffer';
    socket.onopen = () => {
      if (current === socket) emit('Open', {});
    };
    socket.onmessage = ({ data }) => {
      if (current !== socket) return;
      if (typeof data === 'string') return emit('Message', { data, isBuffer: false });
      const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data);
      emit('Message', { data: bytes.toString('base64'), isBuffer: true });
    };
    socket.onerror = (event) => {
      if (current === socket) emit('Error', { error: 1, errorMessage: String(event.message || 'connection failed') });
    };
    socket.onclose = ({ code, reason }) => {
      if (current !== socket) return;
      current = null;
      emit('Close', { code, reason });
    };
    succeed(options);
  },
  sendSocketMessage(options) {
    if (!current || current.readyState !== WebSocket.OPEN) return fail(options, 10, 'the socket is not open');
    current.send(options.isBuffer ? Buffer.from(options.data, 'base64') : options.data);
    succeed(options);
  },
  closeSocket(options) {
    if (current) current.close(options?.code ?? 1000, options?.reason);
    succeed(options);
  },
  exitMiniProgram() {
    // Later, as in a host: the caller's own turn runs to its end first.
    setTimeout(() => process.exit(0), 0);
  },
};
for (const name of Object.keys(listeners)) {
  my['onSocket' + name] = (listener) => void listeners[name].push(listener);
  my['offSocket' + name] = (listener) => {
    listeners[name] = listener ? listeners[name].filter((other) => other !== listener) : [];
  };
}

let app = {};
const pages = [];
globalThis.my = my;
globalThis.App = (options) => {
  app = options;
};
globalThis.getApp = () => app;
globalThis.Page = (options) => void pages.push(options);

if (isProject) {
  // As minihost does: app.js, then the files of all pages, then the first page.
  const require = createRequire(file + '/app.js');
  const { pages: routes } = JSON.parse(readFileSync(file + '/app.json', 'utf8'));
  require('./app.js');
  app.onLaunch({});
  for (const route of routes) require('./' + route + '.js');
} else {
  (0, eval)(readFileSync(file, 'utf8'));
}
pages[0].onLoad(Object.fromEntries(pairs.map((pair) => {
  const split = pair.indexOf('=');
  return [pair.slice(0, split), pair.slice(split + 1)];
})));
