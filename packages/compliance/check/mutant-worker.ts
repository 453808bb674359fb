/** A thread that loads the rules' code with one fault in it, and looks whether anything notices. Without one, nothing may. */
import { registerHooks } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";

const Work = z.object({
  fault: z.object({ url: z.string(), find: z.string(), replacement: z.string() }).optional(),
  cases: z.int(),
});

const { fault, cases } = Work.parse(workerData);
let isLoaded = fault === undefined;
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (fault === undefined || url !== fault.url || loaded.source == null) return loaded;
    isLoaded = true;
    const { source } = loaded;
    const text = typeof source === "string" ? source : new TextDecoder().decode(source);
    return { ...loaded, source: text.replace(fault.find, () => fault.replacement) };
  },
});
try {
  const { whatNotices } = await import("./try-mutant.ts");
  const noticedBy = whatNotices(cases);
  parentPort?.postMessage(isLoaded ? { noticedBy } : { noticedBy: undefined });
} catch (error) {
  // Code that cannot even be loaded or run is noticed by everything.
  parentPort?.postMessage({
    noticedBy: `an error: ${error instanceof Error ? error.message : ""}`,
  });
}
