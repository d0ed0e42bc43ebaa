#!/usr/bin/env node
import { TOOL_VERSION } from "../base/version";

const args = process.argv.slice(2);
// What nobody has to parse is answered before the parser is loaded, which takes a third of Node's own start.
if (args.length === 1 && args[0] === "--version") console.log(TOOL_VERSION);
else void import("./command-line").then(({ run }) => run(args));
