//! A server that announces or sends gibibytes: memory stays bounded, and the page learns why the connection ended.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::thread;

use tungstenite::handshake::derive_accept_key;
use wait4::Wait4;

/// What a program may use at its peak: one message of 10 MiB in all the forms that it has on its way to the page, and
/// the engine. Buffering what these servers send would need ten times as much.
const PEAK_BYTES: u64 = 160 << 20;

const TWO_GIBIBYTES: u64 = 2 << 30;

const PAGE: &str = "Page({
  onLoad(query) {
    let messages = 0;
    my.onSocketMessage(() => {
      messages += 1;
      if (messages === 256) my.closeSocket();
    });
    my.onSocketError((res) => console.log('error', res.error));
    my.onSocketClose((res) => console.log('close', res.code, 'after', messages));
    my.connectSocket({ url: query.server });
  },
});";

#[test]
fn a_frame_that_is_announced() {
    let page = run(|stream| {
        stream.upgrade()?;
        stream.write(&frame_header(0x82, TWO_GIBIBYTES))?;
        stream.write(&[7; 1000])
    });
    assert_eq!(page, "error 12\nclose 1009 after 0\n");
}

#[test]
fn a_message_that_is_sent_in_one_frame() {
    let page = run(|stream| {
        stream.upgrade()?;
        stream.write(&frame_header(0x82, TWO_GIBIBYTES))?;
        stream.flood(TWO_GIBIBYTES)
    });
    assert_eq!(page, "error 12\nclose 1009 after 0\n");
}

#[test]
fn a_message_that_is_sent_in_fragments() {
    let page = run(|stream| {
        stream.upgrade()?;
        let chunk = vec![7; 1 << 20];
        for index in 0..TWO_GIBIBYTES >> 20 {
            let opcode = if index == 0 { 0x02 } else { 0x00 };
            stream.write(&frame_header(opcode, 1 << 20))?;
            stream.write(&chunk)?;
        }
        Ok(())
    });
    assert_eq!(page, "error 12\nclose 1009 after 0\n");
}

#[test]
fn messages_that_are_all_legal() {
    let page = run(|stream| {
        stream.upgrade()?;
        let chunk = vec![7; 1 << 20];
        for _ in 0..TWO_GIBIBYTES >> 20 {
            stream.write(&frame_header(0x82, 1 << 20))?;
            stream.write(&chunk)?;
        }
        Ok(())
    });
    // The server goes on sending and never reads the close frame: the transport is dropped in the end.
    assert_eq!(page, "close 1006 after 256\n");
}

#[test]
fn pings_of_a_server_that_reads_no_answers() {
    let page = run(|stream| {
        stream.upgrade()?;
        let ping = [&[0x89, 125][..], &[7; 125][..]].concat();
        let pings = ping.repeat(8 << 10);
        (0..256).try_for_each(|_| stream.write(&pings))
    });
    assert_eq!(page, "error 1\nclose 1006 after 0\n");
}

#[test]
fn headers_without_an_end() {
    let page = run(|stream| {
        stream.write(b"HTTP/1.1 101 Switching Protocols\r\n")?;
        let line = format!("X-Filler: {}\r\n", "x".repeat(1 << 20));
        (0..TWO_GIBIBYTES >> 20).try_for_each(|_| stream.write(line.as_bytes()))
    });
    assert_eq!(page, "error 8\nclose 1006 after 0\n");
}

#[test]
fn a_refusal_with_an_endless_body() {
    let page = run(|stream| {
        stream.write(b"HTTP/1.1 503 Service Unavailable\r\n\r\n")?;
        stream.flood(TWO_GIBIBYTES)
    });
    assert_eq!(page, "error 503\nclose 1006 after 0\n");
}

/// Runs the page against a server that serves one connection with `serve`, and returns what it printed. The server's
/// writes fail once the client has had enough, which is how it should be.
fn run(serve: impl FnOnce(&mut Stream) -> std::io::Result<()> + Send + 'static) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("server=ws://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut stream = Stream::open(stream);
        let Err(error) = serve(&mut stream) else { return };
        let gone = [ErrorKind::ConnectionReset, ErrorKind::BrokenPipe, ErrorKind::ConnectionAborted];
        assert!(gone.contains(&error.kind()), "{error}");
    });
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.js"), PAGE).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_minihost"))
        .args(["run", "page.js", "--query", &url])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut printed = String::new();
    child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    let ended = child.wait4().unwrap();
    server.join().unwrap();
    assert!(ended.status.success(), "{}", ended.status);
    assert!(ended.rusage.maxrss < PEAK_BYTES, "{} MiB at its peak", ended.rusage.maxrss >> 20);
    printed
}

/// A connection whose request was read.
struct Stream {
    stream: TcpStream,
    key: String,
}

impl Stream {
    fn open(stream: TcpStream) -> Self {
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let mut key = String::new();
        while let Some(line) = lines.next().transpose().unwrap().filter(|line| !line.is_empty()) {
            if let Some(value) = line.strip_prefix("Sec-WebSocket-Key: ") {
                key = value.to_owned();
            }
        }
        Self { stream, key }
    }

    fn upgrade(&mut self) -> std::io::Result<()> {
        let accept = derive_accept_key(self.key.as_bytes());
        let head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
        self.write(format!("{head}Sec-WebSocket-Accept: {accept}\r\n\r\n").as_bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.stream.write_all(bytes)
    }

    fn flood(&mut self, bytes: u64) -> std::io::Result<()> {
        let chunk = vec![7; 1 << 20];
        (0..bytes >> 20).try_for_each(|_| self.write(&chunk))
    }
}

fn frame_header(first: u8, length: u64) -> Vec<u8> {
    let mut header = vec![first, 127];
    header.extend(length.to_be_bytes());
    header
}
