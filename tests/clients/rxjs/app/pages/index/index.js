// rxjs 7 as ES modules: operators, using, and its WebSocket subject with reconnection
import { defer, firstValueFrom, from, of, retry, timer, using } from 'rxjs';
import { bufferCount, map, take, tap, toArray } from 'rxjs/operators';
import { webSocket } from 'rxjs/webSocket';
import WebSocketCtor from '../../lib/web-socket';

Page({
  async onLoad(query) {
    console.log('OUT of ' + (await firstValueFrom(of(1, 2, 3).pipe(map((n) => n * n), toArray()))));
    using(() => ({ unsubscribe: () => console.log('OUT resource freed') }), () => from(['used'])).subscribe((text) => console.log('OUT ' + text));
    let attempt = 0;
    const socket = defer(() => {
      attempt += 1;
      const subject = webSocket({
        url: `ws://127.0.0.1:${query.port}/${attempt}`,
        WebSocketCtor,
        openObserver: { next: () => console.log('OUT open ' + attempt) },
        closeObserver: { next: (event) => console.log(`OUT close ${event.code} ${event.reason}`) },
      });
      for (const n of [1, 2, 3, 4]) subject.next({ n });
      return subject;
    });
    socket.pipe(
      retry({ delay: (error, count) => { console.log(`OUT retry ${count} after ${error.code}`); return timer(20); } }),
      map(({ twice }) => twice),
      bufferCount(2),
      take(2),
      tap((pair) => console.log('OUT pair ' + pair)),
    ).subscribe({ complete: () => { console.log('OUT complete'); setTimeout(() => console.log('OUT done'), 100); } });
  },
});
