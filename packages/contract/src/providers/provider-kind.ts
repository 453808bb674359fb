import type { ProviderPurpose } from "./provider-purpose.ts";

/** Shown and asked for only where another field of the form has one of these values. */
export interface FieldCondition {
  readonly key: string;
  readonly equals: readonly (string | boolean)[];
}

/** How a field is asked for. `list` has one entry a line; `json` is any JSON. */
export type FieldInput =
  | { readonly kind: "text" | "long-text" | "json" | "list"; readonly placeholder?: string }
  | { readonly kind: "number"; readonly least: number; readonly most: number }
  | { readonly kind: "switch" }
  | {
      readonly kind: "choice";
      readonly choices: readonly { readonly value: string; readonly label: string }[];
    };

/** One setting of a provider. One that is empty is left out of the config. */
export interface ProviderField {
  /** Where it stands in the config, such as `sender.from`. */
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  readonly input: FieldInput;
  readonly isRequired?: boolean;
  /** What a new one begins with. */
  readonly initial?: string | number | boolean;
  readonly when?: FieldCondition;
  /** Asked for only by those who look for it. */
  readonly isAdvanced?: boolean;
}

/** What a provider knows us by. It is entered, and never shown again. */
export interface ProviderSecret {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  /** Of several lines, such as a private key. */
  readonly isLong?: boolean;
  readonly when?: FieldCondition;
}

/** An address of ours that is pasted into the provider's console. */
export interface ProviderCallback {
  /** The end of its path: `/callbacks/<id of the provider>/<path>`; empty for the bare id. */
  readonly path: string;
  readonly label: string;
  readonly hint: string;
}

/** A kind of provider as data: one form serves them all. */
export interface ProviderKind {
  readonly kind: string;
  readonly title: string;
  readonly about: string;
  readonly purpose: ProviderPurpose;
  readonly fields: readonly ProviderField[];
  readonly secrets: readonly ProviderSecret[];
  readonly callbacks: readonly ProviderCallback[];
}
