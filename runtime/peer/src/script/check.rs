//! Whether a script's steps stand where they can work.

use super::{Script, Step};
use crate::ScriptError;

pub(super) fn script(script: &Script) -> Result<(), ScriptError> {
    steps("on_connect", &script.on_connect, true)?;
    for route in &script.routes {
        let problem = match route.path.as_str() {
            "*" => None,
            path if !path.starts_with('/') => Some("a path starts with / (or is * for any path)"),
            path if path.contains(['?', '#']) => Some("a path has no query: requests match whatever their query is"),
            _ => None,
        };
        if let Some(problem) = problem {
            return Err(ScriptError::Path { path: route.path.clone(), problem });
        }
        steps(&route.path, &route.steps, false)?;
    }
    Ok(())
}

fn steps(path: &str, steps: &[Step], before_request: bool) -> Result<(), ScriptError> {
    let mut open = false;
    let mut corked = None;
    let mut ended_by = None;
    for (index, step) in steps.iter().enumerate() {
        let problem = if let Some(last) = ended_by {
            Some(format!("nothing can follow {last}"))
        } else if before_request && matches!(step, Step::Accept(_) | Step::Respond(_)) {
            Some("it answers a request, and these steps run before it is read; put it into a route".to_owned())
        } else if step.needs_open() && !open {
            Some("it reads messages, so it needs an open connection; put { do = \"accept\" } before it".to_owned())
        } else if step.needs_open() && corked.is_some() && !matches!(step, Step::Chat {}) {
            Some("the client sees nothing of what was written since cork; put { do = \"uncork\" } before it".to_owned())
        } else if open && matches!(step, Step::Accept(_) | Step::Respond(_)) {
            Some("the connection is open already".to_owned())
        } else {
            None
        };
        if let Some(problem) = problem {
            return Err(ScriptError::Step { path: path.to_owned(), number: index + 1, step: step.name(), problem });
        }
        match step {
            Step::Cork {} => corked = Some(index),
            // These uncork by themselves.
            Step::Uncork {} | Step::Chat {} | Step::Stall { .. } | Step::Fin {} | Step::Reset {} => corked = None,
            _ => {}
        }
        open |= matches!(step, Step::Accept(_));
        if matches!(step, Step::Fin {} | Step::Reset {} | Step::Stall { .. }) {
            ended_by = Some(step.name());
        }
    }
    if let Some(index) = corked {
        let problem = "what follows it is never written; end the list with { do = \"uncork\" }".to_owned();
        return Err(ScriptError::Step { path: path.to_owned(), number: index + 1, step: steps[index].name(), problem });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::Script;

    fn problem(script: &str) -> String {
        Script::from_toml(script).map(drop).map_err(|error| error.to_string()).expect_err("a bad script")
    }

    #[test]
    fn a_step_in_the_wrong_place_is_named() {
        let told = problem("[[route]]\npath = '/x'\nsteps = [{ do = 'wait', ms = 1 }, { do = 'echo' }]");
        assert_eq!(
            told,
            "route /x, step 2 (echo): it reads messages, so it needs an open connection; put { do = \"accept\" } before it"
        );
        assert!(problem("on_connect = [{ do = 'accept' }]").contains("on_connect, step 1 (accept)"));
        let twice = problem("[[route]]\npath = '/x'\nsteps = [{ do = 'accept' }, { do = 'accept' }]");
        assert!(twice.contains("open already"), "{twice}");
        let after = problem("[[route]]\npath = '/x'\nsteps = [{ do = 'fin' }, { do = 'uncork' }]");
        assert!(after.contains("nothing can follow fin"), "{after}");
        let silent = problem("[[route]]\npath = '/x'\nsteps = [{ do = 'cork' }, { do = 'accept' }, { do = 'echo' }]");
        assert!(silent.contains("step 3 (echo)") && silent.contains("since cork"), "{silent}");
        let endless = problem("[[route]]\npath = '/x'\nsteps = [{ do = 'accept' }, { do = 'cork' }]");
        assert!(endless.contains("step 2 (cork)") && endless.contains("never written"), "{endless}");
    }

    #[test]
    fn a_path_that_cannot_match_is_refused() {
        assert!(problem("[[route]]\npath = 'x'\nsteps = []").contains("starts with /"));
        assert!(problem("[[route]]\npath = '/x?y'\nsteps = []").contains("has no query"));
    }

    #[test]
    fn unknown_keys_and_steps_are_refused() {
        assert!(problem("[[route]]\npath = '/x'\nsteps = [{ do = 'cork', n = 1 }]").contains("unknown field `n`"));
        assert!(problem("[[route]]\npath = '/x'\nsteps = [{ do = 'jump' }]").contains("unknown variant `jump`"));
        assert!(problem("[[route]]\npath = '/x'\nsteps = [{ do = 'text', data = { hex = '0g' } }]").contains("hex"));
    }
}
