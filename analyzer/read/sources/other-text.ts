import { MAKE_A_PLAN } from "./advice";

/** What a text is, when it is not JSON. */
export interface TextDescription {
  readonly what: string;
  readonly fix: string;
}

interface TextKind extends TextDescription {
  readonly sign: RegExp;
}

/** Only the beginning is looked at: enough to know a format by, and no pattern can run long. */
const HEAD = 4096;

/** Ordered: the surest signs come first. */
const KINDS: readonly TextKind[] = [
  {
    sign: /^version https:\/\/git-lfs\.github\.com\//,
    what: "This is a Git LFS pointer, not the file itself.",
    fix: "Fetch the file with `git lfs pull`.",
  },
  {
    sign: /^\s*<(?:\?xml|!doctype|html|[a-z])/i,
    what: "This is XML or HTML, not JSON: perhaps an error page that was saved.",
    fix: MAKE_A_PLAN,
  },
  {
    sign: /^\s*AWSTemplateFormatVersion\s*:/m,
    what: "This is a CloudFormation template; drparity compares Terraform.",
    fix: MAKE_A_PLAN,
  },
  {
    sign: /^\s*(?:[╷│]\s*)?Error: /m,
    what: "This is an error message of the command that should have written JSON.",
    fix: "Run the command by itself and mend what it reports.",
  },
  {
    sign: /^(?:Terraform|OpenTofu) (?:will perform|used the selected)|^No changes\. /m,
    what: "This is a plan as Terraform prints it for people, not as JSON.",
    fix: MAKE_A_PLAN,
  },
  {
    sign: /^(?:resource|data|module|variable|output|provider) +"[^"\n]*".*\{|^(?:terraform|locals) *\{/m,
    what: "This is Terraform configuration, not a plan or a state.",
    fix: MAKE_A_PLAN,
  },
  { sign: /\0/, what: "This is a binary file of an unknown kind.", fix: MAKE_A_PLAN },
];

/** What a text that is not JSON seems to be, or undefined. Nothing of the text is quoted: it may hold secrets. */
export function describeText(text: string): TextDescription | undefined {
  const head = text.slice(0, HEAD);
  const kind = KINDS.find(({ sign }) => sign.test(head));
  return kind && { what: kind.what, fix: kind.fix };
}
