import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { InputError } from "../../../analyzer/base/errors";
import type { ByteStream } from "../../../analyzer/read/sources/bytes";
import type { SourceIo } from "../../../analyzer/read/sources/io";

/** The smallest plan that Terraform writes, with a value that no message may show. */
export const PLAN = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  planned_values: { root_module: {} },
  variables: { password: { value: "hunter2" } },
};
export const STATE = { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: {} } };
export const RAW_STATE = {
  version: 4,
  terraform_version: "1.11.4",
  serial: 7,
  lineage: "0b3a",
  outputs: {},
  resources: [],
};

export const planText = JSON.stringify(PLAN);

/** As a zip archive starts that Terraform saved a plan in. */
export const SAVED_PLAN = Buffer.concat([
  Buffer.from("PK\u0003\u0004", "latin1"),
  Buffer.alloc(26),
  Buffer.from("tfplan"),
]);

/** Runs with a new directory that holds the files, and removes it. */
export async function withFiles<T>(
  files: Readonly<Record<string, string | Buffer>>,
  use: (directory: string) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), "drparity-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), content);
    }
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export async function* stream(...chunks: (string | Buffer)[]): ByteStream {
  for (const chunk of chunks) yield Promise.resolve(Buffer.from(chunk));
}

/** An io that has nothing, but for what the test gives. */
export function io(overrides: Partial<SourceIo> = {}): SourceIo {
  const nothing = (): never => {
    throw new Error("this test reads nothing from here");
  };
  return { stdin: stream(), fetchS3: nothing, listS3: nothing, showPlan: nothing, ...overrides };
}

/** The InputError of a call that must fail: told in at most two lines, and without a value of {@link PLAN}. */
export async function inputError(failing: Promise<unknown> | (() => unknown)): Promise<InputError> {
  const error = await Promise.resolve()
    .then(() => (typeof failing === "function" ? failing() : failing))
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
  expect(error.message.split("\n")).toHaveLength(2);
  expect(error.message).not.toContain("hunter2");
  return error;
}
