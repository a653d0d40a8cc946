import { UsageError } from './usage-error.ts';

/** What stands after `--format`, where there are these two. */
export const textOrJson = (format = 'text'): 'text' | 'json' => {
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format ${format}: the formats are text, json.`);
  return format;
};
