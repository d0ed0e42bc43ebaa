import { setVerbosity } from "../../analyzer/base/verbosity";
import { tellReading } from "../../analyzer/cli/reading-progress";

/** A terminal that keeps what is written to it. */
function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 60, write: (text: string) => written.push(text), written };
}

/** Something that takes so many milliseconds of a clock that the test moves. */
function slow(milliseconds: number) {
  return () =>
    new Promise<string>((resolve) => {
      setTimeout(() => resolve("read"), milliseconds);
    });
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
  setVerbosity("usual");
});

/** Moves the clock, and lets what waits for it go on. */
async function pass(milliseconds: number): Promise<void> {
  for (let at = 0; at < milliseconds; at++) {
    jest.advanceTimersByTime(1);
    await Promise.resolve();
  }
}

async function run(screen: ReturnType<typeof terminal>, milliseconds: number): Promise<string> {
  const reading = tellReading("infra/dr/tfplan", slow(milliseconds), screen);
  await pass(milliseconds + 1);
  return reading;
}

describe("what is being read", () => {
  it("is said on a terminal once it takes more than a second, and taken away", async () => {
    const screen = terminal(true);
    expect(await run(screen, 3100)).toBe("read");
    expect(screen.written[0]).toBe("\r\u001b[2Kreading infra/dr/tfplan (1 s)");
    expect(screen.written).toContain("\r\u001b[2Kreading infra/dr/tfplan (3 s)");
    expect(screen.written.at(-1)).toBe("\r\u001b[2K");
  });

  it("is not said when it is over sooner, off a terminal, or when all is to be quiet", async () => {
    const [quick, pipe, quiet] = [terminal(true), terminal(false), terminal(true)];
    await run(quick, 900);
    await run(pipe, 3000);
    setVerbosity("quiet");
    await run(quiet, 3000);
    expect([...quick.written, ...pipe.written, ...quiet.written]).toEqual([]);
  });
});
