//! Orders of what is ready together: their names, and which ones a test is run in.
//!
//! A run of a test makes choices, each among two or more that are ready. An [`Order`] says which choices are not for the
//! oldest. Every order has one name, and all there are can be reached by adding one such choice after the last: the
//! [`Explorer`] goes from few to many, since most mistakes show with one or two.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::shuffle::shuffle;

/// What the order without any other choice is called.
const OLDEST: &str = "oldest";

/// Which choices, counted from 1, are not for the oldest, and for which instead, counted from 1 after it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Order(BTreeMap<usize, usize>);

impl Order {
    /// The choices, by their numbers.
    #[must_use]
    pub const fn choices(&self) -> &BTreeMap<usize, usize> {
        &self.0
    }

    /// The same, with one more choice.
    fn and(&self, choice: usize, instead: usize) -> Self {
        let mut order = self.clone();
        order.0.insert(choice, instead);
        order
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str(OLDEST);
        }
        for (index, (choice, instead)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{choice}:{instead}")?;
        }
        Ok(())
    }
}

/// Text that names no order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no order; it looks like 12:1,40:2, or is {OLDEST}, and a failure of --explore tells it")]
pub struct NoOrder(String);

impl FromStr for Order {
    type Err = NoOrder;

    fn from_str(text: &str) -> Result<Self, NoOrder> {
        if text == OLDEST {
            return Ok(Self::default());
        }
        let mut order = Self::default();
        for part in text.split(',') {
            let choice = part.split_once(':').and_then(|(choice, instead)| Some((number(choice)?, number(instead)?)));
            let (choice, instead) = choice.ok_or_else(|| NoOrder(text.to_owned()))?;
            if order.0.insert(choice, instead).is_some() {
                return Err(NoOrder(text.to_owned()));
            }
        }
        Ok(order)
    }
}

fn number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|number| *number > 0)
}

impl TryFrom<String> for Order {
    type Error = NoOrder;

    fn try_from(text: String) -> Result<Self, NoOrder> {
        text.parse()
    }
}

impl From<Order> for String {
    fn from(order: Order) -> Self {
        order.to_string()
    }
}

/// The orders that a test is run in, one after the other: all there are, or as many of them as it may.
#[derive(Debug)]
pub(crate) struct Explorer {
    left: usize,
    seed: u64,
    waiting: VecDeque<Order>,
}

impl Explorer {
    /// At most `most` orders; where there are more, `seed` decides which.
    pub(crate) fn new(most: usize, seed: u64) -> Self {
        Self { left: most, seed, waiting: VecDeque::from([Order::default()]) }
    }

    /// The order that is next.
    pub(crate) fn next(&mut self) -> Option<Order> {
        self.left = self.left.checked_sub(1)?;
        self.waiting.pop_front()
    }

    /// Takes note of the choices that there were in `order`: how many to choose from, at each.
    pub(crate) fn learn(&mut self, order: &Order, choices: &[usize]) {
        let last = order.choices().last_key_value().map_or(0, |(choice, _)| *choice);
        let later = choices.iter().enumerate().skip(last);
        let mut more: Vec<_> =
            later.flat_map(|(at, count)| (1..*count).map(move |instead| (at + 1, instead))).collect();
        self.seed = self.seed.wrapping_add(1);
        shuffle(&mut more, self.seed);
        // No more than can ever be run are kept.
        let room = self.left.saturating_sub(self.waiting.len());
        self.waiting.extend(more.into_iter().take(room).map(|(choice, instead)| order.and(choice, instead)));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn an_order_is_read_back_from_its_name() {
        for name in ["oldest", "1:1", "12:1,40:2"] {
            assert_eq!(name.parse::<Order>().unwrap().to_string(), name);
        }
        for wrong in ["", "0:1", "1:0", "1", "1:1,", "1:1,1:2", "a:b"] {
            assert!(wrong.parse::<Order>().is_err(), "{wrong}");
        }
    }

    /// Runs `explorer` on a test that always has these choices, and says in how many orders it went.
    fn explored(mut explorer: Explorer, choices: &[usize]) -> BTreeSet<String> {
        let mut orders = BTreeSet::new();
        while let Some(order) = explorer.next() {
            assert!(order.choices().iter().all(|(choice, instead)| *instead < choices[choice - 1]), "{order}");
            assert!(orders.insert(order.to_string()), "{order} twice");
            explorer.learn(&order, choices);
        }
        orders
    }

    #[test]
    fn all_orders_are_explored_once_where_there_are_few() {
        assert_eq!(explored(Explorer::new(100, 1), &[2, 3, 2, 2]).len(), 24);
        assert_eq!(explored(Explorer::new(100, 1), &[]).len(), 1);
    }

    #[test]
    fn where_there_are_many_a_seed_decides_and_a_single_other_choice_comes_first() {
        let some = explored(Explorer::new(20, 1), &[2; 40]);
        assert_eq!(some.len(), 20);
        assert!(some.iter().all(|order| !order.contains(',')), "{some:?}");
        assert_eq!(some, explored(Explorer::new(20, 1), &[2; 40]));
        assert_ne!(some, explored(Explorer::new(20, 2), &[2; 40]));
    }
}
