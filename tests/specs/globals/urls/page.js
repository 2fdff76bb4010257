const url = new URL('../b?x=1&y=%20#h', 'wss://user:pass@example.com:8443/a/a/c');
console.log(url.href, url.origin, url.protocol, url.host, url.hostname, url.port);
console.log(url.pathname, url.search, url.hash, url.username, url.password, JSON.stringify({ url }), `${url}`);
url.searchParams.append('z', 'a b');
url.searchParams.delete('y');
console.log(url.search);
url.search = '?q=1&q=2&r';
console.log(url.searchParams.getAll('q'), url.searchParams.get('r'), url.searchParams.get('no'), url.searchParams.size);
url.port = '443';
url.hash = '';
url.pathname = '/ä';
console.log(url.href, url.port);
console.log(URL.canParse('no'), URL.canParse('no', 'http://x'), URL.parse('no'));
try {
  new URL('no');
} catch (error) {
  console.log(error.name, error.message);
}
const params = new URLSearchParams({ b: 2, a: '1&' });
params.set('b', 3);
params.append('a', 'x');
params.sort();
console.log(String(params), [...params], [...params.keys()], params.has('a', 'x'), params.has('a', 'y'));
params.forEach((value, name) => console.log(name, value));
console.log(String(new URLSearchParams('?a=%E4%B8%96+1')), String(new URLSearchParams([['k', 'v']])));
console.log(String(new URLSearchParams(new Map([['m', 1]]))), String(new URLSearchParams(params)));
