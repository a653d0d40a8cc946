import type { Socket } from 'node:net';
import type { Hop } from '../../src/model/hops.ts';
import type { Status } from '../../src/model/report.ts';
import type { Stage } from '../support/stage.ts';

/** Where a hostile peer waits, and what to type to meet it. Ports that are not named are closed. */
export interface Lair {
  readonly resolver?: number;
  readonly http?: number;
  readonly https?: number;
  readonly db?: number;
  /** More that is typed after `check www.shop.com`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A program that is Node.js where the peer lives (a network namespace). */
  readonly node?: string;
  /** Endpoints (`address:port`) beside those above that may be contacted. */
  readonly contacts?: readonly string[];
  /** What must hold after both runs, seen from the peer's side. */
  readonly afterwards?: () => void;
}

export interface Expected {
  /** What a person would expect of the boxes that matter here. */
  readonly hops: Readonly<Partial<Record<Hop, Status>>>;
  /** `hop/check/cause` of the first broken box; absent when none may be called broken. */
  readonly firstBroken?: string;
  readonly exit: number;
  /** What a person must be able to read. */
  readonly says?: RegExp;
}

/** One server that does not behave, met by the built program. */
export interface Peer {
  readonly name: string;
  /** Seconds for the whole run (`--timeout`). Peers that keep it waiting have few. */
  readonly timeout?: number;
  readonly expected: Expected;
  readonly lurk: (stage: Stage) => Promise<Lair>;
}

/** A peer that says nothing before the first bytes have come. */
export const onceAsked =
  (lie: (stage: Stage, onSocket: (socket: Socket) => void) => Promise<Lair>) =>
  (name: string, expected: Expected, answer: (socket: Socket) => void, timeout?: number): Peer => ({
    name,
    expected,
    ...(timeout ? { timeout } : {}),
    lurk: (stage) => lie(stage, (socket) => void socket.once('data', () => answer(socket))),
  });

/** Begins a line, a colour and a title where it is obeyed; no line may begin with it. */
export const obeyed = '\u001b[31m\u001b]0;owned\u0007\r\n\u2028INJECTED\u009b31m\u202e\u0085INJECTED';

export const injected = 'INJECTED';
