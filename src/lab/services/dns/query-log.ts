import { createWriteStream } from 'node:fs';
import { harmless } from '../../../model/harmless.ts';
import type { Face } from './message.ts';

/** Bytes; a log of more helps nobody, and a load test asks thousands of times. */
const longestLog = 4 * 1024 * 1024;

export interface QueryLog {
  /** The same face; each question to it is written down with what was said. */
  readonly of: (who: string, face: Face) => Face;
  readonly close: () => void;
}

/** Writes down every question: when, who was asked, for what, and the response code. */
export const openQueryLog = (file: string): QueryLog => {
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  // A full disk must not end the lab: then there is no log.
  stream.on('error', () => undefined);
  const write = (line: string): void => {
    if (stream.bytesWritten < longestLog) stream.write(line);
  };
  return {
    of: (who, face) => ({
      ...face,
      answer: (question) => {
        const said = face.answer(question);
        const { name, type } = question;
        // A name may hold any bytes, also those that would look like another line.
        const now = new Date().toISOString();
        write(`${now} ${who} ${harmless(name) || '.'} ${type} ${said?.rcode ?? 'no answer'}\n`);
        return said;
      },
    }),
    close: () => void stream.end(),
  };
};
