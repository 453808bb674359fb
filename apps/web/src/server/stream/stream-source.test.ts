import { MAX_TOPICS } from "@fairflow/contract/first-page";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Told } from "./relay.ts";
import { StreamSource } from "./stream-source.ts";

/** The browser's connection, without a server behind it. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  readonly url: URL;
  readyState = 1;
  constructor(path: string) {
    super();
    this.url = new URL(path, "http://localhost");
    FakeSource.all.push(this);
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
  get topics(): string {
    return this.url.searchParams.get("topics") ?? "";
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  FakeSource.all = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("asks once for all that the tabs want, as whose they are", () => {
  const { source } = opened();

  source.want("a", new Set(["frame", "draft:1"]));
  source.want("b", new Set(["frame", "import:1"]));
  vi.runOnlyPendingTimers();

  expect(FakeSource.all.map(({ topics }) => topics)).toEqual(["draft:1,frame,import:1"]);
  expect(FakeSource.all[0]?.url.searchParams.get("user")).toBe("me");
});

test("opens anew at once for what is missing, and later for what nobody wants any more", () => {
  const { source, openTopics } = opened();
  source.want("a", new Set(["frame"]));
  vi.advanceTimersByTime(100);

  source.want("b", new Set(["import:1"]));
  vi.advanceTimersByTime(100);
  const grown = openTopics();
  source.want("b", new Set());
  vi.advanceTimersByTime(100);
  const lingering = openTopics();
  vi.advanceTimersByTime(10_000);

  expect([grown, lingering, openTopics()]).toEqual([
    ["frame,import:1"],
    ["frame,import:1"],
    ["frame"],
  ]);
});

test("tells a tab that is new to a topic what is known of it, though it opens nothing", () => {
  const { source, heard } = opened();
  source.want("a", new Set(["frame"]));
  vi.advanceTimersByTime(100);
  const data = '{"kind":"frame"}';
  FakeSource.all[0]?.dispatchEvent(new MessageEvent("frame", { data, lastEventId: "frame#1" }));

  source.want("b", new Set(["frame"]));
  source.want("b", new Set(["frame"]));
  vi.advanceTimersByTime(10_000);

  const told = { topic: "frame", id: "frame#1", data };
  expect(heard).toEqual([told, told]);
  expect(FakeSource.all).toHaveLength(1);
});

test("a stream that was refused is asked for again, and sooner when somebody wants something", () => {
  const { source, openTopics, status } = opened();
  source.want("a", new Set(["frame"]));
  vi.advanceTimersByTime(100);
  const refuse = () => {
    const last = FakeSource.all.at(-1);
    last?.close();
    last?.dispatchEvent(new Event("error"));
  };

  refuse();
  const refused = openTopics();
  vi.advanceTimersByTime(20_000);
  const again = openTopics();
  refuse();
  source.want("a", new Set(["frame", "import:1"]));
  vi.advanceTimersByTime(100);

  expect([refused, again, openTopics()]).toEqual([[], ["frame"], ["frame,import:1"]]);
  expect(status).toEqual(["lost", "lost"]);
});

test("more topics than one stream takes go into several", () => {
  const { source, openTopics } = opened();

  source.want("a", new Set(Array.from({ length: MAX_TOPICS + 1 }, (_, index) => `draft:${index}`)));
  vi.advanceTimersByTime(100);

  expect(openTopics().map((topics) => topics.split(",").length)).toEqual([MAX_TOPICS, 1]);
});

function opened() {
  const heard: Told[] = [];
  const status: string[] = [];
  const source = new StreamSource("me", {
    onTold: (told) => heard.push(told),
    onStatus: (each) => status.push(each),
  });
  const openTopics = () =>
    FakeSource.all
      .filter(({ readyState }) => readyState !== FakeSource.CLOSED)
      .map(({ topics }) => topics);
  return { source, heard, status, openTopics };
}
