//! Random lives of several machines side by side, as a mini-program with SocketTasks has them (`ST-2`): each tells the
//! legal story of its own connections, whatever happens to the others, and one order holds for all events.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use minihost_log::{Generation, Stamp, Timestamp};
use proptest::prelude::*;

use super::Numbers;
use super::properties::{Input, Step, World, drive, input, step};

#[derive(Debug, Clone)]
enum Happens {
    /// Something at one of them.
    At(usize, Step),
    /// The host takes the oldest event of all.
    Deliver,
    /// A driver of one of them knocks at another one's machine.
    Astray { from: usize, to: usize, input: Input },
}

fn happens(count: usize) -> impl Strategy<Value = Happens> {
    let machine = 0..count;
    prop_oneof![
        12 => (machine.clone(), not_deliver()).prop_map(|(at, step)| Happens::At(at, step)),
        6 => Just(Happens::Deliver),
        1 => (machine.clone(), machine, input()).prop_map(|(from, to, input)| Happens::Astray { from, to, input }),
    ]
}

/// The host never takes an event of one machine while another one has an older one.
fn not_deliver() -> impl Strategy<Value = Step> {
    step().prop_map(|step| if matches!(step, Step::Deliver) { Step::Send(1) } else { step })
}

/// The machine whose event became ready first.
fn oldest(worlds: &[World]) -> Option<(Stamp, usize)> {
    let ready = worlds.iter().enumerate().filter_map(|(index, world)| Some((world.machine.peek()?, index)));
    ready.min()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_tells_its_own_story_and_one_order_holds(
        story in (2usize..7).prop_flat_map(|count| (Just(count), prop::collection::vec(happens(count), 0..200))),
    ) {
        let (count, story) = story;
        let (numbers, clock) = (Numbers::default(), Rc::<Cell<u64>>::default());
        let mut worlds: Vec<_> = (0..count).map(|_| World::new(numbers.clone(), Rc::clone(&clock))).collect();
        let mut last: Option<(Stamp, usize)> = None;
        for happens in story {
            match happens {
                Happens::At(at, step) => {
                    let others: Vec<_> = worlds.iter().map(|world| (world.machine.peek(), world.machine.state())).collect();
                    worlds[at].run(step);
                    for (index, world) in worlds.iter().enumerate().filter(|(index, _)| *index != at) {
                        prop_assert_eq!(others[index], (world.machine.peek(), world.machine.state()));
                    }
                }
                Happens::Deliver => {
                    let Some((stamp, at)) = oldest(&worlds) else { continue };
                    // Only a send that failed late shares a stamp, with the end of its own connection.
                    let is_next = last.is_none_or(|(before, of)| before < stamp || before == stamp && of == at);
                    prop_assert!(is_next, "stamps are of all machines, and never go back");
                    last = Some((stamp, at));
                    worlds[at].run(Step::Deliver);
                }
                Happens::Astray { from, to, input } if from != to => {
                    let Some(foreign) = worlds[from].generations().next_back() else { continue };
                    let before = (worlds[to].machine.peek(), worlds[to].machine.state());
                    let now = || Stamp { time: Timestamp::from_nanos(0), order: 0 };
                    drive(&mut worlds[to].machine, foreign, input, &now);
                    prop_assert_eq!(before, (worlds[to].machine.peek(), worlds[to].machine.state()));
                }
                Happens::Astray { .. } => {}
            }
        }
        let made: Vec<Generation> = worlds.iter().flat_map(World::generations).collect();
        prop_assert_eq!(made.iter().collect::<BTreeSet<_>>().len(), made.len(), "no two connections share a number");
        worlds.iter_mut().for_each(World::finish);
    }
}
