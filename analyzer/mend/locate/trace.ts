import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pathFrom } from "./repository";

/** `new Bucket (/app/main.ts:12:5)`, `/app/main.ts:12:5`, `file:///app/main.ts:12:5`, `main.ts:12`. */
const FRAME = /(?:^|\()((?:file:\/\/)?[^()]+?):(\d+)(?::\d+)?\)?$/;

/**
 * The innermost frame of a construct's creation trace that lies in the working copy and in nobody's library: the line
 * that makes the resource.
 *
 * @param root the working copy; a relative frame is relative to it
 */
export function frameIn(root: string, trace: readonly string[]): { file: string; line: number } | undefined {
  for (const frame of trace) {
    const [, at, line] = FRAME.exec(frame.slice(0, 1000)) ?? [];
    const file = at === undefined ? undefined : fileOf(root, at);
    if (file === undefined || line === undefined || Number(line) < 1) continue;
    const path = pathFrom(root, file);
    if (path !== undefined && !/(?:^|\/)(?:node_modules|\.venv|site-packages)\//.test(path)) {
      return { file, line: Number(line) };
    }
  }
  return undefined;
}

function fileOf(root: string, text: string): string | undefined {
  if (/^(?:node|internal):/.test(text)) return undefined;
  try {
    return text.startsWith("file://") ? fileURLToPath(text) : resolve(root, text);
  } catch {
    return undefined;
  }
}
