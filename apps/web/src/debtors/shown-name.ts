/** What somebody is called on a screen: nobody brought a name, or it was erased. */
export function shownName({ name }: { readonly name: string }): string {
  return name === "" ? "Without a name" : name;
}
