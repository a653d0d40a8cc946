/** Markdown units are read when the program is built: see `src/content/plugin.ts`. */
declare module '*.md' {
  const unit: unknown;
  export default unit;
}
