//! Whether a file is an ES module, a CommonJS script or JSON.

use std::path::Path;

/// How a file is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `import` and `export`; strict.
    Module,
    /// `require` and `module.exports`; sloppy.
    Script,
    /// Data.
    Json,
}

/// The form of the file at `path`: by its extension, by its package (`is_of_modules` where that says that its `.js` files are
/// ES modules), else by whether it has an `import` or `export` statement, as bundlers tell it.
pub(super) fn of(path: &Path, is_of_modules: bool, has_module_statement: impl FnOnce() -> bool) -> Form {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("json") => Form::Json,
        Some("mjs") => Form::Module,
        Some("cjs") => Form::Script,
        Some("js") if is_of_modules => Form::Module,
        _ if has_module_statement() => Form::Module,
        _ => Form::Script,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modules::survey::Survey;

    fn of_text(path: &str, source: &str, is_of_modules: bool) -> Form {
        of(Path::new(path), is_of_modules, || Survey::of(source).has_module_statement)
    }

    #[test]
    fn module_statements_make_a_module() {
        for source in [
            "import a from './a'",
            "import './a'",
            "import{a}from'./a'",
            "'use strict';\nimport * as a from './a'",
            "/* c */ import a from './a'",
            "var x = 1;export default x",
            "function f() {}\nexport { f }",
            "export*from './a'",
            "const r = /[/'\"]/;\nexport const a = 1",
            "const t = `${`}`}`\nexport const a = 1",
            "a = b / c; import d from './d' // /",
        ] {
            assert_eq!(of_text("x.js", source, false), Form::Module, "{source}");
        }
    }

    #[test]
    fn everything_else_is_a_script() {
        for source in [
            "",
            "Page({})",
            "exports.a = 1",
            "module.exports = { import: 1, export: 2 }",
            "var s = 'import a from \"./a\"'",
            "// import a from './a'",
            "/*\nexport default 1\n*/",
            "var t = `\nimport a from './a'\n`",
            "var r = /\\/\\nimport a/",
            "import('./a')",
            "a.export\n  .b()",
            "function f() {\n  export_()\n}",
            "if (x) {\n  important()\n}",
        ] {
            assert_eq!(of_text("x.js", source, false), Form::Script, "{source}");
        }
        assert_eq!(of_text("x.mjs", "", false), Form::Module);
        assert_eq!(of_text("x.cjs", "export default 1", true), Form::Script);
        assert_eq!(of_text("x.js", "", true), Form::Module);
        assert_eq!(of_text("x.json", "{}", true), Form::Json);
    }
}
