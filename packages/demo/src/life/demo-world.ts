import { addDays, type LocalDate, LocalDate as LocalDateSchema } from "@fairflow/calendar";
import type { Transaction } from "@fairflow/db";
import { z } from "zod";
import { demoPlace, type DemoPlace } from "../demo-place.ts";
import { makePeople } from "../people/make-people.ts";
import type { DemoPerson } from "../people/person.ts";

const KEY = "demo.world";

/** From what a demo world was made: enough to make its people again. */
const Recipe = z.strictObject({
  seed: z.int(),
  debtors: z.int().positive(),
  today: LocalDateSchema,
});
type Recipe = z.infer<typeof Recipe>;

/** The people of the installed demo world, with its client's portfolio. */
export interface InstalledDemo extends Recipe {
  readonly place: DemoPlace;
  readonly people: readonly DemoPerson[];
  readonly portfolioId: string;
}

export async function keepRecipe(
  { sql }: Transaction,
  recipe: Recipe,
  realNow: Date,
): Promise<void> {
  await sql`
    insert into setting (key, value, changed_by, changed_at)
    values (${KEY}, ${JSON.stringify(recipe)}::jsonb, 'system', ${realNow})`;
}

/** Undefined where no demo was seeded. */
export async function installedDemo({ sql }: Transaction): Promise<InstalledDemo | undefined> {
  const [row] = await sql<{ value: unknown; portfolio_id: string }[]>`
    select value, portfolio.id as portfolio_id
    from setting, portfolio where key = ${KEY} order by portfolio.created_at, portfolio.id limit 1`;
  if (row === undefined) return undefined;
  const recipe = Recipe.parse(row.value);
  const place = demoPlace();
  return {
    ...recipe,
    place,
    people: makePeople({ ...recipe, zone: place.zone }),
    portfolioId: row.portfolio_id,
  };
}

/** The days whose feeds may still matter to somebody, from the first after the history. */
export function feedDays({ today }: Recipe, until: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  const oldest = addDays(until, -120);
  for (let day = addDays(today, 1); day <= until; day = addDays(day, 1)) {
    if (day >= oldest) days.push(day);
  }
  return days;
}
