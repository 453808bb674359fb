import { expect, test } from "vitest";
import { legalLibrary } from "./legal-library.ts";
import { packs } from "./packs.ts";
import { pack } from "./plain-case.ts";

const all = [...packs.values()];

test("tells of a notice by what it goes, what proves it and which days must pass", () => {
  const { notices } = legalLibrary([pack("za-core")]);

  expect(notices).toEqual([
    {
      id: "nca_s129",
      title: "NCA s129(1)(a) default notice",
      jurisdiction: "ZA",
      channels: ["letter", "visit"],
      proof: "delivered",
      days: "10 business days after it was delivered",
    },
    {
      id: "bureau_listing",
      title: "Notice before adverse information goes to a credit bureau",
      jurisdiction: "ZA",
      channels: ["letter", "email", "sms", "call"],
      proof: "sent",
      days: "20 business days after it was sent",
    },
  ]);
});

test("counts as the gate does where a notice has words for both", () => {
  const days = new Map(legalLibrary(all).notices.map(({ id, ...notice }) => [id, notice]));

  expect(days.get("cca_default_notice")).toMatchObject({
    proof: "served",
    days: "14 days after it was served",
  });
  expect(days.get("regf_validation")).toMatchObject({
    proof: "sent",
    days: "30 days after its receipt is assumed",
  });
  expect(days.get("cca_nosia")).toMatchObject({ proof: "sent", days: "as soon as it was sent" });
});

test("names each step that some gate, notice or hold speaks of, once", () => {
  const { steps } = legalLibrary(all);

  expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
  expect(steps).toContainEqual({
    id: "commence_legal_proceedings",
    title: "Begin legal proceedings",
  });
  expect(steps.filter(({ title }) => !/^[A-Z][a-z ]+$/.test(title))).toEqual([]);
});

test("no two packs give one id to different notices", () => {
  const ids = all.flatMap(({ rules }) => (rules.notices ?? []).map(({ noticeId }) => noticeId));

  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});
