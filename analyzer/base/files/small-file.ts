import { open, stat } from "node:fs/promises";

/**
 * The text of a file that should be small, in UTF-8; undefined for one that is larger, and for what is no file: a device
 * or a pipe never ends. Counted is what is read, since a file of `/proc` says of itself that it is empty.
 *
 * @param most bytes
 * @throws the system's error when it cannot be read
 */
export async function readSmallFile(file: string, most: number): Promise<string | undefined> {
  if (!(await stat(file)).isFile()) return undefined;
  const handle = await open(file);
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of handle.createReadStream({ end: most, autoClose: false })) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
    }
    return size > most ? undefined : Buffer.concat(chunks).toString("utf8");
  } finally {
    await handle.close();
  }
}
