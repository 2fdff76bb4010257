//! A mini-program of many files: modules, pages, and a bundle from npm.

use std::io;
use std::path::Path;

/// The bundle, as its package has it: 544 KB.
const BUNDLE: &str = "node_modules/lodash";

/// One page for so many modules.
const MODULES_OF_A_PAGE: u64 = 4;

/// `app.js`.
const APP: &str = include_str!("../project/app.js");

/// What a module of an app is made of. `LEFT` and `RIGHT` are what it requires, `INDEX` its number.
const MODULE: &str = include_str!("../project/module.js");

/// What those without others require.
const NONE: &str = "module.exports = { count: 0 };\n";

/// The script of a page; `MODULE` is the one that it requires, `INDEX` its number.
const PAGE: &str = include_str!("../project/page.js");

/// The view of a page.
const VIEW: &str = include_str!("../project/page.axml");

/// Whether the bundle is there, in the folder `assets`.
pub(crate) fn is_installed(assets: &Path) -> bool {
    assets.join(BUNDLE).join("lodash.js").is_file()
}

/// Writes a project of `modules` modules and their pages into `folder`; the bundle is taken from the folder `assets`.
pub(crate) fn write(folder: &Path, modules: u64, assets: &Path) -> io::Result<()> {
    let place = |path: &str| {
        let path = folder.join(path);
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        io::Result::Ok(path)
    };
    let write = |path: &str, text: &str| std::fs::write(place(path)?, text);
    for file in ["package.json", "lodash.js"].map(|name| format!("{BUNDLE}/{name}")) {
        std::fs::copy(assets.join(&file), place(&file)?)?;
    }
    for index in 0..modules {
        write(&format!("lib/{}.js", name(index)), &module(index, modules))?;
    }
    write("lib/none.js", NONE)?;
    let routes: Vec<String> =
        (0..modules.div_ceil(MODULES_OF_A_PAGE)).map(|page| format!("pages/p{page}/index")).collect();
    for (index, route) in (0..).zip(&routes) {
        let text = PAGE.replace("MODULE", &name(index * MODULES_OF_A_PAGE)).replace("INDEX", &index.to_string());
        write(&format!("{route}.js"), &text)?;
        write(&format!("{route}.axml"), VIEW)?;
        write(&format!("{route}.json"), "{}\n")?;
    }
    write("app.js", APP)?;
    write("app.json", &serde_json::json!({ "pages": routes }).to_string())
}

fn name(index: u64) -> String {
    format!("m{index:03}")
}

/// A module requires two others, so that the first one has them all below it.
fn module(index: u64, modules: u64) -> String {
    let below = |other| if other < modules { name(other) } else { "none".to_owned() };
    MODULE
        .replace("LEFT", &below(2 * index + 1))
        .replace("RIGHT", &below(2 * index + 2))
        .replace("INDEX", &index.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn each_module_but_the_first_is_required_by_one() {
        let modules: Vec<String> = (0..7).map(|index| module(index, 7)).collect();
        for index in 1..7 {
            let required = format!("require('./{}.js')", name(index));
            assert_eq!(modules.iter().filter(|module| module.contains(&required)).count(), 1, "{index}");
        }
        assert!(!modules.iter().any(|module| module.contains("m007") || module.contains("INDEX")));
    }

    #[test]
    fn without_the_bundle_there_is_no_project() {
        let scratch = Scratch::new("project-test").unwrap();
        assert!(!is_installed(scratch.path()));
        assert!(write(scratch.path(), 4, scratch.path()).is_err());
    }
}
