import type { Wire } from "@fairflow/channels";

const THIS_MACHINE: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** The wire of a demo: nothing leaves this machine, whatever somebody sets up. */
export function demoWire(wire: Wire): Wire {
  return {
    ...wire,
    exchange: (request, mayStillGo) =>
      THIS_MACHINE.has(request.url.hostname)
        ? wire.exchange(request, mayStillGo)
        : Promise.resolve({ kind: "not-sent", code: "demo" }),
  };
}
