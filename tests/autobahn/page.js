// The client that the Autobahn test suite tests, as a page: it runs case after case and echoes what comes.
const COUNT = 0;
const CASE = 1;
const REPORT = 2;

Page({
  onLoad({ server, agent }) {
    this.server = server;
    this.agent = encodeURIComponent(agent);
    this.stage = COUNT;
    this.cases = 0;
    this.current = 0;
    my.onSocketMessage((message) => this.take(message));
    my.onSocketClose(() => this.next());
    this.open('/getCaseCount');
  },

  open(path) {
    my.connectSocket({ url: this.server + path });
  },

  take({ data, isBuffer }) {
    if (this.stage === COUNT) {
      this.cases = Number(data);
    } else if (this.stage === CASE) {
      // Many cases end while the answer is on its way.
      my.sendSocketMessage({ data, isBuffer, fail() {} });
    }
  },

  next() {
    if (this.stage === COUNT && this.cases === 0) {
      // The server does not listen yet.
      setTimeout(() => this.open('/getCaseCount'), 100);
    } else if (this.stage !== REPORT && this.current < this.cases) {
      this.stage = CASE;
      this.current += 1;
      this.open(`/runCase?case=${this.current}&agent=${this.agent}`);
    } else if (this.stage !== REPORT) {
      this.stage = REPORT;
      this.open(`/updateReports?agent=${this.agent}`);
    } else {
      console.log(`${this.cases} cases`);
      my.exitMiniProgram();
    }
  },
});
