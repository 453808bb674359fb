import type { DisputeRank } from "@fairflow/db";

/** A place in the list as text: `<rank>_<id>`. */
export function placeText({ rank, id }: DisputeRank): string {
  return `${rank}_${id}`;
}

export function parsePlace(text: string): DisputeRank | undefined {
  const [, rank = "", id = ""] =
    /^(\d{4}-\d{2}-\d{2}[T0-9:.]{0,20})_([0-9a-f-]{36})$/.exec(text) ?? [];
  return id === "" ? undefined : { rank, id };
}
