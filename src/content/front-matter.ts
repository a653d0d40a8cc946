import type * as v from 'valibot';
import { ContentError, readShape } from './yaml.ts';

/** A Markdown file cut into its front matter, which has this shape, and the text after it. */
export const readFrontMatter = <Shape extends v.GenericSchema>(
  file: string,
  text: string,
  shape: Shape,
): { readonly matter: v.InferOutput<Shape>; readonly body: string; readonly bodyLine: number } => {
  const found = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!found)
    throw new ContentError(
      file,
      1,
      1,
      'has no front matter: the file starts with a block between two lines of ---',
    );
  const matter = readShape(file, shape, found[1] ?? '', 1);
  return { matter, body: text.slice(found[0].length), bodyLine: found[0].split('\n').length - 1 };
};
