// Topics over one connection: each tab hears its own.
const listeners = new Map();

my.onSocketMessage(({ data }) => {
  const { topic, body } = JSON.parse(data);
  (listeners.get(topic) || []).forEach((listener) => listener(body));
});

const opened = new Promise((resolve) => my.onSocketOpen(resolve));

export function connect(url) {
  my.connectSocket({ url });
}

export function subscribe(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(listener);
  return () => listeners.get(topic).delete(listener);
}

export async function publish(topic, body) {
  await opened;
  await my.sendSocketMessage({ data: JSON.stringify({ topic, body }) });
}
