import { draft, outbox } from '../../lib/outbox';

Page({
  data: { text: '' },

  onLoad({ server }) {
    this.server = server;
    if (draft.text) console.log('the draft was:', draft.text);
    if (outbox.messages.length > 0) console.log('not sent so far:', this.waiting());
    this.setData({ text: draft.text });
    my.onSocketOpen(() => this.flush());
    my.onSocketMessage(({ data }) => this.onConfirmed(JSON.parse(data)));
    my.onSocketClose(() => { this.isOpen = false; });
    my.onNetworkStatusChange(({ isConnected }) => isConnected && this.connect());
    my.getNetworkType().then(({ networkAvailable }) => networkAvailable && this.connect());
  },

  connect() {
    my.connectSocket({ url: this.server });
  },

  onInput({ detail: { value } }) {
    this.setData({ text: value });
    draft.text = value;
  },

  onSend() {
    outbox.add(this.data.text);
    this.onInput({ detail: { value: '' } });
    console.log('written:', this.waiting());
    if (this.isOpen) this.flush();
  },

  flush() {
    this.isOpen = true;
    for (const message of outbox.messages) my.sendSocketMessage({ data: JSON.stringify(message) });
    if (outbox.messages.length === 0) my.closeSocket();
  },

  onConfirmed({ number, text }) {
    outbox.confirm(number);
    console.log('sent:', text);
    if (outbox.messages.length === 0) my.closeSocket();
  },

  waiting() {
    return outbox.messages.map(({ text }) => text).join(', ');
  },

  onUnload() {
    my.offSocketOpen();
    my.offSocketMessage();
    my.offSocketClose();
    my.offNetworkStatusChange();
    console.log('left:', outbox.messages.length, 'messages, and the draft', JSON.stringify(draft.text));
  },
});
