//! The server of every bench: one thread, tokio-tungstenite, three paths (see [`Route`](route::Route)), with TLS and without.
//!
//! Owns: listening on two free ports of 127.0.0.1, for `ws:` and for `wss:`, which it prints as its first and only line.
//! Its one argument is the file that it writes the certificate of its CA to. It ends when its standard input ends, so that
//! it cannot outlive the driver, however that ends.
//!
//! Never: measures, or treats one client differently from another.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench tool prints its results")]

mod route;
mod serve;
mod tls;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio_native_tls::TlsAcceptor;
use tokio_tungstenite::tungstenite::Error;

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error("usage: bench-server FILE, to which the CA's certificate is written")]
    Usage,
    #[error("cannot listen on 127.0.0.1: {0}")]
    Listen(#[from] io::Error),
    #[error(transparent)]
    Tls(#[from] tls::Problem),
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("bench-server: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Problem> {
    let ca = std::env::args_os().nth(1).map(PathBuf::from).ok_or(Problem::Usage)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(listen(&ca))
}

/// Accepts connections until the standard input ends.
async fn listen(ca: &Path) -> Result<(), Problem> {
    let acceptor = tls::acceptor(ca)?;
    let plain = TcpListener::bind(("127.0.0.1", 0)).await?;
    let secure = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("{} {}", plain.local_addr()?.port(), secure.local_addr()?.port());
    let mut input_ended = input_end();
    loop {
        let (accepted, acceptor) = tokio::select! {
            _ = &mut input_ended => return Ok(()),
            accepted = plain.accept() => (accepted, None),
            accepted = secure.accept() => (accepted, Some(acceptor.clone())),
        };
        let (stream, _) = accepted?;
        stream.set_nodelay(true)?;
        // A client that is gone is the end of its connection; the client's own result says if that is wrong.
        tokio::spawn(async move {
            let _ = match acceptor {
                None => serve::connection(stream).await,
                Some(acceptor) => over_tls(&acceptor, stream).await,
            };
        });
    }
}

async fn over_tls(acceptor: &TlsAcceptor, stream: TcpStream) -> Result<(), Error> {
    match acceptor.accept(stream).await {
        Ok(stream) => serve::connection(stream).await,
        // As with a client that is gone.
        Err(_) => Ok(()),
    }
}

/// Resolves when the standard input is at its end.
fn input_end() -> oneshot::Receiver<()> {
    let (ended, end) = oneshot::channel();
    std::thread::spawn(move || {
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        let _ = ended.send(());
    });
    end
}
