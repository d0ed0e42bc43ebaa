import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

/** What a browser did while a page was open. */
export interface Seen {
  /** Addresses that the page asked for, beside itself and `data:`. */
  readonly requests: string[];
  /** Errors and warnings of the console, exceptions, and what the content security policy refused. */
  readonly complaints: string[];
  /** Texts of `alert` and the like. */
  readonly dialogs: string[];
}

type Fields = Record<string, unknown>;
interface Answer {
  readonly resolve: (result: Fields) => void;
  readonly reject: (error: Error) => void;
}

/** Chromium's program, from CHROMIUM or the PATH; undefined where there is none. */
export function chromiumProgram(): string | undefined {
  const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : ["chromium", "google-chrome", "chrome"];
  return names.find((name) => spawnSync(name, ["--version"]).status === 0);
}

/** A browser without a window, driven by its DevTools protocol over a pipe: no port, no driver to install. */
export class Chromium {
  private readonly profile = mkdtempSync(join(tmpdir(), "drparity-chromium-"));
  private readonly process: ChildProcess;
  private readonly answers = new Map<number, Answer>();
  private readonly listeners = new Map<string, (method: string, params: Fields) => void>();
  private last = 0;

  constructor(program: string) {
    const flags = [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--remote-debugging-pipe",
    ];
    this.process = spawn(program, [...flags, `--user-data-dir=${this.profile}`], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    this.process.on("exit", () => {
      for (const { reject } of this.answers.values()) reject(new Error("Chromium ended"));
    });
    let rest = "";
    (this.process.stdio[4] as Readable).setEncoding("utf8").on("data", (chunk: string) => {
      const messages = (rest + chunk).split("\0");
      rest = messages.pop() ?? "";
      for (const message of messages) this.receive(JSON.parse(message) as Fields);
    });
  }

  /** Sends a command of the protocol and waits for its result. */
  send(method: string, params: Fields = {}, sessionId?: string): Promise<Fields> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.answers.set(id, { resolve, reject });
      (this.process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Opens a page that stands for itself: its own media settings, its scripts run or not. */
  async open(url: string, media: Fields = {}, withoutScript = false): Promise<Page> {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, String(sessionId), String(targetId));
    this.listeners.set(String(sessionId), (method, params) => {
      page.notice(method, params);
    });
    for (const domain of ["Page", "Runtime", "Network", "Log"]) await page.send(`${domain}.enable`);
    await page.send("Emulation.setEmulatedMedia", media);
    await page.send("Emulation.setScriptExecutionDisabled", { value: withoutScript });
    await page.send("Emulation.setFocusEmulationEnabled", { enabled: true });
    await page.go(url);
    return page;
  }

  /** Ends the browser and removes its profile. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    await this.send("Browser.close").catch(() => undefined);
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private receive({ id, result, error, method, params, sessionId }: Fields): void {
    if (id === undefined) {
      this.listeners.get(String(sessionId))?.(String(method), (params ?? {}) as Fields);
      return;
    }
    const answer = this.answers.get(Number(id));
    this.answers.delete(Number(id));
    if (error) answer?.reject(new Error(JSON.stringify(error)));
    else answer?.resolve(result as Fields);
  }
}

/** An open page. */
export class Page {
  readonly seen: Seen = { requests: [], complaints: [], dialogs: [] };
  private loaded: () => void = () => undefined;

  constructor(
    private readonly browser: Chromium,
    private readonly session: string,
    private readonly target: string,
  ) {}

  send(method: string, params: Fields = {}): Promise<Fields> {
    return this.browser.send(method, params, this.session);
  }

  /** Loads an address and waits until it is there; a change of the fragment alone loads nothing. */
  async go(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => (this.loaded = resolve));
    const { loaderId } = await this.send("Page.navigate", { url });
    if (loaderId !== undefined) await loaded;
  }

  /** The value of an expression in the page, awaited. The page's own policy does not bind it. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: T }).value;
  }

  /** Presses a key, such as `Tab`, `Enter` or ` `, as a keyboard does. */
  async press(key: string, { shift = false } = {}): Promise<void> {
    const text = key === "Enter" ? "\r" : key.length === 1 ? key : undefined;
    const code = key === " " ? "Space" : key;
    const windowsVirtualKeyCode = { Tab: 9, Enter: 13, " ": 32, Escape: 27 }[key];
    const event = { key, code, text, windowsVirtualKeyCode, modifiers: shift ? 8 : 0 };
    await this.send("Input.dispatchKeyEvent", { type: "keyDown", ...event });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event, text: undefined });
  }

  /** Types a text into what has the focus. */
  async type(text: string): Promise<void> {
    await this.send("Input.insertText", { text });
  }

  /** Gives the window a size in pixels. */
  async resize(width: number, height: number): Promise<void> {
    const device = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.send("Emulation.setDeviceMetricsOverride", device);
  }

  /** A PNG of what the window shows. */
  async screenshot(): Promise<Buffer> {
    const { data } = await this.send("Page.captureScreenshot");
    return Buffer.from(String(data), "base64");
  }

  async close(): Promise<void> {
    await this.browser.send("Target.closeTarget", { targetId: this.target });
  }

  /** Keeps what the browser tells of the page. */
  notice(method: string, params: Fields): void {
    if (method === "Page.loadEventFired") this.loaded();
    if (method === "Network.requestWillBeSent") this.requested(params);
    if (method === "Runtime.exceptionThrown") this.seen.complaints.push(JSON.stringify(params));
    if (method === "Log.entryAdded") this.seen.complaints.push(JSON.stringify(params.entry));
    if (method === "Runtime.consoleAPICalled" && ["error", "warning"].includes(String(params.type)))
      this.seen.complaints.push(JSON.stringify(params.args));
    if (method === "Page.javascriptDialogOpening") {
      this.seen.dialogs.push(String(params.message));
      void this.send("Page.handleJavaScriptDialog", { accept: true });
    }
  }

  private requested({ request, type }: Fields): void {
    const { url } = request as { url: string };
    if (type !== "Document" && !url.startsWith("data:")) this.seen.requests.push(url);
  }
}
