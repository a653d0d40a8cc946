import { parseExercise } from '../content/exercise.ts';
import { ContentError } from '../content/yaml.ts';
import type { Exercise } from '../tutor/types.ts';
import { textFile } from './text-file.ts';
import { UsageError } from './usage-error.ts';

/**
 * An exercise of the user's own: the same expectations, and no more. Its block for the lab is only read; what stands
 * there as a solution is never run.
 * @throws {UsageError} with file, line and column
 */
export const readOwnExercise = async (file: string): Promise<Exercise> => {
  const text = await textFile('--exercise', file);
  try {
    return parseExercise(file, text, 'own');
  } catch (error) {
    if (error instanceof ContentError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
};
