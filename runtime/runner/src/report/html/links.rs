//! Which moment led to which: arrows of a picture.

use crate::protocol::{Lane, Moment};

/// Pairs of indices, each moment and the one that it led to.
///
/// The stream names no causes, so that they are read from lanes and labels; of several that fit, the first that is not
/// taken counts. A call leads to its end and to a frame: it is taken once for each lane.
pub(super) fn links(moments: &[&Moment]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (target, moment) in moments.iter().enumerate() {
        let source = (0..target).find(|&source| {
            let from = moments[source];
            from.program == moment.program
                && leads(from, moment)
                && !pairs.iter().any(|&(taken, to)| taken == source && moments[to].lane == moment.lane)
        });
        pairs.extend(source.map(|source| (source, target)));
    }
    pairs
}

fn leads(from: &Moment, to: &Moment) -> bool {
    let (call, label) = (from.label.as_str(), to.label.as_str());
    let same = |before: &str, after: &str| {
        call.strip_prefix(before).zip(label.strip_prefix(after)).is_some_and(|(from, to)| from == to)
    };
    match (from.lane, to.lane) {
        (Lane::Api, Lane::Api) => call.strip_prefix("my.").is_some_and(|api| label.split(' ').next() == Some(api)),
        (Lane::Api, Lane::Out) => {
            call == "my.connectSocket" && label.starts_with("dial ")
                || call == "my.closeSocket" && label.starts_with("sent close ")
                || call == "my.sendSocketMessage" && label.starts_with("sent ") && !label.starts_with("sent close ")
        }
        (Lane::Out, Lane::In) => {
            call.starts_with("dial ") && label.starts_with("handshake ") || same("sent ", "received ")
        }
        (Lane::In, Lane::Event) => {
            call.starts_with("handshake 101") && label == "open"
                || same("received close ", "close ")
                || same("received ", "message ")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_followed_from_the_call_to_its_echo() {
        let told = [
            (Lane::Api, "my.sendSocketMessage"),
            (Lane::Out, "sent hi"),
            (Lane::Api, "sendSocketMessage success"),
            (Lane::In, "received hi"),
            (Lane::Event, "message hi"),
            (Lane::Event, "message hi"),
        ];
        let moments = told.map(|(lane, label)| Moment { at_ms: 0.0, lane, label: label.to_owned(), program: Some(1) });
        let moments: Vec<_> = moments.iter().collect();
        assert_eq!(links(&moments), [(0, 1), (0, 2), (1, 3), (3, 4)]);
    }
}
