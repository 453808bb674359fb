import { expect, test } from "vitest";
import { draftOf, readDraft } from "./retention-draft.ts";

const PORTFOLIO = "01a204ff-69d0-792c-af73-ac85280b668f";

test("a setting survives being typed, and a portfolio without a time of its own is left out", () => {
  const setting = {
    isOn: false,
    months: 36,
    mostADay: 500,
    portfolios: [{ portfolioId: PORTFOLIO, months: 84 }],
  };
  const draft = draftOf(setting);

  expect(readDraft(draft)).toEqual({
    setting: { months: 36, mostADay: 500, portfolios: setting.portfolios },
  });
  expect(readDraft({ ...draft, own: { [PORTFOLIO]: " " } })).toMatchObject({
    setting: { portfolios: [] },
  });
});

test("before anybody has said how long, nothing is filled in for them but how many a day", () => {
  expect(draftOf(null)).toEqual({ months: "", mostADay: "1000", own: {} });
  expect(readDraft(draftOf(null))).toMatchObject({ problems: { months: expect.any(String) } });
});

test.for(["0", "-3", "2.5", "601", "three", ""])("%j is no number of months", (months) => {
  const read = readDraft({ months, mostADay: "10", own: { [PORTFOLIO]: "1e9" } });

  expect(Object.keys("problems" in read ? read.problems : {})).toEqual(["months", PORTFOLIO]);
});
