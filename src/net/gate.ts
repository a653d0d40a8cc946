import { isNeverDialled, withinReach } from '../model/address.ts';
import type { ProbeId } from '../model/evidence.ts';
import type { Contact } from '../model/probe.ts';
import type { Target } from '../model/target.ts';

/**
 * One thing a probe wants to contact now. For `ssh`, `address` is what the user typed after --ssh; for `shell`, the
 * template of the command; for `unix`, the path of a file.
 */
export interface Request {
  readonly probe: ProbeId;
  readonly protocol: Contact['protocol'];
  readonly address: string;
  readonly port: number;
}

/**
 * The only way out. It lets through what the plan names, keeps the target's reach, and remembers.
 * What the plan does not name is a bug of ours and throws; what lies beyond reach is a fact and is refused.
 */
export interface Gate {
  readonly target: Target;
  readonly plan: readonly Contact[];
  readonly record: readonly Request[];
  /** Ends everything that is under way: the run's deadline or Ctrl-C. */
  readonly signal: AbortSignal;
  /** False when the address is beyond the target's reach: it must not be dialled. */
  admits(request: Request): boolean;
  /** Something was opened: `end` is called when the gate is closed, unless what is returned was called before. */
  owns(end: () => void): () => void;
  /** The run is over: nothing goes out any more, and whatever is still open is ended. */
  close(): void;
}

/** A probe tried to contact something that `--plan` would not have printed. */
export class UnplannedContact extends Error {
  override readonly name = 'UnplannedContact';
}

const covers = (contact: Contact, request: Request): boolean =>
  contact.probe === request.probe &&
  contact.protocol === request.protocol &&
  contact.port === request.port &&
  (contact.address === undefined || contact.address === request.address);

/** A resolver may be link-local: a router's `fe80::1%eth0`, a cloud's 169.254.169.253. This computer asks it all day. */
const isOwnResolver = ({ resolver }: Target, { address, port }: Request): boolean =>
  resolver?.address === address && resolver.port === port;

/** What no plan can allow. After --ssh stands what the user's own ssh makes of it. */
const isForbidden = (target: Target, request: Request): boolean =>
  request.protocol !== 'ssh' &&
  request.protocol !== 'shell' &&
  request.protocol !== 'unix' &&
  isNeverDialled(request.address) &&
  !isOwnResolver(target, request);

export const createGate = (target: Target, plan: readonly Contact[], signal: AbortSignal): Gate => {
  const record: Request[] = [];
  const open = new Set<() => void>();
  let closed = false;
  return {
    target,
    plan,
    record,
    signal,
    admits(request) {
      const named = plan.filter((contact) => covers(contact, request));
      if (named.length === 0) {
        const { probe, protocol, address, port } = request;
        throw new UnplannedContact(
          `${probe} wants ${protocol} to ${address}:${port}, which the plan does not name`,
        );
      }
      const admitted =
        !closed &&
        !isForbidden(target, request) &&
        (named.some((contact) => contact.beyondReach) || withinReach(target.reach, request.address));
      if (admitted) record.push(request);
      return admitted;
    },
    owns(end) {
      if (closed) end();
      else open.add(end);
      return () => open.delete(end);
    },
    close() {
      closed = true;
      for (const end of open) end();
      open.clear();
    },
  };
};
