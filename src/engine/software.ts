import type { Evidence } from '../model/evidence.ts';
import type { Hop } from '../model/hops.ts';

const header = (evidence: Partial<Evidence>, name: string): string | undefined => {
  const steps = [
    ...(evidence.http?.visits ?? []).flatMap((visit) => visit.steps),
    ...(evidence.app?.answers ?? []),
  ];
  for (const { headers } of steps) {
    const found = headers.find(([held]) => held === name);
    if (found) return found[1];
  }
  return undefined;
};

const database = (evidence: Partial<Evidence>): string | undefined => {
  const greeting = evidence.mysql?.attempts.find((attempt) => attempt.greeting)?.greeting;
  return (
    greeting &&
    (greeting.flavour === 'stand-in' ? greeting.version : `${greeting.flavour} ${greeting.version}`)
  );
};

/** What the software of a hop calls itself; a name is not a proof. */
export const software = (hop: Hop, evidence: Partial<Evidence>): string | undefined => {
  if (hop === 'web') return header(evidence, 'server');
  if (hop === 'app') return header(evidence, 'x-powered-by');
  if (hop === 'db') return database(evidence);
  return undefined;
};
