/** `South Africa` of `South Africa - consumer debt (...)`: a pack's title begins with where it holds. */
export function packPlace(title: string): string {
  return title.split(/ [-–] /)[0] ?? title;
}
