// Preloaded with `node --require`: whoever asks for cdktf, the provider package included, gets CDK Terrain from the
// node_modules directory that DRPARITY_CDKTN names.
const Module = require("node:module");
const path = require("node:path");

const directory = process.env.DRPARITY_CDKTN;
const resolveFilename = Module._resolveFilename;

Module._resolveFilename = function (request, ...rest) {
  const [name, ...inner] = request.split("/");
  if (name !== "cdktf" && name !== "constructs") return resolveFilename.call(this, request, ...rest);
  const replacement = path.join(directory, name === "cdktf" ? "cdktn" : name, ...inner);
  return resolveFilename.call(this, replacement, ...rest);
};
