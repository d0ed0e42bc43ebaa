import { ConfigurationError } from "../pair/configuration-error";

/** What a task gets. */
export interface TaskSize {
  /** CPU units, 1024 to a CPU. */
  readonly cpu: 256 | 512 | 1024 | 2048 | 4096 | 8192 | 16384;
  /** MiB. */
  readonly memory: number;
}

/** Fargate's combinations: least and most memory for each CPU, and the step between, in GiB. A quarter of a CPU also goes with half of one. */
const MEMORY: Readonly<Record<TaskSize["cpu"], readonly [least: number, most: number, step: number]>> = {
  256: [1, 2, 1],
  512: [1, 4, 1],
  1024: [2, 8, 1],
  2048: [4, 16, 1],
  4096: [8, 30, 1],
  8192: [16, 60, 4],
  16384: [32, 120, 8],
};

/** @throws ConfigurationError when Fargate has no such task, which ECS says only when it is applied */
export function checkTaskSize(field: string, { cpu, memory }: TaskSize): void {
  const [least, most, step] = MEMORY[cpu];
  const gib = memory / 1024;
  const isHalf = cpu === 256 && memory === 512;
  if (isHalf || (gib >= least && gib <= most && (gib - least) % step === 0)) return;
  throw new ConfigurationError(
    field,
    `${memory} MiB do not go with ${cpu} CPU units`,
    `Give ${least * 1024} to ${most * 1024} MiB in steps of ${step * 1024}`,
  );
}
