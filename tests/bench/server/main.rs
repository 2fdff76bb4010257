//! The server of every bench: one thread, tokio-tungstenite, three paths (see [`Route`](route::Route)).
//!
//! Owns: listening on a free port of 127.0.0.1, which it prints as its first and only line. It ends when its standard
//! input ends, so that it cannot outlive the driver, however that ends.
//!
//! Never: measures, or treats one client differently from another.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench tool prints its results")]

mod route;
mod serve;

use std::io;
use std::process::ExitCode;

use tokio::net::TcpListener;
use tokio::sync::oneshot;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
    match runtime.and_then(|runtime| runtime.block_on(listen())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench-server: cannot accept connections on 127.0.0.1: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Accepts connections until the standard input ends.
async fn listen() -> io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("{}", listener.local_addr()?.port());
    let mut input_ended = input_end();
    loop {
        tokio::select! {
            _ = &mut input_ended => return Ok(()),
            accepted = listener.accept() => {
                let (stream, _) = accepted?;
                stream.set_nodelay(true)?;
                tokio::spawn(async move {
                    // A client that is gone is the end of its connection; the client's own result says if that is wrong.
                    let _ = serve::connection(stream).await;
                });
            }
        }
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
