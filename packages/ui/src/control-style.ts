/** The look of everything that one types or chooses in. */
export const controlStyle =
  "h-8 w-full min-w-0 rounded-control border border-line-strong/70 bg-surface px-2.5 text-base text-ink " +
  "hover:border-line-strong focus-visible:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 " +
  "aria-invalid:border-bad [&:is(input,textarea):read-only]:bg-sunken disabled:cursor-not-allowed disabled:opacity-60";
