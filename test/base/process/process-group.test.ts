import { runGroup } from "../../../analyzer/base/process/process-group";

const options = (signal: AbortSignal) => ({
  cwd: "/",
  env: { PATH: "/usr/bin:/bin" },
  timeoutMs: 5000,
  graceMs: 200,
  signal,
  onOutput: () => true,
});

describe("a command that is to be interrupted", () => {
  it("is not begun when it was before", async () => {
    expect(await runGroup("sleep", ["10"], options(AbortSignal.abort()))).toMatchObject({
      stopped: "interrupt",
    });
  });

  it("is interrupted though the interrupt came while it was being started", async () => {
    const controller = new AbortController();
    const end = runGroup("sleep", ["10"], options(controller.signal));
    controller.abort();
    expect(await end).toMatchObject({ stopped: "interrupt" });
  });
});
