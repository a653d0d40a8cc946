import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { limits } from './limits.ts';
import { tableOf } from '../model/table-of.ts';

const decoders: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Buffer>> =
  tableOf({
    gzip: gunzipSync,
    'x-gzip': gunzipSync,
    deflate: inflateSync,
    br: brotliDecompressSync,
  });

/**
 * The text of a body. We ask for no encoding; a server that sends one anyway gets one layer taken off,
 * under the same cap as the body itself. What cannot be decoded within it is shown as nothing, and `cut`.
 */
export const bodyText = (
  body: Buffer,
  encoding: string | undefined,
): { readonly text: string; readonly cut: boolean } => {
  const decode = decoders[encoding?.trim().toLowerCase() ?? ''];
  if (!decode) return { text: body.toString('utf8'), cut: false };
  try {
    return { text: decode(body, { maxOutputLength: limits.http.bodyBytes }).toString('utf8'), cut: false };
  } catch {
    // Too large, cut off, or not what its header says.
    return { text: '', cut: true };
  }
};
