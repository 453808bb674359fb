import { expect, test } from "vitest";
import { freeName } from "./free-name.ts";

test.for<[readonly string[], string]>([
  [[], "Dispute"],
  [["Late arrears"], "Dispute"],
  [["dispute "], "Dispute (2)"],
  [["Dispute", "Dispute (2)"], "Dispute (3)"],
])("beside %j a flow is called %s", ([taken, free]) => {
  expect(freeName("Dispute", taken)).toBe(free);
});
