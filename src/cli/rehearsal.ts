import { gradeUnits } from '../catalog-grade.ts';
import { loadLessons, loadMisconceptions } from '../catalog-lessons.ts';
import { formOf, hear } from '../grade/spoken.ts';
import { pointIds, type PointId } from '../grade/types.ts';
import { inOrder } from '../tutor/lessons.ts';
import type { Knowledge, Understood } from '../tutor/rehearsal/page.ts';
import { reviewer } from '../tutor/rehearsal/reviewer.ts';
import { rehearse } from './commands/rehearse.ts';
import { textOrJson } from './format.ts';
import { progressFor } from './learning.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { isFolder, readWriteUps } from './write-ups.ts';

export interface RehearseFlags {
  readonly plain?: boolean;
  readonly answerFile?: string;
  readonly format?: string;
}

const knowledge = async (): Promise<Knowledge> => {
  const lessons = inOrder(await loadLessons());
  const lesson = (id: string): string => lessons.find(({ teaches }) => teaches.includes(id))?.id ?? '';
  return {
    about: Object.fromEntries(
      pointIds.map((id) => [id, { title: gradeUnits.points[id].title, lesson: lesson(id) }]),
    ),
    corrections: Object.fromEntries(
      Object.entries(await loadMisconceptions()).map(([id, { fact }]) => [id, { fact, lesson: lesson(id) }]),
    ),
  };
};

const isPoint = (id: string): id is PointId => pointIds.some((one) => one === id);

const heard = (id: string, said: readonly string[]): Understood => {
  // That a reviewer asks about the points of the rubric is held by test/contract/rehearsal.test.ts.
  if (!isPoint(id)) throw new Error(`there is no point ${id}`);
  const asked = reviewer.find((one) => one.id === id);
  const texts = asked ? [asked.ask, asked.followUp.half, asked.followUp.none] : [];
  return hear(id, said, texts, gradeUnits);
};

/** What is written in one file, or on standard input. */
const writtenIn = async (terminal: Terminal, file: string): Promise<string> => {
  if (file !== '-' && isFolder(file))
    throw new UsageError(`${file} is a folder: give the file with your answers.`);
  const [writeUp] = await readWriteUps([file], terminal.err);
  return writeUp?.text ?? '';
};

/** `rehearse`, with the rules that mark, the lessons and the learner's progress. */
export const rehearseIn = async (terminal: Terminal, flags: RehearseFlags): Promise<number> => {
  const options = {
    format: textOrJson(flags.format),
    ...(flags.plain ? { plain: true } : {}),
    ...(flags.answerFile === undefined ? {} : { answers: await writtenIn(terminal, flags.answerFile) }),
  };
  return rehearse(terminal, options, {
    progress: progressFor(terminal),
    knowledge: await knowledge(),
    hear: heard,
    form: (first, all) => formOf(first, all, gradeUnits),
    now: () => new Date(),
  });
};
