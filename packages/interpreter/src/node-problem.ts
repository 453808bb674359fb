/** From a node's settings to a place in them, as in `["branches", 0, "criteria"]`. */
export type ConfigPath = readonly (string | number)[];

/** What is wrong with a node's settings, in plain words, and where in them, so that a form can say it beside the field. */
export interface NodeProblem {
  readonly message: string;
  readonly at?: ConfigPath;
}

/** Where settings name a saved thing by its id; undefined where they do not. */
export function placeOf(settings: unknown, id: string): ConfigPath | undefined {
  if (settings === id) return [];
  if (typeof settings !== "object" || settings === null) return undefined;
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(settings)
    ? [...settings.entries()]
    : Object.entries(settings);
  for (const [key, value] of entries) {
    const below = placeOf(value, id);
    if (below !== undefined) return [key, ...below];
  }
  return undefined;
}
