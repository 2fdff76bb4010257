//! A host, and a server that speaks raw bytes.

pub mod frame;
pub mod host;
pub mod server;

use std::future::Future;
use std::time::Duration;

/// Runs a test on a current-thread runtime inside of a `LocalSet`, under the machine's clock.
pub fn run<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let limited = async { tokio::time::timeout(Duration::from_secs(30), test).await.expect("the test hangs") };
    let result = tokio::task::LocalSet::new().block_on(&runtime, limited);
    runtime.shutdown_background();
    result
}

/// Runs a test under a virtual clock: when nothing else can happen, time jumps to the next timer.
pub fn run_paused<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    let limited = async { tokio::time::timeout(Duration::from_secs(3600), test).await.expect("the test hangs") };
    let result = tokio::task::LocalSet::new().block_on(&runtime, limited);
    runtime.shutdown_background();
    result
}
