//! The JavaScript that makes the objects on the message path.

/// A script whose value is a list of functions: `(data, isBuffer)` to a message's payload, and `()` to an empty result.
///
/// Object literals share their shapes, which the engine's own interface cannot ask for: made this way an object costs a
/// third, and page code that reads it finds its fields through the engine's inline caches.
pub const PAYLOADS: &str = "[function(data,isBuffer){return{data,isBuffer}},function(){return{}}]";
