import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, LabError } from './errors.ts';
import type { FileEdit, LabPart } from './plan.ts';
import { writePrivate } from './place.ts';
import type { LabSetting } from './services/service.ts';
import { editsOf } from './slices.ts';

const notThere = (file: string, options: ErrorOptions = {}): LabError =>
  new LabError(
    `${file} of the lab is not what this change was written for.`,
    'Make the lab whole first: infra-tutor lab fix',
    options,
  );

/**
 * Changes a text in a file of the lab.
 * @throws {LabError} when the file does not hold it
 */
export const editFile = async ({ place }: LabSetting, { file, from, to }: FileEdit): Promise<void> => {
  const path = join(place.directory, file);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw codeOf(error) === 'ENOENT' ? notThere(file, { cause: error }) : error;
  });
  if (!text.includes(from)) throw notThere(file);
  await writePrivate(
    place,
    path,
    text.replaceAll(from, () => to),
  );
};

/** What the plan says an editor did to the files of a part; one after the other, as they may be of one file. */
export const applyEdits = async (setting: LabSetting, part: LabPart): Promise<void> => {
  for (const edit of editsOf(setting.plan, part)) await editFile(setting, edit);
};
