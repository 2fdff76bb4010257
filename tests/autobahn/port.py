#!/usr/bin/env python3
"""Makes the test suite of PyPI (autobahntestsuite 25.10.1, Apache-2.0), whose source is of Python 2, run under Python 3.11.

usage: port.py SRC_PKG_DIR DEST_DIR     -> DEST_DIR/autobahntestsuite
Needs lib2to3 (present up to Python 3.12), autobahn[twisted]==0.10.9, wsaccel.

Idea: a Python-2 `str` becomes a Python-3 `str` whose characters are bytes (latin-1), and the
conversion to/from real bytes is done at ONE boundary, FuzzingProtocol (send*/on*).
  * 2to3 for syntax;
  * case files keep their UTF-8 bytes but get a latin-1 coding cookie -> non-ASCII literals
    become exactly the byte strings Python 2 saw;
  * binascii -> shim that takes latin-1 str.
"""
import re, shutil, subprocess, sys, pathlib

src, dest = map(pathlib.Path, sys.argv[1:3])
pkg = dest / "autobahntestsuite"
if pkg.exists():
    shutil.rmtree(pkg)
shutil.copytree(src, pkg, ignore=shutil.ignore_patterns("__pycache__", "wamp*", "wsperf*", "rinterfaces.py", "testdb.py", "testrun.py"))

