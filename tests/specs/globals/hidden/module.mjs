console.log(window, self, typeof globalThis, typeof WebSocket, typeof structuredClone, typeof AbortController, this);
