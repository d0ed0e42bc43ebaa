/**
 * The part of SARIF 2.1.0 that drparity writes, as a JSON Schema: every object closed to the properties that the
 * standard gives it and GitHub reads, with what GitHub's code scanning demands beyond the standard (a physical location
 * in every result, its limits on sizes). The standard's own schema lies beside this file.
 */
const text = { type: "string", minLength: 1 };
const message = closed({ text }, ["text"]);
const propertyBag = { type: "object" };

const logicalLocation = closed({ name: text, fullyQualifiedName: text, kind: text }, ["fullyQualifiedName"]);

const artifactLocation = closed(
  // Relative: GitHub resolves it against the repository, and refuses an absolute one that lies elsewhere.
  {
    uri: {
      type: "string",
      format: "uri-reference",
      pattern: "^(?![/\\\\]|[A-Za-z][A-Za-z0-9+.-]*:|\\.\\.(?:/|$))",
    },
    uriBaseId: { const: "%SRCROOT%" },
  },
  ["uri"],
);

const physicalLocation = closed(
  { artifactLocation, region: closed({ startLine: { type: "integer", minimum: 1 } }, ["startLine"]) },
  ["artifactLocation", "region"],
);

const location = closed(
  {
    id: { type: "integer", minimum: 0 },
    physicalLocation,
    logicalLocations: { type: "array", minItems: 1, uniqueItems: true, items: logicalLocation },
    message,
  },
  ["physicalLocation"],
);

const level = { enum: ["none", "note", "warning", "error"] };

const result = closed(
  {
    ruleId: text,
    ruleIndex: { type: "integer", minimum: 0 },
    level,
    message,
    locations: { type: "array", minItems: 1, maxItems: 100, items: location },
    relatedLocations: { type: "array", uniqueItems: true, items: location },
    partialFingerprints: closed({ primaryLocationLineHash: text, "drparity/v1": text }, [
      "primaryLocationLineHash",
    ]),
    properties: propertyBag,
  },
  ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
);

const rule = closed(
  {
    id: text,
    name: { type: "string", minLength: 1, maxLength: 255 },
    shortDescription: closed({ text: { ...text, maxLength: 1024 } }, ["text"]),
    fullDescription: closed({ text: { ...text, maxLength: 1024 } }, ["text"]),
    helpUri: { type: "string", format: "uri" },
    help: closed({ text, markdown: text }, ["text", "markdown"]),
    defaultConfiguration: closed({ level }, ["level"]),
    properties: {
      type: "object",
      required: ["precision", "problem.severity", "security-severity", "tags"],
      properties: {
        precision: { enum: ["very-high", "high", "medium", "low"] },
        "security-severity": { enum: ["9.5", "5.5", "2.0"] },
        "problem.severity": { enum: ["error", "warning", "recommendation"] },
        tags: { type: "array", uniqueItems: true, maxItems: 10, items: text },
      },
    },
  },
  ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
);

const driver = closed(
  {
    name: text,
    version: text,
    semanticVersion: text,
    informationUri: { type: "string", format: "uri" },
    rules: { type: "array", uniqueItems: true, items: rule },
  },
  ["name", "rules"],
);

const notification = closed({ descriptor: closed({ id: text }, ["id"]), level, message }, [
  "message",
  "descriptor",
  "level",
]);

const invocation = closed(
  {
    executionSuccessful: { type: "boolean" },
    endTimeUtc: { type: "string", format: "date-time" },
    toolExecutionNotifications: { type: "array", items: notification },
  },
  ["executionSuccessful"],
);

const run = closed(
  {
    tool: closed({ driver }, ["driver"]),
    automationDetails: closed({ id: text }, ["id"]),
    columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
    invocations: { type: "array", items: invocation },
    results: { type: "array", maxItems: 5000, items: result },
    properties: propertyBag,
  },
  ["tool", "results"],
);

export const SARIF_SHAPE = closed(
  {
    $schema: { type: "string", format: "uri" },
    version: { const: "2.1.0" },
    runs: { type: "array", minItems: 1, maxItems: 1, items: run },
  },
  ["$schema", "version", "runs"],
);

function closed(properties: Record<string, object>, required: readonly string[]) {
  return { type: "object", additionalProperties: false, properties, required };
}
