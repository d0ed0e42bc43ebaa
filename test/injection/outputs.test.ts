import { Channels } from "../canaries/channels";
import { PLACES } from "../canaries/copies";
import { Mint } from "../canaries/mint";
import { Side } from "../canaries/side";
import type { World } from "../canaries/worlds";
import { Cli } from "../support/cli";
import { faultsOf } from "./safe";
import { TEXTS } from "./texts";

/** Every hostile text in every place that a plan has for a text, on both sides. */
function hostileWorld(): World {
  const sides = { primary: new Side("us-east-1"), dr: new Side("us-west-2") };
  TEXTS.forEach(([, text], t) => {
    PLACES.forEach(({ plant, only }, p) => {
      for (const side of ["primary", "dr"] as const) {
        if (only === undefined || only === side) plant(sides[side], text, `u${String(t)}x${String(p)}`);
      }
    });
  });
  return { name: "hostile", source: "plan", sides, mint: new Mint("hostile"), visible: [] };
}

describe("whatever a plan calls its resources, keys, tags and checks", () => {
  let cli: Cli;
  let channels: Channels;
  beforeAll(async () => {
    cli = Cli.compile();
    channels = new Channels(cli.main);
    await channels.run(hostileWorld());
  }, 600_000);
  afterAll(() => {
    channels.remove();
  });

  it("every output of every command is safe for its medium", () => {
    expect(channels.outputs.flatMap(faultsOf)).toEqual([]);
  });

  it("the reports still tell it", () => {
    const told = channels.outputs.filter(({ text }) => text.includes("arrived")).map(({ name }) => name);
    for (const channel of ["json", "sarif", "html", "junit", "markdown", "text", "pairs", "drift json"])
      expect(told).toContain(`hostile, plan: ${channel}`);
  });
});
