//! The bare client of `hello_wss`: `bench-rust-tls hello_wss base=wss://HOST:PORT ca=FILE`.
//!
//! Owns: the one exchange that needs TLS. It is a program of its own, since what links the system's TLS library takes
//! longer to start: `bench-rust` would no longer be the limit of the other workloads.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench tool prints its results")]

#[expect(dead_code, reason = "what the other workloads need")]
mod client;

use std::process::ExitCode;

use client::Client;
use native_tls::{Certificate, TlsConnector};

/// Why there was no hello.
#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error("usage: bench-rust-tls hello_wss base=wss://HOST:PORT ca=FILE")]
    Usage,
    #[error("cannot read the CA's certificate: {0}")]
    Ca(std::io::Error),
    #[error("TLS failed: {0}")]
    Tls(#[from] native_tls::Error),
    #[error(transparent)]
    Client(#[from] client::Problem),
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => {
            // The driver's is the time that counts: the whole process.
            println!(r#"{{"w":"hello_wss","n":1,"ms":0}}"#);
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("bench-rust-tls: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Problem> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| args.iter().find_map(|arg| arg.strip_prefix(name)).ok_or(Problem::Usage);
    let (base, ca) = (value("base=")?, value("ca=")?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
    runtime.map_err(client::Problem::from)?.block_on(hello(base, ca))
}

/// Connects with the system's roots and the one in `ca`, and says hello.
async fn hello(base: &str, ca: &str) -> Result<(), Problem> {
    #[expect(
        clippy::disallowed_methods,
        reason = "this client is what minihost is compared with: no layer of it is used"
    )]
    let pem = std::fs::read(ca).map_err(Problem::Ca)?;
    let connector = TlsConnector::builder().add_root_certificate(Certificate::from_pem(&pem)?).build()?;
    let stream = client::dial(base, "wss://").await?;
    let host = base.trim_start_matches("wss://").rsplit_once(':').map_or("", |(host, _)| host);
    let stream = tokio_native_tls::TlsConnector::from(connector).connect(host, stream).await?;
    Ok(Client::open(format!("{base}/echo"), stream).await?.hello().await?)
}
