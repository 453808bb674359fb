import { problemsOf } from "@fairflow/flow";
export function defineNode(spec) {
  return {
    type: spec.type,
    title: spec.title,
    family: spec.family,
    role: spec.role ?? "step",
    config: spec.config,
    defaults: spec.defaults,
    bind: (raw) => {
      const parsed = spec.config.safeParse(raw);
      if (!parsed.success) {
        const problems = problemsOf(parsed.error).map(({ path, message }) =>
          path === "" ? message : `${path}: ${message}`,
        );
        return { ok: false, problems };
      }
      const config = parsed.data;
      const exits = spec.exits(config);
      const waits = spec.waits(config);
      return {
        ok: true,
        node: {
          exits,
          problems: spec.check(config),
          waits,
          atOnce: spec.atOnce?.(config) ?? (waits ? [] : exits.map(({ id }) => id)),
          references: spec.references?.(config) ?? {},
          sentence: (names) => spec.sentence(config, names),
          prepare: (library) => spec.execute(config, library),
        },
      };
    },
  };
}
