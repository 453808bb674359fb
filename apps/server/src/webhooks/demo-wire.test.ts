import type { Wire } from "@fairflow/channels";
import { expect, test } from "vitest";
import { demoWire } from "./demo-wire.ts";

test.for([
  { url: "https://example.org/", goes: false },
  { url: "https://93.184.216.34/", goes: false },
  { url: "http://127.0.0.1.example.org/", goes: false },
  { url: "http://127.0.0.1:8080/", goes: true },
  { url: "http://localhost:8080/", goes: true },
  { url: "http://[::1]:8080/", goes: true },
])("a demo asks $url: $goes", async ({ url, goes }) => {
  const asked: string[] = [];
  const wire: Wire = {
    exchange: ({ url: { href } }) => {
      asked.push(href);
      return Promise.resolve({ kind: "lost", code: "test" });
    },
    close: () => undefined,
  };

  await demoWire(wire).exchange({ method: "POST", url: new URL(url), headers: {}, body: "" });

  expect(asked).toEqual(goes ? [url] : []);
});
