import type { ProviderField } from "../provider-kind.ts";

/** How fast a provider takes messages. */
export const paceField: ProviderField = {
  key: "messagesPerSecond",
  label: "Messages a second, at most",
  hint: "What your account allows. All of Fairflow's processes share it. Leave it empty for no limit.",
  input: { kind: "number", least: 0.01, most: 10_000 },
};
