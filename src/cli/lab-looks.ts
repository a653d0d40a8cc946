import { readFile, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { DescribedPart, LabDescription } from '../lab/description.ts';
import { familyOf } from '../lab/family.ts';
import { memoryOf } from '../lab/memory.ts';
import type { Stack } from '../lab/stack.ts';
import { labTarget } from '../lab/target.ts';
import type { Contact } from '../model/probe.ts';
import { parseSite } from '../model/site.ts';
import type { Target } from '../model/target.ts';
import { createGate } from '../net/gate.ts';
import type { Looks, NewCode, RunningProgram, WithLooks } from '../tutor/looks.ts';
import { LookUnavailable } from '../tutor/looks.ts';
import { closed, networkLooks } from './network-looks.ts';
import { PromptClosed } from './terminal.ts';

const planFor = ({ resolver, ports, dnsPort }: Target): Contact[] => {
  const why = 'a look of a lesson at the lab';
  const tcp = (probe: Contact['probe'], port: number): Contact => ({
    probe,
    protocol: 'tcp',
    to: 'the lab',
    port,
    why,
  });
  return [
    ...(resolver
      ? (['udp', 'tcp'] as const).map((protocol): Contact => ({
          probe: 'dns',
          protocol,
          to: 'the lab',
          ...resolver,
          why,
        }))
      : []),
    ...(['udp', 'tcp'] as const).map((protocol): Contact => {
      return { probe: 'dns', protocol, to: 'the lab', port: dnsPort, why };
    }),
    ...[ports.http, ports.https, ports.db, closed].map((port) => tcp('tcp', port)),
    tcp('tls', ports.https),
    tcp('http', ports.https),
  ];
};

/** New code on the disk of a lab that lives for this look alone. */
const editCode = async (directory: string): Promise<NewCode> => {
  const file = join(directory, 'app', 'site.mjs');
  const before = await readFile(file, 'utf8');
  const marker = 'About this site, second edition';
  await writeFile(file, before.replace('About this site', marker));
  return { marker, undo: () => writeFile(file, before) };
};

const programNames: Readonly<Partial<Record<DescribedPart, string>>> = {
  web: 'Nginx',
  app: 'the application server',
  db: 'MySQL',
};

/** The site's own programs. DNS is on this computer because this is a lab, and on another one in real life. */
const programsOf = async ({ parts }: LabDescription): Promise<readonly RunningProgram[]> => {
  const running = parts.flatMap(({ part, software, pid }) => {
    const name = programNames[part];
    return name === undefined || pid === undefined ? [] : [{ name, software, pid }];
  });
  return Promise.all(
    running.map(async ({ name, software, pid }): Promise<RunningProgram> => {
      const family = await familyOf(pid);
      const memory = await memoryOf(family);
      return { name, software, processes: family.length, ...(memory === undefined ? {} : { memory }) };
    }),
  );
};

/** What a lesson can look at and do on this lab. */
export const looksAt = async (stack: Stack, signal: AbortSignal): Promise<Looks> => {
  const lab = stack.description;
  const target = labTarget(lab, parseSite(lab.host));
  const gate = createGate(target, planFor(target), signal);
  const { fetchFrom, ...looks } = await networkLooks(gate);
  return {
    ...looks,
    fetch: (path) => fetchFrom(`https://${lab.host}:${lab.ports.https}`, path),
    pages: { static: '/static/style.css', program: '/about', data: '/' },
    programs: async () => ({ programs: await programsOf(stack.description), memory: totalmem() }),
    stopPart: (part) => stack.stopPart(part),
    startPart: (part) => stack.startPart(part),
    changeCode: () => editCode(lab.directory),
  };
};

/** Each look gets a lab of its own: it may stop parts, and another lab may be in somebody's use. */
export const withLabLooks =
  (signal: AbortSignal): WithLooks =>
  async (use) => {
    const { startStack } = await import('../lab/stack.ts');
    const { LabError } = await import('../lab/errors.ts');
    // Ctrl-C between two prompts is the same as at one, whatever it has broken here.
    const left = (cause?: unknown) => new PromptClosed('The look was interrupted.', { cause });
    try {
      const stack = await startStack({ signal });
      try {
        const seen = await use(await looksAt(stack, signal));
        if (!signal.aborted) return seen;
      } finally {
        await stack.stop();
      }
    } catch (error) {
      if (signal.aborted) throw left(error);
      if (error instanceof LabError)
        throw new LookUnavailable(`${error.message} ${error.advice}`, { cause: error });
      throw error;
    }
    throw left();
  };
