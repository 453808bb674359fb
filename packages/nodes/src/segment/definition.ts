import { ExitId } from "@fairflow/flow";
import { defineNode, type Outcome } from "@fairflow/interpreter";
import { z } from "zod";
import { ownExitProblems } from "../own-exits.ts";
import { chosen, SavedId } from "../saved-id.ts";

export const SegmentConfig = z.strictObject({
  /** Asked in this order; each has its own way out, named by `id`. */
  segments: z.array(z.strictObject({ id: ExitId, segment: SavedId })).max(50),
});
export type SegmentConfig = z.infer<typeof SegmentConfig>;

const ELSE: Outcome = { kind: "leave", exit: "else" };

export const segment = defineNode({
  type: "segment",
  title: "Segment",
  family: "decision",
  config: SegmentConfig,
  defaults: { segments: [{ id: "first", segment: "" }] },
  exits: ({ segments }) => [
    ...segments.map(({ id, segment: saved }) => ({ id, label: saved === "" ? id : saved })),
    { id: "else", label: "Everyone else" },
  ],
  check: ({ segments }) => [
    ...ownExitProblems(segments, 1, "segment"),
    ...segments
      .flatMap(({ segment: saved }, index) => (saved === "" ? [index] : []))
      .slice(0, 1)
      .map((index) => ({
        message: "Choose a segment for each way out",
        at: ["segments", index, "segment"],
      })),
  ],
  waits: () => false,
  references: ({ segments }) => ({
    segments: chosen(...segments.map(({ segment: saved }) => saved)),
  }),
  sentence: ({ segments }, names) => {
    const named = segments.map(({ segment: saved }) =>
      saved === "" ? "(no segment)" : `“${names.segment(saved)}”`,
    );
    return `Take the first that the account is in: ${[...named, "everyone else"].join(", ")}`;
  },
  execute: ({ segments }, library) => {
    const ways = segments.map(({ id, segment: saved }) => {
      const { version, matches } = library.segment(saved);
      const outcome: Outcome = { kind: "leave", exit: id, segment: { id: saved, version } };
      return { matches, outcome };
    });
    return ({ values, today }) =>
      ways.find(({ matches }) => matches(values, today))?.outcome ?? ELSE;
  },
});
