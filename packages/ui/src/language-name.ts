const names = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    // `of` throws for a tag that is not one; the tag itself is then the best name.
    return tag;
  }
}
