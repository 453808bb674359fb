import { z } from "zod";
import type { FieldCondition, ProviderField } from "./provider-kind.ts";

/** The settings of a provider as they are kept: JSON without secrets, each field where its key says. */
export const ProviderConfig = z.record(z.string().max(60), z.json());
export type ProviderConfig = z.infer<typeof ProviderConfig>;

/** What a form holds for each field, by its key. */
export type FieldValues = Readonly<Record<string, string | number | boolean | undefined>>;

type Json = z.core.util.JSONType;

/** The field's value in a config, as the form shows it. */
export function valuesOf(fields: readonly ProviderField[], config: ProviderConfig): FieldValues {
  return Object.fromEntries(
    fields.map((field) => [field.key, shown(field, at(config, field.key))]),
  );
}

/** What a new provider's form begins with. */
export function initialValues(fields: readonly ProviderField[]): FieldValues {
  return Object.fromEntries(fields.map(({ key, initial }) => [key, initial]));
}

export function isAsked(when: FieldCondition | undefined, values: FieldValues): boolean {
  if (when === undefined) return true;
  const value = values[when.key];
  return typeof value !== "number" && value !== undefined && when.equals.includes(value);
}

export type ReadForm =
  | { readonly ok: true; readonly config: ProviderConfig }
  /** What is wrong, by the key of the field. */
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** Puts each field where its key says. What is empty, or not asked for now, is left out. */
export function configOf(fields: readonly ProviderField[], values: FieldValues): ReadForm {
  const problems: Record<string, string> = {};
  let config: ProviderConfig = {};
  for (const field of fields) {
    if (!isAsked(field.when, values)) continue;
    const read = readField(field, values[field.key]);
    if (read.kind === "problem") problems[field.key] = read.problem;
    if (read.kind === "value") config = put(config, field.key.split("."), read.value);
  }
  return Object.keys(problems).length === 0 ? { ok: true, config } : { ok: false, problems };
}

type ReadField =
  | { readonly kind: "value"; readonly value: Json }
  | { readonly kind: "empty" }
  | { readonly kind: "problem"; readonly problem: string };

function readField(
  { input, isRequired = false, label }: ProviderField,
  value: FieldValues[string],
): ReadField {
  if (input.kind === "switch") return { kind: "value", value: value === true };
  const text = value === undefined ? "" : String(value).trim();
  if (text === "") {
    return isRequired ? { kind: "problem", problem: `${label} is missing` } : { kind: "empty" };
  }
  switch (input.kind) {
    case "number": {
      const number = Number(text.replace(",", "."));
      return Number.isFinite(number) && number >= input.least && number <= input.most
        ? { kind: "value", value: number }
        : {
            kind: "problem",
            problem: `Write a number from ${String(input.least)} to ${String(input.most)}`,
          };
    }
    case "list":
      return { kind: "value", value: text.split(/\s*\n\s*/u).filter((line) => line !== "") };
    case "json":
      return readJson(text);
    case "text":
    case "long-text":
    case "choice":
      return { kind: "value", value: text };
  }
}

function readJson(text: string): ReadField {
  try {
    const read = z.json().safeParse(JSON.parse(text));
    if (read.success) return { kind: "value", value: read.data };
  } catch {
    // What cannot be parsed is said below, in the field.
  }
  return { kind: "problem", problem: "This is not JSON" };
}

function shown({ input }: ProviderField, value: Json | undefined): FieldValues[string] {
  if (value === undefined || value === null) return undefined;
  if (input.kind === "json") return JSON.stringify(value, undefined, 2);
  if (input.kind === "list") return Array.isArray(value) ? value.map(String).join("\n") : "";
  return typeof value === "object" ? JSON.stringify(value) : value;
}

function at(config: ProviderConfig, key: string): Json | undefined {
  let found: Json | undefined = config;
  for (const part of key.split(".")) {
    if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined;
    found = Object.hasOwn(found, part) ? found[part] : undefined;
  }
  return found;
}

function put(
  config: ProviderConfig,
  [first = "", ...rest]: readonly string[],
  value: Json,
): ProviderConfig {
  if (rest.length === 0) return { ...config, [first]: value };
  const inner = ProviderConfig.safeParse(config[first]);
  return { ...config, [first]: put(inner.success ? inner.data : {}, rest, value) };
}
