/** A piece of a format: words that stand there as they are, or a variable. */
type Piece = { readonly words: string } | { readonly variable: string };

/** `"$request" ${status}` in its pieces (ngx_http_log_module, log_format). */
const piecesOf = (format: string): readonly Piece[] =>
  [...format.matchAll(/\$(?:\{(\w+)\}|(\w+))|[^$]+|\$/g)].map(([whole, braced, plain]): Piece => {
    const variable = braced ?? plain;
    return variable === undefined ? { words: whole } : { variable };
  });

/** Nginx's own format when none is named. */
export const combined =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

/**
 * The variables of a line that was written in this format. Nothing when the line has another form, and of two variables
 * with nothing between them.
 */
export const fieldsIn = (format: string, line: string): ReadonlyMap<string, string> | undefined => {
  const fields = new Map<string, string>();
  const pieces = piecesOf(format);
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    if ('words' in piece) {
      if (!line.startsWith(piece.words, at)) return undefined;
      at += piece.words.length;
    } else {
      const next = pieces[index + 1];
      if (next && !('words' in next)) return undefined;
      const end = next ? line.indexOf(next.words, at) : line.length;
      if (end === -1) return undefined;
      fields.set(piece.variable, line.slice(at, end));
      at = end;
    }
  }
  return fields;
};
