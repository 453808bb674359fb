/** Where a provider reaches us with what it tells of its own accord; it has paths below it for each thing it tells. */
export function callbackPath(providerId: string): string {
  return `/callbacks/${providerId}`;
}

/** The configured address alone counts, never the host that a request names. */
export function callbackUrl(publicUrl: URL, providerId: string): string {
  return publicUrl.origin + callbackPath(providerId);
}
