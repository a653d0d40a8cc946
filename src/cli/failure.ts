import { harmless } from '../model/harmless.ts';
import { tool } from './tool.ts';

const wrongUsage: ReadonlySet<string> = new Set(['UsageError', 'SiteError', 'LessonError']);

const interrupted = (error: unknown): boolean =>
  error === 'interrupted' ||
  (error instanceof Error && (error.name === 'PromptClosed' || error.cause === 'interrupted'));

/**
 * Says what ended a command, and gives its exit code: 130 interrupted, 2 wrong usage, 1 for what the lab could not do,
 * 3 when nothing could be looked at, 70 for a mistake of ours, which alone shows a stack.
 */
export const failure = (error: unknown, say: (text: string) => void): number => {
  if (interrupted(error)) {
    say('Interrupted.');
    return 130;
  }
  if (!(error instanceof Error)) {
    say(`infra-tutor failed: ${harmless(String(error))}`);
    return 70;
  }
  if (wrongUsage.has(error.name)) {
    say(harmless(error.message));
    return 2;
  }
  if (error.name === 'CannotLook') {
    say(harmless(error.message));
    const { command } = error as Error & { command?: string };
    if (command) say(`  ${harmless(command)}`);
    return 3;
  }
  if (error.name === 'LabError') {
    const { advice } = error as Error & { advice?: string };
    say(error.message.split('\n').map(harmless).join('\n'));
    if (advice) say(harmless(advice));
    return 1;
  }
  say(`This is a mistake in ${tool.name} ${tool.version}, not in what you typed or in the server:`);
  say((error.stack ?? error.message).split('\n').map(harmless).join('\n'));
  return 70;
};
