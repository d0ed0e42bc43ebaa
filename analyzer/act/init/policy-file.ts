import { DEFAULT_FILES } from "../../judge/policy/load-policy";
import type { Answers, PairAnswers, ScaffoldFile } from "./answers";
import { sourcesOf, varFilesOf } from "./plans";

/** The policy file: what the pairs are, and by example what may be declared of them. */
export function policyFile(answers: Answers): ScaffoldFile {
  const [first, ...others] = answers.pairs;
  const rest = others.map((pair) => `\n${block(answers, pair, "")}`);
  return {
    path: DEFAULT_FILES[0],
    content: `# What drparity is to know about this ${others.length > 0 ? "project's pairs" : "pair"}. Every block: docs/policy-file.md in drparity's repository.
${first === undefined ? "" : block(answers, first, EXAMPLES)}${rest.join("")}`,
  };
}

function block(answers: Answers, pair: PairAnswers, examples: string): string {
  const objectives = answers.style === "cdktf" || examples === "" ? "" : OBJECTIVES;
  return `pair ${hcl(pair.name)} {\n${sources(answers, pair)}\n${objectives}${examples}}\n`;
}

function sources(answers: Answers, pair: PairAnswers): string {
  if (answers.style === "cdktf") return '  manifest = "cdktf.out/drparity.json"';
  const list = (side: "primary" | "dr" | "combined") => hclList(sourcesOf(answers, pair, side));
  const strategy = `  strategy = ${hcl(answers.strategy)}`;
  const own = pair.combined.length > 0;
  const side = (word: "primary" | "dr") => {
    const { region } = pair[word];
    const variables = varFilesOf(answers, pair, word);
    const set = (name: string, value: string) =>
      `    ${name.padEnd(variables.length > 0 ? 9 : 7)} = ${value}`;
    const lines = [
      ...(own ? [] : [set("sources", list(word))]),
      ...(variables.length === 0 ? [] : [set("var_files", hclList(variables))]),
      ...(region === undefined ? [] : [set("region", hcl(region))]),
    ];
    return lines.length === 0 ? [] : [[`  ${word} {`, ...lines, "  }"].join("\n")];
  };
  const combined = own ? [`  combined = ${list("combined")}`] : [];
  return [strategy, ...combined, ...side("primary"), ...side("dr")].join("\n\n");
}

function hclList(texts: readonly string[]): string {
  if (texts.length < 2) return `[${texts.map(hcl).join(", ")}]`;
  return `[\n${texts.map((text) => `      ${hcl(text)},\n`).join("")}    ]`;
}

const OBJECTIVES = `
  # What is promised; the report holds its estimate against it.
  # objectives {
  #   rto = "15m"
  #   rpo = "5m"
  # }
`;

const EXAMPLES = `
  # What differs by design, each with its reason.
  # expected {
  #   address    = "aws_autoscaling_group.web"
  #   attributes = ["min_size"]
  #   reason     = "Traffic in the DR region grows by the minute, not at once."
  # }

  # What is accepted for a time. It is told again when the date has passed.
  # suppress {
  #   rule    = "backup-copied-to-dr"
  #   address = "module.reports"
  #   reason  = "Reports can be made anew."
  #   owner   = "@acme/data"
  #   expires = "2027-06-30"
  # }

  # Whose a part of it is; findings name the owner.
  # owner {
  #   address = "module.payments"
  #   team    = "@acme/payments"
  # }
`;

/** A quoted string that no template mark opens. */
function hcl(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, (mark) => mark + mark);
}
