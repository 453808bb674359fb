import { expect, onTestFinished, test, vi } from "vitest";
import type { RelayHooks, StreamStatus, Told } from "./relay.ts";
import { SharedRelay } from "./shared-relay.ts";

test("one tab leads for all: it hears what each wants, and each hears what it is told", async () => {
  const browser = aBrowser();
  const first = browser.tab("first");
  await browser.leads("first");
  const second = browser.tab("second");
  first.relay.want(new Set(["frame"]));
  second.relay.want(new Set(["frame", "draft:1"]));
  await vi.waitFor(() =>
    expect(browser.wants()).toEqual({ first: ["frame"], second: ["frame", "draft:1"] }),
  );

  browser.server().onTold(told("draft:1", "a"));
  browser.server().onStatus("live");

  await vi.waitFor(() => expect(second.heard).toEqual([told("draft:1", "a")]));
  await vi.waitFor(() => expect(second.status.at(-1)).toBe("live"));
  expect(first.heard).toEqual([told("draft:1", "a")]);
  expect(browser.opened).toEqual(["first"]);
});

test("when the leader goes another takes over, and asks the others what they want", async () => {
  const browser = aBrowser();
  const first = browser.tab("first");
  await browser.leads("first");
  const [second, third] = [browser.tab("second"), browser.tab("third")];
  second.relay.want(new Set(["frame"]));
  third.relay.want(new Set(["import:1"]));
  const areKnown = () =>
    vi.waitFor(() => expect(browser.wants()).toEqual({ second: ["frame"], third: ["import:1"] }));
  await areKnown();

  first.relay.close();

  await browser.leads("second");
  await areKnown();
  browser.server().onTold(told("import:1", "b"));
  await vi.waitFor(() => expect(third.heard).toEqual([told("import:1", "b")]));
  expect(browser.closed).toEqual(["first"]);
});

test("a leader that does not answer loses the lock to a tab that is looked at, never to a hidden one", async () => {
  const browser = aBrowser();
  const robbed = browser.holdLock().catch((error: unknown) => error);
  browser.tab("hidden", { isLookedAt: false });
  browser.tab("seen");

  await browser.leads("seen");

  expect(await robbed).toBeInstanceOf(DOMException);
  expect(browser.opened).toEqual(["seen"]);
});

test("a leader that was robbed ends its stream, follows, and leads again when its turn comes", async () => {
  const browser = aBrowser();
  browser.tab("first", { isLookedAt: false });
  await browser.leads("first");
  const other = Promise.withResolvers<void>();

  const held = browser.holdLock({ steal: true, until: other.promise });

  await vi.waitFor(() => expect(browser.closed).toEqual(["first"]));
  other.resolve();
  await held;
  await vi.waitFor(() => expect(browser.opened).toEqual(["first", "first"]));
});

test("another person in the same browser has a stream of their own and hears nothing of this one", async () => {
  const [mine, theirs] = [aBrowser(), aBrowser()];
  const me = mine.tab("me");
  const them = theirs.tab("them");
  await mine.leads("me");
  await theirs.leads("them");
  const listener = mine.tab("listener");
  listener.relay.want(new Set(["frame"]));
  await vi.waitFor(() => expect(mine.wants()).toMatchObject({ listener: ["frame"] }));

  mine.server().onTold(told("frame", "mine"));

  await vi.waitFor(() => expect(listener.heard).toHaveLength(1));
  expect(me.heard).toHaveLength(1);
  expect(them.heard).toEqual([]);
});

function told(topic: string, state: string): Told {
  return { topic, id: `${topic}#${state}`, data: "{}" };
}

/** Tabs of one person, with the locks and channels of the platform. */
function aBrowser() {
  const name = `test.${crypto.randomUUID()}`;
  const opened: string[] = [];
  const closed: string[] = [];
  const leading: { tab: string; hooks: RelayHooks; wants: Map<string, readonly string[]> }[] = [];

  const tab = (id: string, { isLookedAt = true } = {}) => {
    const heard: Told[] = [];
    const status: StreamStatus[] = [];
    const relay = new SharedRelay({
      name,
      tab: id,
      hooks: { onTold: (each) => heard.push(each), onStatus: (each) => status.push(each) },
      openSource: (hooks) => {
        opened.push(id);
        const wants = new Map<string, readonly string[]>();
        leading.push({ tab: id, hooks, wants });
        return {
          want: (its, topics) => {
            if (topics.size === 0) wants.delete(its);
            else wants.set(its, [...topics]);
          },
          close: () => closed.push(id),
        };
      },
      locks: {
        query: () => navigator.locks.query(),
        request: navigator.locks.request.bind(navigator.locks),
      },
      isLookedAt: () => isLookedAt,
      checkMs: 20,
    });
    onTestFinished(() => relay.close());
    return { relay, heard, status };
  };

  const leader = () => {
    const last = leading.at(-1);
    if (last === undefined) throw new Error("Nobody leads");
    return last;
  };
  return {
    tab,
    /** As a tab that hears and says nothing. */
    holdLock: ({
      steal = false,
      until = new Promise<void>(() => undefined),
    }: { readonly steal?: boolean; readonly until?: Promise<void> } = {}) =>
      navigator.locks.request(name, { steal }, () => until),
    opened,
    closed,
    leads: (id: string) => vi.waitFor(() => expect(opened.at(-1)).toBe(id)),
    wants: () => Object.fromEntries(leader().wants),
    server: () => leader().hooks,
  };
}
