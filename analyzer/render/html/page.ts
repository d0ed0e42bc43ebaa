import { createHash } from "node:crypto";

/** One HTML file that needs nothing else. All of it is HTML already, and made harmless. */
export interface Page {
  readonly title: string;
  readonly style: string;
  /** The only script that runs; none where it is absent. */
  readonly script?: string;
  readonly body: string;
}

/**
 * The file: no request leaves it, and its policy forbids any script or style but its own, so that markup that slipped in from a
 * resource's name would do nothing.
 */
export function page({ title, style, script, body }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
${body}
${script === undefined ? "" : `<script>${script}</script>\n`}</body>
</html>
`;
}

function policy(style: string, script: string | undefined): string {
  return [
    "default-src 'none'",
    `style-src '${sha256(style)}'`,
    ...(script === undefined ? [] : [`script-src '${sha256(script)}'`]),
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function sha256(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
