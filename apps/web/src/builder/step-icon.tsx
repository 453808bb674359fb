import { CircleHelp, type LucideProps } from "lucide-react";
import { createElement } from "react";
import { editorOf } from "./editor-of.ts";

export interface StepIconProps extends LucideProps {
  readonly type: string;
}

/** The icon of a step's type; a type that this installation does not know has a question mark. */
export function StepIcon({ type, ...look }: StepIconProps) {
  return createElement(editorOf(type)?.Icon ?? CircleHelp, { "aria-hidden": true, ...look });
}
