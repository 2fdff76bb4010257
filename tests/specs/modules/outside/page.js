require("../../../Cargo.toml");
require("../../../../README.md");
