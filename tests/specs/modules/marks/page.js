#!/usr/bin/env minihost
const { a } = require("./bom");
console.log(a, require("./data.json").b);
