import type { Endpoint } from '../../model/address.ts';
import type { Contact } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import type { World } from '../../probes/world.ts';
import type { AskOf, See, SeenBy, Unseen } from '../../tutor/expect/kind.ts';

/** The server that an exercise is checked on. */
export interface Aim {
  readonly target: Target;
  /** The name under which pages are asked for. */
  readonly name: string;
  /** Asked for records; absent when only an address is known. */
  readonly resolver?: Endpoint;
  /** The address that is dialled, when it is known without DNS. */
  readonly dial?: string;
  /** That of the server itself, with which records are compared. */
  readonly address?: string;
  /** What the lab has instead of a port that a task names. */
  readonly ports: Readonly<Record<number, number>>;
  /** In the lab, the folder that stands for / of a server. */
  readonly root: string;
  /** This computer is the server. */
  readonly isHere: boolean;
}

/** What a look is given: the way out, and what other looks have found already. */
export interface Looking {
  readonly aim: Aim;
  readonly world: World;
  readonly signal: AbortSignal;
  /** The address of the site; asked for once. */
  readonly addressOf: () => Promise<string | undefined>;
}

/** One kind of look: whom it may contact, and what it sees there. */
export interface Looker<S extends See> {
  plan(ask: AskOf<S>, aim: Aim): readonly Contact[];
  look(ask: AskOf<S>, looking: Looking): Promise<SeenBy[S] | Unseen>;
}

/** The port as this server has it. */
export const portOf = ({ ports }: Aim, named: number): number => ports[named] ?? named;

export const noAddress: Unseen = {
  unseen: 'DNS gives no address for this name, so nothing could be asked for.',
};
