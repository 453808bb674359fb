import { MOST_A_DAY, MOST_MONTHS, type RetentionSetting } from "@fairflow/contract";

/** The setting while somebody types. */
export interface RetentionDraft {
  readonly months: string;
  readonly mostADay: string;
  /** By portfolio; empty where it has no time of its own. */
  readonly own: Readonly<Record<string, string>>;
}

const ORDINARY_MOST = 1_000;

export function draftOf(setting: RetentionSetting | null): RetentionDraft {
  return {
    months: setting === null ? "" : String(setting.months),
    mostADay: String(setting?.mostADay ?? ORDINARY_MOST),
    own: Object.fromEntries(
      (setting?.portfolios ?? []).map(({ portfolioId, months }) => [portfolioId, String(months)]),
    ),
  };
}

export type ReadDraft =
  | { readonly setting: Omit<RetentionSetting, "isOn"> }
  /** By field: `months`, `mostADay`, or the portfolio. */
  | { readonly problems: Readonly<Record<string, string>> };

export function readDraft({ months, mostADay, own }: RetentionDraft): ReadDraft {
  const ofPortfolios = Object.entries(own).filter(([, text]) => text.trim() !== "");
  const problems = Object.fromEntries(
    [
      ["months", problemOf(months, MOST_MONTHS)] as const,
      ["mostADay", problemOf(mostADay, MOST_A_DAY)] as const,
      ...ofPortfolios.map(([id, text]) => [id, problemOf(text, MOST_MONTHS)] as const),
    ].flatMap(([field, problem]) => (problem === undefined ? [] : [[field, problem]])),
  );
  if (Object.keys(problems).length > 0) return { problems };
  return {
    setting: {
      months: Number(months),
      mostADay: Number(mostADay),
      portfolios: ofPortfolios.map(([portfolioId, text]) => ({
        portfolioId,
        months: Number(text),
      })),
    },
  };
}

function problemOf(text: string, most: number): string | undefined {
  const number = Number(text.trim());
  const fits = /^\d+$/.test(text.trim()) && number >= 1 && number <= most;
  return fits ? undefined : `A whole number from 1 to ${most}`;
}
