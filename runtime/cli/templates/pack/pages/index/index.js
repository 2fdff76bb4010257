// Runs the tests against the server that the query names (`server`, `profile`), or that is typed in.
const { run } = require('../../harness/run');
const files = require('../../tests/index');

const WORDS = { passed: 'OK', failed: 'FAIL', 'left-out': 'LEFT OUT' };

Page({
  data: { server: '', latest: false, running: false, summary: '', results: [] },

  onLoad(query) {
    const { server = '', profile } = query || {};
    // Some hosts hand over the query as it stands in the link.
    const url = /^wss?%3A/i.test(server) ? decodeURIComponent(server) : server;
    this.setData({ server: url, latest: profile === 'latest' });
  },

  onReady() { if (this.data.server) this.start(); },
  onServer(event) { this.setData({ server: event.detail.value }); },
  onLatest(event) { this.setData({ latest: event.detail.value }); },

  async start() {
    if (this.data.running) return;
    const server = this.data.server.trim().replace(/\/+$/, '');
    if (!/^wss?:\/\//i.test(server)) {
      this.setData({ summary: 'the server is a url such as ws://192.168.1.2:9000: start one with minihost serve' });
      return;
    }
    this.setData({ running: true, summary: 'running', results: [] });
    const counts = { passed: 0, failed: 0, 'left-out': 0 };
    await run(files, { server, profile: this.data.latest ? 'latest' : 'classic' }, (verdict, name, why) => {
      counts[verdict] += 1;
      console.log(`${WORDS[verdict]} ${name}${why ? `: ${why}` : ''}`);
      this.setData({ [`results[${this.data.results.length}]`]: { verdict, name, why } });
    });
    const summary = `${counts.passed} passed, ${counts.failed} failed, ${counts['left-out']} left out`;
    console.log(summary);
    this.setData({ running: false, summary });
  },
});
