import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Whether a holder still runs; `unknown` when that cannot be told from here. */
export type Life = "alive" | "dead" | "unknown";

/** A process that holds a claim, as text: `MACHINE PID START TOKEN`. A process id alone is used again by the next one. */
export function thisHolder(): string {
  return [machine(), process.pid, statOf(process.pid)?.start ?? "-", randomUUID()].join(" ");
}

/** For messages: `process 4711`. */
export function holderName(holder: string): string {
  return `process ${holder.split(" ")[1] ?? "?"}`;
}

/** Asks the kernel where it can answer: a process of another machine or container cannot be asked about. */
export function lifeOf(holder: string): Life {
  const [where, id, start] = holder.split(" ");
  const pid = Number(id);
  if (where !== machine() || !Number.isSafeInteger(pid) || pid <= 0) return "unknown";
  if (!exists(pid)) return "dead";
  const found = statOf(pid);
  if (!found) return "unknown";
  // Killed, but its parent has not asked about it yet.
  if (found.state === "Z" || found.state === "X") return "dead";
  return found.start === start ? "alive" : "dead";
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is one, of another user.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** What a process id is unique within: this boot of this kernel, and there this container's process namespace. */
function machine(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}/${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return encodeURIComponent(hostname());
  }
}

/** State and start time (in ticks since boot) from Linux's /proc; undefined elsewhere. */
function statOf(pid: number): { readonly state: string; readonly start: string } | undefined {
  try {
    // The second field is the program's name in parentheses, which may hold spaces and parentheses itself.
    const text = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", start: fields[19] ?? "" };
  } catch {
    return undefined;
  }
}
