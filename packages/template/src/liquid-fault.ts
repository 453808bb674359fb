import { UncoveredInstantError } from "@fairflow/calendar";
import { LiquidError, UndefinedVariableError } from "liquidjs";
import { TemplateFault } from "./template-fault.ts";

export const TOO_DEEP = "The text is nested too deeply.";

/** Says why a text is not Liquid that we allow. The words come from the text itself; no value is known yet. */
export function sayParseFault(error: unknown): string {
  const cause = isLiquidError(error) ? (error.originalError ?? error) : error;
  // The stack is used up: liquidjs reads what stands within a tag by calling itself.
  if (cause instanceof RangeError) return TOO_DEEP;
  return isLiquidError(error) && cause instanceof Error
    ? atLine(error, cause.message)
    : "The text cannot be read.";
}

/**
 * Says why a text cannot be rendered. liquidjs puts values into its messages, so they are never passed on.
 *
 * @param names the merge fields that the text itself names; no other name may be said, it could be a value
 */
export function sayRenderFault(error: unknown, names: ReadonlySet<string>): string {
  if (error instanceof UndefinedVariableError) return atLine(error, sayMissing(error, names));
  return isLiquidError(error) ? atLine(error, sayCause(error.originalError)) : sayCause(error);
}

/** The merge field that has no value, if that is what is wrong; never any other name. */
export function missingField(error: unknown, names: ReadonlySet<string>): string | undefined {
  if (!(error instanceof UndefinedVariableError)) return undefined;
  const cause: object = error.originalError ?? {};
  const found = "variableName" in cause ? String(cause.variableName) : "";
  return Array.from(names).find((each) => `${each}.`.startsWith(`${found}.`));
}

function sayCause(cause: unknown): string {
  if (cause instanceof TemplateFault) return cause.message;
  if (cause instanceof UncoveredInstantError) return "The time lies outside the table of zones.";
  if (cause instanceof RangeError) return TOO_DEEP;
  return "This cannot be worked out.";
}

function sayMissing(error: LiquidError, names: ReadonlySet<string>): string {
  const name = missingField(error, names);
  return name === undefined ? "A value is missing." : `There is no value for ${name}.`;
}

function atLine(error: LiquidError, message: string): string {
  const [line] = error.token.getPosition();
  return `Line ${line}: ${message}`;
}

function isLiquidError(error: unknown): error is LiquidError {
  return LiquidError.is(error);
}
