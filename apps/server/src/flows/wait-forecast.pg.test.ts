import { addDays, localTime } from "@fairflow/calendar";
import { endpoints } from "@fairflow/contract";
import { expect, test } from "vitest";
import { knownZone } from "../debtors/known-zone.ts";
import { importLatePeople } from "../segments/late-people.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as } = app;
const today = localTime(knownZone("Africa/Johannesburg"), new Date()).date;
await importLatePeople(app, today);

async function forecast(body: object): Promise<readonly string[]> {
  const response = await as.editor("POST", "/api/wait-forecast", { body });
  const told = await answerOf(endpoints.waitForecast, response);
  return told.map(({ words }) => words);
}

test("says until when whoever comes now would wait, in the debtor's own time", async () => {
  const [words, ...others] = await forecast({ config: { kind: "time-of-day", at: "09:00" } });

  expect(others).toEqual([]);
  expect(words).toMatch(
    /^Whoever comes here now goes on \w+day \d+ \w+ \d{4} at 09:00 \(.*Johannesburg/,
  );
});

test("says of a sample what depends on the account, those for whom it is over too", async () => {
  const config = { kind: "date", field: "account.due_date", businessDays: false, at: "23:59" };

  const after30 = await forecast({ config: { ...config, side: "after", days: 30 } });
  const before = await forecast({ config: { ...config, side: "before", days: 2 } });

  const [first, last] = [addDays(today, 30 - 25), addDays(today, 30 - 3)].map(dayOf);
  expect(after30).toHaveLength(1);
  expect(after30[0]).toMatch(
    /^Of 6 accounts drawn by lot, 3 would go on at once and the others between /,
  );
  expect(after30[0]).toMatch(new RegExp(`between \\w+ ${first} .* and \\w+ ${last} `));
  expect(before).toEqual(["Of 6 accounts drawn by lot, all would go on at once."]);
});

test("a sample is drawn from the segment by which accounts come", async () => {
  await as.editor("PUT", "/api/segments/soon", {
    body: {
      name: "Soon",
      criteria: { kind: "rule", field: "account.days_past_due", operator: "at_most", value: 20 },
    },
  });
  const config = { kind: "date", field: "account.due_date", businessDays: false, at: "23:59" };

  const told = await forecast({ segment: "soon", config: { ...config, side: "after", days: 30 } });

  expect(told[0]).toMatch(/^Of 2 accounts drawn by lot, all would go on between /);
});

test("a wait that is not finished is refused with what is missing", async () => {
  const body = { config: { kind: "weekday", weekdays: [], at: "09:00" } };

  const response = await as.editor("POST", "/api/wait-forecast", { body });

  expect(response.status).toBe(422);
  expect((await errorOf(response)).message).toBe("Choose at least one weekday");
});

/** The day of the month, as sentences name it. */
function dayOf(date: string): string {
  return String(Number(date.slice(8)));
}
