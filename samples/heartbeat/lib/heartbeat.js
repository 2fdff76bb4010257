// Sends a ping every so often; where no answer comes in time, the connection counts as dead.
class Heartbeat {
  constructor({ every, patience, onDead }) {
    this.every = every;
    this.patience = patience;
    this.onDead = onDead;
    this.sent = 0;
  }

  start() {
    this.stop();
    this.timer = setTimeout(() => this.ping(), this.every);
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.deadline);
  }

  ping() {
    this.sent += 1;
    my.sendSocketMessage({ data: JSON.stringify({ ping: this.sent }) });
    this.deadline = setTimeout(() => this.onDead(), this.patience);
  }

  // Whatever comes shows that the server is alive.
  heard() {
    this.start();
  }
}

module.exports = Heartbeat;
