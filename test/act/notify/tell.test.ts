import { RequestError } from "../../../analyzer/base/net/request";
import type { Channel } from "../../../analyzer/act/notify/channel";
import { channelsOf } from "../../../analyzer/act/notify/channels";
import { tellChannels } from "../../../analyzer/act/notify/tell";
import { DriftStory, found } from "../../support/drift-story";

/** A channel that counts what it is told, and fails as long as it is told to. */
function channel(id: string) {
  const told: string[][] = [];
  const state = { down: false };
  const self: Channel = {
    id,
    deliver: ({ appeared }) => {
      if (state.down) return Promise.reject(new RequestError("It is down."));
      told.push(appeared.map(({ finding }) => finding.id));
      return Promise.resolve();
    },
  };
  return { self, told, state };
}

/** A run that tells the channels what the story so far lets them know, and remembers it. */
async function run(story: DriftStory, channels: readonly Channel[], ids: readonly string[]) {
  const findings = ids.map((id) => found(id, id.startsWith("i") ? "info" : "warning"));
  const { before, current } = story.ran(findings);
  const notifications = await tellChannels(channels, before, current, "warning", { backoffMs: [] });
  const entry = story.entries.pop();
  if (entry) story.entries.push({ ...entry, notifications });
  return notifications;
}

describe("telling", () => {
  it("happens on change alone", async () => {
    const [story, chat] = [new DriftStory(), channel("chat")];
    expect(await run(story, [chat.self], [])).toEqual([]);
    expect(await run(story, [chat.self], ["a"])).toEqual([{ channel: "chat", delivered: true }]);
    expect(await run(story, [chat.self], ["a"])).toEqual([]);
    await run(story, [chat.self], ["a", "b"]);
    expect(chat.told).toEqual([["a"], ["b"]]);
  });

  it("leaves out what is not severe enough", async () => {
    const [story, chat] = [new DriftStory(), channel("chat")];
    expect(await run(story, [chat.self], ["i"])).toEqual([]);
    await run(story, [chat.self], ["i", "a"]);
    expect(chat.told).toEqual([["a"]]);
  });

  it("is made up for by the next run, for the channel that missed it", async () => {
    const [story, up, down] = [new DriftStory(), channel("up"), channel("down")];
    const both = [up.self, down.self];
    down.state.down = true;
    expect(await run(story, both, ["a"])).toEqual([
      { channel: "up", delivered: true },
      { channel: "down", delivered: false, problem: "It is down." },
    ]);
    down.state.down = false;
    expect(await run(story, both, ["a"])).toEqual([{ channel: "down", delivered: true }]);
    expect(await run(story, both, ["a"])).toEqual([]);
    expect([up.told, down.told]).toEqual([[["a"]], [["a"]]]);
  });
});

describe("channels", () => {
  it("come from the command line and the policy file, each once", () => {
    const env = { CHAT: "https://hooks.example.com/x", GITHUB_TOKEN: "t", BOT: "t" };
    const args = {
      notifySns: ["arn:aws:sns:us-west-2:123456789012:a"],
      notifyWebhookEnv: ["CHAT"],
      notifyGithub: ["acme/infra"],
    };
    const place = ".drparity.hcl:1";
    const policies = [
      { place, kind: "webhook", urlVariable: "CHAT" },
      { place, kind: "webhook", urlVariable: "CHAT", format: "teams" },
      { place, kind: "github-issue", repository: "acme/other", tokenVariable: "BOT" },
    ] as const;
    expect(channelsOf(args, policies, env).map(({ id }) => id)).toEqual([
      "sns:arn:aws:sns:us-west-2:123456789012:a",
      "webhook:CHAT",
      "github-issue:acme/infra",
      "teams:CHAT",
      "github-issue:acme/other",
    ]);
  });
});
