import { InputError } from "../../base/errors";

const REASONS: Readonly<Record<string, readonly [what: string, fix: string]>> = {
  ENOENT: ["There is no such file or directory.", "Check the path; it is relative to the current directory."],
  ENOTDIR: ["A part of this path is a file, not a directory.", "Check the path."],
  EACCES: [
    "This may not be read by the current user.",
    "Change its permissions, or run as a user who may read it.",
  ],
  EPERM: [
    "This may not be read by the current user.",
    "Change its permissions, or run as a user who may read it.",
  ],
  EISDIR: ["This is a directory, not a file.", "Name the file in it."],
  ELOOP: ["This is a symbolic link that leads back to itself.", "Name the file itself."],
  ENAMETOOLONG: ["This name is longer than a path may be.", "Check the path."],
  EMFILE: ["Too many files are open.", "Raise the limit (ulimit -n)."],
};

/** The error for a file or directory that cannot be read; errors of another origin pass through. */
export function fileError(error: unknown, where: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (error instanceof InputError || typeof code !== "string") return error;
  const [what, fix] = REASONS[code] ?? [
    `This cannot be read (${code}).`,
    "Check the file and the disk it lies on.",
  ];
  return new InputError({ where, what, fix }, { cause: error });
}
