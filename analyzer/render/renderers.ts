/**
 * Every format's renderer.
 * Written by `npm run indexes`.
 */
import { format as annotations } from "./annotations/annotations";
import { format as evidence } from "./evidence/evidence";
import { format as html } from "./html/html";
import { format as json } from "./json/json";
import { format as junit } from "./junit/junit";
import { format as markdown } from "./markdown/markdown";
import { format as sarif } from "./sarif/sarif";
import { format as summary } from "./summary/summary";
import { format as text } from "./text/text";
import type { RenderFormat } from "./format";
import type { Format } from "./formats";

export const RENDERERS: Readonly<Record<Format, RenderFormat>> = {
  annotations,
  evidence,
  html,
  json,
  junit,
  markdown,
  sarif,
  summary,
  text,
};
