import { connect } from './services/bus';

App({
  onLaunch({ query }) {
    connect(query.server);
  },
});
