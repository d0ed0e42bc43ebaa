import { DEFAULT_FILES } from "../../judge/policy/load-policy";
import type { Answers, ScaffoldFile } from "./answers";

/** The policy file: what the pair is, and by example what may be declared of it. */
export function policyFile({ style, name, strategy, primary, dr }: Answers): ScaffoldFile {
  const side = (word: string, { directory, region }: Answers["primary"]) =>
    [
      `  ${word} {`,
      `    sources = [${hcl(directory)}]`,
      ...(region === undefined ? [] : [`    region  = ${hcl(region)}`]),
      "  }",
    ].join("\n");
  const sources =
    style === "cdktf"
      ? `  manifest = "cdktf.out/drparity.json"`
      : `  strategy = ${hcl(strategy)}\n\n${side("primary", primary)}\n\n${side("dr", dr)}`;
  const objectives =
    style === "cdktf"
      ? ""
      : `
  # What is promised; the report holds its estimate against it.
  # objectives {
  #   rto = "15m"
  #   rpo = "5m"
  # }
`;
  return {
    path: DEFAULT_FILES[0],
    content: `# What drparity is to know about this pair. Every block: docs/policy-file.md in drparity's repository.
pair ${hcl(name)} {
${sources}
${objectives}
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
}
`,
  };
}

/** A quoted string that no template mark opens. */
function hcl(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, (mark) => mark + mark);
}
