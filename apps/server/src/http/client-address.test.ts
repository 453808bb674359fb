import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

const behind = clientAddress(["10.0.0.0/8", "127.0.0.1"]);

test.for<[string | undefined, string | null, string | undefined]>([
  // Nobody but a proxy of ours is believed.
  ["196.25.1.1", "197.97.145.145", "196.25.1.1"],
  [undefined, "197.97.145.145", undefined],
  ["10.1.2.3", "197.97.145.145", "197.97.145.145"],
  ["::ffff:10.1.2.3", "197.97.145.145", "197.97.145.145"],
  // What the sender wrote itself stands before what the proxy saw.
  ["10.1.2.3", "197.97.145.145, 196.25.1.1", "196.25.1.1"],
  ["10.1.2.3", "197.97.145.145,196.25.1.1, 10.9.9.9", "196.25.1.1"],
  ["10.1.2.3", null, "10.1.2.3"],
  ["10.1.2.3", " , ", "10.1.2.3"],
  ["10.1.2.3", "10.4.4.4", "10.1.2.3"],
])("from %s, told %s: %s", ([remote, forwardedFor, address]) => {
  expect(behind(remote, forwardedFor)).toBe(address);
});

test("without a proxy of ours only the connection counts", () => {
  expect(clientAddress([])("196.25.1.1", "197.97.145.145")).toBe("196.25.1.1");
});

test.for([["proxy.example"], ["10.0.0.0/33"], ["10.0.0.0/0"]])("%s is refused", ([entry]) => {
  expect(() => clientAddress([entry ?? ""])).toThrow(RangeError);
});
