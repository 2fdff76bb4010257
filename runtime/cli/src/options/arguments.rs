//! The command line.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::given::{Layers, Source};
use super::table::{RUN, Row, Shape, find};

/// `minihost run` with all options of the table.
pub(crate) fn command(name: &'static str) -> Command {
    Command::new(name).args(RUN.iter().map(argument))
}

fn argument(row: &Row) -> Arg {
    let argument = Arg::new(row.name).long(row.name).value_name(row.value).help(row.help).help_heading(row.heading);
    match row.shape {
        Shape::Flag => argument
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .hide_possible_values(true)
            .action(ArgAction::Set),
        Shape::OptionalValue => {
            argument.num_args(0..=1).require_equals(true).default_missing_value("").action(ArgAction::Set)
        }
        Shape::Value => argument.action(ArgAction::Set),
        Shape::List | Shape::Files | Shape::Pairs | Shape::JsonPairs => argument.action(ArgAction::Append),
    }
}

/// One option of `minihost run`, for another command.
pub(crate) fn one(name: &str) -> Option<Arg> {
    find(name).map(argument)
}

/// What the command line says of some options.
pub(crate) fn from_some_arguments(matches: &ArgMatches, names: &[&str]) -> Layers {
    let mut layers = Layers::default();
    for row in names.iter().filter_map(|name| find(name)) {
        take(row, matches, &mut layers);
    }
    layers
}

/// What the command line says.
pub(crate) fn from_arguments(matches: &ArgMatches) -> Layers {
    let mut layers = Layers::default();
    for row in RUN {
        take(row, matches, &mut layers);
    }
    layers
}

fn take(row: &'static Row, matches: &ArgMatches, layers: &mut Layers) {
    let texts = matches.get_many::<String>(row.name).into_iter().flatten();
    for (text, index) in texts.zip(matches.indices_of(row.name).into_iter().flatten()) {
        layers.add_at(row.name, text.clone(), Source::Argument(row.name), index);
    }
}
