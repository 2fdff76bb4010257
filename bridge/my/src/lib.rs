//! The native side of `my`: arguments in, callbacks out.
//!
//! Owns: the `my` object, the reading of options, the listener lists, the pending calls and their settlement, and the
//! translation between page values and the socket service's types.
//!
//! Never: opens a socket (the service does), decides when something runs (the embedder's loop does), or prints.

mod app_event;
mod ballast;
mod base64;
mod bridge;
mod buffers;
mod by_hand;
mod callbacks;
mod channel;
mod device;
mod dialog;
mod embedder;
mod entered;
mod failed;
pub mod heap;
mod info;
mod install;
mod limit;
mod listeners;
pub mod literal;
mod mock;
mod navigate;
mod network;
mod nursery;
mod occasion;
mod options;
mod origin;
mod payload;
mod pending;
mod phone;
pub mod realm_data;
mod request;
mod settlement;
mod socket;
mod storage;
mod strings;
mod task_payload;
mod text;
mod ui;

pub use app_event::AppEvent;
pub use bridge::{Bridge, BridgeSettings, Counts, Single, Source};
pub use by_hand::{ListenerView, SocketView};
pub use device::{DEVICES, Device};
pub use dialog::Answer;
pub use embedder::{Embedder, Task};
pub use entered::DEFAULT_APP_ID;
pub use failed::FailedCall;
pub use info::SDK_VERSION;
pub use install::install;
pub use limit::too_many;
pub use mock::Mocks;
pub use navigate::Navigation;
pub use network::NetworkType;
pub use occasion::Occasion;
pub use origin::Origin;
pub use pending::PendingCall;
pub use phone::{Phone, WrongPhone};
pub use request::PendingRequest;
pub use settlement::call_name;
pub use storage::{StorageFault, check_storage};
pub use ui::UiCall;
