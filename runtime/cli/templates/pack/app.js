// The tests are run by the page; errors that nobody catches belong to the test that runs.
const { uncaught } = require('./harness/run');

App({
  onError(error) { uncaught(error); },
  onUnhandledRejection(event) { uncaught(event && event.reason); },
});
