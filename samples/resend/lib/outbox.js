// Keeps every message until it was acknowledged, and sends what is left on each new connection.
export class Outbox {
  constructor() {
    this.messages = [];
    this.next = 1;
  }

  add(body) {
    this.messages.push({ id: this.next, body });
    this.next += 1;
  }

  acknowledge(id) {
    this.messages = this.messages.filter((message) => message.id !== id);
  }

  get isEmpty() {
    return this.messages.length === 0;
  }

  flush() {
    this.messages.forEach((message) => my.sendSocketMessage({
      data: JSON.stringify(message),
      // Handed to the network: this server acknowledges nothing, so that this has to do.
      success: () => this.acknowledge(message.id),
    }));
  }
}
