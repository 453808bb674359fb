import type { FlowNode } from "@fairflow/flow";
import type { NodeDefinition } from "@fairflow/interpreter";
import type { LucideIcon } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import type { z } from "zod";
import { entriesOf, slotOf, type Slot, type SlotProblem } from "./slot.ts";

/** What a step's form is given: a slot over its settings. */
export interface FormProps<Config> {
  readonly slot: Slot<Config>;
}

/** @param path where the settings changed, so that typing in one field is one entry of the undo list */
export type ChangeConfig = (config: FlowNode["config"], path: string) => void;

export interface NodeEditor {
  readonly Icon: LucideIcon;
  /** What the palette says about the step, in a few words. */
  readonly summary: string;
  /** What else somebody may type who looks for the step. */
  readonly words: readonly string[];
  /** Markdown for the person who draws, from the step's help.md. */
  readonly help: string;
  /** @param problems what else is wrong, beside what the schema says, and where */
  readonly renderForm: (
    config: FlowNode["config"],
    onChange: ChangeConfig,
    problems: readonly SlotProblem[],
  ) => ReactNode;
}

export function defineEditor<Type extends string, Config extends z.ZodType>(
  definition: NodeDefinition<Type, Config>,
  editor: {
    readonly Icon: LucideIcon;
    readonly summary: string;
    readonly words?: readonly string[];
    readonly help: string;
    readonly Form: ComponentType<FormProps<z.output<Config>>>;
  },
): NodeEditor {
  const { Icon, summary, words = [], help, Form } = editor;
  return {
    Icon,
    summary,
    words,
    help,
    renderForm: (config, onChange, problems) => {
      const parsed = definition.config.safeParse(config);
      const all = parsed.success ? problems : [...parsed.error.issues, ...problems];
      const slot = slotOf<z.output<Config>>(config, all, (value, path) =>
        onChange(entriesOf(value), path),
      );
      return <Form slot={slot} />;
    },
  };
}
