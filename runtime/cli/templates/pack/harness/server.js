// `peer()`: the server that the page was given; `minihost`: what the tests run on.

const minihost = { version: 'packed', profile: 'classic' };
const given = { url: '' };

// Tells what the tests run against, before their files are loaded.
function use({ server, profile }) {
  given.url = server;
  minihost.profile = profile;
}

const lacking = (what) => {
  throw new Error(`${what} is not known to a mini-program: tag the test 'needs:peer'`);
};

function peer(...script) {
  if (script.length > 0) lacking('a server with a script or TLS');
  return {
    url: given.url,
    get received() { return lacking('what the server received'); },
    get texts() { return lacking('what the server received'); },
    close() { lacking('how to close the server'); },
  };
}

module.exports = { minihost, peer, use };
