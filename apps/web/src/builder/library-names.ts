import type { Library, Names } from "@fairflow/interpreter";

/** How sentences name what a flow refers to by id. */
export function libraryNames(library: Library): Names {
  return {
    segment: (id) => library.segments.get(id)?.name ?? `${id} (missing)`,
    template: (id) => library.templates.get(id)?.name ?? `${id} (missing)`,
    notice: (id) => library.notices.get(id)?.title ?? `${id} (missing)`,
    step: (id) => library.steps.get(id)?.title ?? `${id} (missing)`,
  };
}
