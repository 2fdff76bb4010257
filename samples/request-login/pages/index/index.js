import { login } from '../../services/account';

// A request for a token, then a connection that the token opens.
Page({
  async onLoad({ down, login: service, server }) {
    const token = await login([down, service]);
    console.log('logged in with', token);
    my.onSocketOpen(() => my.sendSocketMessage({ data: 'hello' }));
    my.onSocketMessage(({ data }) => {
      console.log('received', data);
      my.closeSocket();
    });
    my.onSocketClose(({ code }) => console.log('closed with', code));
    my.connectSocket({ url: server, header: { Authorization: `Bearer ${token}` } });
  },
});
