//! What people see while tests run.

use crate::event::Summary;

/// Shows what goes on before reports can tell of it. Reports may write to the same terminal: it is hidden before they do.
pub trait Live {
    /// A file begins.
    fn started(&mut self, file: &str);

    /// A test of `file` has ended; with retries, for now.
    fn tested(&mut self, file: &str, failed: bool);

    /// A file has ended; its tests are in the summary from now on.
    fn ended(&mut self, file: &str);

    /// Shows the state of things; called often, whether anything has changed or not.
    fn show(&mut self, summary: &Summary);

    /// Takes away what is shown.
    fn hide(&mut self);
}
