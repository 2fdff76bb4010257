// What is written and not confirmed by the server, in storage: it outlives the page, the app and the phone's battery.
const read = (key, otherwise) => {
  const { data } = my.getStorageSync({ key });
  return data === null || data === undefined ? otherwise : data;
};

const write = (key, data) => {
  const { success, errorMessage } = my.setStorageSync({ key, data });
  if (!success) my.showToast({ type: 'fail', content: `not saved: ${errorMessage}` });
};

export const draft = {
  get text() { return read('draft', ''); },
  set text(text) { write('draft', text); },
};

export const outbox = {
  get messages() { return read('outbox', []); },

  add(text) {
    // A number of its own, for the server to tell a message that comes twice.
    const number = read('number', 0) + 1;
    write('number', number);
    write('outbox', [...this.messages, { number, text }]);
  },

  confirm(number) {
    write('outbox', this.messages.filter((message) => message.number !== number));
  },
};
