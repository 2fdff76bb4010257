// A thin `my` over the WebSocket of node (package `ws`), bun and deno (their own), so that they run the same pages as
// minihost. It does what the pages need and no more: whatever it did beyond that would be counted against its runtime.
//
// usage: <runtime> adapter.mjs PAGE.js key=value …
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import process from 'node:process';

const runtime = globalThis.Bun ? 'bun' : globalThis.Deno ? 'deno' : 'node';
const WebSocket = runtime === 'node' ? (await import('ws')).WebSocket : globalThis.WebSocket;

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

let page = null;
globalThis.my = my;
globalThis.Page = (options) => {
  page = options;
};

const [file, ...pairs] = process.argv.slice(2);
(0, eval)(readFileSync(file, 'utf8'));
page.onLoad(Object.fromEntries(pairs.map((pair) => {
  const split = pair.indexOf('=');
  return [pair.slice(0, split), pair.slice(split + 1)];
})));