subprocess.run([sys.executable, "-W", "ignore", "-m", "lib2to3", "-w", "-n", "--no-diffs", str(pkg)],
               check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

(pkg / "py3compat.py").write_text('''
import binascii as _b
def tob(s):
    return s.encode("latin-1") if isinstance(s, str) else bytes(s)
def tos(b):
    return b if isinstance(b, str) else bytes(b).decode("latin-1")
class binascii:
    b2a_hex = hexlify = staticmethod(lambda s: _b.b2a_hex(tob(s)).decode("ascii"))
''')

# --- cases: latin-1 cookie, binascii shim, py2 leftovers ---------------------------------------
for f in sorted((pkg / "case").glob("*.py")):
    raw = f.read_bytes().replace(b"\r\n", b"\n")
    raw = re.sub(rb"^# *coding[=:] *utf-8", b"# coding=latin-1", raw, flags=re.M)
    if any(c > 127 for c in raw) and b"coding=latin-1" not in raw:
        raw = b"# coding=latin-1\n" + raw
    raw = re.sub(rb"^import binascii$", b"from autobahntestsuite.py3compat import binascii", raw, flags=re.M)
    raw = raw.replace(b"hashlib, binascii", b"hashlib\nfrom autobahntestsuite.py3compat import binascii, tob, tos")
    raw = raw.replace(b"from zope.interface import implements", b"from zope.interface import implementer")
    raw = re.sub(rb"^class FrameProducer:", b"@implementer(interfaces.IPushProducer)\nclass FrameProducer:", raw, flags=re.M)
    raw = raw.replace(b"implements(interfaces.IPushProducer)\n", b"pass\n") if b"   implements(" in raw else raw
    raw = raw.replace(b"(object, Case, )", b"(Case, )")
    f.write_bytes(raw)

def sub(name, *pairs):
    f = pkg / name
    s = f.read_bytes().decode("latin-1").replace("\r\n", "\n")
    for a, b in pairs:
        if a not in s:
            sys.exit(f"{name}: pattern not found: {a!r}")
        s = s.replace(a, b)
    f.write_text(s, encoding="latin-1")

# pickle equality depends on object identity (memo) in py3; plain equality is what is meant
sub("case/case.py", ("return pickle.dumps(obj1) == pickle.dumps(obj2)", "return obj1 == obj2"))
# permessage-deflate cases work on real bytes
sub("case/case12_x_x.py",
    ("   m = hashlib.sha1()\n   m.update(msg)\n   received_hash", "   msg = tob(msg)\n   m = hashlib.sha1()\n   m.update(msg)\n   received_hash"))
sub("case/case6_x_x.py", ("v.validate(vss[:i])", "v.validate(tob(vss[:i]))"),
    ("import Utf8Validator", "import Utf8Validator\nfrom autobahntestsuite.py3compat import tob"))
sub("case/case10_1_1.py", ("len(self.payload) / self.p.autoFragmentSize", "len(self.payload) // self.p.autoFragmentSize"))
# 6.2.x/6.3.x walk the payload char by char: fine for latin-1 str.

sub("report.py", ("0770", "0o770")) if "0770" in (pkg / "report.py").read_text(encoding="latin-1") and "0o770" not in (pkg / "report.py").read_text(encoding="latin-1") else None

sub("__init__.py", ("import warnings", "import txaio\ntxaio.use_twisted()\nimport warnings"))
sub("wstest.py", ("from . import serializer\n", ""))
F = "fuzzing.py"
sub(F,
    ("import os, json, binascii, time, textwrap, pkg_resources",
     "import os, json, time, textwrap, pkg_resources\nfrom .py3compat import binascii, tob, tos"),
    ("return dd.decode('utf8', errors = 'replace' if replace else 'strict')",
     "return tob(dd).decode('utf8', errors = 'replace' if replace else 'strict')"),
    ("         p = ''.join(payload)\n", "         p = tos(b''.join(payload))\n"),
    ("asciiLogData(payload)),\n                              frameHeader.opcode,\n                              frameHeader.fin,\n                              frameHeader.rsv,\n                              binascii.b2a_hex(frameHeader.mask) if frameHeader.mask else None,\n                              repeatLength",
     "asciiLogData(tos(payload))),\n                              frameHeader.opcode,\n                              frameHeader.fin,\n                              frameHeader.rsv,\n                              binascii.b2a_hex(frameHeader.mask) if frameHeader.mask else None,\n                              repeatLength"),
    # boundary: out
    ("   def executeContinueLater(self, fun, tag):", '''   def sendFrame(self, opcode, payload = b"", fin = True, rsv = 0, mask = None, payload_len = None, chopsize = None, sync = False):
      pl = tob(payload)
      if payload_len is not None:
         if len(pl) < 1:
            raise Exception("cannot construct repeated payload")
         pl = pl * (payload_len // len(pl)) + pl[:payload_len % len(pl)]
      self._base.sendFrame(self, opcode, pl, fin, rsv, tob(mask) if mask is not None else None, None, chopsize, sync)

   def sendMessage(self, payload, isBinary = False, fragmentSize = None, sync = False, doNotCompress = False):
      self._base.sendMessage(self, tob(payload), isBinary, fragmentSize, sync, doNotCompress)

   def sendMessageFrameData(self, payload, sync = False):
      return self._base.sendMessageFrameData(self, tob(payload), sync)

   def sendCloseFrame(self, code = None, reasonUtf8 = None, isReply = False):
      self._base.sendCloseFrame(self, code, tob(reasonUtf8) if reasonUtf8 is not None else None, isReply)

   def executeContinueLater(self, fun, tag):'''),
    # boundary: in
    ("         self.runCase.onPong(payload)", "         self.runCase.onPong(tos(payload))"),
    ("         self.runCase.onMessage(msg, binary)", "         self.runCase.onMessage(tos(msg), binary)"),
    ("class FuzzingServerProtocol(FuzzingProtocol, WebSocketServerProtocol):\n", "class FuzzingServerProtocol(FuzzingProtocol, WebSocketServerProtocol):\n\n   _base = WebSocketServerProtocol\n"),
    ("class FuzzingClientProtocol(FuzzingProtocol, WebSocketClientProtocol):\n", "class FuzzingClientProtocol(FuzzingProtocol, WebSocketClientProtocol):\n\n   _base = WebSocketClientProtocol\n"),
    # report
    (".encode(\"utf-8\"))\n      f.write('      </table>')", ")\n      f.write('      </table>')"),
    ("ll.encode('utf8')", "ll"),
    ("json.dumps(case, sort_keys = True, indent = 3, separators = (',', ': '))", "json.dumps(case, sort_keys = True, indent = 3, separators = (',', ': '), default = tos)"),
    ('case["httpRequest"].strip()', 'tos(case["httpRequest"]).strip()'),
    ('case["httpResponse"].strip()', 'tos(case["httpResponse"]).strip()'),
    ("self.sendMessage(json.dumps(", "self.sendMessage(json.dumps("),
    ("listenWS(factory, sslContext)", "listenWS(factory, sslContext, interface = spec.get('interface', '127.0.0.1'))"),
    ("      webdir.putChild('cwd', curdir)", "      webdir.putChild(b'cwd', curdir)"),
)
s = (pkg / F).read_text(encoding="latin-1")
s = re.sub(r"open\(os\.path\.join\(outdir, report_filename\), 'w'\)", "open(os.path.join(outdir, report_filename), 'w', encoding = 'utf-8', errors = 'replace')", s)
(pkg / F).write_text(s, encoding="latin-1")
subprocess.run([sys.executable, "-W", "ignore", "-m", "compileall", "-q", str(pkg)], check=True)
print("ported to", pkg)
